"""A date is not a day of the calendar in the form 2026-05-04, or lies in the future.

Why it matters: whether a review is older than the law is computed from it.

Bad:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: equal
        status: accepted
        on: 4 May 2026

Good:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: equal
        status: accepted
        on: 2026-05-04
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lexmatch.checks._context import Context
from lexmatch.findings import Finding, Place

ID = "bad-date"
SEVERITY = "error"


def check(c: Context) -> Iterator[Finding]:
    """The date in the defaults and on entries that give their own."""
    said: list[tuple[str, Place, str]] = []
    if c.crosswalk.defaults.get("on"):
        said.append((c.crosswalk.defaults["on"], c.crosswalk.at("defaults"), "defaults"))
    said += [(e.on, e.at("on"), e.key) for e in c.crosswalk.entries if "on" in e.places and e.on]
    for text, place, key in said:
        problem = _problem(text, c.today)
        if problem:
            yield Finding(ID, SEVERITY, f"'{text}' {problem}", place, "Write the day as YYYY-MM-DD.", key=f"{key} on")


def _problem(text: str, today: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        return "is no date"
    if len(text) != 10:
        return "is no date of this form"
    return "lies in the future" if text > today else ""
