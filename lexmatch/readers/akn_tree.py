"""Akoma Ntoso trees of others, given the structure that can be cited."""

from __future__ import annotations

import re

from lexmatch.readers.units import HIERARCHY, number
from lexmatch.readers.xml import AKN, NAMES, Element, children, first, local, node, text_of

UNITS = tuple(f"{{{AKN}}}{name}" for name in sorted(HIERARCHY))
_HEADS = ("num", "heading", "subheading")
_KNOWN = frozenset(("componentRef", "crossHeading", "meta"))
# What a numbered list item, or a unit without a name of its own ("level"), is called below a unit.
_BELOW = {"article": "paragraph", "paragraph": "subparagraph", "point": "point", "section": "paragraph",
          "subsection": "paragraph", "subparagraph": "clause", "clause": "subclause", "alinea": "point",
          "rule": "paragraph", "regulation": "paragraph", "subclause": "point", "level": "point"}  # fmt: skip


def structured(document: Element) -> None:
    """Give a document the structure that lawyers cite: § as sections, list items as points, no empty wrappers."""
    signed = [a for a in document.iter(f"{{{AKN}}}article") if text_of(first(a, "num")).startswith("§")]
    for article in signed:
        article.tag = f"{{{AKN}}}section"
        for paragraph in children(article, "paragraph"):
            paragraph.tag = f"{{{AKN}}}subsection"
    for body in document.iter(f"{{{AKN}}}body"):
        embodied(body)
    for unit in units(document):
        if local(unit) == "level":
            parent = unit.getparent()
            unit.tag = f"{{{AKN}}}{below(parent)}"
        disordered, only = _order(unit)
        if disordered:
            _arrange(unit)
            _, only = _order(unit)
        if only is not None:
            _unwrapped(unit, only)
    lists = list(document.iter(f"{{{AKN}}}blockList"))
    if lists:
        own = set(units(document))
        for unit in dict.fromkeys(found.getparent().getparent() for found in lists):
            if unit in own:
                pointed(unit)


def units(document: Element) -> list[Element]:
    """The units of a document itself, those of quoted texts left out, in the order of the text."""
    found = list(document.iter(*UNITS))
    quotations = document.iter(f"{{{AKN}}}quotedStructure", f"{{{AKN}}}embeddedStructure")
    inside = {unit for quotation in quotations for unit in quotation.iter(*UNITS)}
    return [unit for unit in found if unit not in inside] if inside else found


def quoted(element_: Element) -> bool:
    """Whether an element stands in words quoted for another text."""
    return any(local(a) in ("quotedStructure", "embeddedStructure") for a in element_.iterancestors())


def below(parent: Element) -> str:
    """What a numbered part of `parent` is called."""
    name = parent.get("name", "") if local(parent) == "hcontainer" else local(parent)
    if name == "paragraph" and any(local(a) == "article" for a in parent.iterancestors()):
        return "point"
    return _BELOW.get(name, "paragraph")


def embodied(body: Element) -> None:
    """Loose words and blocks of a body stand in a unit of their own: a body holds units only."""
    allowed = HIERARCHY | {"componentRef"}
    if not (body.text or "").strip() and all(local(c) in allowed and not (c.tail or "").strip() for c in body):
        return
    items: list[Element | None] = []
    _loose(items, body.text)
    for child in list(body):
        tail, child.tail = child.tail, None
        items.append(child)
        _loose(items, tail)
        body.remove(child)
    body.text = None
    run: list[Element] = []
    for item in [*items, None]:
        if item is not None and local(item) not in allowed:
            run.append(item)
            continue
        if run:
            holder = node("hcontainer", name="text")
            holder.append(_holding("content", run))
            body.append(holder)
            run = []
        if item is not None:
            body.append(item)


def _order(unit: Element) -> tuple[bool, Element | None]:
    """Whether what is in a unit is to be put where it belongs; and the paragraph that is all there is in it, if it is one."""
    loose, odd, parts, contents, rest = bool(unit.text and unit.text.strip()), False, False, [], []
    for child in unit:
        name, tail = NAMES[child.tag], child.tail
        if tail and name and tail.strip():
            loose = True
        if not name or name in _HEADS:
            continue
        rest.append(child)
        if name in HIERARCHY:
            parts = True
        elif name in ("intro", "content", "wrapUp"):
            contents.append(name)
        elif name not in _KNOWN:
            odd = True
    only = rest[0] if parts and len(rest) == 1 and local(rest[0]) in ("paragraph", "subsection", "alinea") else None
    return loose or odd or (("content" in contents) if parts else len(contents) > 1), only


def arranged(unit: Element) -> None:
    """Put loose words and blocks of a unit where they belong: before its first part in an intro, after its last in a
    wrapUp, all in a content where it has no parts."""
    if _order(unit)[0]:
        _arrange(unit)


def _arrange(unit: Element) -> None:
    heads = [c for c in children(unit) if local(c) in ("num", "heading", "subheading")]
    items: list[Element] = []
    _loose(items, unit.text)
    for child in list(unit):
        if local(child) in ("intro", "content", "wrapUp"):
            _loose(items, child.text)
            for block in list(child):
                tail, block.tail = block.tail, None
                items.append(block)
                _loose(items, tail)
            _loose(items, child.tail)
        else:
            tail, child.tail = child.tail, None
            if child not in heads:
                items.append(child)
            _loose(items, tail)
    attributes = dict(unit.attrib)
    for child in list(unit):
        unit.remove(child)
    unit.text = None
    for head in heads:
        head.tail = None
        unit.append(head)
    unit.attrib.update(attributes)
    _distribute(unit, items)


def _loose(items: list[Element], text: str | None) -> None:
    if text and text.strip():
        items.append(node("p", text.strip()))


def _distribute(unit: Element, items: list[Element]) -> None:
    """Blocks and parts, in the order of the text, into a unit that has its number and heading only."""
    places = [i for i, item in enumerate(items) if local(item) in HIERARCHY]
    if not places:
        unit.append(_holding("content", items or [node("p")]))
        return
    first_, last = places[0], places[-1]
    if items[:first_]:
        unit.append(_holding("intro", items[:first_]))
    run: list[Element] = []
    for item in items[first_ : last + 1]:
        if local(item) in HIERARCHY or local(item) in ("crossHeading", "componentRef"):
            if run:
                between = node("alinea")
                between.append(_holding("content", run))
                unit.append(between)
                run = []
            unit.append(item)
        else:
            run.append(item)
    if items[last + 1 :]:
        unit.append(_holding("wrapUp", items[last + 1 :]))


def _holding(name: str, blocks: list[Element]) -> Element:
    made = node(name)
    made.extend(blocks)
    return made


def _unwrapped(unit: Element, only: Element) -> None:
    """Take out an unnumbered paragraph that is all there is in a unit: it cannot be cited and only lengthens eIds."""
    if text_of(first(only, "num")) or text_of(first(only, "heading")):
        return
    eid = only.get("eId", "")
    if eid.startswith(unit.get("eId", "?") + "__") and re.fullmatch(r"(?:subsec|para|al)_\d+", eid.rpartition("__")[2]):
        return  # counted by its place, as Finnish and Swedish law is cited
    arranged(only)
    unit.remove(only)
    for child in list(only):
        if local(child) not in ("num", "heading"):
            unit.append(child)


def pointed(unit: Element) -> None:
    """Numbered lists in the words of a unit become its parts."""
    content = first(unit, "content")
    if content is None or not any(_numbered(b) for b in children(content)):
        return
    items: list[Element] = []
    for block in list(content):
        if _numbered(block):
            items += _points(block, below(unit))
        else:
            items.append(block)
    unit.remove(content)
    _distribute(unit, items)
    for part in children(unit, *HIERARCHY):
        pointed(part)


def _numbered(block: Element) -> bool:
    parts = [c for c in children(block) if local(c) == "item"] if local(block) == "blockList" else []
    return bool(parts) and all(number(text_of(first(i, "num"))) for i in parts)


def _points(block: Element, kind: str) -> list[Element]:
    made: list[Element] = []
    for child in children(block):
        if local(child) in ("listIntroduction", "listWrapUp"):
            child.tag = f"{{{AKN}}}p"
            for key in ("eId", "wId"):
                child.attrib.pop(key, None)
            made.append(child)
            continue
        blocks = [c for c in children(child) if local(c) not in ("num", "heading", "subheading")]
        child.tag = f"{{{AKN}}}{kind}"
        child.append(_holding("content", blocks))
        made.append(child)
    return made
