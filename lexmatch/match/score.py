"""Features of pairs: how alike two provisions are in words, headings, figures, length, place, concepts and values."""

from __future__ import annotations

from collections.abc import Sequence
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


def space(source: Sequence[Unit], target: Sequence[Unit], headings: bool = True) -> Space:
    """The vectors of two sides; without `headings` those of the provisions themselves and above them stay hidden."""

    def context(u: Unit) -> str:
        return f"{u.parents} {u.heading} {u.text}" if headings else u.text

    return Space(
        _pair(vectors.characters, [context(u) for u in source], [context(u) for u in target]),
        _pair(vectors.words, [u.text for u in source], [u.text for u in target]),
        _pair(vectors.characters, [u.heading for u in source], [u.heading for u in target]),
        _pair(_whole, [" ".join(_marks(u)) for u in source], [" ".join(_marks(u)) for u in target]),
    )


def _pair(count: object, source: list[str], target: list[str]) -> tuple[Matrix, Matrix]:
    assert callable(count)
    return vectors.weigh(count(source), count(target))


def _whole(texts: list[str]) -> Matrix:
    return vectors.words(texts, (1,))


def _marks(unit: Unit) -> list[str]:
    """Figures and durations as words: figures split into their digits' groups so that "5(1)" meets "5"."""
    figures = [
        part
        for f in unit.figures
        for part in ("n" + f.replace(".", "_").replace(",", "_")).replace("(", " ").replace(")", " ").split()
    ]
    return [*figures, *(f"d{d.lower()}" for d in unit.durations)]


def cosines(pair: tuple[Matrix, Matrix], columns: Array) -> Array:
    """The cosine of each row of the first with the rows of the second that `columns` names, rounded so that the last
    bits of another order of summation cannot change an order of results."""
    source, target = pair
    n, width = columns.shape
    result = np.zeros((n, width), dtype=np.float64)
    if not source.nnz or not target.nnz:
        return result
    everything = width == target.shape[0]
    other = target.T.tocsr() if everything else None
    for start in range(0, n, _CHUNK):
        block = source[start : start + _CHUNK]
        if everything:
            result[start : start + _CHUNK] = (block @ other).toarray()
        else:
            chosen = columns[start : start + _CHUNK]
            rows = np.repeat(np.arange(block.shape[0]), width)
            left, right = block[rows], target[chosen.ravel()]
            result[start : start + _CHUNK] = np.asarray(left.multiply(right).sum(axis=1)).reshape(-1, width)
    return np.round(result, 5)


def part(made: Space, rows: slice) -> Space:
    """The vectors of some rows of the source with all of the target."""
    pairs = (made.context, made.words, made.heading, made.figures)
    return Space(*((source[rows], target) for source, target in pairs))


def features(source: Sequence[Unit], target: Sequence[Unit], made: Space, columns: Array) -> dict[str, Array]:
    """Every feature of every pair that is looked at, by name."""
    length = np.log1p(np.array([u.length for u in target], dtype=np.float64))
    own = np.log1p(np.array([u.length for u in source], dtype=np.float64))
    place = np.array([u.place for u in target], dtype=np.float64)
    here = np.array([u.place for u in source], dtype=np.float64)
    return {
        "context": cosines(made.context, columns),
        "words": cosines(made.words, columns),
        "heading": cosines(made.heading, columns),
        "figures": cosines(made.figures, columns),
        "length": -np.abs(own[:, None] - length[columns]),
        "place": -np.abs(here[:, None] - place[columns]),
        "concepts": _overlap([u.concepts for u in source], [u.concepts for u in target], columns),
        "values": _overlap([u.values for u in source], [u.values for u in target], columns),
    }


def _overlap(source: list[frozenset[str]], target: list[frozenset[str]], columns: Array) -> Array:
    """Dice's coefficient of sets; 0 everywhere where one side has none at all."""
    result = np.zeros(columns.shape, dtype=np.float64)
    if not any(source) or not any(target):
        return result
    holders: dict[str, list[int]] = {}
    for j, items in enumerate(target):
        for item in items:
            holders.setdefault(item, []).append(j)
    sizes = np.array([len(t) for t in target], dtype=np.float64)
    for i, items in enumerate(source):
        if items:
            common = np.zeros(len(target), dtype=np.float64)
            for item in items:
                common[holders.get(item, [])] += 1
            result[i] = 2 * common[columns[i]] / (len(items) + sizes[columns[i]])
    return np.round(result, 5)
