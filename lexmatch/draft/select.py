"""What is to be drafted: chosen concepts, or every gap of a crosswalk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from lexmatch import gaps
from lexmatch.concepts import Concept, Scheme
from lexmatch.crosswalk import Crosswalk
from lexmatch.findings import Unreadable
from lexmatch.instrument import Instrument
from lexmatch.text import did_you_mean


@dataclass(frozen=True, slots=True)
class Wanted:
    """A concept to draft on. `verdict` is what the crosswalk says of it ("" without one), `reviewed` whether a person
    accepted that, `reasons` what falls short in words, `standard` the provisions of the benchmark."""

    concept: Concept
    verdict: str = ""
    reviewed: bool = True
    reasons: tuple[str, ...] = ()
    standard: tuple[gaps.Side, ...] = ()

    @property
    def is_gap(self) -> bool:
        """Whether the subject's law lacks something here."""
        return self.verdict in gaps.GAPS


def of_crosswalk(crosswalk: Crosswalk, laws: dict[str, Instrument], scheme: Scheme) -> tuple[Wanted, ...]:
    """Every concept of a crosswalk with its gravest verdict, in the order of the scheme. An entry that is only proposed
    counts as what it proposes, and is marked as not reviewed: a draft may rest on it, a verdict may not."""
    supposed = replace(
        crosswalk, entries=tuple(replace(e, status="accepted") for e in crosswalk.entries if e.status != "rejected")
    )
    reviewed = {e.key for e in crosswalk.entries if e.status == "accepted"}
    rows: dict[str, list[gaps.Row]] = {}
    for row in gaps.assess(supposed, laws, scheme).rows:
        rows.setdefault(row.concept.id, []).append(row)
    found = []
    for together in rows.values():
        verdict = gaps.gravest(r.verdict for r in together)
        decisive = [r for r in together if r.verdict == verdict]
        reasons = [d.words for r in decisive for d in r.differences if d.short]
        reasons += [r.entry.note for r in decisive if r.entry.note]
        sides = tuple(dict.fromkeys((s.law.alias, s.eid) for r in together for s in r.standard))
        by_key = {(s.law.alias, s.eid): s for r in together for s in r.standard}
        found.append(Wanted(together[0].concept, verdict, all(r.entry.key in reviewed for r in decisive),
                            tuple(dict.fromkeys(reasons)), tuple(by_key[k] for k in sides)))  # fmt: skip
    return tuple(found)


def of_concepts(ids: Iterable[str], standards: tuple[Instrument, ...], scheme: Scheme,
                known: tuple[Wanted, ...] = ()) -> tuple[Wanted, ...]:  # fmt: skip
    """The chosen concepts in the order in which they were named; what a crosswalk says of them comes along. Raises
    Unreadable for an id that the scheme does not have."""
    by_id = {w.concept.id: w for w in known}
    found = []
    for concept_id in dict.fromkeys(ids):
        concept = scheme.get(concept_id)
        if not concept:
            near = did_you_mean(concept_id, tuple(scheme.index)) or "`lexmatch list concepts` names them all."
            raise Unreadable(f"there is no concept '{concept_id}'", near)
        wanted = by_id.get(concept_id, Wanted(concept))
        found.append(replace(wanted, standard=wanted.standard or carrying(concept_id, standards)))
    return tuple(found)


def carrying(concept: str, laws: Iterable[Instrument]) -> tuple[gaps.Side, ...]:
    """The provisions of instruments that carry a concept."""
    return tuple(gaps.Side(law, p.eid, p, (p,)) for law in laws for p in law.carrying(concept))
