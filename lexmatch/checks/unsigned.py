"""An accepted entry does not say who accepted it, or when.

`by` and `on` may stand on the entry or in the file's `defaults`.

Why it matters: a legal assessment without an author and a date cannot be relied on, questioned or renewed.

Bad:

    lexmatch: crosswalk/1
    title: The Act against the Treaty
    standard: treaty
    subject: [act]
    scope: [ext-nationality]
    entries:
      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: equal
        status: accepted

Good:

    lexmatch: crosswalk/1
    title: The Act against the Treaty
    standard: treaty
    subject: [act]
    scope: [ext-nationality]
    entries:
      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: equal
        status: accepted
        by: A. Reader
        on: 2026-05-04
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Context
from lexmatch.findings import Finding

ID = "unsigned"
SEVERITY = "error"


def check(c: Context) -> Iterator[Finding]:
    """Accepted entries without a person or a date."""
    for entry in c.crosswalk.entries:
        if entry.status == "accepted" and not (entry.by and entry.on):
            missing = " and ".join(w for w, v in (("person", entry.by), ("date", entry.on)) if not v)
            yield Finding(ID, SEVERITY, f"accepted without a {missing}", entry.at("status"),
                          "Add 'by:' and 'on:' to the entry or to 'defaults:'.", key=entry.key)  # fmt: skip
