"""The form of crosswalks and of lexmatch.yaml as JSON Schema, made from the same constants that the reader uses.

Editors take it for completion; tests hold it to the reader, which alone decides. What a schema cannot say (whether a provision
exists, whether two entries contradict) is the business of `lexmatch check`.
"""

from __future__ import annotations

from typing import Any

from lexmatch.crosswalk.model import (
    ABSENCES,
    DEFAULT_KEYS,
    ENTRY_KEYS,
    FILE_KEYS,
    RATIONALES,
    SCHEMA_URL,
    STATUSES,
    VERSION,
)
from lexmatch.relations import RELATIONS, SPELLINGS

DRAFT = "https://json-schema.org/draft/2020-12/schema"
# YAML readers that guess types make numbers, dates and truth values of words; the reader takes all of them as words.
_WORD = {"type": ["string", "number", "boolean"]}
_SOME = {**_WORD, "minLength": 1}
_WORDS = {"anyOf": [_WORD, {"type": "array", "items": _WORD}]}
_NAMES = {"anyOf": [_SOME, {"type": "array", "items": _WORD, "minItems": 1}]}
_ABOUT = {
    "lexmatch": "The kind of file and its version.",
    "title": "What is compared with what, for the reader of the report.",
    "standard": "The benchmark: the alias of an instrument, or several. In an entry: eIds (alias#eId when there are several).",
    "subject": "The law that is compared with it. In an entry: eIds.",
    "scope": "Groups or concepts that were looked at; outside it nothing is a gap.",
    "defaults": "Who decided, when and how, where an entry does not say.",
    "entries": "The decisions.",
    "concept": "The concept of the scheme on which the provisions are compared.",
    "relation": "The SUBJECT is … of the standard.",
    "absence": "Instead of a relation, where the subject has no provision.",
    "status": "proposed by the tool, accepted or rejected by a person.",
    "confidence": "Of the proposal, from 0 to 1.",
    "basis": "Why it was proposed.",
    "note": "The reason, for the reader of the report.",
    "conflict": "true where the two rules cannot both be obeyed.",
    "by": "Who decided.",
    "on": "When, as 2026-05-04.",
    "rationale": "How the two were compared.",
    "stamps": "Fingerprints of both texts when the entry was accepted.",
    "waive": "Findings that are accepted, each with a reason.",
}


def crosswalk() -> dict[str, Any]:
    """The schema of crosswalk files."""
    return {
        "$schema": DRAFT,
        "$id": SCHEMA_URL,
        "title": "lexmatch crosswalk",
        "type": "object",
        "additionalProperties": False,
        "required": ["lexmatch", "standard", "subject"],
        "properties": _described({
            "lexmatch": {"const": VERSION}, "title": _WORD, "standard": _NAMES, "subject": _NAMES, "scope": _WORDS,
            "defaults": _object({"by": _WORD, "on": _WORD, "rationale": {"enum": list(RATIONALES)}}, DEFAULT_KEYS),
            "entries": {"anyOf": [{"type": "array", "items": _entry()}, {"enum": [None, ""]}]},
        }, FILE_KEYS),
    }  # fmt: skip


def _entry() -> dict[str, Any]:
    number = {"anyOf": [{"type": "number", "minimum": 0, "maximum": 1},
                        {"type": "string", "pattern": r"^(|0?\.\d+|[01](\.0*)?|0\.\d*)$"}]}  # fmt: skip
    properties = {
        "concept": _SOME, "standard": _WORDS, "subject": _WORDS,
        "relation": {"enum": [*RELATIONS, *SPELLINGS]}, "absence": {"enum": list(ABSENCES)},
        "status": {"enum": list(STATUSES)}, "confidence": number, "basis": _WORDS, "note": _WORD,
        "conflict": {"enum": [True, False, "true", "false"]}, "by": _WORD, "on": _WORD,
        "rationale": {"enum": list(RATIONALES)},
        "stamps": _object({"standard": _WORD, "subject": _WORD}, ("standard", "subject")),
        "waive": {"type": "object", "additionalProperties": {**_WORD, "pattern": r"\S"}},
    }  # fmt: skip
    return {"type": "object", "additionalProperties": False, "required": ["concept"],
            "properties": _described(properties, ENTRY_KEYS)}  # fmt: skip


def _described(properties: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    """The properties in the order of the format, with their descriptions; every key of the reader must be here."""
    return {key: {"description": _ABOUT[key], **properties[key]} for key in keys}


def _object(properties: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": {key: properties[key] for key in keys}}
