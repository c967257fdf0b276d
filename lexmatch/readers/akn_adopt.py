"""Akoma Ntoso trees of others, brought to the final namespace where they stand: the first step of `akn_in`."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from lexmatch.readers.units import HIERARCHY
from lexmatch.readers.xml import AKN, LM, Element, cleanup, local, node, strip

_RENAMED = {"listConclusion": "listWrapUp", "collectionBody": "collectionBody"}
_IDS = ("id", "eId")
_OURS = frozenset((LM, "http://www.w3.org/XML/1998/namespace", ""))
_DROPPED = ("GUID", "evolvingId", "currentId", "originalId")
DRAFT = re.compile(r"legaldocml|akomantoso", re.IGNORECASE)
DOCUMENTS = frozenset(
    ("act", "bill", "doc", "statement", "portion", "judgment", "amendment", "amendmentList", "debate", "debateReport",
     "officialGazette", "documentCollection")
)  # fmt: skip
_ANY_DOCUMENT = tuple(f"{{*}}{name}" for name in sorted(DOCUMENTS))
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


def known(root: Element, namespaces: frozenset[str]) -> None:
    """Take off attributes that the standard does not know. `namespaces` are those that they may have, where that is known."""
    others = namespaces or {k[1:].partition("}")[0] for found in root.iter() for k, _ in found.items() if k[0] == "{"}
    strip(root, *_DROPPED, *(f"{{{space}}}*" for space in sorted(others - _OURS)))


def _identified(found: Element) -> None:
    """One eId made of whatever ids an element has, without white space in it."""
    said = dict(found.attrib)
    found.attrib.clear()
    for key, value in said.items():
        if key not in _IDS:
            found.set(key, value)
        elif value.strip():
            found.set("eId", "-".join(value.split()))


def settle(source: Element) -> None:
    """Bring an element and all in it to the final namespace, without the metadata in it, and its white space to single
    spaces, or to none where it is only layout."""
    source.tail = None
    space = _ABOUT[source.tag].space
    apart = _apart(source, space)
    for meta in list(source.iter(source.tag.replace(local(source), "meta"))):
        if meta is not source:
            _respace(meta.getparent(), _ABOUT[meta.getparent().tag].bare)
            _dissolved(meta, words=False)
    strange: dict[Element, None] = {}
    for found in list(source.iter()):  # all held, so that lxml makes none of them twice
        tag = found.tag
        own, final, bare, _ = _ABOUT[tag]
        if own == space:
            if final != tag:
                found.tag = final
            eid = found.get("eId", "-")
            if not eid or " " in eid or not eid.isprintable() or found.get("id") is not None:
                _identified(found)
            text = found.text
            if text and (said := _respaced(text, bare)) != text:
                found.text = said
        elif found not in apart:
            strange[found] = None
        text = found.tail
        if text and (around := found.getparent()) not in strange:
            said = _respaced(text, _ABOUT[around.tag].bare)
            if said != text:
                found.tail = said
    if strange:
        _look_through(strange)


class _About(NamedTuple):
    """What matters about elements of a tag: their namespace, the tag they get, whether white space in them is only layout,
    and whether they are documents of Akoma Ntoso in whatever namespace."""

    space: str | None
    final: str
    bare: bool
    document: bool


class _Abouts(dict[Any, _About]):
    """What matters about elements, by their tags."""

    def __missing__(self, tag: Any) -> _About:
        if len(self) > _MANY:  # a file that invents names without end
            self.clear()
        space, _, name = tag.rpartition("}") if isinstance(tag, str) else (None, "", "")  # what is no element
        final = f"{{{AKN}}}{_RENAMED.get(name, name)}"
        document = name in DOCUMENTS and bool(DRAFT.search(space or ""))
        made = self[tag] = _About(space, final, name in _BARE and name not in _TEXTUAL, document)
        return made


_ABOUT = _Abouts()
_MANY = 10_000


def _apart(source: Element, space: str | None) -> set[Element]:
    """The elements of documents inside an element that are of another namespace of Akoma Ntoso: settled, and to be left."""
    apart: set[Element] = set()
    for found in list(source.iter(*_ANY_DOCUMENT)):
        about = _ABOUT[found.tag]
        if about.document and about.space != space and found not in apart:
            apart.update(found.iter())
            tail = found.tail
            settle(found)
            found.tail = tail
    return apart


def _look_through(strange: dict[Element, None]) -> None:
    """Take away elements of other namespaces than that around them; their words stay."""
    for found in strange:
        around = found.getparent()
        while around in strange:
            around = around.getparent()
        _respace(found, local(found) in _BARE and local(around) not in _TEXTUAL)
    for found in strange:
        _dissolved(found, words=isinstance(found.tag, str))


def _respace(found: Element, bare: bool) -> None:
    """Bring white space in an element, not in those inside it, to single spaces; where it is `bare`, to none."""
    if found.text:
        found.text = _respaced(found.text, bare)
    for child in found:
        if child.tail:
            child.tail = _respaced(child.tail, bare)


def _respaced(text: str, bare: bool) -> str | None:
    """Text with single spaces; where it is `bare`, none if it is only layout."""
    if text.isspace():
        return None if bare else " "
    if "  " in text or not text.isprintable():  # of white space only a plain space can be printed
        return _spaced(text)
    return text


def _spaced(text: str) -> str:
    """Text with single spaces, at its ends too where it has some there."""
    said = " ".join(text.split())
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
