"""What a rule looks at: one crosswalk with the provisions behind its entries, one corpus file, or the web of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from sys import intern
from typing import Any, NamedTuple

from lexmatch import text
from lexmatch.concepts import Concept, Scheme
from lexmatch.crosswalk import Crosswalk, Entry
from lexmatch.findings import Finding, Place, Unreadable
from lexmatch.instrument import Instrument, Provision
from lexmatch.project import Project
from lexmatch.ref import Ref
from lexmatch.relations import SAYS


class Laws(Mapping[str, Instrument]):
    """The instruments that crosswalks name, each read when first asked for; what could not be read is remembered too.

    It also remembers what is dear to compute: fingerprints, and which concepts stand at or below a provision.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self.errors: dict[str, Unreadable] = {}
        self._found: dict[str, Instrument | None] = {}
        self._prints: dict[tuple[str, str], str] = {}
        self._carried: dict[str, dict[str, frozenset[str]]] = {}
        self._reverse: dict[str, dict[str, tuple[str, ...]]] = {}
        self._order: dict[str, dict[str, int]] = {}
        self._scopes: dict[tuple[str, ...], frozenset[str]] = {}

    def find(self, alias: str) -> Instrument | None:
        """The instrument of an alias, or None (then `errors` says why)."""
        if alias not in self._found:
            try:
                self._found[alias] = self.project.instrument(self.project.alias(alias))
            except Unreadable as error:
                self._found[alias] = None
                self.errors[alias] = error
        return self._found[alias]

    def __getitem__(self, alias: str) -> Instrument:
        law = self.find(alias)
        if law is None:
            raise KeyError(alias)
        return law

    def __iter__(self) -> Iterator[str]:
        return iter(self.project.aliases())

    def __len__(self) -> int:
        return len(self.project.aliases())

    def fingerprint(self, refs: tuple[Ref, ...]) -> str:
        """The stamp of references, as `crosswalk.stamp` makes it."""
        if len(refs) == 1:
            return self._print(refs[0].alias, refs[0].eid)
        from lexmatch.crosswalk import stamp

        return stamp(refs, self)

    def _print(self, alias: str, eid: str) -> str:
        key = (alias, eid)
        if key not in self._prints:
            law = self.find(alias)
            provision = law.find(eid) if law else None
            self._prints[key] = text.fingerprint(provision.full_text) if provision else ""
        return self._prints[key]

    def places_of(self, alias: str, fingerprint: str) -> tuple[str, ...]:
        """The eIds whose text has this fingerprint: where a moved provision went."""
        if alias not in self._reverse:
            found: dict[str, list[str]] = {}
            law = self.find(alias)
            for eid in law.index if law else ():
                found.setdefault(self._print(alias, eid), []).append(eid)
            self._reverse[alias] = {key: tuple(eids) for key, eids in found.items()}
        return self._reverse[alias].get(fingerprint, ())

    def scope(self, words: tuple[str, ...], scheme: Scheme) -> frozenset[str]:
        """The ids of the concepts that a scope means; all when it is empty."""
        if words not in self._scopes:
            scope = words or tuple(g.id for g in scheme.groups if not g.parent)
            self._scopes[words] = frozenset(c.id for c in scheme.within(scope))
        return self._scopes[words]

    def order(self, alias: str) -> dict[str, int]:
        """The place of each eId in the order of an instrument's text."""
        if alias not in self._order:
            law = self.find(alias)
            self._order[alias] = {eid: n for n, eid in enumerate(law.index)} if law else {}
        return self._order[alias]

    def carried(self, alias: str) -> dict[str, frozenset[str]]:
        """For each eId of an instrument, the concepts at, below and around it."""
        if alias not in self._carried:
            law = self.find(alias)
            found: dict[str, frozenset[str]] = {}
            for provision in law.provisions if law else ():
                _collect(provision, frozenset(), found)
            self._carried[alias] = found
        return self._carried[alias]


def _collect(provision: Provision, around: frozenset[str], found: dict[str, frozenset[str]]) -> frozenset[str]:
    own = frozenset(provision.concepts)
    below = own.union(*(_collect(c, around | own, found) for c in provision.children))
    if provision.eid:
        found.setdefault(provision.eid, below | around)
    return below


class Row(NamedTuple):
    """An entry with the provisions its references lead to; a reference that leads nowhere is left out."""

    entry: Entry
    standard: tuple[tuple[Instrument, Provision], ...]
    subject: tuple[tuple[Instrument, Provision], ...]
    concept: Concept | None

    @property
    def sides(self) -> Iterator[tuple[str, int, Instrument, Provision]]:
        """Every provision with the key and the position of its reference."""
        for key in ("standard", "subject"):
            for n, (law, provision) in enumerate(getattr(self, key)):
                yield key, n, law, provision


class Context(NamedTuple):
    """One crosswalk for the rules that look at crosswalks; `today` is an ISO date, `text` the file as it is."""

    project: Project
    scheme: Scheme
    laws: Laws
    crosswalk: Crosswalk
    today: str
    text: str = ""
    findings: tuple[Finding, ...] = ()
    rows: tuple[Row, ...] = ()

    @property
    def path(self) -> str:
        """The file as output shows it."""
        return self.crosswalk.path

    @property
    def accepted(self) -> tuple[Row, ...]:
        """The rows that a person accepted."""
        return tuple(r for r in self.rows if r.entry.status == "accepted")

    def standards(self) -> tuple[Instrument, ...]:
        """The instruments of the standard that exist."""
        return tuple(law for a in self.crosswalk.standard if (law := self.laws.find(a)))

    def subjects(self) -> tuple[Instrument, ...]:
        """The instruments of the subject that exist."""
        return tuple(law for a in self.crosswalk.subject if (law := self.laws.find(a)))

    def scope(self) -> frozenset[str]:
        """The ids of the concepts in scope; all concepts when the file names no scope."""
        return self.laws.scope(self.crosswalk.scope, self.scheme)


class Corpus(NamedTuple):
    """One corpus file: the parsed document and the instrument read from it; `stem` is its file name without suffix."""

    project: Project
    scheme: Scheme
    path: str
    stem: str
    root: Any
    instrument: Instrument


class Fact(NamedTuple):
    """What one accepted entry says: as regards `concept`, `subject` is `relation` of `standard` (both are one provision
    or several together, written `alias#eId + alias#eId`)."""

    concept: str
    subject: str
    relation: str
    standard: str
    place: Place
    key: str = ""

    @property
    def words(self) -> str:
        """The fact as a sentence."""
        return f"{shown(self.subject)} {SAYS[self.relation]} {shown(self.standard)}"


def shown(node: str) -> str:
    """A side of a fact as a lawyer would cite it: "act section 5 and section 7(1)"."""
    from lexmatch.ref import cite

    parts: dict[str, list[str]] = {}
    for one in node.split(" + "):
        alias, _, eid = one.partition("#")
        parts.setdefault(alias, []).append(cite(eid) if eid else "")
    return " with ".join(f"{alias} {' and '.join(c)}".strip() for alias, c in parts.items())


class Web(NamedTuple):
    """The facts of crosswalks that can contradict each other; findings are placed in `reported` files only (all files
    when it is None)."""

    facts: tuple[Fact, ...]
    reported: frozenset[str] | None = None

    def by_concept(self) -> Iterator[tuple[str, list[Fact]]]:
        """The facts on each concept, pair by pair; on one pair in the order in which `Facts` gives them."""
        grouped: dict[str, list[Fact]] = {}
        for fact in self.facts:
            grouped.setdefault(fact.concept, []).append(fact)
        for concept in sorted(grouped):
            yield concept, sorted(grouped[concept], key=lambda f: (f.subject, f.standard))

    def primary(self, facts: list[Fact]) -> Fact | None:
        """The fact at which to report: the last one that stands in a reported file."""
        inside = [f for f in facts if self.reported is None or f.place.path in self.reported]
        return inside[-1] if inside else None


class Facts:
    """The facts of files that go by, without what only repeats: a thousand files that agree need no more room than two.

    Of what the first file says of a pair of provisions, the statements of two files are kept (two, so that one that
    contradicts itself still meets another). Whatever differs from it is kept whole: each is a finding.
    """

    def __init__(self) -> None:
        self._said: dict[tuple[str, str, str], dict[str, list[Fact]]] = {}

    def add(self, crosswalk: Crosswalk) -> None:
        """Take in what a file says; files that are reported on come before those that are only compared with."""
        for entry in crosswalk.entries:
            if not _says(entry):
                continue
            concept, subject, standard = entry.concept, _side(entry.subject), _side(entry.standard)
            by_relation = self._said.get((concept, subject, standard))
            if by_relation is None:
                by_relation = self._said[concept, subject, standard] = {}
            kept = by_relation.get(entry.relation)
            if kept is None:
                kept = by_relation[entry.relation] = []
            elif by_relation[next(iter(by_relation))] is kept and (
                len(kept) > 1 or kept[0].place.path == entry.place.path
            ):
                continue
            kept.append(_fact(entry, subject, standard))

    def web(self, reported: frozenset[str] | None = None) -> Web:
        """What was kept: of each pair first what was said first, then what differs."""
        return Web(tuple(f for said in self._said.values() for kept in said.values() for f in kept), reported)


def facts_of(crosswalk: Crosswalk) -> list[Fact]:
    """What the accepted entries of a crosswalk say."""
    return [_fact(e, _side(e.subject), _side(e.standard)) for e in crosswalk.entries if _says(e)]


def _says(entry: Entry) -> bool:
    return bool(entry.status == "accepted" and entry.relation and entry.standard and entry.subject)


def _side(refs: tuple[Ref, ...]) -> str:
    return str(refs[0]) if len(refs) == 1 else " + ".join(sorted(map(str, refs)))


def _fact(entry: Entry, subject: str, standard: str) -> Fact:
    """Strings are interned: the facts of many files name the same things."""
    return Fact(intern(entry.concept), intern(subject), intern(entry.relation), intern(standard), entry.place,
                intern(entry.key))  # fmt: skip


def rows_of(crosswalk: Crosswalk, laws: Laws, scheme: Scheme) -> tuple[Row, ...]:
    """The entries with their provisions."""
    return tuple(
        Row(e, _resolved(e.standard, laws), _resolved(e.subject, laws), scheme.get(e.concept))
        for e in crosswalk.entries
    )


def _resolved(refs: tuple[Ref, ...], laws: Laws) -> tuple[tuple[Instrument, Provision], ...]:
    found = []
    for reference in refs:
        law = laws.find(reference.alias)
        provision = law.index.get(reference.eid) if law else None
        if law and provision:
            found.append((law, provision))
    return tuple(found)


def provision_place(law: Instrument, eid: str, project: Project) -> Place:
    """Where a provision stands in its file, with its legal path."""
    from pathlib import Path

    provision = law.find(eid)
    line = provision.line if provision and provision.line else 1
    return Place(project.shown(Path(law.path)), line, 1, law.legal_path(eid) if provision else law.title)
