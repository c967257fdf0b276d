"""Which instruments bind two States on a date, in the order in which they would be relied on, and what is not known.

The register (corpus/parties.yaml) holds only what was read. Absence from a list proves nothing unless the list was complete
on the date; the answer says so instead of guessing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lexmatch.instrument import Instrument
from lexmatch.parties import KINDS, Declaration, Listing, Party, Register

# The concepts whose provisions matter first when an instrument is relied on.
KEY_CONCEPTS = {
    "ext": ("ext-obligation", "ext-treaty-basis", "ext-extraditable-offences", "ext-relation"),
    "mla": ("mla-obligation", "mla-treaty-basis", "mla-central-authority"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How one State stands to an instrument on a date: `bound` True, False or None (not known), and why in words."""

    state: str
    bound: bool | None
    words: str


@dataclass(frozen=True, slots=True)
class Basis:
    """One instrument between the two States: their standing, what matters in it, and their declarations."""

    listing: Listing
    standings: tuple[Standing, Standing]
    provisions: tuple[tuple[str, str, str], ...]
    declarations: tuple[Declaration, ...]

    @property
    def bound(self) -> bool | None:
        """True when both are bound, False when one is known not to be, None otherwise."""
        found = [s.bound for s in self.standings]
        return False if False in found else (None if None in found else True)


def standing(listing: Listing, state: str, on: str) -> Standing:
    """How a State stands to an instrument on a date (ISO 8601)."""
    party = listing.parties.get(state)
    if party:
        return _of_party(listing, party, on)
    if state in listing.signatories:
        later = "" if listing.complete_on and on <= listing.complete_on else "; it may have become a party since"
        bound = False if listing.complete_on and on <= listing.complete_on else None
        return Standing(
            state, bound, f"signed, not seen as a party by {listing.as_of or 'the date of the list'}{later}"
        )
    if state in listing.likely:
        return Standing(state, None, "seen as a party or with declarations, but the date was not read")
    if listing.complete_on and on <= listing.complete_on:
        return Standing(state, False, f"not among the parties; the list is complete on {listing.complete_on}")
    reach = f"complete only on {listing.complete_on}" if listing.complete_on else "read in part"
    return Standing(state, None, f"not seen as a party; the list is {reach}, so that proves nothing")


def _of_party(listing: Listing, party: Party, on: str) -> Standing:
    if not party.since:
        if party.party_by and party.party_by <= on:
            return Standing(party.state, True, f"bound by {party.party_by} at the latest{_tail(party)}")
        return Standing(party.state, None, f"party, but the date of entry into force was not read{_tail(party)}")
    if party.since > on:
        return Standing(party.state, False, f"bound only since {party.since}{_tail(party)}")
    words = f"bound since {party.since}{' (computed from the deposit)' if party.computed else ''}{_tail(party)}"
    if listing.as_of and on > listing.as_of:
        words += f"; status read as of {listing.as_of}, later withdrawal not checked"
    return Standing(party.state, True, words)


def _tail(party: Party) -> str:
    return f" ({party.note})" if party.note else ""


def basis(
    register: Register, pair: tuple[str, str], on: str, purpose: str, laws: Mapping[str, Instrument]
) -> tuple[Basis, ...]:
    """What binds the two States on a date for "ext", "mla" or both (""): first what binds both, in the order of reliance
    (a protocol right after its parent), then what may, then what does not; treaties of two other States are left out. `laws`
    are the instruments by alias."""
    found = []
    for listing in register.listings:
        between = {*listing.parties, *listing.likely, *listing.signatories}
        if (purpose and purpose not in listing.purposes) or (
            listing.kind == "bilateral" and not between.issuperset(pair)
        ):
            continue
        standings = (standing(listing, pair[0], on), standing(listing, pair[1], on))
        declarations = tuple(d for d in listing.declarations if d.state in pair and _in_time(d, on))
        matters = _matters(laws.get(listing.alias), purpose or "", listing)
        found.append(Basis(listing, standings, matters, declarations))
    certainty = {True: 0, None: 1, False: 2}
    return tuple(sorted(found, key=lambda b: (certainty[b.bound], _reliance(b.listing, register, laws))))


def _in_time(declaration: Declaration, on: str) -> bool:
    return declaration.since <= on and (not declaration.until or on < declaration.until)


def _reliance(listing: Listing, register: Register, laws: Mapping[str, Instrument]) -> tuple[int, int, int]:
    """Kind, place of the parent in the register, own place: protocols stand right behind what they supplement."""
    order = {entry.alias: n for n, entry in enumerate(register.listings)}
    law = laws.get(listing.alias)
    parent = next((a for a in law.supplements if a in order), "") if law and listing.kind == "protocol" else ""
    if parent:
        above = register.listings[order[parent]]
        return KINDS.index(above.kind) if above.kind in KINDS else len(KINDS), order[parent], order[listing.alias] + 1
    return KINDS.index(listing.kind) if listing.kind in KINDS else len(KINDS), order[listing.alias], 0


def _matters(law: Instrument | None, purpose: str, listing: Listing) -> tuple[tuple[str, str, str], ...]:
    """(concept, citation, text) of the provisions that matter first."""
    if law is None:
        return ()
    wanted = [c for p in (purpose,) if p for c in KEY_CONCEPTS[p]] or [
        c for p in listing.purposes for c in KEY_CONCEPTS[p]
    ]
    found = []
    for concept in wanted:
        for provision in law.carrying(concept)[:2]:
            found.append((concept, law.cite(law.citable(provision.eid)), provision.full_text))
    return tuple(dict.fromkeys(found))
