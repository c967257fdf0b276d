"""A draft: clauses rendered, parsed to Akoma Ntoso, read back as an instrument, and compared with the standard."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lexmatch import gaps
from lexmatch.concepts import Concept
from lexmatch.draft import clause as clauses
from lexmatch.draft.choose import Basis, Choices, choose, missing, named, settings
from lexmatch.draft.clause import Clause, Parameter
from lexmatch.draft.render import render, sections
from lexmatch.draft.select import Wanted, carrying
from lexmatch.files import read_text
from lexmatch.findings import Finding, Unreadable
from lexmatch.instrument import Instrument
from lexmatch.project import Project
from lexmatch.readers.xml import Element

NOTICE = (
    "Draft for consideration, put together from model clauses. It is not legal advice, and nothing in it has effect until "
    "the competent authorities of the adopting State have examined, completed and adopted it."
)
OUTCOMES = ("closes", "partly", "open", "not-compared")


@dataclass(frozen=True, slots=True)
class Part:
    """A clause in the draft: what was wanted, what was chosen, its markup, the eIds of its sections, and the blanks
    that are left in them."""

    wanted: Wanted
    clause: Clause
    choices: Choices
    markup: str
    eids: tuple[str, ...]
    blanks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the draft does for one concept. `result` is one of OUTCOMES; `reasons` say why not more, `remarks` what differs
    without falling short; `provisions` are the draft's own that carry it."""

    concept: Concept
    result: str
    reasons: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    gap: bool = True


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft with everything that the outputs show. `undrafted` are wanted concepts without a clause, `sources` the titles
    of the instruments that sources name, by reference."""

    title: str
    alias: str
    parts: tuple[Part, ...]
    undrafted: tuple[Wanted, ...]
    outcomes: tuple[Outcome, ...]
    standards: tuple[Instrument, ...]
    subjects: tuple[Instrument, ...]
    law: Instrument
    root: Element
    citations: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Library:
    """The clauses that there are, by concept, and the words they share."""

    clauses: Mapping[str, Clause]
    words: tuple[Parameter, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """What the person asked for. `fill` takes an essential value that the standard does not set from the corpus;
    `compare` are the concepts to read the draft back for (default: those wanted)."""

    wanted: tuple[Wanted, ...]
    standards: tuple[Instrument, ...] = ()
    subjects: tuple[Instrument, ...] = ()
    sets: tuple[str, ...] = ()
    policy: str = "standard"
    alias: str = "draft"
    fill: bool = False
    compare: tuple[Wanted, ...] = ()


class Missing(Unreadable):
    """An essential item of a clause that nobody supplied."""


def library(project: Project) -> tuple[Library, list[Finding]]:
    """The clauses of a project, its own over the shipped ones, and what is wrong with their form."""
    found: dict[str, Clause] = {}
    words: tuple[Parameter, ...] = ()
    findings: list[Finding] = []
    for name, path in project.templates("clauses").items():
        if name == clauses.WORDS_FILE:
            words, more = clauses.read_words(read_text(path), project.shown(path))
            findings += more
        elif name.endswith(clauses.SUFFIX):
            clause, more = clauses.read(read_text(path), project.shown(path))
            findings += more
            if clause and clause.concept:
                found[clause.concept] = clause
    order = {c.id: n for n, c in enumerate(project.scheme.concepts)}
    ordered = sorted(found.items(), key=lambda item: (order.get(item[0], len(order)), item[0]))
    return Library(dict(ordered), words), findings


def make(order: Order, stock: Library, project: Project) -> Draft:
    """The draft of an order. Raises Unreadable when nothing can be drafted or an essential item is missing."""
    chosen = [(w, stock.clauses[w.concept.id]) for w in order.wanted if w.concept.id in stock.clauses]
    undrafted = tuple(w for w in order.wanted if w.concept.id not in stock.clauses)
    if not chosen:
        named = ", ".join(w.concept.id for w in undrafted) or "the concepts"
        raise Unreadable(f"there is no model clause on {named}", "`lexmatch list clauses` names those that there are.")
    said = settings(order.sets, tuple(c for _, c in chosen), stock.words)
    needed = order.fill or order.policy != "standard"
    corpus = tuple(project.instrument(a) for a in project.aliases()) if needed else ()
    basis = Basis(project.scheme, order.standards, corpus, order.policy, said)
    decided = [(w, c, choose(c, stock.words, basis)) for w, c in chosen]
    _stop_at_blanks(decided, order)
    parts = _number(decided)
    title = _title(parts)
    root = _document(order, parts, title)
    from lexmatch.readers import akn

    law = akn.read(root, "draft.xml", order.alias)
    parts = tuple(replace(part, blanks=_blanks(part, law)) for part in parts)
    compared = order.compare or order.wanted
    outcomes = tuple(read_back(w, law, order.standards, w.concept.id in stock.clauses) for w in compared)
    return Draft(title, order.alias, parts, undrafted, outcomes, order.standards, order.subjects, law, root,
                 _citations(parts, project))  # fmt: skip


def _stop_at_blanks(decided: Iterable[tuple[Wanted, Clause, Choices]], order: Order) -> None:
    """A draft without an essential item would be a law with a hole in it: say which, and how to supply it."""
    absent = [(c, p) for _, c, choices in decided for p in missing(c, choices)]
    if not absent:
        return
    names = "; ".join(f"{c.concept} needs {p.name} ({p.label})" for c, p in absent)
    clause, parameter = absent[0]
    example = '"45 days"' if parameter.unit == "duration" else '"…"'
    standards = " and ".join(s.title for s in order.standards)
    why = f", which {standards} does not set" if standards and parameter.source else ""
    raise Missing(f"an essential item is missing: {names}{why}",
                  f"Supply it with --set {clause.concept}.{parameter.name}={example}, or take it from the corpus with "
                  "--policy most-common.")  # fmt: skip


def _number(decided: list[tuple[Wanted, Clause, Choices]]) -> tuple[Part, ...]:
    """Sections counted through the draft. A clause's number of sections may depend on its options, so each is rendered
    once to count and once with the numbers of all."""
    numbers: dict[str, int] = {}
    at = 1
    for _, clause, choices in decided:
        numbers[clause.concept] = at
        at += sections(render(clause, choices, {}))
    parts = []
    for wanted, clause, choices in decided:
        markup = render(clause, choices, numbers)
        first = numbers[clause.concept]
        eids = tuple(f"sec_{n}" for n in range(first, first + sections(markup)))
        parts.append(Part(wanted, clause, choices, markup, eids))
    return tuple(parts)


def _title(parts: tuple[Part, ...]) -> str:
    if len(parts) == 1:
        topic = parts[0].clause.title.casefold()
    else:
        fields = dict.fromkeys(p.clause.concept.partition("-")[0] for p in parts)
        topic = " and ".join(_FIELDS.get(f, f) for f in fields)
    return f"Draft provisions on {topic}"


_FIELDS = {"ext": "extradition", "mla": "mutual legal assistance", "dig": "electronic evidence", "evd": "evidence",
           "coop": "operational co-operation", "per": "the protection of persons", "ast": "assets", "saf": "safeguards",
           "gen": "general matters"}  # fmt: skip


def _document(order: Order, parts: tuple[Part, ...], title: str) -> Element:
    from lexmatch.readers import markup
    from lexmatch.readers.units import Meta

    date = _date(order)
    place = next((s.jurisdiction for s in order.subjects if len(s.jurisdiction) == 2), "") or "aa-lexmatch"
    meta = Meta(
        title=title, uri=f"/akn/{place}/act/draft/{date}/{order.alias}", alias=order.alias, date=date, kind="draft",
        jurisdiction=next((s.jurisdiction for s in order.subjects), ""), status="draft", coverage="whole", format="clauses",
        notes=[NOTICE],
    )  # fmt: skip
    return markup.document("\n\n".join(p.markup for p in parts), meta, "draft", (title, NOTICE), _drafting(parts))


def _date(order: Order) -> str:
    """No clock: a draft is dated by SOURCE_DATE_EPOCH, or by the newest text that it rests on, so that it is the same on every
    day and every machine."""
    import os
    from datetime import UTC, datetime

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    dates = [law.date or law.adopted for law in (*order.standards, *order.subjects)]
    return max((d[:10] for d in dates if len(d) >= 10), default="2000-01-01")


def _drafting(parts: tuple[Part, ...]) -> list[tuple[dict[str, str], list[tuple[str, dict[str, str], str]]]]:
    """Where every section comes from, for the document's metadata: attributes of the clause, and its details."""
    found = []
    for part in parts:
        details: list[tuple[str, dict[str, str], str]] = []
        for taken in part.choices.options:
            others = " ".join(v for v in taken.option.values if v != taken.value)
            details.append(("option", {"name": taken.option.name, "taken": taken.value, "reason": taken.reason,
                                       "alternatives": others}, taken.source))  # fmt: skip
        for filled in part.choices.parameters:
            details.append(("parameter", {"name": filled.parameter.name, "value": filled.value}, filled.source))
        details += [("source", {"ref": source}, "") for source in part.clause.sources]
        details += [("note", {}, note) for note in part.clause.notes]
        found.append(({"concept": part.clause.concept, "sections": " ".join(part.eids)}, details))
    return found


# A blank, with its unit where it proposes a number: "[48] hours".
_BLANK = re.compile(r"\[[^\]]+\](?: (?:hours|days|weeks|months|years)\b)?")


def _blanks(part: Part, law: Instrument) -> tuple[str, ...]:
    """What stands in square brackets in the sections of a part, each once."""
    texts = (f"{law.index[e].heading} {law.index[e].full_text}" for e in part.eids if e in law.index)
    return tuple(dict.fromkeys(blank for text in texts for blank in _BLANK.findall(text)))


def _citations(parts: tuple[Part, ...], project: Project) -> dict[str, str]:
    """The sources of the clauses as lawyers cite them; a reference that leads nowhere stays as it is written."""
    found: dict[str, str] = {}
    for source in dict.fromkeys(s for part in parts for s in part.clause.sources):
        alias, _, eid = source.partition("#")
        found[source] = source
        if alias in project.files():
            law = project.instrument(alias)
            found[source] = f"{named(law)}, {law.cite(eid)}" if eid else named(law)
    return found


def read_back(wanted: Wanted, draft: Instrument, standards: tuple[Instrument, ...], has_clause: bool) -> Outcome:
    """What the draft does for a concept, found by reading it as an instrument like any other."""
    concept = wanted.concept
    sides = carrying(concept.id, (draft,))
    where = tuple(dict.fromkeys(draft.cite(side.eid) for side in sides))
    if not sides:
        reason = "the draft does not deal with it" if has_clause else "there is no model clause on it"
        return Outcome(concept, "open", (reason,), gap=wanted.is_gap)
    standard = wanted.standard or carrying(concept.id, standards)
    if not standard:
        reason = "the standard has no provision on it" if standards else "no standard was given to compare it with"
        return Outcome(concept, "not-compared", (reason,), provisions=where, gap=wanted.is_gap)
    found = gaps.differences(concept, standard, sides)
    if not any(d.parameter == "modality" for d in found):
        found += _force(concept, standard, sides)
    reasons = [d.words for d in found if _falls_short(d)]
    ours = {v.parameter for v in gaps.values(sides, concept.id)}
    for value in gaps.values(standard, concept.id):
        parameter = concept.parameter(value.parameter)
        if parameter and value.parameter not in ours:
            ours.add(value.parameter)
            reasons.append(f"{parameter.label}: the standard sets it, the draft leaves it open")
    remarks = tuple(d.words for d in found if not _falls_short(d))
    return Outcome(concept, "partly" if reasons else "closes", tuple(reasons), remarks, where, wanted.is_gap)


def _force(
    concept: Concept, standard: tuple[gaps.Side, ...], sides: tuple[gaps.Side, ...]
) -> tuple[gaps.Difference, ...]:
    """The first difference in force where the draft's provisions bind in different ways and all of them bind less than the
    standard; none where one of them does not."""
    each = [[d for d in gaps.differences(concept, standard, (side,)) if d.parameter == "modality"] for side in sides]
    short = tuple(d for found in each for d in found if _falls_short(d))
    return short[:1] if len(short) == len(sides) else ()


def _falls_short(difference: gaps.Difference) -> bool:
    """A permission to refuse that is not used leaves no gap, and a duty may be worded as a prohibition of its contrary:
    both are remarks for the drafter, no shortfall."""
    pair = {difference.standard, difference.subject}
    unused = difference.standard == "optional" and difference.subject != "mandatory"
    return difference.short and not (
        difference.parameter == "modality" and (unused or pair == {"required", "prohibited"})
    )


def serialised(draft: Draft) -> bytes:
    """The draft as Akoma Ntoso. Raises Unreadable when it is not valid against the strict schema: that is a fault of a
    clause."""
    from lexmatch.readers import xml

    data = xml.serialise(draft.root)
    wrong = xml.invalid(xml.parse(data, "draft.xml"))
    if wrong:
        raise Unreadable(
            f"the draft is not valid Akoma Ntoso: {wrong[0][1]}", "`lexmatch check` looks into the clauses."
        )
    return data
