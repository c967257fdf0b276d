"""Matching: readings, reasons, order of ties, and inputs that have broken matchers before."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexmatch.instrument import Instrument, Provision, instrument
from lexmatch.match import Similarity, align, fields, match

SURRENDER = [
    (
        "Arrest before the request",
        "In urgent cases a person may be arrested; release follows after 45 days without a request.",
    ),
    ("Speciality", "A surrendered person shall not be tried for an earlier offence that was not part of the grant."),
    (
        "Nationals",
        "A State may decline to hand over its own nationals, and shall then submit the case for prosecution.",
    ),
    ("Language", "The request and its annexes are translated into a language that the receiving State accepts."),
    ("Costs", "Ordinary expenses are borne by the State that was asked, transit expenses by the one that asks."),
    (
        "Property",
        "Articles found with the person that may serve as evidence are seized and handed over with the person.",
    ),
]


def law(alias: str, articles: list[tuple[str, str]], language: str = "en", **more: object) -> Instrument:
    provisions = tuple(
        Provision(f"art_{n}", "article", f"Article {n}", heading, text) for n, (heading, text) in enumerate(articles, 1)
    )
    return instrument(alias, alias.title(), provisions, language=language, **more)


def test_each_finds_its_counterpart_with_a_reason() -> None:
    other = law("b", SURRENDER[::-1])
    found = match(law("a", SURRENDER), other, top=1)
    assert {p.source: p.target for p in found.pairs} == {f"art_{n}": f"art_{7 - n}" for n in range(1, 7)}
    assert "same heading" in found.pairs[0].reasons
    assert "both say 45 days" in found.pairs[0].reasons
    assert all(p.confidence > 0.9 for p in found.pairs)


def test_a_heading_alone_answers_as_well_as_words_do() -> None:
    """Controls: a target that is nothing but its heading stands before one whose words share a common word."""
    asked = law("a", [("", "Configuration management practices are established and applied"),
                      ("", "Installation and execution of unauthorized software are prevented")])  # fmt: skip
    controls = law("b", [("Configuration management", ""), ("Planning", "Objectives are established."),
                         ("Installation of software on systems", ""), ("Audit", "Delays are prevented."),
                         ("Screening", ""), ("General", "Documents are kept.")])  # fmt: skip
    found = match(asked, controls, top=1)
    assert [(p.source, p.target) for p in found.pairs] == [("art_1", "art_1"), ("art_2", "art_3")]


def test_a_shared_phrase_and_the_same_concept_are_reasons() -> None:
    one = instrument("a", "A", (Provision("art_1", "article", "Article 1", "Rule", "Release follows if no formal "
    "request arrives.",
                                          concepts=("ext-provisional-arrest",)),))  # fmt: skip
    two = instrument("b", "B", (Provision("sec_9", "section", "9", "", "A judge orders it if no formal request "
    "arrives in time.",
                                          concepts=("ext-provisional-arrest",)),))  # fmt: skip
    (pair,) = match(one, two, labels={"ext-provisional-arrest": "Provisional arrest"}).pairs
    assert "same concept: Provisional arrest" in pair.reasons
    assert "share the words “formal request arrives”" in pair.reasons


def test_headings_can_be_left_out() -> None:
    left = law(
        "a", [("Alpha", "The court decides on the request within a month."), ("Beta", "Costs are shared by both.")]
    )
    right = law(
        "b", [("Beta", "The court decides on the request within a month."), ("Alpha", "Costs are shared by both.")]
    )
    assert match(left, right, top=1, headings=False).pairs[0].target == "art_1"
    assert "similar headings" not in match(left, right, top=1, headings=False).pairs[0].reasons


def test_one_to_one_says_no_where_there_is_no_partner() -> None:
    found = match(law("a", SURRENDER[:5]), law("b", SURRENDER[1:]), mode="one-to-one")
    assert {(p.source, p.target) for p in found.pairs} == {(f"art_{n}", f"art_{n - 1}") for n in range(2, 6)}
    assert found.unmatched_source == ("art_1",)
    assert found.unmatched_target == ("art_5",)


def test_monotone_keeps_the_order_and_gives_way_where_there_is_none() -> None:
    same = match(law("a", SURRENDER), law("b", SURRENDER), mode="monotone")
    assert same.mode == "monotone"
    assert [(p.source, p.target) for p in same.pairs] == [(f"art_{n}", f"art_{n}") for n in range(1, 7)]
    turned = match(law("a", SURRENDER), law("b", SURRENDER[::-1]), mode="monotone")
    assert turned.mode == "one-to-one"
    assert "no common order" in turned.notes[0]
    assert {(p.source, p.target) for p in turned.pairs} == {(f"art_{n}", f"art_{7 - n}") for n in range(1, 7)}


def test_levels_choose_what_is_paired() -> None:
    parts = tuple(
        Provision(f"art_1__para_{n}", "paragraph", f"{n}", "", text) for n, (_, text) in enumerate(SURRENDER, 1)
    )
    tree = instrument("a", "A", (
        Provision("part_1", "part", "Part 1", "All of it", children=(
            Provision("art_1", "article", "Article 1", "Rules", children=parts), Provision("art_2", "article", text=
                "x"),
        )),
        Provision("rec_1", "recital", text="Whereas"),
    ))  # fmt: skip
    assert [u.eid for u in fields.units(tree)] == ["art_1", "art_2"]
    assert [u.eid for u in fields.units(tree, "paragraph")] == [*(p.eid for p in parts), "art_2"]
    assert fields.units(tree, "paragraph")[0].parents == "all of it . rules"


@pytest.mark.parametrize("mode", ["ranked", "one-to-one", "monotone"])
def test_an_empty_side_gives_no_pairs(mode: str) -> None:
    found = match(law("a", []), law("b", SURRENDER), mode=mode)
    assert found.pairs == ()
    assert len(found.unmatched_target) == 6
    assert match(law("a", SURRENDER), law("b", []), mode=mode).unmatched_source == tuple(
        f"art_{n}" for n in range(1, 7)
    )
    assert match(law("a", []), law("b", []), mode=mode).pairs == ()


def test_empty_texts_pair_with_nothing() -> None:
    assert match(law("a", [("", ""), ("", "")]), law("b", SURRENDER)).pairs == ()


def test_identical_provisions_are_ordered_by_their_place() -> None:
    same = [("Same", "All of these are the same in every word that they have.")] * 5
    found = match(law("a", same), law("b", same), top=2)
    assert [(p.source, p.target) for p in found.pairs[:4]] == [
        ("art_1", "art_1"), ("art_1", "art_2"), ("art_2", "art_1"), ("art_2", "art_2"),
    ]  # fmt: skip


@pytest.mark.slow
def test_ten_thousand_identical_provisions_end_and_are_ordered() -> None:
    same = [("Same", "All of these are the same.")] * 10_000
    found = match(law("a", same[:2_000]), law("b", same), top=1)
    assert {p.target for p in found.pairs} == {"art_1"}


def test_a_provision_of_five_megabytes_is_matched_by_its_beginning() -> None:
    long = "The court decides on the surrender of the person who is sought. " * 80_000
    found = match(law("a", [("Court", long), *SURRENDER]), law("b", [("Court", long[:5_000]), *SURRENDER]), top=1)
    assert found.pairs[0].target == "art_1"


def test_no_common_language_still_ends_with_low_confidence() -> None:
    greek = law("b", [("", "αβγ δεζ ηθι"), ("", "κλμ νξο πρσ")], "el")
    assert all(p.confidence < 0.5 for p in match(law("a", SURRENDER), greek).pairs)


def test_the_same_input_gives_the_same_result_whatever_the_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    from lexmatch.match import candidates, vectors

    left, right = law("a", SURRENDER * 20), law("b", SURRENDER[::-1] * 20)
    whole = match(left, right)
    monkeypatch.setattr(vectors, "_BLOCK", 500)
    monkeypatch.setattr(candidates, "_CELLS", 300)
    assert match(left, right) == whole


@pytest.mark.parametrize("same_language", [True, False])
@pytest.mark.parametrize("above", [0, 10**6])
def test_candidates_by_blocks_are_those_of_the_other_library(
    same_language: bool, above: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By words and, where a text is short or the languages differ, by characters; pruned or not."""
    import numpy as np

    from lexmatch.match import candidates, score
    from lexmatch.match.fields import units

    texts = [(f"art_{n}{k}", f"{text if n % 3 else heading} number {n}")
             for n in range(30) for k, (heading, text) in enumerate(SURRENDER)]  # fmt: skip
    left, right = (units(law("a", side)) for side in (texts, texts[::-1]))
    half = score.half(left, right)
    monkeypatch.setattr(candidates, "MANY", above)
    monkeypatch.setattr(candidates, "SHARES", ((above, 0.05),))
    fast = candidates.Finder(half, len(left), same_language).find(half.space(left))
    monkeypatch.setattr(candidates, "_topn", lambda *_: None)
    slow = candidates.Finder(half, len(left), same_language).find(half.space(left))
    assert np.array_equal(fast, slow)
    assert all(len(set(row)) == len(row) for row in fast.tolist())


def test_similarity_of_groups() -> None:
    near = Similarity(law("a", SURRENDER), law("b", SURRENDER))
    assert near.of(["art_1"], ["art_1"]) == pytest.approx(1, abs=1e-3)
    assert near.of(["art_1"], ["art_5"]) < 0.3
    assert near.of(["art_1"], ["no_such"]) == 0.0


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 7), st.integers(1, 7), st.integers(0, 2**32 - 1), st.floats(-1, 1))
def test_monotone_is_the_best_rising_alignment(n: int, m: int, seed: int, reject: float) -> None:
    """Against the plain recursion."""
    import functools

    import numpy as np

    scores = np.round(np.random.default_rng(seed).normal(size=(n, m)), 3)

    @functools.cache
    def best(i: int, j: int) -> float:
        if i == n or j == m:
            return 0.0
        return max(best(i + 1, j), best(i, j + 1), best(i + 1, j + 1) + scores[i, j] - reject)

    pairs = align.monotone(scores, reject)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in itertools.pairwise(pairs))
    assert sum(scores[p] - reject for p in pairs) == pytest.approx(best(0, 0))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(max_size=40), max_size=6),
    st.lists(st.text(max_size=40), max_size=6),
    st.sampled_from(["ranked", "one-to-one", "monotone"]),
)
def test_any_text_is_survived(left: list[str], right: list[str], mode: str) -> None:
    a, b = law("a", [(t[:5], t) for t in left]), law("b", [(t[:5], t) for t in right])
    found = match(a, b, mode=mode)
    assert {p.source for p in found.pairs} | set(found.unmatched_source) == {
        f"art_{n}" for n in range(1, len(left) + 1)
    }
    assert all(0 <= p.score <= 1 and 0 <= p.confidence <= 1 and p.reasons for p in found.pairs)
