"""A waiver was given until a day that has passed.

A reason that ends with "until 2026-12-31" holds until that day; afterwards the finding is back, and this one with it.

Why it matters: what was tolerated for a while is easily tolerated for ever.

Bad:

      - concept: ext-nationality
        standard: [art_4]
        subject: [part_2]
        relation: equal
        waive: {whole-chapter: "A. Reader, until 2020-01-31"}

Good:

      - concept: ext-nationality
        standard: [art_4]
        subject: [part_2]
        relation: equal
        waive: {whole-chapter: "A. Reader, until 2999-01-31"}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lexmatch.checks._context import Context
from lexmatch.findings import Finding

ID = "expired-waiver"
SEVERITY = "warning"
_UNTIL = re.compile(r"\buntil (\d{4}-\d\d-\d\d)\W*$")


def check(c: Context) -> Iterator[Finding]:
    """Waivers with a day that lies before today."""
    for entry in c.crosswalk.entries:
        for rule, reason in entry.waive:
            if expired(reason, c.today):
                yield Finding(ID, SEVERITY, f"the waiver of {rule} has run out", entry.at("waive"),
                              "Settle the matter, or give a new day and reason.", key=f"{entry.key} {rule}")  # fmt: skip


def expired(reason: str, today: str) -> bool:
    """Whether a waiver's reason names a last day before `today`."""
    found = _UNTIL.search(reason)
    return bool(found and found[1] < today)
