"""eIds by the naming convention for a tree that came with others, or with none."""

from __future__ import annotations

import re

from lexmatch.readers.akn_tree import units
from lexmatch.readers.units import ABBREVIATIONS, HIERARCHY, EIds, Unit, number
from lexmatch.readers.xml import AKN, Element, children, first, local, text_of

_PATTERN = re.compile(r"[a-zA-Z]+(_[\w.\-]+)?(__[a-zA-Z]+(_[\w.\-]+)?)*")
_BLOCKS = ("p", "content", "intro", "wrapUp", "block")


def give_eids(document: Element, foreign: bool) -> None:
    """An eId by the naming convention for every unit that has none or a wrong one; the old one stays as wId.

    In a text that lexmatch did not write, `refersTo` on units and paragraphs names no concepts of lexmatch: it goes.
    """
    eids = EIds()
    for count, attachment in enumerate(document.iter(f"{{{AKN}}}attachment"), 1):
        _set(attachment, f"att_{count}", eids)
    stack = [(document, "")]
    while stack:
        parent, prefix = stack.pop()
        below_: list[tuple[Element, str]] = []
        for child in children(parent):
            name = local(child)
            if foreign and child.get("refersTo") is not None and (name in HIERARCHY or name in _BLOCKS):
                del child.attrib["refersTo"]
            if name in ("quotedStructure", "embeddedStructure", "meta"):
                continue
            if name in HIERARCHY:
                below_.append((child, _unit_eid(child, prefix, eids)))
            elif len(child):
                below_.append((child, child.get("eId", prefix) if name == "attachment" else prefix))
        stack.extend(reversed(below_))
    _others(document, eids, foreign)


def _unit_eid(child: Element, prefix: str, eids: EIds) -> str:
    num = text_of(first(child, "num"))
    old = str(child.get("eId", ""))
    if _right(old, num, prefix, child) and old not in eids.taken:
        eids.taken.add(old)
        return old
    eid = eids.give(Unit(local(child), num, name=child.get("name", "")), prefix)
    child.set("eId", eid)
    if old and old != eid and not child.get("wId"):
        child.set("wId", old)
    return eid


def _right(eid: str, num: str, prefix: str, unit: Element) -> bool:
    """Whether an eId is what the convention gives: known abbreviations, the unit's own number, below its parent."""
    if not eid or not _PATTERN.fullmatch(eid):
        return False
    head, _, last = eid.rpartition("__")
    name, _, value = last.partition("_")
    kind = unit.get("name", "") if local(unit) == "hcontainer" else local(unit)
    if name != ABBREVIATIONS.get(kind, kind if kind in HIERARCHY else "hcontainer"):
        return False
    if num and number(num).casefold() != value.casefold():
        return False
    if not num and not value:
        return False
    basic = name in ("art", "sec", "rule", "reg") and not prefix.startswith("att_")
    return head == prefix or (basic and not head)


def _set(target: Element, eid: str, eids: EIds) -> None:
    old = target.get("eId", "")
    target.set("eId", eid)
    if old and old != eid and not target.get("wId"):
        target.set("wId", old)
    eids.taken.add(eid)


def _others(document: Element, eids: EIds, foreign: bool) -> None:
    """Of all that is no unit the eIds stay where nothing else has them; a paragraph's go, for they would mark it as a
    rule by itself."""
    own = set(units(document))
    for found in document.iter():
        eid = found.get("eId", "")
        if not eid or found in own or local(found) == "attachment":
            continue
        name = local(found)
        if eid in eids.taken or (foreign and name == "p"):
            del found.attrib["eId"]
            if not found.get("wId") and not foreign:
                found.set("wId", eid)
        else:
            eids.taken.add(eid)
