"""Crosswalk files → values, with everything that is wrong with a file as YAML and as a crosswalk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lexmatch import located
from lexmatch.crosswalk import plain
from lexmatch.crosswalk.model import (
    CHOICES,
    DEFAULT_KEYS,
    ENTRY_KEYS,
    FILE_KEYS,
    VERSION,
    Crosswalk,
    Entry,
)
from lexmatch.findings import Finding, Place
from lexmatch.ref import Ref
from lexmatch.relations import RELATIONS, canonical
from lexmatch.text import did_you_mean


def read(text: str, path: str) -> tuple[Crosswalk | None, list[Finding]]:
    """The crosswalk in a YAML text, and what is wrong with the file as YAML and as a crosswalk."""
    crosswalk = plain.read(text, path)
    if crosswalk is not None:
        return crosswalk, []
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
    head = _head(node, path, findings)
    entries = []
    listed = node.get("entries")
    if listed is not None and not isinstance(listed, located.Sequence):
        if not (isinstance(listed, located.Scalar) and listed.value in ("", "~", "null")):
            findings.append(_wrong("'entries' is a list; each entry begins with '- concept:'", listed.place))
        listed = None
    for item in listed.items if listed else ():
        if not isinstance(item, located.Mapping):
            findings.append(_wrong("an entry is a mapping that begins with 'concept:'", item.place))
            continue
        entries.append(_entry(item, head.defaults, head.standard, head.subject, findings))
    return replace(head, entries=tuple(entries)), findings


def _head(node: located.Mapping, path: str, findings: list[Finding]) -> Crosswalk:
    """What stands before the entries."""
    _check_keys(node, FILE_KEYS, "a crosswalk", findings)
    version = node.get("lexmatch")
    if not isinstance(version, located.Scalar) or version.value != VERSION:
        said = version.value if isinstance(version, located.Scalar) else "nothing"
        findings.append(Finding("unsupported-version", "error", f"the file should say 'lexmatch: {VERSION}', and says {said}",
                                version.place if version else node.place,
                                "This version of lexmatch reads crosswalk/1 only.", key="lexmatch"))  # fmt: skip
    title = _word(node, "title", findings)
    defaults = _defaults(node.get("defaults"), findings)
    standard = _words(node.get("standard"), "standard", node.place, findings, required=True)
    subject = _words(node.get("subject"), "subject", node.place, findings, required=True)
    scope = _words(node.get("scope"), "scope", node.place, findings)
    places = _places(located.Mapping(tuple(e for e in node.entries if e[0].value != "entries"), node.place))
    if (key := node.key("entries")) is not None:
        places["entries"] = key.place
    return Crosswalk(title, standard, subject, scope, (), defaults, path, places)


def _wrong(message: str, place: Place, hint: str = "", key: str = "", word: str = "") -> Finding:
    return Finding("schema", "error", message, place, hint, key=key, word=word)


def _check_keys(node: located.Mapping, known: tuple[str, ...], what: str, findings: list[Finding]) -> None:
    for key, _ in node.entries:
        if key.value not in known:
            hint = did_you_mean(key.value, known) or f"The keys are {', '.join(known)}."
            message = f"unknown key '{key.value}' in {what}"
            findings.append(Finding("unknown-key", "error", message, key.place, hint, key=key.value))


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
        if required and not node.items:
            findings.append(_wrong(f"'{key}' names nothing", node.place, f"Name it: '{key}: ALIAS'.", key))
        return tuple(i.value for i in node.items if isinstance(i, located.Scalar))
    findings.append(_wrong(f"'{key}' is a word or a list of words", node.place, key=key))
    return ()


def _word(item: located.Mapping, key: str, findings: list[Finding], choices: tuple[str, ...] = ()) -> str:
    choices = choices or CHOICES.get(key, ())
    node = item.get(key)
    if node is None:
        return ""
    if not isinstance(node, located.Scalar):
        findings.append(_wrong(f"'{key}' is a single value", node.place, key=key))
        return ""
    if choices and node.value not in choices:
        hint = did_you_mean(node.value, choices) or f"It is one of {', '.join(choices)}."
        findings.append(_wrong(f"'{node.value}' is no {key}", node.place, hint, key, node.value))
        return ""
    return node.value


def instruments(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The standards and the subjects that the head of a file names; none where the head is wrong."""
    head = text.partition("\nentries:")[0]
    found = plain.read_head(head, "")
    if found is None:
        node, findings = located.read(head, "")
        found = _head(node, "", findings) if isinstance(node, located.Mapping) else None
    return (found.standard, found.subject) if found else ((), ())


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
        relation = _word(item, "relation", findings)
    confidence = _word(item, "confidence", findings)
    number = plain.number(confidence) if confidence else None
    if confidence and number is None:
        findings.append(_wrong(f"confidence is a number from 0 to 1, not '{confidence}'",
                               item.get("confidence").place, key="confidence"))  # type: ignore[union-attr]  # fmt: skip
    conflict = _word(item, "conflict", findings, ("true", "false"))
    stamps = _pairs(item, "stamps", findings, ("standard", "subject"))
    by_key = dict(stamps)
    places = _places(item)
    return Entry(
        concept=concept,
        standard=_refs(item, "standard", standards, findings),
        subject=_refs(item, "subject", subjects, findings),
        relation=relation,
        absence=_word(item, "absence", findings),
        status=_word(item, "status", findings) or "proposed",
        confidence=number,
        basis=_words(item.get("basis"), "basis", item.place, findings),
        note=_word(item, "note", findings),
        conflict=conflict == "true",
        by=_word(item, "by", findings) or defaults.get("by", ""),
        on=_word(item, "on", findings) or defaults.get("on", ""),
        rationale=_word(item, "rationale", findings) or defaults.get("rationale", ""),
        stamps=(by_key.get("standard", ""), by_key.get("subject", "")),
        waive=_pairs(item, "waive", findings),
        place=item.place,
        places=places,
    )


def _places(item: located.Mapping) -> dict[str, Place]:
    """Where the value of each key stands; "standard[1]" is the second item of a list."""
    found: dict[str, Place] = {}
    for key, value in item.entries:
        found[key.value] = value.place
        if isinstance(value, located.Sequence):
            found |= {f"{key.value}[{n}]": node.place for n, node in enumerate(value.items)}
    return found


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
    for name, value in node.entries:
        if not isinstance(value, located.Scalar):
            findings.append(_wrong(f"'{name.value}' in '{key}' is a single value", value.place, key=key))
        elif not value.value.strip() and key == "waive":
            hint = "Say who waived it, when and why."
            findings.append(_wrong(f"the waiver of {name.value} gives no reason", name.place, hint, key))
    return tuple((k.value, v.value) for k, v in node.entries if isinstance(v, located.Scalar))
