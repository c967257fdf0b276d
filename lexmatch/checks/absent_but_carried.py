"""An entry says that the subject has no provision, and the subject's text carries the concept.

Why it matters: the report would call a rule missing that is there.

Bad:

      - concept: ext-nationality
        standard: [art_4]
        absence: absent

Good:

      - concept: ext-speciality
        standard: [art_6]
        absence: absent
        note: The Act has no rule on speciality.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Context, provision_place
from lexmatch.findings import Finding

ID = "absent-but-carried"
SEVERITY = "warning"


def check(c: Context) -> Iterator[Finding]:
    """Entries with the absence `absent`, unless another entry of the file already uses the provision."""
    for row in c.rows:
        entry = row.entry
        if entry.absence != "absent" or entry.status == "rejected" or row.concept is None:
            continue
        for law in c.subjects():
            carrier = next((p for p in law.walk() if entry.concept in p.concepts and p.state != "repealed"), None)
            if carrier is not None:
                used = {r for e in c.crosswalk.entries if e.concept == entry.concept for r in e.subject}
                if any(
                    r.alias == law.alias and (r.eid == carrier.eid or carrier.eid.startswith(f"{r.eid}__"))
                    for r in used
                ):
                    continue
                message = f"'absent', although {law.cite(carrier.eid)} of {law.alias} carries {entry.concept}"
                yield Finding(ID, SEVERITY, message, entry.at("absence"), f"Compare it: name {carrier.eid} under 'subject:'.",
                              ((provision_place(law, carrier.eid, c.project), "the provision"),), entry.key)  # fmt: skip
