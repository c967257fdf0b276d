"""An accepted entry bears no stamp of a text it rests on.

`lexmatch review` writes stamps when a person accepts an entry.

Why it matters: without a stamp nobody will notice when the law is amended; the entry stays "accepted" for ever.

Bad:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: equal
        status: accepted

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

from lexmatch.checks._context import Context
from lexmatch.findings import Finding

ID = "unstamped"
SEVERITY = "warning"


def check(c: Context) -> Iterator[Finding]:
    """Accepted entries with references and no stamp for a side."""
    for entry in c.crosswalk.entries:
        if entry.status != "accepted":
            continue
        missing = [
            key for key, refs, stamp in zip(("standard", "subject"), (entry.standard, entry.subject), entry.stamps, strict=True)
            if refs and not stamp
        ]  # fmt: skip
        if missing:
            message = f"accepted without a stamp of the {' and the '.join(missing)}"
            hint = "Run `lexmatch review` on it, so that a change of the text will be noticed."
            yield Finding(ID, SEVERITY, message, entry.at("status"), hint, key=entry.key)
