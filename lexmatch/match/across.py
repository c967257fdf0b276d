"""Pairs of two languages: when there is anything to a pair, how sure one can be of it, and why.

Characters say little across languages, so the confidence of such pairs has weights of its own: logistic functions of
similarity, score, distance to the next best, and the cosine in the space that others have taught, in that which the two texts
teach themselves, or of an encoder. They were fitted on two acts in English and French (for the texts' own space also two
treaties in Dutch) with 30 % of the sections missing on each side, and on the same acts against each other's translation,
where every pair is wrong; docs/matching.md says how often proposals of each confidence were right.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from lexmatch.match.vectors import Array

# similarity, score, margin, cosine of the feature, bias
_CALIBRATION = {
    "": (10.3, 1.8, 1.0, 0.0, -6.4),
    "learned": (8.6, 1.6, 1.3, 3.5, -7.5),
    "semantic": (0.0, 0.82, 2.2, 7.9, -7.8),
    "own space": (3.3, 0.97, 0.39, 5.3, -8.4),
}
LEAST = 0.3  # cosine from which a pair without a common word is worth a look
_WORTH_SAYING = 0.4
_SEEING = ("semantic", "learned", "lexicon", "own space", "own lexicon")


def confidence(
    table: Mapping[str, Array], at: tuple[int, int], similarity: float, score: float, margin: float
) -> float:
    """How likely it is that a proposed translation is right, between 0 and 1."""
    feature = next((name for name in ("own space", "semantic", "learned") if name in table), "")
    a, b, c, d, bias = _CALIBRATION[feature]
    cosine = float(table[feature][at]) if feature else 0.0
    x = a * similarity + b * score + c * min(max(margin, -3.0), 3.0) + d * cosine + bias
    return 1 / (1 + math.exp(-max(min(x, 30.0), -30.0)))


def worth(table: Mapping[str, Array], at: tuple[int, int]) -> bool:
    """Whether learned words or an encoder see something in a pair that shares no words."""
    return any(float(table[name][at]) >= LEAST for name in _SEEING if name in table)


def said(table: Mapping[str, Array], at: tuple[int, int]) -> tuple[str, ...]:
    """The reasons that the further features give."""
    found = []
    if any(name in table and float(table[name][at]) >= LEAST for name in ("lexicon", "own lexicon")):
        found.append("words that answer each other in the two languages")
    if "semantic" in table and float(table["semantic"][at]) >= _WORTH_SAYING:
        found.append("similar meaning")
    return tuple(found)
