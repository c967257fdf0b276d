"""What `check --fix` does to a crosswalk: only what no lawyer needs to think about.

Safe: a misspelt key with one likely meaning, a pinpoint whose words only moved, canonical order. Unsafe, and only when asked for:
an entry that repeats another word for word is removed.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Laws
from lexmatch.crosswalk import Crosswalk, layout, read
from lexmatch.findings import Finding, Place
from lexmatch.ref import Ref


def fixed(text: str, path: str, laws: Laws, unsafe: bool = False) -> str:
    """The text of a crosswalk file with what can be put right put right; the same text when there is nothing to do."""
    now = _keys(text, path)
    crosswalk, findings = read(now, path)
    if crosswalk is None or any(f.severity == "error" and f.rule != "unknown-key" for f in findings):
        return now
    for place, old, new in _moved(crosswalk, laws):
        now = _edit(now, place, old, new)
    if unsafe:
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
