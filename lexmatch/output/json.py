"""Findings for programs: one versioned JSON document. docs/ci.md describes it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from lexmatch.findings import Finding, Place


def render(findings: Sequence[Finding], source: Callable[[str], list[str]], colour: bool = False) -> str:  # noqa: ARG001
    """The document `findings/1`."""
    data = {"lexmatch": "findings/1", "findings": [_one(f) for f in findings]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _one(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "place": _place(finding.place),
        "related": [{**_place(place), "words": words} for place, words in finding.related],
        "hint": finding.hint,
        "key": finding.key,
    }


def _place(place: Place) -> dict[str, Any]:
    found: dict[str, Any] = {"path": place.path, "line": place.line, "column": place.column}
    return {**found, "legal": place.legal} if place.legal else found
