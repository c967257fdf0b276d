"""An accepted entry rests on a provision that was not verified from the text of the law.

A digest marks with `verified: no` what is known only from a report, a heading or a quotation.

Why it matters: the decision looks firm and rests on hearsay. Read the law, or waive the finding with the reason.

Bad:

      - concept: ext-speciality
        standard: [art_6]
        subject: [sec_6]
        relation: equal
        status: accepted

Good:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: equal
        status: accepted
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Context, provision_place
from lexmatch.findings import Finding

ID = "unverified-source"
SEVERITY = "warning"


def check(c: Context) -> Iterator[Finding]:
    """Accepted entries with a provision, or a rule of the concept within it, that is not verified."""
    for row in c.rows:
        entry = row.entry
        if entry.status != "accepted":
            continue
        for key, n, law, provision in row.sides:
            if not provision.verified or any(
                not p.verified for child in provision.children for p in child.walk() if entry.concept in p.concepts
            ):
                message = f"{law.cite(provision.eid)} of {law.alias} was not verified from the text of the law"
                hint = "Read the law and correct the digest, or waive this with the reason."
                related = ((provision_place(law, provision.eid, c.project), "the provision"),)
                yield Finding(ID, SEVERITY, message, entry.places.get(f"{key}[{n}]", entry.at(key)), hint, related,
                              f"{entry.key} {key} {provision.eid}")  # fmt: skip
