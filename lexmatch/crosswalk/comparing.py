"""Two versions of a crosswalk in terms of its entries: what was added, removed, and decided otherwise."""

from __future__ import annotations

from typing import NamedTuple

from lexmatch.crosswalk.model import Crosswalk, Entry

# What makes a difference to a reader, in the order in which it is told; order and spelling of the file do not.
KEYS = ("relation", "absence", "status", "conflict", "subject", "note", "by", "on", "rationale", "confidence", "basis", "stamps",
        "waive")  # fmt: skip


class Change(NamedTuple):
    """One entry that differs: `kind` is added, removed or changed; `keys` has each key with its old and new value in words."""

    kind: str
    concept: str
    standard: tuple[str, ...]
    keys: tuple[tuple[str, str, str], ...] = ()
    old: Entry | None = None
    new: Entry | None = None


def compare(old: Crosswalk, new: Crosswalk) -> list[Change]:
    """The changes in the order of the new file, removed entries last. Entries are told apart by concept and provisions of the
    standard; one whose provisions alone changed is a removal and an addition."""
    before, after = _numbered(old), _numbered(new)
    changes = []
    for identity, entry in after.items():
        other = before.get(identity)
        if other is None:
            changes.append(Change("added", entry.concept, _standard(entry), (), None, entry))
            continue
        keys = tuple(
            (key, a, b) for key in KEYS if (a := _words(other, key)) != (b := _words(entry, key))
        )  # fmt: skip
        if keys:
            changes.append(Change("changed", entry.concept, _standard(entry), keys, other, entry))
    changes += [Change("removed", e.concept, _standard(e), (), e, None) for i, e in before.items() if i not in after]
    return changes


def _numbered(crosswalk: Crosswalk) -> dict[tuple[str, int], Entry]:
    found: dict[tuple[str, int], Entry] = {}
    for entry in crosswalk.entries:
        n = 0
        while (entry.key, n) in found:
            n += 1
        found[entry.key, n] = entry
    return found


def _standard(entry: Entry) -> tuple[str, ...]:
    return tuple(map(str, entry.standard))


def _words(entry: Entry, key: str) -> str:
    value = getattr(entry, key)
    if isinstance(value, tuple):
        return ", ".join(" ".join(v) if isinstance(v, tuple) else str(v) for v in value).strip(", ")
    return "" if value is None or value is False else "true" if value is True else str(value)
