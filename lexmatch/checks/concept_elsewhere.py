"""The provisions of an entry do not carry its concept.

In the annotated text the concept stands at other provisions, and neither on the one named here nor around or below it. Texts
without any annotation are not asked.

Why it matters: either the pinpoint is wrong, or the annotation is; a reader would be led to a rule on something else.

Bad:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_5]
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
from lexmatch.findings import Finding, Place

ID = "concept-elsewhere"
SEVERITY = "warning"


def check(c: Context) -> Iterator[Finding]:
    """Entries one of whose sides carries the concept nowhere, although the instrument is annotated."""
    for row in c.rows:
        entry = row.entry
        if row.concept is None or entry.status == "rejected":
            continue
        for key, found in (("standard", row.standard), ("subject", row.subject)):
            if not found:
                continue
            carried = [c.laws.carried(law.alias).get(p.eid) for law, p in found]
            if any(concepts and entry.concept in concepts for concepts in carried):
                continue
            law, provision = found[0]
            if not any(c.laws.carried(law.alias).values()):
                continue
            where = next((p for p in law.walk() if entry.concept in p.concepts), None)
            message = f"{law.cite(provision.eid)} of {law.alias} does not carry {entry.concept}"
            related: tuple[tuple[Place, str], ...] = ()
            if where is not None:
                hint = f"The concept stands at {where.eid}."
                related = ((provision_place(law, where.eid, c.project), "it stands here"),)
            else:
                hint = f"Annotate it with `lexmatch annotate {law.alias}`, or correct the reference."
            yield Finding(ID, SEVERITY, message, entry.places.get(f"{key}[0]", entry.at(key)), hint, related,
                          f"{entry.key} {key}")  # fmt: skip
