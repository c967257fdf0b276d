"""Reviewing: each decision is written at once, signed and stamped, and nothing else in the file changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lexmatch import crosswalk as crosswalks
from lexmatch.cli.review import command
from lexmatch.crosswalk.deciding import decide
from lexmatch.findings import Unreadable

FILE = """# our working file
lexmatch: crosswalk/1
title: Canada
standard: ets-24
subject: [ca-extradition-1999]
scope: [ext]
entries:
  # the first one to look at
  - concept: ext-provisional-arrest
    standard: [art_16]  # whole article
    subject: [sec_14]
    relation: subset
    status: proposed
    confidence: 0.50
    basis: [concept, text 0.40]

  - concept: ext-costs
    standard: [art_24]
    absence: absent
    status: proposed
    confidence: 0.60
    # a question for the ministry
    note: ask
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "ca.yaml"
    path.write_text(FILE, encoding="utf-8")
    return path


def review(file: Path, typed: str, *more: str) -> Result:
    return CliRunner().invoke(command, [str(file), "--by", "A. Drafter", "--on", "2026-05-04", *more], input=typed)


def entries(file: Path) -> tuple[crosswalks.Entry, ...]:
    found, findings = crosswalks.read(file.read_text(encoding="utf-8"), "ca.yaml")
    assert findings == []
    assert found is not None
    return found.entries


def test_accepting_signs_and_stamps_and_leaves_the_rest(file: Path) -> None:
    done = review(file, "a\nq\n")
    assert done.exit_code == 0, done.output
    assert "60 days against 40" in done.output
    first, second = entries(file)
    assert (first.status, first.by, first.on, first.relation) == ("accepted", "A. Drafter", "2026-05-04", "subset")
    assert all(len(stamp) == 12 for stamp in first.stamps)
    assert second.status == "proposed"
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# our working file\n")
    assert "  # the first one to look at\n" in text
    assert "    standard: [art_16]  # whole article\n" in text
    assert text[text.index("  - concept: ext-costs") :] == FILE[FILE.index("  - concept: ext-costs") :]


def test_changing_relation_absence_and_note_before_accepting(file: Path) -> None:
    done = review(file, "r\nintersects\nn\nLonger, without a treaty.\na\nb\nnot-applicable\na\n")
    assert done.exit_code == 0, done.output
    first, second = entries(file)
    assert (first.relation, first.note) == ("intersects", "Longer, without a treaty.")
    assert (second.absence, second.status) == ("not-applicable", "accepted")
    assert "    # a question for the ministry\n" in file.read_text(encoding="utf-8")
    assert "0 entries" in done.output


def test_skipping_rejecting_and_wrong_keys(file: Path) -> None:
    done = review(file, "z\ns\nj\n")
    assert "Type one of the letters" in done.output
    assert [e.status for e in entries(file)] == ["proposed", "rejected"]


def test_stopping_in_the_middle_loses_nothing(file: Path) -> None:
    done = review(file, "a\n")  # the input ends: as if the terminal had been closed
    assert done.exit_code == 1
    assert [e.status for e in entries(file)] == ["accepted", "proposed"]


def test_a_single_concept_can_be_looked_at_again(file: Path) -> None:
    review(file, "a\na\n")
    done = review(file, "j\n", "--concept", "ext-costs")
    assert "1 of 1" in done.output
    assert [e.status for e in entries(file)] == ["accepted", "rejected"]


def test_a_file_in_one_line_is_left_alone() -> None:
    text = "lexmatch: crosswalk/1\ntitle: t\nstandard: a\nsubject: [b]\nentries: [{concept: c, standard: [x], absence: absent}]\n"
    found, _ = crosswalks.read(text, "x.yaml")
    assert found is not None
    with pytest.raises(Unreadable, match="entry by entry"):
        decide(text, "x.yaml", 0, found.entries[0])
