"""A concept or group is not in the concept scheme.

It looks at the concept of every entry, at the scope, and at what corpus files carry in `refersTo` and `lm:silent`.

Why it matters: the concept is the row of the report; without it the entry stands in no row.

Bad:

      - concept: ext-nationalty
        standard: [art_4]
        subject: [sec_4]
        relation: equal

Good:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: equal
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Context, Corpus
from lexmatch.concepts import Scheme
from lexmatch.findings import Finding, Place
from lexmatch.text import did_you_mean

ID = "unknown-concept"
SEVERITY = "error"


def check(c: Context) -> Iterator[Finding]:
    """Entries and scope of a crosswalk."""
    groups = {g.id for g in c.scheme.groups}
    for n, word in enumerate(c.crosswalk.scope):
        if word not in groups and word not in c.scheme.index:
            place = c.crosswalk.places.get(f"scope[{n}]", c.crosswalk.at("scope"))
            yield _finding(word, "concept or group", place, c.scheme, f"scope {word}")
    for row in c.rows:
        if row.concept is None and row.entry.concept:
            entry = row.entry
            yield _finding(entry.concept, "concept", entry.at("concept"), c.scheme, entry.key)


def check_corpus(c: Corpus) -> Iterator[Finding]:
    """Provisions and silences of a corpus file."""
    for provision in c.instrument.walk():
        for concept in provision.concepts:
            if concept not in c.scheme.index:
                yield _finding(concept, "concept", Place(c.path, provision.line or 1), c.scheme,
                               f"{provision.eid} {concept}")  # fmt: skip
    for concept in c.instrument.silent:
        if concept not in c.scheme.index:
            yield _finding(concept, "concept", Place(c.path), c.scheme, f"silent {concept}")


def _finding(word: str, what: str, place: Place, scheme: Scheme, key: str) -> Finding:
    hint = did_you_mean(word, (*scheme.index, *(g.id for g in scheme.groups)))
    return Finding(ID, SEVERITY, f"no {what} '{word}' in the scheme", place,
                   hint or "`lexmatch list concepts` names them all.", key=key)  # fmt: skip
