"""Keys or entries do not stand in the order that `lexmatch format` writes.

Keys follow the order of the format's description; entries follow the order of the standard's provisions.

Why it matters: files in one order give small diffs, so that a colleague sees what was decided and not what was moved.

Bad:

      - concept: ext-nationality
        relation: equal
        standard: [art_4]
        subject: [sec_4]

Good:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: equal
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from lexmatch.checks._context import Context
from lexmatch.crosswalk import ENTRY_KEYS, FILE_KEYS, position
from lexmatch.findings import Finding

ID = "canonical-form"
SEVERITY = "note"
_ORDER = {key: n for n, key in enumerate(ENTRY_KEYS)}
_FILE_ORDER = {key: n for n, key in enumerate(FILE_KEYS)}
HINT = "`lexmatch format` puts the file in order."


@cache
def _late(keys: tuple[str, ...]) -> str:
    """The first key of an entry that stands behind one it should precede, or nothing."""
    last = -1
    for key in keys:
        order = _ORDER.get(key, last)
        if order < last:
            return key
        last = order
    return ""


def check(c: Context) -> Iterator[Finding]:
    """One finding for the first thing out of order in the head, in each entry, and in the order of entries."""
    last = -1
    for key in c.crosswalk.places:
        if key in _FILE_ORDER and _FILE_ORDER[key] < last:
            yield Finding(ID, SEVERITY, f"'{key}' stands too late in the file", c.crosswalk.at(key), HINT, key=key)
            break
        last = max(last, _FILE_ORDER.get(key, -1))
    for entry in c.crosswalk.entries:
        late = _late(tuple(getattr(entry.places, "names", entry.places)))
        if late:
            message = f"'{late}' stands too late in the entry"
            yield Finding(ID, SEVERITY, message, entry.at(late), HINT, key=f"{entry.key} {late}")
    before = None
    for entry in c.crosswalk.entries:
        now = position(entry, c.crosswalk.standard, c.laws.order)
        if now is None:
            continue
        if before is not None and now < before:
            message = f"the entry on {entry.concept} belongs further up, in the order of the standard"
            yield Finding(ID, SEVERITY, message, entry.place, HINT, key=entry.key)
            break
        before = now
