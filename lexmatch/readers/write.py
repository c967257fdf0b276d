"""Units → an Akoma Ntoso 3.0 document, the form in which lexmatch keeps every text."""

from __future__ import annotations

from collections.abc import Iterable

from lexmatch.readers.units import Attachment, Document, EIds, Element, Meta, Unit, element
from lexmatch.readers.xml import LM

AGENT = "#lexmatch"
_THREE = {"en": "eng", "fr": "fra", "es": "spa", "pt": "por", "ar": "ara", "de": "deu", "it": "ita", "nl": "nld",
          "fi": "fin", "sv": "swe", "ru": "rus", "zh": "zho"}  # fmt: skip


def language_code(two: str) -> str:
    """ISO 639-2 code, which the naming convention wants, of an ISO 639-1 code."""
    return _THREE.get(two, two if len(two) == 3 else "und")


def akn(document: Document) -> Element:
    """The document as an `akomaNtoso` element, eIds given, ready to be validated and serialised."""
    meta = document.meta
    eids = EIds()
    concepts: dict[str, None] = {}
    root = element("akomaNtoso")
    act = element("act", name="act")
    body = element("body")
    _units(document.units, body, "", eids, concepts)
    attachments = element("attachments")
    for count, attachment in enumerate(document.attachments, 1):
        attachments.append(_attachment(attachment, count, meta, eids, concepts))
    act.append(_meta(meta, concepts))
    for name, blocks in (("preface", document.preface), ("preamble", document.preamble)):
        if blocks:
            act.append(_filled(name, blocks))
    if not len(body):  # the schema asks for at least one unit
        body.append(_unit(Unit("hcontainer", name="body"), "", eids, concepts))
    act.append(body)
    if document.conclusions:
        act.append(_filled("conclusions", document.conclusions))
    if len(attachments):
        act.append(attachments)
    root.append(act)
    return root


def _filled(name: str, blocks: Iterable[Element]) -> Element:
    made = element(name)
    made.extend(blocks)
    return made


def _units(units: Iterable[Unit], parent: Element, eid: str, eids: EIds, concepts: dict[str, None]) -> None:
    for unit in units:
        parent.append(_unit(unit, eid, eids, concepts))


def _unit(unit: Unit, parent: str, eids: EIds, concepts: dict[str, None]) -> Element:
    made = element(unit.kind)
    eid = unit.eid or eids.give(unit, parent)
    eids.taken.add(eid)
    made.set("eId", eid)
    if unit.wid:
        made.set("wId", unit.wid)
    if unit.kind == "hcontainer":
        made.set("name", unit.name or "unit")
    for key, value in unit.attrs.items():
        made.set(key, value)
    _collect(unit.attrs.get("refersTo", ""), concepts)
    if unit.num:
        made.append(element("num", unit.num))
    for tag, heading in (("heading", unit.heading), ("subheading", unit.subheading)):
        if isinstance(heading, str):
            if heading:
                made.append(element(tag, heading))
        elif heading is not None:
            made.append(_renamed(heading, tag))
    for block in (*unit.blocks, *unit.tail):
        for inner in block.iter():
            _collect(inner.get("refersTo", ""), concepts)
    if unit.children:
        if unit.blocks:
            made.append(_filled("intro", unit.blocks))
        _units(unit.children, made, eid, eids, concepts)
        if unit.tail:
            made.append(_filled("wrapUp", unit.tail))
    else:
        made.append(_filled("content", [*unit.blocks, *unit.tail] or [element("p")]))
    return made


def _collect(refers: str, concepts: dict[str, None]) -> None:
    for target in refers.split():
        concepts[target.lstrip("#")] = None


def _renamed(block: Element, tag: str) -> Element:
    made = element(tag, block.text or "")
    made.extend(list(block))
    return made


def _attachment(attachment: Attachment, count: int, meta: Meta, eids: EIds, concepts: dict[str, None]) -> Element:
    eid = f"att_{count}"
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
    _units(attachment.units, main, eid, eids, concepts)
    if not len(main):
        main.append(element("p"))
    doc.append(_identification_only(meta, f"!schedule_{count}"))
    doc.append(main)
    made.append(doc)
    return made


def _identification_only(meta: Meta, component: str) -> Element:
    made = element("meta")
    made.append(_identification(meta, component, with_aliases=False))
    return made


def _identification(meta: Meta, component: str = "", with_aliases: bool = True) -> Element:
    """FRBR metadata (naming convention, section 4): work, expression at its date and language, manifestation."""
    made = element("identification", source=AGENT)
    date = meta.date or _full(meta.adopted) or "1000-01-01"
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
    work.append(element("FRBRdate", date=adopted or date, name=_date_name(meta.adopted)))
    work.append(element("FRBRauthor", href="#author"))
    work.append(element("FRBRcountry", value=meta.uri.split("/")[2] if meta.uri.count("/") > 1 else "un"))
    if meta.kind:
        work.append(element("FRBRsubtype", value=meta.kind))
    if meta.number:
        work.append(element("FRBRnumber", value=meta.number))
    expressed = element("FRBRExpression")
    expressed.append(element("FRBRthis", value=f"{expression}/{this}"))
    expressed.append(element("FRBRuri", value=expression))
    expressed.append(element("FRBRdate", date=date, name="version" if meta.date else "adoption"))
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
    return date if len(date) == 10 else (f"{date[:4]}-01-01" if date[:4].isdigit() else "")


def _date_name(adopted: str) -> str:
    return "adoption" if len(adopted) == 10 else ("adoption-year" if adopted[:4].isdigit() else "unknown")


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
    return made


def _lm(tag: str, text_: str = "", **attributes: str) -> Element:
    from lxml import etree

    made = etree.Element(f"{{{LM}}}{tag}", {k: v for k, v in attributes.items() if v}, nsmap={"lm": LM})
    made.text = text_ or None
    return made


def _slug(words: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in words.casefold()).strip("-") or "author"
