"""`lexmatch check`, `format`, `infer` and `explain` as a person meets them: exit codes, bad files, fixes, baselines, branches."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from law_world import ENTRIES, lay

from lexmatch.output import FORMATS

GOOD = ENTRIES.replace("scope: [ext-nationality, ext-provisional-arrest, ext-channel, ext-torture-fair-trial, ext-speciality]",
                       "scope: [ext-nationality]") + """\
  - concept: ext-nationality
    standard: [art_4]
    subject: [sec_4]
    relation: subset
    status: accepted
    note: Citizens only.
    stamps: {standard: STD, subject: SUB}
"""  # fmt: skip
Run = Callable[..., Any]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The world as the working folder, with one clean crosswalk."""
    from lexmatch.checks._context import Laws
    from lexmatch.located import scalar
    from lexmatch.project import load
    from lexmatch.ref import Ref

    lay(tmp_path)
    laws = Laws(load(tmp_path)[0])
    text = GOOD.replace("STD", scalar(laws.fingerprint((Ref("treaty", "art_4"),))))
    text = text.replace("SUB", scalar(laws.fingerprint((Ref("act", "sec_4"),))))
    (tmp_path / "crosswalks" / "a.yaml").write_text(text)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    return tmp_path


def change(here: Path, old: str, new: str, name: str = "crosswalks/a.yaml") -> None:
    path = here / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_a_clean_project_is_clean(here: Path, run: Run) -> None:
    done = run("check")
    assert (done.code, done.out) == (0, ""), done
    assert "nothing found" in done.err


def test_text_shows_the_line_a_caret_and_what_to_do_in_few_lines(here: Path, run: Run) -> None:
    change(here, "[sec_4]", "[sec_44]")
    done = run("check", "crosswalks/a.yaml")
    assert done.code == 1
    first = done.out.split("\n\n")[0].splitlines()
    assert first[0] == "crosswalks/a.yaml:10:15: error[unknown-provision] no provision sec_44 in act"
    assert first[1] == "        subject: [sec_44]"
    assert first[2].index("^") == first[1].index("sec_44")
    assert first[3].startswith("  The same words now stand at sec_4; ")
    assert len(first) == 4


@pytest.mark.parametrize("format_", FORMATS)
def test_exit_codes_are_the_same_in_every_format(format_: str, here: Path, run: Run) -> None:
    assert run("check", "--format", format_).code == 0
    change(here, "status: accepted", "status: proposed")
    assert run("check", "--format", format_).code == 0
    assert run("check", "--format", format_, "--fail-on", "warning").code == 1
    change(here, "concept: ext-nationality", "concept: ext-nationalty")
    assert run("check", "--format", format_).code == 1
    assert run("check", "--format", format_, "--fail-on", "none").code == 0
    assert run("check", "--format", format_, "nowhere.yaml").code == 2


def test_output_is_the_same_twice(here: Path, run: Run) -> None:
    change(here, "relation: subset", "relation: equal")
    for format_ in FORMATS:
        assert run("check", "--format", format_).out == run("check", "--format", format_).out
        assert str(here) not in run("check", "--format", format_).out


def test_severities_of_the_project_apply_and_need_a_reason(here: Path, run: Run) -> None:
    change(here, "status: accepted", "status: proposed")
    (here / "lexmatch.yaml").write_text('severity:\n  unreviewed: {level: error, reason: "before release"}\n')
    assert run("check").code == 1
    (here / "lexmatch.yaml").write_text('severity:\n  unreviewed: {level: off, reason: "a draft"}\n')
    assert run("check").out == ""
    (here / "lexmatch.yaml").write_text("severity:\n  unreviewed: {level: off}\n  no-such: {level: note, reason: x}\n")
    assert "lexmatch.yaml:2" in run("check").out
    assert "no-such" in run("check").out


def test_waivers_silence_and_are_counted(here: Path, run: Run) -> None:
    change(here, "    note: Citizens only.\n", '    waive: {no-reason: "obvious, A. Reader 2026-05-01"}\n')
    done = run("check", "-v")
    assert done.out.count("[no-reason]") == 0
    assert "1 waived" in done.err
    assert "obvious" in done.err


BAD: dict[str, tuple[bytes, int, str]] = {
    "tabs": (b"lexmatch: crosswalk/1\ntitle: x\nentries:\n\t- concept: a\n", 1, "a tab is used for indentation"),
    "twice": (b"lexmatch: crosswalk/1\ntitle: x\ntitle: y\n", 1, "the key 'title' stands twice"),
    "bomb": (b"a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n", 1, "anchors and aliases"),
    "deep": (b"a: " + b"[" * 5000, 1, "nesting depth"),
    "mark": (b"\xef\xbb\xbf- a\n", 1, "a crosswalk is a mapping"),
    "nul": (b"lexmatch: crosswalk/1\ntitle: a\x00b\n", 1, "not well-formed YAML"),
    "latin": (b"lexmatch: crosswalk/1\ntitle: caf\xe9\n", 1, "not UTF-8"),
    "utf16": ("lexmatch: crosswalk/1\n".encode("utf-16"), 1, "not UTF-8"),
    "empty": (b"", 1, "the file is empty"),
    "blank": (b"\n\n# nothing\n", 1, "the file is empty"),
    "list": (b"- a\n- b\n", 1, "a crosswalk is a mapping"),
    "word": (b"hello", 1, "a crosswalk is a mapping"),
    "key": (b"lexmatch: crosswalk/1\ntitel: x\nstandard: treaty\nsubject: act\n", 1, "Did you mean title?"),
    "json": (
        b'{"lexmatch": "crosswalk/1", "standard": "treaty", "subject": ["act"], "entries": [{"concept": 1}]}',
        1,
        "relation",
    ),
    "nested": (b"lexmatch: {a: b}\nstandard: {a: b}\nsubject: [[a]]\nentries: {a: b}\n", 1, "crosswalk/1"),
    "entries": (
        b"lexmatch: crosswalk/1\nstandard: treaty\nsubject: act\nentries: [a, [b], {c: d}, null]\n",
        1,
        "an entry is a mapping",
    ),
    "long": (
        b"lexmatch: crosswalk/1\nstandard: treaty\nsubject: act\nentries:\n  - concept: " + b"x" * 100_000,
        1,
        "no concept",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_get_a_message_with_a_place_and_never_a_traceback(name: str, here: Path, run: Run) -> None:
    content, code, said = BAD[name]
    (here / "crosswalks" / "a.yaml").write_bytes(content)
    for format_ in FORMATS:
        done = run("check", "crosswalks/a.yaml", "--format", format_)
        assert done.code == code, done
        assert "internal error" not in done.err
    done = run("check", "crosswalks/a.yaml")
    assert said in done.out, done
    assert done.out.startswith("crosswalks/a.yaml:")


def test_folders_and_missing_files(here: Path, run: Run) -> None:
    (here / "empty").mkdir()
    for arguments, said in ((("empty",), "no crosswalk and no corpus file"), (("no.yaml",), "there is no file or folder no.yaml"),
                            (("--root", "nowhere"), "there is no folder nowhere")):  # fmt: skip
        done = run("check", *arguments)
        assert done.code == 2
        assert said in done.err
    (here / "notes.txt").write_text("x")
    assert run("check", "notes.txt").code == 2
    assert run("check", "--format", "pdf").code == 2


def test_broken_texts_of_the_corpus(here: Path, run: Run) -> None:
    path = here / "corpus" / "statutes" / "act.xml"
    for text, said in (("<a>", "not well-formed XML"), ("", "empty"), ("<html/>", "not Akoma Ntoso"), ("hello", "not XML"),
                       ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "declares entities")):  # fmt: skip
        path.write_text(text)
        done = run("check")
        assert done.code == 1, done
        assert said in done.out
        assert "corpus/statutes/act.xml" in done.out
        assert "unknown-instrument" in done.out


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(here: Path, run: Run) -> None:
    (here / "crosswalks" / "a.yaml").chmod(0)
    assert run("check").code == 2


def test_fix_corrects_what_is_safe_and_shows_it_first(here: Path, run: Run) -> None:
    change(
        here, "    relation: subset\n    status: accepted\n", "    status: accepted # as agreed\n    relatoin: subset\n"
    )
    change(here, "[sec_4]", "[sec_5]")
    before = (here / "crosswalks" / "a.yaml").read_text()
    shown = run("check", "--diff")
    assert shown.code == 1
    assert "+    relation: subset" in shown.out
    assert (here / "crosswalks" / "a.yaml").read_text() == before
    done = run("check", "--fix")
    assert (done.code, done.out) == (0, ""), done
    text = (here / "crosswalks" / "a.yaml").read_text()
    assert "    subject: [sec_4]\n    relation: subset\n    status: accepted  # as agreed\n" in text
    assert run("check", "--diff").out == ""


def test_unsafe_fixes_are_asked_for(here: Path, run: Run) -> None:
    path = here / "crosswalks" / "a.yaml"
    text = path.read_text()
    path.write_text(text + text[text.index("  - concept") :])
    run("check", "--fix")
    assert path.read_text() != text
    run("check", "--fix", "--unsafe-fixes")
    assert path.read_text() == text


def test_unsafe_fixes_take_the_nearest_word_and_leave_what_is_doubtful(here: Path, run: Run) -> None:
    path = here / "crosswalks" / "a.yaml"
    text = path.read_text()
    for old, new in (
        ("concept: ext-nationality", "concept: ext-nationalty"),
        ("scope: [ext-nationality", "scope: [ext-nationaliti"),
        ("relation: subset", "relation: subste"),
        ("status: accepted", "status: acepted"),
    ):
        assert old in text
        path.write_text(text.replace(old, new))
        assert run("check", "--diff").out == ""
        shown = run("check", "--diff", "--unsafe-fixes")
        assert f"+  - {old}" in shown.out or f"+    {old}" in shown.out or f"+{old}" in shown.out
        assert path.read_text() == text.replace(old, new)
        run("check", "--fix", "--unsafe-fixes")
        assert path.read_text() == text
    path.write_text(text.replace("concept: ext-nationality", "concept: ext-zzz"))
    assert run("check", "--diff", "--unsafe-fixes").out == ""


def test_unsafe_fixes_drop_waivers_that_silence_nothing(here: Path, run: Run) -> None:
    path = here / "crosswalks" / "a.yaml"
    text = path.read_text()
    assert "\n    subject: [sec_4]\n" in text
    stale = '    waive: {whole-chapter: "one section, A. Reader 2026-05-04", nothing: because}\n'
    path.write_text(text.rstrip("\n") + "\n" + stale)
    assert run("check", "--diff").out == ""
    assert "-    waive: {whole-chapter" in run("check", "--diff", "--unsafe-fixes").out
    run("check", "--fix", "--unsafe-fixes")
    assert path.read_text() == text
    path.write_text(text.rstrip("\n") + "\n    # why we waive\n" + stale)
    assert run("check", "--diff", "--unsafe-fixes").out == ""
    used = text[: text.index("    stamps:")].replace("[sec_4]", "[part_2]") + stale
    path.write_text(used)
    run("check", "--fix", "--unsafe-fixes")
    assert path.read_text() == used.replace(", nothing: because", "")


def test_a_changed_text_is_never_restamped(here: Path, run: Run) -> None:
    change(
        here,
        "    status: accepted\n",
        "    status: accepted\n    stamps: {standard: 000000000000, subject: 000000000000}\n",
    )
    assert run("check", "--diff", "--unsafe-fixes").out == ""


def test_a_baseline_excuses_what_was_there_and_counts(here: Path, run: Run) -> None:
    change(here, "[sec_4]", "[sec_44]")
    assert run("check", "--write-baseline", "base.json").code == 0
    assert json.loads((here / "base.json").read_text())["lexmatch"] == "baseline/1"
    done = run("check", "--baseline", "base.json")
    assert (done.code, done.out) == (0, "")
    assert "in the baseline" in done.err
    change(here, "title:", "# moved down\n\ntitle:")
    assert run("check", "--baseline", "base.json").code == 0
    change(here, "[art_4]", "[art_44]")
    assert run("check", "--baseline", "base.json").code == 1
    (here / "bad.json").write_text("{}")
    assert run("check", "--baseline", "bad.json").code == 2


def git(here: Path, *arguments: str) -> None:
    subprocess.run(["git", "-c", "user.name=T", "-c", "user.email=t@example.org", *arguments], cwd=here, check=True,
                   capture_output=True)  # fmt: skip


def test_changed_reports_what_a_branch_touches(here: Path, run: Run) -> None:
    old = (here / "crosswalks" / "a.yaml").read_text()
    entry = old[old.index("  - concept") :].replace("ext-nationality", "ext-nothing")
    (here / "crosswalks" / "a.yaml").write_text(old + entry)
    git(here, "init", "-q")
    git(here, "add", ".")
    git(here, "commit", "-qm", "x")
    assert run("check").code == 1
    done = run("check", "--changed", "HEAD")
    assert (done.code, done.out) == (0, "")
    change(here, "relation: subset", "relation: equal")
    change(here, "    note: Citizens only.\n", "    note: Citizens only.\n    conflict: true\n")
    done = run("check", "--changed", "HEAD")
    assert done.code == 1
    assert "conflict-mark" in done.out
    assert "ext-nothing" not in done.out
    (here / "crosswalks" / "a.yaml").write_text(old)
    change(here, "The Minister may refuse to surrender a citizen.", "The Minister must not surrender a citizen.",
           "corpus/statutes/act.xml")  # fmt: skip
    assert "text-drift" in run("check", "--changed", "HEAD").out
    assert run("check", "--changed", "no-such-branch").code == 2
    assert run("check", "--changed=--output=x").code == 2


def test_format_is_idempotent_and_can_only_look(here: Path, run: Run) -> None:
    assert run("format", "--check").code == 0
    change(here, "    relation: subset\n    status: accepted\n", "    status: accepted\n    relation: subset\n")
    assert run("format", "--check").code == 1
    assert run("format").code == 0
    assert run("format", "--check").code == 0
    (here / "crosswalks" / "a.yaml").write_text("a: [")
    assert run("format").code == 1


def test_infer_tells_what_follows_and_what_does_not(here: Path, run: Run) -> None:
    text = (here / "crosswalks" / "a.yaml").read_text()
    other = (
        text.replace("subject: [act]", "subject: [decree]").replace("[sec_4]", "[art_7]").replace("subset", "superset")
    )
    (here / "crosswalks" / "b.yaml").write_text(other)
    done = run("infer", "crosswalks/a.yaml", "crosswalks/b.yaml")
    assert done.code == 0, done
    assert "act section 4 — subset — decree Article 7" in done.out
    assert "through treaty Article 4" in done.out
    (here / "crosswalks" / "b.yaml").write_text(other.replace("superset", "subset"))
    assert run("infer", "crosswalks/a.yaml", "crosswalks/b.yaml").out == ""
    data = json.loads(run("infer", "crosswalks/a.yaml", "crosswalks/b.yaml", "--all", "--format", "json").out)
    assert data["lexmatch"] == "inferences/1"
    assert len(data["inferences"][0]["possible"]) == 5


def test_explain_and_its_suggestions(run: Run) -> None:
    done = run("explain", "text-drift")
    assert done.code == 0
    assert "Why it matters" in done.out
    assert json.loads(run("explain", "text-drift", "--format", "json").out)["lexmatch"] == "rule/1"
    done = run("explain", "text-drfit")
    assert done.code == 2
    assert "text-drift" in done.err


def test_a_wrong_configuration_is_reported_whatever_is_checked(here: Path, run: Run) -> None:
    (here / "lexmatch.yaml").write_text("languagse: [en]\n")
    done = run("check", "crosswalks/a.yaml")
    assert done.code == 1
    assert "lexmatch.yaml:1:1: error[config] unknown key 'languagse'" in done.out
    (here / "lexmatch.yaml").unlink()
    change(here, "group: ext,", "group: exd,", "corpus/concepts.yaml")
    assert "corpus/concepts.yaml" in run("check", "crosswalks/a.yaml").out


def test_a_file_named_twice_is_checked_once(here: Path, run: Run) -> None:
    change(here, "relation: subset", "relation: equal")
    change(here, "[sec_4]", "[sec_44]")
    once = run("check", "crosswalks/a.yaml").out
    assert run("check", "crosswalks/a.yaml", "crosswalks", "./crosswalks/a.yaml", str(here / "crosswalks")).out == once


def test_a_full_disk_leaves_the_file_as_it_was(here: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    change(here, "relation: subset", "relatoin: subset")
    before = (here / "crosswalks" / "a.yaml").read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("lexmatch.files.os.fsync", full)
    for arguments in (("check", "--fix"), ("check", "--write-baseline", "b.json"), ("schema", "-o", "s.json"),
                      ("export", "crosswalks/a.yaml", "--to", "csv", "-o", "a.csv")):  # fmt: skip
        done = run(*arguments)
        assert done.code == 2, done
        assert "Traceback" not in done.err
    assert (here / "crosswalks" / "a.yaml").read_bytes() == before
    assert not list(here.rglob("*.tmp"))


def test_strict_sources_make_an_unverified_provision_an_error(run: Callable[..., Any]) -> None:
    Path("x.yaml").write_text(
        "lexmatch: crosswalk/1\ntitle: t\nstandard: commonwealth-london-scheme\nsubject: [ca-extradition-1999]\n"
        "scope: [ext-extraditable-offences]\nentries:\n"
        "  - concept: ext-extraditable-offences\n    standard: [PLACE]\n    subject: [sec_3__subsec_1]\n"
        "    relation: intersects\n    status: accepted\n    note: Compared from a summary.\n    by: A. Reader\n"
        "    on: 2026-05-04\n".replace("PLACE", _unverified_place()),
        encoding="utf-8",
    )
    lenient, strict = run("check", "x.yaml"), run("check", "x.yaml", "--strict-sources")
    assert "warning[unverified-source]" in lenient.out
    assert lenient.code == 0
    assert "error[unverified-source]" in strict.out
    assert strict.code == 1


def _unverified_place() -> str:
    from lexmatch.project import load

    law = load(None)[0].instrument("commonwealth-london-scheme")
    return law.citable(law.carrying("ext-extraditable-offences")[0].eid)


def test_a_draft_with_blanks_is_a_note_until_it_is_final(run: Callable[..., Any]) -> None:
    run("draft", "ext-speciality", "--against", "ets-24", "--format", "akn", "-o", "out")
    working, final = run("check", "out/draft.xml"), run("check", "out/draft.xml", "--final")
    assert working.code == 0, working
    assert "note[blank-left]" in working.out
    assert final.code == 1
    assert "error[blank-left]" in final.out
