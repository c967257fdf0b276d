"""What speaks for a concept in a provision: cues, names in headings, the headings above, learned words, annotated provisions
that are like it, and what stands around it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lexmatch.annotate import cues, learned
from lexmatch.annotate.cues import Finder
from lexmatch.annotate.learned import Learned
from lexmatch.concepts import Scheme

# What each kind of evidence weighs. Round numbers, chosen on statutes that neither cues nor words were made from: cues are
# written with texts in view and flatter themselves on them. docs/matching.md says what each of them adds.
CUE, HEADING, HEADING_WHOLE, HEADING_CUE, ABOVE, NAME = 2.0, 2.0, 2.0, 1.0, 0.7, 0.5
LEAD = 0.6
LEARNED, LEARNED_MOST = 0.8, 10.0  # for each standard deviation that a concept stands out, up to so many
ALIKE = 1.5  # times the share of a concept in the nearest examples
AROUND, BESIDE = 0.1, 0.15  # of the weight in the provision around it, in the one before and the one after,
NEAR_MOST = 0.8  # and no more than this: the grounds of a list are each about something else


@dataclass(slots=True)
class Evidence:
    """The weight of what speaks for each concept, and the reasons with their weights. `with_words` says whether learned
    words were asked; `own` are the concepts for which the provision itself speaks, once what stands around it was added."""

    with_words: bool = True
    weight: dict[str, float] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    said: dict[str, list[tuple[float, str]]] = field(default_factory=dict)

    def add(self, concept: str, weight: float, reason: str) -> None:
        """One more thing that speaks for a concept."""
        self.weight[concept] = self.weight.get(concept, 0.0) + weight
        if reason:
            self.said.setdefault(concept, []).append((weight, reason))

    def reasons(self, concept: str, most: int = 3) -> tuple[str, ...]:
        """The weightiest reasons, each once."""
        ordered = sorted(self.said.get(concept, ()), key=lambda x: -x[0])
        return tuple(dict.fromkeys(reason for _, reason in ordered))[:most]


@dataclass(frozen=True, slots=True)
class Finders:
    """The cues and names of a scheme in the languages that a text needs, and the concepts that the scheme has."""

    cues: tuple[Finder, ...]
    names: tuple[Finder, ...]
    concepts: frozenset[str] = frozenset()

    @classmethod
    def of(cls, scheme: Scheme, language: str) -> Finders:
        """For a text in a language; a language without cues of its own is read with the names it has."""
        return cls((cues.cue_finder(scheme, language),), (cues.name_finder(scheme, language),),
                   frozenset(c.id for c in scheme.concepts))  # fmt: skip


def gather(
    finders: Finders,
    model: Learned,
    text: Sequence[str],
    heading: Sequence[str],
    above: Sequence[Sequence[str]],
    lead: Sequence[str] = (),
    alike: Mapping[str, tuple[float, str]] | None = None,
    about: str = "",
) -> Evidence:
    """Everything that speaks for concepts in a provision: its words, its heading, the title and headings above it, the words of
    the sentence that leads into it, and the share of concepts in the annotated provisions that it is `alike`. `about` is the
    domain of the law, where neither headings nor title say it."""
    found = Evidence(bool(model.concepts))
    others, counterparts = OTHER.get(domain([heading, *reversed(above)]) or about, ((), {}))
    _cues(found, finders, text, heading)
    for finder in finders.cues if lead else ():
        for hit in finder.find(lead):
            found.add(hit.concept, LEAD, f"its sentence begins “{' '.join(lead[hit.start : hit.end][:9])}”")
    _names(found, finders, text, heading, above[1:])
    for concept, (share, where) in (alike or {}).items():
        found.add(concept, ALIKE * share, f"like {where}")
    _counterparts(found, others, counterparts, finders.concepts)
    for concept, (score, words) in model.scores(learned.counts(text, heading, above)).items():
        reason = f"its words are typical: {', '.join(words)}" if words else ""
        weight = LEARNED * min(score, LEARNED_MOST)
        found.add(concept, weight * (ELSEWHERE if concept.startswith(others) else 1.0), reason)
    return found


def surround(judged: Mapping[str, Evidence], places: Sequence[tuple[str, Sequence[str]]]) -> None:
    """What speaks for a concept in a provision speaks a little for it in its parts, and in the part before and after.
    `places` are the provisions with their parts; what has no words of its own, such as a chapter, is named ""."""
    own = {eid: dict(evidence.weight) for eid, evidence in judged.items()}
    for eid, evidence in judged.items():
        evidence.own = frozenset(own[eid])
    for whole, parts in places:
        for n, part in enumerate(parts):
            for concept, weight in own.get(whole, {}).items():
                judged[part].add(concept, min(AROUND * weight, NEAR_MOST), "the provision around it is about that")
            for neighbour in (*parts[max(0, n - 1) : n], *parts[n + 1 : n + 2]):
                for concept, weight in own[neighbour].items():
                    judged[part].add(concept, min(BESIDE * weight, NEAR_MOST), "the provision beside it is about that")


def _cues(found: Evidence, finders: Finders, text: Sequence[str], heading: Sequence[str]) -> None:
    for finder in finders.cues:
        for hit in finder.find(text):
            found.add(hit.concept, CUE, f"says “{' '.join(text[hit.start : hit.end][:9])}”")
        for hit in finder.find(heading):
            found.add(hit.concept, HEADING_CUE, f"its heading says “{' '.join(heading[hit.start : hit.end])}”")


def _names(found: Evidence, finders: Finders, text: Sequence[str], heading: Sequence[str], above: Sequence[Sequence[str]]
           ) -> None:  # fmt: skip
    for finder in finders.names:
        for hit in finder.find(heading):
            share = (hit.end - hit.start) / max(len(heading), 1)
            found.add(hit.concept, HEADING + HEADING_WHOLE * share,
                      f"its heading names “{' '.join(heading[hit.start : hit.end])}”")  # fmt: skip
        for words in above:
            for hit in finder.find(words):
                found.add(hit.concept, ABOVE, f"stands under “{' '.join(words[hit.start : hit.end])}”")
        for hit in finder.find(text):
            found.add(hit.concept, NAME, f"mentions “{' '.join(text[hit.start : hit.end][:9])}”")


# Extradition and mutual assistance have rules of the same names (refusal, channel, language, costs): the nearest heading,
# and at last the title, says which of the two a text is about. What speaks for a concept of the other one speaks for its
# counterpart: "an offence under military law" in an act on assistance is a ground for refusing assistance.
ELSEWHERE = 0.4
COUNTERPARTS = {
    "ext-additional-information": "mla-additional-information", "ext-authentication": "mla-authentication",
    "ext-authorities": "mla-central-authority", "ext-channel": "mla-channel", "ext-consultation": "mla-consultation",
    "ext-costs": "mla-costs", "ext-death-penalty": "mla-refusal-penalty", "ext-discrimination": "mla-refusal-discrimination",
    "ext-dual-criminality": "mla-dual-criminality", "ext-essential-interests": "mla-refusal-sovereignty",
    "ext-fiscal-offences": "mla-fiscal-offences", "ext-governing-law": "mla-execution-law", "ext-language": "mla-language",
    "ext-military-offence": "mla-refusal-military", "ext-ne-bis-in-idem": "mla-refusal-ne-bis-in-idem",
    "ext-obligation": "mla-obligation", "ext-political-offence": "mla-refusal-political",
    "ext-political-offence-exclusions": "mla-refusal-political", "ext-property": "mla-search-seizure",
    "ext-relation": "mla-treaty-basis", "ext-request-documents": "mla-request-content", "ext-speciality": "mla-use-limitation",
    "ext-temporary-surrender": "mla-transfer-of-detained", "ext-torture-fair-trial": "mla-refusal-penalty",
    "ext-transit": "mla-transfer-of-detained", "ext-treaty-basis": "mla-treaty-basis",
}  # fmt: skip
# The concepts that a domain is not about, and their counterparts in it. A law that never looks abroad is a third domain.
OTHER: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "ext": (("mla-",), {mla: ext for ext, mla in reversed(COUNTERPARTS.items())}),  # the first of several
    "mla": (("ext-",), COUNTERPARTS),
    "home": (("ext-", "mla-", "coop-"), {"mla-video-conference": "evd-remote-testimony"}),
}
_EXTRADITION = ("extradit", "surrender", "ausliefer", "extradic", "entrega")
_ASSISTANCE = ("mutual", "assistance", "entraide", "rechtshilfe", "asistencia", "auxilio", "assistencia")


def _counterparts(
    found: Evidence, others: tuple[str, ...], counterparts: Mapping[str, str], known: frozenset[str]
) -> None:
    """Takes from the concepts of another domain all but ELSEWHERE of their weight, and gives it to their counterparts, where
    the scheme has them."""
    for concept in [c for c in found.weight if c.startswith(others)]:
        taken = (1 - ELSEWHERE) * found.weight[concept]
        found.weight[concept] -= taken
        counterpart = counterparts.get(concept, "")
        if counterpart in known:
            found.add(counterpart, taken, next(iter(found.reasons(concept)), ""))


def domain(headings: Sequence[Sequence[str]]) -> str:
    """ "ext" or "mla" by the first of the headings that speaks of one of them alone, else ""."""
    for words in headings:
        one = any(w.startswith(_EXTRADITION) for w in words)
        two = any(w.startswith(_ASSISTANCE) for w in words) and "technical" not in words
        if one != two:
            return "ext" if one else "mla"
    return ""


_OF_EXTRADITION = re.compile(rf"\b(?:fugitiv|{'|'.join(_EXTRADITION)})")
_OF_ASSISTANCE = re.compile(rf"\b(?:{'|'.join(w for w in _ASSISTANCE if w != 'mutual')})")
FEW = 10  # provisions that say nothing of the whole yet
MANY = 0.3  # share from which they do
TIMES = 5  # how much oftener than the other domain
_ABROAD = re.compile(
    r"\b(?:foreign|abroad|overseas|international|mutual|treat(?:y|ies)|convention|requesting|requested|"
    rf"(?:another|other|member) (?:state|countr)|fugitiv|{'|'.join(_EXTRADITION)})"
)
HOME = 0.05  # share of provisions that speak of other States, below which a law is about none
NEVER = 0.02  # share up to which extradition is not a law's subject


def subject(texts: Sequence[str]) -> str:
    """The domain of a law by the folded texts of its provisions, whatever its title: "ext" where they speak of extradition and
    surrender throughout (a law on arrest warrants between States), "mla" where they never do, so that nothing in it is a rule
    of extradition, "home" where they hardly speak of other States at all (a law on evidence), else ""."""
    if len(texts) < FEW:
        return ""
    one = sum(bool(_OF_EXTRADITION.search(text)) for text in texts) / len(texts)
    two = sum(bool(_OF_ASSISTANCE.search(text)) for text in texts) / len(texts)
    if sum(bool(_ABROAD.search(text)) for text in texts) < HOME * len(texts):
        return "home"
    if one >= MANY and one >= TIMES * two:
        return "ext"
    return "mla" if one < NEVER else ""


# Fitted on labelled provisions and rules of digests, half and half, of instruments that neither the learned words nor the
# examples had seen; docs/matching.md shows how many proposals of each score were right.
_CALIBRATION = (3.8, 1.05, -0.4, -6.7)
_WITHOUT = (2.4, 1.3, -0.4, -3.65)  # where there are no learned words (languages other than English)


def probability(weight: float, best: float, with_words: bool = True) -> float:
    """A weight as a score between 0 and 1, how likely the proposal is right: how much speaks for it, and how near it comes
    to the best of the provision."""
    if weight <= 0 or best <= 0:
        return 0.0
    own, share, most, bias = _CALIBRATION if with_words else _WITHOUT
    x = own * math.log1p(weight) + share * weight / best + most * math.log1p(best) + bias
    return round(1 / (1 + math.exp(-x)), 4)
