"""Akoma Ntoso trees of others, brought to the final namespace and given the structure that can be cited."""

from __future__ import annotations

import re
from functools import lru_cache

from lexmatch.readers.units import HIERARCHY, number
from lexmatch.readers.xml import AKN, LM, NAMES, Element, children, cleanup, first, local, node, text_of

_XML = "{http://www.w3.org/XML/1998/namespace}"
_SPACE = re.compile(r"\s+")
UNITS = tuple(f"{{{AKN}}}{name}" for name in sorted(HIERARCHY))
_RENAMED = {"listConclusion": "listWrapUp", "collectionBody": "collectionBody"}
_IDS = ("id", "eId")
_OURS = (f"{{{LM}}}", _XML)
_DROPPED = frozenset(("GUID", "evolvingId", "currentId", "originalId"))
_AKN = re.compile(r"legaldocml|akomantoso", re.IGNORECASE)
DOCUMENTS = frozenset(
    ("act", "bill", "doc", "statement", "portion", "judgment", "amendment", "amendmentList", "debate", "debateReport",
     "officialGazette", "documentCollection")
)  # fmt: skip
# What holds elements only: white space in these is layout.
_BARE = HIERARCHY | frozenset(
    ["act", "bill", "doc", "statement", "body", "mainBody", "portionBody", "portion", "preface", "preamble", "content",
     "intro", "wrapUp", "conclusions", "blockList", "item", "table", "tr", "ul", "ol", "attachments", "attachment",
     "components", "component", "container", "recitals", "recital", "citations", "citation", "formula", "longTitle",
     "quotedStructure", "blockContainer", "toc", "td", "th", "li", "authorialNote", "interstitial", "list", "foreign"]
)  # fmt: skip
_HEADS = ("num", "heading", "subheading")
_KNOWN = frozenset(("num", "heading", "subheading", "componentRef", "crossHeading", "meta"))
_TEXTUAL = frozenset(("td", "th", "li", "longTitle", "citation", "recital"))
# What a numbered list item, or a unit without a name of its own ("level"), is called below a unit.
_BELOW = {"article": "paragraph", "paragraph": "subparagraph", "point": "point", "section": "paragraph",
          "subsection": "paragraph", "subparagraph": "clause", "clause": "subclause", "alinea": "point",
          "rule": "paragraph", "regulation": "paragraph", "subclause": "point", "level": "point"}  # fmt: skip


def adopted(source: Element, parent: Element) -> Element:
    """An element of any Akoma Ntoso namespace, moved below `parent` and brought to the final one; its metadata go.

    Elements that are not of the document's namespace are looked through: their words stay.
    """
    parent.append(source)
    source.tail = None
    namespace, name, tag, bare, _ = _about(source.tag)
    if tag != source.tag:
        source.tag = tag
    if _odd(tuple(source.keys())):
        _named(source)
    _settle(source, namespace, name, bare)
    eids = source.xpath("descendant-or-self::*/@eId", smart_strings=False)
    if "" in eids or (eids and "".join(eids).split() != ["".join(eids)]):
        for found in source.xpath("descendant-or-self::*[@eId]"):
            _named(found)
    cleanup(source)
    return source


@lru_cache(maxsize=4096)
def _odd(keys: tuple[str, ...]) -> bool:
    """Whether there is an attribute that does not stay as it is."""
    return any(k == "id" or k in _DROPPED or (k[0] == "{" and not k.startswith(_OURS)) for k in keys)


@lru_cache(maxsize=4096)
def _about(tag: str) -> tuple[str, str, str, bool, bool]:
    """What matters about elements of a tag: namespace, name, the tag they get, whether white space in them is only layout,
    and whether they are documents of Akoma Ntoso in whatever namespace."""
    space, _, name = tag.rpartition("}")
    final = f"{{{AKN}}}{_RENAMED.get(name, name)}"
    return space, name, final, name in _BARE and name not in _TEXTUAL, name in DOCUMENTS and bool(_AKN.search(space))


def _named(found: Element) -> None:
    """Take off attributes that the standard does not know; any id is an eId."""
    said: dict[str, str] = {}
    for key, value in found.items():
        if key in _IDS:
            eid = "-".join(value.split())
            if eid:
                said["eId"] = eid
        elif (key[0] != "{" and key not in _DROPPED) or key.startswith(_OURS):
            said[key] = value
    found.attrib.clear()
    for key, value in said.items():
        found.set(key, value)


def _settle(source: Element, namespace: str, around: str, bare: bool) -> None:
    """Bring what is inside an element to the final namespace and its white space to single spaces. `around` names the
    element that stays around it, and `bare` says whether white space in it is only layout."""
    text = source.text
    if text:
        said = None if bare and text.isspace() else _spaced(text)
        if said != text:
            source.text = said
    odd: list[tuple[Element, bool]] = []
    for child in source:
        tag = child.tag
        if isinstance(tag, str):
            space, name, final, inside, document = _about(tag)
            if space != namespace and not document:
                odd.append((child, True))
                _settle(child, namespace, around, name in _BARE and around not in _TEXTUAL)
            elif name == "meta":
                odd.append((child, False))
            else:
                if final != tag:
                    child.tag = final
                keys = child.keys()
                if keys and _odd(tuple(keys)):
                    _named(child)
                _settle(child, space, name, inside)
        else:
            odd.append((child, False))
        text = child.tail
        if text:
            said = None if bare and text.isspace() else _spaced(text)
            if said != text:
                child.tail = said
    for child, words in odd:
        _dissolved(child, words)


def _spaced(text: str) -> str:
    """Text with single spaces, at its ends too where it has some there."""
    said = " ".join(text.split())
    if not said:
        return " "
    if text[0].isspace():
        said = f" {said}"
    return f"{said} " if text[-1].isspace() else said


def _dissolved(found: Element, words: bool) -> None:
    """Take an element away and leave what follows it, and what is in it where its `words` are to stay."""
    parent, before, tail = found.getparent(), found.getprevious(), found.tail
    if words:
        _append(parent, before, found.text)
        for child in list(found):
            found.addprevious(child)
            before = child
    _append(parent, before, tail)
    found.tail = None
    parent.remove(found)


def _append(parent: Element, before: Element | None, text: str | None) -> None:
    if not text:
        return
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text


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
        arranged(unit)
        unwrapped(unit)
    if next(document.iter(f"{{{AKN}}}blockList"), None) is not None:
        for unit in units(document):
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


def arranged(unit: Element) -> None:
    """Put loose words and blocks of a unit where they belong: before its first part in an intro, after its last in a
    wrapUp, all in a content where it has no parts."""
    text = unit.text
    loose, odd, parts, contents = bool(text and text.strip()), False, False, []
    for child in unit:
        name, tail = NAMES[child.tag], child.tail
        if tail and name and tail.strip():
            loose = True
        if name in HIERARCHY:
            parts = True
        elif name in ("intro", "content", "wrapUp"):
            contents.append(name)
        elif name and name not in _KNOWN:
            odd = True
    if not (loose or odd or (("content" in contents) if parts else len(contents) > 1)):
        return
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


def unwrapped(unit: Element) -> None:
    """Take out an unnumbered paragraph that is all there is in a unit: it cannot be cited and only lengthens eIds."""
    only = None
    for child in unit:
        name = NAMES[child.tag]
        if name and name not in _HEADS:
            if only is not None or name not in ("paragraph", "subsection", "alinea"):
                return
            only = child
    if only is None or text_of(first(only, "num")) or text_of(first(only, "heading")):
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
