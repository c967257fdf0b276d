"""A corpus file is not an Akoma Ntoso 3.0 document that is valid by the strict OASIS schema.

Why it matters: other tools for legal texts refuse the file, and lexmatch may read less of it than is there.

Bad:

    # corpus/treaties/other.xml
    <article eId="art_1"><paragraf>Requests travel.</paragraf></article>

Good:

    # corpus/treaties/other.xml
    <article eId="art_1"><content><p>Requests travel.</p></content></article>
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Corpus
from lexmatch.findings import Finding, Place
from lexmatch.readers import xml

ID = "akn-invalid"
SEVERITY = "error"


def check_corpus(c: Corpus) -> Iterator[Finding]:
    """What the schema says, at its line; at most ten a file."""
    for line, message in xml.invalid(c.root)[:10]:
        yield Finding(ID, SEVERITY, message, Place(c.path, line), "`lexmatch import` writes valid files.",
                      key=message[:80])  # fmt: skip
