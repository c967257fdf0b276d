"""Annotated provisions as examples: what the provisions of other instruments that are most alike were found to be about."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lexmatch.annotate import learned
from lexmatch.instrument import Instrument

NEAREST = 10  # provisions that are asked
LEAST = 0.1  # cosine below which a provision is no example
COMMON = 0.1  # share of the examples in which a word stands that tells them apart no more
MORE = 0.5  # what a further concept of an example counts beside its first


@dataclass(frozen=True, slots=True)
class Example:
    """An annotated provision: its instrument, how it is cited, its concepts."""

    alias: str
    citation: str
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Examples:
    """Annotated provisions, found by their words: `words` say in which of the `rows` a feature stands, and with what part."""

    rows: tuple[Example, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    words: Mapping[str, Sequence[tuple[int, float]]] = field(default_factory=dict)

    def nearest(self, counts: Mapping[str, int], but: str = "") -> list[tuple[float, Example]]:
        """The provisions most like one, with their cosine, the most alike first; equal ones in the order of the corpus. Those
        of the instrument `but` are left out."""
        sums: dict[int, float] = {}
        for name, weight in _unit(learned.vector(counts, self.weights)).items():
            for row, part in self.words.get(name, ()):
                sums[row] = sums.get(row, 0.0) + weight * part
        alike = sorted((-round(cosine, 9), row) for row, cosine in sums.items()
                       if cosine >= LEAST and self.rows[row].alias != but)  # fmt: skip
        return [(-cosine, self.rows[row]) for cosine, row in alike[:NEAREST]]

    def concepts(self, counts: Mapping[str, int], but: str = "") -> dict[str, tuple[float, str]]:
        """The concepts of the nearest examples: the share of each in them (all shares make 1; nearer ones count for more), and
        the nearest that bears it."""
        shares: dict[str, float] = {}
        named: dict[str, str] = {}
        for cosine, example in self.nearest(counts, but):
            for n, concept in enumerate(example.concepts):
                shares[concept] = shares.get(concept, 0.0) + cosine * cosine * (MORE if n else 1.0)
                named.setdefault(concept, f"{example.alias} {example.citation}")
        whole = sum(shares.values())
        return {concept: (share / whole, named[concept]) for concept, share in shares.items()}


def examples(laws: Iterable[Instrument]) -> Examples:
    """The annotated provisions of instruments, ready to be asked."""
    rows: list[Example] = []
    counted: list[dict[str, int]] = []
    for law in laws:
        for p in law.walk():
            if p.concepts:
                rows.append(Example(law.alias, law.cite(p.eid), p.concepts))
                counted.append(learned.features(law, p))
    frequency: dict[str, int] = {}
    for counts in counted:
        for name in counts:
            frequency[name] = frequency.get(name, 0) + 1
    weights = {name: math.log((1 + len(rows)) / (1 + n)) + 1 for name, n in frequency.items()}
    words: dict[str, list[tuple[int, float]]] = {}
    most = COMMON * max(len(rows), 20)
    for row, counts in enumerate(counted):
        for name, part in _unit(learned.vector(counts, weights)).items():
            if frequency[name] <= most:
                words.setdefault(name, []).append((row, part))
    return Examples(tuple(rows), weights, words)


def _unit(vector: Mapping[str, float]) -> dict[str, float]:
    """A vector of length one."""
    length = math.sqrt(sum(v * v for v in vector.values()))
    return {name: v / length for name, v in vector.items()} if length else {}
