"""The forms of lexmatch.yaml and of the front matter of clauses as JSON Schema, from the constants of their readers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lexmatch.crosswalk.schema import DRAFT

_WORD = {"type": ["string", "number", "boolean"]}
_NOTHING = {"type": ["string", "null"], "pattern": r"^\s*$"}  # a key that says nothing is one that is not there


def config() -> dict[str, Any]:
    """The schema of lexmatch.yaml."""
    from lexmatch.checks import ids
    from lexmatch.config import CONFIG_KEYS
    from lexmatch.findings import SEVERITIES

    level = {
        "type": "object", "additionalProperties": False, "required": ["level", "reason"],
        "properties": {"level": {"enum": [*SEVERITIES, "off"]}, "reason": {**_WORD, "pattern": r"\S"}},
    }  # fmt: skip
    known: dict[str, Any] = {
        "aliases": {"description": "Short names for instruments.", "type": "object", "additionalProperties": _WORD},
        "severity": {"description": "Severities of rules that this project changes, each with a reason.", "type": "object",
                     "properties": dict.fromkeys(ids(), level), "additionalProperties": False},
        "review": {"description": "How old a review may be, and whether a second person must sign.", "type": "object",
                   "additionalProperties": False,
                   "properties": {"max-age": {"type": "string", "pattern": r"^P\d+[YMWD]$"},
                                  "second-person": {"enum": [True, False, "true", "false"]}}},
        "report": {"description": "Branding of reports.", "type": "object", "additionalProperties": _WORD},
        "languages": {"description": "Languages of labels.", "type": "array", "items": _WORD},
    }  # fmt: skip
    return {"$schema": DRAFT, "$id": "https://lexmatch.org/schema/config-1.json", "title": "lexmatch.yaml", "type": "object",
            "additionalProperties": False, "properties": {key: known.get(key, {}) for key in CONFIG_KEYS}}  # fmt: skip


def clause() -> dict[str, Any]:
    """The schema of the front matter of a clause. What one key says of another (a default is one of the values, a note is on
    one of them) it cannot say."""
    from lexmatch.draft import clause as reader
    from lexmatch.instrument import MODALITIES

    word = {"type": ["string", "number", "boolean", "null"]}
    some = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
    listed = {"type": "array", "items": _WORD}
    words = {"anyOf": [word, listed]}
    option = _members({
        "label": word, "values": {**listed, "minItems": 2}, "default": some, "from": word,
        "notes": _mapping(word),
    }, reader.OPTION_KEYS, ["values", "default"])  # fmt: skip
    unit = {"anyOf": [{"enum": list(reader.UNITS)}, _NOTHING]}
    parameter = _members({"label": word, "from": word, "unit": unit, "default": word}, reader.PARAMETER_KEYS)
    force = {"enum": list(MODALITIES)}
    known: dict[str, Any] = {
        "concept": some, "title": some, "kind": {"anyOf": [{"enum": list(reader.KINDS)}, _NOTHING]},
        "options": _mapping(option), "parameters": _mapping(parameter), "essential": words,
        "modality": {"anyOf": [force, _mapping(force)]}, "values": _mapping(words), "sources": words, "notes": words,
    }  # fmt: skip
    return {"$schema": DRAFT, "$id": "https://lexmatch.org/schema/clause-1.json", "title": "Front matter of a clause",
            **_members(known, reader.FRONT_KEYS, ["concept", "title"])}  # fmt: skip


def _members(known: dict[str, Any], keys: tuple[str, ...], required: Sequence[str] = ()) -> dict[str, Any]:
    """A mapping with these keys and no others."""
    return {"type": "object", "additionalProperties": False, "required": list(required),
            "properties": {key: known[key] for key in keys}}  # fmt: skip


def _mapping(values: dict[str, Any]) -> dict[str, Any]:
    """A mapping with any keys, or nothing."""
    return {"anyOf": [{"type": "object", "additionalProperties": values}, _NOTHING]}
