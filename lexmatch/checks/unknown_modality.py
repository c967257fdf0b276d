"""A corpus file marks a modality that does not exist.

Grounds for refusal are mandatory or optional; other rules are required, not-required, permitted, prohibited, conditional
or endeavour.

Why it matters: a mark that is not understood is ignored, and a mandatory ground then compares as if its force were unknown.

Bad:

    # corpus/treaties/other.xml
    <article eId="art_1" refersTo="#ext-nationality" lm:modality="mandatroy"><content><p>Nationals stay.</p></content></article>

Good:

    # corpus/treaties/other.xml
    <article eId="art_1" refersTo="#ext-nationality" lm:modality="mandatory"><content><p>Nationals stay.</p></content></article>
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Corpus
from lexmatch.findings import Finding, Place
from lexmatch.instrument import MODALITIES
from lexmatch.readers.xml import LM
from lexmatch.text import did_you_mean

ID = "unknown-modality"
SEVERITY = "error"


def check_corpus(c: Corpus) -> Iterator[Finding]:
    """Every element with a modality; the reader drops those it does not know, so the document itself is asked."""
    for element in c.root.iter():
        said = element.get(f"{{{LM}}}modality") if isinstance(element.tag, str) else None
        if said is not None and said not in MODALITIES:
            yield Finding(ID, SEVERITY, f"'{said}' is no modality", Place(c.path, element.sourceline or 1),
                          did_you_mean(said, MODALITIES) or f"It is one of {', '.join(MODALITIES)}.",
                          key=f"{element.get('eId', '')} {said}")  # fmt: skip
