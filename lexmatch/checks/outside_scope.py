"""An entry is on a concept outside the scope that the file declares.

Why it matters: reports say "outside the scope nothing was examined"; an entry there contradicts the first page.

Bad:

    lexmatch: crosswalk/1
    title: The Act against the Treaty
    standard: treaty
    subject: [act]
    scope: [ext-channel]
    entries:
      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: equal

Good:

    lexmatch: crosswalk/1
    title: The Act against the Treaty
    standard: treaty
    subject: [act]
    scope: [ext-channel, ext-nationality]
    entries:
      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: equal
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Context
from lexmatch.findings import Finding

ID = "outside-scope"
SEVERITY = "warning"


def check(c: Context) -> Iterator[Finding]:
    """Entries whose concept is known and not in scope."""
    scope = c.scope()
    for row in c.rows:
        if row.concept is not None and row.concept.id not in scope:
            entry = row.entry
            message = f"{entry.concept} is outside the scope of this crosswalk"
            hint = f"Add {c.scheme.top(row.concept.group)} or {entry.concept} to 'scope', or remove the entry."
            related = ((c.crosswalk.at("scope"), "the scope"),) if c.crosswalk.scope else ()
            yield Finding(ID, SEVERITY, message, entry.at("concept"), hint, related, entry.key)
