"""Model clauses: a template's front matter and body as values, and what is wrong with them.

A clause is a file `templates/clauses/<concept>.j2`: YAML between two lines of three hyphens, then the text in bluebell's
plain markup with Jinja2 in it. docs/clauses.md describes the format for authors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lexmatch import located
from lexmatch.findings import Finding, Place
from lexmatch.instrument import MODALITIES
from lexmatch.text import did_you_mean

RULE = "clause"
WORDS_FILE = "words.yaml"
SUFFIX = ".j2"
FRONT_KEYS = (
    "concept",
    "title",
    "kind",
    "options",
    "parameters",
    "essential",
    "modality",
    "values",
    "sources",
    "notes",
)
OPTION_KEYS = ("label", "values", "default", "from", "notes")
PARAMETER_KEYS = ("label", "from", "unit", "default")
WORDS_KEYS = ("label", "note")
KINDS = ("provision",)
UNITS = ("duration", "text")
NOWHERE = Place("")
# How YAML says that a key has no value.
_NOTHING = ("~", "null")


@dataclass(frozen=True, slots=True)
class Option:
    """A choice that the adopting State makes. `follows` names the concept's parameter, or "modality", whose value in the
    standard decides the choice when the person does not; `notes` says what each value means."""

    name: str
    label: str
    values: tuple[str, ...]
    default: str
    follows: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)
    place: Place = NOWHERE

    @property
    def variable(self) -> str:
        """Its name in the body."""
        return variable(self.name)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A blank in the text: a duration that comes from the standard (`source` is the parameter's full name in the scheme),
    or words that the adopting State supplies."""

    name: str
    label: str
    unit: str = "duration"
    source: str = ""
    default: str = ""
    place: Place = NOWHERE

    @property
    def variable(self) -> str:
        """Its name in the body."""
        return variable(self.name)


@dataclass(frozen=True, slots=True)
class Clause:
    """A model clause. `modality` and `values` are by condition: "" always, "option=value" when that is chosen."""

    concept: str
    title: str
    body: str
    options: tuple[Option, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    essential: tuple[str, ...] = ()
    modality: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    kind: str = "provision"
    path: str = ""
    first_line: int = 1
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)

    def option(self, name: str) -> Option | None:
        """The option of that name, or None."""
        return next((o for o in self.options if o.name == name), None)

    def parameter(self, name: str) -> Parameter | None:
        """The parameter of that name, or None."""
        return next((p for p in self.parameters if p.name == name), None)

    def at(self, key: str) -> Place:
        """Where a key of the front matter stands, or the head of the file."""
        return self.places.get(key, Place(self.path))


def variable(name: str) -> str:
    """A name as Jinja2 can say it: max-duration → max_duration."""
    return name.replace("-", "_")


def read(text: str, path: str) -> tuple[Clause | None, list[Finding]]:
    """The clause in a template, and what is wrong with its form; None when there is no front matter to go by."""
    lines = text.split("\n")
    close = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    if not lines or lines[0].rstrip() != "---" or not close:
        message = "a clause begins with its front matter: a line '---', then 'concept: …', then a line '---'"
        return None, [_wrong(message, Place(path))]
    # An empty first line stands for the opening '---', so that every place has the line it has in the file.
    node, findings = located.read("\n" + "\n".join(lines[1:close]), path)
    if not isinstance(node, located.Mapping):
        return None, findings or [_wrong("the front matter is a mapping", Place(path, 2))]
    _keys(node, FRONT_KEYS, "the front matter of a clause", findings)
    concept, title = _word(node, "concept", findings), _word(node, "title", findings)
    for key, value in (("concept", concept), ("title", title)):
        if not value:
            findings.append(_wrong(f"the key '{key}' is missing", node.place))
    kind = _word(node, "kind", findings, listed=True) or "provision"
    if kind not in KINDS:
        findings.append(_wrong(f"'{kind}' is no kind of clause", _at(node, "kind"), f"It is {' or '.join(KINDS)}."))
    body = "\n".join(lines[close + 1 :])
    if "SECTION" not in body:
        findings.append(_wrong("the text has no line 'SECTION - Heading'", Place(path, close + 2)))
    clause = Clause(
        concept, title, body, _options(node, findings), _parameters(node, findings),
        _words(node, "essential", findings), _modality(node, findings), _values(node, findings),
        _words(node, "sources", findings), _words(node, "notes", findings), kind, path, close + 2,
        {key.value: value.place for key, value in node.entries},
    )  # fmt: skip
    return clause, findings


def read_words(text: str, path: str) -> tuple[tuple[Parameter, ...], list[Finding]]:
    """The words that all clauses share (the State's name, its courts and authorities), from words.yaml."""
    node, findings = located.read(text, path)
    if not isinstance(node, located.Mapping):
        return (), findings or [_wrong("the common words are a mapping of name and label", Place(path))]
    found = []
    for key, value in node.entries:
        if isinstance(value, located.Mapping):
            _keys(value, WORDS_KEYS, "a common word", findings)
            found.append(Parameter(key.value, _word(value, "label", findings) or key.value, "text", place=key.place))
        else:
            findings.append(_wrong(f"'{key.value}' is a mapping with a label", value.place))
    return tuple(found), findings


def _wrong(message: str, place: Place, hint: str = "", key: str = "") -> Finding:
    return Finding(RULE, "error", message, place, hint, key=key)


def _at(node: located.Mapping, key: str) -> Place:
    found = node.get(key)
    return found.place if found else node.place


def _keys(node: located.Mapping, known: tuple[str, ...], what: str, findings: list[Finding]) -> None:
    for key, _ in node.entries:
        if key.value not in known:
            hint = did_you_mean(key.value, known) or f"The keys are {', '.join(known)}."
            findings.append(_wrong(f"unknown key '{key.value}' in {what}", key.place, hint, key.value))


def _said(node: located.Mapping, key: str) -> located.Node | None:
    """The value of a key; None where it is not there or says nothing (`key:`, `key: null`)."""
    value = node.get(key)
    nothing = isinstance(value, located.Scalar) and (
        not value.value.strip() or (not value.quoted and value.value in _NOTHING)
    )
    return None if nothing else value


def _word(node: located.Mapping, key: str, findings: list[Finding], listed: bool = False) -> str:
    """A value of a few words, blanks between them put right; a `listed` one is of a fixed list and stands as it is there."""
    value = _said(node, key)
    if value is None:
        return ""
    if not isinstance(value, located.Scalar):
        findings.append(_wrong(f"'{key}' is a single value", value.place, key=key))
        return ""
    return value.value if listed else " ".join(value.value.split())


def _words(node: located.Mapping, key: str, findings: list[Finding]) -> tuple[str, ...]:
    value = _said(node, key)
    if value is None:
        return ()
    items = value.items if isinstance(value, located.Sequence) else (value,)
    bad = [i for i in items if not isinstance(i, located.Scalar)]
    findings.extend(_wrong(f"'{key}' is a list of words", i.place, key=key) for i in bad)
    return tuple(" ".join(i.value.split()) for i in items if isinstance(i, located.Scalar))


def _members(node: located.Mapping, what: str, findings: list[Finding]) -> list[tuple[located.Scalar, Any]]:
    inner = _said(node, what)
    if inner is None:
        return []
    if not isinstance(inner, located.Mapping):
        findings.append(_wrong(f"'{what}' is a mapping", inner.place, key=what))
        return []
    return [(key, value) for key, value in inner.entries]


def _options(node: located.Mapping, findings: list[Finding]) -> tuple[Option, ...]:
    found = []
    for key, value in _members(node, "options", findings):
        if not isinstance(value, located.Mapping):
            findings.append(_wrong(f"option {key.value} is a mapping with label, values and default", value.place))
            continue
        _keys(value, OPTION_KEYS, f"option {key.value}", findings)
        values = _words(value, "values", findings)
        default = _word(value, "default", findings)
        notes = _notes(value, findings)
        if len(values) < 2:
            findings.append(_wrong(f"option {key.value} needs at least two values", key.place, key=key.value))
        if not default:
            findings.append(_wrong(f"option {key.value} has no default", key.place, key=key.value))
        elif default not in values:
            hint = did_you_mean(default, values) or f"Its values are {', '.join(values)}."
            findings.append(
                _wrong(f"'{default}' is no value of option {key.value}", _at(value, "default"), hint, key.value)
            )
        for name in notes:
            if name not in values:
                findings.append(_wrong(f"a note on '{name}', which is no value of option {key.value}", _at(value, "notes"),
                                       did_you_mean(name, values), key.value))  # fmt: skip
        label = _word(value, "label", findings) or key.value
        found.append(Option(key.value, label, values, default, _word(value, "from", findings), notes, key.place))
    return tuple(found)


def _notes(option: located.Mapping, findings: list[Finding]) -> dict[str, str]:
    """What each value of an option means."""
    inner = _said(option, "notes")
    return {key.value: _word(inner, key.value, findings) for key, _ in _members(option, "notes", findings)
            if isinstance(inner, located.Mapping)}  # fmt: skip


def _parameters(node: located.Mapping, findings: list[Finding]) -> tuple[Parameter, ...]:
    found = []
    for key, value in _members(node, "parameters", findings):
        if not isinstance(value, located.Mapping):
            findings.append(_wrong(f"parameter {key.value} is a mapping with label, from and unit", value.place))
            continue
        _keys(value, PARAMETER_KEYS, f"parameter {key.value}", findings)
        unit = _word(value, "unit", findings, listed=True) or ("duration" if _word(value, "from", []) else "text")
        if unit not in UNITS:
            findings.append(
                _wrong(f"'{unit}' is no unit", _at(value, "unit"), f"It is {' or '.join(UNITS)}.", key.value)
            )
        default = _word(value, "default", findings)
        found.append(Parameter(key.value, _word(value, "label", findings) or key.value.replace("-", " "), unit,
                               _word(value, "from", findings), "" if default == "none" else default, key.place))  # fmt: skip
    return tuple(found)


def _modality(node: located.Mapping, findings: list[Finding]) -> dict[str, str]:
    value = _said(node, "modality")
    pairs = (
        [("", value)] if isinstance(value, located.Scalar)
        else [(k.value, v) for k, v in _members(node, "modality", findings)]
    )  # fmt: skip
    found = {}
    for condition, said in pairs:
        word = said.value if isinstance(said, located.Scalar) else ""
        if word not in MODALITIES:
            findings.append(_wrong(f"'{word}' is no modality", said.place, did_you_mean(word, MODALITIES)))
            continue
        found["" if condition == "always" else condition] = word
    return found


def _values(node: located.Mapping, findings: list[Finding]) -> dict[str, tuple[str, ...]]:
    inner = _said(node, "values")
    members = _members(node, "values", findings)
    if not isinstance(inner, located.Mapping):
        return {}
    return {"" if key.value == "always" else key.value: _words(inner, key.value, findings) for key, _ in members}
