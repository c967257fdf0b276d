"""Crosswalks in the formats of others, both ways: one module a format.

A module has `write(crosswalk, shown)`, `read(data, path)`, SUFFIX, TITLE, and LOSES: what the format cannot carry, in
words. What it can carry survives the way there and back, which tests hold for every format.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any, NamedTuple

from lexmatch.crosswalk import Crosswalk, Entry
from lexmatch.ref import Ref

FORMATS = ("sssom", "skos", "oscal", "csv", "xlsx")


class Names(NamedTuple):
    """What a format may need beside the crosswalk: labels of provisions ("alias#eId") and of concepts, and of instruments
    their titles, dates and addresses."""

    provisions: Mapping[str, str] = {}
    concepts: Mapping[str, str] = {}
    titles: Mapping[str, str] = {}
    dates: Mapping[str, str] = {}
    links: Mapping[str, str] = {}


def module(format_: str) -> Any:
    """The module of one of FORMATS."""
    return importlib.import_module(f"lexmatch.exports.{format_}")


def fields(entry: Entry) -> dict[str, Any]:
    """An entry as plain data: full references, and only what is said."""
    made: dict[str, Any] = {
        "concept": entry.concept, "standard": [str(r) for r in entry.standard], "subject": [str(r) for r in entry.subject],
        "relation": entry.relation, "absence": entry.absence, "status": entry.status, "confidence": entry.confidence,
        "basis": list(entry.basis), "note": entry.note, "conflict": entry.conflict, "by": entry.by, "on": entry.on,
        "rationale": entry.rationale, "stamps": {k: v for k, v in zip(("standard", "subject"), entry.stamps, strict=True) if v},
        "waive": dict(entry.waive),
    }  # fmt: skip
    return {
        key: value
        for key, value in made.items()
        if value is not None and value is not False and value not in ("", [], {})
    }


def entry(data: Mapping[str, Any]) -> Entry:
    """An entry from plain data, as `fields` makes it."""
    stamps = data.get("stamps") or {}
    confidence = data.get("confidence")
    return Entry(
        concept=str(data.get("concept", "")), standard=refs(data.get("standard") or ()),
        subject=refs(data.get("subject") or ()), relation=str(data.get("relation", "")),
        absence=str(data.get("absence", "")), status=str(data.get("status") or "proposed"),
        confidence=None if confidence in (None, "") else float(str(confidence)), basis=tuple(data.get("basis") or ()),
        note=str(data.get("note", "")), conflict=bool(data.get("conflict")), by=str(data.get("by", "")),
        on=str(data.get("on", "")), rationale=str(data.get("rationale", "")),
        stamps=(str(stamps.get("standard", "")), str(stamps.get("subject", ""))),
        waive=tuple((data.get("waive") or {}).items()),
    )  # fmt: skip


def refs(texts: Any) -> tuple[Ref, ...]:
    """References from `alias#eId`."""
    return tuple(Ref(*str(t).partition("#")[::2]) for t in texts)


def gathered(title: str, entries: list[Entry], scope: tuple[str, ...] = ()) -> Crosswalk:
    """A crosswalk whose instruments are those that its entries name, in the order in which they do."""
    sides = [tuple(dict.fromkeys(r.alias for e in entries for r in getattr(e, key))) for key in ("standard", "subject")]
    return Crosswalk(title, sides[0], sides[1], scope, tuple(entries))
