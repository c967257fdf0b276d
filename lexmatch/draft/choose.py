"""What goes into the blanks of a clause, and which value each option takes.

A blank takes the person's own words, the standard's value, or one taken from the corpus. Everything keeps where it came
from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lexmatch import quantity
from lexmatch.concepts import Scheme
from lexmatch.draft.clause import Clause, Option, Parameter
from lexmatch.findings import Unreadable
from lexmatch.instrument import Instrument
from lexmatch.text import did_you_mean

POLICIES = ("standard", "strictest", "median", "most-common")


@dataclass(frozen=True, slots=True)
class Taken:
    """An option with the value it takes and why: "set", "standard" or "default"."""

    option: Option
    value: str
    reason: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """A parameter with its value ("" when it stays a blank) and where that came from, in words."""

    parameter: Parameter
    value: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """What was decided for one clause."""

    options: tuple[Taken, ...] = ()
    parameters: tuple[Filled, ...] = ()
    words: tuple[Filled, ...] = ()

    def chosen(self) -> frozenset[str]:
        """The conditions that hold: "option=value", and "" for what always does."""
        return frozenset(("", *(f"{t.option.name}={t.value}" for t in self.options)))


@dataclass(frozen=True, slots=True)
class Found:
    """A typed value of an instrument: its ISO 8601 form or term, and the provision that has it."""

    law: Instrument
    eid: str
    value: str

    @property
    def citation(self) -> str:
        """The provision as lawyers write it: "European Convention on Extradition, Article 16(4)"."""
        return f"{named(self.law)}, {self.law.cite(self.law.citable(self.eid))}"


def named(law: Instrument) -> str:
    """The title of an instrument; that of a statute with its country's code, since many are called Extradition Act."""
    national = len(law.jurisdiction) == 2 and law.jurisdiction not in ("un", "eu")
    return f"{law.title} ({law.jurisdiction.upper()})" if national else law.title


def settings(pairs: Iterable[str], clauses: tuple[Clause, ...], words: tuple[Parameter, ...]) -> dict[str, str]:
    """The --set pairs as {name: value}; a name is an option, a parameter or a common word, alone or as concept.name.
    Raises Unreadable for a name that no chosen clause has, naming the nearest."""
    named = {c.concept: [*(o.name for o in c.options), *(p.name for p in c.parameters)] for c in clauses}
    known = {n for names in named.values() for n in names} | {f"{c}.{n}" for c, names in named.items() for n in names}
    known |= {w.name for w in words}
    found: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        name = name.strip()
        if not equals or not name or not value.strip():
            raise Unreadable(f"--set {pair} does not say what to set", "Write --set name=value.")
        if name not in known:
            listed = f"There are: {', '.join(sorted(k for k in known if '.' not in k))}."
            raise Unreadable(f"no clause of this draft has '{name}'", did_you_mean(name, tuple(known)) or listed)
        found[name] = " ".join(value.split())
    return found


@dataclass(frozen=True, slots=True)
class Basis:
    """What choices rest on: `standards` are the benchmark, `corpus` all instruments (empty when only the standard counts,
    else for the policy, or to fill in essential values that the standard does not set), `said` the person's settings."""

    scheme: Scheme
    standards: tuple[Instrument, ...] = ()
    corpus: tuple[Instrument, ...] = ()
    policy: str = "standard"
    said: Mapping[str, str] = field(default_factory=dict)


def choose(clause: Clause, words: tuple[Parameter, ...], basis: Basis) -> Choices:
    """The choices for one clause."""
    said = basis.said
    options = tuple(_option(o, clause, said, basis.standards) for o in clause.options)
    parameters = tuple(_parameter(p, clause, basis) for p in clause.parameters)
    common = tuple(Filled(w, said.get(w.name, ""), "supplied" if w.name in said else "") for w in words)
    return Choices(options, parameters, common)


def missing(clause: Clause, choices: Choices) -> tuple[Parameter, ...]:
    """The essential items that nobody supplied."""
    every = (*choices.parameters, *choices.words)
    return tuple(f.parameter for f in every if f.parameter.name in clause.essential and not f.value)


def _said(name: str, clause: Clause, said: Mapping[str, str]) -> str:
    return said.get(f"{clause.concept}.{name}", said.get(name, ""))


def _option(option: Option, clause: Clause, said: Mapping[str, str], standards: tuple[Instrument, ...]) -> Taken:
    value = _said(option.name, clause, said)
    if value:
        if value not in option.values:
            hint = did_you_mean(value, option.values) or f"Its values are {', '.join(option.values)}."
            raise Unreadable(f"'{value}' is no value of {clause.concept}.{option.name}", hint)
        return Taken(option, value, "set")
    own = next((p for p in clause.parameters if p.source and p.source == option.follows), None)
    if own and _said(own.name, clause, said):
        return Taken(option, option.values[0], "set")  # who supplies a duration wants the words that carry it
    for law in standards if option.follows else ():
        for candidate, found in _as_in(option, clause, law):
            if candidate:
                return Taken(option, candidate, "standard", found.citation)
    return Taken(option, option.default, "default")


def _as_in(option: Option, clause: Clause, law: Instrument) -> Iterable[tuple[str, Found]]:
    """The values of an option that say what a provision of the standard says."""
    if option.follows == "modality":
        for provision in law.carrying(clause.concept):
            for value in option.values:
                if provision.modality and clause.modality.get(f"{option.name}={value}") == provision.modality:
                    yield value, Found(law, provision.eid, provision.modality)
        return
    terms = found_in(law, option.follows)
    if terms and quantity.parse(terms[0].value):
        yield option.values[0], terms[0]  # a duration decides only whether the words that carry it are there
        return
    for value in option.values:  # in the order of the template: of several alternatives the first that fits
        meant = clause.values.get(f"{option.name}={value}", ())
        for term in terms:
            if f"{option.follows}={term.value}" in meant:
                yield value, term


def found_in(law: Instrument, key: str) -> tuple[Found, ...]:
    """The values that an instrument states for a parameter of the scheme (its full name), in the order of the text."""
    return tuple(Found(law, p.eid, v.value) for p in law.walk() for v in p.values if v.key == key and v.value)


def _parameter(parameter: Parameter, clause: Clause, basis: Basis) -> Filled:
    value = _said(parameter.name, clause, basis.said)
    if value:
        shown = _duration(value, parameter, clause) if parameter.unit == "duration" else value
        return Filled(parameter, shown, "supplied")
    if parameter.source:
        found = _binding(basis.standards, parameter.source, basis.scheme) if basis.policy == "standard" else []
        if found:
            return Filled(parameter, found[0].value, found[0].citation)
        if basis.policy != "standard" or parameter.name in clause.essential:
            policy = basis.policy if basis.policy != "standard" else "most-common"
            found = _binding(basis.corpus, parameter.source, basis.scheme)
            if found:
                return Filled(parameter, *_by_policy(found, parameter.source, basis.scheme, policy))
    if parameter.default:
        return Filled(parameter, parameter.default, "the model clause")
    return Filled(parameter)


def _duration(value: str, parameter: Parameter, clause: Clause) -> str:
    """ISO 8601 of what a person typed: P45D, "45 days", "forty-five days"."""
    if quantity.parse(value):
        return value
    found = quantity.find(value)
    if len(found) == 1 and found[0].words.strip() == value.strip():
        return found[0].value
    raise Unreadable(f"'{value}' is no duration for {clause.concept}.{parameter.name}",
                     'Write it as "45 days" or P45D.')  # fmt: skip


def _longest(key: str, scheme: Scheme) -> bool:
    """Of several durations in one instrument the one that binds: the longest of a ceiling, the shortest of a floor."""
    concept, _, name = key.partition(".")
    found = scheme.get(concept)
    parameter = found.parameter(name) if found else None
    return not parameter or parameter.meets != "at-least"


def _binding(laws: Iterable[Instrument], key: str, scheme: Scheme) -> list[Found]:
    """The binding value of each instrument that has one."""
    chosen = []
    for law in laws:
        values = [f for f in found_in(law, key) if quantity.parse(f.value)]
        if values:
            pick = max if _longest(key, scheme) else min
            chosen.append(pick(values, key=lambda f: quantity.days(f.value)))
    return chosen


def _by_policy(found: list[Found], key: str, scheme: Scheme, policy: str) -> tuple[str, str]:
    """A value out of those of several instruments, and how it was found in words."""
    ordered = sorted(found, key=lambda f: (quantity.days(f.value), f.law.alias))
    total = f"{len(found)} instrument{'s' if len(found) > 1 else ''} of the corpus"
    if policy == "median":
        middle = ordered[(len(ordered) - 1) // 2]
        return middle.value, f"the median of {total} (as {middle.citation})"
    if policy == "strictest":
        concept, _, name = key.partition(".")
        scheme_concept = scheme.get(concept)
        parameter = scheme_concept.parameter(name) if scheme_concept else None
        higher = parameter.person == "higher" if parameter and parameter.person != "none" else not _longest(key, scheme)
        best = ordered[-1] if higher else ordered[0]
        return best.value, f"the strictest of {total} ({best.citation})"
    counts = Counter(f.value for f in ordered)
    most = max(counts.values())
    value = next(f.value for f in ordered if counts[f.value] == most)
    example = next(f for f in ordered if f.value == value)
    return value, f"the most common among {total} ({most} of them, for instance {example.citation})"
