"""Units → an Akoma Ntoso 3.0 document, the form in which lexmatch keeps every text.

The document is written as text, piece by piece, and parsed as it is written: that takes a fraction of the memory of
putting one tree together from many.
"""

from __future__ import annotations

import re

from lexmatch.readers.as_text import attribute, inside, quoted, said, whole
from lexmatch.readers.units import HIERARCHY, Attachment, Document, EIds, Unit, element, number
from lexmatch.readers.write_meta import concept, identification_only, whole_meta
from lexmatch.readers.xml import AKN, LM, Element, fragment, local, own_parser

_HEAD = f'<akomaNtoso xmlns="{AKN}" xmlns:lm="{LM}"><act name="act">'
_MANY = 2000  # pieces of text that are parsed together
_CARRIERS = tuple(f"{{*}}{name}" for name in sorted({*HIERARCHY, "p", "quantity"}))
# The order of the parts of <meta>.
_META = ("identification", "publication", "classification", "lifecycle", "workflow", "analysis", "temporalData",
         "references", "notes", "proprietary", "presentation")  # fmt: skip


def akn(document: Document) -> Element:
    """The document as an `akomaNtoso` element, eIds given, ready to be validated and serialised. Its units are used up."""
    if document.root is not None:
        return complete(document, document.root)
    writer = _Writer(document)
    root = writer.whole()
    if writer.refers:
        meta, *parts = root[0]
        references = next(part for part in meta if local(part) == "references")
        bodies = (part for part in parts if local(part) in ("body", "attachments"))
        references.extend(fragment(concept(name)) for name in sorted(_referred(*bodies)))
    return root


def complete(document: Document, root: Element) -> Element:
    """A tree that is Akoma Ntoso already, with its metadata: lexmatch's own, and those of the source that were kept."""
    main = root[0]
    main.insert(0, _first_meta(document, main))
    for count, holder in enumerate(root.iter(f"{{{AKN}}}attachment"), 1):
        for inner in holder:
            if local(inner) not in ("num", "heading", "subheading", "interstitial", "toc", "documentRef"):
                _put_meta(inner, fragment(identification_only(document.meta, f"!schedule_{count}")))
    return root


def _first_meta(document: Document, main: Element) -> Element:
    known = {r.get("eId") for kept in document.kept for r in kept.iter() if r.get("eId")}
    # units, sentences and quantities are where concepts of lexmatch stand
    said = (refers for e in main.iter(*_CARRIERS) if (refers := e.get("refersTo")))
    concepts = dict.fromkeys(target.lstrip("#") for refers in said for target in refers.split())
    meta = fragment(whole_meta(document.meta, [c for c in concepts if c not in known]))
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


def _referred(*trees: Element) -> list[str]:
    """What the elements of these trees refer to."""
    said = (refers for tree in trees for refers in tree.xpath("descendant-or-self::*/@refersTo", smart_strings=False))
    return list(dict.fromkeys(target.lstrip("#") for refers in said for target in refers.split()))


class _Writer:
    """Writes one document; of its metadata the concepts are known only when it is written."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.eids = EIds()
        self.parser = own_parser()
        self.refers = False  # whether anything refers to a concept
        self.pieces: list[str] = []
        self.put = self.pieces.append

    def whole(self) -> Element:
        """The `akomaNtoso` element."""
        document, put = self.document, self.put
        put(_HEAD)
        put(whole_meta(document.meta))
        self.blocks("preface", document.preface)
        self.blocks("preamble", document.preamble)
        put("<body>")
        self.units(document.units or [Unit("hcontainer", name="body")], "")  # the schema asks for at least one unit
        put("</body>")
        self.blocks("conclusions", document.conclusions)
        if document.attachments:
            put("<attachments>")
            for count, attachment in enumerate(document.attachments, 1):
                self.attachment(attachment, count)
            put("</attachments>")
        put("</act></akomaNtoso>")
        self.parse()
        return self.parser.close()

    def parse(self) -> None:
        """Parse what has been written so far."""
        text = "".join(self.pieces)
        self.refers = self.refers or "refersTo=" in text
        self.parser.feed(text.encode())
        self.pieces.clear()

    def blocks(self, name: str, blocks: list[Element]) -> None:
        """Blocks in an element of their own, where there are any."""
        if blocks:
            self.put(f"<{name}>{''.join(map(whole, blocks))}</{name}>")
            blocks.clear()

    def units(self, units: list[Unit], eid: str) -> None:
        """Units below what has this eId."""
        for unit in units:
            self.unit(unit, eid)
        units.clear()

    def unit(self, unit: Unit, parent: str) -> None:
        """A unit with all below it, below what has the eId `parent`."""
        kind, eid = unit.kind, unit.eid
        if eid:
            self.eids.taken.add(eid)
        else:
            eid = self.eids.give(unit, parent)
        text = f'<{kind} eId="{quoted(eid)}"'
        if unit.wid and not unit.wid.isspace():
            text += f' wId="{quoted("".join(unit.wid.split()))}"'
        if kind == "hcontainer":
            text += f' name="{quoted(unit.name or "unit")}"'
        if unit.attrs:
            for pair in unit.attrs.items():
                text += attribute(*pair)
        text += f"><num>{said(unit.num)}</num>" if unit.num else ">"
        if unit.heading != "":
            text += _headed("heading", unit.heading)
        if unit.subheading != "":
            text += _headed("subheading", unit.subheading)
        if not unit.children:
            blocks = unit.blocks + unit.tail if unit.tail else unit.blocks
            held = whole(blocks[0]) if len(blocks) == 1 else "".join(map(whole, blocks)) or "<p/>"
            self.put(f"{text}<content>{held}</content></{kind}>")
            unit.blocks.clear()
        else:
            self.put(text)
            self.blocks("intro", unit.blocks)
            self.units(unit.children, parent if unit.through else eid)
            self.blocks("wrapUp", unit.tail)
            self.put(f"</{kind}>")
        if len(self.pieces) > _MANY:
            self.parse()

    def attachment(self, attachment: Attachment, count: int) -> None:
        """A schedule or annex, as a document of its own."""
        put = self.put
        eid = _attachment_eid(attachment, count, self.eids)
        put(f'<attachment eId="{quoted(eid)}">')
        if attachment.num:
            put(f"<num>{said(attachment.num)}</num>")
        put(_headed("heading", attachment.heading))
        meta = identification_only(self.document.meta, f"!schedule_{count}")
        put(f'<doc name="schedule">{meta}<mainBody>')
        blocks = attachment.blocks or ([] if attachment.units else [element("p")])
        put("".join(map(whole, blocks)))
        self.units(attachment.units, eid)
        put("</mainBody></doc></attachment>")


def _headed(name: str, heading: str | Element | None) -> str:
    """A heading, where there is one."""
    if not isinstance(heading, str):
        return f"<{name}>{inside(heading)}</{name}>" if heading is not None else ""
    return f"<{name}>{said(heading)}</{name}>" if heading else ""


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
