"""The JSON Schema of crosswalks says of any file what the reader says of it."""

from __future__ import annotations

import json
import random
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lexmatch import crosswalk as c
from lexmatch.crosswalk.schema import crosswalk

SCHEMA = crosswalk()
_TYPES = {"string": str, "number": (int, float), "boolean": bool, "array": list, "object": dict, "null": type(None)}


def valid(value: Any, schema: dict[str, Any]) -> bool:
    """The part of JSON Schema that is used here."""
    if "const" in schema and value != schema["const"]:
        return False
    if "enum" in schema and not any(
        value == e and isinstance(value, bool) == isinstance(e, bool) for e in schema["enum"]
    ):
        return False
    if "anyOf" in schema and not any(valid(value, s) for s in schema["anyOf"]):
        return False
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(
        isinstance(value, _TYPES[t]) and (t == "boolean" or not isinstance(value, bool)) for t in types
    ):
        return False
    if isinstance(value, str) and (
        len(value) < schema.get("minLength", 0) or not re.search(schema.get("pattern", ""), value)
    ):
        return False
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if number and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        return False
    if isinstance(value, list) and (
        len(value) < schema.get("minItems", 0) or not all(valid(v, schema.get("items", {})) for v in value)
    ):
        return False
    if isinstance(value, dict):
        known = schema.get("properties", {})
        rest = schema.get("additionalProperties", {})
        if not all(key in value for key in schema.get("required", ())):
            return False
        for key, inner in value.items():
            if key in known:
                if not valid(inner, known[key]):
                    return False
            elif rest is False or (isinstance(rest, dict) and not valid(inner, rest)):
                return False
    return True


GOOD = {
    "lexmatch": ["crosswalk/1"], "title": ["T", 5, True], "standard": ["std", ["std"], ["a"]], "subject": ["sub", ["sub"]],
    "scope": ["ext", ["ext", "mla"], [], ""], "defaults": [{}, {"by": "A. B", "on": "2026-05-04", "rationale": "semantic"}],
    "entries": [[], None],
}  # fmt: skip
ENTRY = {
    "concept": ["ext-a", 7], "standard": ["std#art_1", ["std#art_1", "std#art_2"], []], "subject": [["sub#sec_1"]],
    "relation": ["equal", "subset-of", "skos:exactMatch"], "absence": ["absent"], "status": ["accepted"],
    "confidence": [0.5, 0, 1, "0.25"], "basis": ["x", ["x", "text 0.7"], []], "note": ["why", 12.1, ""],
    "conflict": [True, "false"], "by": ["A"], "on": ["2026-05-04"], "rationale": ["functional"],
    "stamps": [{}, {"standard": "ab", "subject": 123}],
    "waive": [{}, {"text-drift": "because"}],
}  # fmt: skip
BAD: list[Any] = [
    "",
    "nonsense",
    2,
    -0.5,
    [],
    [[]],
    {},
    {"x": "y"},
    [{"a": "b"}],
    {"standard": []},
    {"text-drift": " "},
    True,
]


def document(chance: random.Random) -> dict[str, Any]:
    """A crosswalk as JSON, right or with a few things wrong."""
    made = {key: chance.choice(values) for key, values in GOOD.items() if chance.random() < 0.95}
    if "entries" in made and chance.random() < 0.8:
        made["entries"] = [
            {key: chance.choice(values) for key, values in ENTRY.items() if key == "concept" or chance.random() < 0.4}
            for _ in range(chance.randrange(3))
        ]
    for _ in range(chance.choice([0, 0, 1, 1, 2])):
        listed = made.get("entries")
        inner = [e for e in listed if isinstance(e, dict)] if isinstance(listed, list) else []
        target = chance.choice([made, *inner])
        what = chance.randrange(3)
        key = chance.choice([*target, "x"])
        if what == 0:
            target.pop(key, None)
        elif what == 1:
            target[key] = chance.choice(BAD)
        else:
            target["unknown"] = "x"
    return made


def test_schema_and_reader_give_the_same_verdict_on_thousands_of_files() -> None:
    verdicts = {True: 0, False: 0}
    for seed in range(6000):
        made = document(random.Random(seed))
        _, findings = c.read(json.dumps(made, ensure_ascii=False), "f")
        right = not any(f.severity == "error" for f in findings)
        assert valid(made, SCHEMA) == right, (seed, made, findings)
        verdicts[right] += 1
    assert min(verdicts.values()) > 1500


def test_a_real_validator_agrees_with_the_one_of_this_test() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    checker = jsonschema.Draft202012Validator(SCHEMA)
    checker.check_schema(SCHEMA)
    for seed in range(500):
        made = document(random.Random(seed))
        assert checker.is_valid(made) == valid(made, SCHEMA)


def test_every_key_is_described() -> None:
    for properties in (SCHEMA["properties"], SCHEMA["properties"]["entries"]["anyOf"][0]["items"]["properties"]):
        assert all(p["description"] for p in properties.values())


@pytest.mark.parametrize("kind", ["crosswalk", "config", "clause"])
def test_the_command_prints_a_schema(kind: str, run: Any) -> None:
    from lexmatch.config import CONFIG_KEYS
    from lexmatch.draft.clause import FRONT_KEYS

    data = json.loads(run("schema", kind).out)
    keys = {"crosswalk": c.FILE_KEYS, "config": CONFIG_KEYS, "clause": FRONT_KEYS}[kind]
    assert tuple(data["properties"]) == keys
    assert data["additionalProperties"] is False


CONFIG_GOOD: dict[str, list[Any]] = {
    "aliases": [{}, {"x": "ets-24"}], "severity": [{}, {"unreviewed": {"level": "off", "reason": "a draft"}}],
    "review": [{}, {"max-age": "P3Y", "second-person": True}], "report": [{}, {"title": 5}], "languages": [[], ["en", "fr"]],
}  # fmt: skip
CONFIG_BAD: list[Any] = [
    [], ["x"], "word", 5, {"x": []}, {"unreviewed": {"level": "note"}}, {"unreviewed": {"level": "odd", "reason": "x"}},
    {"unreviewed": {"level": "note", "reason": " "}}, {"unreviewed": "off"}, {"max-age": "3 years"}, {"second-person": "maybe"},
    {"no-such-key": "x"},
]  # fmt: skip


def test_schema_and_reader_of_the_configuration_agree() -> None:
    from lexmatch import config
    from lexmatch.checks import ids
    from lexmatch.cli.schemas import config as made

    schema = made()
    verdicts = {True: 0, False: 0}
    for seed in range(2000):
        chance = random.Random(seed)
        data: Any = {key: chance.choice(values) for key, values in CONFIG_GOOD.items() if chance.random() < 0.6}
        if chance.random() < 0.6:
            data[chance.choice([*CONFIG_GOOD, "unknown"])] = chance.choice(CONFIG_BAD)
        read, findings = config.read(json.dumps(data), "lexmatch.yaml")
        right = not findings and set(read.severity) <= set(ids())
        assert valid(data, schema) == right, (data, findings)
        verdicts[right] += 1
    assert min(verdicts.values()) > 400


WORD = st.sampled_from(["word", "P1Y", 5, True, "", None, "half"])
SOME = st.sampled_from(["word", 5, False])
ODD = st.sampled_from([[], {}, [[]], {"a": {}}, [{"a": "b"}], "nonsense", " ", None, "", 7])
WORDS = st.one_of(WORD, st.lists(SOME, max_size=3))
FORCE = st.sampled_from(["required", "optional", "mandatory", "prohibited", " required"])
OPTION = st.fixed_dictionaries(
    {"values": st.just(["word", "half"]), "default": st.sampled_from(["word", "half"])},
    optional={"label": WORD, "from": WORD, "notes": st.one_of(st.none(), st.dictionaries(st.just("half"), WORD))},
)
PARAMETER = st.fixed_dictionaries(
    {},
    optional={
        "label": WORD,
        "from": WORD,
        "unit": st.sampled_from(["duration", "text", "", None, "text "]),
        "default": WORD,
    },
)
NAME = st.sampled_from(["always", "a-b", "x", "payer=half"])
FRONT = st.fixed_dictionaries(
    {"concept": SOME, "title": SOME},
    optional={
        "kind": st.sampled_from(["provision", "", None, " provision"]),
        "options": st.one_of(st.none(), st.dictionaries(NAME, OPTION, max_size=2)),
        "parameters": st.one_of(st.none(), st.dictionaries(NAME, PARAMETER, max_size=2)),
        "essential": WORDS, "sources": WORDS, "notes": WORDS,
        "modality": st.one_of(FORCE, st.none(), st.dictionaries(NAME, FORCE, max_size=2)),
        "values": st.one_of(st.none(), st.dictionaries(NAME, WORDS, max_size=2)),
    },
)  # fmt: skip


@st.composite
def front_matter(draw: st.DrawFn) -> dict[str, Any]:
    """The front matter of a clause, right or with a few things wrong at any depth."""
    made = deepcopy(draw(FRONT))
    for _ in range(draw(st.sampled_from([0, 0, 1, 1, 2]))):
        target = made
        while inner := [v for v in target.values() if isinstance(v, dict) and v]:
            if draw(st.booleans()):
                break
            target = draw(st.sampled_from(inner))
        key = draw(st.sampled_from([*target, "unknown"]))
        if draw(st.integers(0, 3)) or key not in target:
            target[key] = deepcopy(draw(ODD))
        else:
            del target[key]
    return made


def test_schema_and_reader_of_the_front_matter_of_clauses_agree() -> None:
    from lexmatch.cli.schemas import clause as schema_of_clauses
    from lexmatch.draft import clause

    schema = schema_of_clauses()
    checker = pytest.importorskip("jsonschema").Draft202012Validator(schema)
    checker.check_schema(schema)
    verdicts = {True: 0, False: 0}

    @settings(max_examples=4000, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(front_matter())
    def compare(data: dict[str, Any]) -> None:
        _, findings = clause.read(f"---\n{json.dumps(data)}\n---\nSECTION - Heading\n", "c.j2")
        # What one key says of another is beyond a schema.
        right = not [f for f in findings if "no value of option" not in f.message]
        assert checker.is_valid(data) == right, (data, findings)
        verdicts[right] += 1

    compare()
    assert min(verdicts.values()) > 700


def test_shipped_clauses_are_valid_by_the_schema() -> None:
    from lexmatch.cli.schemas import clause as schema_of_clauses

    yaml = pytest.importorskip("yaml")
    checker = pytest.importorskip("jsonschema").Draft202012Validator(schema_of_clauses())
    files = sorted((Path(__file__).parent.parent / "templates" / "clauses").glob("*.j2"))
    assert len(files) > 100
    for path in files:
        front = yaml.load(path.read_text("utf-8").split("---\n")[1], Loader=yaml.BaseLoader)
        assert [e.message for e in checker.iter_errors(front)] == [], path.name
