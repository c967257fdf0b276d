"""The contradictions that published mapping libraries contain, one of each kind, come in through an importer and are found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

A, B, C = "ets-24", "ca-extradition-1999", "de-irg"
HEAD = "concept,standard,subject,relation,status,by,on,note\n"
ROW = "ext-nationality,{standard},{subject},{relation},accepted,A. B,2026-05-04,why\n"


def table(folder: Path, name: str, run: Callable[..., Any], *rows: tuple[str, str, str]) -> None:
    """Rows as CSV, imported as a crosswalk of that name."""
    text = HEAD + "".join(ROW.format(standard=s, subject=t, relation=r) for t, r, s in rows)
    (folder / f"{name}.csv").write_text(text)
    done = run("import-crosswalk", f"{name}.csv", "-o", f"crosswalks/{name}.yaml", "--title", name)
    assert done.code == 0, done


def test_each_kind_of_contradiction_is_found(tmp_path: Path, run: Callable[..., Any]) -> None:
    (tmp_path / "lexmatch.yaml").write_text("languages: [en]\n")
    law, other, act = f"{A}#art_6", f"{A}#art_7", f"{B}#sec_47"
    table(tmp_path, "duplicate", run, (act, "subset", law), (act, "subset", law))
    table(tmp_path, "different", run, (f"{B}#sec_44", "subset", other), (f"{B}#sec_44", "superset", other))
    table(tmp_path, "double", run, (f"{B}#sec_45", "equal", f"{A}#art_8"), (f"{B}#sec_45", "equal", f"{A}#art_9"))
    # The triangle: the Act is part of the treaty's rule, which the German law does not touch; yet the Act equals the German law.
    table(tmp_path, "second", run, (f"{C}#sec_2", "none", law))
    table(tmp_path, "third", run, (act, "equal", f"{C}#sec_2"))
    # And the reverse of the first that does not fit it.
    table(tmp_path, "reverse", run, (law, "subset", act))
    done = run("check")
    for rule, name in (("duplicate-entry", "duplicate"), ("conflicting-entries", "different"), ("double-equal", "double"),
                       ("impossible-chain", ""), ("reverse-conflict", "")):  # fmt: skip
        assert any(f"[{rule}]" in line and name in line for line in done.out.splitlines()), (rule, done.out)
    chain = next(line for line in done.out.splitlines() if "[impossible-chain]" in line)
    for words in ("ets-24 Article 6", "de-irg section 2", "ca-extradition-1999 section 47", "and yet"):
        assert words in chain


def test_the_same_set_without_its_faults_has_no_contradiction(tmp_path: Path, run: Callable[..., Any]) -> None:
    (tmp_path / "lexmatch.yaml").write_text("languages: [en]\n")
    act, law, german = f"{B}#sec_47", f"{A}#art_6", f"{C}#sec_2"
    table(tmp_path, "one", run, (act, "subset", law))
    table(tmp_path, "two", run, (german, "superset", law))
    table(tmp_path, "three", run, (act, "subset", german))
    table(tmp_path, "reverse", run, (law, "superset", act))
    out = run("check").out
    for rule in ("duplicate-entry", "conflicting-entries", "double-equal", "impossible-chain", "reverse-conflict"):
        assert f"[{rule}]" not in out
