"""A reference names a provision that the instrument does not have.

References are the eIds of the Akoma Ntoso text: `art_16__para_3`. The message names what is near.

Why it matters: a pinpoint that does not exist is the first thing an opponent will find.

Bad:

      - concept: ext-provisional-arrest
        standard: [art_5__para_9]
        subject: [sec_5]
        relation: subset
        note: The Act allows twenty days more.

Good:

      - concept: ext-provisional-arrest
        standard: [art_5__para_1]
        subject: [sec_5]
        relation: subset
        note: The Act allows twenty days more.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.checks._context import Context, provision_place
from lexmatch.findings import Finding, Place
from lexmatch.project import nearest_provisions

ID = "unknown-provision"
SEVERITY = "error"


def check(c: Context) -> Iterator[Finding]:
    """Every reference of every entry; those found in another version are the business of `other-version`."""
    for row in c.rows:
        entry = row.entry
        if len(row.standard) == len(entry.standard) and len(row.subject) == len(entry.subject):
            continue
        for key, refs in (("standard", entry.standard), ("subject", entry.subject)):
            for n, ref in enumerate(refs):
                law = c.laws.find(ref.alias)
                if law is None or ref.eid in law.index or versions_with(c, ref.alias, ref.eid):
                    continue
                place = entry.places.get(f"{key}[{n}]", entry.at(key))
                message = f"no provision {ref.eid or '(empty)'} in {law.alias}"
                hint = nearest_provisions(law, ref)
                stamp = entry.stamps[0 if key == "standard" else 1]
                moved = c.laws.places_of(ref.alias, stamp) if stamp and len(refs) == 1 else ()
                if moved:
                    hint = f"The same words now stand at {moved[0]}; `lexmatch check --fix` corrects it."
                around = ref.eid.rpartition("__")[0]
                related: tuple[tuple[Place, str], ...] = ()
                if around in law.index:
                    related = ((provision_place(law, around, c.project), "the provision around it"),)
                yield Finding(ID, SEVERITY, message, place, hint, related, f"{entry.key} {key} {ref.eid}")


def versions_with(c: Context, alias: str, eid: str) -> tuple[str, ...]:
    """The dates of other versions of an instrument that have this eId."""
    from lexmatch.readers import akn

    found = []
    paths = c.project.files().get(c.project.alias(alias), [])
    for path in paths if len(paths) > 1 else ():
        law = akn.read_file(path)
        if eid in law.index:
            found.append(f"{law.date} ({law.text.status})")
    return tuple(found)
