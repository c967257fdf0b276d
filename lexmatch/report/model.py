"""What a gap report shows: the values that every format lays out, and the words they share."""

from __future__ import annotations

from dataclasses import dataclass

SYMBOLS = {"aligned": "✓", "exceeds": "＋", "partial": "◐", "contrary": "✕", "missing": "○", "not-applicable": "–",
           "out-of-scope": "·", "not-examined": "?", "open": "…"}  # fmt: skip
WORDS = {"aligned": "aligned", "exceeds": "exceeds", "partial": "partial", "contrary": "contrary", "missing": "missing",
         "not-applicable": "not applicable", "out-of-scope": "out of scope", "not-examined": "not examined",
         "open": "open"}  # fmt: skip
MEANINGS = {
    "aligned": "the subject covers what the standard covers",
    "exceeds": "the subject covers that and more",
    "partial": "the subject covers part of it, or falls short in a value or in force",
    "contrary": "the two share nothing, or cannot both be obeyed",
    "missing": "the subject has no provision on it",
    "not-applicable": "the rule cannot apply to the subject",
    "out-of-scope": "left out of this comparison on purpose",
    "not-examined": "nobody has looked yet",
    "open": "proposed, not yet decided by a person",
}
CAUTION = (
    "This report compares rules of law; it is not legal advice. Texts marked restated are digests in our own words: "
    "read the official text before relying on them."
)
FORMULA = (
    "The index is the weight of the rules that are aligned or exceed the standard, plus half the weight of those that are "
    "partial, divided by the weight of all rules that have been decided, times 100. Core rules weigh 3, important ones 2, "
    "useful ones 1. Rules that are open, not examined, not applicable or out of scope stand outside it."
)


@dataclass(frozen=True, slots=True)
class Text:
    """One provision as shown: pinpoint, words, and what the words rest on. `lines` are the same words as they are laid
    out: (depth, number, words), one for each unit below the provision."""

    law: str
    citation: str
    eid: str
    heading: str
    text: str
    status: str
    verified: bool
    note: str
    link: str
    lines: tuple[tuple[int, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One concept in one jurisdiction."""

    jurisdiction: int
    verdict: str
    symbol: str
    word: str
    lowered_from: str = ""
    relation: str = ""
    texts: tuple[Text, ...] = ()
    differences: tuple[tuple[str, str, str, str, bool], ...] = ()
    note: str = ""
    conflict: bool = False
    by: str = ""
    on: str = ""
    confidence: float | None = None
    basis: tuple[str, ...] = ()
    waivers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One concept: the standard's texts once, then the cells of each jurisdiction (a jurisdiction may have several)."""

    concept: str
    label: str
    definition: str
    weight: int
    safeguard: bool
    texts: tuple[Text, ...]
    tiles: tuple[tuple[str, str, str], ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Concepts under their heading in the scheme."""

    id: str
    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """One subject column: its laws, its counts and its result in a sentence."""

    name: str
    title: str
    path: str
    laws: tuple[Source, ...]
    counts: tuple[tuple[str, int], ...]
    total: int
    index: int | None
    decided: int
    sentence: str
    reviewers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An instrument behind the report, and what its text is."""

    alias: str
    title: str
    citation: str
    date: str
    status: str
    link: str
    coverage: str
    read: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """One of the gaps that matter most, in a line."""

    concept: str
    label: str
    jurisdiction: str
    verdict: str
    reason: str
    safeguard: bool


@dataclass(frozen=True, slots=True)
class Limit:
    """One typed duration across instruments, in days: the standard's, the subjects' and those of the whole corpus."""

    concept: str
    label: str
    parameter: str
    standard: tuple[tuple[str, str, float], ...]
    subjects: tuple[tuple[str, str, float], ...]
    others: tuple[tuple[str, str, float], ...]
    median: float


@dataclass(frozen=True, slots=True)
class View:
    """A whole report."""

    title: str
    standard: str
    standards: tuple[Source, ...]
    jurisdictions: tuple[Jurisdiction, ...]
    groups: tuple[Group, ...]
    limits: tuple[Limit, ...]
    top: tuple[Gap, ...]
    open: int
    unexamined: int
    unverified: int
    restated: int
    official: int
    waivers: tuple[tuple[str, str, str], ...]
    brand: str = ""

    @property
    def total(self) -> int:
        """Rows over all jurisdictions."""
        return sum(j.total for j in self.jurisdictions)
