"""Normal forms and fingerprints."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lexmatch.text import collapse, did_you_mean, fingerprint, fold, fold_in_place, nearest, normalise, words


@given(st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert collapse(collapse(text)) == collapse(text)


@given(st.text(st.sampled_from("ab \n\t\xa0\u2009\xad(é")))
def test_white_space_collapsed_is_what_splitting_and_joining_gives(text: str) -> None:
    assert collapse(text) == " ".join(text.split())


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_fingerprint_follows_the_words_and_nothing_else() -> None:
    base = fingerprint("The person shall be released after 40 days.")
    assert fingerprint("  The PERSON shall be\nreleased after 40 days ") == base
    assert fingerprint("The person shall be released after 45 days.") != base
    assert len(base) == 12


@given(st.text(st.sampled_from("aB1._' -`")))
def test_words_of_ascii_are_those_of_any_script(text: str) -> None:
    assert [*words(text), "é"] == words(f"{text} é")


def test_words_keep_numbers_and_inner_points() -> None:
    assert words("s. 6.1(2): État’s “speciality”") == ["s", "6.1", "2", "état's", "speciality"]


def test_the_nearest_spelling_is_named() -> None:
    assert nearest("ext-speciallity", ["ext-speciality", "ext-transit"]) == ("ext-speciality",)
    assert did_you_mean("UNTOC", ("untoc", "uncac")) == "Did you mean untoc?"
    assert did_you_mean("qqqq", ("untoc",)) == ""


def test_what_was_meant_is_one_choice_and_near() -> None:
    from lexmatch.text import meant

    words = ("equal", "subset", "superset", "none", "ext-costs", "ext-cost-a", "ext-cost-b")
    assert meant("subste", words) == "subset"
    assert meant("Superste", words) == "superset"
    assert meant("ext-cost-c", words) == "", "two are as near"
    assert meant("nnoe", words) == "none"
    assert meant("no", words) == "", "a short word is taken for none but itself"
    assert meant("nonsense", words) == meant("", words) == ""


@given(st.text(max_size=60))
def test_folding_in_place_moves_nothing(text: str) -> None:
    assert len(fold_in_place(text)) == len(text)
    assert fold_in_place("Élan Ñ ß") == "elan n ß"
