"""Over many files, a check remembers what is new and loses no contradiction."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from lexmatch import crosswalk as c
from lexmatch.checks import conflicting_entries, impossible_chain, reverse_conflict
from lexmatch.checks._context import Facts, Web, facts_of

HEAD = """\
lexmatch: crosswalk/1
title: T
standard: {0}
subject: [{1}]
defaults: {{by: A. Reader, on: 2026-05-04}}
entries:
"""
ENTRY = "  - concept: ext-nationality\n    standard: [art_{0}]\n    subject: [sec_{1}]\n    relation: {2}\n    status: accepted\n"


def written(relations: list[str], standard: str = "treaty", subject: str = "act") -> str:
    """A crosswalk whose nth entry relates the nth provisions."""
    return HEAD.format(standard, subject) + "".join(ENTRY.format(n, n, r) for n, r in enumerate(relations))


def said(text: str, path: str) -> c.Crosswalk:
    """The crosswalk in a text."""
    crosswalk, findings = c.read(text, path)
    assert crosswalk is not None
    assert not findings
    return crosswalk


def test_files_that_agree_need_no_more_room_than_two() -> None:
    text = written(["subset"] * 100)
    facts = Facts()
    used = []
    tracemalloc.start()
    for count in (50, 200):
        for n in range(count):
            facts.add(said(text, f"n{count}-{n}.yaml"))
        gc.collect()
        used.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    assert len(facts.web().facts) == 200
    assert used[1] - used[0] < 20_000, "200 files of 100 entries each"


def test_a_whole_check_grows_by_little_more_than_the_names_of_files(check: Callable[..., tuple]) -> None:
    text = (
        "lexmatch: crosswalk/1\ntitle: T\nstandard: treaty\nsubject: [act]\nscope: [ext-nationality]\n"
        "defaults: {by: A. Reader, on: 2026-05-04}\nentries:\n"
        "  - concept: ext-nationality\n    standard: [art_4]\n    subject: [sec_4]\n    relation: subset\n"
        f"    status: rejected\n    note: {'words ' * 500}\n"
    )
    check({"crosswalks/warm.yaml": text})
    peaks = []
    for count in (20, 80):
        files = {f"crosswalks/n{n}.yaml": text for n in range(count)}
        gc.collect()
        tracemalloc.start()
        found = check(files)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert found == ()
    assert peaks[1] - peaks[0] < 60 * 2_500, "the note alone has 3,000 bytes"


RELATION = st.sampled_from(["equal", "subset", "superset", "intersects", "none"])
FILE = st.tuples(st.lists(RELATION, min_size=1, max_size=2), st.booleans())


@settings(max_examples=300, deadline=None)
@given(st.lists(FILE, min_size=1, max_size=6))
def test_what_is_left_out_hides_no_contradiction(files: list[tuple[list[str], bool]]) -> None:
    made = [
        said(written(relations, *(("act", "treaty") if turned else ("treaty", "act"))), f"n{n}.yaml")
        for n, (relations, turned) in enumerate(files)
    ]
    facts, whole = Facts(), []
    for crosswalk in made:
        facts.add(crosswalk)
        whole += facts_of(crosswalk)
    for rule in (conflicting_entries, impossible_chain, reverse_conflict):
        pairs = [{f.key for f in rule.check_web(web)} for web in (facts.web(), Web(tuple(sorted(whole))))]
        if rule is conflicting_entries:
            assert pairs[0] == pairs[1]
        assert bool(pairs[0]) == bool(pairs[1])
    # Whoever differs from what the first file says of a pair is told so.
    told = {f.place.path for f in conflicting_entries.check_web(facts.web())}
    first: dict[tuple[str, str], str] = {}
    for fact in whole:
        if first.setdefault((fact.subject, fact.standard), fact.relation) != fact.relation:
            assert fact.place.path in told


def test_the_file_that_is_asked_about_is_told_and_not_one_that_it_is_compared_with(check: Callable[..., tuple]) -> None:
    one, other = (written([r]).replace("art_0", "art_4").replace("sec_0", "sec_4") for r in ("subset", "equal"))
    for asked in ("a", "b"):
        found = check({"crosswalks/a.yaml": one, "crosswalks/b.yaml": other}, f"crosswalks/{asked}.yaml")
        places = [f.place.path for f in found if f.rule == "conflicting-entries"]
        assert places == [f"crosswalks/{asked}.yaml"]
