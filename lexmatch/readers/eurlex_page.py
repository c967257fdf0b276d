"""A EUR-Lex page as lines: each with its role, lists and tables as units."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lexmatch.readers.flow import (
    Item,
    add,
    arrange,
    drop,
    filled,
    flatten,
    flow,
    inline,
    note,
    space,
    span,
    table,
    trim,
)
from lexmatch.readers.units import Unit, p
from lexmatch.readers.xml import Element, children, local, text_of

LOST = frozenset(("script", "style", "head", "noscript", "nav", "hr", "img", "link", "meta", "button", "form", "input"))
INLINE = frozenset(
    ("a", "span", "b", "i", "u", "em", "strong", "sup", "sub", "small", "font", "abbr", "cite", "q", "time")
)
_ROLES = {
    "doc-ti": "title", "title-doc-first": "title", "title-doc-last": "title", "ti-art": "article",
    "title-article-norm": "article", "sti-art": "heading", "stitle-article-norm": "heading", "ti-section-1": "division",
    "title-division-1": "division", "ti-section-2": "division-heading", "title-division-2": "division-heading",
    "title-annex-1": "annex", "ti-annex-1": "annex", "title-annex-2": "annex-heading", "ti-annex-2": "annex-heading",
}  # fmt: skip
# Running heads, marks of amendments, footnotes: they are about the text.
_ASIDE = frozenset(
    ("hd-date", "hd-lg", "hd-ti", "hd-oj", "hd-coll", "hd-logo", "hd-uniq", "modref", "disclaimer", "reference", "arrow", "note",
     "note-tag", "footnote", "separator", "doc-sep", "title-fam-member", "disp-none", "hd-modifiers")
)  # fmt: skip
_LABEL = re.compile(
    r"^(?:\(?(?:\d{1,3}[a-z]{0,2}|[a-z]{1,3}|[ivxlc]{1,6})\)|\d{1,3}(?:\.\d+)*\.?|[a-z]\.|[—–•-])$", re.IGNORECASE
)


@dataclass(slots=True)
class Line:
    """One piece of the page: its role and what it holds."""

    role: str
    item: Item


def class_names(e: Element) -> set[str]:
    return {c.removeprefix("oj-").removeprefix("clg-") for c in (e.get("class") or "").split()}


def aside(e: Element) -> bool:
    if class_names(e) & _ASIDE:
        return True
    # A reference to a footnote, and the footnote's own mark.
    return local(e) == "a" and re.match(r"#(?:ntr|ntc|E\d)", e.get("href") or "") is not None


class Walk:
    """Turns a page into lines."""

    def __init__(self, main: Element) -> None:
        self.notes: dict[str, Element] = {}
        for e in main.iter("p", "div"):
            if class_names(e) & {"note", "footnote"}:
                for anchor in e.iter("a"):
                    self.notes.setdefault(anchor.get("id") or anchor.get("name") or "", e)
        self.special: dict[str, Callable[[Element, Element], None]] = {
            **dict.fromkeys(LOST, drop), "br": space, "sup": self._raised, "sub": inline("sub"), "a": self._anchor,
            "span": self._spanned,
        }  # fmt: skip

    def _anchor(self, source: Element, into: Element) -> None:
        if not aside(source):
            flow(source, into, self.special)
            return
        found = self.notes.get((source.get("href") or "").lstrip("#"))
        if found is not None and found not in source.iterancestors():
            made = p()
            flow(found, made, {**self.special, "a": drop})
            into.append(note([trim(made)], text_of(source).strip("() ")))

    def _spanned(self, source: Element, into: Element) -> None:
        if not aside(source):
            flow(source, into, self.special)

    def _raised(self, source: Element, into: Element) -> None:
        if any(True for _ in children(source)):
            flow(source, into, self.special)
        else:
            inline("sup")(source, into)

    def block(self, source: Element) -> Element:
        """The words of a line."""
        made = p()
        flow(source, made, self.special)
        return trim(made)

    def lines(self, source: Element) -> Iterator[Line]:
        """The lines inside an element."""
        run = p()
        add(run, source.text)
        for child in source:
            name = local(child) if isinstance(child.tag, str) else ""
            if not name or name in LOST or aside(child):
                if name == "a":
                    self._anchor(child, run)
            elif (name in INLINE and not _structural(child)) or name == "br":
                self.special.get(name, lambda s, i: flow(s, i, self.special))(child, run)
            else:
                if filled(run):
                    yield Line("text", trim(run))
                    run = p()
                yield from self.line(child, name)
            add(run, child.tail)
        if filled(run):
            yield Line("text", trim(run))

    def line(self, source: Element, name: str) -> Iterator[Line]:
        """One element that stands by itself."""
        classes = class_names(source)
        role = next((_ROLES[c] for c in classes if c in _ROLES), "")
        if role and not _structural(source, strict=True):
            made = self.block(source)
            if filled(made):
                yield Line(role, made)
        elif name == "table":
            rows = _listed(source)
            if rows:
                for shown, cells in rows:
                    yield Line("text", self.point(shown, [i for c in cells for i in self.items(c)]))
            else:
                yield Line("text", self.table(source))
        elif "grid-list" in classes:
            yield from self.grid(source)
        elif name in ("ol", "ul"):
            for item in children(source, "li"):
                yield Line("text", arrange(Unit("indent"), self.items(item)))
        elif (label := _counted(source)) is not None:
            rest = [line.item for line in self.lines(source)]
            unit = arrange(Unit("paragraph", text_of(label)), _without(rest, text_of(label)))
            yield Line("text", unit)
        elif "final" in classes or "signatory" in classes:
            for line in self.lines(source):
                yield Line("end", line.item)
        elif _structural(source):
            yield from self.lines(source)
        else:
            made = self.block(source)
            if filled(made):
                yield Line("text", made)

    def items(self, source: Element) -> list[Item]:
        """What a cell holds."""
        return [line.item for line in self.lines(source)]

    def point(self, label: str, inside: list[Item]) -> Unit:
        """A point or, behind a dash, an indent."""
        dash = not re.search(r"\w", label)
        return arrange(Unit("indent" if dash else "point", "" if dash else label), inside)

    def grid(self, source: Element) -> Iterator[Line]:
        """A point of a consolidated text: the label in the first column, the words in the second."""
        columns = [c for c in children(source) if local(c) == "div"]
        if len(columns) < 2:
            yield from self.lines(source)
            return
        inside = [i for c in columns[1:] for i in self.items(c)]
        yield Line("text", self.point(text_of(columns[0]), inside))

    def table(self, source: Element) -> Element:
        """A table that is one."""
        rows = [
            [(self.flat(cell), span(cell, "colspan"), span(cell, "rowspan")) for cell in children(row, "td", "th")]
            for row in source.iter("tr")
        ]
        return table(rows)

    def flat(self, source: Element) -> list[Element]:
        """All words of a cell as paragraphs."""
        return [b for i in self.items(source) for b in flatten(i)]


def _structural(e: Element, strict: bool = False) -> bool:
    """Whether an element holds blocks of its own (`strict`: more than lines of one heading)."""
    names = ("table", "div", "ul", "ol") if strict else ("p", "table", "div", "ul", "ol", "h1", "h2", "h3", "txt_te")
    return any(local(c) in names for c in e.iter() if c is not e and isinstance(c.tag, str))


def _counted(e: Element) -> Element | None:
    """The number of a paragraph of a consolidated text."""
    found = next(children(e, "span"), None)
    return found if found is not None and "no-parag" in class_names(found) and not (e.text or "").strip() else None


def _without(items: list[Item], label: str) -> list[Item]:
    """Items without the number that begins the first of them."""
    if items and not isinstance(items[0], Unit) and not len(items[0]):
        said = items[0].text or ""
        if said.startswith(label):
            items[0].text = said[len(label) :].lstrip() or None
            return items if filled(items[0]) else items[1:]
    return items


def _listed(source: Element) -> list[tuple[str, list[Element]]]:
    """The rows of a table that only sets points: a label, then words. Empty for real tables."""
    rows: list[tuple[str, list[Element]]] = []
    body = [r for part in children(source) for r in (children(part, "tr") if local(part) != "tr" else [part])]
    for row in body:
        cells = list(children(row, "td", "th"))
        while cells and not text_of(cells[0]):
            cells = cells[1:]
        if not cells:
            continue
        if len(cells) != 2 or not _LABEL.match(text_of(cells[0])):
            return []
        rows.append((text_of(cells[0]), cells[1:]))
    return rows
