"""The same provisions are related in two different ways, in one file or in two.

A conflict that `lexmatch merge` left for a person to decide is found here too, by the comment above the two entries.

Why it matters: at most one of them can be right, and a report would show whichever comes last.

Bad:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: equal
        status: accepted
      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: subset
        status: accepted
        note: The Act covers citizens only.

Good:

      - concept: ext-nationality
        standard: [art_4]
        subject: [sec_4]
        relation: subset
        status: accepted
        note: The Act covers citizens only.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Context, Fact, Web
from lexmatch.crosswalk import MERGE_MARK, Entry
from lexmatch.findings import Finding, Place

ID = "conflicting-entries"
SEVERITY = "error"
HINT = "Decide which holds, and reject or remove the other."


def check(c: Context) -> Iterator[Finding]:
    """Entries of one file, open ones included; an absence conflicts with a relation on the same standard."""
    for number, line in enumerate(c.text.split("\n"), 1) if MERGE_MARK in c.text else ():
        if line.lstrip().startswith(MERGE_MARK):
            place = Place(c.path, number, line.index("#") + 1)
            hint = "Keep one of the two entries and remove the comment."
            yield Finding(ID, SEVERITY, "two people decided this differently", place, hint, key=f"merge {line.strip()}")
    seen: dict[object, Entry] = {}
    absent: dict[object, Entry] = {}
    for entry in c.crosswalk.entries:
        if entry.status == "rejected" or not (entry.relation or entry.absence):
            continue
        sides = (entry.concept, frozenset(entry.standard))
        key = (*sides, frozenset(entry.subject))
        first = seen.setdefault(key, entry)
        said, before = entry.relation or entry.absence, first.relation or first.absence
        if first is not entry and said != before:
            yield Finding(ID, SEVERITY, f"'{said}' here, and '{before}' in line {first.place.line}, on the same provisions",
                          entry.at("relation" if entry.relation else "absence"), HINT, ((first.place, "the other"),),
                          entry.key)  # fmt: skip
        other = absent.get(sides)
        if entry.absence == "absent":
            absent.setdefault(sides, entry)
        elif other is not None and entry.relation and entry.status == "accepted" == other.status:
            yield Finding(ID, SEVERITY, f"'{said}' here, and 'absent' in line {other.place.line}, on the same standard",
                          entry.at("relation"), HINT, ((other.place, "the other"),), entry.key)  # fmt: skip


def check_web(w: Web) -> Iterator[Finding]:
    """Accepted entries of different files: whatever differs from what was said first. Of each relation two facts from different
    files are kept to compare with, so that a thousand files on one pair of laws take no longer than they must."""
    for _, facts in w.by_concept():
        seen: dict[tuple[str, str], dict[str, list[Fact]]] = {}
        for fact in facts:
            by_relation = seen.setdefault((fact.subject, fact.standard), {})
            for relation, others in by_relation.items():
                other = next((o for o in others if o.place.path != fact.place.path), None)
                at = w.primary([other, fact]) if other and relation != fact.relation else None
                if other and at is not None:
                    rest = other if at is fact else fact
                    message = f"{at.words} here; {rest.words} in {rest.place.path}"
                    yield Finding(ID, SEVERITY, message, at.place, HINT, ((rest.place, "the other"),), at.key)
            kept = by_relation.setdefault(fact.relation, [])
            if len(kept) < 2 and all(o.place.path != fact.place.path for o in kept):
                kept.append(fact)
