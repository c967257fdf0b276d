"""What people type for an official text, and where its publisher keeps it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lexmatch.findings import Unreadable

# The hosts that may be asked, and that a redirect may lead to. Nothing else is ever connected to.
HOSTS = (
    "www.legislation.gov.uk",
    "publications.europa.eu",
    "laws-lois.justice.gc.ca",
    "www.gesetze-im-internet.de",
    "www.govinfo.gov",
    "uscode.house.gov",
)
XML = ("application/xml", "text/xml", "application/octet-stream")
ZIP = ("application/zip", "application/x-zip-compressed", "application/octet-stream")
PAGE = ("text/html", "application/xhtml+xml")
_THREE = {"bg": "bul", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "et": "est",
          "fi": "fin", "fr": "fra", "ga": "gle", "hr": "hrv", "hu": "hun", "it": "ita", "lt": "lit", "lv": "lav",
          "mt": "mlt", "nl": "nld", "pl": "pol", "pt": "por", "ro": "ron", "sk": "slk", "sl": "slv",
          "sv": "swe"}  # fmt: skip
_UK = re.compile(
    r"(?:https?://(?:www\.)?legislation\.gov\.uk/(?:id/)?)?(?P<kind>[a-z]{3,5})/(?P<path>\d{4}/\d+|[A-Za-z0-9-]+/[\d-]+/\d+)"
    r"(?:/(?P<version>\d{4}-\d\d-\d\d|enacted|made))?/?$"
)
_UK_KINDS = frozenset(
    ("ukpga", "ukla", "ukppa", "ukcm", "asp", "asc", "anaw", "mwa", "nia", "apni", "mnia", "aep", "aosp", "aip", "apgb",
     "uksi", "ssi", "wsi", "nisr", "nisi", "ukmo", "uksro", "nisro", "eur", "eudr", "eudn", "eut")
)  # fmt: skip
_CELEX = re.compile(r"[0-9](?:19|20)\d\d[A-Z]{1,2}\d{4}(?:\(\d+\))?(?:-(?:19|20)\d{6})?$")
_ELI = re.compile(
    r"(?:https?://data\.europa\.eu/eli/|https?://eur-lex\.europa\.eu/eli/)?(?P<kind>dir|reg|dec|dec_framw|reg_impl|"
    r"reg_del|dir_impl|dir_del|dec_impl|dec_del)/(?P<year>(?:19|20)\d\d)/(?P<number>\d{1,4})"
    r"(?:/(?P<version>oj|(?:19|20)\d\d-\d\d-\d\d))?/?$"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file to fetch: `address` is where it is, `types` what the server may send, `follow` how to find the address of
    the file on a page that has to be read first, `options` what of the file is meant."""

    reference: str
    address: str
    types: tuple[str, ...]
    headers: tuple[tuple[str, str], ...] = ()
    language: str = ""
    follow: Callable[[str], str] | None = None
    options: dict[str, str] = field(default_factory=dict)


def wanted(reference: str, language: str = "") -> Wanted:
    """Where the official text of a reference is. Raises Unreadable with the forms that are understood."""
    typed = reference.strip()
    scheme, colon, rest = typed.partition(":")
    kind = scheme.casefold() if colon and not rest.startswith("//") else ""
    maker = {"celex": _celex, "ca": _canada, "de": _germany, "usc": _code, "pl": _public_law, "comps": _compilation,
             "uk": _uk, "eli": _eli}.get(kind)  # fmt: skip
    found = (
        maker(typed, rest.strip(), language) if maker else _uk(typed, typed, language) or _eli(typed, typed, language)
    )
    if found is None:
        raise Unreadable(
            f"'{reference}' is no reference that can be fetched",
            "Write ukpga/2003/41, eli:dir/2014/41/oj, celex:32014L0041, ca:E-23.01, de:irg, usc:18/209, pl:119-1 or "
            "comps:339; anything else: download it and use `lexmatch import`.",
        )
    return found


def _uk(typed: str, rest: str, language: str) -> Wanted | None:
    """An Act or instrument of the United Kingdom, as it stands or at a version."""
    found = _UK.match(rest)
    if found is None or found["kind"] not in _UK_KINDS:
        return None
    steps = [found["kind"], found["path"], *([found["version"]] if found["version"] else [])]
    welsh = ["welsh"] if language == "cy" else []
    return Wanted(
        typed, "/".join(("https://www.legislation.gov.uk", *steps, *welsh, "data.xml")), XML, language=language
    )


def _celex(typed: str, rest: str, language: str) -> Wanted | None:
    """An EU act from Cellar: Formex where it has it, else the page."""
    if not _CELEX.match(rest.upper()):
        return None
    accept = ("application/zip;mtype=fmx4, application/xml;mtype=fmx4;q=0.9, application/xhtml+xml;q=0.8, "
              "text/html;q=0.7")  # fmt: skip
    spoken = _THREE.get(language or "en", "eng")
    return Wanted(typed, f"https://publications.europa.eu/resource/celex/{rest.upper()}", (*ZIP, *XML, *PAGE),
                  (("Accept", accept), ("Accept-Language", spoken)), language or "en")  # fmt: skip


def _eli(typed: str, rest: str, language: str) -> Wanted | None:
    """An ELI of the Union as the CELEX number it stands for, or one of legislation.gov.uk."""
    british = _UK.match(rest)
    if british is not None and british["kind"] in _UK_KINDS:
        return _uk(typed, rest, language)
    found = _ELI.match(rest)
    if found is None:
        return None
    letter = {"dir": "L", "reg": "R", "dec": "D"}[found["kind"].partition("_")[0]]
    if found["kind"] == "dec_framw":
        letter = "F"
    celex = f"{found['year']}{letter}{int(found['number']):04d}"
    version = found["version"] or "oj"
    celex = f"3{celex}" if version == "oj" else f"0{celex}-{version.replace('-', '')}"
    return _celex(typed, celex, language)


def _canada(typed: str, rest: str, language: str) -> Wanted | None:
    """A federal Act or regulation of Canada, by its chapter in the consolidation."""
    if not re.fullmatch(r"[A-Za-z]{1,5}-[\w.-]{1,30}", rest) or ".." in rest:
        return None
    spoken = "fra" if language == "fr" else "eng"
    return Wanted(typed, f"https://laws-lois.justice.gc.ca/{spoken}/XML/{rest}.xml", XML, language=language)


def _germany(typed: str, rest: str, _language: str) -> Wanted | None:
    """A German federal law by its abbreviation: the site writes it in small letters."""
    slug = re.sub(r"[\s-]+", "_", rest.casefold().translate({228: "ae", 246: "oe", 252: "ue", 223: "ss"}))
    if not re.fullmatch(r"[a-z0-9_]{1,60}", slug):
        return None
    return Wanted(typed, f"https://www.gesetze-im-internet.de/{slug}/xml.zip", ZIP, language="de")


def _code(typed: str, rest: str, _language: str) -> Wanted | None:
    """A title of the United States Code, or a chapter of it, at the current release point of the Office of the Law
    Revision Counsel. govinfo carries the Code as pages and PDF only."""
    found = re.fullmatch(r"(\d{1,2})([aA]?)(?:/(?:ch)?(\d{1,4}[A-Za-z]?))?", rest)
    if found is None or not 1 <= int(found[1]) <= 54:
        return None
    file = f"xml_usc{int(found[1]):02d}{found[2].lower()}"

    def follow(page: str) -> str:
        link = re.search(rf"releasepoints/us/pl/[\w/]+/{re.escape(file)}@[\w-]+\.zip", page)
        if link is None:
            raise Unreadable(
                f"the page of release points has no file for {typed}", "Download it from uscode.house.gov."
            )
        return f"https://uscode.house.gov/download/{link.group()}"

    return Wanted(typed, "https://uscode.house.gov/download/download.shtml", ZIP, language="en", follow=follow,
                  options={"chapter": found[3]} if found[3] else {})  # fmt: skip


def _public_law(typed: str, rest: str, _language: str) -> Wanted | None:
    """A public law of the United States from govinfo."""
    found = re.fullmatch(r"(\d{1,3})-(\d{1,4})", rest)
    if found is None:
        return None
    name = f"PLAW-{found[1]}publ{found[2]}"
    return Wanted(typed, f"https://www.govinfo.gov/content/pkg/{name}/uslm/{name}.xml", XML, language="en")


def _compilation(typed: str, rest: str, _language: str) -> Wanted | None:
    """A statute compilation of the United States from govinfo."""
    if not re.fullmatch(r"\d{1,6}", rest):
        return None
    name = f"COMPS-{rest}"
    return Wanted(typed, f"https://www.govinfo.gov/content/pkg/{name}/uslm/{name}.xml", XML, language="en")
