"""An instrument is both standard and subject of one crosswalk.

Why it matters: a law measured against itself is aligned in everything, and lifts every index it is counted in.

Bad:

    lexmatch: crosswalk/1
    title: The Act against itself
    standard: act
    subject: [act]
    scope: [ext-channel]
    entries: []

Good:

    lexmatch: crosswalk/1
    title: The Act against the Treaty
    standard: treaty
    subject: [act]
    scope: [ext-channel]
    entries: []
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Context
from lexmatch.findings import Finding

ID = "same-instrument"
SEVERITY = "error"


def check(c: Context) -> Iterator[Finding]:
    """Aliases that stand on both sides."""
    for alias in c.crosswalk.subject:
        if alias and alias in c.crosswalk.standard:
            message = f"{alias} is compared with itself"
            hint = "To compare two versions of a text, use `lexmatch diff`."
            yield Finding(ID, SEVERITY, message, c.crosswalk.at("subject"), hint, key=alias)
