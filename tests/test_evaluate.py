"""Measures against values worked out by hand, their bounds, and gold files that are not as they should be."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexmatch import evaluate
from lexmatch.evaluate import Judged, Proposed
from lexmatch.evaluate.annotation import canonical
from lexmatch.evaluate.bootstrap import f1, measure, share
from lexmatch.evaluate.gold import split
from lexmatch.findings import Unreadable
from lexmatch.instrument import Instrument, Provision, instrument


def law(alias: str, count: int = 6) -> Instrument:
    """A law of some articles, each with two paragraphs, the first of these with two points; and a schedule."""
    made = []
    for n in range(1, count + 1):
        points = tuple(Provision(f"art_{n}__para_1__point_{c}", "point", f"({c})", text="So.") for c in "ab")
        made.append(Provision(f"art_{n}", "article", f"Article {n}", f"Heading {n}", children=(
            Provision(f"art_{n}__para_1", "paragraph", "(1)", children=points),
            Provision(f"art_{n}__para_2", "paragraph", "(2)", text="“kite field” means a field."),
            Provision(f"art_{n}__def_open-sky", "hcontainer", text="open sky: without roofs"),
        )))  # fmt: skip
    made.append(
        Provision(
            "att_1", "attachment", "Schedule", children=(Provision("att_1__para_9", "paragraph", "9", text="Nine."),)
        )
    )
    return instrument(alias, f"Law {alias}", (Provision("preamble_1", "preamble", text="Whereas."), *made))


LEFT, RIGHT = law("left"), law("right")
UNITS = frozenset(f"art_{n}" for n in range(1, 7)) | {"att_1"}


def said(pairs: dict[str, list[str]]) -> Proposed:
    """A matcher that ranks these, and proposes the first of each."""
    return Proposed(
        frozenset((s, t[0]) for s, t in pairs.items() if t), {s: tuple(t) for s, t in pairs.items()}, UNITS, UNITS
    )


def gold(*rows: str) -> evaluate.Gold:
    return evaluate.read("".join(f"{row}\n" for row in rows), "gold.tsv")


def values(found: evaluate.MatchingScore | evaluate.AnnotationScore) -> dict[str, float | None]:
    return {name: m.value for name, m in found.measures.items()}


# --- provisions as typed ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "eid"),
    [
        ("3", "art_3"), ("3(1)", "art_3__para_1"), ("3(1)(b)", "art_3__para_1__point_b"), ("Article 3, para. 2", "art_3__para_2"),
        ("art_4__para_1", "art_4__para_1"), ("preamble", "preamble_1"), ("sch", "att_1"), ("sch.9", "att_1__para_9"),
        ("Annex", "att_1"), ("Schedule 9", "att_1__para_9"), ("2.def-open-sky", "art_2__def_open-sky"),
        ("2.def-kite-field", "art_2__para_2"), ("Article 5, first subparagraph", "art_5"), ("2.def-roof", ""), ("17", ""),
        ("Article 3(9)", ""), ("this Act", ""), ("", ""),
    ],
)  # fmt: skip
def test_units_as_people_type_them(typed: str, eid: str) -> None:
    assert evaluate.resolve(LEFT, typed) == eid


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("3(1); 4", ("3(1)", "4")), ("Article 7(2), (3) and (4)", ("Article 7(2)", "Article 7(3)", "Article 7(4)")),
        ("–Article 7(1)", ("Article 7(1)",)), ("-", ()), ("–", ()), ("", ()), ("None", ()),
        ("Article 2 and Article 3", ("Article 2", "Article 3")),
        ("Article 17(4), first subparagraph", ("Article 17(4)",)), ("12, 13", ("12", "13")),
        ("2(1)(a) and (b)", ("2(1)(a)", "2(1)(b)")),
    ],
)  # fmt: skip
def test_cells_with_several_provisions(cell: str, found: tuple[str, ...]) -> None:
    assert split(cell) == found


# --- matching, by hand ------------------------------------------------------------------------------------------------


def test_matching_by_hand() -> None:
    """Four sources: one right at the first place, one at the second, one without equivalent that got a pair, one without that
    got none."""
    found = evaluate.score_matching(
        gold("source\ttarget", "1\t1", "2\t2; 3", "3\t-", "4\t"), LEFT, RIGHT,
        said({"art_1": ["art_1"], "art_2": ["art_4", "art_2", "art_3"], "art_3": ["art_6"], "art_4": []}), 50,
    )  # fmt: skip
    assert values(found) == {
        "precision": 1 / 3, "recall": 1 / 3, "f1": 2 / 6, "no_equivalent_f1": 2 / 3,
        "hit_1": 1 / 2, "hit_5": 1.0, "mrr": (1 + 1 / 2) / 2, "map_10": (1 + (1 / 2 + 2 / 3) / 2) / 2,
    }  # fmt: skip
    assert (found.sources, found.links, found.without, found.new) == (4, 3, 2, 0)


def test_what_is_new_in_the_target_is_judged_where_the_file_says_it() -> None:
    found = evaluate.score_matching(gold("1\t1", "2\t2", "-\t3", "–\t4"), LEFT, RIGHT,
                                    said({"art_1": ["art_1"], "art_2": [], "art_5": ["art_3"]}), 20)  # fmt: skip
    # found pairs: 1→1 and 5→3; without a partner: source 2, targets 2 and 4; of these only 4 is so in the gold, as is 3.
    assert (values(found)["precision"], values(found)["recall"]) == (1 / 2, 1 / 2)
    assert values(found)["no_equivalent_f1"] == 2 * 1 / (3 + 2)


def test_rows_of_paragraphs_are_of_their_articles() -> None:
    found = evaluate.score_matching(gold("1(1)\t1(1)", "1(2)\t-", "2(1)(a)\t3(2)"), LEFT, RIGHT,
                                    said({"art_1": ["art_1"], "art_2": ["art_3"]}), 20)  # fmt: skip
    assert (found.sources, found.without) == (2, 0)
    assert values(found)["f1"] == 1.0
    assert values(found)["no_equivalent_f1"] is None


def test_what_cannot_be_found_is_listed_and_is_not_taken_for_absent() -> None:
    found = evaluate.score_matching(gold("1\t1", "2\tArticle 99", "77\t1", "3\t3; 88"), LEFT, RIGHT,
                                    said({"art_1": ["art_1"], "art_2": [], "art_3": ["art_3"]}), 20)  # fmt: skip
    assert [(m.line, m.said) for m in found.missing] == [(2, "Article 99"), (3, "77"), (4, "88"), (2, "Article 2")]
    assert (found.sources, found.without) == (2, 0)
    assert values(found)["f1"] == 1.0


def test_a_unit_that_is_not_matched() -> None:
    found = evaluate.score_matching(gold("1\t1", "preamble\t2"), LEFT, RIGHT, said({"art_1": ["art_1"]}), 20)
    assert [(m.said, m.why) for m in found.missing] == [("preamble", "it is no unit that is matched")]


# --- annotation, by hand ----------------------------------------------------------------------------------------------

HEAD = "unit\tprimary\tothers\tmodality\tparameters"


def test_annotation_by_hand() -> None:
    rows = gold(
        HEAD, "1\tarrest\tbail\trequired\tarrest.max=P1Y;arrest.kind=a", "2\tbail\t\t\t", "3\tbail\tarrest\tpermitted\t",
        "4\tnone\t\t\tbail.max=P2D", "99\tbail\t\t\t",
    )  # fmt: skip
    judged = {"": {
        "art_1": Judged(("arrest", "none", "bail"), "required", frozenset({"arrest.max=P12M", "arrest.kind=b"})),
        "art_2": Judged(("costs", "arrest", "none", "bail"), "", frozenset()),
        "art_3": Judged(("arrest", "none"), "required", frozenset({"bail.max=P3D"})),
        "art_4": Judged(("none", "costs"), "", frozenset()),
    }}  # fmt: skip
    found = evaluate.score_annotation(rows, {"": LEFT}, judged, 20, known=("arrest", "bail"))
    got = values(found)
    assert (got["top_1"], got["top_3"]) == (3 / 4, 3 / 4)
    assert (got["top_1_of_concepts"], got["top_3_of_concepts"]) == (2 / 3, 2 / 3)
    # main concept only: arrest 1 right of 2 found and 1 in the gold; bail 0 of 0 and 2.
    assert got["macro_f1"] == pytest.approx((2 / 3 + 0) / 2)
    # others count: article 3 is right as arrest; arrest 2 of 2 and 2, bail 0 of 0 and 1.
    assert got["macro_f1_others"] == pytest.approx((1 + 0) / 2)
    assert (got["parameter_precision"], got["parameter_recall"], got["parameter_f1"]) == (1 / 3, 1 / 3, 1 / 3)
    assert got["duration_f1"] == 2 * 1 / (2 + 2)
    assert got["modality_accuracy"] == 1 / 2
    assert [(c.concept, c.precision, c.recall, c.f1, c.support) for c in found.concepts] == [
        ("bail", None, 0.0, 0.0, 2), ("arrest", 1 / 2, 1.0, 2 / 3, 1)]  # fmt: skip
    assert [(m.line, m.said) for m in found.missing] == [(6, "99")]


def test_columns_that_are_not_there_are_not_measured() -> None:
    found = evaluate.score_annotation(
        gold("unit\tprimary", "1\tbail"), {"": LEFT}, {"": {"art_1": Judged(("bail",))}}, 5
    )
    assert "parameter_f1" not in found.measures
    assert "modality_accuracy" not in found.measures
    assert values(found)["top_1"] == 1.0


def test_texts_that_are_not_there_and_concepts_that_are_none() -> None:
    rows = gold("file\tunit\tprimary", "a\t1\tbial", "b\t1\tbail", "b\t2\tbail")
    found = evaluate.score_annotation(rows, {"a": LEFT}, {"a": {}}, 5, known=("bail",))
    assert [(m.line, m.said) for m in found.missing] == [(2, "bial"), (3, "b")]
    assert "2 rows" in found.missing[1].why
    assert values(found)["top_1"] == 0.0


@pytest.mark.parametrize(
    ("one", "other"), [("a.b=P1Y", "a.b=P12M"), ("a.b=P1W", "a.b=P7D"), ("a.b=PT24H", "a.b=P1D"), ("a.b=x", "a.b=x")]
)
def test_values_in_one_spelling(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


# --- gold files that are not as they should be ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"), ("\n\n# a comment\n", "is empty"), ("source\ttarget\n", "a header, but no rows"),
        (HEAD + "\n", "a header, but no rows"), ("1,2\n3,4\n", "has no tabs"), ("1\n", "line 1 has 1 column;"),
        ("1\t2\n3\t4\t5\n", "line 2 has 3 columns"), ("1\t2\n-\t\n", "line 2 names no provision"),
        ("unit\tconcept\tothers\n1\tx\ty\n", "has no column primary; its columns are unit, concept, others"),
        ("primary\tothers\nx\ty\n", "has no column unit"), (HEAD + "\n1\n", "line 2 has no primary"),
        (HEAD + "\n\tx\n", "line 2 has no unit"), (HEAD + "\n1\tx\t\tmay\t\n", "'may' is no modality"),
        (HEAD + "\n1\tx\t\t\tP40D\n", "'P40D' is no parameter"),
        (HEAD + "\n1\tx\t\t\t\t\t\t9\n", "line 2 has 8 columns, the header has 5"),
    ],
)  # fmt: skip
def test_wrong_files(text: str, says: str) -> None:
    with pytest.raises(Unreadable) as caught:
        evaluate.read(text, "gold.tsv")
    assert says in caught.value.message


def test_columns_in_any_order_and_comments() -> None:
    found = evaluate.read("note\ttarget\tsource\n# left out\nx\t2\t1\n", "gold.tsv")
    assert [(x.line, x.sources, x.targets) for x in found.links] == [(3, ("1",), ("2",))]
    with pytest.raises(Unreadable, match="line 2 has 1 column"):
        evaluate.read("note\ttarget\tsource\nx\n", "gold.tsv")


# --- what holds for any prediction ------------------------------------------------------------------------------------

ARTICLES = [f"art_{n}" for n in range(1, 7)]
GOLDS = st.dictionaries(st.integers(1, 6), st.sets(st.integers(1, 6), max_size=3), min_size=1, max_size=6)
ROWS = st.lists(
    st.tuples(st.integers(1, 6), st.sampled_from("abc"), st.sets(st.sampled_from("abcd"), max_size=2)), min_size=1
)
LISTS = st.dictionaries(st.sampled_from(ARTICLES), st.lists(st.sampled_from(ARTICLES), max_size=6, unique=True))


def rows_of(links: dict[int, set[int]]) -> list[str]:
    return [f"{s}\t{'; '.join(map(str, sorted(t))) or '-'}" for s, t in links.items()]


@settings(max_examples=80, deadline=None)
@given(links=GOLDS, ranked=LISTS, new=st.sets(st.integers(1, 6), max_size=2))
def test_measures_stay_between_nothing_and_all(
    links: dict[int, set[int]], ranked: dict[str, list[str]], new: set[int]
) -> None:
    rows = gold(*rows_of(links), *(f"-\t{n}" for n in new))
    once = evaluate.score_matching(rows, LEFT, RIGHT, said(ranked), 20, seed=3)
    for m in once.measures.values():
        assert m.value is None or (
            0 <= m.value <= 1 and m.low is not None and m.high is not None and 0 <= m.low <= m.high <= 1
        )
    assert evaluate.score_matching(rows, LEFT, RIGHT, said(ranked), 20, seed=3) == once
    hit, five, mean = (values(once)[name] or 0 for name in ("hit_1", "hit_5", "mrr"))
    assert hit <= mean <= 1
    assert hit <= five


@settings(max_examples=80, deadline=None)
@given(links=GOLDS)
def test_what_is_right_throughout_is_one_throughout(links: dict[int, set[int]]) -> None:
    lists = {f"art_{s}": [f"art_{t}" for t in sorted(targets)] for s, targets in links.items()}
    pairs = frozenset((s, t) for s, targets in lists.items() for t in targets)
    perfect = Proposed(pairs, {s: tuple(t) for s, t in lists.items()}, UNITS, UNITS)
    found = evaluate.score_matching(gold(*rows_of(links)), LEFT, RIGHT, perfect, 20)
    assert all(m.value in (None, 1.0) and m.low in (None, 1.0) for m in found.measures.values())
    assert found.missing == ()


@settings(max_examples=60, deadline=None)
@given(ROWS, st.dictionaries(st.sampled_from(ARTICLES), st.permutations(["a", "b", "c", "none"])))
def test_annotation_stays_between_nothing_and_all(
    rows: list[tuple[int, str, set[str]]], lists: dict[str, list[str]]
) -> None:
    said_of = {eid: Judged(tuple(ranked), "required", frozenset({"a.b=P1D"})) for eid, ranked in lists.items()}
    text = gold(HEAD, *(f"{n}\t{c}\t{','.join(sorted(o))}\trequired\ta.b=P1D" for n, c, o in rows))
    found = evaluate.score_annotation(text, {"": LEFT}, {"": said_of}, 10)
    for m in found.measures.values():
        assert m.value is None or 0 <= m.value <= 1
    right = {f"art_{n}": Judged((c,), "required", frozenset({"a.b=P1D"})) for n, c, _ in rows}
    if len({n for n, _, _ in rows}) == len({(n, c) for n, c, _ in rows}):
        perfect = evaluate.score_annotation(text, {"": LEFT}, {"": right}, 10)
        assert {m.value for m in perfect.measures.values()} == {1.0}


def test_intervals_are_those_of_the_draws() -> None:
    clusters = [{"a": 1.0, "b": 1.0}] * 8 + [{"a": 0.0, "b": 1.0}] * 2
    found = measure(clusters, {"share": share("a", "b"), "nothing": share("x", "y"), "f1": f1("a", "b", "b")}, 2000, 1)
    assert found["share"].value == 0.8
    assert found["share"].low is not None
    assert 0.4 <= found["share"].low <= 0.6
    assert found["share"].high == 1.0
    assert found["nothing"].value is None
    assert found["f1"].value == pytest.approx(0.8)
    alone = measure(clusters[:1], {"share": share("a", "b")})
    assert alone["share"] == evaluate.Measure(1.0, 1.0, 1.0)
