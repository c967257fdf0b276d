"""A provision of the standard carries a concept in scope, and no entry names it, although others on the concept do.

Why it matters: the entries on the concept compare only a part of what the standard demands.

Bad:

      - concept: ext-provisional-arrest
        standard: [art_5__para_1]
        subject: [sec_5]
        relation: subset
        note: Sixty days against forty.

Good:

      - concept: ext-provisional-arrest
        standard: [art_5]
        subject: [sec_5]
        relation: subset
        note: Sixty days against forty; no rule on re-arrest.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Context, provision_place
from lexmatch.findings import Finding

ID = "uncovered-provision"
SEVERITY = "note"


def check(c: Context) -> Iterator[Finding]:
    """Carriers of covered concepts that no reference reaches, neither at, above nor below them."""
    named: dict[str, set[tuple[str, str]]] = {}
    for entry in c.crosswalk.entries:
        if entry.status != "rejected":
            named.setdefault(entry.concept, set()).update((r.alias, r.eid) for r in entry.standard)
    scope = c.scope() & named.keys()
    if not scope:
        return
    for law in c.standards():
        for provision in law.walk():
            if not provision.concepts:
                continue
            for concept in provision.concepts:
                if concept not in scope or not named[concept] or _reached(law.alias, provision.eid, named[concept]):
                    continue
                message = f"no entry on {concept} names {law.cite(provision.eid)} of {law.alias}"
                hint = f"Add {law.citable(provision.eid)} to an entry on the concept, or an entry of its own."
                related = ((provision_place(law, provision.eid, c.project), "the standard's rule"),)
                yield Finding(
                    ID, SEVERITY, message, c.crosswalk.at("entries"), hint, related, f"{concept} {provision.eid}"
                )


def _reached(alias: str, eid: str, refs: set[tuple[str, str]]) -> bool:
    around = eid
    while around:
        if (alias, around) in refs:
            return True
        around = around.rpartition("__")[0]
    return any(a == alias and e.startswith(f"{eid}__") for a, e in refs)
