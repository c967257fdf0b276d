"""Crosswalks: what a person decided about how a subject's law answers a standard, entry by entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lexmatch import located
from lexmatch.findings import Finding, Place
from lexmatch.ref import Ref
from lexmatch.relations import RELATIONS, canonical
from lexmatch.text import did_you_mean

VERSION = "crosswalk/1"
ABSENCES = ("absent", "not-applicable", "out-of-scope", "not-examined")
STATUSES = ("proposed", "accepted", "rejected")
RATIONALES = ("syntactic", "semantic", "functional")
FILE_KEYS = ("lexmatch", "title", "standard", "subject", "scope", "defaults", "entries")
ENTRY_KEYS = ("concept", "standard", "subject", "relation", "absence", "status", "confidence", "basis", "note",
              "conflict", "by", "on", "rationale", "stamps", "waive")  # fmt: skip
DEFAULT_KEYS = ("by", "on", "rationale")
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
    place: Place = Place("")
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


def read(text: str, path: str) -> tuple[Crosswalk | None, list[Finding]]:
    """The crosswalk in a YAML text, and what is wrong with the file as YAML and as a crosswalk."""
    node, findings = located.read(text, path)
    if node is None:
        if not findings:
            findings.append(_wrong("the file is empty", Place(path), "`lexmatch build` makes a crosswalk."))
        return None, findings
    if not isinstance(node, located.Mapping):
        return None, [
            *findings,
            _wrong("a crosswalk is a mapping that begins with 'lexmatch: crosswalk/1'", node.place),
        ]
    _check_keys(node, FILE_KEYS, "a crosswalk", findings)
    version = node.get("lexmatch")
    if not isinstance(version, located.Scalar) or version.value != VERSION:
        said = version.value if isinstance(version, located.Scalar) else "nothing"
        findings.append(_wrong(f"the file should say 'lexmatch: {VERSION}', and says {said}",
                               version.place if version else node.place,
                               "This version of lexmatch reads crosswalk/1 only."))  # fmt: skip
    defaults = _defaults(node.get("defaults"), findings)
    standard = _words(node.get("standard"), "standard", node.place, findings, required=True)
    subject = _words(node.get("subject"), "subject", node.place, findings, required=True)
    scope = _words(node.get("scope"), "scope", node.place, findings)
    entries = []
    listed = node.get("entries")
    if listed is not None and not isinstance(listed, located.Sequence):
        if not (isinstance(listed, located.Scalar) and listed.value in ("", "~")):
            findings.append(_wrong("'entries' is a list; each entry begins with '- concept:'", listed.place))
        listed = None
    for item in listed.items if listed else ():
        if not isinstance(item, located.Mapping):
            findings.append(_wrong("an entry is a mapping that begins with 'concept:'", item.place))
            continue
        entries.append(_entry(item, defaults, standard, subject, findings))
    title = node.get("title")
    places = {key.value: (value.place if key.value != "entries" else key.place) for key, value in node.entries}
    return (
        Crosswalk(title.value if isinstance(title, located.Scalar) else "", standard, subject, scope, tuple(entries),
                  defaults, path, places),
        findings,
    )  # fmt: skip


def _wrong(message: str, place: Place, hint: str = "", key: str = "") -> Finding:
    return Finding("schema", "error", message, place, hint, key=key)


def _check_keys(node: located.Mapping, known: tuple[str, ...], what: str, findings: list[Finding]) -> None:
    for key, _ in node.entries:
        if key.value not in known:
            hint = did_you_mean(key.value, known) or f"The keys are {', '.join(known)}."
            findings.append(_wrong(f"unknown key '{key.value}' in {what}", key.place, hint, key.value))


def _words(node: located.Node | None, key: str, around: Place, findings: list[Finding], required: bool = False
           ) -> tuple[str, ...]:  # fmt: skip
    """A word or a list of words as a tuple."""
    if node is None or (isinstance(node, located.Scalar) and not node.value):
        if required:
            findings.append(_wrong(f"the key '{key}' is missing", node.place if node else around,
                                   f"Name it: '{key}: ALIAS'.", key))  # fmt: skip
        return ()
    if isinstance(node, located.Scalar):
        return (node.value,)
    if isinstance(node, located.Sequence):
        bad = [i for i in node.items if not isinstance(i, located.Scalar)]
        findings.extend(_wrong(f"'{key}' is a list of words", i.place, key=key) for i in bad)
        return tuple(i.value for i in node.items if isinstance(i, located.Scalar))
    findings.append(_wrong(f"'{key}' is a word or a list of words", node.place, key=key))
    return ()


def _word(item: located.Mapping, key: str, findings: list[Finding], choices: tuple[str, ...] = ()) -> str:
    node = item.get(key)
    if node is None:
        return ""
    if not isinstance(node, located.Scalar):
        findings.append(_wrong(f"'{key}' is a single value", node.place, key=key))
        return ""
    if choices and node.value not in choices:
        hint = did_you_mean(node.value, choices) or f"It is one of {', '.join(choices)}."
        findings.append(_wrong(f"'{node.value}' is no {key}", node.place, hint, key))
        return ""
    return node.value


def _defaults(node: located.Node | None, findings: list[Finding]) -> dict[str, str]:
    if node is None:
        return {}
    if not isinstance(node, located.Mapping):
        findings.append(_wrong("'defaults' is a mapping", node.place))
        return {}
    _check_keys(node, DEFAULT_KEYS, "defaults", findings)
    found = {key: _word(node, key, findings) for key in DEFAULT_KEYS}
    return {key: value for key, value in found.items() if value}


def _entry(item: located.Mapping, defaults: Mapping[str, str], standards: tuple[str, ...], subjects: tuple[str, ...],
           findings: list[Finding]) -> Entry:  # fmt: skip
    _check_keys(item, ENTRY_KEYS, "an entry", findings)
    concept = _word(item, "concept", findings)
    if not concept:
        findings.append(_wrong("an entry has no concept", item.place, "Begin it with 'concept: ID'."))
    relation_node = item.get("relation")
    relation = ""
    if isinstance(relation_node, located.Scalar) and canonical(relation_node.value) in RELATIONS:
        relation = canonical(relation_node.value)
    elif relation_node is not None:
        relation = _word(item, "relation", findings, RELATIONS)
    confidence = _word(item, "confidence", findings)
    number: float | None = None
    if confidence:
        try:
            number = float(confidence)
        except ValueError:
            number = None
        if number is None or not 0 <= number <= 1:
            findings.append(_wrong(f"confidence is a number from 0 to 1, not '{confidence}'",
                                   item.get("confidence").place, key="confidence"))  # type: ignore[union-attr]  # fmt: skip
            number = None
    conflict = _word(item, "conflict", findings, ("true", "false"))
    stamps = _pairs(item, "stamps", findings, ("standard", "subject"))
    by_key = dict(stamps)
    places = {key.value: value.place for key, value in item.entries}
    return Entry(
        concept=concept,
        standard=_refs(item, "standard", standards, findings),
        subject=_refs(item, "subject", subjects, findings),
        relation=relation,
        absence=_word(item, "absence", findings, ABSENCES),
        status=_word(item, "status", findings, STATUSES) or "proposed",
        confidence=number,
        basis=_words(item.get("basis"), "basis", item.place, findings),
        note=_word(item, "note", findings),
        conflict=conflict == "true",
        by=_word(item, "by", findings) or defaults.get("by", ""),
        on=_word(item, "on", findings) or defaults.get("on", ""),
        rationale=_word(item, "rationale", findings, RATIONALES) or defaults.get("rationale", ""),
        stamps=(by_key.get("standard", ""), by_key.get("subject", "")),
        waive=_pairs(item, "waive", findings),
        place=item.place,
        places=places,
    )


def _refs(item: located.Mapping, key: str, aliases: tuple[str, ...], findings: list[Finding]) -> tuple[Ref, ...]:
    found = []
    for text in _words(item.get(key), key, item.place, findings):
        alias, hash_, eid = text.partition("#")
        if not hash_ and len(aliases) > 1:
            findings.append(_wrong(f"'{text}' does not say which instrument it is of", item.get(key).place,  # type: ignore[union-attr]
                                   f"Write it as ALIAS#{text}; the instruments are {', '.join(aliases)}.", key))  # fmt: skip
        found.append(Ref(alias, eid) if hash_ else Ref(aliases[0] if aliases else "", text))
    return tuple(found)


def _pairs(item: located.Mapping, key: str, findings: list[Finding], choices: tuple[str, ...] = ()
           ) -> tuple[tuple[str, str], ...]:  # fmt: skip
    node = item.get(key)
    if node is None:
        return ()
    if not isinstance(node, located.Mapping):
        findings.append(_wrong(f"'{key}' is a mapping", node.place, key=key))
        return ()
    if choices:
        _check_keys(node, choices, key, findings)
    return tuple((k.value, v.value) for k, v in node.entries if isinstance(v, located.Scalar))


def dump(crosswalk: Crosswalk) -> str:
    """A crosswalk in canonical form."""
    lines = [
        f"# yaml-language-server: $schema={SCHEMA_URL}",
        f"lexmatch: {VERSION}",
        f"title: {located.scalar(crosswalk.title)}",
        f"standard: {_one_or_more(crosswalk.standard)}",
        f"subject: {located.flow(crosswalk.subject)}",
        f"scope: {located.flow(crosswalk.scope)}",
    ]
    if crosswalk.defaults:
        pairs = ", ".join(f"{k}: {located.scalar(v)}" for k, v in crosswalk.defaults.items())
        lines.append(f"defaults: {{{pairs}}}")
    lines.append("entries:" if crosswalk.entries else "entries: []")
    return "\n".join(lines) + "\n" + "".join(dump_entry(e, crosswalk) for e in crosswalk.entries)


def dump_entry(entry: Entry, crosswalk: Crosswalk) -> str:
    """One entry in canonical form; what the file's defaults say already is left out."""
    fields: list[tuple[str, str]] = [("concept", entry.concept)]
    for key, refs, aliases in (("standard", entry.standard, crosswalk.standard),
                               ("subject", entry.subject, crosswalk.subject)):  # fmt: skip
        if refs:
            short = len(aliases) == 1
            fields.append((key, located.flow([r.eid if short and r.alias == aliases[0] else str(r) for r in refs])))
    fields += [("relation", entry.relation), ("absence", entry.absence)]
    fields.append(("status", entry.status))
    if entry.confidence is not None:
        fields.append(("confidence", f"{entry.confidence:.2f}"))
    if entry.basis:
        fields.append(("basis", located.flow(entry.basis)))
    if entry.note:
        fields.append(("note", located.folded(entry.note, 6)))
    if entry.conflict:
        fields.append(("conflict", "true"))
    for key, value in (("by", entry.by), ("on", entry.on), ("rationale", entry.rationale)):
        if value and value != crosswalk.defaults.get(key):
            fields.append((key, located.scalar(value)))
    if any(entry.stamps):
        pairs = ", ".join(f"{k}: {located.scalar(v)}" for k, v in zip(("standard", "subject"), entry.stamps, strict=True)
                          if v)  # fmt: skip
        fields.append(("stamps", f"{{{pairs}}}"))
    if entry.waive:
        pairs = ", ".join(f"{k}: {located.scalar(v)}" for k, v in entry.waive)
        fields.append(("waive", f"{{{pairs}}}"))
    kept = [(k, v) for k, v in fields if v]
    return "".join(f"{'  - ' if i == 0 else '    '}{k}: {v}\n" for i, (k, v) in enumerate(kept))


def _one_or_more(words: tuple[str, ...]) -> str:
    return located.scalar(words[0]) if len(words) == 1 else located.flow(words)
