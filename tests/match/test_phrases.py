"""The words that two texts share in a row, against the plain way of finding them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexmatch.match import phrases
from lexmatch.match.phrases import Phrases

WORDS = st.lists(st.sampled_from(["the", "of", "person", "sought", "a", "request", "for", "arrest", "is"]), max_size=40)


def plainly(a: list[str], b: list[str]) -> str:
    """Every run of `a`, from where its first three words stand first in `b`, cut at nine."""
    best: list[str] = []
    threes = [tuple(b[k : k + 3]) for k in range(len(b) - 2)]
    for i in range(len(a) - 2):
        if tuple(a[i : i + 3]) not in threes:
            continue
        j = threes.index(tuple(a[i : i + 3]))
        n = 0
        while n < 9 and a[i + n : i + n + 1] and a[i + n : i + n + 1] == b[j + n : j + n + 1]:
            n += 1
        run = a[i : i + n]
        while run and len(run[0]) <= 3:
            run = run[1:]
        while run and len(run[-1]) <= 3:
            run = run[:-1]
        if sum(len(w) > 3 for w in run) >= 2 and len(run) > len(best):
            best = run
    return " ".join(best)


@settings(max_examples=600, deadline=None)
@given(WORDS, WORDS, st.integers(0, 40), st.integers(0, 15))
def test_the_phrase_is_that_of_the_plain_way(a: list[str], b: list[str], start: int, length: int) -> None:
    b = [*b, *a[start : start + length], *b]
    found = Phrases()
    for one, two in ((a, b), (b, a), (a, b)):
        assert found.shared(" ".join(one), " ".join(two)) == plainly(one, two)


def test_accents_case_and_punctuation_do_not_matter() -> None:
    assert Phrases().shared("La PERSONNE réclamée, est libérée!", "si la personne réclamee est liberee") == (
        "personne reclamee est liberee"
    )


def test_what_was_forgotten_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrases, "_TEXTS", 2)
    found = Phrases()
    texts = [f"number {n} of the requesting state is sent" for n in range(9)]
    assert {found.shared(a, b) for a in texts for b in texts if a != b} == {"requesting state is sent"}


def test_more_words_than_fit_into_a_run_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrases, "_WORDS", (phrases._MASK - 12) // 2)
    found = Phrases()
    for n in range(9):
        one, two = (f"{side} {n}{n} is sent to requesting states" for side in ("whatever", "nothing"))
        assert found.shared(one, two) == f"{n}{n} is sent to requesting states"[3:].removeprefix("is ")
        assert len(found._names) < 30


def test_a_copy_for_a_worker_finds_the_same() -> None:
    import pickle

    found = Phrases()
    pair = "the person sought is released", "when the person sought is released on bail"
    assert found.shared(*pair) == pickle.loads(pickle.dumps(found)).shared(*pair) == "person sought is released"
