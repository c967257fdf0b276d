"""Proposals for a text: what each provision is about, how strongly it binds, and the values it sets, each with its reason.

Every provision is judged with all its words; a proposal is *carried* by the narrowest provision that shows it. Nothing here is
a decision: `annotate --write` marks, and a person reviews.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lexmatch.annotate import learned, limits, modality, parameters
from lexmatch.annotate.cues import split
from lexmatch.annotate.evidence import Evidence, Finders, domain, gather, probability, subject, surround
from lexmatch.annotate.learned import Learned
from lexmatch.annotate.nearest import Examples
from lexmatch.annotate.parameters import Found
from lexmatch.annotate.settle import settle
from lexmatch.concepts import Scheme
from lexmatch.instrument import Instrument, Provision, Value, instrument
from lexmatch.text import fold

MOST = 8  # proposals listed for a provision
INHERITED = 0.8  # how much of a score of the provision around counts for the values in a part of it
CARRY = 0.3  # score from which a provision carries a concept: there precision and recall weigh most together
ALONE = 2 / 3  # of that score is enough for the best one where no other has it: few provisions are about nothing
BASIC = ("article", "section", "rule")
_GROUNDS = ("ext-refusal", "mla-refusal")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A concept proposed for a provision, with a score between 0 and 1 and the reasons."""

    concept: str
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """A value proposed for a provision; `start` and `end` are its place in the provision's own text (both 0 for a term
    that only its parts say)."""

    value: Value
    start: int = 0
    end: int = 0
    score: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Annotated:
    """What is proposed for one provision: all concepts with their scores, best first, and those it carries itself."""

    eid: str
    num: str
    concepts: tuple[Proposal, ...] = ()
    carries: tuple[str, ...] = ()
    modality: str = ""
    parameters: tuple[Marked, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotations:
    """The proposals for an instrument, in the order of its text."""

    alias: str
    provisions: tuple[Annotated, ...]

    def by_eid(self) -> dict[str, Annotated]:
        """The proposals by eId."""
        return {a.eid: a for a in self.provisions}


def annotate(law: Instrument, scheme: Scheme, model: Learned | None = None, min_score: float = CARRY,
             examples: Examples | None = None) -> Annotations:  # fmt: skip
    """Proposals for every provision of an instrument. `model` is what was learned of each concept's words; the shipped one
    serves where none is given. `examples` are annotated provisions; those of the law itself are not asked."""
    finders = Finders.of(scheme, law.language)
    words = learned.shipped() if model is None else model
    if law.language != "en":
        words = Learned()  # it was learned from English
    about = subject([fold(f"{p.heading} {p.text}") for p in law.walk() if p.text])
    judged: dict[str, Evidence] = {}
    for provision in law.walk():
        if provision.eid:
            judged[provision.eid] = _judge(law, provision, finders, words, examples, about)
    surround(judged, _places(law))
    carried: dict[str, tuple[str, ...]] = {}
    for top in law.provisions:
        _carry(top, judged, carried, min_score)
    ranked = {eid: scores(evidence) for eid, evidence in judged.items()}
    around = {eid: _around(law, law.index[eid], ranked) for eid in judged}
    title = _title(law)
    amounts = settle(law, _amounts(law, around, title))
    made = [
        _annotated(law, provision, scheme, judged[provision.eid], ranked[provision.eid], carried.get(provision.eid, ()),
                   amounts[provision.eid])
        for provision in law.walk()
        if provision.eid in judged
    ]  # fmt: skip
    return Annotations(law.alias, tuple(made))


def _places(law: Instrument) -> list[tuple[str, list[str]]]:
    """Provisions with their parts; under "" those that stand side by side in a part or chapter, or directly in the law."""
    inner = [(p.eid if _is_rule(p) else "", p.children) for p in law.walk() if p.eid or not _is_rule(p)]
    return [
        (eid, [c.eid for c in parts if c.eid and (eid or _is_rule(c))]) for eid, parts in (("", law.provisions), *inner)
    ]


def _judge(
    law: Instrument, provision: Provision, finders: Finders, model: Learned, examples: Examples | None, about: str
) -> Evidence:
    text, heading, above = learned.words(law, provision)
    alike = examples.concepts(learned.counts(text, heading, above), law.alias) if examples else None
    return gather(finders, model, text, heading, above, split(_lead(law, provision)), alike, about)


def scores(evidence: Evidence) -> dict[str, float]:
    """The score of each concept, best first; equal ones in alphabetical order."""
    best = max(evidence.weight.values(), default=0.0)
    found = {c: probability(w, best, evidence.with_words) for c, w in evidence.weight.items()}
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def sure(found: Mapping[str, float], least: float) -> tuple[str, ...]:
    """The concepts with a score of at least `least`, in the order given; where there are none, the first one if it comes near."""
    enough = tuple(c for c, s in found.items() if s >= least)
    return enough or tuple(c for c, s in list(found.items())[:1] if s >= ALONE * least)


def _carry(provision: Provision, judged: Mapping[str, Evidence], carried: dict[str, tuple[str, ...]], least: float
           ) -> frozenset[str]:  # fmt: skip
    """Decides which concepts a provision carries itself, none of them on the word of its neighbours alone; gives those that it
    or anything below it carries."""
    below: set[str] = set()
    for child in provision.children:
        below |= _carry(child, judged, carried, least)
    if provision.eid in judged and _is_rule(provision):
        evidence = judged[provision.eid]
        chosen = sure({c: s for c, s in scores(evidence).items() if c in evidence.own}, least)[:3]
        carried[provision.eid] = tuple(c for c in chosen if c not in below)
        below |= set(carried[provision.eid])
    return frozenset(below)


def _is_rule(provision: Provision) -> bool:
    """Parts and chapters carry nothing: what stands in them does."""
    return provision.kind not in (
        "part",
        "chapter",
        "title",
        "book",
        "division",
        "subdivision",
        "hcontainer",
        "attachment",
    )


def _annotated(law: Instrument, provision: Provision, scheme: Scheme, evidence: Evidence, own: Mapping[str, float],
               carries: tuple[str, ...], amounts: Sequence[Found]) -> Annotated:  # fmt: skip
    proposals = tuple(Proposal(c, s, evidence.reasons(c)) for c, s in list(own.items())[:MOST])
    terms = parameters.values(provision.full_text, scheme, own, provision.text)
    found = [Marked(Value(f.concept, f.parameter, f.value, f.words), f.start, f.end, f.score, f.reason)
             for f in (*amounts, *terms)]  # fmt: skip
    once = tuple({(m.value.key, m.value.value): m for m in reversed(found)}.values())[::-1]
    return Annotated(
        provision.eid, provision.num, proposals, carries, _modality(law, provision, scheme, proposals), once
    )


def _around(law: Instrument, provision: Provision, ranked: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """The scores for the values of a provision: a list item is about what its sentence is about."""
    scores_around = dict(ranked[provision.eid])
    for parent in law.ancestors(provision.eid):
        if _is_rule(parent):
            for concept, score in ranked.get(parent.eid, {}).items():
                scores_around[concept] = max(scores_around.get(concept, 0.0), INHERITED * score)
    return scores_around


def _title(law: Instrument) -> str:
    """What the title says of a law's domain; a law about extradition under another title is about both."""
    of_title = domain([split(law.title)])
    if of_title == "ext":
        return of_title
    return limits.BOTH if limits.covers([fold(p.text) for p in law.walk() if p.text]) else of_title


def _lead(law: Instrument, provision: Provision) -> str:
    """The words that lead into a list item: the texts above it within its article."""
    chain = [p for p in law.ancestors(provision.eid) if _is_rule(p)]
    return " ".join(p.text for p in chain if p.text)[-600:]


def _sentence(law: Instrument, provision: Provision) -> str:
    """The whole sentence that a list item is a part of: what leads into it, its siblings, and what follows them."""
    parent = law.find(law.parents.get(provision.eid, ""))
    return f"{_lead(law, provision)} {parent.full_text[:1500]}" if parent and _is_rule(parent) and parent.text else ""


def _modality(law: Instrument, provision: Provision, scheme: Scheme, proposals: Sequence[Proposal]) -> str:
    concept = scheme.get(proposals[0].concept) if proposals else None
    ground = bool(concept and (concept.group in _GROUNDS or concept.id in modality.EXCLUSIONS))
    ground = ground and bool(concept and concept.id not in modality.DELAYS)
    lead = _lead(law, provision)
    return modality.item(lead, provision.full_text, ground) if lead else modality.modality(provision.full_text, ground)


def _amounts(law: Instrument, around: Mapping[str, Mapping[str, float]], title: str) -> dict[str, tuple[Found, ...]]:
    """The durations of every provision, each read with what its article has set before."""
    made: dict[str, tuple[Found, ...]] = {}
    known = ""
    for provision in law.walk():
        if not _is_rule(provision) or provision.kind in BASIC:
            known = ""
        if provision.eid in around:
            made[provision.eid] = _durations(law, provision, around[provision.eid], title, known)
            known = made[provision.eid][-1].key if made[provision.eid] else known
    return made


def _durations(law: Instrument, provision: Provision, scores_around: Mapping[str, float], title: str, known: str
               ) -> tuple[Found, ...]:  # fmt: skip
    if not provision.text and not provision.tail:
        return ()
    headings = [provision.heading, *(p.heading for p in reversed(law.ancestors(provision.eid)))]
    about = domain([split(h) for h in headings]) or title
    around = " . ".join((law.title, law.heading(provision.eid), _sentence(law, provision)))
    lead = _lead(law, provision)
    own = parameters.durations(provision.text, law.language, scores_around, around, about, lead, known)
    if provision.tail:
        near = f"{around} {provision.text}"
        own += parameters.durations(
            provision.tail, law.language, scores_around, near, about, lead, own[-1].key if own else known
        )
    return own


def apply(law: Instrument, annotations: Annotations, least: float = CARRY) -> Instrument:
    """The instrument with the proposals in place, in memory only. What a person annotated stays as it is."""
    proposed = annotations.by_eid()

    def marked(provision: Provision) -> Provision:
        children = tuple(marked(c) for c in provision.children)
        found = proposed.get(provision.eid)
        if found is None or provision.concepts:
            return replace(provision, children=children)
        score = {p.concept: p.score for p in found.concepts}
        concepts = tuple(c for c in found.carries if score.get(c, 0.0) >= least)
        values = tuple(m.value for m in found.parameters if m.value.concept in concepts or m.value.words)
        return replace(
            provision, children=children, concepts=concepts, modality=provision.modality or (found.modality if concepts else ""),
            values=(*provision.values, *values),
        )  # fmt: skip

    names = [f for f in law.__dataclass_fields__ if f not in ("alias", "title", "provisions", "index", "parents")]
    fields = {name: getattr(law, name) for name in names}
    return instrument(law.alias, law.title, tuple(marked(p) for p in law.provisions), **fields)


def annotated(law: Instrument) -> bool:
    """Whether anybody has annotated an instrument."""
    return any(p.concepts for p in law.walk())
