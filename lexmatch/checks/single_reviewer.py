"""All accepted entries of a file were accepted by one person.

The rule works when lexmatch.yaml asks for it with `review: {second-person: true}`.

Why it matters: where two people must agree, a file that only its author has seen is not finished.

Bad:

    # lexmatch.yaml
    review: {second-person: true}
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
        relation: equal
        status: accepted

Good:

    # lexmatch.yaml
    review: {second-person: true}
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
        relation: equal
        status: accepted
        by: A. Reader and B. Second
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Context
from lexmatch.findings import Finding

ID = "single-reviewer"
SEVERITY = "note"


def check(c: Context) -> Iterator[Finding]:
    """Files whose accepted entries all bear one name; several names are joined with "and", "," or ";"."""
    if c.project.config.review.get("second-person") != "true":
        return
    names = {e.by for e in c.crosswalk.entries if e.status == "accepted" and e.by}
    if len(names) == 1:
        name = names.pop()
        if not any(mark in name for mark in (" and ", ",", ";", " & ")):
            yield Finding(ID, SEVERITY, f"every accepted entry was accepted by {name} alone", c.crosswalk.at("defaults"),
                          "Let a second person review it and sign with both names.", key="by")  # fmt: skip
