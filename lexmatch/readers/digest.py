"""Digest YAML → units: how a person restates a law in her own words, rule by rule, without writing XML.

A digest says for each rule where it stands (`at`, an eId), what it says (`text`), and what it is about; `import` turns it
into Akoma Ntoso with the articles and paragraphs around it. The format is described in docs/digests.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lexmatch import located
from lexmatch.findings import Finding, Place, Unreadable
from lexmatch.instrument import MODALITIES
from lexmatch.readers.units import ABBREVIATIONS, Document, Meta, Unit, append_text, element, p
from lexmatch.readers.xml import LM, Element
from lexmatch.ref import components
from lexmatch.text import did_you_mean

if TYPE_CHECKING:
    from lexmatch.readers import Source

VERSION = "digest/1"
KEYS = ("lexmatch", "alias", "title", "titles", "citation", "kind", "place", "jurisdiction", "uri", "date", "adopted",
        "in-force", "depositary", "link", "language", "coverage", "read", "amends", "supplements", "implements", "notes",
        "silent", "aspects", "headings", "provisions")  # fmt: skip
RULE_KEYS = ("at", "text", "concepts", "modality", "values", "quantities", "verified", "source", "note")
_FULL = {short: long for long, short in ABBREVIATIONS.items()}


NAME = "digest"
TITLE = "Digest: a law restated rule by rule (YAML)"
SUFFIXES = (".yaml", ".yml")


def detects(source: Source) -> bool:
    """Whether a file says that it is a digest."""
    return re.search(rb"^lexmatch:\s*digest/", source.data[:4096], re.MULTILINE) is not None


def operative(source: Source) -> str:
    """The words of its rules, with the headings and numbers of the units that it names."""
    node, _ = located.read(source.text, source.path)
    data: dict[str, Any] = located.plain(node) if isinstance(node, located.Mapping) else {}
    rules = [rule for rule in data.get("provisions") or () if isinstance(rule, dict)]
    headings: dict[str, Any] = data["headings"] if isinstance(data.get("headings"), dict) else {}
    labels: dict[str, str] = {}
    for rule in rules:
        path = ""
        for name, number in components(str(rule.get("at") or "")):
            path = "__".join(filter(None, (path, f"{name}_{number}" if number else name)))
            labels[path] = f"{_num(_FULL.get(name, name), number)} {headings.get(path) or ''}"
    return " ".join([*labels.values(), *(str(rule.get("text") or "") for rule in rules)])


def read(source: Source) -> tuple[Document, list[Finding]]:
    """The document in a digest file. Raises Unreadable at the first thing that is wrong, with its place."""
    return parse(source.text, source.path), []


def parse(text: str, path: str) -> Document:
    """The document in a digest. Raises Unreadable at the first thing that is wrong, with its place."""
    node, findings = located.read(text, path)
    if findings:
        raise Unreadable(findings[0].message, findings[0].hint, findings[0].place)
    if not isinstance(node, located.Mapping) or located.plain(node.get("lexmatch")) != VERSION:
        raise Unreadable(f"{path} is not a digest: it should begin with 'lexmatch: {VERSION}'", "",
                         node.place if node else Place(path))  # fmt: skip
    _known(node, KEYS)
    data: dict[str, Any] = located.plain(node)
    for key in ("alias", "title", "uri"):
        if not data.get(key):
            raise Unreadable(f"a digest needs the key '{key}'", "", node.place)
    document = Document(_meta(data))
    headings = data.get("headings") or {}
    tree: dict[str, Unit] = {}
    rules: dict[str, list[tuple[dict[str, Any], Place]]] = {}
    listed = node.get("provisions")
    for item in listed.items if isinstance(listed, located.Sequence) else ():
        if not isinstance(item, located.Mapping) or not item.get("at"):
            raise Unreadable("a rule of a digest is a mapping with the key 'at'", "", item.place)
        _known(item, RULE_KEYS)
        rule = located.plain(item)
        _place_unit(rule["at"], tree, document, headings, item.place)
        rules.setdefault(rule["at"], []).append((rule, item.place))
    for eid, found in rules.items():
        _fill(tree[eid], eid, found)
    return document


def _known(node: located.Mapping, keys: tuple[str, ...]) -> None:
    for key, _ in node.entries:
        if key.value not in keys:
            raise Unreadable(f"unknown key '{key.value}' in a digest", did_you_mean(key.value, keys), key.place)


def _meta(data: dict[str, Any]) -> Meta:
    notes = data.get("notes") or []
    return Meta(
        title=data["title"], uri=data["uri"], alias=data["alias"], language=data.get("language") or "en",
        date=data.get("date") or "", adopted=data.get("adopted") or "", in_force=data.get("in-force") or "",
        kind=data.get("kind") or "act", jurisdiction=data.get("jurisdiction") or "", citation=data.get("citation") or "",
        depositary=data.get("depositary") or "", link=data.get("link") or "", status="digest",
        coverage=data.get("coverage") or "partial", format="digest", titles=data.get("titles") or {},
        read=data.get("read") or {}, notes=[notes] if isinstance(notes, str) else notes, silent=data.get("silent") or [],
        aspects=[(a.get("concept", ""), a.get("text", "")) for a in data.get("aspects") or [] if isinstance(a, dict)],
        amends=data.get("amends") or [], supplements=data.get("supplements") or [],
        implements=data.get("implements") or [],
    )  # fmt: skip


def _place_unit(eid: str, tree: dict[str, Unit], document: Document, headings: dict[str, str], place: Place) -> None:
    """Make the unit of an eId and every unit around it, in the order in which they are first named."""
    if not re.fullmatch(r"[A-Za-z]+(_[\w.-]+)?(__[A-Za-z]+(_[\w.-]+)?)*", eid):
        raise Unreadable(f"'{eid}' is not an eId", "Write it like art_16__para_3.", place)
    parent: Unit | None = None
    path = ""
    for name, number in components(eid):
        path = f"{path}__{name}_{number}".strip("_") if number else f"{path}__{name}".strip("_")
        unit = tree.get(path)
        if unit is None:
            kind = _FULL.get(name, name)
            unit = Unit(kind if kind in _KINDS else "hcontainer", _num(kind, number), headings.get(path, ""),
                        name="" if kind in _KINDS else kind, eid=path)  # fmt: skip
            tree[path] = unit
            (parent.children if parent else document.units).append(unit)
        parent = unit


_KINDS = frozenset(
    [
        "part",
        "chapter",
        "title",
        "book",
        "division",
        "subdivision",
        "article",
        "section",
        "rule",
        "paragraph",
        "subparagraph",
        "subsection",
        "point",
        "clause",
        "subclause",
        "indent",
        "alinea",
    ]
)


def _num(kind: str, number: str) -> str:
    shown = re.sub(r"(?<=\d)-(?=\d)", ".", number)
    if kind in ("article", "part", "chapter", "title", "division", "rule"):
        return f"{kind.capitalize()} {shown}"
    return shown if kind == "section" else f"({shown})" if shown else ""


def _fill(unit: Unit, eid: str, rules: list[tuple[dict[str, Any], Place]]) -> None:
    """One rule annotates the unit itself; of several, each is a sentence with its own annotations."""
    if len(rules) == 1:
        rule, place = rules[0]
        unit.attrs.update(_attributes(rule, place))
        unit.blocks.append(_sentence(rule, place))
        return
    for count, (rule, place) in enumerate(rules, 1):
        sentence = _sentence(rule, place)
        sentence.set("eId", f"{eid}__p_{count}")
        for key, value in _attributes(rule, place).items():
            sentence.set(key, value)
        unit.blocks.append(sentence)


def _attributes(rule: dict[str, Any], place: Place) -> dict[str, str]:
    modality = rule.get("modality") or ""
    if modality and modality not in MODALITIES:
        raise Unreadable(f"'{modality}' is no modality", did_you_mean(modality, MODALITIES), place)
    found = {
        "refersTo": " ".join(f"#{c}" for c in rule.get("concepts") or ()),
        f"{{{LM}}}modality": modality,
        f"{{{LM}}}values": " ".join(rule.get("values") or ()),
        f"{{{LM}}}verified": "no" if rule.get("verified") == "no" else "yes" if rule.get("source") else "",
        f"{{{LM}}}source": rule.get("source") or "",
        f"{{{LM}}}note": rule.get("note") or "",
    }
    return {key: value for key, value in found.items() if value}


def _sentence(rule: dict[str, Any], place: Place) -> Element:
    """The words of a rule with its quantities marked where they stand."""
    text = " ".join((rule.get("text") or "").split())
    marks: list[tuple[int, int, str, str]] = []
    for key, said in (rule.get("quantities") or {}).items():
        for one in said if isinstance(said, list) else [said]:
            words, equals, value = one.rpartition(" = ")
            start = _free(text, words, marks)
            if not equals or start < 0:
                raise Unreadable(f"the words '{words or one}' do not stand in the text of {rule['at']}",
                                 "Write the quantity as 'words = ISO value', with words from the text.", place)  # fmt: skip
            marks.append((start, start + len(words), key, value.strip()))
    paragraph, at = p(), 0
    for start, end, key, value in sorted(marks):
        append_text(paragraph, text[at:start])
        concept, _, parameter = key.partition(".")
        mark = element("quantity", text[start:end], refersTo=f"#{concept}", normalized=value)
        mark.set(f"{{{LM}}}parameter", parameter)
        paragraph.append(mark)
        at = end
    append_text(paragraph, text[at:])
    return paragraph


def _free(text: str, words: str, marks: list[tuple[int, int, str, str]]) -> int:
    """Where `words` stand in `text` outside what is marked already, or -1."""
    start = text.find(words) if words else -1
    while start >= 0 and any(s < start + len(words) and start < e for s, e, _, _ in marks):
        start = text.find(words, start + 1)
    return start
