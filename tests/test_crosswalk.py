"""Crosswalk files: what is written reads back, the quick reader and the general one agree, mistakes have places."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexmatch import crosswalk as c
from lexmatch import lines
from lexmatch.ref import Ref

HEAD = "lexmatch: crosswalk/1\ntitle: T\nstandard: std\nsubject: [sub]\nscope: [ext]\n"
WORD = st.from_regex(r"[a-z][a-z0-9]{0,7}(-[a-z0-9]{1,6})?", fullmatch=True)
EID = st.from_regex(r"(art|sec)_[0-9]{1,3}(__(para|subsec)_[0-9a-z]{1,2}){0,2}", fullmatch=True)
TEXT = st.text(st.characters(categories=("L", "N", "P", "S", "Zs"), max_codepoint=0x2FFF), max_size=260).map(
    lambda t: " ".join(t.split())
)


@st.composite
def entries(draw: st.DrawFn, standards: tuple[str, ...], subjects: tuple[str, ...]) -> c.Entry:
    refs = lambda aliases: tuple(draw(st.lists(st.builds(Ref, st.sampled_from(aliases), EID), max_size=3, unique=True)))  # noqa: E731
    number = draw(st.none() | st.integers(0, 100))
    return c.Entry(
        concept=draw(WORD), standard=refs(standards), subject=refs(subjects),
        relation=draw(st.sampled_from(("", *c.RELATIONS))), absence=draw(st.sampled_from(("", *c.ABSENCES))),
        status=draw(st.sampled_from(c.STATUSES)), confidence=None if number is None else number / 100,
        basis=tuple(draw(st.lists(TEXT.filter(bool), max_size=3))), note=draw(TEXT), conflict=draw(st.booleans()),
        by=draw(TEXT), on=draw(st.sampled_from(("", "2026-05-04"))),
        rationale=draw(st.sampled_from(("", *c.RATIONALES))),
        stamps=(draw(st.sampled_from(("", "4f1c9a02b7d3", "123456789012", "37e303294720"))),
                draw(st.sampled_from(("", "0" * 12)))),
        waive=tuple(draw(st.dictionaries(WORD, TEXT.filter(bool), max_size=2)).items()),
    )  # fmt: skip


@st.composite
def crosswalks(draw: st.DrawFn) -> c.Crosswalk:
    standards = tuple(draw(st.lists(WORD, min_size=1, max_size=2, unique=True)))
    subjects = tuple(draw(st.lists(WORD, min_size=1, max_size=2, unique=True)))
    return c.Crosswalk(
        draw(TEXT), standards, subjects, tuple(draw(st.lists(WORD, max_size=3))),
        tuple(draw(st.lists(entries(standards, subjects), max_size=4))),
    )  # fmt: skip


def bare(found: c.Crosswalk) -> list[object]:
    """A crosswalk without places."""
    from dataclasses import replace

    from lexmatch.findings import Place

    return [found.title, found.standard, found.subject, found.scope, dict(found.defaults),
            [replace(e, place=Place("")) for e in found.entries]]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(crosswalks())
def test_what_is_dumped_reads_back_the_same(made: c.Crosswalk) -> None:
    text = c.dump(made)
    found, findings = c.read(text, "f")
    assert not findings, (text, findings)
    assert found is not None
    assert bare(found) == bare(made)
    assert c.dump(found) == text


def slowly(text: str) -> tuple[c.Crosswalk | None, list[object]]:
    """The file as the general reader reads it."""
    kept = lines.blocks
    try:
        lines.blocks = lambda *a: None  # type: ignore[assignment]
        return c.read(text, "f")  # type: ignore[return-value]
    finally:
        lines.blocks = kept


def agree(text: str) -> None:
    quick, findings = c.read(text, "f")
    slow, others = slowly(text)
    assert findings == others, text
    assert quick == slow, text
    if quick is not None and slow is not None:
        assert dict(quick.places) == dict(slow.places), text
        for a, b in zip(quick.entries, slow.entries, strict=True):
            assert dict(a.places) == dict(b.places), text
            assert all(a.at(key) == b.at(key) for key in (*b.places, "nothing"))


@settings(max_examples=150, deadline=None)
@given(crosswalks(), st.randoms(use_true_random=False))
def test_the_quick_reader_agrees_with_the_general_one(made: c.Crosswalk, chance: random.Random) -> None:
    """On canonical files, and on files with a change of one character anywhere."""
    text = c.dump(made)
    agree(text)
    for _ in range(4):
        at = chance.randrange(len(text))
        new = chance.choice(["", " ", "\n", ":", "#", '"', "'", "[", "]", "{", "}", ",", "-", "\t", "&", "*", "!", "|", ">", "x",
                             "\u00e9", "%", "@", "`", "\\", "\n\n", "  ", "# c\n", "\r\n", "\ufeff", "\x00"])  # fmt: skip
        agree(text[:at] + new + text[at + chance.randrange(2) :])


LAYOUTS = [
    "entries:\n  - concept: a\n    note: >-\n      one two\n      three\n    status: accepted\n",
    "entries:\n  - concept: a\n    note: >-\n      one\n\n      two\n",
    "entries:\n  - concept: a\n    note: >-\n      one\n       two\n",
    "entries:\n  - concept: a\n    note: >-\n    status: accepted\n",
    "entries:\n  - concept: a\n    note: one\n      two\n",
    "entries:\n  - concept: a\n    # a comment\n\n    note: one # not text\n# another\n  # third\n  - concept: b\n",
    "entries:\n  # first\n  - concept: a\n    standard:\n      - art_1\n",
    "entries:\n- concept: a\n- concept: b\n",
    "entries:\n  -\n    concept: a\n",
    "entries:\n  - {concept: a, standard: [art_1]}\n",
    "entries:\n  - concept: a\n  title: b\n",
    "entries:\n  - concept: a\nscope: [b]\n",
    "entries:\n  - concept: a\n    stamps: {standard: x, standard: y}\n",
    "entries:\n  - concept: a\n    waive: {r: \"why, {}: really\", s: t}\n",
    "entries:\n  - concept: a\n    waive: {r: \"\"}\n",
    "entries:\n  - concept: a\n    basis: []\n    standard: art_1\n",
    "entries:\n  - concept: \"a\\\\b\\\"c\\n\"\n",
    "entries:\n  - concept: a\n    note:\n",
    "entries:\n  - concept: a\n...\n",
    "entries:\n  - concept: a\n    note: x:\n",
    "entries:\n  - concept: a\n    subject: [other#sec_1, sec_2]\n    standard: [std#art_1]\n",
    "entries:\n  - concept: a\n    relation: skos:exactMatch\n    conflict: yes\n",
    "entries:\n  - concept: a # why\n    standard: [art_1, art_2]   # both\n    subject:\n      - sec_1  # first\n"
    "      - 'sec_2'\n"
    "    note: 'it''s' # so\n    stamps: {standard: x}  # s\n    waive: {r: \"a # b\"}  # c\n"
    "    basis: \"x # y\"\n    status: accepted   \n",
    "entries:\n  - concept: a\n    standard:\n    - art_1\n    - art_2\n    status: accepted\n",
    "entries:\n  - concept: a\n    standard:\n      - art_1\n    - art_2\n",
    "entries:\n  - concept: a\n    standard:\n      - art_1\n      -\n",
    "entries:\n  - concept: a\n    standard:\n      - art_1\n      - [b]\n",
    "entries:\n  - concept: a\n    standard:\n      - art_1\n\n      - art_2\n",
    "entries:\n  - concept: a\n    standard:\n      - art_1\n      # c\n      - art_2\n    status: accepted\n",
    "entries:\n  - concept: a\n    standard:\n      - a: b\n",
    "entries:\n  - concept: a\n    standard:\n      -  art_1\n    note: a #b\n    by: c#d\n    on: \"x\"y\n",
    "entries:\n  - concept: a\n    note:\n      - x\n    stamps:\n      standard: y\n",
    "entries:\n  - concept: a\n    standard:\n  - concept: b\n    subject:\n",
    "entries:\n  - concept: a\n    standard: [art_1]# c\n    note: 'x'#y\n",
    "entries:\n\n",
    "entries: []\n",
    "entries: {}\n",
    "",
]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_both_readers_on_layouts_that_people_use(layout: str) -> None:
    agree(HEAD + layout)
    agree(HEAD.replace("\nscope", "\ndefaults: {by: A. B, on: 2026-05-04, rationale: odd}\nscope") + layout)
    agree(HEAD.replace("\nscope", "\n# why\n\ndefaults: {by: A. B, rationale: semantic}\nscope") + layout)


def found(text: str) -> list[str]:
    return [f"{f.place.line}:{f.place.column} {f.rule} {f.message}|{f.hint}" for f in c.read(text, "f")[1]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + "entrys: []\n", "6:1 unknown-key unknown key 'entrys' in a crosswalk|Did you mean entries?"),
        (HEAD + "entries:\n  - concept: a\n    relatoin: equal\n",
         "8:5 unknown-key unknown key 'relatoin' in an entry|Did you mean relation?"),
        (HEAD + "entries:\n  - concept: a\n    relation: same\n",
         "8:15 schema 'same' is no relation|It is one of equal, subset, superset, intersects, none."),
        (HEAD + "entries:\n  - concept: a\n    confidence: high\n",
         "8:17 schema confidence is a number from 0 to 1, not 'high'|"),
        (HEAD + "entries:\n  - relation: equal\n", "7:5 schema an entry has no concept|Begin it with 'concept: ID'."),
        (HEAD + "entries:\n  - concept: a\n    waive: {text-drift: \"\"}\n",
         "8:13 schema the waiver of text-drift gives no reason|Say who waived it, when and why."),
        ("lexmatch: crosswalk/2\ntitle: T\nstandard: a\nsubject: b\n",
         "1:11 unsupported-version the file should say 'lexmatch: crosswalk/1', and says crosswalk/2|"
         "This version of lexmatch reads crosswalk/1 only."),
        ("- a\n", "1:1 schema a crosswalk is a mapping that begins with 'lexmatch: crosswalk/1'|"),
        ("", "1:1 schema the file is empty|`lexmatch build` makes a crosswalk."),
    ],
)  # fmt: skip
def test_mistakes_have_a_place_and_a_remedy(text: str, said: str) -> None:
    assert said in found(text)


def test_stamps_do_not_depend_on_the_order_of_references() -> None:
    from lexmatch.instrument import Provision, instrument

    law = instrument(
        "std", "T", (Provision("art_1", "article", text="One."), Provision("art_2", "article", text="Two."))
    )
    a, b = Ref("std", "art_1"), Ref("std", "art_2")
    assert c.stamp((a, b), {"std": law}) == c.stamp((b, a), {"std": law}) != c.stamp((a,), {"std": law})
    assert c.stamp((Ref("std", "art_9"),), {"std": law}) == ""
