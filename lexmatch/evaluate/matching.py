"""Matching against gold: pairs, what has no equivalent, and where the right provision stands in the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lexmatch.evaluate.bootstrap import SAMPLES, Measure, f1, measure, share
from lexmatch.evaluate.gold import Gold, Missing, resolve
from lexmatch.instrument import Instrument

CUT = 10  # how far down a list is looked

FORMULAS = {
    "precision": share("right", "found"),
    "recall": share("right", "gold"),
    "f1": f1("right", "found", "gold"),
    "no_equivalent_f1": f1("none_right", "none_found", "none_gold"),
    "hit_1": share("hit_1", "ranked"),
    "hit_5": share("hit_5", "ranked"),
    "mrr": share("reciprocal", "ranked"),
    "map_10": share("precision_sum", "ranked"),
}


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a matcher said: the pairs that it proposes, for each source its targets from the likeliest down, and the units
    of both sides that it looked at."""

    pairs: frozenset[tuple[str, str]]
    ranked: Mapping[str, tuple[str, ...]]
    sources: frozenset[str]
    targets: frozenset[str]


@dataclass(frozen=True, slots=True)
class MatchingScore:
    """The measures by name, how many units of each kind were judged, and what could not be."""

    measures: Mapping[str, Measure]
    sources: int
    links: int
    without: int
    new: int
    missing: tuple[Missing, ...] = ()


@dataclass(slots=True)
class _Truth:
    links: dict[str, set[str]]
    new: set[str]
    missing: list[Missing]


def score(gold: Gold, source: Instrument, target: Instrument, proposed: Proposed, samples: int = SAMPLES, seed: int = 0
          ) -> MatchingScore:  # fmt: skip
    """The proposals of a matcher against the gold, at the level of the units that it looked at."""
    truth = _truth(gold, source, target, proposed)
    clusters = _clusters(truth, proposed)
    return MatchingScore(
        measure(clusters, FORMULAS, samples, seed), len(truth.links), sum(map(len, truth.links.values())),
        sum(1 for t in truth.links.values() if not t), len(truth.new), tuple(truth.missing),
    )  # fmt: skip


def _truth(gold: Gold, source: Instrument, target: Instrument, proposed: Proposed) -> _Truth:
    """The gold by unit. A source whose targets could not be found is left out: it does not become one without equivalent."""
    links: dict[str, set[str]] = {}
    new: set[str] = set()
    open_: dict[str, int] = {}
    missing: list[Missing] = []
    for link in gold.links:
        lefts = _units(source, link.sources, proposed.sources, link.line, missing)
        before = len(missing)
        rights = _units(target, link.targets, proposed.targets, link.line, missing)
        for left in lefts:
            links.setdefault(left, set()).update(rights)
            if len(missing) > before:
                open_[left] = link.line
        if not link.sources:
            new.update(rights)
    for left, line in open_.items():
        if not links[left]:
            del links[left]
            missing.append(Missing(line, source.cite(left), "left out: what it corresponds to could not be found"))
    return _Truth(links, new - set().union(*links.values()), missing)


def _units(
    law: Instrument, typed: Sequence[str], units: frozenset[str], line: int, missing: list[Missing]
) -> list[str]:
    """The units that typed provisions are, or are in."""
    found = []
    for said in typed:
        eid = resolve(law, said)
        if not eid:
            missing.append(Missing(line, said, f"there is no such provision in {law.alias}"))
            continue
        around = next((e for e in (eid, *(p.eid for p in reversed(law.ancestors(eid)))) if e in units), "")
        inside = [p.eid for p in law.index[eid].walk() if p.eid in units]
        if around or len(inside) == 1:
            found.append(around or inside[0])
        else:
            missing.append(
                Missing(
                    line, said, "it is no unit that is matched" if not inside else "it is wider than what is matched"
                )
            )
    return found


def _clusters(truth: _Truth, proposed: Proposed) -> list[dict[str, float]]:
    """Counts of each source unit, and of each target unit that is new."""
    by_source: dict[str, set[str]] = {}
    matched: dict[str, set[str]] = {}
    for left, right in proposed.pairs:
        by_source.setdefault(left, set()).add(right)
        matched.setdefault(right, set()).add(left)
    clusters = []
    judged: set[str] = set()
    for left, rights in sorted(truth.links.items()):
        found = by_source.get(left, set())
        counts: dict[str, float] = {"right": len(found & rights), "found": len(found), "gold": len(rights),
                                    "none_gold": not rights, "none_found": not found,
                                    "none_right": not rights and not found}  # fmt: skip
        if truth.new:  # the file says what is new in the target, so it says what is not
            counts["none_found"] += sum(1 for r in rights - judged if not matched.get(r))
            judged |= rights
        if rights:
            counts |= _ranking(proposed.ranked.get(left, ()), rights)
        clusters.append(counts)
    for right in sorted(truth.new):
        found = matched.get(right, set()) - set(truth.links)  # the others count where their source is
        none = not matched.get(right)
        clusters.append({"found": len(found), "none_gold": 1, "none_found": none, "none_right": none})
    return clusters


def _ranking(ranked: Sequence[str], rights: set[str]) -> dict[str, float]:
    """Where the right targets stand in a list, among the first ten."""
    places = [n for n, right in enumerate(dict.fromkeys(ranked), 1) if right in rights and n <= CUT]
    total = sum(k / n for k, n in enumerate(places, 1))
    return {"ranked": 1, "hit_1": places[:1] == [1], "hit_5": bool(places) and places[0] <= 5,
            "reciprocal": 1 / places[0] if places else 0.0, "precision_sum": total / min(len(rights), CUT)}  # fmt: skip
