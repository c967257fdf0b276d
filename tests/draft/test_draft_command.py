"""`lexmatch draft` as a person runs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lexmatch.readers import akn, xml

Run = Callable[..., Any]
THREE = ("ext-provisional-arrest", "ext-speciality", "ext-nationality")
CROSSWALK = """\
lexmatch: crosswalk/1
title: Canada against the European Convention on Extradition
standard: ets-24
subject: [ca-extradition-1999]
scope: [ext]
entries:
  - concept: ext-nationality
    standard: [art_6__para_1__point_a]
    absence: absent
    status: accepted
    note: Nationality is no ground for refusal.
  - concept: ext-provisional-arrest
    standard: [art_16__para_4]
    subject: [sec_14__subsec_1__para_c__subpara_i]
    relation: subset
    status: accepted
  - concept: ext-speciality
    standard: [art_14__para_1]
    subject: [sec_80]
    relation: intersects
    status: proposed
  - concept: gen-reservations
    standard: [art_26__para_1]
    absence: absent
    status: accepted
"""


@pytest.fixture
def crosswalk(tmp_path: Path) -> str:
    (tmp_path / "crosswalks").mkdir()
    (tmp_path / "crosswalks" / "x.yaml").write_text(CROSSWALK, encoding="utf-8")
    return "crosswalks/x.yaml"


def test_the_gaps_of_a_crosswalk(run: Run, crosswalk: str, golden: Callable[[str, str], None]) -> None:
    result = run("draft", "--from", crosswalk, "--format", "md,akn", "-o", "out")
    assert result.code == 0, result
    text = Path("out/draft.md").read_text(encoding="utf-8")
    golden("draft.md", text)
    assert "within 40 days after the arrest" in text
    assert "40 days: European Convention on Extradition, Article 16(4)." in text
    assert "Resting on proposals that no person has reviewed yet: Rule of speciality" in text
    assert "not legal advice" in text
    assert "gen-reservations" in text.split("## Not drafted")[1]
    assert "✓ Provisional arrest (section 2): closes the gap" in result.err
    assert "○ Reservations and declarations: stays open: there is no model clause on it" in result.err


def test_the_draft_is_an_instrument_like_any_other(run: Run, crosswalk: str) -> None:
    assert run("draft", *THREE, "--from", crosswalk, "--format", "akn", "-o", "out").code == 0
    root = xml.parse_file(Path("out/draft.xml"))
    assert xml.invalid(root) == []
    law = akn.read(root, "draft.xml")
    assert (law.alias, law.text.status, law.jurisdiction) == ("draft-x", "draft", "ca")
    arrest = law.carrying("ext-provisional-arrest")[0]
    assert ("max-duration", "P40D", "40 days") in {(v.parameter, v.value, v.words) for v in arrest.all_values}
    assert run("show", "out/draft.xml").code == 0


def test_two_runs_are_the_same_to_the_byte(run: Run, crosswalk: str) -> None:
    for folder in ("one", "two"):
        assert run("draft", "--from", crosswalk, "--format", "md,akn,json", "-o", folder).code == 0
    for name in ("draft.md", "draft.xml", "draft.json"):
        assert Path("one", name).read_bytes() == Path("two", name).read_bytes()


def test_json(run: Run) -> None:
    result = run("draft", "ext-speciality", "--against", "ets-24", "--format", "json")
    data = json.loads(result.out)
    assert data["lexmatch"] == "draft/1"
    assert data["clauses"][0]["parameters"][0] == {
        "name": "days-to-leave", "label": "time to leave after final discharge", "value": "P45D",
        "source": "European Convention on Extradition, Article 14(1)(b)"}  # fmt: skip
    assert data["outcomes"][0]["result"] == "closes"
    assert run("draft", "ext-speciality", "--against", "ets-24", "--format", "json").out == result.out


def test_a_missing_essential_item_stops_the_draft_with_its_name(run: Run) -> None:
    result = run("draft", "ext-provisional-arrest", "--against", "untoc", "-o", "out")
    assert result.code == 2
    assert "ext-provisional-arrest needs max-duration (longest time in provisional arrest)" in result.err
    assert '--set ext-provisional-arrest.max-duration="45 days"' in result.err
    assert not Path("out").exists()


def test_supplied_words_reach_the_text(run: Run) -> None:
    result = run(
        "draft", "ext-provisional-arrest", "--set", "max-duration=sixty days", "--set", "court=High Court", "-q"
    )
    assert result.code == 0
    assert "the High Court may, before a request" in result.out
    assert "within 60 days after the arrest" in result.out
    assert result.err == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Say what to draft"),
        (("ext-nationalty",), "Did you mean ext-nationality"),
        (("ext-nationality", "--set", "rul=x"), "Did you mean rule?"),
        (("ext-nationality", "--set", "rule=refuse"), "Did you mean"),
        (("ext-nationality", "--against", "ets-42"), "Did you mean ets-24"),
        (("ext-nationality", "--format", "doc"), "is no format of drafts"),
        (("ext-nationality", "--format", ","), "names none of"),
        (("ext-nationality", "--format", "md,akn"), "Name it with -o DIR."),
        (("ext-nationality", "--policy", "best"), "is not one of"),
        (("gen-reservations",), "there is no model clause on gen-reservations"),
        (("--from", "none.yaml"), "there is no file none.yaml"),
    ],
)
def test_bad_input_is_exit_2_with_a_remedy(run: Run, arguments: tuple[str, ...], message: str) -> None:
    result = run("draft", *arguments)
    assert result.code == 2, result
    assert message in result.err
    assert "Traceback" not in result.err


def test_a_crosswalk_without_gaps(run: Run, crosswalk: str) -> None:
    kept = CROSSWALK.partition("  - concept")[0].replace("entries:", "entries: []")
    Path(crosswalk).write_text(kept, encoding="utf-8")
    result = run("draft", "--from", crosswalk)
    assert result.code == 2
    assert "has no gap to draft for" in result.err


def test_an_output_folder_that_cannot_be_made(run: Run) -> None:
    Path("out").write_text("a file", encoding="utf-8")
    result = run("draft", "ext-nationality", "-o", "out")
    assert result.code == 2
    assert "cannot be written" in result.err
    assert Path("out").read_text(encoding="utf-8") == "a file"


def own_clause(text: str) -> None:
    Path("templates/clauses").mkdir(parents=True, exist_ok=True)
    Path("templates/clauses/ext-costs.j2").write_text(text, encoding="utf-8")


def test_a_clause_of_the_project_hides_the_shipped_one(run: Run) -> None:
    own_clause("---\nconcept: ext-costs\ntitle: Costs\n---\nSECTION - Who pays\n\n  SUBSEC (1)\n\n    Nobody pays.\n")
    result = run("draft", "ext-costs", "--root", ".")
    assert result.code == 0, result
    assert "### 1. Who pays\n\n(1) Nobody pays." in result.out


HEAD = "---\nconcept: ext-costs\n"


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("no front matter", "1:1", "a clause begins with its front matter"),
        (f"{HEAD}titel: C\n---\nSECTION - C\n", "3:1", "unknown key 'titel'"),
        (f"{HEAD}title: C\n---\nSECTION - {{{{ x }}}}\n", "5:1", "ext-costs: 'x' is undefined"),
        (f"{HEAD}title: C\n---\nSECTION - C\n{{% if %}}\n", "6:1", "the template is not well formed"),
    ],
)
def test_a_bad_clause_says_where(run: Run, text: str, place: str, message: str) -> None:
    own_clause(text)
    result = run("draft", "ext-costs", "--root", ".")
    assert result.code == 2, result
    assert result.err.startswith(f"templates/clauses/ext-costs.j2:{place}: error: {message}"), result
    assert run("draft", "ext-nationality", "--root", ".").code == 0, "a fault in one clause stops no other"


def test_the_date_of_a_draft_is_asked_for_or_that_of_its_newest_text(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    assert "@2026-01-01" in run("draft", "ext-nationality", "--format", "akn").out
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert "@2000-01-01" in run("draft", "ext-nationality", "--format", "akn").out
