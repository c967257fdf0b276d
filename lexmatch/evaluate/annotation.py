"""Annotation against gold: concepts, values and force of provisions, with a table of concepts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lexmatch import quantity
from lexmatch.evaluate.bootstrap import SAMPLES, Measure, Sums, f1, measure, share
from lexmatch.evaluate.gold import NONE, Gold, Label, Missing, article, resolve
from lexmatch.instrument import Instrument


@dataclass(frozen=True, slots=True)
class Judged:
    """What annotating says of a provision: concepts from the likeliest down, with "none" where they become too unlikely to
    be carried; its force; and its values, those of its parts included, as "concept.parameter=value"."""

    ranked: tuple[str, ...]
    modality: str = ""
    parameters: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ConceptScore:
    """How well one concept is found as the first proposal, against the main concepts of the gold."""

    concept: str
    precision: float | None
    recall: float
    f1: float
    support: int


@dataclass(frozen=True, slots=True)
class AnnotationScore:
    """The measures by name, the table of concepts, how many provisions were judged, and what could not be."""

    measures: Mapping[str, Measure]
    concepts: tuple[ConceptScore, ...]
    provisions: int
    missing: tuple[Missing, ...] = ()


FORMULAS = {
    "top_1": share("top_1", "rows"),
    "top_3": share("top_3", "rows"),
    "top_1_of_concepts": share("concept_1", "concept_rows"),
    "top_3_of_concepts": share("concept_3", "concept_rows"),
    "macro_f1": lambda sums: _macro(sums, "strict"),
    "macro_f1_others": lambda sums: _macro(sums, "wide"),
    "parameter_precision": share("values_right", "values_found"),
    "parameter_recall": share("values_right", "values_gold"),
    "parameter_f1": f1("values_right", "values_found", "values_gold"),
    "duration_f1": f1("durations_right", "durations_found", "durations_gold"),
    "modality_accuracy": share("force_right", "force_rows"),
}


def score(gold: Gold, laws: Mapping[str, Instrument], judged: Mapping[str, Mapping[str, Judged]], samples: int = SAMPLES,
          seed: int = 0, known: Iterable[str] = ()) -> AnnotationScore:  # fmt: skip
    """Proposals for provisions against the gold. `laws` and `judged` are by the name of the text in the file ("" where it
    names none); `known` are the concepts of the scheme, so that others can be reported."""
    clusters: dict[tuple[str, str], Counter[str]] = {}
    missing: list[Missing] = []
    absent: dict[str, list[int]] = {}
    concepts = frozenset(known)
    count = 0
    for label in gold.labels:
        law = laws.get(label.text)
        if law is None:
            absent.setdefault(label.text, []).append(label.line)
            continue
        eid = resolve(law, label.unit)
        if not eid:
            missing.append(
                Missing(label.line, f"{label.text} {label.unit}".strip(), f"there is no such provision in {law.alias}")
            )
            continue
        strange = [c for c in (label.primary, *label.others) if concepts and c not in concepts and c != NONE]
        missing += [Missing(label.line, c, "no concept of the scheme; counted as missed") for c in strange]
        said = judged.get(label.text, {}).get(eid, Judged((NONE,)))
        cluster = clusters.setdefault((label.text, article(law, eid)), Counter())
        cluster.update(_counts(label, said, gold.columns))
        count += 1
    missing += [Missing(lines[0], name, f"there is no text of that name; {len(lines)} rows")
                for name, lines in absent.items()]  # fmt: skip
    ordered = [clusters[key] for key in sorted(clusters)]
    formulas = {name: formula for name, formula in FORMULAS.items() if _asked(name, gold.columns)}
    total: Counter[str] = sum(ordered, Counter())
    return AnnotationScore(
        measure(ordered, formulas, samples, seed), _table(total), count, tuple(sorted(missing, key=lambda m: m.line))
    )


def _asked(name: str, columns: Sequence[str]) -> bool:
    """Whether the gold file has the column that a measure needs."""
    need = {"parameter": "parameters", "duration": "parameters", "modality": "modality"}.get(name.partition("_")[0], "")
    return not need or need in columns


def _counts(label: Label, said: Judged, columns: Sequence[str]) -> Counter[str]:
    """What one provision adds to the counts."""
    right = {label.primary, *label.others}
    first = said.ranked[0] if said.ranked else NONE
    one, three = first in right, bool(right & set(said.ranked[:3] or (NONE,)))
    counts: Counter[str] = Counter({"rows": 1, "top_1": one, "top_3": three})
    if label.primary != NONE:
        counts.update({"concept_rows": 1, "concept_1": one, "concept_3": three})
    counts[f"strict found {first}"] += 1
    counts[f"strict gold {label.primary}"] += 1
    counts[f"strict right {label.primary}"] += first == label.primary
    truth = first if one else label.primary  # a proposal among the others is taken for the main one
    counts[f"wide found {first}"] += 1
    counts[f"wide gold {truth}"] += 1
    counts[f"wide right {truth}"] += one
    if "parameters" in columns:
        wanted, found = set(map(canonical, label.parameters)), set(map(canonical, said.parameters))
        for name, keep in (("values", bool), ("durations", is_duration)):
            a, b = {v for v in wanted if keep(v)}, {v for v in found if keep(v)}
            counts.update({f"{name}_gold": len(a), f"{name}_found": len(b), f"{name}_right": len(a & b)})
    if label.modality:
        counts.update({"force_rows": 1, "force_right": said.modality == label.modality})
    return counts


def canonical(parameter: str) -> str:
    """A value in one spelling: P12M and P1Y are one."""
    key, _, value = parameter.partition("=")
    duration = quantity.parse(value)
    if duration is None:
        return parameter
    return f"{key}={quantity.Duration(months=duration.calendar, seconds=duration.exact).iso}"


def is_duration(parameter: str) -> bool:
    """Whether a value is a duration."""
    return quantity.parse(parameter.partition("=")[2]) is not None


def _scores(sums: Sums, kind: str) -> dict[str, tuple[float, float, float]]:
    """Right, found and gold of each concept that the gold has."""
    start = f"{kind} gold "
    names = [name.removeprefix(start) for name, n in sums.items() if name.startswith(start) and n]
    return {c: (sums.get(f"{kind} right {c}", 0), sums.get(f"{kind} found {c}", 0), sums[f"{start}{c}"])
            for c in sorted(names) if c != NONE}  # fmt: skip


def _macro(sums: Sums, kind: str) -> float | None:
    """The mean F1 of the concepts that the gold has."""
    found = _scores(sums, kind)
    return sum(2 * r / (f + g) for r, f, g in found.values()) / len(found) if found else None


def _table(sums: Sums) -> tuple[ConceptScore, ...]:
    """The concepts of the gold, the most frequent first."""
    rows = [ConceptScore(c, r / f if f else None, r / g, 2 * r / (f + g), int(g))
            for c, (r, f, g) in _scores(sums, "strict").items()]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (-row.support, row.concept)))
