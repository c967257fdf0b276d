"""Findings as people and programs read them: one module a format, each a function from findings to a string."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence

from lexmatch.findings import SEVERITIES, Finding

FORMATS = ("text", "json", "github", "sarif", "junit")


def render(format_: str, findings: Sequence[Finding], source: Callable[[str], list[str]], colour: bool = False) -> str:
    """The findings in one of FORMATS. `source` gives the lines of a file that findings name, or an empty list."""
    module = importlib.import_module(f"lexmatch.output.{format_}")
    rendered: str = module.render(findings, source, colour)
    return rendered


def counted(findings: Sequence[Finding]) -> str:
    """How many findings of each severity, in words: "2 errors, 1 warning"."""
    counts = {s: sum(f.severity == s for f in findings) for s in reversed(SEVERITIES)}
    return ", ".join(f"{n} {s}{'s' if n != 1 else ''}" for s, n in counts.items() if n) or "nothing found"
