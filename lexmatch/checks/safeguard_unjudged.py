"""A safeguard in scope was marked "not examined", so that the report has no verdict on it.

Safeguards are the concepts whose absence weakens the protection of the person.

Why it matters: a gap report that is silent on torture or fair trial misleads exactly where it must not.

Bad:

      - concept: ext-torture-fair-trial
        standard: [art_8]
        absence: not-examined
        status: accepted

Good:

      - concept: ext-torture-fair-trial
        standard: [art_8]
        absence: absent
        status: accepted
        note: No provision; the constitution applies.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Context
from lexmatch.findings import Finding

ID = "safeguard-unjudged"
SEVERITY = "warning"


def check(c: Context) -> Iterator[Finding]:
    """Safeguards all of whose entries are rejected or not examined; proposals are `unreviewed`."""
    entries: dict[str, list[int]] = {}
    for n, row in enumerate(c.rows):
        if row.concept is not None and row.concept.safeguard:
            entries.setdefault(row.concept.id, []).append(n)
    for numbers in entries.values():
        rows = [c.rows[n] for n in numbers]
        if all(r.entry.status == "rejected" or r.entry.absence == "not-examined" for r in rows):
            entry, concept = rows[0].entry, rows[0].concept
            label = concept.label if concept else ""
            message = f"the safeguard {entry.concept} ({label}) has no verdict"
            yield Finding(ID, SEVERITY, message, entry.at("absence" if entry.absence else "status"),
                          "Examine it; the protection of the person depends on it.", key=entry.key)  # fmt: skip
