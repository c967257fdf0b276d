"""Words that are typical of concepts, learned from the annotated corpus and labelled provisions.

The shipped file is made by tools/annotation_model.py; it holds for each concept what speaks for it before a word is read, and
for each word its weight in a text and what it says for each concept, in whole thousandths. Reading and using it needs nothing
but the standard library.
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources

from lexmatch.annotate.cues import split
from lexmatch.instrument import Instrument, Provision

MOST_TEXT, MOST_WORDS = 40_000, 3000  # characters and words that are read of a provision
BLOCKS = {"w": 1.0, "h": 0.8, "c": 0.4}  # words of the text, of the heading, of the headings and title above
FILE = "learned.tsv.gz"


@dataclass(frozen=True, slots=True)
class Learned:
    """What each feature says: its weight in a text, and its weight for each concept by index; `start` is what speaks for each
    concept before any word is read."""

    concepts: tuple[str, ...] = ()
    features: Mapping[str, tuple[float, tuple[tuple[int, float], ...]]] = field(default_factory=dict)
    start: tuple[float, ...] = ()

    def scores(self, counts: Mapping[str, int], most: int = 12) -> dict[str, tuple[float, tuple[str, ...]]]:
        """For the concepts that a provision is most like: how far they stand out of all concepts (in standard
        deviations), and the words that say so."""
        shares = [
            (name, weight, self.features[name][1]) for name, weight in vector(counts, self._weights(counts)).items()
        ]
        if not shares:
            return {}
        totals = list(self.start)
        for _, weight, row in shares:
            for concept, value in row:
                totals[concept] += weight * value
        mean = sum(totals) / len(totals)
        deviation = math.sqrt(sum((t - mean) ** 2 for t in totals) / len(totals))
        if deviation < 1e-9:
            return {}
        best = sorted(range(len(totals)), key=lambda i: (-totals[i], i))[:most]
        return {self.concepts[i]: ((totals[i] - mean) / deviation, self._typical(i, shares)) for i in best
                if totals[i] > mean}  # fmt: skip

    def _weights(self, counts: Iterable[str]) -> dict[str, float]:
        return {name: self.features[name][0] for name in counts if name in self.features}

    def _typical(
        self, concept: int, shares: Iterable[tuple[str, float, tuple[tuple[int, float], ...]]]
    ) -> tuple[str, ...]:
        """The three words that speak most for a concept here."""
        said = [
            (weight * value, name) for name, weight, row in shares if name[0] == "w" for c, value in row if c == concept
        ]
        return tuple(name[2:] for value, name in sorted(said, key=lambda x: (-x[0], x[1]))[:3] if value > 0)


def words(law: Instrument, provision: Provision) -> tuple[list[str], list[str], list[list[str]]]:
    """What is read of a provision: all its words, those of its heading, and those of the title and of the three nearest
    headings above it. Learning and annotating read the same."""
    above = [p.heading for p in law.ancestors(provision.eid) if p.heading][-3:]
    return split(provision.full_text[:MOST_TEXT]), split(provision.heading), [split(h) for h in (law.title, *above)]


def features(law: Instrument, provision: Provision) -> dict[str, int]:
    """The features of a provision in its law."""
    return counts(*words(law, provision))


def counts(text: Sequence[str], heading: Sequence[str], above: Sequence[Sequence[str]]) -> dict[str, int]:
    """The features of a provision: the words of its text, of its heading, and of the title and headings above."""
    found: dict[str, int] = {}
    for prefix, words in (("w:", text[:MOST_WORDS]), ("h:", heading), *(("c:", row) for row in above)):
        for word in words:
            found[prefix + word] = found.get(prefix + word, 0) + 1
    return found


def vector(counts: Mapping[str, int], weights: Mapping[str, float]) -> dict[str, float]:
    """The features that have a weight, each with its part in the provision; text, heading and what is above are brought to
    one length each."""
    found = {name: (1 + math.log(count)) * weights[name] for name, count in counts.items() if name in weights}
    squares = dict.fromkeys(BLOCKS, 0.0)
    for name, value in found.items():
        squares[name[0]] += value * value
    return {name: value * BLOCKS[name[0]] / math.sqrt(squares[name[0]]) for name, value in found.items() if value}


def parse(text: str) -> Learned:
    """A learned file: on the first line the concepts with their start, then a feature to a line: name, weight, index:weight
    pairs."""
    lines = text.splitlines()
    if not lines:
        return Learned()
    first = [item.partition(":") for item in lines[0].split()]
    features = {}
    for line in lines[1:]:
        name, weight, row = line.split("\t")
        pairs = (pair.split(":") for pair in row.split())
        features[name] = (int(weight) / 1000, tuple((int(i), int(v) / 1000) for i, v in pairs))
    return Learned(tuple(c for c, _, _ in first), features, tuple(int(v) / 1000 for _, _, v in first))


@lru_cache(maxsize=1)
def shipped() -> Learned:
    """What ships with the package; nothing where the file is not there."""
    file = resources.files("lexmatch.annotate").joinpath(FILE)
    if not file.is_file():
        return Learned()
    return parse(gzip.decompress(file.read_bytes()).decode("utf-8"))
