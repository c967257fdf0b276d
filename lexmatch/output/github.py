"""Findings as GitHub workflow commands. GitHub shows ten annotations of a step, so a line at the end counts them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lexmatch.findings import Finding
from lexmatch.output import counted

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}
SHOWN = 10


def render(findings: Sequence[Finding], source: Callable[[str], list[str]], colour: bool = False) -> str:  # noqa: ARG001
    """One command a finding, the gravest first, since only the first ten are shown."""
    order = {"error": 0, "warning": 1, "note": 2}
    lines = [_one(f) for f in sorted(findings, key=lambda f: order[f.severity])]
    if len(findings) > SHOWN:
        words = f"{counted(findings)}; GitHub shows the first {SHOWN} of them, the log has all"
        lines.append(f"::notice title=lexmatch::{_data(words)}")
    return "".join(f"{line}\n" for line in lines)


def _one(finding: Finding) -> str:
    place = finding.place
    properties = {"file": place.path, "line": str(place.line), "col": str(place.column),
                  "title": f"lexmatch {finding.rule}"}  # fmt: skip
    said = f"{finding.message}. {finding.hint}" if finding.hint else finding.message
    listed = ",".join(f"{k}={_property(v)}" for k, v in properties.items())
    return f"::{_LEVELS[finding.severity]} {listed}::{_data(said)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
