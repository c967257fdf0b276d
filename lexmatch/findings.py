"""What the tool has to say about a person's files: findings with places, and the one error that ends a command.

The model follows zizmor's: one primary place, any number of related ones, severity apart from confidence, and a
hint that says what to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SEVERITIES = ("note", "warning", "error")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file: `line` and `column` count from 1; `legal` is the heading path ("Article 10 › Arrest")."""

    path: str
    line: int = 1
    column: int = 1
    legal: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing worth a person's attention.

    `rule` is the stable id (`lexmatch explain RULE`), `severity` one of SEVERITIES, `hint` what to do next, and
    `key` names what the finding is about independently of lines (used for baselines and SARIF fingerprints), and `word` is
    the word of the file that is wrong, where it is one that may be put right.
    """

    rule: str
    severity: str
    message: str
    place: Place
    hint: str = ""
    related: tuple[tuple[Place, str], ...] = ()
    key: str = ""
    word: str = ""


class Unreadable(Exception):
    """An input or output that stops the command; the desk prints it and exits with 2."""

    def __init__(self, message: str, hint: str = "", place: Place | None = None) -> None:
        super().__init__(message)
        self.message, self.hint, self.place = message, hint, place


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by place, then rule, then message, each once: the order of every output format."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda f: (f.place, f.rule, f.message)))


def reaches(findings: Iterable[Finding], threshold: str) -> bool:
    """Whether any finding is at or above `threshold` (a severity, or "none" for never)."""
    if threshold == "none":
        return False
    least = SEVERITIES.index(threshold)
    return any(SEVERITIES.index(f.severity) >= least for f in findings)
