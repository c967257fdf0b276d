"""A waiver silences nothing: the rule it names does not fire on this entry, or does not exist.

Why it matters: a waiver that has lost its object would silence the next, real finding.

Bad:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: equal
        waive: {whole-chapter: "the Part has one section, A. Reader 2026-05-04"}

Good:

      - concept: ext-nationality
        standard: [art_4]
        subject: [part_2]
        relation: equal
        waive: {whole-chapter: "the Part has one section, A. Reader 2026-05-04"}
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.crosswalk import Crosswalk
from lexmatch.findings import Finding
from lexmatch.text import did_you_mean

ID = "unused-waiver"
SEVERITY = "warning"


def check_waivers(crosswalk: Crosswalk, used: frozenset[tuple[int, str]], rules: tuple[str, ...]) -> Iterator[Finding]:
    """Waivers that are not among the `used` ones (line of the entry, rule)."""
    for entry in crosswalk.entries:
        for rule, _ in entry.waive:
            if rule not in rules:
                hint = did_you_mean(rule, rules) or "`lexmatch list rules` names them all."
                yield Finding(ID, SEVERITY, f"a waiver of '{rule}', which is no rule", entry.at("waive"), hint,
                              key=f"{entry.key} {rule}")  # fmt: skip
            elif (entry.place.line, rule) not in used:
                yield Finding(ID, SEVERITY, f"the waiver of {rule} silences nothing", entry.at("waive"), "Remove it.",
                              key=f"{entry.key} {rule}")  # fmt: skip
