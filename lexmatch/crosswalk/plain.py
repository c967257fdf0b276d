"""Crosswalk files that are plain and right, which most are: read line by line, without a parser of YAML.

What is read here has no findings; whatever deserves one is left to `reading`, which says what is wrong and where.
"""

from __future__ import annotations

from dataclasses import replace

from lexmatch import lines
from lexmatch.crosswalk.model import (
    CHOICES,
    DEFAULT_KEYS,
    ENTRY_KEYS,
    FILE_KEYS,
    RATIONALES,
    VERSION,
    Crosswalk,
    Entry,
)
from lexmatch.findings import Place
from lexmatch.ref import Ref

_KNOWN = frozenset(ENTRY_KEYS)
_HEAD = frozenset(FILE_KEYS) - {"entries"}
_LISTS = frozenset(("standard", "subject", "basis"))
_PAIRS = frozenset(("stamps", "waive"))
_CHOICES = {**CHOICES, "conflict": ("true", "false")}


def read(text: str, path: str) -> Crosswalk | None:
    """The crosswalk in a text that `lines` can read; None when it cannot, or when anything in it deserves a finding."""
    parts = lines.blocks(text, _KNOWN)
    if parts is None:
        return None
    head, blocks = parts
    crosswalk = _head(head, path)
    if crosswalk is None or not blocks:
        return None
    entries = []
    made: dict[tuple[str, str], Ref] = {}
    for line, spots in blocks:
        entry = _entry(line, spots, crosswalk, made)
        if entry is None:
            return None
        entries.append(entry)
    places = {**crosswalk.places, "entries": Place(path, head.count("\n") + 2, 1)}
    return replace(crosswalk, entries=tuple(entries), places=places)


def read_head(text: str, path: str) -> Crosswalk | None:
    """What stands before the entries, or None as above."""
    return None if lines.odd(text) else _head(text, path)


def _head(text: str, path: str) -> Crosswalk | None:
    """What stands before the entries, where it is plain and right."""
    spots = lines.head(text, _HEAD)
    if spots is None:
        return None
    said = {key: spot[2] for key, spot in spots.items()}
    title, defaults = said.get("title", ""), said.get("defaults", {})
    words = []
    for key in ("standard", "subject", "scope"):
        value = said.get(key, ())
        words.append((value,) if isinstance(value, str) and value else value)
    standard, subject, scope = words
    if said.get("lexmatch") != VERSION or not isinstance(title, str) or not standard or not subject:
        return None
    if not isinstance(defaults, dict) or not defaults.keys() <= set(DEFAULT_KEYS):
        return None
    if not isinstance(standard, tuple) or not isinstance(subject, tuple) or not isinstance(scope, tuple):
        return None
    if defaults.get("rationale", "semantic") not in RATIONALES:
        return None
    ordered = {key: defaults[key] for key in DEFAULT_KEYS if key in defaults}
    return Crosswalk(title, standard, subject, scope, (), ordered, path, dict(lines.Places(path, spots)))


def _entry(line: int, spots: dict[str, lines.Spot], around: Crosswalk, made: dict[tuple[str, str], Ref]
           ) -> Entry | None:  # fmt: skip
    words: dict[str, str] = {}
    found: dict[str, tuple[str, ...]] = {}
    pairs: dict[str, dict[str, str]] = {}
    for key, (_, _, value, _) in spots.items():
        if isinstance(value, str):
            if key in _PAIRS or (key in _CHOICES and value not in _CHOICES[key]):
                return None
            if key in _LISTS:
                found[key] = (value,) if value else ()
            else:
                words[key] = value
        elif isinstance(value, tuple):
            if key not in _LISTS:
                return None
            found[key] = value
        elif key not in _PAIRS:
            return None
        else:
            pairs[key] = value
    stamps = pairs.get("stamps", {})
    if not words.get("concept") or not stamps.keys() <= {"standard", "subject"}:
        return None
    confidence: float | None = None
    if "confidence" in words:
        confidence = number(words["confidence"])
        if confidence is None:
            return None
    sides = []
    for key, aliases in (("standard", around.standard), ("subject", around.subject)):
        refs = []
        for text in found.get(key, ()):
            alias, hash_, eid = text.partition("#")
            if not hash_ and len(aliases) > 1:
                return None
            pair = (alias, eid) if hash_ else (aliases[0], text)
            ref = made.get(pair)
            if ref is None:
                ref = made[pair] = Ref(*pair)
            refs.append(ref)
        sides.append(tuple(refs))
    said, defaults = words.get, around.defaults.get
    return Entry(
        words["concept"], sides[0], sides[1], said("relation", ""), said("absence", ""), said("status", "proposed"),
        confidence, found.get("basis", ()), said("note", ""), said("conflict") == "true",
        said("by") or defaults("by", ""), said("on") or defaults("on", ""),
        said("rationale") or defaults("rationale", ""), (stamps.get("standard", ""), stamps.get("subject", "")),
        tuple(pairs.get("waive", {}).items()), Place(around.path, line, 5), lines.Places(around.path, spots),
    )  # fmt: skip


def number(text: str) -> float | None:
    """A confidence: a number from 0 to 1."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number <= 1 else None
