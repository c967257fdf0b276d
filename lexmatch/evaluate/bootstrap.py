"""Measures with intervals: clusters are drawn again with replacement, a fixed seed makes the draw the same every time."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

SAMPLES = 1000
Sums = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Measure:
    """A share between 0 and 1 with its 95 % interval; None where nothing in the gold file could be measured by it."""

    value: float | None
    low: float | None = None
    high: float | None = None


def measure(
    clusters: Sequence[Sums],
    formulas: Mapping[str, Callable[[Sums], float | None]],
    samples: int = SAMPLES,
    seed: int = 0,
) -> dict[str, Measure]:
    """Each formula over the summed counts of all clusters, with the 2.5th and 97.5th percentile over `samples` draws."""
    whole = {name: formula(added(clusters)) for name, formula in formulas.items()}
    drawn: dict[str, list[float]] = {name: [] for name in formulas}
    dice = random.Random(seed)
    for _ in range(samples if len(clusters) > 1 else 0):
        sums = added(dice.choices(clusters, k=len(clusters)))
        for name, formula in formulas.items():
            value = formula(sums)
            if value is not None:
                drawn[name].append(value)
    return {name: Measure(value, *_interval(drawn[name], value)) for name, value in whole.items()}


def added(clusters: Sequence[Sums]) -> Sums:
    """The counts of all clusters together."""
    total: Counter[str] = Counter()
    for cluster in clusters:
        for name, count in cluster.items():
            total[name] += count  # type: ignore[assignment]
    return total


def _interval(drawn: Sequence[float], value: float | None) -> tuple[float | None, float | None]:
    if value is None or not drawn:
        return value, value
    ordered = sorted(drawn)
    last = len(ordered) - 1
    return ordered[round(0.025 * last)], ordered[round(0.975 * last)]


def share(part: str, whole: str) -> Callable[[Sums], float | None]:
    """A formula: one count as a share of another."""
    return lambda sums: sums.get(part, 0) / sums[whole] if sums.get(whole) else None


def f1(right: str, found: str, gold: str) -> Callable[[Sums], float | None]:
    """A formula: the harmonic mean of precision and recall."""

    def formula(sums: Sums) -> float | None:
        both = sums.get(found, 0) + sums.get(gold, 0)
        return 2 * sums.get(right, 0) / both if both else None

    return formula
