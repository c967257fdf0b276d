"""An alias names no instrument of the corpus.

Aliases are the file names of `corpus/treaties` and `corpus/statutes`; the message names the nearest ones. In the corpus the
rule looks at the instruments that a file says it amends, supplements or implements.

Why it matters: an entry without its text cannot be compared, and every report would leave it empty.

Bad:

    lexmatch: crosswalk/1
    title: The Act against the Treaty
    standard: traety
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

from lexmatch.checks._context import Context, Corpus
from lexmatch.findings import Finding, Place
from lexmatch.text import did_you_mean

ID = "unknown-instrument"
SEVERITY = "error"


def check(c: Context) -> Iterator[Finding]:
    """The standard, the subject, and references of entries that name other instruments."""
    declared = (*c.crosswalk.standard, *c.crosswalk.subject)
    for key in ("standard", "subject"):
        for n, alias in enumerate(getattr(c.crosswalk, key)):
            if alias and c.laws.find(alias) is None:
                error = c.laws.errors[alias]
                place = c.crosswalk.places.get(f"{key}[{n}]", c.crosswalk.at(key))
                related = ((error.place, "the file"),) if error.place else ()
                yield Finding(ID, SEVERITY, error.message, place, error.hint, related, f"{key} {alias}")
    known = set(declared)
    for entry in c.crosswalk.entries:
        for key, refs, aliases in (("standard", entry.standard, c.crosswalk.standard),
                                   ("subject", entry.subject, c.crosswalk.subject)):  # fmt: skip
            for n, ref in enumerate(refs):
                if ref.alias in known and ref.alias in aliases:
                    continue
                place = entry.places.get(f"{key}[{n}]", entry.at(key))
                message = f"'{ref.alias}' is not an instrument of the {key} of this crosswalk"
                hint = did_you_mean(ref.alias, aliases) or f"It has: {', '.join(aliases) or 'none'}."
                yield Finding(ID, SEVERITY, message, place, hint, key=f"{entry.key} {key} {ref.alias}")


def check_corpus(c: Corpus) -> Iterator[Finding]:
    """What the metadata of an instrument links to; a warning, because the other text may come later."""
    for relation in ("amends", "supplements", "implements"):
        for alias in getattr(c.instrument, relation):
            if c.project.alias(alias) not in c.project.files():
                message = f"{c.instrument.alias} says that it {relation} '{alias}', which is not in the corpus"
                yield Finding(ID, "warning", message, Place(c.path), did_you_mean(alias, c.project.aliases()),
                              key=f"{relation} {alias}")  # fmt: skip
