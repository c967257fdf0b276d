"""What an Akoma Ntoso file of others says about its instrument, brought to one form."""

from __future__ import annotations

import re
from copy import deepcopy

from lexmatch.readers import Source
from lexmatch.readers.units import Document, Meta
from lexmatch.readers.xml import LM, Element, children, cleanup, first, local, text_of

_TWO = {"eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "por": "pt", "ara": "ar", "deu": "de", "ger": "de",
        "ita": "it", "nld": "nl", "dut": "nl", "fin": "fi", "swe": "sv", "rus": "ru", "zho": "zh", "pol": "pl",
        "roh": "rm", "afr": "af", "swa": "sw", "ltz": "lb"}  # fmt: skip
_COUNTRIES = {"gb": "gb", "uk": "gb", "lux": "lu", "che": "ch", "deu": "de", "fin": "fi", "fra": "fr", "ita": "it",
              "eur": "eu", "usa": "us", "zaf": "za", "ken": "ke"}  # fmt: skip
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
# The kinds of legislation.gov.uk that are Acts, and those that belong to a part of the United Kingdom.
_ACTS = frozenset(("ukpga", "asp", "nia", "asc", "anaw", "apni", "mwa"))
_UK = {"asp": "gb-sct", "ssi": "gb-sct", "nia": "gb-nir", "apni": "gb-nir", "nisr": "gb-nir", "nisi": "gb-nir",
       "asc": "gb-wls", "anaw": "gb-wls", "mwa": "gb-wls", "wsi": "gb-wls"}  # fmt: skip
_UNIQUE = re.compile(r"[^a-z0-9.]+")


def about(main: Element, source: Source) -> Meta:
    """Titles, dates, language and work URI of a document."""
    meta = first(main, "meta")
    identification = first(meta, "identification") if meta is not None else None
    work = _first(identification, "FRBRWork")
    expression = _first(identification, "FRBRExpression")
    language = _language(expression)
    titles = {n.get(_LANG, "")[:2]: _clean(n.get("value", "")) for n in _all(work, "FRBRname") if n.get(_LANG)}
    country = _country(work)
    adopted = _date(work, r"document|issue|enact|adopt|promulg|assent|ausfertigung|verkuendung")
    dated = _date(expression, r"applicab|consolid|version|inforce|verkuendung|generation") or _date(expression, "")
    number = _value(work, "FRBRnumber") or _clean(text_of(main.find("{*}preface//{*}docNumber")))
    links = [e.get("value", "") for e in (_first(expression, "FRBRthis"), _first(work, "FRBRthis")) if e is not None]
    kind = _value(work, "FRBRsubtype") or ("statute" if len(country) == 2 and country != "un" else local(main))
    made = Meta(
        title=_title(main, work) or titles.get(language, "") or number or source.path,
        uri=_uri(work, country, adopted, number), language=language, date=dated, adopted=adopted or dated,
        in_force=_date(work, r"entryinforce|commence|inkrafttreten"), kind=kind, jurisdiction=country, number=number,
        author=_author(meta, work), link=next((x for x in links if x.startswith(("https://", "http://"))), ""),
        titles={k: v for k, v in titles.items() if v},
    )  # fmt: skip
    if meta is not None and next(meta.iter(f"{{{LM}}}*"), None) is not None:
        _own(source, made)
    return made


def _own(source: Source, made: Meta) -> None:
    """What lexmatch itself noted in a document that it wrote, taken over as it is."""
    from lexmatch.readers import akn, carry

    law = akn.read(source.root, source.path)
    carry.meta(law, made)
    made.title, made.date, made.adopted, made.link = law.title, law.date, law.adopted, law.link
    made.status, made.coverage = law.text.status, law.text.coverage or made.coverage
    made.source, made.retrieved = law.text.source, law.text.retrieved
    made.read, made.notes = dict(law.text.read), list(law.text.notes)


def keep(main: Element, document: Document) -> None:
    """The source's own metadata that its text may refer to: gazette, events, periods, persons and terms, notes."""
    from lexmatch.readers.akn_adopt import settle

    meta = first(main, "meta")
    for part in (
        children(meta, "publication", "lifecycle", "temporalData", "references", "notes") if meta is not None else ()
    ):
        kept = deepcopy(part)  # with its own namespaces: in libxml2 those of the source go with the source
        settle(kept)
        cleanup(kept)
        document.kept.append(kept)


_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _first(parent: Element | None, name: str) -> Element | None:
    return first(parent, name) if parent is not None else None


def _all(parent: Element | None, name: str) -> list[Element]:
    return list(children(parent, name)) if parent is not None else []


def _value(parent: Element | None, name: str) -> str:
    found = _first(parent, name)
    return found.get("value", "").strip() if found is not None else ""


def _clean(text: str) -> str:
    return " ".join(text.split())


def _language(expression: Element | None) -> str:
    found = _first(expression, "FRBRlanguage")
    code = found.get("language", "").rstrip("/").rpartition("/")[2].casefold() if found is not None else ""
    return _TWO.get(code, code[:2]) if code else "en"


def _country(work: Element | None) -> str:
    """The country, as its two letters; the United Kingdom is gb, as in ISO 3166."""
    code = _value(work, "FRBRcountry").rstrip("/").rpartition("/")[2].casefold()
    code = code.partition("-")[0]
    if not code:
        path = _value(work, "FRBRuri").removeprefix("/akn").strip("/")
        code = path.partition("/")[0].partition("-")[0] if re.match(r"[a-z]{2}(?:-\w+)?/", path) else ""
    return _COUNTRIES.get(code, code[:2] if code.isalpha() else "")


def _date(parent: Element | None, names: str) -> str:
    """The date whose name says what is wanted; the first one where none does."""
    dates = [(d.get("name", ""), d.get("date", "")[:10]) for d in _all(parent, "FRBRdate")]
    good = [(n, d) for n, d in dates if _ISO.fullmatch(d) and not d.startswith(("0001", "1000", "9999"))]
    if not names:
        return good[0][1] if good else ""
    wanted = re.compile(names, re.IGNORECASE)
    named = next((d for n, d in good if wanted.search(n)), "")
    if named or "commence" in names:
        return named
    return good[0][1] if good else ""


def _uri(work: Element | None, country: str, adopted: str, number: str) -> str:
    """The work's URI by the naming convention: the source's own where it is one, else one made of what is known."""
    uri = _value(work, "FRBRuri")
    if uri.startswith("/akn/"):
        return uri
    if re.match(r"/[a-z]{2}(-[\w.]+)?/(act|bill|doc|judgment)/", uri):
        return f"/akn{uri}"
    law = re.search(r"legislation\.gov\.uk/(?:id/)?([a-z]+)/(\d{4})/(\d+)", uri)
    if law:
        kind = "" if law[1] in _ACTS else f"/{law[1]}"
        return f"/akn/{_UK.get(law[1], 'gb')}/act{kind}/{law[2]}/{law[3]}"
    address = re.sub(r"^https?://[^/]+/(?:eli/)?", "", _value(work, "FRBRthis") or uri)
    name = _UNIQUE.sub("-", (number or address).casefold()).strip("-")[-60:]
    return f"/akn/{country or 'un'}/act/{adopted or 'undated'}/{name or 'text'}"


def _title(main: Element, work: Element | None) -> str:
    """The title, or the short one where the title is a sentence about the purpose."""
    found: dict[str, str] = {}
    for part in children(main, "preface", "coverPage", "preamble"):
        for tag in ("docTitle", "shortTitle", "longTitle"):
            named = next(part.iter(f"{{*}}{tag}"), None)
            if named is not None and tag not in found and text_of(named):
                found[tag] = _spoken(named)
    title = found.get("docTitle", "")
    if title and (len(title) < 160 or "shortTitle" not in found):
        return title
    named_alias = next((a.get("value", "") for a in _all(work, "FRBRalias") if a.get("name") in ("title", None)), "")
    return found.get("shortTitle") or named_alias or found.get("longTitle") or text_of(main.find(".//{*}heading"))


def _spoken(found: Element) -> str:
    """The words of a title, a space where a line ends, without the notes in it."""
    parts: list[str] = []

    def walk(part: Element) -> None:
        parts.append(part.text or "")
        for child in part:
            if local(child) in ("br", "eol"):
                parts.append(" ")
            elif local(child) not in ("authorialNote", "noteRef", ""):
                walk(child)
            parts.append(child.tail or "")

    walk(found)
    return _clean("".join(parts))


def _author(meta: Element | None, work: Element | None) -> str:
    author = _first(work, "FRBRauthor")
    target = author.get("href", "").lstrip("#") if author is not None else ""
    for reference in meta.iterfind("{*}references/*") if meta is not None and target else ():
        if target in (reference.get("eId"), reference.get("id")):
            return str(reference.get("showAs", ""))
    return ""
