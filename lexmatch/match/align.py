"""Readings of a table of scores: ranked, one-to-one with the right to say no, or in the order of both texts."""

from __future__ import annotations

import numpy as np

from lexmatch.match.vectors import Array

Pairs = list[tuple[int, int]]
ORDERLY = 0.6  # share of sure pairs in rising order from which two texts count as having the same order


def ranked(scores: Array, columns: Array, top: int) -> list[list[int]]:
    """For each row the positions (in `columns`) of its `top` best pairs; equal scores by the order of the targets."""
    best = []
    for row in range(scores.shape[0]):
        best.append([int(i) for i in np.lexsort((columns[row], -scores[row]))[:top]])
    return best


def mutual(scores: Array) -> Pairs:
    """The pairs that choose each other in a full table; the first of equals counts as the best."""
    if not scores.size:
        return []
    right, left = scores.argmax(axis=1), scores.argmax(axis=0)
    return [(i, int(j)) for i, j in enumerate(right) if left[j] == i]


def order(scores: Array) -> float:
    """The share of sure pairs that stand in rising order (their longest rising run over their number). Sure are the better
    half of those that choose each other: by chance many do."""
    import bisect

    pairs = sorted(mutual(scores), key=lambda pair: -scores[pair])
    pairs = sorted(pairs[: (len(pairs) + 1) // 2])
    ends: list[int] = []
    for _, j in pairs:
        at = bisect.bisect_left(ends, j)
        ends[at : at + 1] = [j]
    return len(ends) / len(pairs) if pairs else 0.0


def one_to_one(scores: Array, reject: float) -> Pairs:
    """The assignment with the greatest sum in which no pair scores less than `reject`. A tiny preference for the
    earlier pairs makes ties unambiguous."""
    from scipy.optimize import linear_sum_assignment

    n, m = scores.shape
    if not n or not m:
        return []
    gain = np.maximum(scores - reject, 0.0)
    gain -= 1e-7 * np.abs(np.arange(n)[:, None] / max(n, 1) - np.arange(m)[None, :] / max(m, 1)) * (gain > 0)
    rows, found = linear_sum_assignment(gain, maximize=True)
    return [(int(i), int(j)) for i, j in zip(rows, found, strict=True) if scores[i, j] >= reject]


def monotone(scores: Array, reject: float) -> Pairs:
    """The best pairs that rise on both sides, none below `reject`: dynamic programming, a row at a time."""
    n, m = scores.shape
    if not n or not m:
        return []
    gain = scores - reject
    best = np.zeros((n + 1, m + 1))
    for i in range(n):
        taken = best[i, :-1] + gain[i]
        best[i + 1, 1:] = np.maximum.accumulate(np.maximum(best[i, 1:], taken))
    pairs: Pairs = []
    i, j = n, m
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            pairs.append((i - 1, j - 1))
            i, j = i - 1, j - 1
    return pairs[::-1]


def splits(scores: Array, pairs: Pairs, reject: float, longer: Array) -> Pairs:
    """Further pairs where one provision has become several or several one: an unpaired provision beside a paired one that
    is more like its partner than like any other, and with which the lengths fit better than without it.

    `longer` is how much longer the source of each pair is (logarithm of the ratio)."""
    if not pairs:
        return []
    usual = float(np.median([longer[pair] for pair in pairs]))
    further = _parts(scores, dict(pairs), reject, np.exp(usual - longer))
    turned = _parts(scores.T, {j: i for i, j in pairs}, reject, np.exp(longer - usual).T)
    return [*further, *((i, j) for j, i in turned)]


def _parts(scores: Array, pairs: dict[int, int], reject: float, lengths: Array) -> Pairs:
    """The unpaired columns beside a pair that belong to its row; `lengths` are those of the columns as shares of what the
    row's partner usually has."""
    rows = {j: i for i, j in pairs.items()}
    found: Pairs = []
    for j in range(scores.shape[1]):
        near = [rows[k] for k in (j - 1, j + 1) if k in rows] if j not in rows else []
        best = max(near, key=lambda i: scores[i, j], default=None)
        if best is None or scores[best, j] < reject or scores[best, j] < scores[:, j].max() - 1e-9:
            continue
        alone = lengths[best, pairs[best]]
        if abs(np.log(alone + lengths[best, j])) < abs(np.log(alone)):
            found.append((best, j))
    return found
