"""Relations over three or more provisions cannot all be true.

The five relations are those of sets, so they compose: what equals a part of a whole is part of the whole. The rule looks for
chains that no sets could satisfy (path consistency of RCC-5), within a file and over all crosswalks that share instruments,
and gives the shortest one in words.

Why it matters: at least one link of the chain is wrong, and everything inferred from it is too.

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
    title: The Decree against the Treaty
    standard: treaty
    subject: [decree]
    scope: [ext-nationality]
    defaults: {by: A. Reader, on: 2026-05-04}
    entries:
      - concept: ext-nationality
        standard: [art_4]
        subject: [art_7]
        relation: none
        status: accepted
        note: As regards citizens.
    # crosswalks/c.yaml
    lexmatch: crosswalk/1
    title: The Act against the Decree
    standard: decree
    subject: [act]
    scope: [ext-nationality]
    defaults: {by: A. Reader, on: 2026-05-04}
    entries:
      - concept: ext-nationality
        standard: [art_7]
        subject: [sec_4]
        relation: equal
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
    # crosswalks/c.yaml
    lexmatch: crosswalk/1
    title: The Act against the Decree
    standard: decree
    subject: [act]
    scope: [ext-nationality]
    defaults: {by: A. Reader, on: 2026-05-04}
    entries:
      - concept: ext-nationality
        standard: [art_7]
        subject: [sec_4]
        relation: equal
        status: accepted
        note: As regards citizens.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Fact, Web, shown
from lexmatch.findings import Finding
from lexmatch.relations import conflict, explain

ID = "impossible-chain"
SEVERITY = "error"


def check_web(w: Web) -> Iterator[Finding]:
    """The smallest conflict on each concept; pairs that conflict directly are the business of other rules."""
    for _, facts in w.by_concept():
        kept: dict[frozenset[str], Fact] = {}
        for fact in facts:
            if fact.subject != fact.standard:
                kept.setdefault(frozenset((fact.subject, fact.standard)), fact)
        links = {(f.subject, f.standard): f for f in kept.values()}
        found = conflict([(f.subject, f.relation, f.standard) for f in kept.values()])
        while found:
            chain = [links[a, b] for a, _, b in found]
            at = w.primary(sorted(chain, key=lambda f: f.place))
            if at is not None:
                turn = chain.index(at) + 1  # the entry at which it is reported closes the chain
                chain = [*chain[turn:], *chain[:turn]]
                message = explain(tuple((f.subject, f.relation, f.standard) for f in chain), shown)
                related = tuple((f.place, f.words) for f in chain if f is not at)
                yield Finding(ID, SEVERITY, message, at.place, "At least one of these relations is wrong; read them again.",
                              related, f"{at.key} {len(chain)}")  # fmt: skip
            # Take the reported link out and look whether others remain.
            gone = at or chain[-1]
            links.pop((gone.subject, gone.standard))
            found = conflict([(f.subject, f.relation, f.standard) for f in links.values()])
