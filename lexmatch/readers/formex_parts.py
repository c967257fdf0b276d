"""What stands beside the articles of a Formex file: the preamble with its recitals, and the annexes."""

from __future__ import annotations

from lexmatch.readers import eu
from lexmatch.readers.flow import Item, arrange
from lexmatch.readers.formex_walk import ASIDE, BLOCKS, Walk
from lexmatch.readers.units import Attachment, Unit
from lexmatch.readers.xml import Element, children, first, local, text_of


def annex(walk: Walk, source: Element) -> Attachment:
    """An annex: its label and name, then what it holds."""
    heads = first(source, "TITLE")
    made = Attachment()
    if heads is not None:
        made.num = text_of(first(heads, "TI"))
        made.heading = walk.heading(children(heads, "STI"))
        if len(made.num) > 60:  # a heading, not a label
            made.num, made.heading = "", walk.heading(children(heads))
    items: list[Item] = []
    for child in children(source):
        if local(child) == "TITLE" or local(child) in ASIDE:
            continue
        items += walk.one(child, local(child)) if local(child) in BLOCKS else walk.items(child)
    holder = arrange(Unit("hcontainer"), items)
    made.blocks, made.units = holder.blocks, holder.children
    if holder.tail:
        made.units.append(Unit("hcontainer", name="wording", blocks=holder.tail))
    return made


def preamble(walk: Walk, source: Element) -> list[Element]:
    """Citations as paragraphs, recitals as recitals."""
    found: list[Element] = []
    for part in children(source):
        if local(part) == "GR.CONSID":
            found += _recitals(walk, part)
        else:
            found += walk.flat(part)
    return found


def _recitals(walk: Walk, source: Element) -> list[Element]:
    """The recitals with their numbers as eIds."""
    before: list[Element] = []
    parts: list[tuple[str, list[Element]]] = []
    for part in children(source):
        if local(part) != "CONSID":
            if parts:
                parts[-1][1].extend(walk.flat(part))
            else:
                before += walk.flat(part)
            continue
        numbered = first(part, "NP")
        if numbered is None:
            parts.append(("", walk.flat(part)))
            continue
        inside = [c for c in children(numbered) if local(c) != "NO.P"]
        blocks = [b for c in inside for b in walk.flat(c)]
        blocks += [b for c in children(part) if c is not numbered for b in walk.flat(c)]
        parts.append((text_of(first(numbered, "NO.P")), blocks))
    return [*before, eu.recitals(parts, walk.taken)] if parts else before
