"""What the strict schema refuses in a tree, mended step by step as the schema's own messages name it, words kept."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from lexmatch.findings import Finding, Place
from lexmatch.readers.akn_adopt import DOCUMENTS
from lexmatch.readers.akn_tree import UNITS, arranged
from lexmatch.readers.akn_unwrap import FLOWING, INLINE, append_tail, lines_of, remove, unwrap
from lexmatch.readers.units import HIERARCHY
from lexmatch.readers.xml import AKN, Element, children, local, node, schema

MAX_ROUNDS = 60
_HOLDERS = {"ul": ("li",), "ol": ("li",), "tr": ("td",), "table": ("tr", "td"), "blockList": ("item",)}
_ATTRIBUTE = re.compile(r"attribute '(?:\{[^}]*\})?([\w.:-]+)'")
_QUOTED = re.compile(r"The attribute '([\w.:-]+)' is required")
_DEFAULTS = {"href": "#", "name": "unit", "source": "#lexmatch", "showAs": "-", "contains": "originalVersion"}
# Documents, which 2.0 did not ask to have a name; and parts of the metadata, which LegalDocML.de gives eIds.
_NAMED = tuple(f"{{{AKN}}}{name}" for name in sorted(DOCUMENTS - {"portion"}))
_NAMELESS = tuple(f"{{{AKN}}}{name}" for name in ("lifecycle", "temporalData", "notes"))
_NEEDED = frozenset(("body", "mainBody", "portionBody", "content", "item", "td", "th", "li", "quotedStructure",
                     "authorialNote", "interstitial", "wrapUp", "intro", "blockContainer"))  # fmt: skip


def repair(root: Element, path: str) -> tuple[list[Finding], bool]:
    """Bring a tree, its metadata in it, to what the strict schema allows; the findings say how much had to be unwrapped.
    Whether it is valid is known where nothing was changed after the schema saw it last; else it is to be asked again."""
    mended: Counter[str] = Counter()
    seen: Counter[tuple[str, str]] = Counter()
    _supplied(root)
    checker: Any = schema()  # the stubs of lxml know no iteration over the log
    for _ in range(MAX_ROUNDS):
        valid = bool(checker.validate(root))
        if valid:
            break
        # Later places first, so that the paths of earlier ones stay true.
        errors = [(e.type_name, e.path, e.message) for e in checker.error_log]
        done: set[str] = set()
        for kind, where, message in reversed(errors):
            found = root.xpath(where) if where else []
            if not found or any(where != d and where.startswith(d + "/") for d in done):
                continue
            key = (where, kind)
            seen[key] += 1
            changed = _mend(found[0], kind, message, seen[key])
            if changed:
                mended[changed] += 1
            if kind == "SCHEMAV_ELEMENT_CONTENT":
                done.add(where.rpartition("/")[0])
    else:
        mended[local(root[0])] += 1
        _flattened(root[0])
    hollow = [e for e in root.iter(*UNITS) if not len(e)]
    for unit in hollow:
        unit.append(node("content"))
        unit[0].append(node("p"))
    findings = [
        Finding("import", "note", f"<{name}> was unwrapped {count} time{'s' * (count > 1)}: the standard does not allow "
                "it there; its words are kept", Place(path), key=name)
        for name, count in sorted(mended.items())
    ]  # fmt: skip
    return findings, valid and not hollow


def _supplied(root: Element) -> None:
    """What other versions of the standard do, mended before the schema is asked: to ask it once more would be felt."""
    for found in root.iter(*_NAMED):
        if found.get("name") is None:
            found.set("name", _DEFAULTS["name"])
    for part in root.iter(*_NAMELESS):
        part.attrib.pop("eId", None)


def _mend(found: Element, kind: str, message: str, times: int) -> str:
    """Mend one thing; gives the name of an element that had to be unwrapped."""
    if kind == "SCHEMAV_CVC_IDC":
        eid = found.attrib.pop("eId", "")
        if eid and not found.get("wId"):
            found.set("wId", eid)
        return ""
    required = _QUOTED.search(message)
    if required:
        return _supply(found, required.group(1))
    attribute = _ATTRIBUTE.search(message)
    if attribute:
        for key in [k for k in found.attrib if k.rpartition("}")[2] == attribute.group(1)]:
            del found.attrib[key]
        return ""
    if kind == "SCHEMAV_CVC_COMPLEX_TYPE_2_3":
        _wrap_loose(found)
        return ""
    if "Missing child" in message:
        return _complete(found, times)
    return _unexpected(found, times)


def _supply(found: Element, attribute: str) -> str:
    name = local(found)
    if attribute in _DEFAULTS and not (name in INLINE and attribute != "name"):
        found.set(attribute, _DEFAULTS[attribute])
    elif name in ("ref", "mref", "rref", "a", "noteRef", "img") or name in INLINE:
        for key in list(found.attrib):
            if key not in ("eId", "wId"):
                del found.attrib[key]
        found.tag = f"{{{AKN}}}inline"
        found.set("name", name)
    else:
        found.set(attribute, "#")
    return ""


def _wrap_loose(parent: Element) -> None:
    """Text among blocks becomes paragraphs (in a list, an item; in a table, a cell)."""
    if local(parent) in HIERARCHY:
        arranged(parent)
        return
    if (parent.text or "").strip():
        made = _held(parent, node("p", (parent.text or "").strip()))
        parent.text = None
        parent.insert(0, made)
    for child in list(parent):
        if (child.tail or "").strip():
            made = _held(parent, node("p", child.tail.strip()))
            child.tail = None
            parent.insert(parent.index(child) + 1, made)


def _held(parent: Element, made: Element) -> Element:
    """A block in what its parent asks to be around it."""
    for name in reversed(_HOLDERS.get(local(parent), ())):
        holder = node(name)
        holder.append(made)
        made = holder
    return made


def _complete(parent: Element, times: int) -> str:
    """Something is missing inside: an empty shell goes, what must stand gets an empty paragraph."""
    name = local(parent)
    if name in DOCUMENTS:
        _flattened(parent)
        return name
    if name in _NEEDED and times < 2:
        parent.append(node("hcontainer", name="body") if name in ("body", "portionBody") else node("p"))
        return ""
    holder = parent.getparent()
    if holder is None:
        return ""
    if not "".join(parent.itertext()).strip() and name not in ("body", "mainBody", "portionBody", "meta"):
        remove(parent)
        return ""
    return unwrap(parent)


def _unexpected(found: Element, times: int) -> str:
    parent = found.getparent()
    if parent is None:
        return ""
    name, around = local(found), local(parent)
    if any(local(a) == "meta" for a in found.iterancestors()):
        remove(found)
        return ""
    if around == "akomaNtoso":
        _flattened(found)
        return name
    if around in DOCUMENTS:
        return _set_aside(found, parent)
    if around in HIERARCHY and times < 2 and name not in ("num", "heading", "subheading"):
        before = [local(c) for c in parent]
        arranged(parent)
        if [local(c) for c in parent] != before:
            return ""
    if around in _HOLDERS and name not in ("tr", "caption", "listIntroduction", "listWrapUp") and times < 2:
        at, tail, found.tail = parent.index(found), found.tail, None
        parent.insert(at, _held(parent, found))
        parent[at].tail = tail
        return ""
    if name in INLINE and around not in FLOWING and times < 3:
        return _gather(found, parent)
    opening = name in ("intro", "content", "wrapUp", "container") or (times < 2 and around not in FLOWING)
    if opening and len(found) and all(local(c) not in INLINE for c in found):
        return _open(found)
    return unwrap(found)


def _set_aside(found: Element, document: Element) -> str:
    """What a document cannot hold where it stands goes to its conclusions, as paragraphs."""
    lines = lines_of(found)
    document.remove(found)
    if lines:
        conclusions = next(iter(children(document, "conclusions")), None)
        if conclusions is None:
            conclusions = node("conclusions")
            body = next(iter(children(document, "body", "mainBody", "portionBody")), None)
            document.insert(document.index(body) + 1 if body is not None else len(document), conclusions)
        conclusions.extend([node("p", words) for words in lines])
    return local(found)


def _flattened(document: Element) -> None:
    """The last resort for a document that cannot be mended: all its words as paragraphs of one unit."""
    meta = next(iter(children(document, "meta")), None)
    if meta is not None:
        document.remove(meta)
    lines = lines_of(document)
    for part in list(document):
        document.remove(part)
    document.text = None
    document.tag = f"{{{AKN}}}act"
    document.attrib.clear()
    document.set("name", "act")
    unit = node("hcontainer", name="text")
    unit.append(node("content"))
    unit[0].extend([node("p", words) for words in lines] or [node("p")])
    body = node("body")
    body.append(unit)
    document.extend([body] if meta is None else [meta, body])


def _gather(found: Element, parent: Element) -> str:
    """Inline elements among blocks stand in a paragraph, with those that follow."""
    made = node("p")
    at = parent.index(found)
    before = parent[at - 1] if at else None
    lead = (before.tail if before is not None else parent.text) or ""
    if lead.strip():
        made.text = lead.lstrip()
        if before is not None:
            before.tail = None
        else:
            parent.text = None
    run = [found]
    while run[-1].getnext() is not None and local(run[-1].getnext()) in INLINE:
        run.append(run[-1].getnext())
    parent.insert(at, made)
    made.extend(run)
    return ""


def _open(found: Element) -> str:
    """Put what is inside an element in its place."""
    parent = found.getparent()
    at = parent.index(found)
    _wrap_loose(found)
    inside, tail = list(found), found.tail
    parent.remove(found)
    for offset, child in enumerate(inside):
        parent.insert(at + offset, child)
    if tail and tail.strip():
        append_tail(inside[-1], tail)
    return local(found)
