"""`lexmatch merge`: what one side changed is taken, what both changed differently is kept twice and reported."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lexmatch import crosswalk as c
from lexmatch.crosswalk import layout
from lexmatch.crosswalk.merging import MARK, merge

HEAD = "lexmatch: crosswalk/1\ntitle: T\nstandard: std\nsubject: [sub]\nscope: [ext]\nentries:\n"
NAMES = "abcdef"


def entry(name: str, relation: str = "", status: str = "proposed", note: str = "", comment: str = "") -> str:
    lines = [f"  # {comment}"] if comment else []
    lines += [f"  - concept: {name}", f"    standard: [art_{NAMES.find(name)}]", f"    subject: [sec_{NAMES.find(name)}]",
              f"    relation: {relation or 'equal'}", f"    status: {status}"]  # fmt: skip
    return "\n".join([*lines, *([f"    note: {note}"] if note else [])]) + "\n"


def merged(base: str, ours: str, theirs: str) -> tuple[str, tuple[str, ...]]:
    parts = [layout.parse(text, "f")[0] for text in (base, ours, theirs)]
    assert all(parts)
    made = merge(*parts)  # type: ignore[arg-type]
    return layout.compose(made.layout), made.conflicts


BASE = HEAD + entry("a") + entry("b") + entry("c")


def test_decisions_of_two_people_on_different_entries() -> None:
    ours = HEAD + entry("a", "subset", "accepted", "mine", "look at this") + entry("b") + entry("c")
    theirs = HEAD + entry("a") + entry("b", status="accepted") + entry("d") + entry("c")
    text, conflicts = merged(BASE, ours, theirs)
    assert not conflicts
    assert text == HEAD + entry("a", "subset", "accepted", "mine", "look at this") + entry("b", status="accepted") + entry(
        "d") + entry("c")  # fmt: skip


def test_the_same_entry_decided_differently_stays_twice_and_is_a_finding() -> None:
    ours = HEAD + entry("a", "subset", "accepted", "x") + entry("b") + entry("c")
    theirs = HEAD + entry("a", "superset", "accepted", "y") + entry("b") + entry("c")
    text, conflicts = merged(BASE, ours, theirs)
    assert len(conflicts) == 1
    assert text.count("concept: a") == 2
    assert MARK in text
    found, findings = c.read(text, "f")
    assert found is not None
    assert not findings


def test_one_decision_is_never_put_together_from_two() -> None:
    """Ours rejected the entry; theirs changed its relation: accepting neither nor both would be right."""
    text, conflicts = merged(BASE, HEAD + entry("a", status="rejected") + entry("b") + entry("c"),
                             HEAD + entry("a", "subset") + entry("b") + entry("c"))  # fmt: skip
    assert conflicts
    assert text.count("concept: a") == 2


def test_removed_on_one_side() -> None:
    gone = HEAD + entry("a") + entry("c")
    assert merged(BASE, gone, BASE) == (gone, ())
    assert merged(BASE, BASE, gone) == (gone, ())
    text, conflicts = merged(BASE, gone, HEAD + entry("a") + entry("b", "subset") + entry("c"))
    assert conflicts
    assert "concept: b" in text


def test_a_note_and_a_status_go_together() -> None:
    text, conflicts = merged(BASE, HEAD + entry("a", note="why") + entry("b") + entry("c"),
                             HEAD + entry("a", status="accepted") + entry("b") + entry("c"))  # fmt: skip
    assert not conflicts
    assert "note: why" in text
    assert "status: accepted" in text


def test_scopes_are_joined() -> None:
    text, _ = merged(BASE, BASE.replace("[ext]", "[ext, mla]"), BASE.replace("[ext]", "[ext, dig]"))
    assert "scope: [ext, mla, dig]" in text


@pytest.mark.parametrize("seed", range(150))
def test_laws_of_merging(seed: int) -> None:
    """Merging with nothing changed gives the other side; no decision that one side alone made is lost."""
    chance = random.Random(seed)

    def some() -> str:
        names = [n for n in NAMES if chance.random() < 0.8]
        return HEAD + "".join(
            entry(n, chance.choice(["equal", "subset"]), chance.choice(["proposed", "accepted"])) for n in names
        )

    base, ours, theirs = some(), some(), some()
    if not all(x.count("concept") for x in (base, ours, theirs)):
        return
    assert merged(base, ours, base)[0] == ours
    assert merged(base, base, theirs)[0] == theirs
    assert merged(base, ours, ours) == (ours, ())
    text, conflicts = merged(base, ours, theirs)
    found, findings = c.read(text, "f")
    assert found is not None
    assert not findings
    sides = {}
    for name, side in (("base", base), ("ours", ours), ("theirs", theirs)):
        read, _ = c.read(side, "f")
        assert read is not None
        sides[name] = {e.concept: (e.relation, e.status) for e in read.entries}
    result: dict[str, set[tuple[str, str]]] = {}
    for e in found.entries:
        result.setdefault(e.concept, set()).add((e.relation, e.status))
    for name in NAMES:
        b, o, t = (sides[s].get(name) for s in ("base", "ours", "theirs"))
        if o == t:
            wanted = {o} - {None}
        elif o == b:
            wanted = {t} - {None}
        elif t == b:
            wanted = {o} - {None}
        else:
            continue
        assert result.get(name, set()) == wanted, (name, text)
    assert bool(conflicts) == (MARK in text)


def test_as_a_merge_driver_of_git(tmp_path: Path) -> None:
    def git(*arguments: str, check: bool = True) -> int:
        return subprocess.run(["git", "-c", "user.name=T", "-c", "user.email=t@example.org", *arguments], cwd=tmp_path,
                              check=check, capture_output=True).returncode  # fmt: skip

    git("init", "-q", "-b", "main")
    git("config", "merge.lexmatch.driver", f"{sys.executable} -m lexmatch merge %O %A %B")
    (tmp_path / ".gitattributes").write_text("*.yaml merge=lexmatch\n")
    path = tmp_path / "a.yaml"

    def commit(text: str) -> None:
        path.write_text(text)
        git("add", ".")
        git("commit", "-qm", "x")

    commit(BASE)
    git("checkout", "-qb", "other")
    commit(HEAD + entry("a", note="why") + entry("b") + entry("c", "subset", "accepted", "w"))
    git("checkout", "-q", "main")
    commit(HEAD + entry("a", status="accepted") + entry("b") + entry("c"))
    assert git("merge", "-q", "other", check=False) == 0
    assert "note: why" in path.read_text()
    assert "status: accepted" in path.read_text()


def test_the_command(tmp_path: Path, run: Callable[..., Any]) -> None:
    for name, text in (
        ("base", BASE),
        ("ours", BASE.replace("equal", "subset", 1)),
        ("theirs", BASE.replace("equal", "none", 1)),
    ):
        (tmp_path / f"{name}.yaml").write_text(text)
    done = run("merge", "base.yaml", "ours.yaml", "theirs.yaml", "-o", "out.yaml")
    assert done.code == 1, done
    assert "conflict: a: relation decided differently" in done.err
    (tmp_path / "theirs.yaml").write_text("a: [")
    assert run("merge", "base.yaml", "ours.yaml", "theirs.yaml").code == 2


def test_a_conflict_is_a_finding_even_when_one_side_rejected(tmp_path: Path, run: Callable[..., Any]) -> None:
    for name, text in (
        ("base", BASE),
        ("ours", BASE.replace("proposed", "rejected", 1)),
        ("theirs", BASE.replace("equal", "none", 1)),
    ):
        (tmp_path / f"{name}.yaml").write_text(text)
    assert run("merge", "base.yaml", "ours.yaml", "theirs.yaml").code == 1
    done = run("check", "ours.yaml")
    assert "error[conflicting-entries] two people decided this differently" in done.out
