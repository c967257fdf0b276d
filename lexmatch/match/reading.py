"""From features to pairs: fusing, choosing, and saying why in words that a lawyer understands."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from lexmatch import quantity
from lexmatch.match import across, align, chain, fuse
from lexmatch.match.fields import Unit
from lexmatch.match.phrases import Phrases
from lexmatch.match.vectors import Array

REJECT = 1.75  # score below which there is no partner, where no common order helps to tell
REACH = 0.4  # of the greatest possible score, where a table is so small that this is less
SPLIT = 1.5  # score from which a provision beside a pair may be a further part of it
MIN_SIMILARITY = 0.05
IN_VERSIONS = 1 / 3  # of the weight of meaning, between versions of a text in one language: there the words decide


@dataclass(frozen=True, slots=True)
class Found:
    """A pair by row and column with what was measured on it."""

    row: int
    column: int
    score: float
    similarity: float
    confidence: float
    heading: float
    between: bool = False
    further: tuple[str, ...] = ()
    moved: bool = False


def read(table: Mapping[str, Array], columns: Array, mode: str, top: int, same_language: bool, headings: bool,
         further: Mapping[str, float] | None = None, full: bool = True) -> tuple[list[Found], str, tuple[str, ...]]:  # fmt: skip
    """The pairs of a reading, the reading used, and notes on it; `further` are weights of further features,
    `full` is whether the table holds every pair."""
    notes: tuple[str, ...] = ()
    local = full and not same_language and columns.shape[1] > 0
    if mode == "ranked":
        ranking = fuse.weights(same_language, headings, False, many=not full)
        scores = fuse.fuse(table, {**ranking, **(further or {})}, local, local)
        chosen = [(i, k) for i, row in enumerate(align.ranked(scores, columns, top)) for k in row]
        return _found(table, columns, scores, chosen, set(), same_language), mode, notes
    weight = {**fuse.weights(same_language, headings, True), **(further or {})}
    if same_language and "semantic" in weight:
        weight["semantic"] *= IN_VERSIONS
    unplaced = fuse.fuse(table, {n: w for n, w in weight.items() if n != "place"}, True, local)
    share = align.order(unplaced)
    placed = fuse.fuse(table, weight, True, local) if share >= align.ORDERLY else unplaced
    scores = _absolute(placed, table, same_language)
    if share >= align.ORDERLY and min(columns.shape) >= chain.FEWEST:
        return _in_order(table, columns, scores, weight, same_language, local, mode == "monotone"), mode, notes
    if mode == "monotone" and share < align.ORDERLY:
        mode = "one-to-one"
        notes = (f"the two texts have no common order (only {share:.0%} of the sure pairs rise): one-to-one instead",)
    choose = align.monotone if mode == "monotone" else align.one_to_one
    pairs = choose(scores, _reject(*columns.shape))
    parts = align.splits(scores, pairs, SPLIT, table["longer"]) if mode == "monotone" else []
    between = _between(scores, pairs) if mode == "monotone" else set()
    return _found(table, columns, scores, sorted({*pairs, *parts}), between, same_language), mode, notes


def _in_order(table: Mapping[str, Array], columns: Array, scores: Array, weight: Mapping[str, float], same_language: bool,
              local: bool, several: bool) -> list[Found]:  # fmt: skip
    """The pairs of two texts with a common order: those that rise, those that were moved, and, where a provision may have
    `several` partners, the further parts of splits."""
    words = {name: w for name, w in weight.items() if name not in ("place", "length")}
    seen = fuse.fuse(table, words, True, local)
    strange = fuse.fuse(table, words, True, local, bereft=True)
    likely, evidence = chain.chances(seen, strange, table["longer"], align.mutual(scores), table.get("semantic"))
    rising = align.monotone(likely, chain.LIKELY)
    moved = chain.moved(seen, evidence, rising)
    sure = {pair: float(likely[pair]) for pair in rising} | moved
    rows, others = {i for i, _ in moved}, {j for _, j in moved}
    parts = align.splits(scores, rising, SPLIT, table["longer"]) if several else []
    chosen = sorted({*sure, *((i, j) for i, j in parts if i not in rows and j not in others)})
    return _found(table, columns, scores, chosen, _between(scores, rising), same_language, sure, {*moved})


def _reject(rows: int, width: int) -> float:
    """The reject score for a table of this size: in a small one no z-score can be large (at most the root of n - 1)."""
    reach = (max(rows - 1, 0) ** 0.5 + max(width - 1, 0) ** 0.5) / 2
    return float(min(REJECT, REACH * reach))


def _absolute(scores: Array, table: Mapping[str, Array], same_language: bool) -> Array:
    """The scores less what a pair's words lack to the usual likeness of the sure pairs: between two versions of a text
    partners are alike, and what is only the nearest of strangers is no partner. Across languages only an encoder knows."""
    likeness = table.get("context" if same_language else "semantic")
    sure = align.mutual(scores) if likeness is not None else []
    if not sure or likeness is None:
        return scores
    usual = float(np.median([likeness[i, j] for i, j in sure]))
    if usual <= 0:
        return scores
    result: Array = np.round(scores + np.minimum(likeness / usual, 1.0) - 1.0, 5)
    return result


def _between(scores: Array, pairs: align.Pairs) -> set[tuple[int, int]]:
    """The pairs whose neighbours on both sides are pairs that choose each other."""
    sure = set(align.mutual(scores))
    held = [pair in sure for pair in pairs]
    return {p for n, p in enumerate(pairs) if 0 < n < len(pairs) - 1 and held[n - 1] and held[n + 1]}


def _found(table: Mapping[str, Array], columns: Array, scores: Array, chosen: align.Pairs, between: set[tuple[int, int]],
           same_language: bool, in_order: Mapping[tuple[int, int], float] | None = None,
           moved: Collection[tuple[int, int]] = ()) -> list[Found]:  # fmt: skip
    """Pairs that share anything at all, or have each other's length and place, with their confidence: across languages
    that of the order of both texts, `in_order`, where there is one."""
    likely = in_order or {}
    if not chosen:
        return []
    second = np.partition(scores, -2, axis=1)[:, -2] if scores.shape[1] > 1 else np.zeros(scores.shape[0])
    rows, places = np.array(chosen).T
    # as lists: a large match asks for each of a million pairs
    wanted = (columns, scores, table["context"], table["heading"], table["concepts"])
    values = [part[rows, places].tolist() for part in wanted]
    bests, seconds = scores.max(axis=1)[rows].tolist(), second[rows].tolist()
    made = []
    for (i, k), j, score, similarity, heading, concepts, top, next_best in zip(
        chosen, *values, bests, seconds, strict=True
    ):
        nothing = similarity < MIN_SIMILARITY and not concepts and not heading
        if nothing and (i, k) not in likely and not across.worth(table, (i, k)):
            continue
        margin = score - (next_best if score >= top else top)
        if same_language:
            sure = fuse.confidence(similarity, score, margin, heading, concepts > 0)
        elif (i, k) in likely:
            sure = round(likely[i, k], 4)
        else:
            sure = fuse.with_concept(across.confidence(table, (i, k), similarity, score, margin), concepts > 0)
        made.append(Found(i, int(j), squash(score), round(similarity, 4), sure, heading, (i, k) in between,
                          across.said(table, (i, k)), (i, k) in moved))  # fmt: skip
    return made


def squash(z: float) -> float:
    """A fused z-score as a number between 0 and 1 in the same order."""
    return round(1 / (1 + math.exp(min(1.5 - z, 700.0))), 4)


def reasons(
    source: Unit, target: Unit, found: Found, phrases: Phrases | None, labels: Mapping[str, str]
) -> tuple[str, ...]:
    """Why two provisions were paired, the strongest reason first; `phrases` are those of texts in one language."""
    said: list[str] = []
    both = [c for c in labels or sorted(source.concepts) if c in source.concepts & target.concepts]
    if both:
        names = ", ".join(labels.get(c, c) for c in both[:3])
        said.append(f"same concept: {names}" if len(both) == 1 else f"same concepts: {names}")
    if source.heading and source.heading == target.heading:
        said.append("same heading")
    elif found.heading >= 0.5:
        said.append("similar headings")
    common = [d for d in source.durations if d in target.durations]
    if common:
        said.append(f"both say {' and '.join(_shown(d) for d in common[:2])}")
    figures = [f for f in source.figures if f in target.figures and len(f) > 1]
    if figures and not common:
        said.append(f"the same figures: {', '.join(figures[:3])}")
    phrase = phrases.shared(source.raw, target.raw) if phrases else ""
    if phrase:
        said.append(f"share the words “{phrase}”")
    said.extend(found.further)
    if found.between:
        said.append("stands between two sure pairs")
    if found.moved:
        said.append("stands elsewhere in the other text")
    if not said and found.similarity < MIN_SIMILARITY:
        said.append("length and place fit")
    if not said:
        said.append("similar words" if phrases else "similar names, terms and figures")
    return tuple(said)


def _shown(iso: str) -> str:
    """A canonical duration (months and seconds) as a person would say it."""
    duration = quantity.parse(iso)
    if duration is None:
        return iso
    if duration.calendar:
        whole = duration.calendar % 12 == 0
        return quantity.words(f"P{duration.calendar // 12}Y" if whole else f"P{duration.calendar}M")
    for unit, size in (("D", 86400), ("TH", 3600)):
        if duration.exact % size == 0:
            count = duration.exact // size
            return quantity.words(f"P{count}D" if unit == "D" else f"PT{count}H")
    return quantity.words(iso)
