"""Words and pairs of words that are typical of concepts, learned from the annotated corpus and labelled provisions.

The shipped file is made by tools/annotation_model.py; it holds for each word its weight in a text and for each concept what
the word speaks for it, in whole thousandths. Reading and using it needs nothing but the standard library.
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from itertools import pairwise

MOST_WORDS = 3000
BLOCKS = {"w": 1.0, "h": 0.8, "c": 0.4}  # words of the text, of the heading, of the headings and title above
FILE = "learned.tsv.gz"


@dataclass(frozen=True, slots=True)
class Learned:
    """What each feature says: its weight in a text, and its weight for each concept by index."""

    concepts: tuple[str, ...] = ()
    features: Mapping[str, tuple[float, tuple[tuple[int, float], ...]]] = field(default_factory=dict)

    def scores(self, counts: Mapping[str, int], most: int = 12) -> dict[str, tuple[float, tuple[str, ...]]]:
        """For the concepts that a provision is most like: how far they stand out of all concepts (in standard
        deviations), and the words that say so."""
        if not self.concepts:
            return {}
        totals = [0.0] * len(self.concepts)
        shares: list[tuple[str, float, tuple[tuple[int, float], ...]]] = []
        squares = dict.fromkeys(BLOCKS, 0.0)
        for name, count in counts.items():
            known = self.features.get(name)
            if known:
                weight = (1 + math.log(count)) * known[0]
                squares[name[0]] += weight * weight
                shares.append((name, weight, known[1]))
        norms = {b: BLOCKS[b] / math.sqrt(s) if s else 0.0 for b, s in squares.items()}
        for name, weight, row in shares:
            for concept, value in row:
                totals[concept] += weight * norms[name[0]] * value
        mean = sum(totals) / len(totals)
        deviation = math.sqrt(sum((t - mean) ** 2 for t in totals) / len(totals))
        if deviation < 1e-9:
            return {}
        best = sorted(range(len(totals)), key=lambda i: (-totals[i], i))[:most]
        return {self.concepts[i]: ((totals[i] - mean) / deviation, self._typical(i, shares)) for i in best
                if totals[i] > mean}  # fmt: skip

    def _typical(
        self, concept: int, shares: Iterable[tuple[str, float, tuple[tuple[int, float], ...]]]
    ) -> tuple[str, ...]:
        """The three words that speak most for a concept here."""
        said = [
            (weight * value, name) for name, weight, row in shares if name[0] == "w" for c, value in row if c == concept
        ]
        return tuple(name[2:] for value, name in sorted(said, key=lambda x: (-x[0], x[1]))[:3] if value > 0)


def counts(text: Sequence[str], heading: Sequence[str], above: Sequence[Sequence[str]]) -> dict[str, int]:
    """The features of a provision: words and pairs of words of its text and its heading, words of the headings above."""
    found: dict[str, int] = {}
    text = text[:MOST_WORDS]
    for prefix, row in (("w:", text), ("h:", heading)):
        for word in row:
            found[prefix + word] = found.get(prefix + word, 0) + 1
        for one, two in pairwise(row):
            pair = f"{prefix}{one} {two}"
            found[pair] = found.get(pair, 0) + 1
    for row in above:
        for word in row:
            found["c:" + word] = found.get("c:" + word, 0) + 1
    return found


def parse(text: str) -> Learned:
    """A learned file: the concepts on the first line, then a feature to a line: name, weight, index:weight pairs."""
    lines = text.splitlines()
    if not lines:
        return Learned()
    features = {}
    for line in lines[1:]:
        name, weight, row = line.split("\t")
        pairs = (pair.split(":") for pair in row.split())
        features[name] = (int(weight) / 1000, tuple((int(i), int(v) / 1000) for i, v in pairs))
    return Learned(tuple(lines[0].split()), features)


@lru_cache(maxsize=1)
def shipped() -> Learned:
    """What ships with the package; nothing where the file is not there."""
    file = resources.files("lexmatch.annotate").joinpath(FILE)
    if not file.is_file():
        return Learned()
    return parse(gzip.decompress(file.read_bytes()).decode("utf-8"))
