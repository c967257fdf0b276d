"""Findings for a terminal: what is wrong and where, the line with a caret, then what is related and what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lexmatch.findings import Finding, Place

_COLOURS = {"error": "31", "warning": "33", "note": "36"}
WIDTH = 110


def render(findings: Sequence[Finding], source: Callable[[str], list[str]], colour: bool = False) -> str:
    """All findings, a blank line between two."""
    return "\n".join(_one(f, source, colour) for f in findings)


def _one(finding: Finding, source: Callable[[str], list[str]], colour: bool) -> str:
    place = finding.place
    level = f"\x1b[1;{_COLOURS[finding.severity]}m{finding.severity}\x1b[0m" if colour else finding.severity
    message = " ".join(finding.message.split())
    head = f"{place.path}:{place.line}:{place.column}: {level}[{finding.rule}] {message}"
    lines = [head, *_excerpt(place, source)]
    related = [_see(at, words) for at, words in finding.related[:2]]
    more = len(finding.related) - 2
    if more > 0:
        related.append(f"and {more} more")
    last = "; ".join(related)
    if finding.hint:
        last = f"{last}. {finding.hint}" if last else finding.hint
    if last:
        lines.append(f"  {last}")
    return "\n".join(lines) + "\n"


def _see(place: Place, words: str) -> str:
    legal = f" {place.legal}" if place.legal else ""
    return f"see {place.path}:{place.line}{legal}" + (f" ({words})" if words else "")


def _excerpt(place: Place, source: Callable[[str], list[str]]) -> list[str]:
    """The line of a place and a caret below its column; long lines are cut around it."""
    lines = source(place.path)
    if not 0 < place.line <= len(lines) or not lines[place.line - 1].strip():
        return []
    line = "".join(c if c.isprintable() else " " for c in lines[place.line - 1].expandtabs(1))
    column = min(place.column - 1, len(line))
    start = 0 if len(line) <= WIDTH else max(0, column - WIDTH // 2)
    shown = line[start : start + WIDTH]
    return [f"    {shown}", f"    {' ' * (column - start)}^"]
