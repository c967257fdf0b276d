"""CSV: one row an entry, the columns named as the keys of a crosswalk, lists joined by "; "."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from lexmatch.crosswalk import ENTRY_KEYS, Crosswalk, Entry
from lexmatch.exports import Names, entry, fields, gathered
from lexmatch.findings import Place, Unreadable
from lexmatch.relations import RELATIONS, canonical

TITLE = "Table, comma-separated"
SUFFIX = ".csv"
LOSES = ("title and scope", "defaults: who decided and when stands in every row instead", "comments of the file")
COLUMNS = (*ENTRY_KEYS, "concept-label")
_LISTS = ("standard", "subject", "basis")
_PAIRS = ("stamps", "waive")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(crosswalk: Crosswalk, names: Names) -> str:
    """The table with its header."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows(crosswalk, names))
    return out.getvalue()


def rows(crosswalk: Crosswalk, names: Names) -> Iterable[list[str]]:
    """The entries as rows of text in the order of COLUMNS."""
    for one in crosswalk.entries:
        said = {**fields(one), "concept-label": names.concepts.get(one.concept, "")}
        yield [neutral(_cell(said.get(key, ""))) for key in COLUMNS]


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(str(v).replace("\\", "\\\\").replace(";", "\\;") for v in value)
    if isinstance(value, dict):
        return "; ".join(
            f"{k}: {str(v).replace(chr(92), chr(92) * 2).replace(';', chr(92) + ';')}" for k, v in value.items()
        )
    if isinstance(value, bool):
        return "true" if value else ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def neutral(text: str) -> str:
    """Text that a spreadsheet could take for a formula, with an apostrophe before it."""
    return f"'{text}" if text.startswith((*_FORMULA, "'")) else text


def read(data: bytes, path: str) -> Crosswalk:
    """The entries of a table."""
    try:
        text = data.decode("utf-8-sig")
        table = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise Unreadable(f"{path} is no CSV in UTF-8: {error}", "Save it as CSV UTF-8.", Place(path)) from None
    return from_rows(table, path)


def from_rows(table: list[list[str]], path: str, title: str = "", scope: tuple[str, ...] = ()) -> Crosswalk:
    """The crosswalk in a table whose first row names the columns. Raises Unreadable with the row that is wrong."""
    if not table or "concept" not in table[0]:
        raise Unreadable(
            f"{path} has no column 'concept'", f"The first row names the columns: {', '.join(ENTRY_KEYS)}.", Place(path)
        )
    found: list[Entry] = []
    for number, row in enumerate(table[1:], 2):
        said = {k: _plain(v) for k, v in zip(table[0], row, strict=False) if k in ENTRY_KEYS and v != ""}
        if said:
            found.append(_entry(said, path, number))
    return gathered(title, found, scope)


def _entry(said: Mapping[str, str], path: str, number: int) -> Entry:
    made: dict[str, Any] = dict(said)
    for key in _LISTS:
        made[key] = _split(said.get(key, ""))
    for key in _PAIRS:
        made[key] = dict(_pair(p) for p in _split(said.get(key, "")))
    made["conflict"] = said.get("conflict", "").casefold() == "true"
    made["relation"] = canonical(said.get("relation", ""))
    if made["relation"] and made["relation"] not in RELATIONS:
        raise Unreadable(
            f"row {number}: '{said['relation']}' is no relation",
            f"It is one of {', '.join(RELATIONS)}.",
            Place(path, number),
        )
    try:
        return entry(made)
    except ValueError:
        raise Unreadable(f"row {number}: confidence is a number from 0 to 1", "", Place(path, number)) from None


def _plain(text: str) -> str:
    return text[1:] if text[:1] == "'" and text[1:].startswith((*_FORMULA, "'")) else text


def _split(text: str) -> list[str]:
    parts, current, escaped = [], "", False
    for character in text:
        if escaped:
            current, escaped = current + character, False
        elif character == "\\":
            escaped = True
        elif character == ";":
            parts.append(current.strip())
            current = ""
        else:
            current += character
    return [p for p in (*parts, current.strip()) if p]


def _pair(text: str) -> tuple[str, str]:
    key, _, value = text.partition(":")
    return key.strip(), value.strip()
