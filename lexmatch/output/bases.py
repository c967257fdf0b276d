"""What binds two States, as text and as JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lexmatch.basis import Basis
from lexmatch.concepts import Scheme
from lexmatch.instrument import Instrument

CAUTION = "This is what was read, not legal advice: check the depositary before you rely on it."


@dataclass(frozen=True, slots=True)
class Answer:
    """The question and what was found: bases, the two States' own laws in the corpus, treaties without a list of parties."""

    pair: tuple[str, str]
    names: tuple[str, ...]
    on: str
    purpose: str
    bases: tuple[Basis, ...]
    national: tuple[Instrument, ...]
    unlisted: tuple[Instrument, ...]


def as_text(answer: Answer, scheme: Scheme, lang: str = "en") -> str:
    """The answer for reading: what binds both first, then what may, then what does not, then what is not known."""
    what = {"ext": "extradition", "mla": "mutual legal assistance", "": "extradition and mutual legal assistance"}[
        answer.purpose
    ]
    lines = [f"{answer.names[0]} and {answer.names[1]}, {what}, on {answer.on}"]
    sections: tuple[tuple[bool | None, str], ...] = (
        (True, "Bind both, in the order in which they would be relied on"),
        (None, "May bind both: the standing of at least one is not known"),
        (False, "Do not bind both"),
    )
    for bound, heading in sections:
        found = [b for b in answer.bases if b.bound is bound]
        lines += ["", heading if found else f"{heading}: none that the register knows."]
        for number, one in enumerate(found, 1):
            lines += _one(one, answer, number if bound else 0, scheme, lang, full=bound is not False)
    if answer.national:
        lines += ["", "Their own law in the corpus"]
        lines += [f"  {law.alias}  {law.title} ({law.jurisdiction.upper()})" for law in answer.national]
    if answer.unlisted:
        lines += ["", "No list of parties was read for these instruments of the corpus; any of them may apply:"]
        lines += textwrap.wrap(", ".join(law.alias for law in answer.unlisted), 100, initial_indent="  ", subsequent_indent="  ",
                               break_on_hyphens=False)  # fmt: skip
    lines += ["", "Bilateral treaties between the two are not in the register unless named above.", CAUTION]
    return "\n".join(lines) + "\n"


def _one(one: Basis, answer: Answer, number: int, scheme: Scheme, lang: str, full: bool) -> list[str]:
    head = f"  {number}. " if number else "  - "
    covers = f": {one.listing.covers}" if one.listing.covers else ""
    lines = _wrap(f"{one.listing.alias}{covers}", head, "     ")
    names = dict(zip(answer.pair, answer.names, strict=True))
    for standing in one.standings:
        lines += _wrap(f"{names[standing.state]}: {standing.words}", "     ", "       ")
    if not full:
        return lines
    for concept, citation, text in one.provisions if one.bound else ():
        found = scheme.get(concept)
        lines += _wrap(f"{citation} ({found.named(lang) if found else concept}): {text}", "     § ", "       ")
    for d in one.declarations:
        found = scheme.get(d.concept)
        label = found.named(lang) if found else d.concept
        note = f" ({d.note})" if d.note else ""
        lines += _wrap(f"{names[d.state]}, to article {d.article} ({label}): {d.effect}{note}", "     ! ", "       ")
    if one.listing.missing:
        lines += _wrap(f"Not read: {one.listing.missing}", "     ? ", "       ")
    return lines


def _wrap(text: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(text, 100, initial_indent=first, subsequent_indent=rest, break_long_words=False)


def as_json(answer: Answer) -> dict[str, Any]:
    """The `basis/1` document."""
    return {
        "lexmatch": "basis/1", "states": list(answer.pair), "names": list(answer.names), "on": answer.on,
        "for": answer.purpose or "ext,mla", "bases": [_json(b) for b in answer.bases],
        "national": _laws(answer.national), "no_list_of_parties": _laws(answer.unlisted), "caution": CAUTION,
    }  # fmt: skip


def _json(one: Basis) -> dict[str, Any]:
    return {
        "alias": one.listing.alias, "kind": one.listing.kind, "for": list(one.listing.purposes), "covers": one.listing.covers,
        "bound": one.bound, "as_of": one.listing.as_of, "complete_on": one.listing.complete_on, "not_read": one.listing.missing,
        "standings": [{"state": s.state, "bound": s.bound, "why": s.words} for s in one.standings],
        "provisions": [{"concept": c, "citation": cite, "text": text} for c, cite, text in one.provisions],
        "declarations": [{"state": d.state, "article": d.article, "concept": d.concept, "effect": d.effect, "since": d.since,
                          "until": d.until, "note": d.note} for d in one.declarations],
    }  # fmt: skip


def _laws(laws: Iterable[Instrument]) -> list[dict[str, str]]:
    return [{"alias": law.alias, "title": law.title} for law in laws]
