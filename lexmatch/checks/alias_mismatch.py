"""A corpus file does not bear the name of the alias that it states.

Files are named after the alias: `treaty.xml`, or `treaty@2019-06-21.xml` for one version of several.

Why it matters: people find a text by its file name and cite it by its alias; with two names, half of them find nothing.

Bad:

    # corpus/treaties/other.xml alias=another
    <article eId="art_1"><content><p>Requests travel.</p></content></article>

Good:

    # corpus/treaties/other.xml
    <article eId="art_1"><content><p>Requests travel.</p></content></article>
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Corpus
from lexmatch.findings import Finding, Place

ID = "alias-mismatch"
SEVERITY = "error"


def check_corpus(c: Corpus) -> Iterator[Finding]:
    """The alias against the file name, and the date in the file name against the version."""
    alias, _, date = c.stem.partition("@")
    if c.instrument.alias != alias and c.instrument.text.status != "draft":
        yield Finding(ID, SEVERITY, f"the file is named {alias}, and its alias is {c.instrument.alias}", Place(c.path),
                      f"Rename it to {c.instrument.alias}.xml, or correct FRBRalias.", key="alias")  # fmt: skip
    if date and date != c.instrument.date:
        yield Finding(ID, SEVERITY, f"the file is named after the version of {date}, and holds that of {c.instrument.date}",
                      Place(c.path), "Correct the name or FRBRExpression/FRBRdate.", key="date")  # fmt: skip
