"""Where each row of a table belongs: below its parent, below the number that its own begins with, or at the top."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lexmatch.readers.table_numbers import numbered
from lexmatch.readers.table_rows import UNNUMBERED, Entry, Path, Reading, basis, extends

MAX_DEPTH = 16
LOOK = 500  # rows before a row among which its parent is looked for, before the first of all


def place(reading: Reading) -> None:
    """The full number of every row: its own below that of its parent, where the table names one."""
    entries = reading.entries
    named = {e.parent for e in entries if e.parent} | {x for e in entries if e.raw for x in _prefixes(e.raw[0])}
    first: dict[Path, int] = {}
    for said, n in reading.ids.items():
        if said in named and not entries[n].raw and not entries[n].group_row:
            entries[n].raw, entries[n].problem = (f"{UNNUMBERED}{n}",), ""
            first[said,] = n
    for e in entries:
        if not e.raw and extends(e.label, e.parent):  # KSI-CNA-MAT below KSI-CNA
            e.raw, e.problem = (e.label,), ""
    placed = [n for n, e in enumerate(entries) if e.raw and not e.problem]
    for n in placed:
        first.setdefault(entries[n].raw, n)
    _dots(reading, placed, first)
    scopes: dict[str, set[str]] = {}
    for n in placed:
        scopes.setdefault(entries[n].raw[0], set()).add(_scope(reading, entries[n], False))
    full: dict[int, Path] = {}

    def key(n: int, seen: frozenset[int]) -> Path:
        if n in full:
            return full[n]
        e = entries[n]
        made = (_scope(reading, e, len(scopes[e.raw[0]]) > 1), *e.raw)
        said = entries[n].parent
        if said:
            up = _parent(reading, said, n, first)
            if up < 0:
                e.problem = "" if _is_group(said) else f"its parent “{said[:60]}” is in no row"
            elif not entries[up].raw:
                e.problem = ""  # it opens a group, in which the row stands already
            elif up in seen or up == n:
                e.problem = f"it stands below itself (parent “{said[:60]}”)"
            else:
                over = key(up, seen | {n})
                own = e.raw
                if own[: len(entries[up].raw)] == entries[up].raw and len(own) > len(entries[up].raw):
                    own = own[len(entries[up].raw) :]
                made = (*over, *own)
        elif reading.dotted:
            over_row = next((first[(x,)] for x in _prefixes(_begins(e)) if (x,) in first), -1)
            if over_row >= 0 and over_row not in seen:
                made = (*key(over_row, seen | {n}), *e.raw)
        if len(made) > MAX_DEPTH:
            made, e.problem = ("", *e.raw), e.problem or f"it stands more than {MAX_DEPTH} levels deep"
        full[n] = made
        return made

    for n in placed:
        if n not in full:
            chain, at = [n], n  # long chains of parents are walked, not called
            while entries[at].parent and len(chain) < 10 * MAX_DEPTH:
                at = _parent(reading, entries[at].parent, at, first)
                if at < 0 or at in chain or at in full:
                    break
                chain.append(at)
            if len(chain) >= 10 * MAX_DEPTH:
                entries[n].problem = f"it stands more than {MAX_DEPTH} levels deep"
                full[n] = ("", *entries[n].raw)
        entries[n].key = key(n, frozenset())
    _headings(reading)


def _dots(reading: Reading, placed: Sequence[int], first: dict[Path, int]) -> None:
    """Whether dots mean levels: nobody writes (1) for them, and most numbers with dots have their beginning as a row."""
    raws = [reading.entries[n].raw for n in placed]
    split = [r[0] for r in raws if len(r) == 1 and re.search(r"\w[.]\w", r[0])]
    nested = [t for t in split if any((x,) in first for x in _prefixes(t))]
    reading.dotted = bool(nested) and all(len(r) == 1 for r in raws) and 2 * len(nested) >= len(split) and (
        3 * len(split) >= len(raws))  # fmt: skip


def _begins(entry: Entry) -> str:
    """The number that others may stand above: of what has none the label, as GV.OC."""
    return entry.label if entry.raw[0].startswith(UNNUMBERED) else entry.raw[0]


def _prefixes(token: str) -> list[str]:
    """The numbers above a number with dots, nearest first: A.5.1 → A.5, A."""
    ends = [m.start() for m in re.finditer(r"[.\-/_]", token)]
    return [token[:end] for end in reversed(ends)]


def _scope(reading: Reading, entry: Entry, narrow: bool) -> str:
    """Where a number is counted: in the instrument, in its schedule, or (`narrow`: it comes in several) in its chapter."""
    schedule = next((g for g in entry.group if reading.groups[g][2] == "schedule"), None)
    chosen = entry.group[-1] if narrow and entry.group else schedule
    if not narrow:
        return str(entry.group[-1]) if entry.group else ""
    return "" if chosen is None else str(chosen)


def _is_group(said: str) -> bool:
    found = numbered(said)
    return found is not None and found.group


def _parent(reading: Reading, said: str, n: int, first: dict[Path, int]) -> int:
    """The row that a parent cell means: by id, by number, the nearest before of several; -1 when none does."""
    if said in reading.ids:
        return reading.ids[said]
    found = numbered(said)
    if found is None or found.group:
        return -1
    near = [m for m in range(n - 1, max(-1, n - LOOK), -1) if reading.entries[m].raw == found.path]
    like = [m for m in near if (number := reading.entries[m].number) and number.local == found.local]
    return next(iter([*like, *near]), first.get(found.path, -1))


def _headings(reading: Reading) -> None:
    """A heading that every part of an article repeats is the article's; one that a part repeats of its article is not its own."""
    by_article: dict[Path, list[Entry]] = {}
    for e in reading.entries:
        if e.key and e.heading:
            by_article.setdefault(basis(e.key), []).append(e)
    rows = {e.key for e in reading.entries if e.key}
    for key, entries in by_article.items():
        own = next((e.heading for e in entries if e.key == key), "")
        same = {e.heading for e in entries}
        if not own and len(same) == 1 and len(entries) > 1 and (key not in rows or reading.kind == "article"):
            own = reading.hoisted[key] = entries[0].heading
        kept = False
        for e in entries:
            if e.heading == own and (e.key != key or kept):
                e.heading = ""
            kept = kept or e.key == key
