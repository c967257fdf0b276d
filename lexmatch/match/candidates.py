"""Which pairs are looked at closely: all of them where there are few, else the best by character n-grams.

The best are found in blocks of rows with scipy, or with sparse_dot_topn where it is installed (two threads at least: its
code for one thread is slower). Equal scores are ordered by the position of the target, so the result is the same on every
machine, whatever the number of threads.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from lexmatch.match.vectors import Array, Matrix

DENSE = 6_000_000  # pairs up to which all are looked at
KEEP = 60
_SPARE = 20
_CELLS = 20_000_000  # cells of a block of rows
PRUNE_ABOVE = 20_000


def columns(source: Matrix, target: Matrix) -> Array:
    """For each row of `source` the rows of `target` to look at, as an array of indices; in ascending order where all
    are looked at."""
    return Finder(source, target).find(slice(0, source.shape[0]))


class Finder:
    """Finds the same a block of rows at a time; what does not depend on the block is made once."""

    def __init__(self, source: Matrix, target: Matrix) -> None:
        n, m = source.shape[0], target.shape[0]
        self.width, self.all = m, few(n, m) or m <= KEEP
        if not self.all:
            self._source, pruned = _prune(source, target) if max(n, m) > PRUNE_ABOVE else (source, target)
            self._other = pruned.T.tocsr()

    def find(self, rows: slice) -> Array:
        """The columns for some rows."""
        if self.all:
            return everything(rows.stop - rows.start, self.width)
        block = self._source[rows]
        found = _topn(block, self._other, KEEP)
        return found if found is not None else _blocks(block, self._other, KEEP)


def few(n: int, m: int) -> bool:
    """Whether all pairs of two sides are looked at together."""
    return n * m <= DENSE


def everything(n: int, m: int) -> Array:
    """Every target for every source."""
    return np.tile(np.arange(m, dtype=np.int64), (n, 1))


def _prune(source: Matrix, target: Matrix) -> tuple[Matrix, Matrix]:
    """Without the columns that more than a twentieth of the targets have (a hundredth above 200,000): they cost nearly
    all the time. The scores of the candidates are always computed with all columns again."""
    share = 0.05 if target.shape[0] <= 200_000 else 0.01
    frequency = np.bincount(target.indices, minlength=target.shape[1])
    keep = frequency <= max(share * target.shape[0], 10)
    return _columns_of(source, keep), _columns_of(target, keep)


def _columns_of(matrix: Matrix, keep: Array) -> Matrix:
    from scipy import sparse

    chosen = keep[matrix.indices]
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))[chosen]
    pointer = np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=matrix.shape[0]))))
    return sparse.csr_matrix((matrix.data[chosen], matrix.indices[chosen], pointer.astype(np.int32)),
                             shape=matrix.shape)  # fmt: skip


def _topn(source: Matrix, other: Matrix, top: int) -> Array | None:
    try:
        from sparse_dot_topn import sp_matmul_topn
    except ImportError:
        return None
    fetched = top + _SPARE
    product: Any = sp_matmul_topn(source, other, top_n=fetched, n_threads=2, sort=True)
    found = _rows(product, top)
    tied = [row for row in range(source.shape[0]) if _overflows(product, row, top, fetched)]
    if tied:
        found[tied] = _blocks(source[tied], other, top)
    return found


def _overflows(product: Any, row: int, top: int, fetched: int) -> bool:
    """Whether more targets tie at the last place than were fetched: then which of them came is an accident."""
    begin, end = product.indptr[row], product.indptr[row + 1]
    if end - begin < fetched:
        return False
    scores = np.sort(np.round(product.data[begin:end].astype(np.float64), 5))[::-1]
    return bool(scores[top - 1] == scores[-1])


def _blocks(source: Matrix, other: Matrix, top: int) -> Array:
    step = max(1, _CELLS // max(other.shape[1], 1))
    parts = []
    for start in range(0, source.shape[0], step):
        parts.append(_rows((source[start : start + step] @ other).tocsr(), top))
    return np.concatenate(parts)


def _rows(product: Any, top: int) -> Array:
    """The best columns of each row by (-score, column); rows with fewer are filled up with the first columns."""
    found = np.zeros((product.shape[0], top), dtype=np.int64)
    for row in range(product.shape[0]):
        begin, end = product.indptr[row], product.indptr[row + 1]
        scores = np.round(product.data[begin:end].astype(np.float64), 5)
        indices = product.indices[begin:end]
        best = indices[np.lexsort((indices, -scores))][:top]
        if len(best) < top:
            rest = np.setdiff1d(np.arange(min(2 * top, product.shape[1])), best)[: top - len(best)]
            best = np.concatenate((best, rest))
        found[row] = best
    return found
