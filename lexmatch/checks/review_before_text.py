"""An entry was accepted before the date of the version of the law that it is compared with.

Entries with stamps are judged by the words instead: then the words that were accepted are known.

Why it matters: the reviewer cannot have read this version.

Bad:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: equal
        status: accepted
        on: 2001-05-04

Good:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: equal
        status: accepted
        on: 2026-05-04
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Context
from lexmatch.findings import Finding

ID = "review-before-text"
SEVERITY = "warning"


def check(c: Context) -> Iterator[Finding]:
    """Accepted, unstamped entries older than a version on either side."""
    for row in c.rows:
        entry = row.entry
        if entry.status != "accepted" or not entry.on or all(entry.stamps):
            continue
        for n, found in enumerate((row.standard, row.subject)):
            law = next((law for law, _ in found if law.date > entry.on), None)
            if law is not None and not entry.stamps[n]:
                message = f"accepted on {entry.on}, and the text of {law.alias} is of {law.date}"
                yield Finding(ID, SEVERITY, message, entry.at("on" if "on" in entry.places else "status"),
                              "Read the new version with `lexmatch review`.", key=f"{entry.key} {law.alias}")  # fmt: skip
                break
