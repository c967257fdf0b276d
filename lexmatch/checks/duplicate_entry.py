"""Two entries say the same of the same provisions and concept.

Why it matters: the rule is counted twice in the index, and an amendment of one entry leaves the other behind.

Bad:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: equal
      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: equal

Good:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: equal
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Context
from lexmatch.crosswalk import Entry
from lexmatch.findings import Finding

ID = "duplicate-entry"
SEVERITY = "error"


def check(c: Context) -> Iterator[Finding]:
    """Entries with equal concept, provisions, relation and absence; different relations are `conflicting-entries`."""
    seen: dict[object, Entry] = {}
    for entry in c.crosswalk.entries:
        if entry.status == "rejected":
            continue
        key = (entry.concept, frozenset(entry.standard), frozenset(entry.subject), entry.relation, entry.absence)
        first = seen.setdefault(key, entry)
        if first is not entry:
            yield Finding(ID, SEVERITY, f"this entry on {entry.concept} stands in line {first.place.line} already",
                          entry.place, "Remove one of the two.", ((first.place, "first here"),), entry.key)  # fmt: skip
