"""A marked quantity does not say what its words say.

The words inside `<quantity>` are read as a duration or a number and compared with `normalized`.

Why it matters: a wrong number of days is the worst error there is; this is the number that reports compare.

Bad:

    # corpus/treaties/other.xml
    <article eId="art_1" refersTo="#ext-provisional-arrest"><content><p>At most
    <quantity refersTo="#ext-provisional-arrest" lm:parameter="max-duration"
    normalized="P60D">forty days</quantity>.</p></content></article>

Good:

    # corpus/treaties/other.xml
    <article eId="art_1" refersTo="#ext-provisional-arrest"><content><p>At most
    <quantity refersTo="#ext-provisional-arrest" lm:parameter="max-duration"
    normalized="P40D">forty days</quantity>.</p></content></article>
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch import quantity
from lexmatch.checks._context import Corpus
from lexmatch.findings import Finding, Place

ID = "quantity-mismatch"
SEVERITY = "error"


def check_corpus(c: Corpus) -> Iterator[Finding]:
    """Every quantity whose words can be read; words that hold several quantities must hold the marked one."""
    for provision in c.instrument.walk():
        for value in provision.values:
            if not value.words or quantity.parse(value.value) is None:
                continue
            found = [q.value for q in quantity.find(value.words, c.instrument.language)]
            if found and not any(quantity.compare(f, value.value) == 0 for f in found):
                message = f"'{value.words}' is marked as {value.value}, and reads as {' or '.join(found)}"
                yield Finding(ID, SEVERITY, message, Place(c.path, provision.line or 1), "Correct 'normalized' or the words.",
                              key=f"{provision.eid} {value.key}")  # fmt: skip
