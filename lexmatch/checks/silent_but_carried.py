"""An instrument is said to be silent on a concept that one of its provisions carries.

Why it matters: reports print "this instrument says nothing on it" beside the provision that says it.

Bad:

    # corpus/treaties/other.xml silent=ext-channel
    <article eId="art_1" refersTo="#ext-channel"><content><p>Requests travel.</p></content></article>

Good:

    # corpus/treaties/other.xml silent=ext-nationality
    <article eId="art_1" refersTo="#ext-channel"><content><p>Requests travel.</p></content></article>
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Corpus
from lexmatch.findings import Finding, Place

ID = "silent-but-carried"
SEVERITY = "error"


def check_corpus(c: Corpus) -> Iterator[Finding]:
    """Each silence against the provisions."""
    silent = set(c.instrument.silent)
    for provision in c.instrument.walk() if silent else ():
        for concept in provision.concepts:
            if concept in silent:
                yield Finding(ID, SEVERITY, f"{provision.eid} carries {concept}, on which the file says it is silent",
                              Place(c.path, provision.line or 1), "Take the concept out of lm:silent, or off the provision.",
                              key=f"{provision.eid} {concept}")  # fmt: skip
