"""The register of parties names an instrument or concept that does not exist, a State without a name, or a date that is none.

Why it matters: `lexmatch basis` answers from it which treaties bind two States; a slip there is a wrong answer in a real case.

Bad:

    # corpus/parties.yaml
    register: lexmatch-parties
    version: 1
    states: {AA: Aland}
    instruments:
      treaty:
        kind: regional
        for: [ext]
        parties: [{state: AA, since: 31 May 2001}]

Good:

    # corpus/parties.yaml
    register: lexmatch-parties
    version: 1
    states: {AA: Aland}
    instruments:
      treaty:
        kind: regional
        for: [ext]
        parties: [{state: AA, since: 2001-05-31}]
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lexmatch.findings import Finding
from lexmatch.parties import Listing
from lexmatch.project import Project
from lexmatch.text import did_you_mean

ID = "party-register"
SEVERITY = "error"


def check_register(project: Project) -> Iterator[Finding]:
    """What is wrong with the file, and names and dates in it that lead nowhere."""
    register, findings = project.read_parties()
    yield from (Finding(ID, f.severity, f.message, f.place, f.hint, f.related, f.key) for f in findings)
    for listing in register.listings:
        if listing.alias not in project.files():
            yield _wrong(
                listing, f"'{listing.alias}' is not in the corpus", did_you_mean(listing.alias, project.aliases())
            )
        for declaration in listing.declarations:
            if not project.scheme.get(declaration.concept):
                hint = did_you_mean(declaration.concept, [c.id for c in project.scheme.concepts])
                yield _wrong(listing, f"a declaration of {declaration.state} to {listing.alias} changes "
                             f"'{declaration.concept}', which is no concept", hint)  # fmt: skip
        for state, day in _dates(listing):
            if not _is_date(day):
                yield _wrong(listing, f"'{day}' for {state} in {listing.alias} is no date", "Write it as YYYY-MM-DD.")


def _dates(listing: Listing) -> Iterator[tuple[str, str]]:
    for party in listing.parties.values():
        yield from ((party.state, day) for day in (party.since, party.party_by, party.deposit) if day)
    for declaration in listing.declarations:
        yield from ((declaration.state, day) for day in (declaration.since, declaration.until) if day)


def _is_date(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _wrong(listing: Listing, message: str, hint: str) -> Finding:
    return Finding(ID, SEVERITY, message, listing.place, hint, key=message)
