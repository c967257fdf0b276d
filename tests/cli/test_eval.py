"""`lexmatch eval` from the outside: both kinds of gold, texts of any format, messages."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

OLD = """# Kite Act 2001

## Article 1 Flying

1. Kites are flown in open fields, away from wires.

2. Strings are no longer than ninety metres.

## Article 2 Arrest of kites

Whoever loses a kite reports it within two days to the office of winds.

## Article 3 Balloons

Balloons are filled with air alone.
"""
NEW = """# Kite Act 2031

## Article 1 Meaning of words

A kite is what the wind holds up by a string.

## Article 2 Flying

1. Kites are flown in open fields, away from wires and roads.

2. Strings are no longer than ninety metres.

## Article 3 Lost kites

Whoever loses a kite reports it within three days to the office of winds.
"""
LAW = """number,heading,text
1,Provisional arrest,"In a case of urgency the person may be arrested before the request for extradition is received. The person
is released if no request is received within forty days of the provisional arrest."
2,Costs,The costs of carrying out the extradition are borne by the State in whose territory they arise.
"""


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A folder with two versions of a law, a table of another, and gold for both."""
    for name, text in (("old.md", OLD), ("new.md", NEW), ("law.csv", LAW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "pairs.tsv").write_text("source\ttarget\n1\t2\n2\t3\n3\t-\n-\t1\nArticle 9\t1\n", encoding="utf-8")
    (tmp_path / "labels.tsv").write_text(
        "file\tunit\tprimary\tothers\tmodality\tparameters\n"
        "law.csv\t1\text-provisional-arrest\t\t\text-provisional-arrest.max-duration=P40D\nlaw.csv\t2\text-costs\t\trequired\t\n",
        encoding="utf-8",
    )
    return tmp_path


def test_matching(world: Path, run: Callable[..., Any]) -> None:
    result = run(
        "eval", "pairs.tsv", "--source", "old.md", "--target", "new.md", "--mode", "one-to-one", "--format", "json"
    )
    assert result.code == 0, result
    made = json.loads(result.out)
    assert (made["lexmatch"], made["kind"], made["source"], made["target"]) == ("eval/1", "matching", "old", "new")
    assert made["judged"] == {"sources": 3, "links": 2, "without_equivalent": 1, "new_in_target": 1}
    assert made["measures"]["hit_1"]["value"] == 1.0
    assert made["unresolved"] == [{"line": 6, "said": "Article 9", "why": "there is no such provision in old"}]
    assert "1 entries of the gold file could not be used" in result.err
    assert run("eval", "pairs.tsv", "--source", "old.md", "--target", "new.md", "--mode", "one-to-one", "--format",
               "json").out == result.out  # fmt: skip


def test_matching_in_words(world: Path, run: Callable[..., Any]) -> None:
    result = run("eval", "pairs.tsv", "--source", "old.md", "--target", "new.md", "--samples", "50")
    assert result.code == 0, result
    assert result.out.startswith("Judged: 3 sources, 2 links, 1 without equivalent, 1 new in target.\n\nprecision ")
    assert "MAP@10" in result.out
    assert run("eval", "pairs.tsv", "--source", "old.md", "--target", "new.md", "-q").err == ""


def test_matching_with_an_encoder(world: Path, run: Callable[..., Any]) -> None:
    result = run("eval", "pairs.tsv", "--source", "old.md", "--target", "new.md", "--encoder", "nobody")
    assert result.code == 2
    assert "there is no encoder 'nobody'" in result.err


def test_annotation_of_a_table_beside_the_gold(world: Path, run: Callable[..., Any]) -> None:
    result = run("eval", "labels.tsv", "--format", "json", "--samples", "50")
    assert result.code == 0, result
    made = json.loads(result.out)
    assert (made["kind"], made["texts"], made["judged"]["provisions"]) == ("annotation", "law", 2)
    assert made["measures"]["top_3"]["value"] == 1.0
    assert [c["id"] for c in made["concepts"]] == ["ext-costs", "ext-provisional-arrest"]
    assert made["unresolved"] == []
    text = run("eval", "labels.tsv", "--text", "law.csv=law.csv")
    assert text.code == 0, text
    assert "ext-provisional-arrest" in text.out


def test_a_shipped_text_by_alias(world: Path, run: Callable[..., Any]) -> None:
    (world / "own.tsv").write_text("unit\tprimary\n16\text-provisional-arrest\n", encoding="utf-8")
    result = run("eval", "own.tsv", "--text", "ets-24", "--samples", "10")
    assert result.code == 0, result
    assert "Judged: 1 provisions, 1 concepts." in result.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("pairs.tsv",), "a gold file for matching needs --source LAW"),
        (("pairs.tsv", "--source", "old.md"), "a gold file for matching needs --target LAW"),
        (("none.tsv", "--source", "old.md"), "there is no file none.tsv"),
        (("pairs.tsv", "--source", "no-such-law", "--target", "new.md"), "there is no instrument 'no-such-law'"),
        (("strange.tsv",), "there is no text for nowhere.xml"),
        (("unnamed.tsv",), "it does not say what text it is about"),
        (("labels.tsv", "--text", "law.csv=no-such-law"), "there is no instrument 'no-such-law'"),
        (("labels.tsv", "--text", "laws.csv=law.csv"), "has no rows about 'laws.csv'"),
        (("elsewhere.tsv", "--text", "law.csv"), "no provision of elsewhere.tsv is in the texts"),
        (("swapped.tsv", "--source", "old.md", "--target", "new.md"), "no provision of swapped.tsv is in the texts"),
        (("binary.tsv",), "is not UTF-8 text"),
        (("commas.tsv", "--source", "old.md", "--target", "new.md"), "commas.tsv has no tabs"),
    ],
)  # fmt: skip
def test_what_stops_it(world: Path, run: Callable[..., Any], arguments: tuple[str, ...], says: str) -> None:
    for name, text in (
        ("strange.tsv", "file\tunit\tprimary\nnowhere.xml\t1\text-costs\n"), ("unnamed.tsv", "unit\tprimary\n1\text-costs\n"),
        ("elsewhere.tsv", "unit\tprimary\n77\text-costs\n"), ("swapped.tsv", "31\t32\n"), ("commas.tsv", "1,2\n"),
    ):  # fmt: skip
        (world / name).write_text(text, encoding="utf-8")
    (world / "binary.tsv").write_bytes(b"\xff\xfa\t\x80\n")
    result = run("eval", *arguments)
    assert result.code == 2, result
    assert says in result.err
    assert result.out == ""
