"""Proposals for a crosswalk: for every concept that the standard regulates, the subject's provisions or their absence.

Everything proposed has the status "proposed", a low and honest confidence with what it rests on, and the differences that
can be detected in plain words. The relation is the lawyer's; what stands here is where to begin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from lexmatch.concepts import Concept, Scheme
from lexmatch.crosswalk import Crosswalk, Entry
from lexmatch.instrument import Instrument
from lexmatch.ref import Ref

MOST = 8  # provisions of one side of an entry; more are named in the note
ALIKE = 0.3  # similarity of words from which two rules with the same values and force may be equal
# Confidence from which a pair of provisions is proposed although no concept says so: on seven statutes against ETS 24, where each
# concept was hidden in turn, 21 of 25 such proposals were right.
LIKELY = 0.5


class Differing(Protocol):
    """A difference between the two sides: what it is about, its words, and whether the subject falls short."""

    @property
    def parameter(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def short(self) -> bool: ...


class Paired(Protocol):
    """A pair of provisions that matching proposes."""

    @property
    def source(self) -> str: ...
    @property
    def target(self) -> str: ...
    @property
    def confidence(self) -> float: ...
    @property
    def similarity(self) -> float: ...
    @property
    def reasons(self) -> tuple[str, ...]: ...


Differ = Callable[[Concept, tuple[Ref, ...], tuple[Ref, ...]], Sequence[Differing]]
Similar = Callable[[tuple[Ref, ...], tuple[Ref, ...]], float]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the verbs before say: `pairs` by (standard, subject) alias, `scores` of proposed annotations by subject, eId
    and concept (nothing there: a person annotated), `similar` and `differ` for two sides."""

    pairs: Mapping[tuple[str, str], Sequence[Paired]]
    scores: Mapping[str, Mapping[str, Mapping[str, float]]]
    similar: Similar
    differ: Differ


def build(
    standards: Sequence[Instrument], subjects: Sequence[Instrument], scheme: Scheme, scope: tuple[str, ...],
    evidence: Evidence, title: str = "",
) -> Crosswalk:  # fmt: skip
    """A crosswalk of proposals, in the order of the standard. Without a scope that of `scope_of` serves."""
    chosen = scope or scope_of(standards, scheme)
    entries: list[tuple[tuple[int, int], Entry]] = []
    for number, concept in enumerate(scheme.within(chosen)):
        asked = refs(standards, concept.id)
        if asked:
            entry = _entry(concept, asked, standards, subjects, evidence)
            entries.append(((*_position(asked, standards), number), entry))  # type: ignore[arg-type]
    entries.sort(key=lambda pair: pair[0])
    return Crosswalk(
        title or title_of(standards, subjects), tuple(law.alias for law in standards),
        tuple(law.alias for law in subjects), chosen, tuple(e for _, e in entries),
    )  # fmt: skip


def scope_of(standards: Iterable[Instrument], scheme: Scheme) -> tuple[str, ...]:
    """The top groups of the standard's concepts, in the order of the scheme; general clauses only if there is nothing
    else: who compares extradition law rarely wants the final clauses compared."""
    regulated = {c for law in standards for p in law.walk() for c in p.concepts}
    tops = dict.fromkeys(scheme.top(c.group) for c in scheme.concepts if c.id in regulated)
    return tuple(t for t in tops if t != "gen") or tuple(tops)


def title_of(standards: Sequence[Instrument], subjects: Sequence[Instrument]) -> str:
    """A title from those of the instruments."""
    left = " and ".join(law.title for law in subjects)
    right = " and ".join(law.title for law in standards)
    return f"{left} against the {right}"


def refs(laws: Iterable[Instrument], concept: str) -> tuple[Ref, ...]:
    """The provisions that carry a concept, at the level that is cited: of a provision and its parts only the provision,
    and of parts that all carry it only what they are parts of."""
    found: list[Ref] = []
    for law in laws:
        eids = list(dict.fromkeys(law.citable(p.eid) for p in law.carrying(concept) if p.eid and not p.state))
        found += [Ref(law.alias, eid) for eid in _gathered(law, eids)]
    return tuple(found)


def _gathered(law: Instrument, eids: list[str]) -> list[str]:
    chosen = dict.fromkeys(eids)
    changed = True
    while changed:
        changed = False
        for eid in list(chosen):
            parent = law.parents.get(eid, "")
            around = law.find(parent) if parent else None
            if around is None or around.kind not in _CITED or parent in chosen:
                continue
            parts = [c.eid for c in around.children if c.kind != "p"]
            if len(parts) > 1 and all(part in chosen for part in parts):
                chosen[parent] = None
                changed = True
    kept = [e for e in chosen if not any(a.eid in chosen for a in law.ancestors(e))]
    order = {eid: n for n, eid in enumerate(law.index)}
    return sorted(kept, key=lambda e: order.get(e, 0))


_CITED = frozenset(("article", "section", "rule", "paragraph", "subsection", "subparagraph", "point", "clause"))


def _position(asked: tuple[Ref, ...], standards: Sequence[Instrument]) -> tuple[int, int]:
    aliases = [law.alias for law in standards]
    first = asked[0]
    law = standards[aliases.index(first.alias)]
    return aliases.index(first.alias), list(law.index).index(first.eid)


def _entry(concept: Concept, asked: tuple[Ref, ...], standards: Sequence[Instrument], subjects: Sequence[Instrument],
           evidence: Evidence) -> Entry:  # fmt: skip
    answers = refs(subjects, concept.id)
    if answers:
        return _related(concept, asked, answers, standards, subjects, evidence)
    pair = _by_words(concept, asked, subjects, evidence)
    if pair is not None:
        return pair
    return _absent(concept, asked, subjects, evidence)


def _related(concept: Concept, asked: tuple[Ref, ...], answers: tuple[Ref, ...], standards: Sequence[Instrument],
             subjects: Sequence[Instrument], evidence: Evidence) -> Entry:  # fmt: skip
    similarity = evidence.similar(asked, answers)
    kept, more = _strongest(asked, answers, evidence)
    found = evidence.differ(concept, asked, answers)
    laws = {law.alias: law for law in subjects}
    compared = _valued(concept, answers, laws) and bool(concept.parameters)
    known = {**{law.alias: law for law in standards}, **laws}
    relation, sure = relate([_directed(d, concept, asked, answers, known) for d in found], similarity)
    scores = [evidence.scores[r.alias].get(r.eid, {}).get(concept.id, 1.0) for r in kept if r.alias in evidence.scores]
    trust = max(scores, default=1.0)
    basis = ["concept", f"text {similarity:.2f}"]
    if any(d.parameter != "modality" for d in found) or (compared and not found):
        basis.append("parameter")
    if any(d.parameter == "modality" for d in found):
        basis.append("modality")
    return Entry(concept.id, asked, kept, relation, confidence=round(sure * trust, 2), basis=tuple(basis),
                 note=_note(found, more, laws))  # fmt: skip


def _strongest(asked: tuple[Ref, ...], answers: tuple[Ref, ...], evidence: Evidence
               ) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:  # fmt: skip
    """Of many answers those that are most alike to the standard, in the order of the text; and the others."""
    if len(answers) <= MOST:
        return answers, ()
    ranked = sorted(answers, key=lambda r: (-evidence.similar(asked, (r,)), answers.index(r)))
    chosen = set(ranked[:MOST])
    return tuple(r for r in answers if r in chosen), tuple(r for r in answers if r not in chosen)


def _valued(concept: Concept, answers: tuple[Ref, ...], laws: Mapping[str, Instrument]) -> bool:
    """Whether the subject's side has a typed value of the concept at all."""
    found = (laws[r.alias].find(r.eid) for r in answers if r.alias in laws)
    return any(v.concept == concept.id for p in found if p for v in p.all_values)


def _directed(found: Differing, concept: Concept, asked: tuple[Ref, ...], answers: tuple[Ref, ...],
              laws: Mapping[str, Instrument]) -> str:  # fmt: skip
    """Which relation one difference speaks for. Of lists of terms the shorter is the subset; terms that have nothing in
    common, or each something of its own, say no more than that both are about the same."""
    parameter = concept.parameter(found.parameter.partition(".")[2])
    if parameter is None or not parameter.values:
        return "subset" if found.short else "superset"
    theirs, ours = (_terms(refs, found.parameter, laws) for refs in (asked, answers))
    if ours < theirs:
        return "subset"
    return "superset" if ours > theirs else "intersects"


def _terms(refs: tuple[Ref, ...], key: str, laws: Mapping[str, Instrument]) -> frozenset[str]:
    found = (laws[r.alias].find(r.eid) for r in refs if r.alias in laws)
    return frozenset(v.value for p in found if p for v in p.all_values if v.key == key)


def relate(directions: Sequence[str], similarity: float) -> tuple[str, float]:
    """The relation that the differences suggest, and how sure that is: all in one direction say so, different ones
    "intersects"; none at all and like words "equal"."""
    said = set(directions)
    if said == {"subset"}:
        return "subset", 0.5
    if said == {"superset"}:
        return "superset", 0.45
    if not said and similarity >= ALIKE:
        return "equal", 0.45
    return "intersects", 0.4


def _note(found: Sequence[Differing], more: tuple[Ref, ...], laws: Mapping[str, Instrument]) -> str:
    said = [f"{_capital(d.label)}: {d.words}." for d in found]
    if more:
        cited = ", ".join(laws[r.alias].cite(r.eid) if r.alias in laws else str(r) for r in more)
        said.append(f"Also: {cited}.")
    return " ".join(said)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _by_words(concept: Concept, asked: tuple[Ref, ...], subjects: Sequence[Instrument], evidence: Evidence
              ) -> Entry | None:  # fmt: skip
    """An entry from matching alone: a provision of the subject that reads so much like the standard's that it may be its
    answer although nobody says it is about the concept. Never against a recorded silence."""
    best: tuple[float, Ref, Paired] | None = None
    for law in subjects:
        if concept.id in law.silent:
            continue
        for r in asked:
            for pair in evidence.pairs.get((r.alias, law.alias), ()):
                same = pair.source == r.eid or pair.source.startswith(f"{r.eid}__")
                if same and pair.confidence >= LIKELY and (best is None or pair.confidence > best[0]):
                    best = (pair.confidence, Ref(law.alias, pair.target), pair)
    if best is None:
        return None
    sure, target, pair = best
    note = (
        f"Proposed by its words alone ({'; '.join(pair.reasons[:2])}): check that it is about {concept.label.lower()}."
    )
    return Entry(concept.id, asked, (target,), "intersects", confidence=round(0.5 * sure, 2),
                 basis=(f"text {pair.similarity:.2f}",), note=note)  # fmt: skip


def _absent(concept: Concept, asked: tuple[Ref, ...], subjects: Sequence[Instrument], evidence: Evidence) -> Entry:
    silent = [law for law in subjects if concept.id in law.silent]
    partial = [law for law in subjects if law.text.coverage == "partial" and concept.id not in law.silent]
    if len(silent) == len(subjects):
        return Entry(concept.id, asked, absence="absent", confidence=0.85, basis=("silence",),
                     note="Read as a whole, it says nothing on this.")  # fmt: skip
    if partial:
        names = ", ".join(law.alias for law in partial)
        return Entry(concept.id, asked, absence="not-examined", confidence=0.5, basis=("coverage",),
                     note=f"Nothing found, but only a part of {names} was read.")  # fmt: skip
    machine = any(law.alias in evidence.scores for law in subjects)
    note = "No provision was recognised as answering this." if machine else "No provision found in what was read."
    return Entry(
        concept.id, asked, absence="absent", confidence=0.35 if machine else 0.55, basis=("search",), note=note
    )


def only_subject(standards: Iterable[Instrument], subjects: Iterable[Instrument], scheme: Scheme, scope: tuple[str, ...]
                 ) -> tuple[Concept, ...]:  # fmt: skip
    """The concepts in scope that the subject regulates and the standard does not."""

    def carried(laws: Iterable[Instrument]) -> set[str]:
        return {c for law in laws for p in law.walk() for c in p.concepts}

    theirs, ours = carried(standards), carried(subjects)
    return tuple(c for c in scheme.within(scope) if c.id in ours and c.id not in theirs)
