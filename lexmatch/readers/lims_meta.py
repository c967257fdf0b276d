"""What Justice Canada's XML says about an Act or regulation: titles, numbers, dates, addresses."""

from __future__ import annotations

from lexmatch.readers.aliases import slug
from lexmatch.readers.units import Meta
from lexmatch.readers.xml import LM, Element, local, text_of

LIMS = "http://justice.gc.ca/lims"
_XML = "http://www.w3.org/XML/1998/namespace"


def meta(root: Element) -> Meta:
    """Titles, numbers, dates and address of an Act or regulation."""

    def said(path: str) -> str:
        return text_of(root.find(f"Identification/{path}"))

    language = root.get(f"{{{_XML}}}lang") or "en"
    short, long = said("ShortTitle"), said("LongTitle")
    number, year = said("Chapter/ConsolidatedNumber"), said("Chapter/AnnualStatuteId/YYYY")
    annual = said("Chapter/AnnualStatuteId/AnnualStatuteNumber")
    instrument = said("InstrumentNumber")
    adopted = _stage(root, "assented-to") or _stage(root, "registration") or _date(root, "RegistrationDate") or year
    revised = root.find("Identification/Chapter/AnnualStatuteId[@revised-statute='yes']") is not None
    pit = root.get(f"{{{LIMS}}}pit-date") or root.get(f"{{{LIMS}}}lastAmendedDate") or ""
    current = root.get(f"{{{LIMS}}}current-date") or ""
    regulation = local(root) == "Regulation"
    what, where = ("eng", "regulations" if regulation else "acts") if language == "en" else (
        "fra", "reglements" if regulation else "lois")  # fmt: skip
    if regulation:
        uri = f"/akn/ca/act/regulation/{adopted[:4] or 'undated'}/{slug(instrument) or 'unnumbered'}"
        address = instrument.replace("/", "-")
    else:
        uri = f"/akn/ca/act/{year or adopted[:4] or 'undated'}/{slug(annual) or slug(number) or 'unnumbered'}"
        address = number
    notes = [text_of(n) for n in root.iterfind("Identification/ReaderNote/Note")]
    if current:
        notes.append(f"Consolidation current to {current}; last amended {pit or 'unknown'}.")
    return Meta(
        title=short or long or number or instrument,
        uri=uri, language=language, date=pit, adopted=adopted, jurisdiction="ca", kind="statute",
        number=number or instrument, author="Parliament of Canada" if not regulation else "Government of Canada",
        citation=f"{'R.S.C.' if revised else 'S.C.'} {year}, c. {annual}" if annual else instrument,
        link=f"https://laws-lois.justice.gc.ca/{what}/{where}/{address}/" if address else "", notes=notes,
    )  # fmt: skip


def _stage(root: Element, stage: str) -> str:
    found = root.find(f"Identification/BillHistory/Stages[@stage='{stage}']")
    return _date(found, "Date") if found is not None else ""


def _date(parent: Element, path: str) -> str:
    found = parent.find(f".//{path}")
    if found is None:
        return ""
    found = found if found.find("YYYY") is not None else found.find("Date")
    parts = [text_of(found.find(n)) for n in ("YYYY", "MM", "DD")] if found is not None else []
    if len(parts) != 3 or not all(x.isdigit() for x in parts):
        return ""
    year, month, day = map(int, parts)
    return f"{year:04}-{month:02}-{day:02}"


_SINCE, _IN_FORCE, _STATE = f"{{{LIMS}}}inforce-start-date", f"{{{LM}}}in-force", f"{{{LM}}}state"


def dates(source: Element) -> dict[str, str]:
    """Since when the provision has been in force as it stands, and whether it is."""
    attributes = {}
    since = source.get(_SINCE)
    if since:
        attributes[_IN_FORCE] = since
    if source.get("in-force") == "no":
        attributes[_STATE] = "not-in-force"
    return attributes
