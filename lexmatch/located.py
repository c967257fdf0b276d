"""YAML as strings with places, and back.

`read` uses PyYAML's event parser and nothing of its type guessing: `no` stays "no", `12.10` stays "12.10", a key that
stands twice is a finding, and every value knows its line and column (what check-jsonschema #359 shows cannot be had
back later). Anchors are refused: they hide text from the person who reviews the file and let a small file grow huge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lexmatch.findings import Finding, Place

MAX_DEPTH = 40


class Scalar(NamedTuple):
    """A single value as it is written; `quoted` when the person put it in quotes."""

    value: str
    place: Place
    quoted: bool = False


class Sequence(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    place: Place


class Mapping(NamedTuple):
    """Keys and values in the order of the file."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place

    def get(self, key: str) -> Node | None:
        """The value of a key, or None."""
        for name, node in self.entries:
            if name.value == key:
                return node
        return None

    def key(self, key: str) -> Scalar | None:
        """The key itself, for its place."""
        return next((name for name, _ in self.entries if name.value == key), None)

    def keys(self) -> tuple[str, ...]:
        """All keys."""
        return tuple(name.value for name, _ in self.entries)


Node = Scalar | Sequence | Mapping


def read(text: str, path: str) -> tuple[Node | None, list[Finding]]:
    """The one document of a YAML file as located values, and what is wrong with it as YAML.

    Source: YAML 1.2 as read by libyaml. The value is None when the file is empty or not well formed.
    """
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    findings: list[Finding] = []
    try:
        root = _build(yaml.parse(text, Loader=loader), path, findings)
    except _Stop:
        root = None
    except yaml.YAMLError as error:
        findings.append(_syntax(error, text, path))
        root = None
    return root, findings


class _Stop(Exception):
    """The file cannot be read further; a finding says why."""


def _build(events: Iterator[Any], path: str, findings: list[Finding]) -> Node | None:
    """Located values from parser events, without recursion."""
    stack: list[tuple[str, list[Any], Place]] = []
    root: list[Node] = []

    def put(node: Node) -> None:
        if stack:
            stack[-1][1].append(node)
        else:
            root.append(node)

    for event in events:
        kind = type(event).__name__
        if kind in ("StreamStartEvent", "StreamEndEvent", "DocumentEndEvent"):
            continue
        place = Place(path, event.start_mark.line + 1, event.start_mark.column + 1)
        if kind == "DocumentStartEvent":
            if root:
                findings.append(Finding("syntax", "error", "a second document starts here", place,
                                        "Keep one document to a file; remove the line '---'."))  # fmt: skip
                raise _Stop
        elif kind == "AliasEvent" or getattr(event, "anchor", None):
            findings.append(Finding("syntax", "error", "anchors and aliases (& and *) are not used in these files",
                                    place, "Write the value out, or put it in quotes if it is text."))  # fmt: skip
            raise _Stop
        elif kind == "ScalarEvent":
            put(Scalar(event.value, place, event.style in ("'", '"', "|", ">")))
        elif kind in ("SequenceStartEvent", "MappingStartEvent"):
            if len(stack) >= MAX_DEPTH:
                findings.append(Finding("syntax", "error", f"more than {MAX_DEPTH} levels inside each other", place,
                                        "These files are never that deep; look for unclosed brackets."))  # fmt: skip
                raise _Stop
            stack.append((kind, [], place))
        else:
            opened, items, start = stack.pop()
            put(Sequence(tuple(items), start) if opened == "SequenceStartEvent" else _mapping(items, start, findings))
    return root[0] if root else None


def _mapping(items: list[Any], place: Place, findings: list[Finding]) -> Mapping:
    entries: list[tuple[Scalar, Node]] = []
    seen: dict[str, Place] = {}
    for key, value in zip(items[::2], items[1::2], strict=True):
        if not isinstance(key, Scalar):
            findings.append(Finding("syntax", "error", "a key must be a word", key.place))
            continue
        if key.value in seen:
            findings.append(
                Finding("duplicate-key", "error", f"the key '{key.value}' stands twice", key.place,
                        "Keep one of the two; nothing says which was meant.",
                        ((seen[key.value], "first here"),), key.value)
            )  # fmt: skip
            continue
        seen[key.value] = key.place
        entries.append((key, value))
    return Mapping(tuple(entries), place)


def _syntax(error: Any, text: str, path: str) -> Finding:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "not well-formed YAML")
    lines = text.splitlines()
    line = lines[place.line - 1] if mark and place.line <= len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())] or "'\\t'" in problem:
        return Finding("syntax", "error", "a tab is used for indentation", place, "Indent with spaces.")
    hint = "Put the value in quotes." if "mapping values are not allowed" in problem else ""
    return Finding("syntax", "error", f"not well-formed YAML: {problem}", place, hint)


def plain(node: Node | None) -> Any:
    """Located values as str, list and dict, for code that needs no places."""
    if node is None or isinstance(node, Scalar):
        return node.value if node else None
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.value: plain(value) for key, value in node.entries}


_PLAIN = re.compile(r"[A-Za-z0-9][\w .;()/'’‘”“§–—%-]*(?<! )")
_TYPED = re.compile(r"(?i)(?:null|true|false|yes|no|on|off|y|n|[-+.\d][\d_.,:eE+-]*|0x[0-9a-f]+)")


def scalar(value: str) -> str:
    """`value` as YAML, plain where every reader would take it as the same text, else in double quotes.

    Dates stay plain: the format shows them so, and this reader takes them as text.
    """
    import json

    date = re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    if date or (_PLAIN.fullmatch(value) and not _TYPED.fullmatch(value) and " #" not in value and ": " not in value):
        return value
    return json.dumps(value, ensure_ascii=False)


def flow(values: tuple[str, ...] | list[str]) -> str:
    """A list on one line."""
    return f"[{', '.join(scalar(v) for v in values)}]"


def folded(value: str, indent: int, width: int = 108) -> str:
    """A paragraph: on the line of its key if short, else as a folded block indented by `indent` spaces."""
    import textwrap

    text = " ".join(value.split())
    if len(text) + indent <= width - 8:
        return scalar(text)
    pad = " " * indent
    lines = textwrap.wrap(text, width - indent, break_long_words=False, break_on_hyphens=False)
    return ">-\n" + "\n".join(pad + line for line in lines)
