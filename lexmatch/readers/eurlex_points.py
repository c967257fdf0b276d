"""Paragraphs and points that a page shows as bare lines, told from how they begin."""

from __future__ import annotations

import re

from lexmatch.readers.flow import Item, arrange
from lexmatch.readers.units import Unit
from lexmatch.readers.xml import Element, local

PARAGRAPH = re.compile(r"^(\d{1,3}[a-z]{0,2}\.)\s+(?=\S)")
POINT = re.compile(r"^(\((?:\d{1,3}[a-z]?|[a-z]{1,3})\)|[a-z]\)|[—–])\s+(?=\S)", re.IGNORECASE)
_ROMAN = re.compile(r"^[ivxlc]+$", re.IGNORECASE)


def fill(unit: Unit, items: list[Item]) -> None:
    """Paragraphs that begin with a number, and points that stand bare, become units."""
    outer: list[Item] = []
    current: Unit | None = None
    inside: list[Item] = []

    def close() -> None:
        nonlocal current, inside
        if current is not None:
            arrange(current, _pointed(inside))
        current, inside = None, []

    if items and not isinstance(items[0], Unit) and not unit.heading and unit.kind == "article" and _title_like(items):
        unit.heading = line_heading(items[0])
        items = items[1:]
    for item in items:
        numbered = None if isinstance(item, Unit) else PARAGRAPH.match(item.text or "")
        if numbered and not isinstance(item, Unit):
            close()
            item.text = (item.text or "")[numbered.end() :]
            current = Unit("paragraph", numbered.group(1))
            outer.append(current)
            inside = [item]
        elif isinstance(item, Unit) and item.kind == "paragraph":
            close()
            current = None
            outer.append(item)
        elif current is not None:
            inside.append(item)
        else:
            outer.append(item)
    close()
    arrange(unit, _pointed(outer))


def _title_like(items: list[Item]) -> bool:
    """Whether the first line of an article is its heading: short, without an end, and not all there is."""
    said = line_text(items[0])
    return (
        len(items) > 1
        and len(said) < 120
        and said[-1:] not in ".;:,)—"
        and not PARAGRAPH.match(said)
        and (POINT.match(said) is None)
    )


def _pointed(items: list[Item]) -> list[Item]:
    """Bare lines that begin like points become points, nested by the way they count."""
    found: list[Item] = []
    stack: list[tuple[str, Unit]] = []
    for item in items:
        begins = None if isinstance(item, Unit) else POINT.match(item.text or "")
        if begins is None or isinstance(item, Unit):
            if isinstance(item, Unit) and item.kind != "paragraph" and stack and item.kind == "indent":
                stack[-1][1].children.append(item)
            else:
                stack = []
                found.append(item)
            continue
        label = begins.group(1)
        item.text = (item.text or "")[begins.end() :]
        way = _way(label, stack)
        dash = way == "dash"
        unit = Unit("indent" if dash else "point", "" if dash else label, blocks=[item])
        while stack and way in [w for w, _ in stack]:
            if stack.pop()[0] == way:
                break
        if stack:
            stack[-1][1].children.append(unit)
        else:
            found.append(unit)
        stack.append((way, unit))
    return found


def _way(label: str, stack: list[tuple[str, Unit]]) -> str:
    """How a label counts: figures, letters, small Roman numerals or dashes. (i) counts as a letter after (h)."""
    bare = label.strip("()")
    if not re.search(r"\w", bare):
        return "dash"
    if bare[0].isdigit():
        return "figure"
    if _ROMAN.match(bare):
        before = next((_roman(u.num.strip("()")) for w, u in reversed(stack) if w == "roman"), 0)
        letter = next((u.num.strip("()").lower() for w, u in reversed(stack) if w == "letter"), "`")
        follows = len(letter) == len(bare) == 1 and ord(bare.lower()) == ord(letter) + 1
        if _roman(bare) == before + 1 and not (follows and not before):
            return "roman"
        return "letter" if follows or len(bare) == 1 else "roman"
    return "letter"


def _roman(numeral: str) -> int:
    """The value of a small Roman numeral."""
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}.get(c, 0) for c in numeral.lower()]
    return sum(-v if v < max(values[at:]) else v for at, v in enumerate(values))


def line_text(item: Item) -> str:
    if isinstance(item, Unit):
        return item.num
    return " ".join("".join(t for t in item.itertext()).split())


def line_heading(item: Item) -> str | Element:
    if isinstance(item, Unit):
        return item.num
    return item if len(item) and local(item) == "p" else line_text(item)
