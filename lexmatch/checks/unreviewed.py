"""An entry is still a proposal: no person has accepted or rejected it.

Why it matters: a proposal is a machine's guess. Reports count it as open and never as a result.

Bad:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: equal
        status: proposed
        confidence: 0.91
        basis: [concept, text 0.71]

Good:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: equal
        status: accepted
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Context
from lexmatch.findings import Finding

ID = "unreviewed"
SEVERITY = "warning"


def check(c: Context) -> Iterator[Finding]:
    """Every proposal."""
    for entry in c.crosswalk.entries:
        if entry.status == "proposed":
            yield Finding(ID, SEVERITY, f"the entry on {entry.concept} is a proposal that nobody has reviewed", entry.place,
                          "`lexmatch review` walks through the open entries.", key=entry.key)  # fmt: skip
