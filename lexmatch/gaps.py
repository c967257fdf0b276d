"""Verdicts and gaps: what a crosswalk's decisions and the two texts say together.

A verdict is never stored. It follows from the relation or the absence, is lowered where a typed value or the modality
falls short of the standard, and is open until a person has accepted the entry (FORMATS, section 2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lexmatch import quantity
from lexmatch.concepts import Concept, Parameter, Scheme
from lexmatch.crosswalk import Crosswalk, Entry
from lexmatch.instrument import GROUNDS, Instrument, Provision, Value
from lexmatch.ref import Ref

VERDICTS = ("aligned", "exceeds", "partial", "contrary", "missing", "not-applicable", "out-of-scope", "not-examined",
            "open")  # fmt: skip
GAPS = ("missing", "contrary", "partial")
# For several entries on one concept, the one that matters most to the reader speaks for it.
_GRAVITY = ("contrary", "missing", "partial", "open", "not-examined", "aligned", "exceeds", "not-applicable",
            "out-of-scope")  # fmt: skip
_OF_RELATION = {"equal": "aligned", "superset": "exceeds", "subset": "partial", "intersects": "partial",
                "none": "contrary"}  # fmt: skip
_OF_ABSENCE = {"absent": "missing", "not-applicable": "not-applicable", "out-of-scope": "out-of-scope",
               "not-examined": "not-examined"}  # fmt: skip
_LOWER = {"exceeds": "aligned", "aligned": "partial"}
# Share of a rule's weight that a verdict earns in the index; verdicts that are not here stand outside it.
POINTS: Mapping[str, float] = {"aligned": 1.0, "exceeds": 1.0, "partial": 0.5, "contrary": 0.0, "missing": 0.0}
# How strongly a rule binds, for rules that are no grounds for refusal.
_STRENGTH = {"required": 4, "conditional": 3, "endeavour": 2, "permitted": 1, "not-required": 0}


# Terms of the scheme that read better otherwise than with their hyphens as spaces.
TERMS = {
    "conduct-based": "tested on the conduct", "judicial-direct": "direct between judicial authorities",
    "interpol": "Interpol", "ministry": "ministry of justice", "record-of-case": "record of the case",
    "waived-for-listed": "waived for listed offences", "coercive-only": "for coercive measures only",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between the subject and the standard in words; `short` when the subject falls short of it.

    `parameter` is the full name of a typed value, or "modality"; `standard` and `subject` are the two sides in words.
    """

    parameter: str
    label: str
    standard: str
    subject: str
    words: str
    short: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One provision on one side of a row: its instrument, and the part of it that carries the row's concept."""

    law: Instrument
    eid: str
    provision: Provision
    parts: tuple[Provision, ...]

    @property
    def citation(self) -> str:
        """The pinpoint as lawyers write it."""
        return self.law.cite(self.eid)

    @property
    def text(self) -> str:
        """The words of the parts that carry the concept."""
        return " ".join(part.full_text for part in self.parts)

    @property
    def verified(self) -> bool:
        """Whether every part was verified from a text."""
        return all(p.verified for part in self.parts for p in part.walk())


@dataclass(frozen=True, slots=True)
class Row:
    """An entry with its texts, its verdict, and what differs. `lowered_from` is the verdict before a shortfall."""

    entry: Entry
    concept: Concept
    standard: tuple[Side, ...]
    subject: tuple[Side, ...]
    verdict: str
    differences: tuple[Difference, ...] = ()
    lowered_from: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """A crosswalk judged: rows in the order of the scheme, `uncovered` concepts of the standard without an entry."""

    crosswalk: Crosswalk
    standards: tuple[Instrument, ...]
    subjects: tuple[Instrument, ...]
    rows: tuple[Row, ...]
    uncovered: tuple[Concept, ...]

    def verdicts(self) -> dict[str, str]:
        """The verdict of each concept: of several entries the gravest."""
        found: dict[str, str] = {c.id: "not-examined" for c in self.uncovered}
        for row in self.rows:
            found[row.concept.id] = gravest((row.verdict, found.get(row.concept.id, row.verdict)))
        return found

    def counts(self) -> dict[str, int]:
        """How many rows have each verdict, uncovered concepts as not examined; verdicts in their fixed order."""
        found = dict.fromkeys(VERDICTS, 0)
        for row in self.rows:
            found[row.verdict] += 1
        found["not-examined"] += len(self.uncovered)
        return found

    def index(self) -> Index:
        """The harmonisation index over the rows that have been decided."""
        return index((row.concept.weight, row.verdict) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Index:
    """The harmonisation index: the weight of what is aligned or exceeds, half that of what is partial, over the weight
    of all decided rows, as a whole number from 0 to 100; None when nothing is decided."""

    value: int | None
    decided: int
    earned: float
    possible: int


def index(rows: Iterable[tuple[int, str]]) -> Index:
    """The index of (weight, verdict) pairs."""
    counted = [(weight, POINTS[verdict]) for weight, verdict in rows if verdict in POINTS]
    possible = sum(weight for weight, _ in counted)
    earned = sum(weight * points for weight, points in counted)
    value = round(100 * earned / possible) if possible else None
    return Index(value, len(counted), earned, possible)


def gravest(verdicts: Iterable[str]) -> str:
    """The verdict that matters most to a reader."""
    return min(verdicts, key=_GRAVITY.index)


def assess(crosswalk: Crosswalk, laws: Mapping[str, Instrument], scheme: Scheme) -> Assessment:
    """Every entry that is not rejected as a row with its verdict; `laws` has the instruments by alias. References that
    lead nowhere are left out (`check` reports them)."""
    order = {c.id: n for n, c in enumerate(scheme.concepts)}
    rows = [
        _row(entry, concept, laws)
        for entry in crosswalk.entries
        if entry.status != "rejected" and (concept := scheme.get(entry.concept))
    ]
    rows.sort(key=lambda row: order[row.concept.id])
    standards = tuple(laws[a] for a in crosswalk.standard if a in laws)
    subjects = tuple(laws[a] for a in crosswalk.subject if a in laws)
    return Assessment(crosswalk, standards, subjects, tuple(rows), uncovered(crosswalk, standards, scheme))


def uncovered(crosswalk: Crosswalk, standards: Iterable[Instrument], scheme: Scheme) -> tuple[Concept, ...]:
    """The concepts in scope that the standard regulates and for which the crosswalk has no entry."""
    regulated = {c for law in standards for p in law.walk() for c in p.concepts}
    covered = {e.concept for e in crosswalk.entries}
    scope = crosswalk.scope or tuple(g.id for g in scheme.groups if not g.parent)
    return tuple(c for c in scheme.within(scope) if c.id in regulated and c.id not in covered)


def _row(entry: Entry, concept: Concept, laws: Mapping[str, Instrument]) -> Row:
    standard = sides(entry.standard, concept.id, laws)
    subject = sides(entry.subject, concept.id, laws)
    found = differences(concept, standard, subject) if entry.relation and entry.relation != "none" else ()
    if entry.status == "proposed":
        return Row(entry, concept, standard, subject, "open", found)
    verdict = (
        "contrary" if entry.conflict else _OF_RELATION.get(entry.relation) or _OF_ABSENCE.get(entry.absence, "open")
    )
    if any(d.short for d in found) and verdict in _LOWER:
        return Row(entry, concept, standard, subject, _LOWER[verdict], found, verdict)
    return Row(entry, concept, standard, subject, verdict, found)


def sides(refs: Iterable[Ref], concept: str, laws: Mapping[str, Instrument]) -> tuple[Side, ...]:
    """The provisions of references, each with the part that carries the concept (the whole when none does)."""
    found = []
    for reference in refs:
        law = laws.get(reference.alias)
        provision = law.find(reference.eid) if law else None
        if law and provision:
            parts = tuple(_carriers(provision, concept)) or (provision,)
            found.append(Side(law, reference.eid, provision, parts))
    return tuple(found)


def _carriers(provision: Provision, concept: str) -> Iterable[Provision]:
    """The outermost parts of a provision that carry a concept."""
    if concept in provision.concepts:
        yield provision
    else:
        for child in provision.children:
            yield from _carriers(child, concept)


def values(found: Iterable[Side], concept: str) -> tuple[Value, ...]:
    """The typed values of a concept on one side, each once."""
    return tuple(dict.fromkeys(v for side in found for v in side.provision.all_values if v.concept == concept))


def differences(concept: Concept, standard: tuple[Side, ...], subject: tuple[Side, ...]) -> tuple[Difference, ...]:
    """Where the subject's typed values and modality differ from the standard's, in words."""
    ours, theirs = values(subject, concept.id), values(standard, concept.id)
    found: list[Difference] = []
    for parameter in concept.parameters:
        left = tuple(dict.fromkeys(v.value for v in theirs if v.parameter == parameter.id))
        right = tuple(dict.fromkeys(v.value for v in ours if v.parameter == parameter.id))
        if left and right:
            found += _parameter(concept, parameter, left, right)
    modality = _modality(concept, standard, subject)
    return (*found, *((modality,) if modality else ()))


def _parameter(
    concept: Concept, parameter: Parameter, left: tuple[str, ...], right: tuple[str, ...]
) -> list[Difference]:
    name = f"{concept.id}.{parameter.id}"
    if parameter.unit == "duration":
        return _durations(name, parameter, left, right)
    if set(left) == set(right):
        return []
    words = f"{_terms(right)} against {_terms(left)}"
    return [
        Difference(name, parameter.label, _terms(left), _terms(right), words, not _satisfied(parameter, left, right))
    ]


def _satisfied(parameter: Parameter, left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether one of the subject's terms is one of the standard's, or asks no more than it."""
    accepted = {*left, *(term for value in left for term in parameter.satisfies.get(value, ()))}
    return bool(accepted & set(right))


def _durations(name: str, parameter: Parameter, left: tuple[str, ...], right: tuple[str, ...]) -> list[Difference]:
    """Durations are compared end to end: of several on one side, the one that binds (the longest for a ceiling, the
    shortest for a floor)."""
    longest = parameter.meets != "at-least"
    standard, subject = _extreme(left, longest), _extreme(right, longest)
    order = quantity.compare(subject, standard)
    if not order:
        return []
    effect = parameter.more if order > 0 else parameter.less
    words = f"{quantity.words(subject)} against {_bare(standard, subject)}"
    words += f": {effect}" if effect else f": {'longer' if order > 0 else 'shorter'} than the standard"
    short = {"at-most": order > 0, "at-least": order < 0}.get(parameter.meets, True)
    return [Difference(name, parameter.label, quantity.words(standard), quantity.words(subject), words, short)]


def _extreme(durations: tuple[str, ...], longest: bool) -> str:
    return (max if longest else min)(durations, key=quantity.days)


def _bare(duration: str, beside: str) -> str:
    """A duration without its unit where the other one has the same: "60 days against 40"."""
    words, other = quantity.words(duration), quantity.words(beside)
    same = words.split()[-1].rstrip("s") == other.split()[-1].rstrip("s")
    return words.split()[0] if same and len(words.split()) == 2 and len(other.split()) == 2 else words


def _terms(terms: tuple[str, ...]) -> str:
    return " or ".join(TERMS.get(t, t.replace("-", " ")) for t in terms)


def _modality(concept: Concept, standard: tuple[Side, ...], subject: tuple[Side, ...]) -> Difference | None:
    """How strongly each side binds. A mandatory ground that becomes optional is a shortfall where the ground protects
    the person; an optional ground that becomes mandatory is one for the requesting State. A weaker duty is a shortfall,
    unless the duty is a burden on the requesting State: then a stronger one is."""
    theirs, ours = _main(standard), _main(subject)
    if not theirs or not ours or theirs == ours:
        return None
    if theirs in GROUNDS and ours in GROUNDS:
        if theirs == "mandatory":
            words = "refusal is optional, where the standard makes it mandatory"
            words += ": the person may be surrendered all the same" if concept.safeguard else ""
            return Difference("modality", "force", theirs, ours, words, concept.safeguard)
        words = "refusal is mandatory, where the standard leaves it to the requested State"
        return Difference("modality", "force", theirs, ours, words, not concept.safeguard)
    shown = {m: m.replace("-", " ") for m in (theirs, ours)}
    words = f"{shown[ours]}, where the standard says {shown[theirs]}"
    if theirs in _STRENGTH and ours in _STRENGTH:
        weaker = _STRENGTH[ours] < _STRENGTH[theirs]
        return Difference("modality", "force", shown[theirs], shown[ours], words, weaker is not concept.burden)
    return Difference("modality", "force", shown[theirs], shown[ours], words, "prohibited" in (theirs, ours))


def _main(found: tuple[Side, ...]) -> str:
    """The modality of a side, where all its parts that state one agree; empty where they do not."""
    stated = {p.modality for side in found for part in side.parts for p in part.walk() if p.modality}
    return stated.pop() if len(stated) == 1 else ""
