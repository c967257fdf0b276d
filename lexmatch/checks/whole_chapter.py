"""A reference is to a whole part, chapter, title, book or schedule.

Why it matters: a chapter is not a rule. The reader of the report cannot see which sentence answers the standard, and any
amendment anywhere in the chapter makes the entry stale.

Bad:

      - concept: ext-nationality
        standard: [art_4]
        subject: [part_2]
        relation: subset
        note: See the whole of Part 2.

Good:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: subset
        note: The Act covers citizens only.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Context
from lexmatch.findings import Finding

ID = "whole-chapter"
SEVERITY = "warning"
_LARGE = frozenset(
    (
        "part",
        "subpart",
        "chapter",
        "subchapter",
        "title",
        "subtitle",
        "book",
        "tome",
        "division",
        "subdivision",
        "attachment",
    )
)


def check(c: Context) -> Iterator[Finding]:
    """References that lead to a unit which holds other units of law."""
    for row in c.rows:
        for key, n, law, provision in row.sides:
            if provision.kind in _LARGE and provision.children:
                entry = row.entry
                place = entry.places.get(f"{key}[{n}]", entry.at(key))
                below = next(
                    (p.eid for p in provision.walk() if entry.concept in p.concepts and p is not provision), ""
                )
                hint = (
                    f"The concept stands at {below}."
                    if below
                    else f"Name the provision: {provision.children[0].eid}, …"
                )
                message = f"{provision.eid} is a whole {provision.kind} of {law.alias}"
                yield Finding(ID, SEVERITY, message, place, hint, key=f"{entry.key} {key} {provision.eid}")
