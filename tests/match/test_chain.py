"""Two texts in one order: what is expected is learned from them, moves and splits are found, and the sums are right."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexmatch.instrument import Instrument, Provision, instrument
from lexmatch.match import Matches, align, chain, match, reading

STEMS = ("release", "custody", "judge", "transit", "surrender", "penalty", "consent", "notice", "hearing", "seizure", "expense",
         "request", "annex", "witness", "warrant", "treaty", "minister", "appeal", "period", "offence")  # fmt: skip


def articles(count: int, seed: int = 1) -> list[Provision]:
    """Made-up articles of different lengths; every word stands in many of them."""
    dice = random.Random(seed)
    made = []
    for n in range(1, count + 1):
        words = [dice.choice(STEMS) + dice.choice(("", "s", "ing", "ed")) for _ in range(dice.randrange(12, 90))]
        made.append(Provision(f"art_{n}", "article", str(n), "", " ".join(words)))
    return made


def law(provisions: list[Provision], language: str = "en") -> Instrument:
    return instrument(language, language, tuple(provisions), language=language)


def foreign(provision: Provision) -> Provision:
    """The same in a language without a word or a run of letters in common."""
    swapped = str.maketrans("abcdefghijklmnopqrstuvwxyz", "qzxwvkjyugfpbhmdlcrtsoniae")
    return replace(provision, text=provision.text.translate(swapped))


def without(provisions: list[Provision], *numbers: int) -> list[Provision]:
    return [p for p in provisions if int(p.num) not in numbers]


def pairs(found: Matches) -> set[tuple[str, str]]:
    return {(p.source, p.target) for p in found.pairs}


def same(*numbers: int) -> set[tuple[str, str]]:
    return {(f"art_{n}", f"art_{n}") for n in numbers}


@pytest.mark.parametrize("mode", ["monotone", "one-to-one"])
def test_what_has_no_partner_gets_none(mode: str) -> None:
    whole = articles(24)
    found = match(law(without(whole, 3, 10, 11, 20)), law(without(whole, 4, 12, 13, 24)), mode=mode)
    assert found.mode == mode
    assert pairs(found) == same(*({*range(1, 25)} - {3, 4, 10, 11, 12, 13, 20, 24}))


def test_without_a_common_word_figures_lengths_and_order_find_most() -> None:
    whole = [replace(p, text=f"{p.text} {n * 7}" if n % 3 == 0 else p.text) for n, p in enumerate(articles(30), 1)]
    other = [foreign(p) for p in without(whole, 5, 6, 17)]
    found = match(law(whole), law(other, "xx"), mode="monotone")
    assert len(pairs(found) & same(*range(1, 31))) >= 24
    assert len(pairs(found) - same(*range(1, 31))) <= 3
    assert any("length and place fit" in p.reasons for p in found.pairs)


def test_a_provision_that_was_moved_is_found_again() -> None:
    whole = articles(20)
    turned = [*without(whole, 4), whole[3]]
    found = match(law(whole), law(turned), mode="monotone")
    assert pairs(found) == same(*range(1, 21))
    moved = found.best("art_4")
    assert moved is not None
    assert "stands elsewhere in the other text" in moved.reasons


def test_the_parts_of_a_split_are_found_where_the_order_is_kept_only() -> None:
    whole = articles(16)
    words = whole[8].text.split()
    half = len(words) // 2
    parts = [replace(whole[8], text=" ".join(words[:half])),
             Provision("art_9a", "article", "9a", "", " ".join(words[half:]))]  # fmt: skip
    turned = [*whole[:8], *parts, *whole[9:]]
    both = {("art_9", "art_9"), ("art_9", "art_9a")}
    assert pairs(match(law(whole), law(turned), mode="monotone")) == same(*range(1, 17)) | both
    back = pairs(match(law(turned), law(whole), mode="monotone"))
    assert back == same(*range(1, 17)) | {(b, a) for a, b in both}
    assert len(pairs(match(law(whole), law(turned), mode="one-to-one")) & both) == 1


def test_a_likeness_beside_a_pair_is_no_part_where_it_makes_the_length_worse() -> None:
    scores = np.array([[3.0, 2.0, 0.0, 0.0], [0.0, 0.0, 3.0, 0.0], [0.0, 0.0, 0.0, 3.0]])
    kept = [(0, 0), (1, 2), (2, 3)]
    whole = np.zeros((3, 4))
    assert align.splits(scores, kept, 1.5, whole) == []
    half = whole.copy()
    half[0, :2] = np.log(2)
    assert align.splits(scores, kept, 1.5, half) == [(0, 1)]
    assert align.splits(scores.T, [(j, i) for i, j in kept], 1.5, -half.T) == [(1, 0)]
    assert align.splits(scores, kept, 2.5, half) == []
    assert align.splits(scores, [], 1.5, half) == []


def test_order_is_judged_by_the_surer_half() -> None:
    scores = np.eye(6) * np.array([9.0, 1.0, 8.0, 1.0, 7.0, 1.0])
    assert align.order(scores) == 1.0
    assert align.order(scores[:, [0, 5, 2, 3, 4, 1]]) == 1.0
    assert align.order(scores[:, ::-1]) == pytest.approx(1 / 3)


def test_an_encoder_that_sees_another_meaning_speaks_against_a_pair() -> None:
    dice = np.random.default_rng(3)
    scores = np.round(dice.normal(0, 0.5, (20, 20)) + 3 * np.eye(20), 3)
    scores[10, 10] = 1.6
    longer = dice.normal(0, 0.5, (20, 20)) * (1 - np.eye(20))
    meaning = np.where(np.eye(20) > 0, 0.8, 0.2)
    meaning[10, 10] = 0.2
    without_meaning, _ = chain.chances(scores, scores, longer, align.mutual(scores))
    with_meaning, evidence = chain.chances(scores, scores, longer, align.mutual(scores), meaning)
    assert without_meaning[10, 10] > 0.9
    assert with_meaning[10, 10] < without_meaning[10, 10]
    assert (with_meaning.diagonal()[:10] > 0.9).all()
    assert evidence[10, 10] < evidence[0, 0]


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 2**32 - 1), st.floats(0.1, 0.9))
def test_the_order_gives_what_all_ways_add_up_to(n: int, m: int, seed: int, share: float) -> None:
    evidence = np.random.default_rng(seed).normal(0, 2, (n, m))
    count = share * min(n, m)
    steps = n + m - count
    total, held = 0.0, np.zeros((n, m))
    for way in itertools.product("bst", repeat=n + m):  # both, source alone, target alone
        i = j = 0
        weight, used = 1.0, []
        for step in way:
            if (i, j) == (n, m):
                weight *= step == "b"  # what follows the end counts once
            elif step == "b" and i < n and j < m:
                weight *= count / steps * np.exp(evidence[i, j])
                used.append((i, j))
                i, j = i + 1, j + 1
            elif step == "s" and i < n:
                weight *= (n - count) / steps
                i += 1
            elif step == "t" and j < m:
                weight *= (m - count) / steps
                j += 1
            else:
                weight = 0.0
            if not weight:
                break
        if weight and (i, j) == (n, m):
            total += weight
            for pair in used:
                held[pair] += weight
    assert chain.in_order(evidence, count) == pytest.approx(held / total, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 12), st.integers(1, 12), st.integers(0, 2**32 - 1), st.sampled_from([0.0, 1e-9, 1.0, 40.0]))
def test_any_table_gives_chances(n: int, m: int, seed: int, size: float) -> None:
    dice = np.random.default_rng(seed)
    scores, longer = dice.normal(0, 1, (n, m)) * size, dice.normal(0, 1, (n, m)) * size
    likely, evidence = chain.chances(scores, scores, longer, align.mutual(scores), scores)
    assert np.isfinite(evidence).all()
    assert ((likely >= 0) & (likely <= 1)).all()
    assert (likely.sum(axis=0) <= 1.001).all()
    assert (likely.sum(axis=1) <= 1.001).all()
    rising = align.monotone(likely, chain.LIKELY)
    moved = chain.moved(scores, evidence, rising)
    assert len({i for i, _ in (*rising, *moved)}) == len(rising) + len(moved)
    assert len({j for _, j in (*rising, *moved)}) == len(rising) + len(moved)


@pytest.mark.parametrize("mode", ["monotone", "one-to-one"])
def test_nothing_but_empty_or_equal_provisions_ends(mode: str) -> None:
    empty = [Provision(f"art_{n}", "article", str(n)) for n in range(1, 12)]
    equal = [replace(p, text="All of these are the same.") for p in empty]
    for left, right in itertools.product((empty, equal), repeat=2):
        found = match(law(left), law(right), mode=mode)
        assert all(0 <= p.confidence <= 1 and p.reasons for p in found.pairs)
        assert len({p.source for p in found.pairs}) == len(found.pairs)


def test_few_provisions_are_read_with_the_fixed_score() -> None:
    whole = articles(5)
    found = match(law(without(whole, 2)), law(without(whole, 4)), mode="monotone")
    assert found.mode == "monotone"
    assert pairs(found) == same(1, 3, 5)
    assert reading.REJECT > 0
