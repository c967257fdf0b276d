"""What `check --fix` does to a crosswalk: only what no lawyer needs to think about.

Safe: a misspelt key with one likely meaning, a pinpoint whose words only moved, canonical order. Unsafe, and only when asked for:
a misspelt concept, group, relation, absence, status or rationale becomes the right one, where one alone is near; an entry that
repeats another word for word, and a waiver that silences nothing, are removed. Stamps are never renewed: a person must read a
changed text again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lexmatch.checks._context import Laws
from lexmatch.crosswalk import CHOICES, Crosswalk, layout, read
from lexmatch.findings import Finding, Place
from lexmatch.ref import Ref
from lexmatch.text import meant


def fixed(text: str, path: str, laws: Laws, unsafe: bool = False, unused: Iterable[tuple[int, str]] = ()) -> str:
    """The text of a crosswalk file with what can be put right put right; the same text when there is nothing to do. `unused`
    are the waivers (line, rule) that silence nothing, for the unsafe fixes."""
    now = _keys(text, path)
    if unsafe:
        now = _words(now, path, laws)
    crosswalk, findings = read(now, path)
    if crosswalk is None or any(f.severity == "error" and f.rule != "unknown-key" for f in findings):
        return now
    for place, old, new in _moved(crosswalk, laws):
        now = _edit(now, place, old, new)
    if unsafe:
        now = _without_waivers(now, path, frozenset(unused))
        now = _without_duplicates(now, path)
    made, _ = layout.format_text(now, path, laws.order)
    return made if made is not None else now


def _keys(text: str, path: str) -> str:
    """Misspelt keys corrected, one by one, where the file is better for it."""
    now = text
    while True:
        _, findings = read(now, path)
        better = next((t for f in findings if (t := _key(now, path, f, len(findings)))), "")
        if not better:
            return now
        now = better


def _key(text: str, path: str, finding: Finding, before: int) -> str:
    meant = finding.hint.removeprefix("Did you mean ").removesuffix("?")
    if finding.rule != "unknown-key" or not finding.hint.startswith("Did you mean") or " " in meant:
        return ""
    made = _edit(text, finding.place, finding.key, meant)
    return made if made != text and len(read(made, path)[1]) < before else ""


def _words(text: str, path: str, laws: Laws) -> str:
    """Words that are none of those that may stand there, where exactly one that may is near."""
    crosswalk, findings = read(text, path)
    if crosswalk is None:
        return text
    said: list[tuple[Place, str, Iterable[str]]] = [
        (f.place, f.word, CHOICES[f.key]) for f in findings if f.word and f.key in CHOICES
    ]
    scheme = laws.project.scheme
    said += ((e.at("concept"), e.concept, scheme.index) for e in crosswalk.entries if e.concept not in scheme.index)
    either = {*scheme.index, *(g.id for g in scheme.groups)}
    for n, word in enumerate(crosswalk.scope):
        if word not in either:
            said.append((crosswalk.places.get(f"scope[{n}]", crosswalk.at("scope")), word, either))
    now = text
    said.sort(key=lambda s: s[0], reverse=True)  # from the end of a line to its beginning
    for place, word, choices in said:
        right = meant(word, choices)
        now = _edit(now, place, word, right) if right else now
    return now


def _moved(crosswalk: Crosswalk, laws: Laws) -> Iterator[tuple[Place, str, str]]:
    """References whose words stand at exactly one other place."""
    for entry in crosswalk.entries:
        for n, (key, refs) in enumerate((("standard", entry.standard), ("subject", entry.subject))):
            stamp = entry.stamps[n]
            if not stamp or len(refs) != 1 or entry.status == "rejected" or laws.fingerprint(refs) == stamp:
                continue
            where = laws.places_of(refs[0].alias, stamp)
            if len(where) == 1:
                place = entry.places.get(f"{key}[0]", entry.at(key))
                yield place, _written(refs[0]), where[0]


def _written(ref: Ref) -> str:
    return ref.eid


def _edit(text: str, place: Place, old: str, new: str) -> str:
    """`old`, which stands at a place or a little after it on the line, replaced."""
    lines = text.split("\n")
    line = lines[place.line - 1]
    at = line.find(old, place.column - 1)
    if at < 0:
        return text
    lines[place.line - 1] = line[:at] + new + line[at + len(old) :]
    return "\n".join(lines)


def _without_waivers(text: str, path: str, unused: frozenset[tuple[int, str]]) -> str:
    """Waivers that silence nothing taken out, unless a comment stands in or above them."""
    found, _ = layout.parse(text, path) if unused else (None, [])
    if found is None:
        return text
    chunks = []
    for chunk in found.chunks:
        line, pieces = chunk.entry.at("waive").line, []
        for piece in chunk.pieces:
            kept = tuple((rule, why) for rule, why in chunk.entry.waive if (line, rule) not in unused)
            plain = not any("#" in row for row in (*piece.before, *piece.lines))
            if piece.key != "waive" or not plain or kept == chunk.entry.waive:
                pieces.append(piece)
            elif kept:
                pieces.append(piece._replace(lines=(f"waive: {layout.pairs(kept)}",)))
        chunks.append(chunk._replace(pieces=tuple(pieces)))
    return layout.compose(found._replace(chunks=tuple(chunks)))


def _without_duplicates(text: str, path: str) -> str:
    """Entries that say exactly what an earlier one says taken out, unless a comment stands in them."""
    found, _ = layout.parse(text, path)
    if found is None:
        return text
    kept: list[layout.Chunk] = []
    for chunk in found.chunks:
        plain = not any("#" in line for p in chunk.pieces for line in (*p.before, *p.lines)) and not any(chunk.before)
        if plain and any(_same(chunk, other) for other in kept):
            continue
        kept.append(chunk)
    return layout.compose(found._replace(chunks=tuple(kept))) if len(kept) < len(found.chunks) else text


def _same(one: layout.Chunk, other: layout.Chunk) -> bool:
    from dataclasses import replace

    nowhere = Place("")
    return replace(one.entry, place=nowhere) == replace(other.entry, place=nowhere)
