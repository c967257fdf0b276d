"""lexmatch.yaml: what a project sets for itself, and what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lexmatch import located
from lexmatch.findings import SEVERITIES, Finding, Place
from lexmatch.text import did_you_mean

CONFIG = "lexmatch.yaml"
CONFIG_KEYS = ("aliases", "severity", "review", "report", "languages")
REVIEW_KEYS = ("max-age", "second-person")
LEVELS = (*SEVERITIES, "off")


@dataclass(frozen=True, slots=True)
class Config:
    """What lexmatch.yaml says: short names for instruments, severities changed with a reason, how often and by how many
    people entries are reviewed, report branding; `places` maps "severity.RULE" and the like to where it stands."""

    aliases: dict[str, str] = field(default_factory=dict)
    severity: dict[str, tuple[str, str]] = field(default_factory=dict)
    report: dict[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ("en",)
    review: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict, compare=False, repr=False)

    def place(self, key: str) -> Place:
        """Where a key of lexmatch.yaml stands."""
        return self.places.get(key, Place(CONFIG))


def read(text: str, path: str) -> tuple[Config, list[Finding]]:
    """The configuration in a text, and what is wrong with it."""
    node, findings = located.read(text, path)
    if node is None:
        return Config(), findings
    if not isinstance(node, located.Mapping):
        return Config(), [*findings, _wrong(f"{CONFIG} is a mapping", node.place)]
    for key, _ in node.entries:
        if key.value not in CONFIG_KEYS:
            findings.append(
                _wrong(f"unknown key '{key.value}'", key.place, did_you_mean(key.value, CONFIG_KEYS), key.value)
            )
    places = {
        f"{key.value}.{name.value}": name.place
        for key, value in node.entries
        if isinstance(value, located.Mapping)
        for name, _ in value.entries
    }
    return (
        Config(_words(node, "aliases", findings), _severity(node, findings), _words(node, "report", findings),
               _languages(node, findings), _review(node, findings), places),
        findings,
    )  # fmt: skip


def _wrong(message: str, place: Place, hint: str = "", key: str = "") -> Finding:
    return Finding("config", "error", message, place, hint, key=key)


def _mapping(
    node: located.Mapping, key: str, findings: list[Finding]
) -> tuple[tuple[located.Scalar, located.Node], ...]:
    """The pairs under a key; a key that is left empty has none."""
    value = node.get(key)
    if value is None or (isinstance(value, located.Scalar) and value.value in ("", "~", "null")):
        return ()
    if not isinstance(value, located.Mapping):
        findings.append(_wrong(f"'{key}' is a mapping", value.place, key=key))
        return ()
    return value.entries


def _words(node: located.Mapping, key: str, findings: list[Finding]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in _mapping(node, key, findings):
        if isinstance(value, located.Scalar):
            found[name.value] = value.value
        else:
            findings.append(
                _wrong(f"'{name.value}' in '{key}' is a single value", value.place, key=f"{key} {name.value}")
            )
    return found


def _languages(node: located.Mapping, findings: list[Finding]) -> tuple[str, ...]:
    value = node.get("languages")
    if value is None:
        return ("en",)
    if not isinstance(value, located.Sequence) or not all(isinstance(i, located.Scalar) for i in value.items):
        findings.append(_wrong("'languages' is a list of codes", value.place, "Write [en, fr].", "languages"))
        return ("en",)
    return tuple(str(located.plain(i)) for i in value.items)


def _severity(node: located.Mapping, findings: list[Finding]) -> dict[str, tuple[str, str]]:
    """Severities, each with a level and a reason."""
    found: dict[str, tuple[str, str]] = {}
    for key, value in _mapping(node, "severity", findings):
        said = located.plain(value)
        unknown = [k for k in said if k not in ("level", "reason")] if isinstance(said, dict) else []
        level, reason = (said.get("level"), said.get("reason")) if isinstance(said, dict) else (None, None)
        if level not in LEVELS or not isinstance(reason, str) or not reason.strip() or unknown:
            hint = f'Write {{level: note, reason: "why"}}; levels are {", ".join(LEVELS)}.'
            findings.append(
                _wrong(f"the severity of {key.value} needs a level and a reason", value.place, hint, key.value)
            )
            continue
        found[key.value] = (str(level), reason)
    return found


def _review(node: located.Mapping, findings: list[Finding]) -> dict[str, str]:
    """How old a review may be (an ISO duration), and whether a second person must sign."""
    found: dict[str, str] = {}
    for key, value in _mapping(node, "review", findings):
        said = value.value if isinstance(value, located.Scalar) else ""
        if key.value not in REVIEW_KEYS:
            findings.append(_wrong(f"unknown key '{key.value}' in review", key.place, did_you_mean(key.value, REVIEW_KEYS),
                                   f"review {key.value}"))  # fmt: skip
        elif key.value == "second-person" and said not in ("true", "false"):
            findings.append(_wrong("second-person is true or false", value.place, key=key.value))
        elif key.value == "max-age" and not re.fullmatch(r"P\d+[YMWD]", said):
            findings.append(_wrong(f"'{said}' is no duration", value.place, "Write it like P3Y.", key.value))
        else:
            found[key.value] = said
    return found
