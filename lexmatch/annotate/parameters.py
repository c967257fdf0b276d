"""Typed values in a provision: durations with what they limit, and terms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lexmatch import quantity
from lexmatch.annotate import terms
from lexmatch.concepts import Scheme
from lexmatch.text import fold

LOOK = 20_000
NEAR = 320
SURE = 0.45  # score of a concept from which its terms are looked for
# Concepts of extradition and of mutual assistance with the same parameter: only the likelier of the two gets a term.
_TWIN = {"ext-channel": "mla-channel", "mla-channel": "ext-channel", "ext-dual-criminality": "mla-dual-criminality",
         "mla-dual-criminality": "ext-dual-criminality"}  # fmt: skip
_CUT = re.compile(r"(?<=[a-z)])[.;](?=\s)")
# What is counted from the end of another period prolongs it; it is not the limit itself.
_FURTHER = re.compile(r"\s*(?:after|from|following) the (?:expir\w+|end) of (?:that|the|such|this) (?:\w+ ){0,2}period")
_LANGUAGES = ("en", "fr", "es", "pt", "de")


@dataclass(frozen=True, slots=True)
class Found:
    """A value found: parameter, ISO or term, its words with their place in the text ("" and 0 for terms), and a score."""

    concept: str
    parameter: str
    value: str
    words: str
    start: int
    end: int
    score: float
    reason: str


def durations(text: str, language: str, scores: Mapping[str, float], around: str = "") -> tuple[Found, ...]:
    """The durations of a text that are values of parameters. `scores` says how sure it is that the provision is about
    each concept, `around` are the words that lead into the text (its headings and the beginning of its sentence)."""
    text = text[:LOOK]
    found: list[Found] = []
    lead = fold(around)
    for amount in quantity.find(text, language if language in _LANGUAGES else ""):
        if _FURTHER.match(fold(text[amount.end : amount.end + 90])):
            continue
        clause = _clause(text, amount.start, amount.end)
        best = max((_score(rule, clause, lead, amount, scores) for rule in terms.DURATIONS), default=(0.0, ""))
        if best[0] >= 0.9:
            concept, _, parameter = best[1].partition(".")
            found.append(Found(concept, parameter, amount.value, amount.words, amount.start, amount.end, round(best[0], 3),
                               f"“{amount.words}” limits {_spoken(parameter)}"))  # fmt: skip
    return tuple(_interim(text, found))


def _score(rule: terms.Rule, clause: str, lead: str, amount: quantity.Quantity, scores: Mapping[str, float]
           ) -> tuple[float, str]:  # fmt: skip
    """A rule's score: what the clause says, what leads into it, and how likely the concept is."""
    concept = rule.key.partition(".")[0]
    likely = scores.get(concept, 0.0)
    wanted = bool(rule.wants.search(clause)) + 0.4 * bool(rule.wants.search(lead))
    strong = bool(rule.strong and rule.strong.search(clause)) or bool(
        rule.strong and lead and rule.strong.search(f"{lead} {clause}")
    )
    if not wanted or (likely < 0.2 and not strong) or likely < 0.06:
        return 0.0, rule.key
    score = 0.4 * wanted + 0.7 * strong + 1.2 * likely
    if rule.bound and amount.bound:
        score += 0.2 if amount.bound == rule.bound else -0.2
    if rule.shuns and rule.shuns.search(clause):
        score -= 1.2
    long = quantity.days(amount.value) >= 110
    if rule.key.startswith("ext-extraditable-offences") != long and (long or quantity.days(amount.value) < 28):
        score -= 0.6  # penalties are months and years, time limits days and weeks
    return score, rule.key


def _clause(text: str, start: int, end: int) -> str:
    """The folded words of the sentence around a duration, no further than NEAR characters on each side."""
    before = _CUT.split(text[max(0, start - NEAR) : start])[-1]
    after = _CUT.split(text[end : end + NEAR])[0]
    return fold(f"{before}{text[start:end]}{after}")


def _interim(text: str, found: list[Found]) -> list[Found]:
    """Of two durations of one ceiling in a provision the shorter, if release is only possible then, is the interim one."""
    made = list(found)
    for binding, interim in terms.INTERIM.items():
        concept, _, parameter = binding.partition(".")
        same = [f for f in made if f.concept == concept and f.parameter == parameter]
        shortest = min(same, key=lambda f: (quantity.days(f.value), f.start), default=None)
        longer = [f for f in same if shortest and quantity.compare(shortest.value, f.value) == -1]
        if (
            shortest
            and longer
            and terms.INTERIM_WORDS.search(fold(text[max(0, shortest.start - 200) : shortest.end + 120]))
        ):
            made[made.index(shortest)] = Found(concept, interim.partition(".")[2], shortest.value, shortest.words,
                                               shortest.start, shortest.end, shortest.score, shortest.reason)  # fmt: skip
    return made


def values(text: str, scheme: Scheme, scores: Mapping[str, float]) -> tuple[Found, ...]:
    """The terms that a text says for the concepts it is about."""
    folded = fold(text[:LOOK])
    found = []
    for key, value, pattern in terms.TERMS:
        concept, _, name = key.partition(".")
        known = scheme.get(concept)
        parameter = known.parameter(name) if known else None
        likely = scores.get(concept, 0.0)
        twin = scores.get(_TWIN.get(concept, ""), 0.0)
        if parameter is None or value not in parameter.values or likely < SURE or twin > likely:
            continue
        hit = pattern.search(folded)
        if hit:
            found.append(Found(concept, name, value, "", 0, 0, round(scores[concept], 3),
                               f"says “{' '.join(hit.group().split()[:9])}”"))  # fmt: skip
    return tuple(found)


def _spoken(parameter: str) -> str:
    return {"min-penalty": "the penalty", "min-remaining-sentence": "the rest of the sentence",
            "min-sentence-imposed": "the sentence imposed", "max-duration": "the detention", "time-limit": "the time",
            "days-to-leave": "the time to leave"}.get(parameter, parameter.replace("-", " "))  # fmt: skip
