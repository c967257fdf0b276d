"""The words of CLML as paragraphs and tables, without the structure around them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lexmatch.readers.flow import Item, add, block, filled, span, table
from lexmatch.readers.units import Unit, p
from lexmatch.readers.xml import NAMES, Element, children, first, local
from lexmatch.readers.xml import text_of as plain

INLINE = frozenset(
    ("Abbreviation", "Acronym", "Addition", "Citation", "CitationSubRef", "CommentaryRef", "Definition", "Emphasis",
     "FootnoteRef", "InlineAmendment", "InternalLink", "ExternalLink", "MarginNoteRef", "Proviso", "Repeal",
     "SmallCaps", "Span", "Strong", "Subject", "Substitution", "Superior", "Inferior", "Term", "Underline",
     "Uppercase", "Strike", "Expanded")
)  # fmt: skip
_RUNNING = INLINE - {"Subject"} | {""}  # a subject stands on a line of its own; what has no name has no line


@dataclass(slots=True)
class Context:
    """What the walk has to know: the levels in force, the footnotes by id, what is unknown, and for inline elements that are
    more than words what is done with them."""

    levels: tuple[str, ...]
    notes: dict[str, Element]
    odd: list[str] = field(default_factory=list)
    special: dict[str, Callable[[Element, Element], None]] = field(default_factory=dict)


def flat(source: Element, context: Context) -> list[Element]:
    """All words of an element as plain paragraphs, tables kept."""
    if local(source) == "Tabular":
        return [i for i in tabular(source, context) if not isinstance(i, Unit)]
    if not len(source) or all(NAMES[c.tag] in _RUNNING for c in source):
        made = block(source, context.special)
        return [made] if filled(made) else []
    made_: list[Element] = []
    loose(source.text, made_)
    for child in children(source):
        made_ += flat(child, context)
        loose(child.tail, made_)
    return made_


def loose(text: str | None, items: list[Item]) -> None:
    """Words that stand in no element of their own, as a paragraph."""
    if text and not text.isspace():
        made = p()
        add(made, text)
        items.append(made)


def tabular(source: Element, context: Context) -> list[Item]:
    """A table with the words around it."""
    items: list[Item] = []
    for part in children(source):
        if local(part) == "table":
            rows = [
                [
                    (flat(cell, context), span(cell, "colspan"), span(cell, "rowspan"))
                    for cell in children(row, "td", "th")
                ]
                for row in part.iter("{*}tr")
            ]
            items.append(table(rows, plain(first(part, "caption"))))
        elif local(part) not in ("TableText", "Number", "Title") or plain(part):
            items += flat(part, context)
    return items
