"""Findings as SARIF 2.1.0 (OASIS): one run, relative addresses, fingerprints that do not depend on lines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

from lexmatch import __version__
from lexmatch.findings import Finding, Place

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "note": "note"}


def render(findings: Sequence[Finding], source: Callable[[str], list[str]], colour: bool = False) -> str:  # noqa: ARG001
    """The log with one run."""
    rules = sorted({f.rule for f in findings})
    seen: dict[str, int] = {}
    results = [_result(f, rules.index(f.rule), seen) for f in findings]
    driver = {
        "name": "lexmatch",
        "version": __version__,
        "informationUri": "https://lexmatch.org",
        "rules": [{"id": rule, "helpUri": f"https://lexmatch.org/rules#{rule}"} for rule in rules],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def fingerprint(finding: Finding) -> str:
    """What identifies a finding over time: the file, what it is about, and the rule, never the line."""
    said = "\0".join((finding.place.path, finding.key or finding.message, finding.rule))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def _result(finding: Finding, rule: int, seen: dict[str, int]) -> dict[str, Any]:
    identity = fingerprint(finding)
    seen[identity] = seen.get(identity, 0) + 1
    text = f"{finding.message}. {finding.hint}" if finding.hint else finding.message
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [_location(finding.place)],
        "partialFingerprints": {"lexmatchEntry/v1": f"{identity}:{seen[identity]}"},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": n, **_location(place), "message": {"text": words or place.legal or "related"}}
            for n, (place, words) in enumerate(finding.related, 1)
        ]
    return result


def _location(place: Place) -> dict[str, Any]:
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(place.path), "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": max(place.line, 1), "startColumn": max(place.column, 1)},
        }
    }
    if place.legal:
        location["logicalLocations"] = [{"fullyQualifiedName": place.legal}]
    return location
