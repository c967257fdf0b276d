"""The words of an accepted provision now stand at another place of the same instrument.

The stamp of the entry fits no longer where it points, and fits elsewhere: the provision was renumbered. `lexmatch check --fix`
corrects the reference.

Why it matters: the decision still holds, the pinpoint does not.

Bad:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_5]
        relation: equal
        status: accepted
        stamps: {standard: 35c2303baa24, subject: 30567950ba5c}

Good:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: equal
        status: accepted
        stamps: {standard: 35c2303baa24, subject: 30567950ba5c}
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Context, provision_place
from lexmatch.findings import Finding

ID = "text-moved"
SEVERITY = "warning"


def check(c: Context) -> Iterator[Finding]:
    """Single references whose stamp is the fingerprint of another provision of the same instrument."""
    for row in c.rows:
        entry = row.entry
        if entry.stamps == ("", "") or entry.status == "rejected":
            continue
        for n, (key, refs) in enumerate((("standard", entry.standard), ("subject", entry.subject))):
            stamp = entry.stamps[n]
            if not stamp or len(refs) != 1 or c.laws.fingerprint(refs) == stamp:
                continue
            law = c.laws.find(refs[0].alias)
            where = c.laws.places_of(refs[0].alias, stamp)
            if law is None or not where or law.find(refs[0].eid) is None:
                continue
            message = f"the words accepted at {refs[0].eid} of {law.alias} now stand at {where[0]}"
            related = ((provision_place(law, where[0], c.project), "they stand here"),)
            yield Finding(ID, SEVERITY, message, entry.places.get(f"{key}[0]", entry.at(key)),
                          f"Write {where[0]}; `lexmatch check --fix` does.", related, f"{entry.key} {key}")  # fmt: skip
