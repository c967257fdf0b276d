"""Two elements of a corpus file have the same eId.

Why it matters: a reference to it means either of them; crosswalks would point at the first and readers might read the second.

Bad:

    # corpus/treaties/other.xml
    <article eId="art_1"><content><p>Requests travel.</p></content></article>
    <article eId="art_1"><content><p>Persons too.</p></content></article>

Good:

    # corpus/treaties/other.xml
    <article eId="art_1"><content><p>Requests travel.</p></content></article>
    <article eId="art_2"><content><p>Persons too.</p></content></article>
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Corpus
from lexmatch.findings import Finding, Place

ID = "duplicate-eid"
SEVERITY = "error"


def check_corpus(c: Corpus) -> Iterator[Finding]:
    """Every eId that was given before."""
    seen: dict[str, int] = {}
    for element in c.root.iter():
        eid = element.get("eId") if isinstance(element.tag, str) else None
        if not eid:
            continue
        line = element.sourceline or 1
        if eid in seen:
            yield Finding(ID, SEVERITY, f"the eId {eid} is given twice", Place(c.path, line), "Give each unit its own eId.",
                          ((Place(c.path, seen[eid]), "first here"),), eid)  # fmt: skip
        seen.setdefault(eid, line)
