"""What two texts teach about each other, where they translate each other, and that nothing changes where they do not."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexmatch.instrument import Instrument, Provision, instrument
from lexmatch.match import Pair, candidates, fields, match, score, selftaught, vectors

WORDS = [(f"{a}{b}ng", f"{c}{a}{b}que") for a in "bdfglm" for b in "aeiou" for c in "rs"]
NAMES = ("Geneva", "Lisboa", "Kigali", "Zagreb", "Tbilisi")


def sentences(count: int, seed: int, named: float) -> list[tuple[str, str]]:
    """Made-up sentences of made-up words in two languages; a share of them holds two of a few names, which both sides share."""
    dice = random.Random(seed)
    made = []
    for _ in range(count):
        words = [dice.choice(WORDS) for _ in range(9)]
        names = [f"{dice.choice(NAMES)} {dice.randrange(100, 999)}"] if dice.random() < named else []
        made.append((" ".join([*(a for a, _ in words), *names]), " ".join([*(b for _, b in words), *names])))
    return made


def laws(left: list[str], right: list[str]) -> tuple[Instrument, Instrument]:
    one, two = (
        instrument(language, language, tuple(Provision(f"sec_{n}", "section", f"{n}.", "", text)
                                             for n, text in enumerate(texts, 1)), language=language)
        for language, texts in (("en", left), ("fr", right))
    )  # fmt: skip
    return one, two


def right(pairs: tuple[Pair, ...], count: int) -> float:
    return sum(p.source == p.target for p in pairs) / count


def without(monkeypatch: pytest.MonkeyPatch, one: Instrument, two: Instrument, **options: object) -> tuple[Pair, ...]:
    with monkeypatch.context() as patch:
        patch.setattr(selftaught, "PROVEN", 2.0)
        return match(one, two, top=1, **options).pairs  # type: ignore[arg-type]


def test_provisions_with_names_teach_the_words_of_those_without(monkeypatch: pytest.MonkeyPatch) -> None:
    made = sentences(120, 1, 0.6)
    one, two = laws([a for a, _ in made], [b for _, b in made])
    before = right(without(monkeypatch, one, two), 120)
    found = match(one, two, top=1).pairs
    assert right(found, 120) >= before + 0.2
    assert right(found, 120) >= 0.95
    assert sum("words that answer each other in the two languages" in p.reasons for p in found) > 100
    assert sum(p.confidence for p in found) > sum(p.confidence for p in without(monkeypatch, one, two))


def test_the_same_two_texts_give_the_same_pairs() -> None:
    made = sentences(60, 2, 0.8)
    one, two = laws([a for a, _ in made], [b for _, b in made])
    assert match(one, two) == match(one, two)


def test_texts_that_do_not_translate_each_other_are_left_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = laws([a for a, _ in sentences(80, 3, 1.0)], [b for _, b in sentences(80, 4, 1.0)])
    assert match(one, two, top=1).pairs == without(monkeypatch, one, two)


@pytest.mark.parametrize("mode", ["one-to-one", "monotone"])
def test_readings_of_whole_texts_have_the_order_instead(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = sentences(40, 5, 0.7)
    one, two = laws([a for a, _ in made], [b for _, b in made])
    assert match(one, two, top=1, mode=mode).pairs == without(monkeypatch, one, two, mode=mode)


@pytest.mark.parametrize(("pairs", "share"), [(0, 0.25), (400, 0.25), (5_000, 0.5), (10_000, 1.0), (90_000, 1.0)])
def test_what_others_have_taught_counts_less_beside_it_unless_it_is_a_library(pairs: int, share: float) -> None:
    made = sentences(80, 6, 0.8)
    sides = [fields.units(law) for law in laws([a for a, _ in made], [b for _, b in made])]
    columns = candidates.everything(80, 80)
    table = score.features(*(score.traits(s) for s in sides), score.space(*sides, same_language=False), columns)
    table |= {"learned": np.zeros((80, 80)), "semantic": np.zeros((80, 80))}
    made_table, weights = selftaught.extend(*sides, True, table, {"learned": 1.2, "semantic": 2.0}, pairs)
    assert weights["learned"] == pytest.approx(1.2 * share)
    assert weights["semantic"] == 2.0
    assert selftaught.PROVEN <= weights["own lexicon"] == weights["own space"] <= 1
    assert set(table) < set(made_table)


@given(st.lists(st.text("ab 1", max_size=8), max_size=30), st.lists(st.text("ab 1", max_size=8), max_size=30))
@settings(max_examples=40, deadline=None)
def test_any_two_texts_are_survived(left: list[str], right: list[str]) -> None:
    one, two = laws(left, right)
    assert all(0 <= p.confidence <= 1 for p in match(one, two).pairs)


def test_many_provisions_without_words_teach_nothing() -> None:
    numbers = [f"{n} {n * 7}" for n in range(30)]
    assert right(match(*laws(numbers, numbers), top=1).pairs, 30) == 1


def test_between_languages_a_column_says_no_more_than_where_it_is_commoner() -> None:
    seen = np.array([9, 1, 0, 5]), np.array([1, 1, 4, 5])
    weight = vectors.common(seen, (9, 9), same_language=False)
    assert weight.tolist() == [vectors.rarity(np.array([n]), 9)[0] for n in (9, 1, 4, 5)]
    assert vectors.common(seen, (9, 9), same_language=True)[2] == vectors.rarity(np.array([4]), 18)[0]
