"""Durations: ISO 8601 and legal prose. A wrong number is the worst thing this package could do."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexmatch import quantity

COUNTS = st.integers(min_value=1, max_value=999)
UNITS = st.sampled_from(["Y", "M", "W", "D", "TH", "TM"])
LANGUAGES = ["en", "fr", "es", "pt", "de"]


def iso(count: int, unit: str) -> str:
    return f"PT{count}{unit[1]}" if unit.startswith("T") else f"P{count}{unit}"


DURATIONS = st.builds(iso, COUNTS, UNITS)


@pytest.mark.parametrize(
    ("text", "words", "value", "bound"),
    [
        ("not less than forty-five days", "forty-five days", "P45D", "at-least"),
        ("within 24 hours", "24 hours", "PT24H", "at-most"),
        ("a period of two months", "two months", "P2M", ""),
        ("one year or a more severe penalty", "one year", "P1Y", "at-least"),
        ("a maximum period of at least one year or by a graver one", "one year", "P1Y", "at-least"),
        ("it shall not, in any event, exceed 40 days", "40 days", "P40D", "at-most"),
        ("imprisonment exceeding two years", "two years", "P2Y", "at-least"),
        ("less than four months", "four months", "P4M", "at-most"),
        ("not be less than 14 days", "14 days", "P14D", "at-least"),
        ("fifteen days at the latest", "fifteen days", "P15D", "at-most"),
        ("six weeks", "six weeks", "P6W", ""),
        ("12 months", "12 months", "P12M", ""),
        ("forty-eight hours", "forty-eight hours", "PT48H", ""),
        ("60 (sixty) days", "60 (sixty) days", "P60D", ""),
        ("sixty (60) days", "sixty (60) days", "P60D", ""),
        ("a 45-day period", "45-day", "P45D", ""),
        ("30 clear days", "30 clear days", "P30D", ""),
        ("two years and six months", "two years and six months", "P2Y6M", ""),
        ("one and a half years", "one and a half years", "P1Y6M", ""),
        ("1.5 years", "1.5 years", "P1Y6M", ""),
        ("within a month", "a month", "P1M", "at-most"),
        ("half a year", "half a year", "P6M", ""),
        ("one hundred and eighty days", "one hundred and eighty days", "P180D", ""),
        ("1,000 days", "1,000 days", "P1000D", ""),
        ("quarante-cinq jours", "quarante-cinq jours", "P45D", ""),
        ("dans un délai de quatre-vingt-dix jours", "quatre-vingt-dix jours", "P90D", "at-most"),
        ("n’excède pas dix-huit mois", "dix-huit mois", "P18M", "at-most"),
        ("no excederá de sesenta días", "sesenta días", "P60D", "at-most"),
        ("plazo de ciento veinte días", "ciento veinte días", "P120D", "at-most"),
        ("quarenta e cinco dias", "quarenta e cinco dias", "P45D", ""),
        ("no prazo de noventa dias", "noventa dias", "P90D", "at-most"),
        ("innerhalb von fünfundvierzig Tagen", "fünfundvierzig Tagen", "P45D", "at-most"),
        ("dreißig Tage", "dreißig Tage", "P30D", ""),
        ("mindestens einem Jahr", "einem Jahr", "P1Y", "at-least"),
    ],
)
def test_a_duration_is_found_with_its_bound(text: str, words: str, value: str, bound: str) -> None:
    (found,) = quantity.find(text)
    assert (found.words, found.value, found.bound) == (words, value, bound)
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "three-quarters of his sentence", "18 years of age", "a child under the age of fourteen years",
            "24 hours a day, 7 days a week",
        "sixty (61) days", "the first day of a month", "Article 45. Days are counted", "2 1/2 years",
            "the year 2010", "",
    ],
)  # fmt: skip
def test_what_is_no_duration_is_left_alone(text: str) -> None:
    assert quantity.find(text) == ()


def test_several_are_found_in_order() -> None:
    found = quantity.find("released after 18 days, and in no case later than 40 days")
    assert [f.value for f in found] == ["P18D", "P40D"]
    assert found[1].bound == "at-most"


@given(DURATIONS, st.sampled_from(LANGUAGES))
def test_words_are_read_back(duration: str, language: str) -> None:
    (found,) = quantity.find(f"x {quantity.words(duration, language)} x", language)
    assert quantity.compare(found.value, duration) == 0


@given(st.integers(1, 999), st.sampled_from(LANGUAGES))
def test_every_number_word_is_read(count: int, language: str) -> None:
    from lexmatch.quantity import numerals

    maker = {"en": numerals._english, "fr": numerals._french, "es": numerals._spanish, "pt": numerals._portuguese,
             "de": numerals._german}[language]  # fmt: skip
    unit = {"en": "days", "fr": "jours", "es": "días", "pt": "dias", "de": "Tage"}[language]
    for phrase in maker(count):
        assert [f.value for f in quantity.find(f"{phrase} {unit}", language)] == [f"P{count}D"], phrase


@given(DURATIONS)
def test_iso_round_trip(duration: str) -> None:
    parsed = quantity.parse(duration)
    assert parsed is not None
    assert quantity.parse(parsed.iso) == parsed


@given(DURATIONS, DURATIONS, DURATIONS)
def test_order_is_total(a: str, b: str, c: str) -> None:
    assert quantity.compare(a, b) == -(quantity.compare(b, a) or 0)
    for x, y, z in itertools.permutations((a, b, c)):
        if (quantity.compare(x, y) or 0) <= 0 and (quantity.compare(y, z) or 0) <= 0:
            assert (quantity.compare(x, z) or 0) <= 0


@given(DURATIONS, DURATIONS)
def test_order_agrees_with_days(a: str, b: str) -> None:
    if not math.isclose(quantity.days(a), quantity.days(b)):
        assert quantity.compare(a, b) == (1 if quantity.days(a) > quantity.days(b) else -1)


def test_the_same_time_in_other_units_is_equal_and_months_are_never_days() -> None:
    assert quantity.compare("P1Y", "P12M") == 0
    assert quantity.compare("P1W", "P7D") == 0
    assert quantity.compare("P1D", "PT24H") == 0
    assert quantity.compare("P1M", "P30D") == 1
    assert quantity.compare("P1M", "P31D") == -1
    assert quantity.compare("P1M", "PT2629746S") == 1
    assert quantity.compare("P1D", "soon") is None
    assert quantity.compare("10", "9") == 1


def test_differences_only_where_units_allow() -> None:
    assert quantity.difference("P60D", "P40D") == "20 days"
    assert quantity.difference("P2Y", "P1Y") == "1 year"
    assert quantity.difference("P18M", "P1Y") == "6 months"
    assert quantity.difference("P6W", "P40D") == "2 days"
    assert quantity.difference("P6W", "P4W") == "2 weeks"
    assert quantity.difference("P2M", "P60D") == ""
    assert quantity.difference("P40D", "P40D") == ""


@pytest.mark.parametrize("bad", ["", "P", "PT", "40 days", "P-1D", "P1.5D", "PTD", "P1DT", "p1d"])
def test_what_is_not_iso_is_none(bad: str) -> None:
    assert quantity.parse(bad) is None
    assert math.isnan(quantity.days(bad))
    assert quantity.words(bad) == bad


def test_a_very_long_text_is_read_in_linear_time() -> None:
    assert len(quantity.find("no later than 40 days after " * 50_000)) == 50_000


@given(st.text(max_size=200))
def test_any_text_is_survived_and_places_are_right(text: str) -> None:
    for found in quantity.find(text):
        assert text[found.start : found.end] == found.words
        assert quantity.parse(found.value) is not None
