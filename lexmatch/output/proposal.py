"""An open entry as a reviewer sees it: both texts, what differs, and what was proposed and why."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from lexmatch.concepts import Concept
from lexmatch.crosswalk import Entry
from lexmatch.gaps import Difference, Side

WEIGHTS = {3: "core rule", 2: "important rule", 1: "useful rule"}


def as_text(entry: Entry, concept: Concept, standard: Iterable[Side], subject: Iterable[Side],
            differences: Iterable[Difference], count: str, lang: str = "en", width: int = 96) -> str:  # fmt: skip
    """The entry for reading in a terminal of 80 columns or more."""
    guard = ", safeguard" if concept.safeguard else ""
    lines = ["", f"── {count} ── {concept.named(lang)} ({WEIGHTS[concept.weight]}{guard})"]
    lines += _side("Standard", standard, width) + _side("Subject", subject, width)
    found = list(differences)
    if found:
        lines += ["", "Differences"]
        lines += [f"  {d.label}: {d.words}{' (falls short)' if d.short else ''}" for d in found]
    said = (
        f"the subject is {entry.relation} of the standard"
        if entry.relation
        else f"the subject's side is {entry.absence}"
    )
    sure = f", confidence {entry.confidence:.2f}" if entry.confidence is not None else ""
    why = f" ({', '.join(entry.basis)})" if entry.basis else ""
    lines += ["", f"{entry.status.capitalize()}: {said}{sure}{why}"]
    if entry.note:
        lines += textwrap.wrap(f"Note: {entry.note}", width, initial_indent="  ", subsequent_indent="  ")
    return "\n".join(lines) + "\n"


def _side(name: str, sides: Iterable[Side], width: int) -> list[str]:
    lines = ["", name]
    for side in sides:
        unsure = "" if side.verified else ", unverified"
        lines.append(f"  {side.law.alias}, {side.citation} [{side.law.text.status}{unsure}]")
        lines += textwrap.wrap(side.text, width, initial_indent="    ", subsequent_indent="    ")
    return lines if len(lines) > 2 else [*lines, "  no provision"]
