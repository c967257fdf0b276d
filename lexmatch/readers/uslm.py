"""United States Legislative Markup (USLM): the Code, statute compilations, public laws and bills.

Source credits, side notes, statutory notes and page marks are about the law; they are left out. Footnotes are kept as
notes. What a law quotes to be inserted elsewhere stays inside the provision that quotes it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lexmatch.findings import Finding, Unreadable
from lexmatch.readers.fidelity import Operative
from lexmatch.readers.fidelity import text_of as operative_text
from lexmatch.readers.flow import (
    Item,
    add,
    arrange,
    block,
    drop,
    filled,
    flatten,
    flow,
    heading,
    inline,
    note,
    quotation,
    space,
    span,
    trim,
)
from lexmatch.readers.flow import table as make_table
from lexmatch.readers.units import Attachment, Document, Unit, element, number, p
from lexmatch.readers.uslm_meta import meta
from lexmatch.readers.xml import LM, NAMES, Element, children, first, local, text_of
from lexmatch.text import collapse

if TYPE_CHECKING:
    from lexmatch.readers import Source

NAME = "uslm"
TITLE = "United States Legislative Markup (USLM)"
SUFFIXES = (".xml", ".uslm")
NAMESPACES = ("http://schemas.gpo.gov/xml/uslm", "http://xml.house.gov/schemas/uslm/1.0")
_ASIDE = frozenset(
    ("sidenote", "page", "editorialNote", "notes", "note", "sourceCredit", "footnote", "toc", "statutoryNote", "endMarker",
     "legislativeHistory", "ear", "crossReference", "authority", "source", "effectiveDateNote", "topic", "preface", "meta")
)  # fmt: skip
_INLINE = frozenset(
    ("ref", "i", "b", "u", "sup", "sub", "inline", "date", "term", "shortTitle", "amendingAction", "quotedText", "def",
     "approvedDate", "actionDescription", "entity", "span", "a", "em", "strong", "headingText", "citableAs", "del", "ins",
     "property", "sidenote", "page", "footnote", "note", "role", "committee", "organization", "person", "br", "img", "center",
     "fillIn", "checkBox", "bold", "italic")
)  # fmt: skip
OPERATIVE = Operative(within=("main", "appendix"), aside=_ASIDE, inline=_INLINE - {"br"})
# What the levels of USLM are in Akoma Ntoso.
_LEVELS = {
    "title": "title", "subtitle": "subtitle", "part": "part", "subpart": "subpart", "chapter": "chapter",
    "subchapter": "subchapter", "division": "division", "subdivision": "subdivision", "article": "article",
    "subarticle": "hcontainer", "section": "section", "subsection": "subsection", "paragraph": "paragraph",
    "subparagraph": "subparagraph", "clause": "clause", "subclause": "subclause", "item": "point", "subitem": "point",
    "subsubitem": "point", "level": "hcontainer", "preliminary": "hcontainer", "courtRules": "hcontainer",
    "courtRule": "rule", "reorganizationPlans": "hcontainer", "reorganizationPlan": "hcontainer",
    "compiledAct": "hcontainer", "titleAppendix": "hcontainer",
}  # fmt: skip
_HEADS = ("num", "heading", "subheading")
_WORDS = ("content", "chapeau", "continuation", "text", "proviso")
_BLOCKS = frozenset((*_LEVELS, *_WORDS, "p", "table", "quotedContent", "elided", "layout", "block", "ul", "ol", "li",
                     "figure", "signatures", "longTitle", "docTitle", "officialTitle", "recital", "subheading"))  # fmt: skip


def detects(source: Source) -> bool:
    """Whether the root is of one of USLM's namespaces."""
    return source.tag[0] in NAMESPACES


def read(source: Source) -> tuple[Document, list[Finding]]:
    """The law in the file."""
    root = source.root
    main = first(root, "main")
    if main is None:
        raise Unreadable(
            f"{source.path} holds no <main>, so no text", "Choose the file of the law itself.", source.place
        )
    walk = _Walk()
    asked = source.options.get("chapter", "")
    document = Document(meta(root, main, asked))
    for part in _parts(main, source):
        name = local(part)
        if name in ("longTitle", "docTitle", "officialTitle"):
            document.preface += walk.flat(part)
        elif name in ("enactingFormula", "resolvingClause", "preamble", "recital"):
            document.preamble += walk.flat(part)
        elif name in _LEVELS:
            document.units.append(walk.level(part, name))
        elif name in ("action", "signatures", "actionDescription"):
            document.conclusions += walk.flat(part)
        elif name not in _ASIDE:
            for item in walk.one(part, name):
                unit = item if isinstance(item, Unit) else Unit("hcontainer", name="wording", blocks=[item])
                document.units.append(unit)
    if asked:
        named = [u.heading for u in document.units if isinstance(u.heading, str) and u.heading]
        document.meta.title = ", ".join([document.meta.title, f"chapter {asked}", *named[:1]])
    for part in children(root, "appendix"):
        items = walk.inside(part, {})
        document.attachments.append(Attachment(
            text_of(first(part, "num")), heading(first(part, "heading"), walk.special),
            [i for i in items if not isinstance(i, Unit)], [i for i in items if isinstance(i, Unit)],
        ))  # fmt: skip
    return document, []


def _parts(main: Element, source: Source) -> list[Element]:
    """The parts of the text: the one chapter that was asked for of a title of the Code, or all there are."""
    asked = source.options.get("chapter", "")
    if not asked:
        return list(children(main))
    for chapter in main.iter("{*}chapter"):
        held = first(chapter, "num")
        if held is not None and held.get("value", "").casefold() == asked.casefold():
            return [chapter]
    raise Unreadable(f"{source.path} has no chapter {asked}", "Check the number of the chapter.", source.place)


def operative(source: Source) -> bytes:
    """The words of the law, or of the chapter that was asked for."""
    if not source.options.get("chapter"):
        return operative_text(source.root, OPERATIVE, source.namespaces)
    main = first(source.root, "main")
    inside = Operative(aside=_ASIDE, inline=OPERATIVE.inline)
    return operative_text(_parts(main, source)[0], inside) if main is not None else b""


class _Walk:
    """One walk through a law."""

    def __init__(self) -> None:
        self.special: dict[str, Callable[[Element, Element], None]] = {
            **dict.fromkeys(_ASIDE, drop), "footnote": self._footnote, "sup": inline("sup"), "sub": inline("sub"),
            "br": space, "ref": self._ref, "img": drop, "note": self._note,
        }  # fmt: skip

    def _footnote(self, source: Element, into: Element) -> None:
        into.append(note([block(source, {**self.special, "num": drop})], text_of(first(source, "num"))))

    def _note(self, source: Element, into: Element) -> None:
        if source.get("type") == "footnote":
            self._footnote(source, into)

    def _ref(self, source: Element, into: Element) -> None:
        address = source.get("href", "")
        to_note = "footnoteRef" in source.get("class", "").split()
        if to_note or not address or len(source):
            if not to_note:
                flow(source, into, self.special)
            return
        made = element("ref", href=address)
        flow(source, made, self.special)
        into.append(made)

    def flat(self, source: Element) -> list[Element]:
        """All words of an element as paragraphs."""
        return [b for item in self.mixed(source) for b in (flatten(item) if isinstance(item, Unit) else [item])]

    def level(self, source: Element, name: str) -> Unit:
        """A level of the hierarchy."""
        heads: dict[str, Element] = {}
        items = self.inside(source, heads)
        label, kind = heads.get("num"), _LEVELS[name]
        made = Unit(kind, text_of(label), heading(heads.get("heading"), self.special),
                    name="" if kind != "hcontainer" else name, wid=source.get("identifier", ""))  # fmt: skip
        if label is not None and label.get("value"):
            made.count = number(label.get("value", ""))
        if "subheading" in heads:
            made.subheading = heading(heads["subheading"], self.special)
        status = source.get("status", "")
        if status in ("repealed", "omitted", "transferred", "vacant", "terminated", "obsolete"):
            made.attrs["status"] = "removed"
        elif status in ("pending", "notEffective", "reserved"):
            made.attrs[f"{{{LM}}}state"] = "not-in-force"
        return arrange(made, items)

    def inside(self, source: Element, heads: dict[str, Element]) -> list[Item]:
        """What a level holds below its number and heading, the first of which go into `heads`."""
        items: list[Item] = []
        for child in source:
            name = NAMES[child.tag]
            if not name:
                continue
            if name in _LEVELS:
                items.append(self.level(child, name))
            elif name in _HEADS:
                heads.setdefault(name, child)
            else:
                before = items[-1] if name == "quotedContent" and items else None
                if before is not None and not isinstance(before, Unit) and local(before) == "p":
                    self._quote(child, before)
                else:
                    items += self.one(child, name)
            tail = child.tail
            if tail and not tail.isspace():
                loose = p()
                add(loose, tail)
                items.append(trim(loose))
        return items

    def one(self, source: Element, name: str) -> list[Item]:
        """One element, of this name, as paragraphs and units."""
        if name in _ASIDE:
            return []
        if name in _LEVELS:
            return [self.level(source, name)]
        if name in ("table", "layout"):
            return [self.table(source)]
        if name == "quotedContent":
            made = p()
            self._quote(source, made)
            return [made]
        return self.mixed(source)

    def _quote(self, source: Element, into: Element) -> None:
        mod = element("mod")
        mod.append(quotation(self.mixed(source)))
        into.append(mod)

    def mixed(self, source: Element) -> list[Item]:
        """Text with levels, paragraphs, tables and quotations in it."""
        if not len(source):
            words = collapse(source.text or "")
            return [p(words)] if words else []
        found: list[Item] = []
        run = p()
        add(run, source.text)
        for child in source:
            name = NAMES[child.tag]
            if name == "quotedContent":
                if not filled(run) and found and not isinstance(found[-1], Unit) and local(found[-1]) == "p":
                    run = found.pop()
                self._quote(child, run)
            elif name in _BLOCKS or (name in ("num", "heading") and local(source) not in _INLINE):
                if filled(run):
                    found.append(trim(run))
                    run = p()
                found += self.one(child, name)
            elif name in self.special:
                self.special[name](child, run)
            elif name and len(child) and any(NAMES[c.tag] in _BLOCKS for c in child):
                if filled(run):
                    found.append(trim(run))
                    run = p()
                found += self.one(child, name)
            elif name:
                flow(child, run, self.special)
            if tail := child.tail:
                add(run, tail)
        if filled(run):
            found.append(trim(run))
        return found

    def table(self, source: Element) -> Element:
        """A table of XHTML, or a layout of columns."""
        rows = []
        for row in source.iter("{*}tr", "{*}row", "{*}header"):
            cells = [c for c in children(row) if local(c) in ("td", "th", "column")]
            rows.append([(self.flat(c), span(c, "colspan"), span(c, "rowspan")) for c in cells])
        return make_table(rows, text_of(first(source, "caption")))
