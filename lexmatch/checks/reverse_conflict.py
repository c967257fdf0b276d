"""Two files compare the same provisions in opposite directions and do not agree.

If the Act is a subset of the Treaty, the Treaty is a superset of the Act: the relation read from the other side is fixed.

Why it matters: two reports from the same project would contradict each other.

Bad:

    # crosswalks/a.yaml
    lexmatch: crosswalk/1
    title: The Act against the Treaty
    standard: treaty
    subject: [act]
    scope: [ext-nationality]
    defaults: {by: A. Reader, on: 2026-05-04}
    entries:
      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: subset
        status: accepted
        note: As regards citizens.
    # crosswalks/b.yaml
    lexmatch: crosswalk/1
    title: The Treaty against the Act
    standard: act
    subject: [treaty]
    scope: [ext-nationality]
    defaults: {by: A. Reader, on: 2026-05-04}
    entries:
      - concept: ext-nationality
        standard: [sec_4]
        subject: [art_4]
        relation: subset
        status: accepted
        note: As regards citizens.

Good:

    # crosswalks/a.yaml
    lexmatch: crosswalk/1
    title: The Act against the Treaty
    standard: treaty
    subject: [act]
    scope: [ext-nationality]
    defaults: {by: A. Reader, on: 2026-05-04}
    entries:
      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: subset
        status: accepted
        note: As regards citizens.
    # crosswalks/b.yaml
    lexmatch: crosswalk/1
    title: The Treaty against the Act
    standard: act
    subject: [treaty]
    scope: [ext-nationality]
    defaults: {by: A. Reader, on: 2026-05-04}
    entries:
      - concept: ext-nationality
        standard: [sec_4]
        subject: [art_4]
        relation: superset
        status: accepted
        note: As regards citizens.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Fact, Web
from lexmatch.findings import Finding
from lexmatch.relations import inverse

ID = "reverse-conflict"
SEVERITY = "error"


def check_web(w: Web) -> Iterator[Finding]:
    """Accepted entries on one concept whose sides are exchanged."""
    for _, facts in w.by_concept():
        forward: dict[tuple[str, str], Fact] = {}
        for fact in facts:
            forward.setdefault((fact.subject, fact.standard), fact)
        for fact in facts:
            other = forward.get((fact.standard, fact.subject))
            if other is None or fact.subject > fact.standard or other.relation == inverse(fact.relation):
                continue
            at = w.primary([fact, other])
            if at is not None:
                rest = other if at is fact else fact
                message = f"{at.words} here; read backwards, {rest.words} in {rest.place.path}"
                hint = f"With '{rest.relation}' there, this one should be '{inverse(rest.relation)}'."
                yield Finding(ID, SEVERITY, message, at.place, hint, ((rest.place, "the other"),), at.key)
