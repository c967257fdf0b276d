"""An entry that is not rejected rests on a provision that is repealed or not in force.

Why it matters: a rule that does not apply neither meets the standard nor falls short of it.

Bad:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_9]
        relation: equal

Good:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: equal
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Context, provision_place
from lexmatch.findings import Finding

ID = "repealed-provision"
SEVERITY = "warning"


def check(c: Context) -> Iterator[Finding]:
    """References whose provision the source marks so."""
    for row in c.rows:
        entry = row.entry
        if entry.status == "rejected":
            continue
        for key, n, law, provision in row.sides:
            if provision.state in ("repealed", "not-in-force"):
                said = "is repealed" if provision.state == "repealed" else "is not in force"
                yield Finding(ID, SEVERITY, f"{law.cite(provision.eid)} of {law.alias} {said}",
                              entry.places.get(f"{key}[{n}]", entry.at(key)), "Compare the rule that applies today.",
                              ((provision_place(law, provision.eid, c.project), "the provision"),),
                              f"{entry.key} {key} {provision.eid}")  # fmt: skip
