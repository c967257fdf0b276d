"""One concept over many instruments: the table a comparative lawyer wants."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lexmatch import quantity
from lexmatch.concepts import Concept
from lexmatch.instrument import Instrument, Value


@dataclass(frozen=True, slots=True)
class Answer:
    """What one provision of one instrument says on the concept. `silent` marks an instrument that was read as a whole and
    says nothing; `aspect` one that leaves a part of the subject open."""

    law: Instrument
    eid: str
    citation: str
    modality: str
    values: tuple[Value, ...]
    text: str
    verified: bool
    note: str = ""
    silent: bool = False
    aspect: bool = False


def answers(concept: Concept, laws: Iterable[Instrument]) -> tuple[Answer, ...]:
    """Every provision that carries the concept, silences last. Sorted by the concept's first duration, shortest first,
    then by instrument and place in the text; provisions without a duration follow."""
    found: list[Answer] = []
    for law in laws:
        for provision in law.carrying(concept.id):
            eid = law.citable(provision.eid)
            values = tuple(v for v in provision.all_values if v.concept == concept.id)
            found.append(Answer(law, eid, law.cite(eid), provision.modality, values, provision.full_text,
                                provision.verified, provision.note))  # fmt: skip
        found += [Answer(law, "", "", "", (), words, True, aspect=True) for c, words in law.aspects if c == concept.id]
        if concept.id in law.silent:
            found.append(Answer(law, "", "", "", (), "Says nothing on it.", True, silent=True))
    order = {id(answer): n for n, answer in enumerate(found)}
    durations = tuple(p.id for p in concept.parameters if p.unit == "duration")
    return tuple(sorted(found, key=lambda a: (a.silent, _longest(a, durations), a.law.alias, order[id(a)])))


def _longest(answer: Answer, durations: tuple[str, ...]) -> tuple[bool, float]:
    days = [quantity.days(v.value) for v in answer.values if v.parameter in durations]
    return (not days, max(days, default=0.0))
