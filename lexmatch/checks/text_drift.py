"""The text of a provision has changed since a person accepted the entry.

`stamps` hold the fingerprints of both texts as they read on that day; the rule compares them with the texts of today. White
space and capitals make no difference. Putting an official text in the place of a digest changes the words too.

Why it matters: the decision was about other words. A person must read both again; nothing restamps by itself.

Bad:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: equal
        status: accepted
        stamps: {standard: 000000000000, subject: 000000000000}

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

ID = "text-drift"
SEVERITY = "error"


def check(c: Context) -> Iterator[Finding]:
    """Stamped sides of which every provision exists and the words differ; words found elsewhere are `text-moved`."""
    for row in c.rows:
        entry = row.entry
        if entry.stamps == ("", "") or entry.status == "rejected":
            continue
        for n, (key, refs, found) in enumerate((("standard", entry.standard, row.standard),
                                                ("subject", entry.subject, row.subject))):  # fmt: skip
            stamp = entry.stamps[n]
            if not stamp or not found or len(found) < len(refs):
                continue
            now = c.laws.fingerprint(refs)
            if now == stamp or (len(refs) == 1 and c.laws.places_of(refs[0].alias, stamp)):
                continue
            law, provision = found[0]
            message = f"the text of {law.cite(provision.eid)} of {law.alias} has changed since this was accepted"
            hint = f"Read it again with `lexmatch review`; the stamp is now {now}."
            related = ((provision_place(law, provision.eid, c.project), f"as of {law.date}, {law.text.status}"),)
            yield Finding(ID, SEVERITY, message, entry.at("stamps"), hint, related, f"{entry.key} {key}")
