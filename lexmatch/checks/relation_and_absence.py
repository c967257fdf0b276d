"""An entry has both a relation and an absence, or neither, or one that does not fit its references.

A relation needs provisions on both sides. An absence says that the subject has no provision, and names none.

Why it matters: the verdict of the report follows from one of the two; with both or neither it follows from nothing.

Bad:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: equal
        absence: absent

Good:

      - concept: ext-nationality
        standard: [art_4]
        absence: absent
        note: The Act leaves nationality to the treaty in force.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lexmatch.checks._context import Context
from lexmatch.crosswalk import ENTRY_KEYS
from lexmatch.findings import Finding

ID = "relation-and-absence"
SEVERITY = "error"


def check(c: Context) -> Iterator[Finding]:
    """Entries that are not rejected."""
    for entry in c.crosswalk.entries:
        if entry.status == "rejected":
            continue
        written = entry.places
        # A relation or absence that is written but unknown is a finding of `schema` already.
        if not entry.relation and not entry.absence:
            if "relation" not in written and "absence" not in written and not _misspelt(written):
                yield Finding(ID, SEVERITY, f"the entry on {entry.concept} has neither a relation nor an absence",
                              entry.place, "Add 'relation:' where both sides have provisions, else 'absence:'.",
                              key=entry.key)  # fmt: skip
        elif entry.relation and entry.absence:
            yield Finding(ID, SEVERITY, f"the entry has the relation '{entry.relation}' and the absence '{entry.absence}'",
                          entry.at("absence"), "Keep one: a relation where the subject has a provision, else an absence.",
                          ((entry.at("relation"), "the relation"),), entry.key)  # fmt: skip
        elif entry.absence and entry.subject:
            yield Finding(ID, SEVERITY, f"'{entry.absence}', and yet the entry names provisions of the subject",
                          entry.at("subject"), "Remove the provisions, or give a relation instead of the absence.",
                          ((entry.at("absence"), "the absence"),), entry.key)  # fmt: skip
        elif entry.relation and not (entry.standard and entry.subject):
            side = "standard" if not entry.standard else "subject"
            yield Finding(ID, SEVERITY, f"a relation needs provisions on both sides, and the {side} has none",
                          entry.at("relation"), f"Name the provisions under '{side}:', or give an absence.",
                          key=entry.key)  # fmt: skip


def _misspelt(keys: Iterable[str]) -> bool:
    """Whether an entry has a key that does not exist: it may be the relation, and is a finding already."""
    return any(key.partition("[")[0] not in ENTRY_KEYS for key in keys)
