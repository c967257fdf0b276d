"""Typed values in a provision: durations with what they limit, and terms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lexmatch import quantity
from lexmatch.annotate import durative, limits, terms
from lexmatch.annotate.durative import Rule
from lexmatch.annotate.limits import Clause
from lexmatch.concepts import Scheme
from lexmatch.text import fold, fold_in_place

LOOK = 20_000
NEAR = 320
YEAR = 360
SHORT = 3  # days
_ARRESTED = "ext-provisional-arrest.max-duration"
SETS = 0.9  # what must speak for a parameter
SURE = 0.3  # score of a concept from which its terms are looked for
# Concepts of extradition and of mutual assistance with the same parameter: only the likelier of the two gets a term.
_TWIN = {"ext-channel": "mla-channel", "mla-channel": "ext-channel", "ext-dual-criminality": "mla-dual-criminality",
         "mla-dual-criminality": "ext-dual-criminality"}  # fmt: skip
_CUT = re.compile(r"(?<=[a-z)])[.;](?=\s)")
_STOP = re.compile(r"[,;:]")
_REFUSED = re.compile(r"refus|declin|denie|deny|exclu|not (?:be )?(?:extradit|grant)|deneg|recus|ablehn|unzulassig")
_DONE = re.compile(r"\b(?:be|must|shall) \w+(?: \w+)?")
_LANGUAGES = ("en", "fr", "es", "pt", "de")


@dataclass(frozen=True, slots=True)
class Found:
    """A value found: parameter, ISO or term, its words ("" for terms) with their place in the text, and a score."""

    concept: str
    parameter: str
    value: str
    words: str
    start: int
    end: int
    score: float
    reason: str
    role: str = (
        ""  # of a duration: "total" where a limit ends that was extended, "back" where it is spoken of as known,
    )
    # "possible" where release is not yet due

    @property
    def key(self) -> str:
        """The parameter with its concept."""
        return f"{self.concept}.{self.parameter}"


def durations(text: str, language: str, scores: Mapping[str, float], around: str = "", domain: str = limits.BOTH,
              lead: str = "", known: str = "") -> tuple[Found, ...]:  # fmt: skip
    """The durations of a text that are values of parameters. `scores` says how sure it is that the provision is about
    each concept, `around` are the words around the text (its headings and its whole sentence), `domain` whether headings and
    title are about extradition or mutual assistance, `lead` the words of a sentence of which the text is a list item, and `known`
    the parameter that the article has set last."""
    text = text[:LOOK]
    found: list[Found] = []
    near, before = fold(around), _CUT.split(fold(f"{lead}|")[:-1])[-1][-NEAR:] if lead else ""
    for amount in quantity.find(text, language if language in _LANGUAGES else ""):
        clause = _clause(text, amount.start, amount.end)
        whole = clause if clause.cut else replace(clause, before=f"{before} {clause.before}")
        if limits.idle(whole):
            continue
        about = f"{near} {clause.text}"
        rules = [r for r in durative.DURATIONS if limits.concerns(r.concept, domain, about)]
        role = limits.role(whole, clause.before) or ("possible" if durative.RELEASABLE.search(_near(whole)) else "")
        best = max((_score(rule, clause, whole, near, amount, scores) for rule in rules), default=(0.0, ""))
        last = found[-1].key if found else known
        if (
            best[0] < SETS and role == "total" and last
        ):  # "this period may be extended to 40 days": that of the sentence before
            best = (SETS, last)
        if best[0] >= SETS:
            concept, _, parameter = best[1].partition(".")
            found.append(Found(concept, parameter, amount.value, amount.words, amount.start, amount.end, round(best[0], 3),
                               f"“{amount.words}” limits {_spoken(parameter)}", role))  # fmt: skip
    return tuple(found)


def _score(rule: Rule, clause: Clause, whole: Clause, lead: str, amount: quantity.Quantity, scores: Mapping[str, float]
           ) -> tuple[float, str]:  # fmt: skip
    """A rule's score: what the clause says, what leads into it, and how likely the concept is."""
    likely = scores.get(rule.concept, 0.0)
    said = clause.act if rule.acts else clause.text
    wanted = bool(rule.wants.search(said)) + 0.4 * bool(rule.wants.search(lead))
    alone = bool(rule.strong and rule.strong.search(said))
    strong = alone or bool(rule.strong and lead and rule.strong.search(f"{lead} {said}"))
    if not wanted or (likely < 0.2 and not strong) or (likely < 0.06 and not alone):
        return 0.0, rule.key
    if (rule.bars and rule.bars.search(whole.act if rule.acts else whole.text)) or (
        rule.undone and rule.undone.search(_done(whole))
    ):
        return 0.0, rule.key
    if rule.key == "ext-speciality.days-to-leave" and scores.get("ext-re-extradition", 0.0) > likely:
        return 0.0, rule.key
    if limits.AHEAD.match(clause.after) and rule.key != "mla-service.lead-time":
        return 0.0, rule.key  # so long before something else: notice, and no time for it
    if rule.concept == "ext-extraditable-offences" and amount.bound == "at-most" and not _REFUSED.search(clause.text):
        return 0.0, rule.key  # a threshold is never a ceiling, unless what stays below it is refused
    if _otherwise(rule, clause):
        return 0.0, rule.key
    score = 0.4 * wanted + 0.7 * strong + 1.2 * likely
    if rule.bound and amount.bound:
        score += 0.2 if amount.bound == rule.bound else -0.2
    if rule.shuns and rule.shuns.search(said):
        score -= 1.2
    days = quantity.days(amount.value)
    long = days >= 110
    if rule.key == _ARRESTED and days < SHORT and not strong:
        return 0.0, rule.key  # hours after an arrest are for the papers, the judge, the police cell
    if rule.concept == "ext-extraditable-offences" and days < 28:
        score -= 0.6  # penalties are months and years, time limits days and weeks
    if rule.concept != "ext-extraditable-offences" and long:
        score -= 0.6
    if rule.concept.startswith("ext-") and rule.concept != "ext-extraditable-offences" and days >= YEAR:
        return 0.0, rule.key  # nobody is kept, awaited or heard for years: a review, a report, a term of office
    return score, rule.key


def _otherwise(rule: Rule, clause: Clause) -> bool:
    """Whether the words next to a figure, up to a comma, say that it measures the other of two penalties: the one that may be
    imposed, the one that has been."""
    here = f"{_STOP.split(clause.before)[-1]}{clause.words}{_STOP.split(clause.after)[0]}"
    imposed, incurred = durative.IMPOSED.search(here), durative.INCURRED.search(here)
    if rule.key == "ext-extraditable-offences.min-sentence-imposed":
        return bool(incurred and not imposed)
    return bool(rule.key == "ext-extraditable-offences.min-penalty" and imposed and not incurred)


def _near(clause: Clause) -> str:
    """The words next to a duration."""
    return f"{clause.before[-200:]}{clause.words}{clause.after[:120]}"


def _done(clause: Clause) -> str:
    """What must be done within the time: the words before the phrase of time, or those that follow it in the clause."""
    return " ".join((clause.governed, *_DONE.findall(_STOP.split(clause.after)[0])))


def _clause(text: str, start: int, end: int) -> Clause:
    """The folded words of the sentence around a duration, no further than NEAR characters on each side."""
    pieces = _CUT.split(text[max(0, start - NEAR) : start])
    before = pieces[-1]
    after = _CUT.split(text[end : end + NEAR])[0]
    return Clause(fold(f"{before}|")[:-1], fold(text[start:end]), fold(f"|{after}")[1:],
                  len(pieces) > 1 or start > NEAR)  # fmt: skip


def values(text: str, scheme: Scheme, scores: Mapping[str, float], own: str = "") -> tuple[Found, ...]:
    """The terms that a text says for the concepts it is about, each with its place in `own`, the text without its parts, where
    the words stand there."""
    folded, place = fold(text[:LOOK]), fold_in_place(own[:LOOK])
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
            start, end = here.span() if (here := pattern.search(place)) else (0, 0)
            found.append(Found(concept, name, value, "", start, end, round(scores[concept], 3),
                               f"says “{' '.join(hit.group().split()[:9])}”"))  # fmt: skip
    return tuple(found)


def _spoken(parameter: str) -> str:
    return {"min-penalty": "the penalty", "min-remaining-sentence": "the rest of the sentence",
            "min-sentence-imposed": "the sentence imposed", "max-duration": "the detention", "time-limit": "the time",
            "days-to-leave": "the time to leave"}.get(parameter, parameter.replace("-", " "))  # fmt: skip
