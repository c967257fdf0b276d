"""Readings of a table of scores: ranked, one-to-one with the right to say no, or in the order of both texts."""

from __future__ import annotations

import numpy as np

from lexmatch.match.vectors import Array

Pairs = list[tuple[int, int]]
ORDERLY = 0.7  # share of sure pairs in rising order from which two texts count as having the same order


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
    """The share of mutually best pairs that stand in rising order (their longest rising run over their number)."""
    import bisect

    pairs = mutual(scores)
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


def splits(scores: Array, pairs: Pairs, reject: float) -> Pairs:
    """Further pairs where one provision has become several or several one: an unpaired provision beside a paired one,
    alike to the same partner nearly as much as that one is."""
    matched_right = {j: i for i, j in pairs}
    matched_left = dict(pairs)
    found: Pairs = []
    for j in range(scores.shape[1]):
        if j not in matched_right:
            near = [matched_right[k] for k in (j - 1, j + 1) if k in matched_right]
            best = max(near, key=lambda i: scores[i, j], default=None)
            if best is not None and scores[best, j] >= reject and scores[best, j] >= scores[:, j].max() - 1e-9:
                found.append((best, j))
    for i in range(scores.shape[0]):
        if i not in matched_left:
            near = [matched_left[k] for k in (i - 1, i + 1) if k in matched_left]
            best = max(near, key=lambda j: scores[i, j], default=None)
            if best is not None and scores[i, best] >= reject and scores[i, best] >= scores[i].max() - 1e-9:
                found.append((i, best))
    return found
