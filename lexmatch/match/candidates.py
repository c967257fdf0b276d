"""Which pairs are looked at closely: all of them where there are few, else the best by words or by character n-grams.

Within a language a provision of some length is looked for by its words and pairs of words (cheaper, and nearer to what the
whole score prefers), a short one by character n-grams with the headings (of very many only those of its own heading: an
index of all would fill the memory), and one in another language by character n-grams too. The best are found in
blocks of rows with sparse_dot_topn (two threads at least: its code for one thread is slower), or with scipy where it is not
there. Equal scores are ordered by the position of the target, so the result is the same on every machine, whatever the
number of threads. docs/matching.md says what was measured.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from lexmatch.match import score, vectors
from lexmatch.match.vectors import Array, Matrix

DENSE = 6_000_000  # pairs up to which all are looked at
KEEP = 80
LONG = 16  # different words and pairs of words from which a provision is looked for by them
_SPARE = 20
_CELLS = 20_000_000  # cells of a block of rows
MANY = 20_000  # provisions of which the short ones are looked for by their own headings alone


class Finder:
    """Finds the rows of the target to look at for a block of the source; what does not depend on the block is made once.
    `count` is how many rows the source has."""

    def __init__(self, target: score.Half, count: int, same_language: bool) -> None:
        self._target, self._same = target.target, same_language
        self._width = self._target["context"].shape[0]
        self._large = max(count, self._width) > MANY
        self._ready: dict[str, Matrix] = {}

    def find(self, block: score.Space) -> Array:
        """For each row of the block the rows of the target, as an array of indices; in ascending order where all are
        looked at."""
        rows = block.context[0].shape[0]
        if self._width <= KEEP:
            return everything(rows, self._width)
        found = np.zeros((rows, KEEP), dtype=np.int64)
        for name, those in self._ways(block).items():
            if those.any():
                found[those] = best(getattr(block, name)[0][those], self._others(name), KEEP)
        return found

    def _ways(self, block: score.Space) -> dict[str, Array]:
        """Which rows of a block are looked for by what."""
        words, heading = (np.diff(side.indptr) for side in (block.words[0], block.heading[0]))
        if not self._same:
            return {"context": np.ones(len(words), dtype=bool)}
        if not self._large:
            return {"words": words >= LONG, "context": words < LONG}
        named = (words < LONG) & (heading > 0)
        return {"words": ~named, "heading": named}

    def _others(self, name: str) -> Matrix:
        """The target's columns, those left out that too many of its rows have."""
        if name not in self._ready:
            target = self._target[name]
            self._ready[name] = _prune(target).T.tocsr()
        return self._ready[name]


def few(n: int, m: int) -> bool:
    """Whether all pairs of two sides are looked at together."""
    return n * m <= DENSE


def everything(n: int, m: int) -> Array:
    """Every target for every source."""
    return np.tile(np.arange(m, dtype=np.int64), (n, 1))


# Rows of the target from which columns are left out, and the share of rows that have them.
SHARES = ((200_000, 0.01), (20_000, 0.02), (5_000, 0.05))


def _prune(target: Matrix) -> Matrix:
    """Without the columns that many of the targets have: they cost nearly all the time. The scores of the candidates are always
    computed with all columns again."""
    share = next((share for rows, share in SHARES if target.shape[0] > rows), 1.0)
    if share == 1.0:
        return target
    rare = vectors.holders(target) <= max(share * target.shape[0], 10)
    return vectors.some(target, rare[target.indices])


def best(source: Matrix, other: Matrix, top: int) -> Array:
    """The columns of the `top` best rows for each row of `source`; `other` is the other side transposed."""
    found = _topn(source, other, top)
    return found if found is not None else _blocks(source, other, top)


def _topn(source: Matrix, other: Matrix, top: int) -> Array | None:
    try:
        from sparse_dot_topn import sp_matmul_topn
    except ImportError:
        return None
    fetched = top + _SPARE
    product: Any = sp_matmul_topn(source, other, top_n=fetched, n_threads=2, sort=True)
    found = _rows(product, top)
    tied = _overflowing(product, top, fetched)
    if len(tied):
        found[tied] = _blocks(source[tied], other, top)
    return found


def _overflowing(product: Any, top: int, fetched: int) -> Array:
    """The rows in which more targets tie at the last place than were fetched: which of them came is an accident."""
    full = np.flatnonzero(np.diff(product.indptr) >= fetched)
    if not len(full):
        return full
    places = product.indptr[full][:, None] + np.arange(fetched)
    scores = np.sort(_rounded(product)[places], axis=1)[:, ::-1]
    return full[scores[:, top - 1] == scores[:, -1]]


def _rounded(product: Any) -> Array:
    """Scores without the last bits, in which another order of summation shows."""
    return np.round(product.data.astype(np.float64), 5)


def _blocks(source: Matrix, other: Matrix, top: int) -> Array:
    step = max(1, _CELLS // max(other.shape[1], 1))
    parts = []
    for start in range(0, source.shape[0], step):
        parts.append(_rows((source[start : start + step] @ other).tocsr(), top))
    return np.concatenate(parts)


def _rows(product: Any, top: int) -> Array:
    """The best columns of each row by (-score, column); rows with fewer are filled up with the first columns."""
    height, lengths = product.shape[0], np.diff(product.indptr)
    row = np.repeat(np.arange(height), lengths)
    order = np.lexsort((product.indices, -_rounded(product), row))
    rank = np.arange(len(row)) - np.repeat(product.indptr[:-1], lengths)
    best = rank < top
    found = np.zeros((height, top), dtype=np.int64)
    found[row[best], rank[best]] = product.indices[order][best]
    for short in np.flatnonzero(lengths < top):
        have = found[short, : lengths[short]]
        rest = np.setdiff1d(np.arange(min(2 * top, product.shape[1])), have)[: top - len(have)]
        found[short, len(have) :] = rest
    return found
