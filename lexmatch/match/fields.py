"""What matching sees of an instrument: the units of a level, each with its words, headings, figures and concepts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lexmatch import quantity
from lexmatch.instrument import Instrument, Provision
from lexmatch.text import fold

LEVELS = ("article", "paragraph", "leaf")
_BASIC = frozenset(("article", "section", "rule"))
_OUTSIDE = frozenset(("recital",))  # no rules: they are not paired
_ABOVE = frozenset(("part", "chapter", "title", "book", "division", "subdivision", "subchapter", "subpart", "subtitle",
                    "tome", "transitional"))  # fmt: skip
MAX_TEXT = 20_000  # characters that are looked at: no provision needs more to be recognised
_FIGURE = re.compile(r"(?<![\w.,])\d[\d.,]*(?:\([\w]{1,4}\))*(?:\s?%)?")


@dataclass(frozen=True, slots=True)
class Unit:
    """A provision as matching sees it. `raw` is its text as it stands, `parents` are the two nearest headings above it,
    `figures` its numbers, `durations` its durations as ISO 8601, `place` its position between 0 and 1."""

    eid: str
    heading: str
    parents: str
    figures: tuple[str, ...]
    durations: tuple[str, ...]
    concepts: frozenset[str]
    values: frozenset[str]
    place: float
    length: int
    raw: str

    @property
    def text(self) -> str:
        """The text folded; made anew each time, since a statute book twice over would fill the memory."""
        return fold(self.raw)


def units(law: Instrument, level: str = "article") -> tuple[Unit, ...]:
    """The units of an instrument at a level: "article" (sections and rules too), "paragraph" (what stands directly below
    them, or they themselves where nothing does), or "leaf" (the narrowest)."""
    chosen: list[Provision] = []
    for provision in law.provisions:
        _choose(provision, level, chosen)
    chosen = [p for p in chosen if p.eid]
    last = max(len(chosen) - 1, 1)
    return tuple(_unit(law, p, n / last) for n, p in enumerate(chosen))


def _choose(provision: Provision, level: str, chosen: list[Provision]) -> None:
    """Walks down to the level; a container without articles is itself the unit."""
    if provision.kind in _OUTSIDE:
        return
    below = [c for c in provision.children if c.kind != "p"]
    if provision.kind in _BASIC or not _holds_basic(provision):
        container = provision.kind in _ABOVE and below
        if container:
            for child in below:
                _choose(child, level, chosen)
        elif level == "article" or not below:
            chosen.append(provision)
        elif level == "paragraph":
            chosen.extend(below)
        else:
            for child in below:
                _leaves(child, chosen)
        return
    for child in below:
        _choose(child, level, chosen)


def _leaves(provision: Provision, chosen: list[Provision]) -> None:
    below = [c for c in provision.children if c.kind != "p"]
    if not below:
        chosen.append(provision)
    for child in below:
        _leaves(child, chosen)


def _holds_basic(provision: Provision) -> bool:
    return any(p.kind in _BASIC for child in provision.children for p in child.walk())


def _unit(law: Instrument, provision: Provision, place: float) -> Unit:
    full = provision.full_text
    raw = full[:MAX_TEXT]
    heading = provision.heading
    above = [p.heading for p in law.ancestors(provision.eid) if p.heading][-2:]
    durations = tuple(sorted({_canonical(q.value) for q in quantity.find(raw, _language(law.language))}))
    figures = tuple(sorted(set(_FIGURE.findall(fold(raw))) - {provision.num.strip("() .")}))
    return Unit(
        provision.eid, fold(heading), fold(" . ".join(above)), figures, durations,
        frozenset(provision.all_concepts), frozenset(f"{v.key}={v.value}" for v in provision.all_values),
        place, len(full), raw,
    )  # fmt: skip


def without_concepts(unit: Unit) -> Unit:
    """The unit as if nobody had annotated it."""
    return replace(unit, concepts=frozenset(), values=frozenset())


def _language(code: str) -> str:
    return code if code in ("en", "fr", "es", "pt", "de") else ""


def _canonical(iso: str) -> str:
    """P1Y and P12M as one, P1W and P7D as one."""
    duration = quantity.parse(iso)
    if duration is None:
        return iso
    return quantity.Duration(months=duration.calendar, seconds=duration.exact).iso
