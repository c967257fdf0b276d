"""What `lexmatch eval` hands to the measures, and how it prints them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lexmatch.annotate import Annotations
    from lexmatch.evaluate import AnnotationScore, Gold, Judged, MatchingScore, Measure, Missing, Proposed
    from lexmatch.instrument import Instrument
    from lexmatch.match import Further
    from lexmatch.project import Project

NAMES = {
    "precision": "precision", "recall": "recall", "f1": "F1", "no_equivalent_f1": "F1 on “no equivalent”", "hit_1": "hit@1",
    "hit_5": "hit@5", "mrr": "MRR", "map_10": "MAP@10", "top_1": "top-1", "top_3": "top-3",
    "top_1_of_concepts": "top-1, without “none”", "top_3_of_concepts": "top-3, without “none”",
    "macro_f1": "macro-F1 over concepts", "macro_f1_others": "macro-F1, others count",
    "parameter_precision": "values, precision", "parameter_recall": "values, recall", "parameter_f1": "values, F1",
    "duration_f1": "durations, F1", "modality_accuracy": "force, accuracy",
}  # fmt: skip
LISTED = 20


def law_of(project: Project, name: str) -> Instrument:
    """The instrument of an alias, or in a file of any format that can be imported."""
    path = Path(name)
    if project.alias(name) in project.files() or not path.is_file():
        return project.instrument(name)
    from lexmatch.readers import import_file

    stem = re.sub(r"[^\w-]+", "-", path.name.partition(".")[0]).strip("-") or "text"
    return import_file(path, stem).instrument


def texts_of(project: Project, gold: Gold, texts: Sequence[str]) -> dict[str, Instrument]:
    """The instruments that an annotation file speaks of, by the name that it has for each; a name that is neither given with
    --text nor an alias nor a file beside the gold is left out, and its rows are reported."""
    from lexmatch.findings import Unreadable
    from lexmatch.text import did_you_mean

    given = dict(text.partition("=")[::2] for text in texts if "=" in text)
    plain = next((text for text in texts if "=" not in text), "")
    names = tuple(dict.fromkeys(label.text for label in gold.labels))
    strange = next((name for name in given if name not in names), "")
    if strange:
        raise Unreadable(f"the gold file has no rows about '{strange}'",
                         did_you_mean(strange, names) or f"It is about {', '.join(names)}.")  # fmt: skip
    found: dict[str, Instrument] = {}
    for name in names:
        beside = Path(gold.path).parent / name
        wanted = given.get(name) or plain or (str(beside) if name and beside.is_file() else name)
        if not wanted:
            raise Unreadable("the gold file has no column 'file', so it does not say what text it is about",
                             "Name the text with --text ALIAS.")  # fmt: skip
        try:
            found[name] = law_of(project, wanted)
        except Unreadable:
            if name in given or plain:
                raise
    if not found:
        raise Unreadable(
            f"there is no text for {', '.join(names)}", "Name it with --text NAME=ALIAS, where ALIAS may be a file."
        )
    return found


def proposed(
    left: Instrument, right: Instrument, level: str, mode: str, top: int, least: float, headings: bool,
    further: Sequence[Further] = (),
) -> Proposed:  # fmt: skip
    """What matching says: its pairs in the reading asked for, and the first ten of every provision."""
    from lexmatch.evaluate import Proposed
    from lexmatch.match import match

    lists = match(left, right, level, 10, "ranked", headings=headings, further=further)
    found = match(left, right, level, top, mode, headings=headings, least=least, further=further)
    ranked: dict[str, list[str]] = {}
    for pair in lists.pairs:
        ranked.setdefault(pair.source, []).append(pair.target)
    return Proposed(
        frozenset((p.source, p.target) for p in found.pairs), {s: tuple(t) for s, t in ranked.items()},
        frozenset(p.source for p in lists.pairs) | frozenset(lists.unmatched_source),
        frozenset(p.target for p in lists.pairs) | frozenset(lists.unmatched_target),
    )  # fmt: skip


def judged(law: Instrument, found: Annotations, least: float) -> dict[str, Judged]:
    """What annotating says of each provision; the values of its parts are its own too."""
    from lexmatch.annotate import ALONE
    from lexmatch.evaluate import Judged

    by_eid = found.by_eid()
    made: dict[str, Judged] = {}
    for eid, annotated in by_eid.items():
        sure = [p.concept for p in annotated.concepts if p.score >= ALONE * least]
        unsure = [p.concept for p in annotated.concepts if p.score < ALONE * least]
        values = {f"{m.value.key}={m.value.value}" for p in law.index[eid].walk() if p.eid in by_eid
                  for m in by_eid[p.eid].parameters}  # fmt: skip
        made[eid] = Judged((*sure, "none", *unsure), annotated.modality, frozenset(values))
    return made


def all_judged(laws: Mapping[str, Instrument], project: Project, least: float) -> dict[str, dict[str, Judged]]:
    """What annotating says of every text."""
    from lexmatch.annotate import annotate
    from lexmatch.cli.annotate import annotated_corpus

    examples = annotated_corpus(project)
    return {name: judged(law, annotate(law, project.scheme, min_score=least, examples=examples), least)
            for name, law in laws.items()}  # fmt: skip


# --- printing ---------------------------------------------------------------------------------------------------------


def as_json(gold: Gold, score: MatchingScore | AnnotationScore, **about: Any) -> dict[str, Any]:
    """Measures, table of concepts and what could not be measured, as docs/evaluation.md describes."""
    from lexmatch.evaluate import AnnotationScore

    made: dict[str, Any] = {
        "lexmatch": "eval/1",
        "kind": gold.kind,
        "gold": gold.path,
        **about,
        "judged": counts(score),
    }
    made["measures"] = {name: {"value": _round(m.value), "low": _round(m.low), "high": _round(m.high)}
                        for name, m in score.measures.items()}  # fmt: skip
    if isinstance(score, AnnotationScore):
        made["concepts"] = [{"id": c.concept, "precision": _round(c.precision), "recall": _round(c.recall), "f1": _round(c.f1),
                             "support": c.support} for c in score.concepts]  # fmt: skip
    made["unresolved"] = [{"line": m.line, "said": m.said, "why": m.why} for m in score.missing]
    return made


def counts(score: MatchingScore | AnnotationScore) -> dict[str, int]:
    """How much was judged."""
    from lexmatch.evaluate import AnnotationScore

    if isinstance(score, AnnotationScore):
        return {"provisions": score.provisions, "concepts": len(score.concepts)}
    return {
        "sources": score.sources,
        "links": score.links,
        "without_equivalent": score.without,
        "new_in_target": score.new,
    }


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def as_text(score: MatchingScore | AnnotationScore) -> str:
    """One measure a line, then the table of concepts, then what could not be measured."""
    from lexmatch.evaluate import AnnotationScore

    said = ", ".join(f"{n} {name.replace('_', ' ')}" for name, n in counts(score).items())
    lines = [f"Judged: {said}.", ""]
    width = max(len(NAMES[name]) for name in score.measures)
    lines += [f"{NAMES[name]:{width}}  {_measure(m)}" for name, m in score.measures.items()]
    if isinstance(score, AnnotationScore) and score.concepts:
        width = max(len(c.concept) for c in score.concepts)
        lines += ["", f"{'concept':{width}}  precision  recall  F1    support"]
        lines += [f"{c.concept:{width}}  {_number(c.precision):9}  {c.recall:.2f}    {c.f1:.2f}  {c.support:7}"
                  for c in score.concepts]  # fmt: skip
    return "".join(f"{line}\n" for line in lines)


def _measure(m: Measure) -> str:
    if m.value is None:
        return "–"
    return f"{m.value:.3f}  [{m.low:.3f}, {m.high:.3f}]"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def unresolved(missing: Sequence[Missing], everything: bool) -> list[str]:
    """What could not be measured, a line each; the first twenty unless `everything` is asked for."""
    if not missing:
        return []
    shown = missing if everything else missing[:LISTED]
    lines = [f"{len(missing)} entries of the gold file could not be used as they are:"]
    lines += [f"  line {m.line}: {m.said}: {m.why}" for m in shown]
    if len(shown) < len(missing):
        lines.append(f"  … and {len(missing) - len(shown)} more; --verbose lists them.")
    return lines
