"""The standard regulates a concept that is in scope, and the crosswalk has no entry on it.

Why it matters: the report cannot say "missing" of a rule that nobody looked at; it says "not examined", and the index rests on
less than it seems to.

Bad:

    lexmatch: crosswalk/1
    title: The Act against the Treaty
    standard: treaty
    subject: [act]
    scope: [ext-nationality]
    entries: []

Good:

    lexmatch: crosswalk/1
    title: The Act against the Treaty
    standard: treaty
    subject: [act]
    scope: [ext-nationality]
    entries:
      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: equal
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Context, provision_place
from lexmatch.findings import Finding

ID = "missing-coverage"
SEVERITY = "warning"


def check(c: Context) -> Iterator[Finding]:
    """Concepts that a provision of the standard carries, in the order of the standard."""
    covered = {e.concept for e in c.crosswalk.entries}
    scope = c.scope() - covered
    if not scope:
        return
    for law in c.standards():
        for provision in law.walk():
            for concept in provision.concepts:
                if concept in scope and concept not in covered:
                    covered.add(concept)
                    named = c.scheme.index[concept].label
                    message = (
                        f"no entry on {concept} ({named}), which {law.cite(provision.eid)} of {law.alias} regulates"
                    )
                    hint = (
                        "`lexmatch build` proposes one; 'absence: not-examined' says that it was left out on purpose."
                    )
                    related = ((provision_place(law, provision.eid, c.project), "the standard's rule"),)
                    yield Finding(ID, SEVERITY, message, c.crosswalk.at("entries"), hint, related, concept)
