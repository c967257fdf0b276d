"""An accepted entry departs from the standard and gives no reason in `note`.

A relation other than `equal`, or an absence, is a statement about the law that somebody will have to defend.

Why it matters: the reader of the report asks "in what?" and finds nothing; the next reviewer starts from the beginning.

Bad:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: subset
        status: accepted

Good:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: subset
        status: accepted
        note: The Act covers citizens only; the treaty covers residents too.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Context
from lexmatch.findings import Finding

ID = "no-reason"
SEVERITY = "warning"


def check(c: Context) -> Iterator[Finding]:
    """Accepted entries that are not equal and have no note."""
    for entry in c.crosswalk.entries:
        said = entry.relation or entry.absence
        if entry.status == "accepted" and said and said != "equal" and not entry.note.strip():
            place = entry.at("relation" if entry.relation else "absence")
            hint = "Say in 'note:' in what the subject differs."
            yield Finding(ID, SEVERITY, f"accepted as '{said}' without a reason", place, hint, key=entry.key)
