"""The register of parties: which States are bound by which instrument since when, as far as it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lexmatch.findings import Finding, Place
from lexmatch.located import Mapping as LocatedMapping
from lexmatch.located import Node, plain
from lexmatch.text import did_you_mean

# The order of reliance: what two States agreed between themselves, then for their region, then crime by crime.
KINDS = ("bilateral", "regional", "protocol", "subject", "court")
PURPOSES = ("ext", "mla")
_INSTRUMENT_KEYS = ("kind", "for", "covers", "as-of", "as-of-note", "complete-on", "missing", "in-force-rule", "sources",
                    "parties", "likely", "signatories", "declarations", "declarations-read")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Party:
    """A State bound by an instrument. Dates are ISO 8601; `computed` when `since` follows from the deposit by the rule."""

    state: str
    since: str = ""
    party_by: str = ""
    deposit: str = ""
    by: str = ""
    computed: bool = False
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Declaration:
    """A reservation or declaration that changes a concept for a State."""

    state: str
    article: str
    concept: str
    effect: str
    since: str = ""
    until: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """What was read about the parties to one instrument."""

    alias: str
    kind: str
    purposes: tuple[str, ...]
    covers: str = ""
    as_of: str = ""
    complete_on: str = ""
    missing: str = ""
    rule: str = ""
    parties: Mapping[str, Party] = field(default_factory=dict)
    likely: tuple[str, ...] = ()
    signatories: tuple[str, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    declarations_read: str = ""
    place: Place = field(default=Place("corpus/parties.yaml"))


@dataclass(frozen=True, slots=True)
class Register:
    """All listings, and the names of the States by ISO 3166-1 alpha-2 code."""

    states: Mapping[str, str] = field(default_factory=dict)
    listings: tuple[Listing, ...] = ()

    def state(self, text: str) -> str:
        """The code that a code or name means, or an empty string."""
        upper = text.strip().upper()
        if upper in self.states:
            return upper
        folded = {name.casefold(): code for code, name in self.states.items()}
        return folded.get(text.strip().casefold(), "")


def read(node: Node | None, path: str) -> tuple[Register, list[Finding]]:
    """The register of a parties.yaml, and what is wrong with it."""
    if not isinstance(node, LocatedMapping):
        return Register(), [
            Finding("schema", "error", "a register of parties is a mapping", node.place if node else Place(path))
        ]
    findings: list[Finding] = []
    data = plain(node)
    states = {str(k): str(v) for k, v in (data.get("states") or {}).items()}
    located = node.get("instruments")
    listings = []
    for key, value in located.entries if isinstance(located, LocatedMapping) else ():
        if not isinstance(value, LocatedMapping):
            continue
        for name, _ in value.entries:
            if name.value not in _INSTRUMENT_KEYS:
                findings.append(Finding("schema", "error", f"unknown key '{name.value}' in the register of parties", name.place,
                                        did_you_mean(name.value, _INSTRUMENT_KEYS), key=key.value))  # fmt: skip
        listing = _listing(key.value, plain(value), value.place)
        named = {*listing.parties, *listing.likely, *listing.signatories, *(d.state for d in listing.declarations)}
        for code in sorted(named - set(states)):
            findings.append(Finding("schema", "error", f"the State '{code}' of {key.value} has no name under 'states'",
                                    value.place, key=f"{key.value} {code}"))  # fmt: skip
        if listing.kind not in KINDS:
            findings.append(Finding("schema", "error", f"'{listing.kind}' is no kind of instrument", value.place,
                                    did_you_mean(listing.kind, KINDS), key=key.value))  # fmt: skip
        listings.append(listing)
    return Register(states, tuple(listings)), findings


def _listing(alias: str, data: dict[str, Any], place: Place) -> Listing:
    parties = {
        p["state"]: Party(p["state"], p.get("since", ""), p.get("party-by", ""), p.get("deposit", ""), p.get("by", ""),
                          p.get("computed") == "yes", p.get("note", ""), tuple(p.get("source") or ()))
        for p in data.get("parties") or []
    }  # fmt: skip
    declarations = tuple(
        Declaration(d["state"], d.get("article", ""), d.get("concept", ""), d.get("effect", ""), d.get("since", ""),
                    d.get("until", ""), d.get("note", ""), tuple(d.get("source") or ()))
        for d in data.get("declarations") or []
    )  # fmt: skip
    return Listing(
        alias, data.get("kind", ""), tuple(data.get("for") or ()), data.get("covers", ""), data.get("as-of", ""),
        data.get("complete-on", ""), data.get("missing", ""), data.get("in-force-rule", ""), parties,
        tuple(data.get("likely") or ()), tuple(data.get("signatories") or ()), declarations,
        data.get("declarations-read", ""), place,
    )  # fmt: skip
