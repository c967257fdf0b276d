"""An entry says `equal` while the values or the force of the two provisions differ.

The typed values that both texts mark are compared: durations by their length, terms by their names; and the modality where
both sides state one.

Why it matters: "equal" promises the reader that nothing differs. Sixty days are not forty.

Bad:

      - concept: ext-provisional-arrest
        standard: [art_5__para_1]
        subject: [sec_5]
        relation: equal

Good:

      - concept: ext-provisional-arrest
        standard: [art_5__para_1]
        subject: [sec_5]
        relation: intersects
        note: Sixty days against forty.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Context
from lexmatch.findings import Finding
from lexmatch.instrument import Instrument, Provision

ID = "equal-but-different"
SEVERITY = "warning"
Found = tuple[tuple[Instrument, Provision], ...]


def check(c: Context) -> Iterator[Finding]:
    """Entries with the relation `equal` whose provisions all exist."""
    for row in c.rows:
        entry = row.entry
        if entry.relation != "equal" or entry.status == "rejected" or not row.concept:
            continue
        theirs, ours = _values(row.standard, entry.concept), _values(row.subject, entry.concept)
        said = [
            f"{_words(ours[name])} against {_words(theirs[name])} ({name.replace('-', ' ')})"
            for name in theirs
            if name in ours and not _same(theirs[name], ours[name])
        ]
        left, right = _modality(row.standard, entry.concept), _modality(row.subject, entry.concept)
        if left and right and left != right:
            said.append(f"{right} against {left}")
        if said:
            message = f"'equal', although the subject differs: {'; '.join(said)}"
            hint = "Choose subset, superset or intersects, or correct the value that is marked in the text."
            yield Finding(ID, SEVERITY, message, entry.at("relation"), hint, key=entry.key)


def _values(found: Found, concept: str) -> dict[str, tuple[str, ...]]:
    """The values of each parameter of a concept on one side."""
    values: dict[str, list[str]] = {}
    for _, provision in found:
        for value in provision.all_values:
            if value.concept == concept and value.value not in values.setdefault(value.parameter, []):
                values[value.parameter].append(value.value)
    return {name: tuple(v) for name, v in values.items()}


def _same(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    if set(left) == set(right):
        return True
    from lexmatch import quantity

    def met(value: str, others: tuple[str, ...]) -> bool:
        return value in others or any(quantity.compare(value, other) == 0 for other in others)

    return all(met(v, right) for v in left) and all(met(v, left) for v in right)


def _words(values: tuple[str, ...]) -> str:
    from lexmatch import quantity

    return " or ".join(quantity.words(v) if quantity.parse(v) else v.replace("-", " ") for v in values)


def _modality(found: Found, concept: str) -> str:
    """The force with which a side states the concept, where its parts agree."""
    stated = {p.modality for _, provision in found for p in provision.walk() if p.modality and (concept in p.concepts)}
    return stated.pop() if len(stated) == 1 else ""
