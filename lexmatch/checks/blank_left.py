"""A draft still has a blank in square brackets that the adopting State must fill or choose.

While a draft is worked on, blanks are what it is for, and this is a note. `lexmatch check --final` makes it an error.

Why it matters: a bill that reaches parliament with "[name of the State]" in it was not read to the end.

Bad:

    # corpus/treaties/other.xml status=draft
    <article eId="art_1"><content><p>Requests go to the [central authority].</p></content></article>

Good:

    # corpus/treaties/other.xml status=draft
    <article eId="art_1"><content><p>Requests go to the Ministry of Justice.</p></content></article>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lexmatch.checks._context import Corpus
from lexmatch.findings import Finding, Place

ID = "blank-left"
SEVERITY = "note"
_BLANK = re.compile(r"\[[^\[\]]{0,120}\]")


def check_corpus(c: Corpus) -> Iterator[Finding]:
    """Blanks in the words of drafts; other texts may have brackets of their own."""
    if c.instrument.text.status != "draft":
        return
    for provision in c.instrument.walk():
        for blank in dict.fromkeys(_BLANK.findall(f"{provision.heading} {provision.text} {provision.tail}")):
            place = Place(c.path, max(provision.line, 1), 1, c.instrument.legal_path(provision.eid))
            yield Finding(ID, SEVERITY, f"{c.instrument.cite(provision.eid)} has the blank {blank}", place,
                          "Fill it, or take another option of the clause.", key=f"{provision.eid} {blank}")  # fmt: skip
