"""Rows of a table, understood one by one: the number of each, its words, and the groups that it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lexmatch.readers.table_cells import Row
from lexmatch.readers.table_columns import Columns
from lexmatch.readers.table_numbers import Number, numbered
from lexmatch.readers.text_labels import Mark, first_of, follows

Path = tuple[str, ...]
_COUNTED = re.compile(r"([IVXLC]+|\d+|[A-Z])\b[\s.:–—-]+(?=\S)")
UNNUMBERED = "\0"  # begins the token of a row that has parts, but no number of its own
RANKS = ("book", "part", "title", "chapter", "section", "division", "subdivision")


@dataclass(slots=True)
class Entry:
    """A row understood: its key (the scope where numbers begin anew, then its number from the article down), the words
    that its units bear, the groups around it, and why it could not be placed ("" when it could)."""

    line: int
    key: Path = ()
    number: Number | None = None
    label: str = ""
    heading: str = ""
    lines: tuple[str, ...] = ()
    group: tuple[int, ...] = ()
    problem: str = ""
    raw: Path = ()
    parent: str = ""

    @property
    def group_row(self) -> bool:
        """Whether the row opens a part, a chapter or a schedule."""
        return self.number is not None and self.number.group


@dataclass(slots=True)
class Reading:
    """A table understood: entries in order, the groups (label, heading, kind) with the one each stands in, and the headings
    that belong to an article although its parts repeat them."""

    entries: list[Entry] = field(default_factory=list)
    groups: list[tuple[str, str, str]] = field(default_factory=list)
    hoisted: dict[Path, str] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    dotted: bool = False
    kind: str = "article"

    def labels(self) -> dict[Path, str]:
        """The number of every unit, those included that only the numbers of others imply."""
        found: dict[Path, str] = {}
        for e in self.entries:
            if not e.key:
                continue
            for n in range(2, len(e.key)):
                found.setdefault(e.key[:n], self._label(e, n))
            if e.key not in found or e.label:
                found[e.key] = e.label or self._label(e, len(e.key))
        return found

    def _label(self, entry: Entry, depth: int) -> str:
        token = entry.key[depth - 1]
        if token.startswith(UNNUMBERED):
            return ""
        if depth == 2:
            word = entry.number.word if entry.number else ""
            return f"{word} {token}".strip()
        return token if extends(token, entry.key[depth - 2]) else f"({token})"


def extends(token: str, parent: str) -> bool:
    """Whether a number carries that of its parent: A.5.1 below A.5."""
    return len(token) > len(parent) and token.startswith(parent) and token[len(parent)] in ".-/_"


def basis(key: Path) -> Path:
    """The part of a key that names the article: below what has no number, and as deep as numbers with dots go."""
    n = 2
    while n < len(key) and (key[n - 1].startswith(UNNUMBERED) or extends(key[n], key[n - 1])):
        n += 1
    return key[:n]


def understand(rows: Sequence[Row], c: Columns, joint: str = " ") -> Reading:
    """The rows below the header; `table_keys.place` then says where each belongs. `joint` is the delimiter."""
    reading = Reading(kind=c.kind or _usual_kind(rows, c))
    stack: list[int] = []
    above: list[str] = [""] * (1 + len(c.levels))
    columns_above: list[str] = [""] * len(c.groups)
    for row in rows[c.at + 1 :]:
        cells = row.cells
        entry = Entry(
            parent=_at(cells, c.parent),
            line=row.line,
            lines=_lines(_words(cells, c, joint)),
            heading=" ".join(_at(cells, c.heading).split()),
        )
        _enter_groups(reading, cells, c, columns_above, stack)
        _number(reading, entry, cells, c, above, stack)
        if c.id >= 0:
            reading.ids.setdefault(_at(cells, c.id), len(reading.entries))
        if entry.label and not entry.raw:
            reading.ids.setdefault(entry.label, len(reading.entries))  # “GV” is a number if others name it
        reading.entries.append(entry)
    return reading


def _at(cells: Sequence[str], column: int) -> str:
    return cells[column].strip() if 0 <= column < len(cells) else ""


def _words(cells: Sequence[str], c: Columns, joint: str) -> str:
    """The text of a row, with whatever stands beyond the header's last column: a delimiter in words that nobody quoted."""
    if 0 <= c.text == len(c.names) - 1:
        return joint.join(cells[c.text :])
    more = " ".join(x.strip() for x in cells[len(c.names) :] if x.strip())
    return "\n".join(x for x in (_at(cells, c.text), more) if x)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())


def _usual_kind(rows: Sequence[Row], c: Columns) -> str:
    kinds = [n.kind for r in rows[c.at + 1 :] if (n := numbered(_at(r.cells, c.number))) and n.kind and n.path]
    return max(sorted(set(kinds)), key=kinds.count, default="article")


def _enter_groups(reading: Reading, cells: Sequence[str], c: Columns, before: list[str], stack: list[int]) -> None:
    """Open the groups that the group columns name; an empty cell stays in the group of the row above."""
    changed = False
    for n, column in enumerate(c.groups):
        value = _at(cells, column)
        if value and (value != before[n] or changed):
            changed = True
            before[n:] = [value, *([""] * (len(before) - n - 1))]
            del stack[n:]
            name = c.names[column].casefold()
            reading.groups.append(_group(value, next((k for k in RANKS if k in name), "chapter")))
            stack.append(len(reading.groups) - 1)


def _group(value: str, kind: str) -> tuple[str, str, str]:
    """Label, heading and kind of a group as a cell names it: "CHAPTER II - Extradition", "II", "Extradition"."""
    found = numbered(value)
    if found is None:
        counted = _COUNTED.match(value)
        return (counted[1], value[counted.end() :], kind) if counted else ("", value, kind)
    if found.group:
        return found.label, found.rest, found.kind
    return value[: len(value) - len(found.rest)].strip(" .:–—-"), found.rest, kind


def _number(
    reading: Reading, entry: Entry, cells: Sequence[str], c: Columns, above: list[str], stack: list[int]
) -> None:
    """The number of a row, from its cell and those of the levels below; what stands empty above a filled level is as before."""
    parts = [_at(cells, c.number), *(_at(cells, n) for n in c.levels)]
    last = max((n for n, part in enumerate(parts) if part), default=-1)
    if last < 0:
        entry.problem, entry.group = "it has no number", tuple(stack)
        return
    first = next(n for n, part in enumerate(parts) if part)
    parts[:first] = above[:first]
    above[:] = [*parts[: last + 1], *([""] * (len(parts) - last - 1))]
    found = [numbered(part) for part in parts[: last + 1] if part]
    if found[0] is not None and found[0].group and len(found) == 1:
        _open(reading, entry, found[0], stack, len(c.groups))
        return
    entry.group = tuple(stack)
    if any(n is None or n.group for n in found) or not found:
        entry.label, entry.problem = " ".join(parts[first : last + 1]), f"“{parts[last][:60]}” is no number"
        return
    numbers = [n for n in found if n is not None]
    entry.raw = tuple(token for n in numbers for token in n.path)
    if numbers[0].local and len(entry.raw) == 1 and not _at(cells, c.parent):
        before = next((e for e in reversed(reading.entries) if e.raw and not e.problem), None)
        if before is not None and before.group == entry.group:
            entry.raw = _after(before.raw, entry.raw[0])
    entry.number = numbers[0]
    own = parts[last][: len(parts[last]) - len(numbers[-1].rest)].strip(" :–—") if numbers[-1].rest else parts[last]
    entry.label = own if len(numbers[-1].path) == 1 else ""
    if numbers[-1].rest:
        entry.heading = " ".join(x for x in (numbers[-1].rest, entry.heading) if x)


def _after(before: Path, token: str) -> Path:
    """The full number of a row that says only "(b)", by the row before it: the next of a count that is open, else the first
    of one below."""
    one = Mark(token, token, "round")
    for n in range(len(before) - 1, 0, -1):
        last = Mark(before[n], before[n], "round")
        if any(follows(last, one, kind) for kind in one.kinds if kind in last.kinds):
            return (*before[:n], token)
    if not first_of(one):
        for n in range(len(before) - 1, 0, -1):
            if set(one.kinds) & set(Mark(before[n], before[n], "round").kinds):
                return (*before[:n], token)
    return (*before, token)


def _open(reading: Reading, entry: Entry, found: Number, stack: list[int], fixed: int) -> None:
    """A row that opens a part, a chapter or a schedule, and closes those of its rank and below."""
    rank = -1 if found.kind == "schedule" else RANKS.index(found.kind) if found.kind in RANKS else 3
    while len(stack) > fixed and _rank(reading.groups[stack[-1]][2]) >= rank:
        stack.pop()
    heading = " ".join(x for x in (found.rest, entry.heading) if x)
    reading.groups.append((found.label, heading, found.kind))
    if rank < 0:
        stack.clear()
    stack.append(len(reading.groups) - 1)
    entry.group, entry.number, entry.heading = tuple(stack), found, ""


def _rank(kind: str) -> int:
    return -1 if kind == "schedule" else RANKS.index(kind) if kind in RANKS else 3
