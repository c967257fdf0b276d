"""Two texts in one order: how likely each pair is, where what to expect is learned from the two texts themselves.

No score is fixed from which a pair counts. Partners and strangers are told apart by what partners and strangers look like
in these two texts: the pairs that choose each other are partners at first, strangers stand beside them (a provision and the
neighbours of its partner, which share its subject and its headings), and their scores are what remains when each provision's
best is taken away, since it is provisions without a partner that must be refused. From both follow the odds of each pair;
from the odds and the order of both texts (a hidden Markov model of pairs: two provisions together, or one alone on either
side) how likely each pair is; and from that again who the partners are. A few rounds of this suffice.
"""

from __future__ import annotations

import numpy as np

from lexmatch.match import align
from lexmatch.match.vectors import Array

FEWEST = 7  # provisions of the shorter text from which there is something to learn
ROUNDS = 6
BESIDE = 2  # neighbours on either side that count as strangers
SHARE = 0.7  # of the shorter text that is expected to have partners; weighs as much as the share that is found
MOST = 0.95  # the share is never taken to be more: any provision may be alone
MOVED = 0.25  # of what is left alone that is expected to have moved
LIKELY = 0.5
_SETTLED = 0.02  # a round that changes no pair by more is the last
_FIRST = 0.8  # how likely pairs that choose each other are before anything is known
_UNUSUAL = 0.02  # of partners have lengths or a meaning that say nothing (one provision split in two, or written anew)
_BOUND = 12.0  # no score says more than this, as a logarithm of odds
_SPREAD = {"score": 0.1, "length": 0.01, "meaning": 0.005}  # least variance: few pairs are no reason to be certain


def chances(
    scores: Array, strange: Array, longer: Array, sure: align.Pairs, meaning: Array | None = None
) -> tuple[Array, Array]:
    """For each pair of a full table how likely it is (0 to 1), and what it shows by itself (logarithm of odds).

    `scores` are fused without place and length, `strange` is the same with each provision's best taken away, `longer` the
    logarithm of the ratio of lengths, `sure` the pairs that are taken for partners at first, `meaning` the cosine of an
    encoder. That cosine is among the scores already, but only beside the others of its row: here it speaks against pairs
    that have less of it than partners usually have."""
    likely = np.zeros_like(scores)
    for pair in sure:
        likely[pair] = _FIRST
    for _ in range(ROUNDS):
        evidence = _evidence(scores, strange, longer, meaning, likely)
        before, likely = likely, in_order(evidence, _expected(float(likely.sum()), min(scores.shape)))
        if np.abs(likely - before).max() < _SETTLED:
            break
    return np.round(likely, 5), np.round(evidence, 5)


def in_order(evidence: Array, count: float) -> Array:
    """How likely each pair is where pairs never cross and `count` are expected: forwards and backwards through all ways of
    going along both texts."""
    n, m = evidence.shape
    steps = n + m - count
    together = evidence + np.log(count / steps)
    alone = np.log((n - count) / steps), np.log((m - count) / steps)
    forwards = _ways(together, *alone)
    backwards = _ways(together[::-1, ::-1], *alone)[::-1, ::-1]
    together += backwards[1:, 1:] - forwards[n, m]
    together += forwards[:-1, :-1]
    return np.exp(np.minimum(together, 0.0, out=together), out=together)


def _evidence(scores: Array, strange: Array, longer: Array, meaning: Array | None, likely: Array) -> Array:
    """What each pair shows by itself, where `likely` partners are known."""
    strangers = _beside(likely)
    if strangers.sum() < 1e-9:
        return np.zeros_like(scores)
    evidence = _ratio(scores, strange, likely, strangers, _SPREAD["score"])
    evidence += _mostly(_ratio(longer, longer, likely, strangers, _SPREAD["length"], both_sides=True))
    if meaning is not None:
        evidence += _mostly(np.minimum(_ratio(meaning, meaning, likely, strangers, _SPREAD["meaning"]), 0.0))
    return np.clip(evidence, -_BOUND, _BOUND)


def moved(scores: Array, evidence: Array, pairs: align.Pairs) -> dict[tuple[int, int], float]:
    """Pairs of what the order left alone, with how likely they are: only such as choose each other in the whole table, and
    what speaks for them must outweigh that each might have gone with any of the others."""
    taken = {i for i, _ in pairs}, {j for _, j in pairs}
    left, right = (n - len(pairs) for n in scores.shape)
    count = MOVED * min(left, right)
    found = {}
    for i, j in align.mutual(scores):
        if i not in taken[0] and j not in taken[1]:
            odds = float(np.exp(evidence[i, j])) * count / ((left - count) * (right - count))
            if odds >= LIKELY / (1 - LIKELY):
                found[i, j] = round(odds / (1 + odds), 5)
    return found


def _beside(likely: Array) -> Array:
    """How much each pair counts as one of strangers: as much as the pairs beside it count as partners."""
    total = np.zeros_like(likely)
    for n in range(1, BESIDE + 1):
        total[:, n:] += likely[:, :-n]
        total[:, :-n] += likely[:, n:]
        total[n:] += likely[:-n]
        total[:-n] += likely[n:]
    return np.minimum(total, 1.0) * (1 - likely)


def _ratio(values: Array, strange: Array, partners: Array, strangers: Array, spread: float,
           both_sides: bool = False) -> Array:  # fmt: skip
    """The logarithm of how much more often partners than strangers have each value, both taken to be normal. Unless
    `both_sides` counts, more than partners usually have is no less, and less than strangers have is never enough."""
    mean = float((partners * values).sum() / partners.sum())
    other = float((strangers * strange).sum() / strangers.sum())
    off = (values - mean) ** 2
    variance = float((partners * (np.minimum(off, 1.0) if both_sides else off)).sum() / partners.sum()) + spread
    wide = float((strangers * (strange - other) ** 2).sum() / strangers.sum()) + spread
    if not both_sides:
        values = np.minimum(values, mean)
    result: Array = (values - other) ** 2 / (2 * wide) - (values - mean) ** 2 / (2 * variance)
    result += 0.5 * np.log(wide / variance)
    return result if both_sides else np.where(values <= other, -_BOUND, result)


def _mostly(ratio: Array) -> Array:
    """What a ratio is worth that does not hold of all partners."""
    result: Array = np.log(_UNUSUAL + (1 - _UNUSUAL) * np.exp(np.minimum(ratio, _BOUND)))
    return result


def _expected(found: float, most: int) -> float:
    """How many pairs to expect."""
    return min((found + SHARE * most) / 2, MOST * most)


def _ways(together: Array, left: float, right: float) -> Array:
    """The logarithm of the sum over all ways to each place of the grid."""
    n, m = together.shape
    along = np.arange(m + 1) * right
    ways = np.empty((n + 1, m + 1))
    ways[0] = along
    for i in range(n):
        row = ways[i] + left
        row[1:] = np.logaddexp(row[1:], ways[i, :-1] + together[i])
        ways[i + 1] = np.logaddexp.accumulate(row - along) + along
    return ways
