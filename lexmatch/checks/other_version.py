"""A reference fits another version of the instrument than the one that is compared.

The corpus may hold several versions of a text side by side. The latest one is compared, an official text before a digest.

Why it matters: the provision was renumbered, repealed or added between the versions; the entry speaks of law that is not the
law compared.

Bad:

      - concept: ext-channel
        standard: [art_6]
        subject: [sec_12]
        relation: subset
        note: Ministry only.

Good:

      - concept: ext-channel
        standard: [art_6]
        subject: [sec_6]
        relation: subset
        note: Ministry only.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Context
from lexmatch.checks.unknown_provision import versions_with
from lexmatch.findings import Finding

ID = "other-version"
SEVERITY = "error"


def check(c: Context) -> Iterator[Finding]:
    """References that the compared version has not, and another version has."""
    for row in c.rows:
        entry = row.entry
        if len(row.standard) == len(entry.standard) and len(row.subject) == len(entry.subject):
            continue
        for key, refs in (("standard", entry.standard), ("subject", entry.subject)):
            for n, ref in enumerate(refs):
                law = c.laws.find(ref.alias)
                if law is None or ref.eid in law.index:
                    continue
                others = versions_with(c, ref.alias, ref.eid)
                if others:
                    place = entry.places.get(f"{key}[{n}]", entry.at(key))
                    message = f"{ref.eid} is in the version of {others[0]} of {law.alias}, not in that of {law.date}"
                    hint = "Find where the rule stands now, or remove the version that should not be compared."
                    yield Finding(ID, SEVERITY, message, place, hint, key=f"{entry.key} {key} {ref.eid}")
