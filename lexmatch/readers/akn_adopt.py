"""Akoma Ntoso trees of others, brought to the final namespace where they stand: the first step of `akn_in`."""

from __future__ import annotations

import re
from functools import lru_cache

from lexmatch.readers.units import HIERARCHY
from lexmatch.readers.xml import AKN, LM, Element, cleanup, node

_RENAMED = {"listConclusion": "listWrapUp", "collectionBody": "collectionBody"}
_IDS = ("id", "eId")
_OURS = (f"{{{LM}}}", "{http://www.w3.org/XML/1998/namespace}")
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
_TEXTUAL = frozenset(("td", "th", "li", "longTitle", "citation", "recital"))


def adopted(root: Element, parts: list[Element]) -> Element:
    """A new root with parts of a tree in it, each an element of any Akoma Ntoso namespace brought to the final one, where
    it stands: their metadata go.

    Elements that are not of the namespace of what is around them are looked through: their words stay.
    """
    for part in parts:
        settle(part)
    # libxml2's namespaces belong to elements. With all that are declared there, the old root is put into the new one and
    # its parts out of it: other ways take time by the square of their number.
    made = node("akomaNtoso")
    cleanup(root)
    made.append(root)
    made.extend(parts)
    made.remove(root)
    return made


def settle(source: Element) -> None:
    """Bring an element and all in it to the final namespace, without the metadata in it."""
    source.tail = None
    namespace, name, tag, bare, _ = _about(source.tag)
    if tag != source.tag:
        source.tag = tag
    odd = _odd(tuple(source.keys()))
    if odd:
        _named(source, odd)
    _settle(source, namespace, name, bare)
    eids = source.xpath("descendant-or-self::*/@eId", smart_strings=False)
    if "" in eids or (eids and "".join(eids).split() != ["".join(eids)]):
        for found in source.xpath("descendant-or-self::*[@eId]"):
            _named(found, ("eId",))


@lru_cache(maxsize=4096)
def _odd(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The attributes that do not stay as they are."""
    return tuple(k for k in keys if k == "id" or k in _DROPPED or (k[0] == "{" and not k.startswith(_OURS)))


@lru_cache(maxsize=4096)
def _about(tag: str) -> tuple[str, str, str, bool, bool]:
    """What matters about elements of a tag: namespace, name, the tag they get, whether white space in them is only layout,
    and whether they are documents of Akoma Ntoso in whatever namespace."""
    space, _, name = tag.rpartition("}")
    final = f"{{{AKN}}}{_RENAMED.get(name, name)}"
    return space, name, final, name in _BARE and name not in _TEXTUAL, name in DOCUMENTS and bool(_AKN.search(space))


def _named(found: Element, odd: tuple[str, ...]) -> None:
    """Take off odd attributes, which the standard does not know; any id is an eId, in its place."""
    said = found.attrib
    if "id" not in odd and "eId" not in odd:
        for key in odd:
            del said[key]
        return
    kept: dict[str, str] = {}
    for key, value in said.items():
        if key not in _IDS:
            if key not in odd:
                kept[key] = value
        elif value.strip():
            kept["eId"] = "-".join(value.split())
    said.clear()
    for key, value in kept.items():
        found.set(key, value)


def _settle(source: Element, namespace: str, around: str, bare: bool) -> None:
    """Bring what is inside an element to the final namespace, and its white space to single spaces. `around` names the
    element that stays around it, and `bare` says whether white space in it is only layout."""
    text = source.text
    if text:
        said = None if bare and text.isspace() else _spaced(text)
        if said != text:
            source.text = said
    away: list[tuple[Element, bool]] = []
    for child in source:
        tag = child.tag
        if isinstance(tag, str):
            space, name, final, inside, document = _about(tag)
            if space != namespace and not document:
                away.append((child, True))
                _settle(child, namespace, around, name in _BARE and around not in _TEXTUAL)
            elif name == "meta":
                away.append((child, False))
            else:
                if final != tag:
                    child.tag = final
                keys = child.keys()
                if keys and (others := _odd(tuple(keys))):
                    _named(child, others)
                _settle(child, space, name, inside)
        else:
            away.append((child, False))
        text = child.tail
        if text:
            said = None if bare and text.isspace() else _spaced(text)
            if said != text:
                child.tail = said
    for child, words in away:
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
