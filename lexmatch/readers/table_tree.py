"""Rows of a table that know where they belong → units of an instrument."""

from __future__ import annotations

from itertools import pairwise

from lexmatch.readers.table_rows import UNNUMBERED, Entry, Path, Reading, basis, extends
from lexmatch.readers.units import Attachment, Unit, p

_BELOW = {"article": ("paragraph", "point", "point", "point", "point", "point")}
_BELOW_SECTION = ("subsection", "paragraph", "subparagraph", "clause", "subclause", "point")


def build(reading: Reading) -> tuple[list[Unit], list[Attachment], list[tuple[Entry, str]]]:
    """Units and attachments, and the rows that stand for themselves with the reason: kept where they come."""
    labels, units, attachments = reading.labels(), list[Unit](), list[Attachment]()
    made: dict[Path, Unit] = {}
    groups: dict[int, Unit | Attachment] = {}
    texted = {e.key for e in reading.entries if e.key and e.lines}
    bare = {k[:n] for k in labels for n in range(2, len(k))} - texted if reading.dotted else set[Path]()
    filled: set[Path] = set()
    left: list[tuple[Entry, str]] = []

    def home(group: tuple[int, ...]) -> list[Unit]:
        """The units of the innermost group of a row, its groups opened."""
        inside = units
        for g in group:
            if g not in groups:
                label, heading, kind = reading.groups[g]
                if kind == "schedule":
                    schedule = groups[g] = Attachment(label, heading)
                    attachments.append(schedule)
                else:
                    chapter = groups[g] = Unit(kind, label, heading)
                    inside.append(chapter)
            opened = groups[g]
            inside = opened.units if isinstance(opened, Attachment) else opened.children
        return inside

    def unit(key: Path, group: tuple[int, ...]) -> Unit:
        if key not in made:
            siblings = home(group) if len(key) == 2 else unit(key[:-1], group).children
            made[key] = Unit(_kind(reading, key, bare), labels[key], reading.hoisted.get(key, ""))
            siblings.append(made[key])
        return made[key]

    for e in reading.entries:
        if e.key:
            found = unit(e.key, e.group)
            blocks = found.tail if found.children and e.key in filled else found.blocks
            filled.add(e.key)
            if e.heading and found.heading:
                blocks.append(p(e.heading))
            found.heading = found.heading or e.heading
            blocks.extend(p(line) for line in e.lines)
            if e.problem:
                left.append((e, e.problem))
        elif e.group_row and not e.problem:
            home(e.group)
            opened = groups[e.group[-1]]
            opened.blocks.extend(p(line) for line in e.lines)
        elif e.lines or e.heading or e.label or e.raw:
            label = e.label or "".join(e.raw[:1]) + "".join(f"({t})" for t in e.raw[1:])
            blocks = [p(x) for x in (label, *e.lines) if x]
            home(e.group).append(Unit("hcontainer", "", e.heading, blocks, name="row"))
            left.append((e, e.problem))
    return units, attachments, left


def _kind(reading: Reading, key: Path, bare: set[Path]) -> str:
    """What a unit is, by how deep it stands below its article. Numbers with dots are articles at every depth, and chapters
    where they have no words, but others below them; so is what has no number."""
    top = basis(key)
    if len(key) == len(top):
        return "chapter" if key in bare or key[-1].startswith(UNNUMBERED) else reading.kind
    names = _BELOW.get(reading.kind, _BELOW_SECTION)
    levels = [b for a, b in pairwise(key[len(top) - 1 :]) if not extends(b, a)]
    return names[min(len(levels) - 1 + levels[0][:1].isalpha(), len(names) - 1)]
