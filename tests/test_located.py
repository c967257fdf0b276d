"""YAML as strings with places: nothing is guessed, nothing is lost, nothing bad ends in a traceback."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexmatch import located


def only(text: str) -> str:
    """The one finding on a text as `line:column rule message`."""
    _, findings = located.read(text, "f.yaml")
    assert len(findings) == 1, findings
    found = findings[0]
    return f"{found.place.line}:{found.place.column} {found.rule} {found.message}"


@pytest.mark.parametrize(
    "value", ["no", "12.10", "12:30", "010", "on", "~", "null", "2026-05-04", "1e3", "0x1f", ".5", "true"]
)
def test_values_stay_as_they_are_written(value: str) -> None:
    node, findings = located.read(f"a: {value}\n", "f")
    assert not findings
    assert located.plain(node) == {"a": value}


def test_keys_stay_words_too() -> None:
    node, _ = located.read("on: 1\nno: 2\n1.10: 3\n", "f")
    assert located.plain(node) == {"on": "1", "no": "2", "1.10": "3"}


def test_every_value_knows_its_place() -> None:
    node, _ = located.read("a: 1\nb:\n  - x\n  -   {c: y}\n", "f")
    assert isinstance(node, located.Mapping)
    listed = node.get("b")
    assert isinstance(listed, located.Sequence)
    assert [(i.place.line, i.place.column) for i in listed.items] == [(3, 5), (4, 7)]
    assert node.key("b").place.line == 2  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\na: 2\n", "2:1 duplicate-key the key 'a' stands twice"),
        ("a:\n\tb: 1\n", "2:1 syntax a tab is used for indentation"),
        ("a: b: c\n", "1:5 syntax not well-formed YAML: mapping values are not allowed in this context"),
        ("a: &x 1\n", "1:4 syntax anchors and aliases (& and *) are not used in these files"),
        ("a: 1\n---\nb: 2\n", "2:1 syntax a second document starts here"),
        ("a: [1\n", "2:1 syntax not well-formed YAML: did not find expected ',' or ']'"),
        ("? [a]\n: b\n", "1:3 syntax a key must be a word"),
        ("[" * 60 + "]" * 60, "1:41 syntax more than 40 levels inside each other"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, said: str) -> None:
    assert only(text) == said


def test_a_bomb_of_anchors_is_refused_at_once() -> None:
    lines = ["a: &a [x, x, x]"] + [f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]" for n in range(20)]
    assert "anchors" in only("\n".join(lines))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    node, findings = located.read(text, "f")
    assert node is None or isinstance(node, (located.Scalar, located.Sequence, located.Mapping))
    assert all(f.place.line >= 1 and f.place.column >= 1 for f in findings)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\x85\u2028\u2029\ufeff"),
    max_size=60,
)


@settings(max_examples=500, deadline=None)
@given(WORDS)
def test_a_scalar_that_is_written_reads_as_it_was(value: str) -> None:
    node, findings = located.read(f"a: {located.scalar(value)}\nb: [{located.scalar(value)}, x]\n", "f")
    assert not findings
    assert located.plain(node) == {"a": value, "b": [value, "x"]}


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=4))
def test_a_list_on_one_line_reads_as_it_was(values: list[str]) -> None:
    node, _ = located.read(f"a: {located.flow(values)}\n", "f")
    assert located.plain(node) == {"a": values}


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(categories=("L", "N", "P", "Zs"), max_codepoint=0x2100), min_size=1, max_size=400))
def test_a_folded_paragraph_reads_as_the_same_words(value: str) -> None:
    node, findings = located.read(f"k:\n  - a: 1\n    n: {located.folded(value, 6)}\n    z: 2\n", "f")
    assert not findings
    assert located.plain(node)["k"][0]["n"] == " ".join(value.split())
