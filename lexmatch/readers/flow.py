"""How the readers of XML formats move words: inline text into a paragraph, paragraphs and units into a unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from lexmatch.readers.units import Unit, append_text, element, number, p
from lexmatch.readers.xml import NAMES, Element, local
from lexmatch.text import collapse

Item = Element | Unit
Special = Mapping[str, Callable[[Element, Element], None]]
_DOTS = re.compile(r"[\s.…·*_-]*")


def add(into: Element, text: str | None) -> None:
    """Add text to a paragraph, white space collapsed, none at its beginning and never two spaces in a row."""
    if not text:
        return
    said = collapse(text)
    last = into[-1] if len(into) else None
    before = into.text if last is None else last.tail
    if text[0].isspace() and (before[-1] != " " if before else last is not None):
        said = f" {said}"
    if text[-1].isspace() and said and said != " ":
        said += " "
    if not said:
        return
    if before:
        said = before + said
    if last is None:
        into.text = said
    else:
        last.tail = said


def flow(source: Element, into: Element, special: Special) -> None:
    """Copy the words inside `source` into the paragraph `into`. `special` says, by local name, what else to do with an
    element than to look through it."""
    if text := source.text:
        add(into, text)
    for child in source:
        name = NAMES[child.tag]
        if name:
            handle = special.get(name)
            if handle is None:
                flow(child, into, special)
            else:
                handle(child, into)
        if tail := child.tail:
            add(into, tail)


def block(source: Element, special: Special) -> Element:
    """The words of an element as a paragraph."""
    if not len(source):
        return p(collapse(source.text or ""))
    made = p()
    flow(source, made, special)
    return trim(made)


def trim(made: Element) -> Element:
    """A paragraph without white space at its end."""
    if len(made):
        last = made[-1]
        tail = last.tail
        if tail and tail[-1].isspace():
            last.tail = tail.rstrip() or None
    else:
        text = made.text
        if text and text[-1].isspace():
            made.text = text.rstrip() or None
    return made


def filled(made: Element) -> bool:
    """Whether a paragraph holds anything."""
    text = made.text
    return bool(text and not text.isspace()) or len(made) > 0


def words(source: Element | None, special: Special) -> str:
    """The words of an element as plain text (for numbers and labels)."""
    if source is None:
        return ""
    if not len(source):
        return collapse(source.text or "")
    return collapse("".join(block(source, special).itertext()))


def heading(source: Element | None, special: Special) -> str | Element:
    """The words of a heading: text, or a paragraph where it holds inline elements (a note)."""
    if source is None:
        return ""
    if not len(source):
        return collapse(source.text or "")
    made = block(source, special)
    return made if len(made) else (made.text or "")


def drop(_source: Element, _into: Element) -> None:
    """Leave an element out (marks of change, page breaks)."""


def space(_source: Element, into: Element) -> None:
    """A line break: a space."""
    add(into, " ")


def inline(tag: str) -> Callable[[Element, Element], None]:
    """Copy an element without attributes as another (sup, sub)."""

    def handle(source: Element, into: Element) -> None:
        made = element(tag, "".join(source.itertext()))
        if made.text:
            into.append(made)

    return handle


def note(paragraphs: Iterable[Element], marker: str = "") -> Element:
    """A footnote: words about the text, which are not of the text."""
    made = element("authorialNote", placement="bottom")
    if marker:
        made.set("marker", marker)
    made.extend(paragraphs)
    if not len(made):
        made.append(p())
    return made


def arrange(unit: Unit, items: Iterable[Item]) -> Unit:
    """Put paragraphs and units, in the order of the text, into `unit`: the paragraphs before its first child and those
    after its last are its own; a paragraph between two children begins an alinea. Points that begin to count anew after
    it stand inside the alinea, points that count on beside it."""
    found: list[Any] = items if isinstance(items, list) else list(items)
    if Unit not in map(type, found):  # most are paragraphs only
        (unit.tail if unit.children else unit.blocks).extend(found)
        return unit
    run: list[Element] = []
    seen: set[str] = set()  # the numbers of the children, as far as they were `looked` at
    looked = 0
    into: Unit | None = None  # the alinea that takes children
    for item in found:
        if not isinstance(item, Unit):
            run.append(item)
            continue
        if run and not unit.children:
            unit.blocks += run
            run = []
        elif run:
            opened = Unit("alinea", blocks=run)
            seen.update([number(c.num) for c in unit.children[looked:] if c.num])
            looked = len(unit.children)
            unit.children.append(opened)
            into = opened if item.num and number(item.num) in seen else None
            run = []
        if into is not None:
            into.children.append(item)
        else:
            unit.children.append(item)
    (unit.tail if unit.children else unit.blocks).extend(run)
    return unit


def only_dots(text: str) -> bool:
    """Whether a text consists of the dots that stand for repealed words."""
    return bool(text.strip()) and _DOTS.fullmatch(text) is not None and ("." in text or "…" in text)


def quotation(items: Iterable[Item]) -> Element:
    """A quoted structure, as it stands in a text that amends another: units without eIds, for they are units of the
    other text."""
    made = element("quotedStructure")
    for item in items:
        made.append(_bare(item) if isinstance(item, Unit) else item)
    if not len(made):
        made.append(p())
    return made


def _bare(unit: Unit) -> Element:
    made = element(unit.kind)
    if unit.kind == "hcontainer":
        made.set("name", unit.name or "unit")
    if unit.num:
        made.append(element("num", unit.num))
    for tag, head in (("heading", unit.heading), ("subheading", unit.subheading)):
        if isinstance(head, str):
            if head:
                made.append(element(tag, head))
        else:
            changed = element(tag, head.text or "")
            changed.extend(list(head))
            made.append(changed)
    wrapped = ("intro", "wrapUp") if unit.children else ("content", "content")
    if unit.children:
        for name, blocks in ((wrapped[0], unit.blocks), (wrapped[1], unit.tail)):
            if blocks and name == "intro":
                made.append(_filled(name, blocks))
        made.extend([_bare(child) for child in unit.children])
        if unit.tail:
            made.append(_filled("wrapUp", unit.tail))
    else:
        made.append(_filled("content", [*unit.blocks, *unit.tail] or [p()]))
    return made


def _filled(name: str, blocks: Iterable[Element]) -> Element:
    made = element(name)
    made.extend(blocks)
    return made


def table(rows: Iterable[Iterable[tuple[list[Element], int, int]]], caption: str = "") -> Element:
    """A table of rows of cells, each cell its paragraphs with the columns and rows it spans."""
    made = element("table")
    if caption:
        made.append(element("caption", caption))
    for row in rows:
        line = element("tr")
        for blocks, across, down in row:
            cell = element("td")
            if across > 1:
                cell.set("colspan", str(across))
            if down > 1:
                cell.set("rowspan", str(down))
            cell.extend(blocks or [p()])
            line.append(cell)
        if len(line):
            made.append(line)
    if not any(local(child) == "tr" for child in made):
        empty = element("tr")
        empty.append(element("td"))
        empty[0].append(p())
        made.append(empty)
    return made


def flatten(item: Item) -> list[Element]:
    """A unit as paragraphs, its number and heading before its words; a paragraph as it is."""
    if not isinstance(item, Unit):
        return [item]
    blocks = list(item.blocks)
    if item.num and not item.heading and blocks and local(blocks[0]) == "p":
        blocks[0].text = f"{item.num} {blocks[0].text or ''}"
    elif item.num or item.heading:
        head = p(item.num)
        between = " " if item.num and item.heading else ""
        if isinstance(item.heading, str):
            append_text(head, between + item.heading)
        else:
            append_text(head, between + (item.heading.text or ""))
            head.extend(list(item.heading))
        blocks.insert(0, head)
    return [*blocks, *(b for child in item.children for b in flatten(child)), *item.tail]


def span(cell: Element, name: str) -> int:
    """How many columns or rows a cell spans by an attribute: a small number, 1 where it says nothing sensible."""
    said = cell.get(name) or "1"
    return int(said) if said.isascii() and said.isdigit() and 0 < int(said) < 1000 else 1
