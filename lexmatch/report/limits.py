"""The time limits of a report: each typed duration across the standard, the subjects and the whole corpus."""

from __future__ import annotations

from collections.abc import Iterable

from lexmatch import quantity
from lexmatch.concepts import Scheme
from lexmatch.gaps import Assessment
from lexmatch.instrument import Instrument
from lexmatch.report.model import Limit
from lexmatch.report.names import jurisdiction_name


def limits(assessments: tuple[Assessment, ...], scheme: Scheme, corpus: tuple[Instrument, ...]) -> tuple[Limit, ...]:
    """The durations that the standard or a subject sets for concepts in the report, against all of the corpus."""
    standards = assessments[0].standards
    subjects = tuple(law for a in assessments for law in a.subjects)
    named = {law.alias for law in (*standards, *subjects)}
    rest = tuple(law for law in corpus if law.alias not in named)
    present = {c for a in assessments for c in a.verdicts()}
    made = []
    for concept in scheme.concepts:
        if concept.id not in present:
            continue
        for parameter in concept.parameters:
            if parameter.unit != "duration":
                continue
            found = [
                _points(laws, concept.id, parameter.id, named)
                for laws, named in ((standards, "standard"), (subjects, "jurisdiction"), (rest, "alias"))
            ]
            if not (found[0] or found[1]) or sum(map(len, found)) < 2:
                continue
            days = sorted(d for group in found for _, _, d in group)
            middle = len(days) // 2
            median = days[middle] if len(days) % 2 else (days[middle - 1] + days[middle]) / 2
            made.append(Limit(concept.id, concept.label, parameter.label, found[0], found[1], found[2], median))
    return tuple(made)


def _points(laws: Iterable[Instrument], concept: str, parameter: str, named: str) -> tuple[tuple[str, str, float], ...]:
    """(name, words, days) of each instrument's values; `named` says what the name is: the word "standard", the
    jurisdiction, or the alias."""
    found: dict[tuple[str, str], float] = {}
    for law in laws:
        name = {"standard": "standard", "jurisdiction": jurisdiction_name(law.jurisdiction)}.get(named, law.alias)
        for provision in law.walk():
            for value in provision.values:
                if value.concept == concept and value.parameter == parameter:
                    found[name, quantity.words(value.value)] = quantity.days(value.value)
    return tuple((name, words, days) for (name, words), days in found.items())
