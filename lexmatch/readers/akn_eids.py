"""eIds by the naming convention for a tree that came with others, or with none."""

from __future__ import annotations

import re

from lexmatch.readers.akn_tree import UNITS, quoted, units
from lexmatch.readers.units import ABBREVIATIONS, HIERARCHY, EIds, number
from lexmatch.readers.xml import AKN, Element, first, local, text_of

_PATTERN = re.compile(r"[a-zA-Z]+(_[\w.\-]+)?(__[a-zA-Z]+(_[\w.\-]+)?)*")
_P = f"{{{AKN}}}p"
_HOLDERS = (*UNITS, *(f"{{{AKN}}}{name}" for name in ("content", "intro", "wrapUp", "block")))


def give_eids(document: Element, foreign: bool) -> None:
    """An eId by the naming convention for every unit that has none or a wrong one; the old one stays as wId.

    In a text that lexmatch did not write, `refersTo` on units and paragraphs names no concepts of lexmatch: it goes.
    """
    eids = EIds()
    for count, attachment in enumerate(document.iter(f"{{{AKN}}}attachment"), 1):
        _set(attachment, f"att_{count}", eids)
    own = units(document)
    inside: dict[Element, list[Element]] = {}
    for unit in own:
        inside.setdefault(unit.getparent(), []).append(unit)
    given: dict[Element, str] = {}
    # All parts of one parent before those below them: of two that want one eId the one further up has it.
    for parent in document.iter(*{holder.tag for holder in inside}):
        if parent in inside:
            prefix = _prefix(parent, given)
            for unit in inside[parent]:
                given[unit] = _unit_eid(unit, prefix, eids)
    if foreign:
        _disowned(document)
    said = document.xpath("descendant-or-self::*/@eId", smart_strings=False)
    if len(set(said)) < len(said):
        _others(document, set(own), eids, foreign)


def _disowned(document: Element) -> None:
    """Take off what would say something of lexmatch: concepts, and the eId of a paragraph, which would mark it as a rule."""
    for found in document.iter(*_HOLDERS, _P):
        if found.get("refersTo") is not None and not quoted(found):
            del found.attrib["refersTo"]
    for found in document.iter(_P):
        if found.get("eId") is not None:
            del found.attrib["eId"]


def _prefix(parent: Element | None, given: dict[Element, str]) -> str:
    """The eId of the unit or attachment that an element is, or stands in."""
    while parent is not None:
        if parent in given:
            return given[parent]
        if local(parent) == "attachment":
            return str(parent.get("eId", ""))
        parent = parent.getparent()
    return ""


def _unit_eid(child: Element, prefix: str, eids: EIds) -> str:
    kind, num = local(child), text_of(first(child, "num"))
    value = number(num)
    name = child.get("name", "") if kind == "hcontainer" else ""
    old = child.get("eId", "")
    if old and old not in eids.taken and _right(old, num, value, prefix, name or kind):
        eids.taken.add(old)
        return str(old)
    eid = eids.named(kind, name, value, prefix)
    if old != eid:
        child.set("eId", eid)
        if old and not child.get("wId"):
            child.set("wId", old)
    return eid


def _right(eid: str, num: str, value: str, prefix: str, kind: str) -> bool:
    """Whether an eId is what the convention gives: known abbreviations, the unit's own number, below its parent."""
    head, _, last = eid.rpartition("__")
    name, _, said = last.partition("_")
    if name != ABBREVIATIONS.get(kind, kind if kind in HIERARCHY else "hcontainer"):
        return False
    if said.casefold() != value.casefold() if num else not said:
        return False
    basic = name in ("art", "sec", "rule", "reg") and not prefix.startswith("att_")
    return (head == prefix or (basic and not head)) and _PATTERN.fullmatch(eid) is not None


def _set(target: Element, eid: str, eids: EIds) -> None:
    old = target.get("eId", "")
    target.set("eId", eid)
    if old and old != eid and not target.get("wId"):
        target.set("wId", old)
    eids.taken.add(eid)


def _others(document: Element, own: set[Element], eids: EIds, foreign: bool) -> None:
    """Of all that is no unit the eIds stay where nothing else has them."""
    for found in document.xpath("descendant-or-self::*[@eId != '']"):
        eid = found.get("eId")
        if found in own or local(found) == "attachment":
            continue
        if eid in eids.taken:
            del found.attrib["eId"]
            if not found.get("wId") and not foreign:
                found.set("wId", eid)
        else:
            eids.taken.add(eid)
