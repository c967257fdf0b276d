"""Features of pairs: how alike two provisions are in words, headings, figures, length, place, concepts and values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lexmatch.match import vectors
from lexmatch.match.fields import Unit
from lexmatch.match.vectors import Array, Matrix

_CHUNK = 2048


@dataclass(frozen=True, slots=True)
class Space:
    """Both sides as vectors, by feature."""

    context: tuple[Matrix, Matrix]
    words: tuple[Matrix, Matrix]
    heading: tuple[Matrix, Matrix]
    figures: tuple[Matrix, Matrix]


def space(source: Sequence[Unit], target: Sequence[Unit], headings: bool = True, same_language: bool = True) -> Space:
    """The vectors of two sides; without `headings` those of the provisions themselves and above them stay hidden."""
    return Space(*(
        vectors.weigh(count([text(u, headings) for u in source]), count([text(u, headings) for u in target]), same_language)
        for count, text in _FEATURES.values()
    ))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Half:
    """The vectors of the target alone, and how rare each column is on both sides: of the source only a block at a time is
    held as vectors. Columns that the target does not have are left out of both: they add nothing to a cosine, and where there
    are few a row of them all fits into the cache. `places` says where the others went (-1: nowhere)."""

    target: Mapping[str, Matrix]
    rarity: Mapping[str, Array]
    places: Mapping[str, Array]
    headings: bool

    def space(self, block: Sequence[Unit]) -> Space:
        """A block of the source with all of the target."""
        return Space(**{name: (self._source(name, block), self.target[name]) for name in _FEATURES})

    def _source(self, name: str, block: Sequence[Unit]) -> Matrix:
        if name not in self.rarity:
            return self.target[name][:0]
        count, text = _FEATURES[name]
        whole = vectors.unit(count([text(u, self.headings) for u in block]), self.rarity[name])
        return vectors.narrowed(whole, self.places[name], self.target[name].shape[1])


def half(source: Sequence[Unit], target: Sequence[Unit], headings: bool = True, same_language: bool = True) -> Half:
    """What the blocks of the source need; what is counted is kept for the next match. Figures count for nothing between two laws
    in one language, and are not looked at."""
    from lexmatch.match import memory, shelf

    made, known, places = {}, {}, {}
    for name, (count, text) in _FEATURES.items():
        if name == "figures" and same_language:
            made[name] = _single([""] * len(target))
            continue
        lasting = shelf.kept(name, count)
        counts = vectors.stacked(lasting, [text(u, headings) for u in target])
        frequency = vectors.frequency(lasting, (text(u, headings) for u in source))
        own = vectors.holders(counts)
        rarity = vectors.common((frequency, own), (len(source), len(target)), same_language)
        places[name] = vectors.places(own)
        whole = vectors.unit(counts, rarity)
        made[name], known[name] = vectors.renumbered(whole, places[name], int((own > 0).sum())), rarity
        memory.give_back()
    shelf.tidy()
    return Half(made, known, places, headings)


def _context(unit: Unit, headings: bool) -> str:
    return f"{unit.parents} {unit.heading} {unit.text}" if headings else unit.text


def _single(texts: Sequence[str]) -> Matrix:
    return vectors.words(texts, (1,))


def _marks(unit: Unit) -> list[str]:
    """Figures and durations as words: figures split into their digits' groups so that "5(1)" meets "5"."""
    figures = [
        part
        for f in unit.figures
        for part in ("n" + f.replace(".", "_").replace(",", "_")).replace("(", " ").replace(")", " ").split()
    ]
    return [*figures, *(f"d{d.lower()}" for d in unit.durations)]


_FEATURES: dict[str, tuple[vectors.Count, Callable[[Unit, bool], str]]] = {
    "context": (vectors.characters, _context),
    "words": (vectors.words, lambda u, _: u.text),
    "heading": (vectors.characters, lambda u, _: u.heading),
    "figures": (_single, lambda u, _: " ".join(_marks(u))),
}


def cosines(pair: tuple[Matrix, Matrix], columns: Array) -> Array:
    """The cosine of each row of the first with the rows of the second that `columns` names, rounded so that the last
    bits of another order of summation cannot change an order of results."""
    source, target = pair
    n, width = columns.shape
    result = np.zeros((n, width), dtype=np.float64)
    if not source.nnz or not target.nnz:
        return result
    if width == target.shape[0]:
        other = target.T.tocsr()
        for start in range(0, n, _CHUNK):
            result[start : start + _CHUNK] = (source[start : start + _CHUNK] @ other).toarray()
    else:
        # one row laid out in full, so that each partner costs only its own columns
        row = np.zeros(target.shape[1], dtype=np.float32)
        for i in np.flatnonzero(np.diff(source.indptr)):
            own = slice(source.indptr[i], source.indptr[i + 1])
            row[source.indices[own]] = source.data[own]
            result[i] = target[columns[i]] @ row
            row[source.indices[own]] = 0
    return np.round(result, 5)


@dataclass(frozen=True, slots=True)
class Sets:
    """The sets of all provisions of a side, how large each is, and which provisions have each item."""

    items: tuple[frozenset[str], ...]
    sizes: Array
    holders: Mapping[str, list[int]]


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared of one side's provisions beside their words."""

    length: Array
    place: Array
    concepts: Sets
    values: Sets


def traits(units: Sequence[Unit]) -> Traits:
    """Made once for a side."""
    return Traits(
        np.log1p(np.array([u.length for u in units], dtype=np.float64)),
        np.array([u.place for u in units], dtype=np.float64),
        _sets([u.concepts for u in units]),
        _sets([u.values for u in units]),
    )


def _sets(items: Sequence[frozenset[str]]) -> Sets:
    holders: dict[str, list[int]] = {}
    for n, some in enumerate(items):
        for item in some:
            holders.setdefault(item, []).append(n)
    return Sets(tuple(items), np.array([len(some) for some in items], dtype=np.float64), holders)


def features(source: Traits, target: Traits, made: Space, columns: Array) -> dict[str, Array]:
    """Every feature of every pair that is looked at, by name; "longer" is no likeness, but how much longer the source is
    (logarithm of the ratio)."""
    longer = source.length[:, None] - target.length[columns]
    return {
        "context": cosines(made.context, columns),
        "words": cosines(made.words, columns),
        "heading": cosines(made.heading, columns),
        "figures": cosines(made.figures, columns),
        "length": -np.abs(longer),
        "longer": longer,
        "place": -np.abs(source.place[:, None] - target.place[columns]),
        "concepts": _overlap(source.concepts, target.concepts, columns),
        "values": _overlap(source.values, target.values, columns),
    }


def _overlap(source: Sets, target: Sets, columns: Array) -> Array:
    """Dice's coefficient of sets; 0 everywhere where one side has none at all."""
    result = np.zeros(columns.shape, dtype=np.float64)
    if not source.holders or not target.holders:
        return result
    for i, items in enumerate(source.items):
        if items:
            common = np.zeros(len(target.items), dtype=np.float64)
            for item in items:
                common[target.holders.get(item, [])] += 1
            result[i] = 2 * common[columns[i]] / (len(items) + target.sizes[columns[i]])
    return np.round(result, 5)
