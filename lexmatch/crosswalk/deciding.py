"""One decision written into a person's file: the entry in question changes, every other line stays as it is."""

from __future__ import annotations

from dataclasses import replace

from lexmatch.crosswalk.layout import Chunk, Piece, compose, parse, same
from lexmatch.crosswalk.model import Entry
from lexmatch.crosswalk.writing import dump
from lexmatch.findings import Place, Unreadable


def decide(text: str, path: str, number: int, entry: Entry) -> str:
    """The text with its entry `number` (from 0) saying what `entry` says; comments and untouched keys as they stand.

    What is written is read back before it is believed. Raises Unreadable, with nothing changed, for a file that is not
    laid out one key to a line.
    """
    layout, findings = parse(text, path)
    if layout is None or number >= len(layout.chunks):
        place = findings[0].place if findings else Place(path)
        raise Unreadable("the file cannot be changed entry by entry", "`lexmatch format` lays it out.", place)
    alone = replace(layout.crosswalk, entries=(entry,))
    written, _ = parse(dump(alone), path)
    if written is None:
        raise Unreadable("the decision cannot be written down", "", entry.place)
    chunk = _merged(layout.chunks[number], written.chunks[0])
    chunks = (*layout.chunks[:number], chunk, *layout.chunks[number + 1 :])
    made = compose(layout._replace(chunks=chunks))
    entries = tuple(entry if n == number else e for n, e in enumerate(layout.crosswalk.entries))
    wanted = dump(replace(layout.crosswalk, entries=entries))
    if not same(wanted, _without_comments(made), path):
        raise Unreadable(
            "the decision would change more than its entry", "Write it into the file by hand.", entry.place
        )
    return made


def _merged(old: Chunk, new: Chunk) -> Chunk:
    """The new keys, each as it stood before where it says the same, with the comments that stood above it."""
    before: dict[str, Piece] = {piece.key: piece for piece in old.pieces}
    pieces = []
    for piece in new.pieces:
        known = before.get(piece.key)
        if known is not None and _said(known) == _said(piece):
            pieces.append(known)
        else:
            pieces.append(piece._replace(before=known.before if known else ()))
    return Chunk(old.before, tuple(pieces), new.entry)


def _said(piece: Piece) -> object:
    from lexmatch.located import plain

    return plain(piece.node)


def _without_comments(text: str) -> str:
    """The same file without comment lines, to be compared with one that was made anew."""
    from lexmatch.crosswalk.reading import read

    crosswalk, _ = read(text, "")
    return dump(crosswalk) if crosswalk else text
