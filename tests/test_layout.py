"""`lexmatch format`: canonical order, comments kept, nothing decided anew, and the same again when done twice."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexmatch import crosswalk as c
from lexmatch.crosswalk import layout

ORDER = {"std": {f"art_{n}": n for n in range(30)}}


def order(alias: str) -> dict[str, int]:
    return ORDER.get(alias, {})


def formatted(text: str) -> str:
    made, findings = layout.format_text(text, "f", order)
    assert made is not None, findings
    return made


BEFORE = """\
# Who made this and why.

lexmatch: crosswalk/1   # the version
subject: sub
title: 'A title'
standard: [std]
# what we looked at
scope:
  - ext
defaults: {on: "2026-05-04", by: A. B}

# the decisions
entries:  # in order
  # about the second
  - relation: subset-of    # narrower
    concept: ext-b
    standard:
    - art_2
    status: 'accepted'
    note: >-
      A long reason that goes on
      over lines. # not a comment
    # who
    by: C. D

  # about the first
  - concept: ext-a
    standard: [art_1]   # the pinpoint
    subject:
      - sec_1   # inside
      - sec_2
    relation: equal
    confidence: 0.875
# the end
"""
AFTER = """\
# Who made this and why.

lexmatch: crosswalk/1  # the version
title: A title
standard: std
subject: [sub]
# what we looked at
scope: [ext]
defaults: {by: A. B, on: 2026-05-04}

# the decisions
entries:  # in order

  # about the first
  - concept: ext-a
    standard: [art_1]  # the pinpoint
    subject:
      - sec_1   # inside
      - sec_2
    relation: equal
    confidence: 0.875
  # about the second
  - concept: ext-b
    standard: [art_2]
    relation: subset  # narrower
    status: accepted
    note: "A long reason that goes on over lines. # not a comment"
    # who
    by: C. D
# the end
"""


def test_canonical_form_keeps_comments_where_they_belong() -> None:
    assert formatted(BEFORE) == AFTER
    assert formatted(AFTER) == AFTER


def test_what_dump_writes_is_canonical() -> None:
    found, _ = c.read(AFTER.replace("subset", "equal"), "f")
    assert found is not None
    text = c.dump(found)
    assert formatted(text) == text


@pytest.mark.parametrize("text", ["", "- a\n", "lexmatch: crosswalk/1\nentries: [\n", "a: 1\na: 2\n"])
def test_a_file_with_errors_is_left_alone(text: str) -> None:
    made, findings = layout.format_text(text, "f", order)
    assert made is None
    assert findings


def test_entries_in_braces_are_left_alone_with_a_reason() -> None:
    text = "lexmatch: crosswalk/1\nstandard: std\nsubject: sub\nentries:\n  - {concept: a, note: b}\n"
    made, findings = layout.format_text(text, "f", order)
    assert made is None
    assert findings[0].hint


def shuffled(chance: random.Random) -> str:
    """A file with keys and entries in any order, in several styles, with comments anywhere."""
    comment = lambda pad: [f"{pad}# c{chance.randrange(99)}"] if chance.random() < 0.2 else []  # noqa: E731
    tail = lambda: f"  # t{chance.randrange(99)}" if chance.random() < 0.2 else ""  # noqa: E731
    head = ["lexmatch: crosswalk/1", "title: T", "standard: std", "subject: [sub]", "scope: [ext]"]
    chance.shuffle(head)
    out = []
    for line in head:
        out += [*comment(""), line + tail()]
    out += [*comment(""), "entries:"]
    for _ in range(chance.randrange(1, 6)):
        keys = [f"concept: {chance.choice(['a', 'b-c'])}", f"standard: [art_{chance.randrange(30)}]", "subject: [sec_1, 'sec_2']",
                f"relation: {chance.choice(['equal', 'subset-of'])}", "status: accepted", 'note: "a: b"',
                "confidence: 0.5", "waive: {x: y}"]  # fmt: skip
        chance.shuffle(keys)
        keys = keys[: chance.randrange(1, 9)]
        if not any(k.startswith("concept") for k in keys):
            keys.append("concept: z")
        out += comment("  ") + [""] * chance.randrange(2)
        for n, key in enumerate(keys):
            out += comment("    ") if n else []
            out.append(("  - " if n == 0 else "    ") + key + tail())
            if key.startswith("note") and chance.random() < 0.5:
                out[-1] = ("  - " if n == 0 else "    ") + "note: >-" + tail()
                out += ["      one # two", "      three"]
    return "\n".join(out) + "\n"


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**9))
def test_any_layout_keeps_its_decisions_and_comments_and_is_stable(seed: int) -> None:
    text = shuffled(random.Random(seed))
    once = formatted(text)
    assert layout.same(text, once, "f"), text
    assert formatted(once) == once, text
    assert sorted(w for w in text.split() if w[0] in "ct" and w[1:].isdigit()) == sorted(
        w for w in once.split() if w[0] in "ct" and w[1:].isdigit()
    )
    found, _ = c.read(once, "f")
    assert found is not None
    places = [c.position(e, found.standard, order) for e in found.entries]
    known = [p for p in places if p is not None]
    assert known == sorted(known)
