"""Findings as JUnit XML: one suite a file, one failed case a finding, so that any CI server can show them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape, quoteattr

from lexmatch.findings import Finding

_CONTROL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(findings: Sequence[Finding], source: Callable[[str], list[str]], colour: bool = False) -> str:  # noqa: ARG001
    """The document; notes are passed cases with their words as output, since they ask for nothing."""
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.place.path, []).append(finding)
    failed = sum(f.severity != "note" for f in findings)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>',
             f'<testsuites name="lexmatch" tests="{max(len(findings), 1)}" failures="{failed}" errors="0">']  # fmt: skip
    for path, inside in by_file.items():
        bad = sum(f.severity != "note" for f in inside)
        lines.append(f'  <testsuite name={_attr(path)} tests="{len(inside)}" failures="{bad}" errors="0" skipped="0">')
        for finding in inside:
            lines += _case(finding)
        lines.append("  </testsuite>")
    if not findings:
        lines += ['  <testsuite name="lexmatch" tests="1" failures="0" errors="0" skipped="0">',
                  '    <testcase classname="lexmatch" name="check"/>', "  </testsuite>"]  # fmt: skip
    return "\n".join([*lines, "</testsuites>", ""])


def _case(finding: Finding) -> list[str]:
    place = finding.place
    name = f"{finding.rule} at {place.line}:{place.column}"
    body = f"{place.path}:{place.line}:{place.column}: {finding.message}" + (
        f"\n{finding.hint}" if finding.hint else ""
    )
    head = f"    <testcase classname={_attr(place.path)} name={_attr(name)}>"
    if finding.severity == "note":
        return [head, f"      <system-out>{escape(_clean(body))}</system-out>", "    </testcase>"]
    return [head,
            f"      <failure type={_attr(finding.severity)} message={_attr(finding.message)}>{escape(_clean(body))}</failure>",
            "    </testcase>"]  # fmt: skip


def _attr(text: str) -> str:
    return quoteattr(_clean(text))


def _clean(text: str) -> str:
    return _CONTROL.sub(" ", text)
