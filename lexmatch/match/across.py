"""Pairs of two languages: when there is anything to a pair, how sure one can be of it, and why.

Characters say little across languages, so the confidence of such pairs has weights of its own: logistic functions of
similarity, score, distance to the next best, and the cosine in the learned space or of an encoder. They were fitted on two
acts in English and French with 30 % of the sections missing on each side, and on the same acts against each other's
translation, where every pair is wrong; docs/matching.md says how often proposals of each confidence were right.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from lexmatch.match.vectors import Array

# similarity, score, margin, cosine of the feature, bias
_CALIBRATION = {
    "": (9.3, 1.07, 1.18, 0.0, -4.84),
    "learned": (7.6, 0.99, 1.44, 2.7, -5.74),
    "semantic": (0.0, 0.82, 2.2, 7.9, -7.8),
}
LEAST = 0.3  # cosine from which a pair without a common word is worth a look
_WORTH_SAYING = 0.4


def confidence(
    table: Mapping[str, Array], at: tuple[int, int], similarity: float, score: float, margin: float
) -> float:
    """How likely it is that a proposed translation is right, between 0 and 1."""
    feature = next((name for name in ("semantic", "learned") if name in table), "")
    a, b, c, d, bias = _CALIBRATION[feature]
    cosine = float(table[feature][at]) if feature else 0.0
    x = a * similarity + b * score + c * min(max(margin, -3.0), 3.0) + d * cosine + bias
    return 1 / (1 + math.exp(-max(min(x, 30.0), -30.0)))


def worth(table: Mapping[str, Array], at: tuple[int, int]) -> bool:
    """Whether learned words or an encoder see something in a pair that shares no words."""
    return any(float(table[name][at]) >= LEAST for name in ("semantic", "learned", "lexicon") if name in table)


def said(table: Mapping[str, Array], at: tuple[int, int]) -> tuple[str, ...]:
    """The reasons that the further features give."""
    found = []
    if "lexicon" in table and float(table["lexicon"][at]) >= LEAST:
        found.append("words that answer each other in the two languages")
    if "semantic" in table and float(table["semantic"][at]) >= _WORTH_SAYING:
        found.append("similar meaning")
    return tuple(found)
