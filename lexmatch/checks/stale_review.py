"""An entry was accepted longer ago than the project allows.

The age is set in lexmatch.yaml as `review: {max-age: P3Y}`; without it the rule is silent.

Why it matters: law that nobody has looked at for years is law that nobody can vouch for.

Bad:

    # lexmatch.yaml
    review: {max-age: P3Y}
    # crosswalks/a.yaml
    lexmatch: crosswalk/1
    title: The Act against the Treaty
    standard: treaty
    subject: [act]
    scope: [ext-nationality]
    defaults: {by: A. Reader, on: 2019-05-04}
    entries:
      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: equal
        status: accepted

Good:

    # lexmatch.yaml
    review: {max-age: P3Y}
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
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lexmatch.checks._context import Context
from lexmatch.findings import Finding

ID = "stale-review"
SEVERITY = "warning"


def check(c: Context) -> Iterator[Finding]:
    """Accepted entries whose date is older than the age of the configuration."""
    if not c.project.config.review:
        return
    from lexmatch import quantity

    limit = c.project.config.review.get("max-age", "")
    if not limit or quantity.parse(limit) is None:
        return
    today = date.fromisoformat(c.today)
    for entry in c.crosswalk.entries:
        if entry.status != "accepted":
            continue
        try:
            age = (today - date.fromisoformat(entry.on)).days
        except ValueError:
            continue
        if age > quantity.days(limit):
            message = f"accepted on {entry.on}; the project asks for a review every {quantity.words(limit)}"
            yield Finding(ID, SEVERITY, message, entry.at("on" if "on" in entry.places else "status"),
                          "Read both texts again with `lexmatch review`.", key=entry.key)  # fmt: skip
