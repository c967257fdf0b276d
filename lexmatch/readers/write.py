"""Units → an Akoma Ntoso 3.0 document, the form in which lexmatch keeps every text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from lexmatch.readers.units import HIERARCHY, Attachment, Document, EIds, Meta, Unit, element, number
from lexmatch.readers.xml import AKN, LM, Element, local

AGENT = "#lexmatch"
UNKNOWN = "1000-01-01"  # the schema wants a date; @name says that none is known
_THREE = {"en": "eng", "fr": "fra", "es": "spa", "pt": "por", "ar": "ara", "de": "deu", "it": "ita", "nl": "nld",
          "fi": "fin", "sv": "swe", "ru": "rus", "zh": "zho"}  # fmt: skip


def language_code(two: str) -> str:
    """ISO 639-2 code, which the naming convention wants, of an ISO 639-1 code."""
    return _THREE.get(two, two if len(two) == 3 else "und")


def akn(document: Document) -> Element:
    """The document as an `akomaNtoso` element, eIds given, ready to be validated and serialised."""
    if document.root is not None:
        return complete(document, document.root)
    meta = document.meta
    eids = EIds()
    root = element("akomaNtoso")
    act = element("act", name="act")
    body = element("body")
    _units(document.units, body, "", eids)
    attachments = element("attachments")
    for count, attachment in enumerate(document.attachments, 1):
        attachments.append(_attachment(attachment, count, meta, eids))
    act.append(_meta(meta, _concepts(body, attachments)))
    for name, blocks in (("preface", document.preface), ("preamble", document.preamble)):
        if blocks:
            act.append(_filled(name, blocks))
    if not len(body):  # the schema asks for at least one unit
        _unit(Unit("hcontainer", name="body"), body, "", eids)
    act.append(body)
    if document.conclusions:
        act.append(_filled("conclusions", document.conclusions))
    if len(attachments):
        act.append(attachments)
    root.append(act)
    return root


_CARRIERS = HIERARCHY | {"p", "quantity"}
# The order of the parts of <meta>.
_META = ("identification", "publication", "classification", "lifecycle", "workflow", "analysis", "temporalData",
         "references", "notes", "proprietary", "presentation")  # fmt: skip


def complete(document: Document, root: Element) -> Element:
    """A tree that is Akoma Ntoso already, with its metadata: lexmatch's own, and those of the source that were kept."""
    main = root[0]
    main.insert(0, _first_meta(document, main))
    for count, holder in enumerate(root.iter(f"{{{AKN}}}attachment"), 1):
        for inner in holder:
            if local(inner) not in ("num", "heading", "subheading", "interstitial", "toc", "documentRef"):
                _put_meta(inner, _identification_only(document.meta, f"!schedule_{count}"))
    return root


def _first_meta(document: Document, main: Element) -> Element:
    known = {r.get("eId") for kept in document.kept for r in kept.iter() if r.get("eId")}
    carriers = (e for e in main.xpath("descendant-or-self::*[@refersTo]") if local(e) in _CARRIERS)
    # units, sentences and quantities are where concepts of lexmatch stand
    concepts = dict.fromkeys(t.lstrip("#") for e in carriers for t in e.get("refersTo").split())
    meta = _meta(document.meta, [c for c in concepts if c not in known])
    references = next(part for part in meta if local(part) == "references")
    eids = main.xpath("descendant-or-self::*/@eId[. != '']", smart_strings=False)  # without: twice as fast
    taken = {*eids, *(r.get("eId") for r in references)}
    for kept in document.kept:
        if kept.tag == references.tag:
            references.extend([r for r in kept if r.get("eId") not in taken])
        elif not any(e.get("eId") in taken for e in kept.iter() if e.get("eId")):
            meta.append(kept)
    meta[:] = sorted(meta, key=lambda part: _META.index(local(part)))
    return meta


def _put_meta(document: Element, meta: Element) -> None:
    if len(document) and document[0].tag == meta.tag:
        document.remove(document[0])
    document.insert(0, meta)


def _filled(name: str, blocks: Iterable[Element]) -> Element:
    made = element(name)
    made.extend(blocks)
    return made


def _units(units: Iterable[Unit], parent: Element, eid: str, eids: EIds) -> None:
    for unit in units:
        _unit(unit, parent, eid, eids)


def _unit(unit: Unit, into: Element, parent: str, eids: EIds) -> None:
    """A unit, built from above: what is put into another tree is walked through, the more the later."""
    part = "content" if not unit.children else "intro" if unit.blocks else ""
    made = _shape(unit.kind, bool(unit.num), _there(unit.heading), _there(unit.subheading), part).__copy__()
    into.append(made)
    eid = unit.eid or eids.give(unit, parent)
    eids.taken.add(eid)
    made.set("eId", eid)
    if unit.wid and unit.wid.strip():
        made.set("wId", "".join(unit.wid.split()))
    if unit.kind == "hcontainer":
        made.set("name", unit.name or "unit")
    for key, value in unit.attrs.items():
        made.set(key, value)
    shape = iter(made)
    if unit.num:
        next(shape).text = unit.num
    for heading in (unit.heading, unit.subheading):
        if isinstance(heading, str):
            if heading:
                next(shape).text = heading
        elif heading is not None:
            _moved(heading, next(shape))
    if not unit.children:
        _fill(next(shape), [*unit.blocks, *unit.tail] or [element("p")])
        return
    if unit.blocks:
        _fill(next(shape), unit.blocks)
    _units(unit.children, made, parent if unit.through else eid, eids)
    if unit.tail:
        made.append(element("wrapUp"))
        _fill(made[-1], unit.tail)


def _there(heading: str | Element) -> bool:
    return bool(heading) if isinstance(heading, str) else heading is not None


@lru_cache(maxsize=512)
def _shape(kind: str, num: bool, heading: bool, subheading: bool, part: str) -> Element:
    """An empty unit with the elements that it needs: one copy takes half the time of making each."""
    made = element(kind)
    for name, wanted in (("num", num), ("heading", heading), ("subheading", subheading), (part, bool(part))):
        if wanted:
            made.append(element(name))
    return made


def _fill(made: Element, blocks: list[Element]) -> None:
    for block in blocks:
        made.append(block)


def _concepts(*trees: Element) -> list[str]:
    """What the elements of these trees refer to."""
    said = (refers for tree in trees for refers in tree.xpath("descendant-or-self::*/@refersTo", smart_strings=False))
    return list(dict.fromkeys(target.lstrip("#") for refers in said for target in refers.split()))


def _renamed(block: Element, tag: str) -> Element:
    return _moved(block, element(tag))


def _moved(block: Element, made: Element) -> Element:
    """What stands in one element, put into another."""
    if block.text:
        made.text = block.text
    made.extend(list(block))
    return made


def _attachment(attachment: Attachment, count: int, meta: Meta, eids: EIds) -> Element:
    eid = _attachment_eid(attachment, count, eids)
    made = element("attachment", eId=eid)
    if attachment.num:
        made.append(element("num", attachment.num))
    heading = attachment.heading
    if isinstance(heading, str):
        if heading:
            made.append(element("heading", heading))
    else:
        made.append(_renamed(heading, "heading"))
    doc = element("doc", name="schedule")
    main = element("mainBody")
    main.extend(attachment.blocks)
    _units(attachment.units, main, eid, eids)
    if not len(main):
        main.append(element("p"))
    doc.append(_identification_only(meta, f"!schedule_{count}"))
    doc.append(main)
    made.append(doc)
    return made


def _attachment_eid(attachment: Attachment, count: int, eids: EIds) -> str:
    """By the number it bears (Schedule 1A is no second schedule), by its place where it bears none."""
    value = number(attachment.num)
    if not re.fullmatch(r"\w?\d[\w-]*|[IVXLC]+[a-z]?|[A-Z]{1,2}", value):
        value = str(count)
    eid = f"att_{value}"
    if eid in eids.taken:
        eid = eids.give(Unit("attachment", count=value), "")
    eids.taken.add(eid)
    return eid


def _identification_only(meta: Meta, component: str) -> Element:
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


def _meta(meta: Meta, concepts: Iterable[str]) -> Element:
    made = element("meta")
    made.append(_identification(meta))
    references = element("references", source=AGENT)
    author = meta.author or meta.jurisdiction or "author"
    references.append(element("TLCOrganization", eId="author", href=f"/akn/ontology/organization/{_slug(author)}",
                              showAs=author))  # fmt: skip
    references.append(element("TLCOrganization", eId="lexmatch", href="https://lexmatch.org", showAs="lexmatch"))
    for concept in sorted(concepts):
        references.append(element("TLCConcept", eId=concept, href=f"https://lexmatch.org/concepts/{concept}",
                                  showAs=concept))  # fmt: skip
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
    from lxml import etree

    made = etree.Element(f"{{{LM}}}{tag}", {k: v for k, v in attributes.items() if v}, nsmap={"lm": LM})
    made.text = text_ or None
    return made


def _slug(words: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in words.casefold()).strip("-") or "author"
