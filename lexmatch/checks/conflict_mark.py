"""An entry is marked `conflict: true` although its relation or absence leaves nothing to conflict.

The mark says that the two rules cannot both be obeyed. What equals the standard obeys it, and what is absent commands nothing.

Why it matters: the mark makes the verdict "contrary", the gravest there is.

Bad:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: equal
        conflict: true

Good:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: intersects
        note: The treaty permits refusal; the Act forbids surrender of citizens altogether.
        conflict: true
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Context
from lexmatch.findings import Finding

ID = "conflict-mark"
SEVERITY = "error"


def check(c: Context) -> Iterator[Finding]:
    """Marked entries that are equal or absent."""
    for entry in c.crosswalk.entries:
        if entry.conflict and (entry.relation == "equal" or entry.absence):
            message = f"marked as a conflict, and '{entry.relation or entry.absence}'"
            yield Finding(ID, SEVERITY, message, entry.at("conflict"), "Remove the mark, or correct the relation.",
                          key=entry.key)  # fmt: skip
