"""The metadata of a document that the readers made: identification, references, and what only lexmatch says."""

from __future__ import annotations

from collections.abc import Iterable

from lexmatch.readers.as_text import said, written
from lexmatch.readers.units import Meta

AGENT = "#lexmatch"
UNKNOWN = "1000-01-01"  # the schema wants a date; @name says that none is known
_THREE = {"en": "eng", "fr": "fra", "es": "spa", "pt": "por", "ar": "ara", "de": "deu", "it": "ita", "nl": "nld",
          "fi": "fin", "sv": "swe", "ru": "rus", "zh": "zho"}  # fmt: skip


def language_code(two: str) -> str:
    """ISO 639-2 code, which the naming convention wants, of an ISO 639-1 code."""
    return _THREE.get(two, two if len(two) == 3 else "und")


def identification_only(meta: Meta, component: str) -> str:
    """The metadata of a part of the document, as text."""
    return written("meta", _identification(meta, component, with_aliases=False))


def _identification(meta: Meta, component: str = "", with_aliases: bool = True) -> str:
    """FRBR metadata (naming convention, section 4): work, expression at its date and language, manifestation."""
    date = _full(meta.date) or _full(meta.adopted) or UNKNOWN
    expression = f"{meta.uri}/{language_code(meta.language)}@{date}"
    this = component or "!main"
    work = [written("FRBRthis", value=f"{meta.uri}/{this}"), written("FRBRuri", value=meta.uri)]
    if with_aliases:
        work.append(written("FRBRalias", value=meta.alias, name="alias"))
        work.append(written("FRBRalias", value=meta.title, name="title"))
        for language, title in sorted(meta.titles.items()):
            work.append(written("FRBRalias", value=title, name=f"title-{language}"))
        if meta.citation:
            work.append(written("FRBRalias", value=meta.citation, name="citation"))
    adopted = _full(meta.adopted)
    work.append(written("FRBRdate", date=adopted or date, name=_date_name(meta.adopted, "adoption")))
    work.append(written("FRBRauthor", href="#author"))
    work.append(written("FRBRcountry", value=meta.uri.split("/")[2] if meta.uri.count("/") > 1 else "un"))
    if meta.kind:
        work.append(written("FRBRsubtype", value=meta.kind))
    if meta.number:
        work.append(written("FRBRnumber", value=meta.number))
    named = _date_name(meta.date, "version") if meta.date else _date_name(meta.adopted, "adoption")
    expressed = [
        written("FRBRthis", value=f"{expression}/{this}"), written("FRBRuri", value=expression),
        written("FRBRdate", date=date, name=named),
        written("FRBRauthor", href="#author" if meta.status == "official" else AGENT),
        written("FRBRlanguage", language=language_code(meta.language)),
    ]  # fmt: skip
    manifest = [
        written("FRBRthis", value=f"{expression}/{this}.xml"), written("FRBRuri", value=f"{expression}.akn"),
        written("FRBRdate", date=meta.retrieved[:10] or date, name="generation"), written("FRBRauthor", href=AGENT),
    ]  # fmt: skip
    parts = ("FRBRWork", work), ("FRBRExpression", expressed), ("FRBRManifestation", manifest)
    return written("identification", "".join(written(tag, "".join(held)) for tag, held in parts), source=AGENT)


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


def concept(name: str) -> str:
    """A concept of the scheme, as references name it."""
    return written("TLCConcept", eId=name, href=f"https://lexmatch.org/concepts/{name}", showAs=name)


def whole_meta(meta: Meta, concepts: Iterable[str] = ()) -> str:
    """The metadata of a document, as text."""
    author = meta.author or meta.jurisdiction or "author"
    references = [
        written("TLCOrganization", eId="author", href=f"/akn/ontology/organization/{_slug(author)}", showAs=author),
        written("TLCOrganization", eId="lexmatch", href="https://lexmatch.org", showAs="lexmatch"),
        *map(concept, sorted(concepts)),
    ]
    return written(
        "meta", _identification(meta) + written("references", "".join(references), source=AGENT) + _proprietary(meta)
    )


def _proprietary(meta: Meta) -> str:
    """What the standard has no place for: text status, what was read, silences, links to other instruments."""
    about = [_lm("read", said(words), id=key) for key, words in meta.read.items()]
    about += [_lm("note", said(note)) for note in meta.notes]
    facts = {"jurisdiction": meta.jurisdiction, "link": meta.link, "in-force": meta.in_force,
             "depositary": meta.depositary, "amends": " ".join(meta.amends), "supplements": " ".join(meta.supplements),
             "implements": " ".join(meta.implements)}  # fmt: skip
    made = [
        _lm("text", "".join(about), status=meta.status, source=meta.source or meta.link, retrieved=meta.retrieved,
            sha256=meta.sha256, coverage=meta.coverage, format=meta.format),
        _lm("instrument", **facts),
    ]  # fmt: skip
    if meta.silent:
        made.append(_lm("silent", concepts=" ".join(meta.silent)))
    made += [_lm("aspect", said(words), concept=of) for of, words in meta.aspects]
    return written("proprietary", "".join(made), source=AGENT)


def _lm(tag: str, held: str = "", **attributes: str) -> str:
    return written(f"lm:{tag}", held, **{k: v for k, v in attributes.items() if v})


def _slug(words: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in words.casefold()).strip("-") or "author"
