"""The plain part of YAML that crosswalk entries are written in, read line by line.

A file in canonical form, or near it, is a list of flat mappings whose values are words, lists on one line, and folded
paragraphs. Reading that with a general parser takes most of the time of a check, so `blocks` reads it directly, and gives up
(None) at the first thing it is not sure of; then `located.read` reads the file. Tests hold the two to the same result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from lexmatch.findings import Place

Value = str | tuple[str, ...] | dict[str, str]
# Line and column of a value, the value, and where a list on several lines and each of its items stand.
Spot = tuple[int, int, Value, tuple[tuple[int, int], ...]]

_ITEM = r"[^\W_][\w.;()/’§#-]*(?: [\w.;()/’§-]+)*"
_WORD = re.compile(_ITEM)
_ESCAPED = {'\\"': '"', "\\\\": "\\", "\\n": "\n", "\\t": "\t"}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Mappings on one line, each pair of one, and text in quotes: compiled only for files that have quotes."""
    pair = rf'[a-z][a-z-]*: (?:{_ITEM}|"[^"\\]*")'
    return (
        re.compile(rf"\{{{pair}(?:, {pair})*\}}"),
        re.compile(rf'([a-z][a-z-]*): (?:({_ITEM})|"([^"\\]*)")'),
        re.compile(r'"(?:[^"\\]|\\["\\nt])*"'),
        re.compile(r"'(?:[^']|'')*'"),
    )


class Places(Mapping[str, Place]):
    """Where each value of an entry stands, worked out when asked: "standard[1]" is the second item of a list."""

    __slots__ = ("path", "spots")

    def __init__(self, path: str, spots: dict[str, Spot]) -> None:
        self.path, self.spots = path, spots

    @property
    def names(self) -> tuple[str, ...]:
        """The keys as they stand in the file."""
        return tuple(self.spots)

    def __getitem__(self, key: str) -> Place:
        spot = self.spots.get(key)
        if spot is not None:
            return Place(self.path, spot[0], spot[1])
        name, _, rest = key.partition("[")
        line, column, value, where = self.spots[name]
        number = int(rest[:-1]) if rest[:-1].isdigit() and rest.endswith("]") else -1
        if not isinstance(value, tuple) or not 0 <= number < len(value):
            raise KeyError(key)
        if where:
            return Place(self.path, *where[number + 1])
        before = sum(len(item) + 2 for item in value[:number]) + 1  # items are joined by ", " exactly
        return Place(self.path, line, column + before)

    def __iter__(self) -> Iterator[str]:
        for key, spot in self.spots.items():
            yield key
            if isinstance(spot[2], tuple):
                yield from (f"{key}[{n}]" for n in range(len(spot[2])))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, key: object) -> bool:
        if key in self.spots:
            return True
        try:
            self[key]  # type: ignore[index]
        except (KeyError, AttributeError):
            return False
        return True


def head(text: str, keys: frozenset[str]) -> dict[str, Spot] | None:
    """The values that stand before the entries; None when unsure."""
    spots: dict[str, Spot] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line[0] == "#":
            continue
        key, _, raw = line.partition(": ")
        value = _value(raw) if raw and key in keys and key not in spots else None
        if value is None:
            return None
        spots[key] = (number, len(key) + 3, value, ())
    return spots


def odd(text: str) -> bool:
    """Whether there are characters that the general parser must judge: tabs, other line breaks, control characters."""
    return not text.replace("\n", "").isprintable()


def blocks(text: str, keys: frozenset[str]) -> tuple[str, list[tuple[int, dict[str, Spot]]]] | None:
    """What stands before the entries, and each entry as its first line and its values by key; None when unsure."""
    before, found, body = text.partition("\nentries:\n")
    if not found or "\nentries:" in body or odd(text):
        return None
    number = before.count("\n") + 2
    made: list[tuple[int, dict[str, Spot]]] = []
    spots: dict[str, Spot] = {}
    lines = body.split("\n")
    at, last = -1, len(lines) - 1
    while at < last:
        at += 1
        line = lines[at]
        start = line[:4]
        if start == "  - ":
            spots = {}
            made.append((number + at + 1, spots))
        elif start != "    " or not made or line[4:5] in ("", " ", "#"):
            stripped = line.lstrip(" ")
            if stripped and (stripped[0] != "#" or start == "  - "):
                return None
            continue
        key, _, raw = line[4:].partition(": ")
        first = at
        value: Value | None
        spot: tuple[int, int] | None = None
        where: tuple[tuple[int, int], ...] = ()
        if not raw and key[-1:] == ":":
            key = key[:-1]
            value, where, at = _listed(lines, at + 1, number)
            spot = where[0] if where else None
        elif raw == ">-":
            value, at = _folded(lines, at + 1)
        else:
            value = _value(raw) if raw else None
        if value is None or key not in keys or key in spots:
            return None
        line_, column = spot or (number + first + 1, len(key) + 7)
        spots[key] = (line_, column, value, where)
    return before, made


def _listed(lines: list[str], at: int, number: int) -> tuple[Value | None, tuple[tuple[int, int], ...], int]:
    """The items of a list that stand on lines of their own from line `at`, where they stand, and the number of the last."""
    indent = lines[at].find("-") if at < len(lines) else -1
    if indent not in (4, 6):
        return None, (), at
    start = f"{' ' * indent}- "
    items: list[str] = []
    where: list[tuple[int, int]] = []
    while at < len(lines) and lines[at].startswith(start):
        value = _value(lines[at][indent + 2 :] or " ")
        if not isinstance(value, str) or not value:
            return None, (), at
        items.append(value)
        where.append((number + at + 1, indent + 3))
        at += 1
    if at < len(lines) and lines[at].startswith(start[:-1]):
        return None, (), at
    # The list itself begins at its first dash.
    return tuple(items) or None, ((where[0][0], indent + 1), *where) if where else (), at - 1


def _value(raw: str) -> Value | None:
    """A value on one line, a comment behind it left out; None when it is more than words, a list or a mapping of words."""
    first = raw[0]
    if first in "\"'":
        found = _patterns()[2 if first == '"' else 3].match(raw)
        if not found or not _ends(raw[found.end() :]):
            return None
        return _unquoted(found[0]) if first == '"' else found[0][1:-1].replace("''", "'")
    if '"' not in raw:
        raw = raw.partition(" #")[0].rstrip(" ")
    if first.isalnum():
        return None if ": " in raw or " #" in raw or raw[-1] in ": " else raw
    if first == "[":
        items = tuple(raw[1:-1].split(", ")) if raw != "[]" else ()
        return items if raw[-1] == "]" and all(map(_WORD.fullmatch, items)) else None
    return _pairs(raw) or None if first == "{" else None


def _ends(rest: str) -> bool:
    """Whether nothing but white space and a comment is left of a line."""
    return not rest.strip() or (rest[0] == " " and rest.lstrip()[0] == "#")


def _pairs(raw: str) -> dict[str, str]:
    """A mapping on one line; empty when it is anything but words, quoted or not, under different keys."""
    if '"' not in raw:
        if raw[-1] != "}":
            return {}
        pairs = [pair.partition(": ")[::2] for pair in raw[1:-1].split(", ")]
        if not all(
            name.replace("-", "").isalpha() and name.isascii() and _WORD.fullmatch(word) for name, word in pairs
        ):
            return {}
    else:
        whole, each = _patterns()[:2]
        found = whole.match(raw)
        if not found or not _ends(raw[found.end() :]):
            return {}
        raw = found[0]
        pairs = [(name, word or quoted) for name, word, quoted in each.findall(raw)]
    named = dict(pairs)
    return named if len(named) == len(pairs) and all(word.strip() for word in named.values()) else {}


def _unquoted(raw: str) -> str:
    if "\\" not in raw:
        return raw[1:-1]
    return re.sub(r"\\.", lambda m: _ESCAPED[m[0]], raw[1:-1])


def _folded(lines: list[str], at: int) -> tuple[str | None, int]:
    """A folded paragraph that begins in line `at`, and the number of its last line; None when it is more than one."""
    found = []
    while at < len(lines) and lines[at][:6] == "      ":
        line = lines[at][6:]
        if not line or line[0] == " " or line[-1] == " ":
            return None, at
        found.append(line)
        at += 1
    after = next((line for line in lines[at:] if line.strip()), "")
    if after[:5] == "     ":  # deeper than a key: the paragraph goes on after an empty line
        return None, at
    return " ".join(found) or None, at - 1
