"""The forms of lexmatch.yaml and of the front matter of clauses as JSON Schema, from the constants of their readers."""

from __future__ import annotations

from typing import Any

from lexmatch.crosswalk.schema import DRAFT

_WORD = {"type": ["string", "number", "boolean"]}


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
    """The schema of the front matter of a clause."""
    from lexmatch.draft import clause as reader

    words = {"anyOf": [_WORD, {"type": "array", "items": _WORD}]}
    option = {"type": "object", "additionalProperties": False, "properties": {key: {} for key in reader.OPTION_KEYS}}
    parameter = {
        "type": "object",
        "additionalProperties": False,
        "properties": {key: {} for key in reader.PARAMETER_KEYS},
    }
    parameter["properties"] = {**{key: {} for key in reader.PARAMETER_KEYS}, "unit": {"enum": list(reader.UNITS)}}
    known: dict[str, Any] = {
        "concept": {"type": "string"}, "title": _WORD, "kind": {"enum": list(reader.KINDS)},
        "options": {"type": "object", "additionalProperties": option},
        "parameters": {"type": "object", "additionalProperties": parameter},
        "essential": words, "sources": words, "notes": words,
    }  # fmt: skip
    return {"$schema": DRAFT, "$id": "https://lexmatch.org/schema/clause-1.json", "title": "Front matter of a clause",
            "type": "object", "additionalProperties": False,
            "properties": {key: known.get(key, {}) for key in reader.FRONT_KEYS}}  # fmt: skip
