"""One score from many features: the weighted sum of each feature's z-scores, and a confidence that means something.

Z-scores are taken per source provision, so features of different scales add up, and (for one-to-one readings) per target
provision as well. Weights are round numbers; those for two laws in one language were chosen on crosswalks. The confidence
is a logistic function of the likeness of words and headings, the score, and its distance to the next best;
docs/matching.md says on what it was fitted and how often proposals of each confidence were right.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from lexmatch.match.vectors import Array

# Two laws on one subject: any number of answers, each in its own order. N-grams with the headings above say nearly all; of
# a short provision one common word stands out as far as a whole sentence does, so words alone count for little.
WEIGHTS = {"context": 1.5, "words": 0.3, "heading": 0.3, "concepts": 1.0, "values": 0.3}
# The same among so many that they are looked for by their words.
AMONG_MANY = {**WEIGHTS, "words": 1.5}
# An act and its other version: one answer each, the same order and figures.
SAME_STRUCTURE = {"context": 1.0, "words": 1.0, "heading": 0.7, "figures": 0.5, "length": 0.4, "place": 0.6,
                  "concepts": 0.7, "values": 0.3}  # fmt: skip
# Two languages: what is common are names, terms, figures and length. Headings stand in the context too, and are short.
TWO_LANGUAGES = {"context": 1.0, "heading": 0.3, "figures": 1.0, "length": 1.0, "concepts": 1.5, "values": 0.5}
_COSINES = ("context", "words", "heading", "figures", "lexicon", "learned", "own lexicon", "own space", "semantic")
_NEAREST = 10
# similarity, fused score, margin to the next best, likeness of headings, bias: fitted on labelled official texts
CALIBRATION = (7.2, 0.25, 0.12, 0.8, -3.86)
SAME_CONCEPT = 0.4  # what is left of the doubt where both provisions bear the same concept


def weights(same_language: bool, headings: bool, same_structure: bool, many: bool = False) -> dict[str, float]:
    """The weights for a task: words count only within a language, headings only where they are switched on."""
    if same_language:
        chosen = dict(SAME_STRUCTURE if same_structure else AMONG_MANY if many else WEIGHTS)
    else:
        chosen = dict(TWO_LANGUAGES)
        if same_structure:  # there the order says what short headings cannot
            chosen |= {"heading": SAME_STRUCTURE["heading"], "place": SAME_STRUCTURE["place"]}
    if not headings:
        chosen.pop("heading", None)
    return chosen


def fuse(
    features: Mapping[str, Array], weight: Mapping[str, float], both_ways: bool = False, local: bool = False,
    bereft: bool = False,
) -> Array:  # fmt: skip
    """The fused score of each pair. With `both_ways` each feature is also seen from the target's side; with `local`
    cosines are first corrected for provisions that are like everything (both need a full table); with `bereft` the scores
    are those that provisions have whose best counterpart is taken away (they mean nothing for the best itself)."""
    total: Array = np.zeros_like(features["context"])
    used = 0.0
    for name, share in weight.items():
        values = features[name]
        if not values.any():
            continue
        if local and name in _COSINES:
            values = _local(values)
        scores = zscores(values, bereft)
        if both_ways:
            scores = (scores + zscores(values.T, bereft).T) / 2
        total += share * scores
        used += share
    return np.round(total / max(used, 1e-9), 5)


def _local(values: Array) -> Array:
    """Cross-domain similarity local scaling: twice the cosine less the mean of the nearest ten on either side."""
    across, down = min(_NEAREST, values.shape[1]), min(_NEAREST, values.shape[0])
    row = _best(values, across).mean(axis=1, keepdims=True)
    column = _best(values.T, down).T.mean(axis=0, keepdims=True)
    return 2 * values - row - column


def _best(values: Array, count: int) -> Array:
    """The greatest of each row, in rising order so that their sum is always the same."""
    return np.sort(np.partition(values, -count, axis=1)[:, -count:], axis=1)


def zscores(values: Array, bereft: bool = False) -> Array:
    """Each row minus its mean over its standard deviation, both taken without the row's greatest if `bereft`; a row without
    any difference is all zeros."""
    counted = np.partition(values, -1, axis=1)[:, :-1] if bereft and values.shape[1] > 2 else values
    mean = counted.mean(axis=1, keepdims=True)
    deviation = counted.std(axis=1, keepdims=True)
    return np.where(deviation > 1e-9, (values - mean) / np.where(deviation > 1e-9, deviation, 1), 0.0)


def confidence(similarity: float, score: float, margin: float, heading: float, same_concept: bool) -> float:
    """How likely it is that a proposal is right, between 0 and 1."""
    a, b, c, d, bias = CALIBRATION
    x = a * similarity + b * score + c * min(max(margin, -3.0), 3.0) + d * heading + bias
    sure = 1 / (1 + math.exp(-max(min(x, 30.0), -30.0)))
    return with_concept(sure, same_concept)


def with_concept(sure: float, same_concept: bool) -> float:
    """A confidence, with less doubt where both provisions bear the same concept."""
    return round(1 - (1 - sure) * SAME_CONCEPT if same_concept else sure, 4)
