"""The desk: help, exit codes, and what happens with input that is wrong. Nothing ever prints a traceback."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexmatch.cli import COMMANDS, guarded, main

Run = Callable[..., Any]

GOOD = """lexmatch: crosswalk/1
title: Canada against the European Convention on Extradition
standard: ets-24
subject: [ca-extradition-1999]
scope: [ext-provisional-arrest]
entries:
  - concept: ext-provisional-arrest
    standard: [art_16__para_4]
    subject: [sec_14__subsec_1]
    relation: intersects
    status: accepted
    note: Sixty days instead of forty.
    by: A. Drafter
    on: 2026-05-04
"""


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(run: Run, name: str) -> None:
    found = run(name, "--help")
    assert found.code == 0
    assert f"lexmatch {name}" in found.out


def test_a_misspelt_command_gets_the_nearest(run: Run) -> None:
    found = run("reprot")
    assert found.code == 2
    assert "report" in found.err


def test_the_version_is_told(run: Run) -> None:
    assert re.match(r"lexmatch, version \d+\.\d+\.\d+", run("--version").out)


@pytest.mark.parametrize("command", ["report", "check"])
@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "empty"),
        ("lexmatch: crosswalk/1\n\ttitle: x\n", 2, "tab"),
        (GOOD.replace("relation:", "relaton:"), 10, "relaton"),
        (GOOD + "    note: again\n", 15, "twice"),
        (GOOD.replace("art_16__para_4", "art_16__para_9"), 8, "art_16__para_9"),
        (GOOD.replace("standard: ets-24", "standard: ets-25"), 3, "ets-25"),
        (GOOD.replace("concept: ext-provisional-arrest", "concept: ext-provisional-arest"), 7, "ext-provisional-arest"),
        (GOOD.replace("crosswalk/1", "crosswalk/9"), 1, "crosswalk/9"),
        ("a: &a [1]\nb: *a\n", 1, "anchors"),
        ("[" * 100, 1, "levels"),
        ("just words", 1, "mapping"),
    ],
    ids=[
        "empty",
        "tab",
        "typo",
        "duplicate",
        "no-provision",
        "no-instrument",
        "no-concept",
        "version",
        "anchor",
        "deep",
        "words",
    ],
)
def test_a_wrong_crosswalk_is_named_with_its_line(run: Run, command: str, text: str, line: int, words: str) -> None:
    Path("x.yaml").write_text(text, encoding="utf-8")
    found = run(command, "x.yaml", *(["-o", "out"] if command == "report" else []))
    said = found.out + found.err
    assert found.code in (1, 2), found
    assert words in said
    assert "Traceback" not in said
    if not (command == "report" and words == "ets-25"):
        assert f"x.yaml:{line}:" in said, said
    assert not Path("out").exists()


@pytest.mark.parametrize("command", ["report", "check"])
def test_a_folder_a_missing_file_and_bytes_are_no_crosswalk(run: Run, command: str) -> None:
    Path("folder.yaml").mkdir()
    Path("bytes.yaml").write_bytes(b"title: \xff\xfe\x00")
    for name in ("folder.yaml", "none.yaml", "bytes.yaml"):
        found = run(command, name)
        assert found.code == (1 if (command, name) == ("check", "bytes.yaml") else 2), (name, found)
        assert name in found.out + found.err


def test_a_report_is_written_and_says_where(run: Run) -> None:
    Path("x.yaml").write_text(GOOD, encoding="utf-8")
    found = run("report", "x.yaml", "--format", "html,md,csv,json", "-o", "out")
    assert found.code == 0, found
    assert sorted(p.name for p in Path("out").iterdir()) == ["x.csv", "x.html", "x.json", "x.md"]
    assert "out/x.html" in found.err
    first = {p.name: p.read_bytes() for p in Path("out").iterdir()}
    run("report", "x.yaml", "--format", "html,md,csv,json", "-o", "out")
    assert {p.name: p.read_bytes() for p in Path("out").iterdir()} == first, "output is byte-stable"
    assert str(Path.cwd()) not in first["x.html"].decode()


def test_an_unknown_report_format_writes_nothing(run: Run) -> None:
    Path("x.yaml").write_text(GOOD, encoding="utf-8")
    found = run("report", "x.yaml", "--format", "html,htm", "-o", "out")
    assert found.code == 2
    assert "html" in found.err
    assert not Path("out").exists()


def test_an_output_folder_that_cannot_be_written_is_an_error(run: Run) -> None:
    Path("x.yaml").write_text(GOOD, encoding="utf-8")
    Path("out").write_text("a file")
    found = run("report", "x.yaml", "-o", "out")
    assert found.code == 2
    assert "cannot be written" in found.err
    assert Path("out").read_text() == "a file"


def test_a_full_disk_is_an_error_and_leaves_what_was_there(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("x.yaml").write_text(GOOD, encoding="utf-8")
    Path("out").mkdir()
    Path("out/x.html").write_text("the old report")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    found = run("report", "x.yaml", "-o", "out")
    assert found.code == 2
    assert "the disk is full" in found.err
    assert Path("out/x.html").read_text() == "the old report"
    assert [p.name for p in Path("out").iterdir()] == ["x.html"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("untok", "16"), "untoc"),
        (("untoc#art_16__para_99",), "art_16__para_9"),
        (("untoc", "16(99)"), "art_16__para_1"),
        (("missing.xml",), "missing.xml"),
    ],
)
def test_a_reference_that_leads_nowhere_gets_the_nearest(run: Run, typed: tuple[str, ...], words: str) -> None:
    found = run("show", *typed)
    assert found.code == 2
    assert words in found.err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"not xml at all", "not XML"),
        (b"<a><b></a>", "not well-formed"),
        (b"<html><p>x</p></html>", "its root is <html>"),
        (b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;">]><a>&d;</a>', "entities"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>', "entities"),
        (b"<a>" * 500 + b"</a>" * 500, "nested"),
        (b"<a>\x00</a>", "not well-formed"),
    ],
)
def test_a_file_that_is_no_akoma_ntoso_is_named(run: Run, content: bytes, words: str) -> None:
    Path("x.xml").write_bytes(content)
    found = run("show", "x.xml")
    assert found.code == 2
    assert words in found.err
    assert "x.xml" in found.err


def test_show_gives_text_and_versioned_json(run: Run) -> None:
    found = run("show", "UNTOC", "art. 16, para. 3")
    assert found.code == 0, found
    assert "Article 16(3)" in found.out
    data = json.loads(run("show", "untoc 16(3)", "--format", "json").out)
    assert data["lexmatch"] == "show/1"
    assert data["provisions"][0]["eid"] == "art_16__para_3"
    assert data["text_status"] == "digest"


@pytest.mark.parametrize("kind", ["instruments", "concepts", "crosswalks", "clauses", "formats", "rules"])
def test_lists_are_complete_in_both_forms(run: Run, kind: str) -> None:
    text, data = run("list", kind), json.loads(run("list", kind, "--format", "json").out)
    assert text.code == 0
    assert data["lexmatch"] == "list/1"
    assert len(text.out.splitlines()) == len(data["items"]) + 1


def test_compare_gives_the_numbers_with_their_pinpoints(run: Run) -> None:
    data = json.loads(run("compare", "ext-provisional-arrest", "--format", "json").out)
    found = {
        (a["alias"], a["citation"]): {v["parameter"]: v["value"] for v in a["values"]}
        for a in data["answers"]
        if a["values"]
    }
    assert found["ets-24", "Article 16(4)"]
    values = [v["value"] for a in data["answers"] if a["alias"] == "ets-24" for v in a["values"]]
    assert values == ["P18D", "P40D"]
    assert run("compare", "ext-provisional-arrest", "ets-24").out.startswith("Provisional arrest\n")
    assert run("compare", "ext-provisional-arrest", "--format", "csv").out.splitlines()[0].startswith("instrument,")
    wrong = run("compare", "ext-provisional-arest")
    assert wrong.code == 2
    assert "ext-provisional-arrest" in wrong.err


def test_a_fault_of_ours_is_exit_three_without_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    def broken() -> None:
        raise KeyError("x")

    assert guarded(broken) == 3
    said = capsys.readouterr().err
    assert "internal error" in said
    assert "Traceback" not in said


def test_an_interrupt_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    def stopped() -> None:
        raise KeyboardInterrupt

    assert guarded(stopped) == 130
    assert "Stopped" in capsys.readouterr().err


def test_a_broken_configuration_stops_a_command_and_names_the_key(run: Run) -> None:
    Path("lexmatch.yaml").write_text("aliasses: {x: untoc}\n", encoding="utf-8")
    found = run("list", "instruments")
    assert found.code == 2
    assert "lexmatch.yaml:1:1" in found.err
    assert "aliases" in found.err


def test_a_projects_own_corpus_lies_over_the_shipped_one(run: Run) -> None:
    Path("lexmatch.yaml").write_text("aliases: {palermo: untoc}\n", encoding="utf-8")
    own = Path("corpus/treaties")
    own.mkdir(parents=True)
    from lexmatch.project import shipped

    text = (shipped() / "corpus" / "treaties" / "ets-86.xml").read_text(encoding="utf-8")
    (own / "ets-86.xml").write_text(text.replace("Additional Protocol", "Our Own Protocol"), encoding="utf-8")
    assert "Our Own Protocol" in run("show", "ets-86").out
    assert run("show", "palermo 16(3)").code == 0
    assert run("show", "ETS-24 16").code == 0


def test_a_closed_pipe_is_no_error() -> None:
    done = subprocess.run(
        f"{sys.executable} -m lexmatch list concepts | head -1", shell=True, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert "Error" not in done.stderr


def test_running_as_a_module_works() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "lexmatch", "show", "nothing"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "there is no instrument 'nothing'" in done.stderr
    assert main.name == "main"


def test_the_demonstration_does_the_whole_job(run: Run) -> None:
    found = run("demo", "out")
    assert found.code == 0, found
    opened = [line.split("\t")[0] for line in found.out.splitlines()]
    assert len(opened) > 8
    assert all(Path(path).is_file() for path in opened)
    assert run("check", "out/crosswalks").code == 0
    drafts = [Path(path) for path in opened if path.endswith("draft.md")]
    assert len(drafts) == 4
    assert all("not legal advice" in path.read_text(encoding="utf-8") for path in drafts)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.text(max_size=4), st.integers(), min_size=1, max_size=2),
       st.lists(st.dictionaries(st.text(max_size=4), st.text(max_size=4), max_size=2), max_size=3))  # fmt: skip
def test_a_list_written_piece_by_piece_is_the_same_json(head: dict[str, int], items: list[dict[str, str]]) -> None:
    import contextlib
    import io

    from lexmatch.cli import dump_json, dump_json_list

    made = []
    for write in (lambda: dump_json({**head, "the pairs": items, "the rest": [1]}),
                  lambda: dump_json_list(head, "the pairs", items, lambda: {"the rest": [1]})):  # fmt: skip
        with contextlib.redirect_stdout(io.StringIO()) as out:
            write()
        made.append(out.getvalue())
    assert made[0] == made[1]
