"""An official text does not say where it comes from, when it was retrieved, or what its hash is.

Why it matters: whoever relies on the words must be able to fetch the same words again.

Bad:

    # corpus/treaties/other.xml status=official
    <article eId="art_1"><content><p>Requests travel.</p></content></article>

Good:

    # corpus/treaties/other.xml status=digest
    <article eId="art_1"><content><p>Requests travel.</p></content></article>
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Corpus
from lexmatch.findings import Finding, Place

ID = "unsourced"
SEVERITY = "warning"


def check_corpus(c: Corpus) -> Iterator[Finding]:
    """Official texts without source or hash."""
    text = c.instrument.text
    missing = [name for name, said in (("source", text.source), ("hash", text.sha256)) if not said]
    if text.status == "official" and missing:
        message = f"the official text of {c.instrument.alias} has no {' and no '.join(missing)}"
        yield Finding(ID, SEVERITY, message, Place(c.path), "Import it with `lexmatch import`, which records both.",
                      key="source")  # fmt: skip
