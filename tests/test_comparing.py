"""`lexmatch diff`: entries, decisions and verdicts of crosswalks; provisions of laws."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

HEAD = "lexmatch: crosswalk/1\ntitle: T\nstandard: ets-24\nsubject: [ca-extradition-1999]\nscope: [ext]\nentries:\n"
ONE = "  - concept: ext-nationality\n    standard: [art_6]\n    subject: [sec_47]\n    relation: {r}\n    status: {s}\n"
Run = Callable[..., Any]


def test_entries_and_verdicts(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.yaml").write_text(HEAD + ONE.format(r="equal", s="accepted"))
    (tmp_path / "b.yaml").write_text(
        HEAD + "  - concept: ext-costs\n    absence: absent\n" + ONE.format(r="none", s="accepted")
    )
    done = run("diff", "a.yaml", "b.yaml")
    assert done.code == 1, done
    assert done.out.splitlines()[:2] == ["added: ext-costs", "  verdict: none → open"]
    assert "changed: ext-nationality (ets-24#art_6)" in done.out
    assert "→ contrary" in done.out
    assert "  relation: equal → none" in done.out
    assert run("diff", "a.yaml", "a.yaml").code == 0
    data = json.loads(run("diff", "b.yaml", "a.yaml", "--format", "json").out)
    assert [c["change"] for c in data["changes"]] == ["changed", "removed"]


def test_order_and_comments_make_no_difference(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.yaml").write_text(HEAD + ONE.format(r="equal", s="accepted"))
    (tmp_path / "b.yaml").write_text("# c\n" + HEAD + ONE.format(r="equal-to", s="'accepted'  # x"))
    assert run("diff", "a.yaml", "b.yaml").out == ""


def test_provisions_of_two_versions_of_a_law(tmp_path: Path, run: Run) -> None:
    from lexmatch.project import shipped

    text = (shipped() / "corpus" / "treaties" / "ets-24.xml").read_text("utf-8")
    (tmp_path / "old.xml").write_text(text)
    (tmp_path / "new.xml").write_text(
        text.replace('eId="art_24"', 'eId="art_24-1"').replace("P40D", "P60D").replace("40 days", "60 days")
    )
    done = run("diff", "./old.xml", "./new.xml")
    assert done.code == 1, done
    assert "moved: " in done.out
    assert "formerly art_24" in done.out
    assert "values: " in done.out
    assert run("diff", "./old.xml", "./old.xml").code == 0
    assert run("diff", "ets-24", "no-such-law").code == 2
