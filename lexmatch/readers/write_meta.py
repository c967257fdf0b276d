"""The metadata of a document that the readers made: identification, references, and what only lexmatch says."""

from __future__ import annotations

from collections.abc import Iterable

from lexmatch.readers.units import Meta, element
from lexmatch.readers.xml import LM, Element

AGENT = "#lexmatch"
UNKNOWN = "1000-01-01"  # the schema wants a date; @name says that none is known
_THREE = {"en": "eng", "fr": "fra", "es": "spa", "pt": "por", "ar": "ara", "de": "deu", "it": "ita", "nl": "nld",
          "fi": "fin", "sv": "swe", "ru": "rus", "zh": "zho"}  # fmt: skip


def language_code(two: str) -> str:
    """ISO 639-2 code, which the naming convention wants, of an ISO 639-1 code."""
    return _THREE.get(two, two if len(two) == 3 else "und")


def identification_only(meta: Meta, component: str) -> Element:
    made = element("meta")
    made.append(_identification(meta, component, with_aliases=False))
    return made


def _identification(meta: Meta, component: str = "", with_aliases: bool = True) -> Element:
    """FRBR metadata (naming convention, section 4): work, expression at its date and language, manifestation."""
    made = element("identification", source=AGENT)
    date = _full(meta.date) or _full(meta.adopted) or UNKNOWN
    expression = f"{meta.uri}/{language_code(meta.language)}@{date}"
    work = element("FRBRWork")
    this = component or "!main"
    work.append(element("FRBRthis", value=f"{meta.uri}/{this}"))
    work.append(element("FRBRuri", value=meta.uri))
    if with_aliases:
        work.append(element("FRBRalias", value=meta.alias, name="alias"))
        work.append(element("FRBRalias", value=meta.title, name="title"))
        for language, title in sorted(meta.titles.items()):
            work.append(element("FRBRalias", value=title, name=f"title-{language}"))
        if meta.citation:
            work.append(element("FRBRalias", value=meta.citation, name="citation"))
    adopted = _full(meta.adopted)
    work.append(element("FRBRdate", date=adopted or date, name=_date_name(meta.adopted, "adoption")))
    work.append(element("FRBRauthor", href="#author"))
    work.append(element("FRBRcountry", value=meta.uri.split("/")[2] if meta.uri.count("/") > 1 else "un"))
    if meta.kind:
        work.append(element("FRBRsubtype", value=meta.kind))
    if meta.number:
        work.append(element("FRBRnumber", value=meta.number))
    expressed = element("FRBRExpression")
    expressed.append(element("FRBRthis", value=f"{expression}/{this}"))
    expressed.append(element("FRBRuri", value=expression))
    expressed.append(
        element(
            "FRBRdate",
            date=date,
            name=_date_name(meta.date, "version") if meta.date else _date_name(meta.adopted, "adoption"),
        )
    )
    expressed.append(element("FRBRauthor", href="#author" if meta.status == "official" else AGENT))
    expressed.append(element("FRBRlanguage", language=language_code(meta.language)))
    manifest = element("FRBRManifestation")
    manifest.append(element("FRBRthis", value=f"{expression}/{this}.xml"))
    manifest.append(element("FRBRuri", value=f"{expression}.akn"))
    manifest.append(element("FRBRdate", date=meta.retrieved[:10] or date, name="generation"))
    manifest.append(element("FRBRauthor", href=AGENT))
    made.extend((work, expressed, manifest))
    return made


def _full(date: str) -> str:
    """A whole date, as the schema wants it: the first day of a year or month of which no more is known."""
    parts = date.split("-")
    if not parts[0].isdigit() or len(parts[0]) != 4:
        return ""
    return "-".join([*parts, "01", "01"][:3])


def _date_name(date: str, event: str) -> str:
    """What a date is, and how much of it is known: "adoption", "adoption-month", "adoption-year", "unknown"."""
    known = {3: "", 2: "-month", 1: "-year"}[min(date.count("-") + 1, 3)] if _full(date) else None
    return "unknown" if known is None else event + known


def concepts(names: Iterable[str]) -> list[Element]:
    """Concepts of the scheme, as references name them."""
    return [element("TLCConcept", eId=name, href=f"https://lexmatch.org/concepts/{name}", showAs=name)
            for name in sorted(names)]  # fmt: skip


def whole_meta(meta: Meta, referred: Iterable[str] = ()) -> Element:
    made = element("meta")
    made.append(_identification(meta))
    references = element("references", source=AGENT)
    author = meta.author or meta.jurisdiction or "author"
    references.append(element("TLCOrganization", eId="author", href=f"/akn/ontology/organization/{_slug(author)}",
                              showAs=author))  # fmt: skip
    references.append(element("TLCOrganization", eId="lexmatch", href="https://lexmatch.org", showAs="lexmatch"))
    references.extend(concepts(referred))
    made.append(references)
    made.append(_proprietary(meta))
    return made


def _proprietary(meta: Meta) -> Element:
    """What the standard has no place for: text status, what was read, silences, links to other instruments."""
    made = element("proprietary", source=AGENT)
    text = _lm("text", status=meta.status, source=meta.source or meta.link, retrieved=meta.retrieved, sha256=meta.sha256,
               coverage=meta.coverage, format=meta.format)  # fmt: skip
    for key, words in meta.read.items():
        text.append(_lm("read", id=key, text_=words))
    for note in meta.notes:
        text.append(_lm("note", text_=note))
    made.append(text)
    facts = {"jurisdiction": meta.jurisdiction, "link": meta.link, "in-force": meta.in_force,
             "depositary": meta.depositary, "amends": " ".join(meta.amends), "supplements": " ".join(meta.supplements),
             "implements": " ".join(meta.implements)}  # fmt: skip
    made.append(_lm("instrument", **facts))
    if meta.silent:
        made.append(_lm("silent", concepts=" ".join(meta.silent)))
    for concept, words in meta.aspects:
        made.append(_lm("aspect", concept=concept, text_=words))
    return made


def _lm(tag: str, text_: str = "", **attributes: str) -> Element:
    return element(f"{{{LM}}}{tag}", text_, **{k: v for k, v in attributes.items() if v})


def _slug(words: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in words.casefold()).strip("-") or "author"
