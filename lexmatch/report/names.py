"""Names of States and organisations, in the report's language."""

from __future__ import annotations

ORGANISATIONS = {
    "un": "United Nations", "coe": "Council of Europe", "eu": "European Union", "aa-au": "African Union",
    "sadc": "SADC", "ecowas": "ECOWAS", "oas": "Organization of American States", "asean": "ASEAN",
    "mercosur": "MERCOSUR", "cis": "Commonwealth of Independent States", "las": "League of Arab States",
    "commonwealth": "Commonwealth of Nations", "icc": "International Criminal Court", "unodc": "UNODC",
}  # fmt: skip


def jurisdiction_name(code: str, lang: str = "en") -> str:
    """The name of a jurisdiction: an organisation of the corpus, or a State by its ISO 3166-1 code (Unicode CLDR, through
    Babel); the code itself when it is neither. Two States in one code ("ca-ar") are joined."""
    if code in ORGANISATIONS:
        return ORGANISATIONS[code]
    from babel import Locale, UnknownLocaleError

    try:
        names = Locale.parse(lang).territories
    except (UnknownLocaleError, ValueError):
        names = Locale.parse("en").territories
    parts = [str(names.get(part.upper(), part)) for part in code.split("-")]
    return " and ".join(parts)
