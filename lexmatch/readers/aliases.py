"""The short name of an instrument that comes without one, and the dates that are none."""

from __future__ import annotations

import datetime
import re
import unicodedata

from lexmatch.findings import Finding, Place
from lexmatch.text import folded_words

ALIAS = re.compile(r"\w[\w-]*(?:\.[\w-]+)*")  # also a file name, which must not lead anywhere
_STOP = frozenset(["the", "of", "and", "in", "to", "for", "on", "a", "an", "act", "law", "respecting", "relating",
                   "loi", "sur", "l", "la", "le", "les", "des", "d", "du", "de", "et", "concernant", "gesetz", "uber",
                   "die", "der", "das", "und", "zur", "zum"])  # fmt: skip


def slug(text: str, extra: str = "") -> str:
    """A text as a part of a name: small letters without accents, digits and hyphens, and what is `extra`."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return re.sub(rf"[^a-z0-9{re.escape(extra)}]+", "-", plain).strip("-")[:60].strip("-")


def derive_alias(jurisdiction: str, title: str, date: str) -> str:
    """A short name of an instrument without one: jurisdiction, the words of its title, year (ca-extradition-1999)."""
    found = re.search(r"\b(1[6-9]\d\d|20\d\d)\b", title)
    year = found.group(1) if found else date[:4]
    kept = [re.sub(r"\W", "", w) for w in folded_words(title.replace("’", " ").replace("'", " "))]
    words = [w for w in kept if w not in _STOP and w not in (year, jurisdiction)]
    parts = [{"gb": "uk"}.get(jurisdiction, jurisdiction).casefold(), *(words[:5] or kept[:5] or ["text"]), year]
    return "-".join(name for name in (re.sub(r"[^\w-]", "", part) for part in parts) if name)


def state(alias: str) -> str:
    """The State whose law an alias says it is (ca-extradition-1999: ca), or ""."""
    found = re.match(r"([a-z]{2})-", alias)
    return {"uk": "gb"}.get(found[1], found[1]) if found else ""


def real(date: str) -> bool:
    """Whether a text is a date, or the year or month of one."""
    parts = date.split("-")
    try:
        datetime.date.fromisoformat("-".join([*parts, "01", "01"][:3]))
    except ValueError:
        return False
    return len(parts) <= 3


def not_real(date: str, name: str, place: Place) -> Finding:
    """The finding that a date was left out."""
    return Finding("import", "note", f"'{date}' in the source is no date, and was left out", place, key=f"date-{name}")
