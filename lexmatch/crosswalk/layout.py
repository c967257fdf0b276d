"""A crosswalk file as its author laid it out: keys with their lines and the comments above them.

`format_text` puts keys and entries in canonical order and every value in canonical form; comments and blank lines travel with
what stands below them. What it writes is read back before it is believed: when the decisions or the comments would not be
the same, the file is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from lexmatch import located
from lexmatch.crosswalk.model import ENTRY_KEYS, FILE_KEYS, Crosswalk, Entry, position
from lexmatch.crosswalk.reading import read
from lexmatch.findings import Finding, Place

_HEADER = re.compile(r"[|>][-+\d]*[ \t]+(#.*)")


class Piece(NamedTuple):
    """One key with its value: the comment and blank lines above it, and its own lines without indentation."""

    key: str
    before: tuple[str, ...]
    lines: tuple[str, ...]
    node: located.Node


class Chunk(NamedTuple):
    """One entry: the comment and blank lines above it, its keys, and what it says."""

    before: tuple[str, ...]
    pieces: tuple[Piece, ...]
    entry: Entry


class Layout(NamedTuple):
    """A whole file: the comments at its top, the head, what stands above and beside `entries:`, entries, the end."""

    top: tuple[str, ...]
    head: tuple[Piece, ...]
    listing: Piece | None
    chunks: tuple[Chunk, ...]
    after: tuple[str, ...]
    crosswalk: Crosswalk


def parse(text: str, path: str) -> tuple[Layout | None, list[Finding]]:
    """The layout of a file; None, with the findings, when it is not a crosswalk or is not laid out in lines."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    crosswalk, findings = read(text, path)
    node, _ = located.read(text, path)
    if crosswalk is None or not isinstance(node, located.Mapping):
        return None, findings
    lines = text.rstrip("\n").split("\n")
    pieces, after = _pieces(node, lines, 1, len(lines), 0)
    listing = next((p for p in pieces if p.key == "entries"), None)
    head = tuple(p for p in pieces if p.key != "entries")
    items = listing.node.items if listing and isinstance(listing.node, located.Sequence) else ()
    chunks: tuple[Chunk, ...] = ()
    if items and listing:
        if items[0].place.line == listing.node.place.line and lines[items[0].place.line - 1].lstrip()[:1] != "-":
            return None, [_odd(listing.node.place)]
        if head and head[-1].node.place.line > listing.node.place.line:
            return None, [_odd(head[-1].node.place)]
        made, after = _chunks(items, crosswalk, lines)
        if made is None:
            return None, [_odd(listing.node.place)]
        chunks = made
        first = items[0].place.line - 1
        start = next(n for n in range(first, 0, -1) if lines[n - 1].startswith("entries"))
        listing = listing._replace(lines=(lines[start - 1],))
    top: tuple[str, ...] = ()
    if head and head[0] is pieces[0]:
        top, head = head[0].before, (head[0]._replace(before=()), *head[1:])
    return Layout(top, head, listing, chunks, after, crosswalk), findings


def _odd(place: Place) -> Finding:
    return Finding("syntax", "error", "the entries are not laid out one key to a line", place,
                   "Write each key on a line of its own.", key="layout")  # fmt: skip


def _pieces(node: located.Mapping, lines: list[str], start: int, end: int, indent: int
            ) -> tuple[list[Piece], tuple[str, ...]]:  # fmt: skip
    """The keys of a mapping between two lines (counted from 1), and the comments after the last of them."""
    made: list[Piece] = []
    before = (
        tuple(line.strip() for line in lines[start - 1 : node.entries[0][0].place.line - 1]) if node.entries else ()
    )
    for n, (key, value) in enumerate(node.entries):
        last = node.entries[n + 1][0].place.line - 1 if n + 1 < len(node.entries) else end
        stop = last
        block = isinstance(value, located.Scalar) and lines[value.place.line - 1][value.place.column - 1 :][:1] in (
            "|",
            ">",
        )
        while stop > key.place.line and _aside(lines[stop - 1], indent, block):
            stop -= 1
        own = [lines[key.place.line - 1][key.place.column - 1 :], *lines[key.place.line : stop]]
        made.append(Piece(key.value, before, tuple(own[:1] + [line[indent:] for line in own[1:]]), value))
        before = tuple(line.strip() for line in lines[stop:last])
    return made, before


def _aside(line: str, indent: int, block: bool) -> bool:
    """Whether a line below a value is blank or a comment, and not part of a paragraph."""
    stripped = line.strip()
    return not stripped or (stripped[0] == "#" and not (block and len(line) - len(line.lstrip()) > indent))


def _chunks(items: tuple[located.Node, ...], crosswalk: Crosswalk, lines: list[str]
            ) -> tuple[tuple[Chunk, ...] | None, tuple[str, ...]]:  # fmt: skip
    made: list[Chunk] = []
    if len(items) != len(crosswalk.entries):
        return None, ()
    first = items[0].place.line
    above = first - 1
    while above > 0 and (not lines[above - 1].strip() or lines[above - 1].lstrip()[0] == "#"):
        above -= 1
    before = tuple(line.strip() for line in lines[above : first - 1])
    for n, item in enumerate(items):
        opening = lines[item.place.line - 1][: item.place.column - 1]
        if not isinstance(item, located.Mapping) or not item.entries or opening.strip() != "-":
            return None, ()
        if len({key.place.line for key, _ in item.entries}) < len(item.entries):
            return None, ()
        end = items[n + 1].place.line - 1 if n + 1 < len(items) else len(lines)
        pieces, after = _pieces(item, lines, item.place.line, end, item.place.column - 1)
        made.append(Chunk(before, tuple(pieces), crosswalk.entries[n]))
        before = after
    return tuple(made), before


def compose(layout: Layout) -> str:
    """The text of a layout."""
    out = [*layout.top]
    for piece in layout.head:
        out += [*piece.before, *piece.lines]
    if layout.listing:
        out += [*layout.listing.before, "entries:" if layout.chunks else "entries: []"]
        if layout.chunks:
            out[-1] += _comment(layout.listing.lines[0].removeprefix("entries:"), "")
    for chunk in layout.chunks:
        out += _indented(chunk.before, "  ")
        for n, piece in enumerate(chunk.pieces):
            out += _indented(piece.before, "    ")
            first, *rest = piece.lines
            out.append(f"  - {first}" if n == 0 else f"    {first}")
            out += [f"    {line}" if line.strip() else "" for line in rest]
    out += layout.after
    while out and not out[-1]:
        out.pop()
    return "\n".join(out) + "\n"


def _indented(lines: Iterable[str], pad: str) -> list[str]:
    return [pad + line if line else "" for line in lines]


def canonical(layout: Layout, order: Callable[[str], Mapping[str, int]]) -> Layout:
    """The layout with keys, entries and values in canonical form; `order` gives the place of each eId of an instrument."""
    around = layout.crosswalk
    head = [_head_piece(p, around) for p in layout.head]
    head.sort(key=lambda p: _rank(p.key, FILE_KEYS))
    chunks = [_sorted(c, around) for c in layout.chunks]
    keys: list[tuple[int, int]] = []
    for chunk in chunks:
        last = keys[-1] if keys else (-1, -1)
        keys.append(position(chunk.entry, around.standard, order) or last)
    arranged = [chunks[n] for n in sorted(range(len(chunks)), key=lambda n: keys[n])]
    return layout._replace(head=tuple(head), chunks=tuple(arranged))


def _rank(key: str, keys: tuple[str, ...]) -> int:
    return keys.index(key) if key in keys else len(keys)


def _sorted(chunk: Chunk, around: Crosswalk) -> Chunk:
    """The entry in order; a comment above what is now its first key stands above the entry."""
    made = [_entry_piece(p, chunk.entry, around) for p in chunk.pieces]
    first, *rest = sorted(made, key=lambda p: _rank(p.key, ENTRY_KEYS))
    return chunk._replace(before=(*chunk.before, *first.before), pieces=(first._replace(before=()), *rest))


def _head_piece(piece: Piece, around: Crosswalk) -> Piece:
    if piece.key in ("subject", "scope", "standard"):
        words = getattr(around, piece.key)
        one = piece.key == "standard" and len(words) == 1
        return _written(piece, located.scalar(words[0]) if one else located.flow(words))
    if piece.key == "defaults" and around.defaults:
        return _written(piece, pairs(around.defaults.items()))
    if piece.key in ("title", "lexmatch") and isinstance(piece.node, located.Scalar):
        return _written(piece, piece.node.value if piece.key == "lexmatch" else located.scalar(piece.node.value))
    return piece


def _entry_piece(piece: Piece, entry: Entry, around: Crosswalk) -> Piece:
    key, node = piece.key, piece.node
    if key in ("standard", "subject"):
        aliases = getattr(around, key)
        short = len(aliases) == 1
        refs = getattr(entry, key)
        return _written(piece, located.flow([r.eid if short and r.alias == aliases[0] else str(r) for r in refs]))
    if key == "basis":
        return _written(piece, located.flow(entry.basis))
    if key == "stamps" and any(entry.stamps):
        said = zip(("standard", "subject"), entry.stamps, strict=True)
        return _written(piece, pairs((k, v) for k, v in said if v))
    if key == "waive" and entry.waive:
        return _written(piece, pairs(entry.waive))
    if key == "note" and isinstance(node, located.Scalar) and node.value == " ".join(node.value.split()):
        return _written(piece, located.folded(node.value, 6))
    if key == "relation" and entry.relation:
        return _written(piece, entry.relation)
    if key in ENTRY_KEYS and key != "note" and isinstance(node, located.Scalar):
        return _written(piece, node.value if key == "confidence" else located.scalar(node.value))
    return piece


def pairs(said: Iterable[tuple[str, str]]) -> str:
    """A mapping of words in one line."""
    return f"{{{', '.join(f'{k}: {located.scalar(v)}' for k, v in said)}}}"


def _written(piece: Piece, value: str) -> Piece:
    """The piece with its value written anew; comments between the lines of a value keep it as it is."""
    comment = _comment("\n".join(piece.lines).partition(":")[2], value)
    if sum(line.count("#") for line in piece.lines) != value.count("#") + comment.count("#"):
        return piece
    first, *rest = f"{piece.key}: {value}".split("\n")
    rest = [line.removeprefix("    ") for line in rest]  # folded for its place in the file, here without indentation
    return piece._replace(lines=(first + comment, *rest))


def _comment(raw: str, value: str) -> str:
    """The comment at the end of a value's line, with two spaces before it, or nothing."""
    raw = raw.strip()
    header = _HEADER.match(raw.partition("\n")[0])
    if header:
        return f"  {header[1]}"
    last = raw.rpartition("\n")[2]
    starts = [m.start() for m in re.finditer(r"(?:^|(?<=\s))#", last)]
    if not value:
        return f"  {last[starts[0] :]}" if starts else ""
    whole = located.plain(located.read(f"k: {raw}", "")[0])
    for start in starts:
        cut = raw[: len(raw) - len(last) + start].rstrip()
        if whole is not None and located.plain(located.read(f"k: {cut}", "")[0]) == whole:
            return f"  {last[start:]}"
    return ""


def format_text(text: str, path: str, order: Callable[[str], Mapping[str, int]]) -> tuple[str | None, list[Finding]]:
    """A crosswalk file in canonical form, comments kept; None, with the findings, when it has errors that must be put
    right first."""
    layout, findings = parse(text, path)
    errors = [f for f in findings if f.severity == "error" and f.rule != "unknown-key"]
    if layout is None or errors:
        return None, errors or findings
    made = compose(canonical(layout, order))
    if not same(text, made, path):
        place = Place(path)
        return None, [Finding("canonical-form", "error", "this layout cannot be put in order without loss", place,
                              "Write each key on a line of its own, comments above it.", key="layout")]  # fmt: skip
    return made, []


def same(old: str, new: str, path: str) -> bool:
    """Whether two texts hold the same decisions, in whatever order, and as many comments."""
    before, _ = read(old.removeprefix("\ufeff").replace("\r\n", "\n"), path)
    after, _ = read(new, path)
    if before is None or after is None or old.count("#") != new.count("#"):
        return False
    return _bare(before) == _bare(after)


def _bare(crosswalk: Crosswalk) -> tuple[object, ...]:
    entries = sorted((replace(e, place=Place("")) for e in crosswalk.entries), key=repr)
    return (crosswalk.title, crosswalk.standard, crosswalk.subject, crosswalk.scope, dict(crosswalk.defaults),
            [repr(e) for e in entries])  # fmt: skip
