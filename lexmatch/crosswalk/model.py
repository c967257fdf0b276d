"""What a crosswalk is: entries with places, under a head that says what is compared with what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from lexmatch.findings import Place
from lexmatch.instrument import Instrument
from lexmatch.ref import Ref
from lexmatch.relations import RELATIONS
from lexmatch.text import fingerprint

VERSION = "crosswalk/1"
ABSENCES = ("absent", "not-applicable", "out-of-scope", "not-examined")
STATUSES = ("proposed", "accepted", "rejected")
RATIONALES = ("syntactic", "semantic", "functional")
# The keys of an entry whose value is one of a few words.
CHOICES = {"relation": RELATIONS, "absence": ABSENCES, "status": STATUSES, "rationale": RATIONALES}
FILE_KEYS = ("lexmatch", "title", "standard", "subject", "scope", "defaults", "entries")
ENTRY_KEYS = ("concept", "standard", "subject", "relation", "absence", "status", "confidence", "basis", "note",
              "conflict", "by", "on", "rationale", "stamps", "waive")  # fmt: skip
DEFAULT_KEYS = ("by", "on", "rationale")
# What `merge` writes above two entries of which a person must keep one.
MERGE_MARK = "# conflict:"
SCHEMA_URL = "https://lexmatch.org/schema/crosswalk-1.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. The relation reads: the SUBJECT is … of the standard. `confidence` (0 to 1) belongs to the proposal.

    `stamps` are the fingerprints of both texts when a person accepted the entry; `places` maps each key to where it
    stands in the file.
    """

    concept: str
    standard: tuple[Ref, ...] = ()
    subject: tuple[Ref, ...] = ()
    relation: str = ""
    absence: str = ""
    status: str = "proposed"
    confidence: float | None = None
    basis: tuple[str, ...] = ()
    note: str = ""
    conflict: bool = False
    by: str = ""
    on: str = ""
    rationale: str = ""
    stamps: tuple[str, str] = ("", "")
    waive: tuple[tuple[str, str], ...] = ()
    place: Place = field(default=Place(""))
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)

    @property
    def key(self) -> str:
        """What the entry is about, whatever its line: the concept and the standard's provisions."""
        return " ".join((self.concept, *sorted(str(r) for r in self.standard)))

    def at(self, key: str) -> Place:
        """Where a key of this entry stands, or the entry itself."""
        return self.places.get(key, self.place)


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """One subject (or several laws of one State) against one standard (or several instruments together)."""

    title: str
    standard: tuple[str, ...]
    subject: tuple[str, ...]
    scope: tuple[str, ...]
    entries: tuple[Entry, ...] = ()
    defaults: Mapping[str, str] = field(default_factory=dict)
    path: str = ""
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)

    def at(self, key: str) -> Place:
        """Where a top-level key stands, or the head of the file."""
        return self.places.get(key, Place(self.path))


def stamp(refs: Iterable[Ref], laws: Mapping[str, Instrument]) -> str:
    """The fingerprint of the text behind references, whatever their order; "" when one of them leads nowhere.

    It is what `stamps` hold: a person accepted the entry when the provisions read so.
    """
    texts = []
    for reference in sorted(refs):
        law = laws.get(reference.alias)
        provision = law.find(reference.eid) if law else None
        if provision is None:
            return ""
        texts.append(provision.full_text)
    return fingerprint(" ".join(texts)) if texts else ""


def position(
    entry: Entry, standards: tuple[str, ...], order: Callable[[str], Mapping[str, int]]
) -> tuple[int, int] | None:
    """Where an entry belongs in the order of the standard: instrument, then the first of its provisions; None where its
    references say nothing of that. `order` gives the place of each eId of an instrument."""
    places = [
        (standards.index(r.alias), n)
        for r in entry.standard
        if r.alias in standards and (n := order(r.alias).get(r.eid)) is not None
    ]
    return min(places, default=None)
