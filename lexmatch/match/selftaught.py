"""What two texts in two languages teach about each other: a lexicon and a space of their own, with nothing learned before.

Provisions that choose each other by names, figures, length (and whatever else is known) are taken for a translation of each
other; what they teach (learned.py) finds more such pairs, which teach again. It is used only where it proves itself: what each
half of the pairs teaches must find the partners in the other half. Texts that translate each other pass that test, laws of two
States on one subject do not, and for these nothing changes. docs/matching.md says what was measured.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from lexmatch.findings import Unreadable
from lexmatch.match import align, fuse, learned
from lexmatch.match.fields import Unit
from lexmatch.match.vectors import Array

ROUNDS = 3
DIMENSIONS = 100  # of the space: two texts have fewer subjects than a library
FEWEST = 20  # pairs below which nothing is taught
PROVEN = 0.5  # share of the partners that must be found by what the others teach
# Of the weight of what other texts have taught, beside what these teach themselves: a quarter of what a few hundred pairs
# taught, all of what ten thousand did (a statute book teaches more than two of its texts).
LESS = 0.25
LIBRARY = 10_000  # pairs
_NAMES = {"lexicon": "own lexicon", "learned": "own space"}
Bags = list[list[Counter[str]]]


def extend(
    left: Sequence[Unit], right: Sequence[Unit], headings: bool, table: Mapping[str, Array], further: Mapping[str, float],
    pairs: int = 0,
) -> tuple[dict[str, Array], dict[str, float]]:  # fmt: skip
    """A full table of features and the weights of its further features, with what the two texts teach about each other; as
    they were where that is nothing. Lengths are then compared with what is usual between the partners. `pairs` is how many
    provisions taught what was learned before."""
    weights = {**fuse.weights(False, headings, False), **further}
    sure = align.mutual(fuse.fuse(table, weights, True, True))
    if len(sure) < FEWEST:
        return dict(table), dict(further)
    bags = [learned.bags(side, headings) for side in (left, right)]
    proof = _proof(bags, sure)
    if proof < PROVEN:
        return dict(table), dict(further)
    own = dict.fromkeys(_NAMES.values(), round(proof, 4))
    less = min(1.0, max(LESS, pairs / LIBRARY))
    weights |= {name: round(further[name] * less, 4) for name in _NAMES if name in further} | own
    made = dict(table)
    for n in range(ROUNDS):
        usual = float(np.median([table["longer"][pair] for pair in sure]))
        made |= {"length": -np.abs(table["longer"] - usual)} | _features(_of(bags, sure), bags)
        if n + 1 < ROUNDS:
            sure = align.mutual(fuse.fuse(made, weights, True, True))
    return made, {name: weights[name] for name in (*further, *own)}


def _features(taught: Bags, bags: Bags) -> dict[str, Array]:
    """What paired provisions teach, seen on others. Raises Unreadable when they hold no words."""
    seen = learned.seen(learned.from_bags(taught, ("", ""), DIMENSIONS), bags)
    columns = np.tile(np.arange(len(bags[1]), dtype=np.int64), (len(bags[0]), 1))
    return {_NAMES[name]: values for name, values in seen.features(slice(None), columns).items()}


def _proof(bags: Bags, pairs: align.Pairs) -> float:
    """The share of pairs whose partner is found, among the others of its half, by what the other half teaches alone."""
    halves = [_of(bags, pairs[start::2]) for start in (0, 1)]
    found = 0
    for taught, asked in (halves, halves[::-1]):
        try:
            made = _features(taught, asked)
        except Unreadable:
            return 0.0
        empty = np.zeros((len(asked[0]), len(asked[1])))
        scores = fuse.fuse({"context": empty, **made}, dict.fromkeys(made, 1.0), True, True)
        found += int((scores.argmax(axis=1) == np.arange(len(empty))).sum())
    return found / len(pairs)


def _of(bags: Bags, pairs: align.Pairs) -> Bags:
    return [[side[pair[n]] for pair in pairs] for n, side in enumerate(bags)]
