"""The concept scheme: the rows of every crosswalk and gap report, with their labels, cues and typed parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lexmatch.findings import Finding, Place
from lexmatch.located import Mapping as LocatedMapping
from lexmatch.located import Node, plain
from lexmatch.text import did_you_mean

LANGUAGES = ("en", "fr", "es", "pt", "ar")
MEETS = ("at-most", "at-least", "equal")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A typed value on which two provisions can be compared.

    `unit` is "duration" or "number", or `values` lists the terms. `meets` says when a subject's value satisfies the
    standard's: "at-most", "at-least" or "equal". `person` and `cooperation` are the direction ("lower", "higher" or
    "none") that protects the person and that serves co-operation. `more` and `less` say what a higher or lower value means.
    `satisfies` names for a term of the standard the other terms of a subject that ask no more of the requesting State.
    """

    id: str
    unit: str = ""
    values: tuple[str, ...] = ()
    label: str = ""
    meets: str = "equal"
    person: str = "none"
    cooperation: str = "none"
    more: str = ""
    less: str = ""
    satisfies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept. `labels` by language, `alt` and `cues` by language; `weight` 3 core, 2 important, 1 useful;
    `safeguard` marks concepts whose absence weakens the protection of the person, `burden` those whose requirements weigh on
    the requesting State, so that asking less is no shortfall."""

    id: str
    group: str
    labels: Mapping[str, str]
    definition: str = ""
    weight: int = 1
    safeguard: bool = False
    burden: bool = False
    alt: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cues: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parameters: tuple[Parameter, ...] = ()
    matches: tuple[tuple[str, str], ...] = ()
    place: Place = field(default=Place("corpus/concepts.yaml"))

    @property
    def label(self) -> str:
        """The English label."""
        return self.labels.get("en", self.id)

    def named(self, language: str) -> str:
        """The label in a language, or the English one."""
        return self.labels.get(language, self.label)

    def parameter(self, name: str) -> Parameter | None:
        """The parameter of that id, or None."""
        return next((p for p in self.parameters if p.id == name), None)


@dataclass(frozen=True, slots=True)
class Group:
    """A heading of the scheme; top groups have no parent."""

    id: str
    labels: Mapping[str, str]
    parent: str = ""

    @property
    def label(self) -> str:
        """The English label."""
        return self.labels.get("en", self.id)


@dataclass(frozen=True, slots=True)
class Scheme:
    """All groups and concepts, in the order of the file."""

    groups: tuple[Group, ...] = ()
    concepts: tuple[Concept, ...] = ()
    index: Mapping[str, Concept] = field(default_factory=dict, compare=False, repr=False)

    def get(self, concept: str) -> Concept | None:
        """The concept of an id, or None."""
        return self.index.get(concept)

    def group(self, group: str) -> Group | None:
        """The group of an id, or None."""
        return next((g for g in self.groups if g.id == group), None)

    def top(self, group: str) -> str:
        """The id of the outermost group around a group: ext-refusal → ext."""
        found = self.group(group)
        while found and found.parent:
            found = self.group(found.parent)
        return found.id if found else group

    def within(self, scope: tuple[str, ...]) -> tuple[Concept, ...]:
        """The concepts of a scope: ids of concepts, or of groups with all below them."""
        wanted = set(scope)

        def inside(concept: Concept) -> bool:
            group = self.group(concept.group)
            while group:
                if group.id in wanted:
                    return True
                group = self.group(group.parent) if group.parent else None
            return concept.id in wanted

        return tuple(c for c in self.concepts if inside(c))


def scheme(groups: tuple[Group, ...], concepts: tuple[Concept, ...]) -> Scheme:
    """A Scheme with its index built."""
    return Scheme(groups, concepts, {c.id: c for c in concepts})


_KEYS = {
    "concept": ("id", "group", "label", "alt", "definition", "weight", "safeguard", "burden", "cues", "parameters",
                "exactMatch", "closeMatch"),
    "parameter": ("unit", "values", "label", "meets", "person", "cooperation", "more", "less", "satisfies"),
    "group": ("label", "parent"),
    "file": ("scheme", "version", "groups", "concepts"),
}  # fmt: skip


def read(node: Node | None, path: str) -> tuple[Scheme, list[Finding]]:
    """The scheme of a concepts.yaml, and what is wrong with it."""
    findings: list[Finding] = []
    if not isinstance(node, LocatedMapping):
        message = "a concept scheme is a mapping with the keys groups and concepts"
        return Scheme(), [Finding("schema", "error", message, node.place if node else Place(path))]
    _unknown(node, "file", findings)
    data = plain(node)
    groups = []
    located_groups = node.get("groups")
    for key, value in located_groups.entries if isinstance(located_groups, LocatedMapping) else ():
        if isinstance(value, LocatedMapping):
            _unknown(value, "group", findings)
            record = plain(value)
            groups.append(Group(key.value, _labels(record.get("label", key.value)), str(record.get("parent", ""))))
    known = tuple(g.id for g in groups)
    concepts: list[Concept] = []
    located = node.get("concepts")
    for item in getattr(located, "items", ()):
        if not isinstance(item, LocatedMapping) or not item.get("id"):
            findings.append(Finding("schema", "error", "a concept is a mapping with an id", item.place))
            continue
        _unknown(item, "concept", findings)
        concept = _concept(plain(item), item.place)
        if concept.group not in known:
            place = (item.get("group") or item).place
            findings.append(
                Finding("schema", "error", f"concept {concept.id} is in the unknown group '{concept.group}'", place,
                        did_you_mean(concept.group, known), key=concept.id)
            )  # fmt: skip
        if any(c.id == concept.id for c in concepts):
            findings.append(Finding("schema", "error", f"concept {concept.id} is defined twice", item.place,
                                    key=concept.id))  # fmt: skip
            continue
        concepts.append(concept)
    if not concepts and "concepts" not in data:
        findings.append(Finding("schema", "error", "the key 'concepts' is missing", node.place))
    return scheme(tuple(groups), tuple(concepts)), findings


def pack(node: LocatedMapping) -> dict[str, Any]:
    """A scheme that was read without findings as plain data, for `unpack`: reading YAML of this size takes longer than the
    rest of most commands."""
    concepts = getattr(node.get("concepts"), "items", ())
    return {
        "groups": plain(node.get("groups")),
        "concepts": [[item.place.line, item.place.column, plain(item)] for item in concepts],
    }


def unpack(data: dict[str, Any], path: str) -> Scheme:
    """The scheme in packed data."""
    groups = tuple(Group(i, _labels(g.get("label", i)), str(g.get("parent", ""))) for i, g in data["groups"].items())
    return scheme(groups, tuple(_concept(item, Place(path, line, column)) for line, column, item in data["concepts"]))


def _concept(data: dict[str, Any], place: Place) -> Concept:
    parameters = tuple(
        Parameter(
            name, str(p.get("unit", "")), tuple(p.get("values") or ()), str(p.get("label", name.replace("-", " "))),
            p.get("meets", "equal") if p.get("meets") in MEETS else "equal", str(p.get("person", "none")),
            str(p.get("cooperation", "none")), str(p.get("more", "")), str(p.get("less", "")), _lists(p.get("satisfies")),
        )
        for name, p in (data.get("parameters") or {}).items()
    )  # fmt: skip
    weight = str(data.get("weight", "1"))
    return Concept(
        id=data["id"], group=str(data.get("group", "")), labels=_labels(data.get("label", data["id"])),
        definition=str(data.get("definition", "")), weight=int(weight) if weight in ("1", "2", "3") else 1,
        safeguard=data.get("safeguard") == "true", burden=data.get("burden") == "true",
        alt=_lists(data.get("alt")), cues=_lists(data.get("cues")),
        parameters=parameters, place=place,
        matches=tuple((kind, str(uri)) for kind in ("exactMatch", "closeMatch") for uri in data.get(kind) or ()),
    )  # fmt: skip


def _labels(value: Any) -> dict[str, str]:
    return {k: str(v) for k, v in value.items()} if isinstance(value, dict) else {"en": str(value)}


def _lists(value: Any) -> dict[str, tuple[str, ...]]:
    return {k: tuple(str(x) for x in v) for k, v in value.items()} if isinstance(value, dict) else {}


def _unknown(node: LocatedMapping, kind: str, findings: list[Finding]) -> None:
    for key, _ in node.entries:
        if key.value not in _KEYS[kind]:
            findings.append(Finding("schema", "error", f"unknown key '{key.value}' in a {kind} of the scheme", key.place,
                                    did_you_mean(key.value, _KEYS[kind]), key=key.value))  # fmt: skip
    parameters = node.get("parameters")
    for _, value in parameters.entries if isinstance(parameters, LocatedMapping) else ():
        if isinstance(value, LocatedMapping):
            _unknown(value, "parameter", findings)
