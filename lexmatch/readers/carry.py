"""Annotations from a digest to the official text that takes its place: by eId, or where the same numbers stand under units of
another name (a letter that one calls a point and the other a paragraph).

Nothing is guessed: what has no counterpart is listed with the nearest provision, for a person (or `annotate`) to place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lexmatch import quantity
from lexmatch.instrument import Instrument, Provision, Value
from lexmatch.readers.units import Meta
from lexmatch.readers.xml import AKN, LM, Element, local, node
from lexmatch.ref import Ref, numbers, resolve

_SENTENCE = re.compile(r"__p_\d+$")
_ASIDE = frozenset(("authorialNote", "remark", "quantity"))


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An annotation that has no place in the new text: where it was, the nearest provision there is, and the rule."""

    eid: str
    nearest: str
    concepts: tuple[str, ...]
    text: str
    reason: str = "no provision of that eId"


@dataclass(frozen=True, slots=True)
class Carried:
    """What was moved: the number of rules, what was not placed, and what lost its modality because one provision carries
    rules of different force."""

    moved: int = 0
    unplaced: tuple[Unplaced, ...] = ()
    open: tuple[Unplaced, ...] = ()


def meta(old: Instrument, new: Meta) -> None:
    """What is known about the instrument itself goes to the new text; the source's own statements about its version
    (date, language, title, link where it gives one) stay."""
    new.alias, new.uri = old.alias, old.uri or new.uri
    new.kind, new.jurisdiction = old.kind or new.kind, old.jurisdiction or new.jurisdiction
    new.adopted = new.adopted if len(new.adopted) >= len(old.adopted) else old.adopted
    new.citation, new.link = old.citation or new.citation, new.link or old.link
    new.in_force, new.depositary = new.in_force or old.in_force, new.depositary or old.depositary
    new.titles = {**dict(old.titles), **new.titles}
    new.silent, new.aspects = list(old.silent), list(old.aspects)
    new.amends, new.supplements, new.implements = list(old.amends), list(old.supplements), list(old.implements)


def rules(old: Instrument, root: Element) -> Carried:
    """Move concepts, modality and values of every annotated provision of `old` to the same place in `root`."""
    places = {e.get("eId"): e for e in root.iter() if e.get("eId")}
    found_at: dict[str, list[Provision]] = {}
    for provision in old.walk():
        if provision.concepts or provision.modality or provision.values:
            found_at.setdefault(_SENTENCE.sub("", provision.eid), []).append(provision)
    unplaced: list[Unplaced] = []
    placed: dict[str, list[Provision]] = {}
    for eid, found in found_at.items():
        near = _nearest(eid, places)
        if near in places and numbers(near) == numbers(eid):
            placed.setdefault(near, []).extend(found)
        else:
            unplaced += [Unplaced(eid, near, r.concepts, r.full_text) for r in found]
    moved = sum(len(found) for found in placed.values())
    open_ = [one for eid, found in placed.items() for one in _annotate(places[eid], found)]
    _declare(root, [c for found in found_at.values() for r in found for c in r.concepts])
    return Carried(moved, tuple(unplaced), tuple(open_))


def _nearest(eid: str, places: dict[str, Element]) -> str:
    """The provision of the same numbers in units of another name, or the nearest one around the place; never one of
    another article or section. A section that the text counts together with others ("129 and 130") is near it."""
    root = eid.partition("__")[0]
    pool = [e for e in places if e.partition("__")[0] == root]
    while eid:
        found = eid if eid in places else resolve(Ref("", numbers=numbers(eid)), pool)
        if found:
            return found
        eid = eid.rpartition("__")[0]
    return next((e for e in places if e.startswith(f"{root}-")), "")


def _annotate(target: Element, rules: list[Provision]) -> list[Unplaced]:
    """Write the rules' annotations on one element. Rules of different force leave the modality open: one provision can
    say only one, and a wrong one is worse than none."""
    concepts = [*target.get("refersTo", "").split(), *(f"#{c}" for r in rules for c in r.concepts)]
    if concepts:
        target.set("refersTo", " ".join(dict.fromkeys(concepts)))
    forces = dict.fromkeys(r.modality for r in rules if r.modality)
    open_: list[Unplaced] = []
    if len(forces) == 1:
        target.set(f"{{{LM}}}modality", next(iter(forces)))
    elif forces:
        eid = target.get("eId", "")
        open_ = [Unplaced(eid, eid, r.concepts, r.full_text, f"'{r.modality}' beside rules of other force")
                 for r in rules if r.modality]  # fmt: skip
    values = dict.fromkeys(v for r in rules for v in r.values)
    pairs = [v for v in values if not (v.words and _mark(target, v))]
    if pairs:
        kept = target.get(f"{{{LM}}}values", "").split()
        said = dict.fromkeys((*kept, *(f"{v.key}={v.value}" for v in pairs)))
        target.set(f"{{{LM}}}values", " ".join(said))
    if any(not r.verified for r in rules):
        target.set(f"{{{LM}}}verified", "no")
    notes = "; ".join(dict.fromkeys(r.note for r in rules if r.note))
    if notes:
        target.set(f"{{{LM}}}note", notes)
    return open_


def _mark(target: Element, value: Value) -> bool:
    """Mark the words of the official text that say a value: in the provision's own words first, then below it."""
    blocks = list(_blocks(target))
    own = [b for b in blocks if _unit_of(b) is target]
    for block in (*own, *(b for b in blocks if b not in own)):
        text = "".join(s for _, _, s in _runs(block))
        for start, end in _said(text, value):
            if _wrap(block, start, end, value):
                return True
    return False


def _blocks(target: Element) -> Iterator[Element]:
    yield from (e for e in target.iter(f"{{{AKN}}}p") if not any(local(a) in _ASIDE for a in e.iterancestors()))


def _unit_of(block: Element) -> Element | None:
    return next((a for a in block.iterancestors() if a.get("eId")), None)


def _said(text: str, value: Value) -> list[tuple[int, int]]:
    """Where a text says a value: a duration in whatever words, the digest's own words first; else those very words."""
    if quantity.parse(value.value) is None:
        exact = re.compile(rf"(?<![\w-]){re.escape(value.words)}(?![\w-])", re.IGNORECASE)
        return [m.span() for m in exact.finditer(text)]
    same = [q for q in quantity.find(text) if quantity.compare(q.value, value.value) == 0]
    return [(q.start, q.end) for q in sorted(same, key=lambda q: q.words.casefold() != value.words.casefold())]


def _runs(block: Element) -> Iterator[tuple[Element, str, str]]:
    """The pieces of text in a block: the element that holds each, whether as its text or its tail, and the piece."""
    if block.text:
        yield block, "text", block.text
    for child in block:
        if isinstance(child.tag, str):
            if local(child) not in _ASIDE:
                yield from _runs(child)
            elif local(child) == "quantity":  # marked already: its words count for the position only
                yield child, "", "".join(child.itertext())
        if child.tail:
            yield child, "tail", child.tail


def _wrap(block: Element, start: int, end: int, value: Value) -> bool:
    """Mark the words between two positions when they stand in one piece of text."""
    at = 0
    for holder, where, piece in _runs(block):
        if where and at <= start and end <= at + len(piece):
            first, last = start - at, end - at
            mark = node("quantity", piece[first:last], refersTo=f"#{value.concept}", normalized=value.value)
            mark.set(f"{{{LM}}}parameter", value.parameter)
            mark.tail = piece[last:] or None
            if where == "text":
                holder.text = piece[:first] or None
                holder.insert(0, mark)
            else:
                holder.tail = piece[:first] or None
                parent = holder.getparent()
                parent.insert(parent.index(holder) + 1, mark)
            return True
        at += len(piece)
    return False


def _declare(root: Element, concepts: list[str]) -> None:
    """Give every concept its TLCConcept, in alphabetical order after what is there."""
    references = root.find(f".//{{{AKN}}}references")
    if references is None:
        return
    known = {e.get("eId") for e in references}
    for concept in sorted(set(concepts) - known):
        references.append(node("TLCConcept", eId=concept, href=f"https://lexmatch.org/concepts/{concept}",
                                  showAs=concept))  # fmt: skip
