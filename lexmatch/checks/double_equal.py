"""One provision is said to equal two different provisions.

If the subject's rule equals two rules of the standard, these two must equal each other, and rarely do.

Why it matters: usually one of the two is only part of what the provision covers, and the report says "aligned" where it is
partial.

Bad:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: equal
        status: accepted
      - concept: ext-nationality
        standard: [art_1]
        subject: [sec_4]
        relation: equal
        status: accepted

Good:

      - concept: ext-nationality
        standard: [art_1, art_4]
        subject: [sec_4]
        relation: equal
        status: accepted
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Context
from lexmatch.crosswalk import Entry
from lexmatch.findings import Finding
from lexmatch.ref import cite

ID = "double-equal"
SEVERITY = "warning"


def check(c: Context) -> Iterator[Finding]:
    """Equal entries on one concept that share a side within one instrument and differ on the other."""
    seen: dict[object, Entry] = {}
    for entry in c.crosswalk.entries:
        if entry.relation != "equal" or entry.status == "rejected" or not (entry.standard and entry.subject):
            continue
        for key, same, other in (
            ("standard", entry.subject, entry.standard),
            ("subject", entry.standard, entry.subject),
        ):
            aliases = frozenset(r.alias for r in other)
            first = seen.setdefault((key, entry.concept, frozenset(same), aliases), entry)
            if frozenset(getattr(first, key)) != frozenset(other):
                named, before = (" and ".join(cite(r.eid) for r in refs) for refs in (other, getattr(first, key)))
                shared = " and ".join(f"{r.alias} {cite(r.eid)}" for r in same)
                yield Finding(ID, SEVERITY, f"{shared} equals {named} here and {before} in line {first.place.line}",
                              entry.at("relation"), "Name both in one entry, or make one of the relations a subset or superset.",
                              ((first.place, "the other"),), f"{entry.key} {key}")  # fmt: skip
