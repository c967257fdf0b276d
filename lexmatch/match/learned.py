"""What parallel texts teach: which words of two languages answer each other, and a space in which their provisions meet.

`learn` counts, over paired provisions, which stems stand together more often than chance has it (log-likelihood ratio) and
lets them compete for each other: that is the lexicon. The space is latent semantic indexing of both languages at once:
each pair is one document, a truncated singular value decomposition gives every stem a place, and a provision of either
language is the sum of its stems' places. No words in a row are kept, so a text cannot be put together again from the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from lexmatch.findings import Unreadable
from lexmatch.instrument import Instrument
from lexmatch.match.fields import MAX_TEXT, Unit
from lexmatch.match.vectors import Array, Matrix
from lexmatch.text import fold

DIMENSIONS = 300
STEM = 6  # letters of a word that count: endings differ where meanings do not
FEWEST = 20  # pairs below which nothing can be learned
PARTNERS = 2  # stems of the other language that one stem may have
_CHANCE = 3.84  # log-likelihood ratio that two unrelated stems exceed one time in twenty
WEIGHT = 1.5


@dataclass(frozen=True, slots=True)
class Learned:
    """A lexicon and a space of two languages. `stems` are in alphabetical order; `rarity` is their idf; `places` are
    their coordinates (int8) with one `scale` each; `links` are the lexicon: stem, stem, weight (1 to 255)."""

    languages: tuple[str, str]
    stems: tuple[tuple[str, ...], tuple[str, ...]]
    rarity: tuple[Array, Array]
    places: tuple[Array, Array]
    scales: tuple[Array, Array]
    links: Array
    pairs: int

    def between(self, source: str, target: str) -> Learned | None:
        """This file seen from `source` to `target`; None where it is of other languages."""
        if (source, target) == self.languages:
            return self
        if (target, source) != self.languages:
            return None
        a, b = self.languages
        return Learned((b, a), self.stems[::-1], self.rarity[::-1], self.places[::-1], self.scales[::-1],
                       self.links[:, [1, 0, 2]], self.pairs)  # fmt: skip


def segments(left: Instrument, right: Instrument) -> list[tuple[str, str]]:
    """The words of the provisions that two texts of one instrument have in common, at the narrowest level at which both
    have them: paired by eId, else by their numbers where these are the same and unique."""
    common = {eid: eid for eid in left.index if eid in right.index}
    ours, theirs = ({_numbers(law, e): e for e in law.index if e not in common and _alone(law, e)} for law in (left, right))
    common |= {ours[n]: theirs[n] for n in ours if n and n in theirs}
    found = []
    for provision in left.walk():
        if provision.eid not in common or any(p.eid in common for c in provision.children for p in c.walk()):
            continue
        texts = [
            f"{law.index[e].heading} {law.index[e].full_text}"[:MAX_TEXT].strip()
            for law, e in ((left, provision.eid), (right, common[provision.eid]))
        ]
        if all(texts):
            found.append((texts[0], texts[1]))
    return found


def _numbers(law: Instrument, eid: str) -> tuple[str, ...]:
    chain = (*law.ancestors(eid), law.index[eid])
    return tuple(p.num.strip("() .").casefold() for p in chain if any(c.isdigit() for c in p.num) or len(p.num) < 6)


@cache
def _counts(law_id: int) -> dict[tuple[str, ...], int]:  # filled by _alone, one instrument at a time
    return {}


def _alone(law: Instrument, eid: str) -> bool:
    counts = _counts(id(law))
    if not counts:
        for other in law.index:
            numbers = _numbers(law, other)
            counts[numbers] = counts.get(numbers, 0) + 1
    return counts[_numbers(law, eid)] == 1
