"""Verdicts, shortfalls, the index: each rule of FORMATS section 2 on small laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexmatch import gaps
from lexmatch.concepts import Concept, Group, Parameter, Scheme, scheme
from lexmatch.crosswalk import Crosswalk, Entry
from lexmatch.instrument import Instrument, Provision, Value, instrument
from lexmatch.ref import Ref

ARREST = Concept(
    "arrest", "g", {"en": "Provisional arrest"}, weight=3, safeguard=True,
    parameters=(
        Parameter("max-duration", "duration", label="longest detention", meets="at-most",
                  more="longer detention before the request", less="less time for the requesting State"),
        Parameter("days-to-leave", "duration", label="days to leave", meets="at-least", less="less time to leave"),
        Parameter("channel", values=("diplomatic", "ministry", "interpol"), satisfies={"diplomatic": ("ministry",)}),
    ),
)  # fmt: skip
REFUSAL = Concept("refusal", "g", {"en": "Discrimination"}, weight=2, safeguard=True)
FISCAL = Concept("fiscal", "g", {"en": "Fiscal offences"}, weight=1)
LANGUAGE = Concept("language", "g", {"en": "Language"}, weight=1, burden=True)
SCHEME: Scheme = scheme((Group("g", {"en": "Group"}),), (ARREST, REFUSAL, FISCAL, LANGUAGE))


def law(alias: str, *provisions: Provision) -> Instrument:
    return instrument(alias, alias.upper(), provisions)


def rule(concept: str, modality: str = "", **values: str) -> Provision:
    found = tuple(Value(concept, k.replace("_", "-"), v) for k, v in values.items())
    return Provision("art_1", "article", text="Words.", concepts=(concept,), modality=modality, values=found)


def judged(concept: str, standard: Provision, subject: Provision | None, **entry: object) -> gaps.Row:
    laws = {"std": law("std", standard), "sub": law("sub", *([subject] if subject else []))}
    made = Entry(
        concept,
        (Ref("std", "art_1"),),
        (Ref("sub", "art_1"),) if subject else (),
        status="accepted",
        **entry,  # type: ignore[arg-type]
    )
    walk = Crosswalk("t", ("std",), ("sub",), (), (made,))
    return gaps.assess(walk, laws, SCHEME).rows[0]


@pytest.mark.parametrize(
    ("entry", "verdict"),
    [
        ({"relation": "equal"}, "aligned"),
        ({"relation": "superset"}, "exceeds"),
        ({"relation": "subset"}, "partial"),
        ({"relation": "intersects"}, "partial"),
        ({"relation": "none"}, "contrary"),
        ({"relation": "equal", "conflict": True}, "contrary"),
        ({"absence": "absent"}, "missing"),
        ({"absence": "not-applicable"}, "not-applicable"),
        ({"absence": "out-of-scope"}, "out-of-scope"),
        ({"absence": "not-examined"}, "not-examined"),
    ],
)
def test_the_verdict_follows_from_relation_or_absence(entry: dict[str, object], verdict: str) -> None:
    subject = rule("fiscal") if "relation" in entry else None
    assert judged("fiscal", rule("fiscal"), subject, **entry).verdict == verdict


def test_sixty_days_against_forty_lowers_the_verdict_and_says_so() -> None:
    row = judged("arrest", rule("arrest", max_duration="P40D"), rule("arrest", max_duration="P60D"), relation="equal")
    assert (row.verdict, row.lowered_from) == ("partial", "aligned")
    assert [d.words for d in row.differences] == ["60 days against 40: longer detention before the request"]


def test_a_shorter_ceiling_is_a_difference_but_no_shortfall() -> None:
    row = judged("arrest", rule("arrest", max_duration="P40D"), rule("arrest", max_duration="P30D"), relation="equal")
    assert row.verdict == "aligned"
    assert [(d.words, d.short) for d in row.differences] == [
        ("30 days against 40: less time for the requesting State", False)
    ]


def test_a_shorter_floor_falls_short() -> None:
    row = judged(
        "arrest", rule("arrest", days_to_leave="P45D"), rule("arrest", days_to_leave="P30D"), relation="superset"
    )
    assert (row.verdict, row.lowered_from) == ("aligned", "exceeds")


def test_a_year_and_twelve_months_are_the_same() -> None:
    row = judged("arrest", rule("arrest", max_duration="P1Y"), rule("arrest", max_duration="P12M"), relation="equal")
    assert row.differences == ()


def test_terms_fall_short_only_when_they_share_nothing() -> None:
    standard, shared, other = (rule("arrest", channel=c) for c in ("diplomatic", "diplomatic", "interpol"))
    both = Provision("art_1", "article", concepts=("arrest",), values=(*shared.values, *other.values))
    assert [d.short for d in judged("arrest", standard, both, relation="equal").differences] == [False]
    assert judged("arrest", standard, other, relation="equal").verdict == "partial"


def test_a_term_that_asks_no_more_is_no_shortfall() -> None:
    row = judged("arrest", rule("arrest", channel="diplomatic"), rule("arrest", channel="ministry"), relation="equal")
    assert [d.short for d in row.differences] == [False]


def test_asking_less_of_the_requesting_state_is_no_shortfall() -> None:
    less = judged("language", rule("language", "required"), rule("language", "not-required"), relation="equal")
    more = judged("language", rule("language", "not-required"), rule("language", "required"), relation="equal")
    assert ([d.short for d in less.differences], [d.short for d in more.differences]) == ([False], [True])


@pytest.mark.parametrize(
    ("concept", "standard", "subject", "short"),
    [
        ("refusal", "mandatory", "optional", True),
        ("refusal", "optional", "mandatory", False),
        ("fiscal", "optional", "mandatory", True),
        ("fiscal", "mandatory", "optional", False),
        ("fiscal", "required", "permitted", True),
        ("fiscal", "permitted", "required", False),
        ("fiscal", "endeavour", "required", False),
        ("fiscal", "prohibited", "permitted", True),
    ],
)
def test_force_is_compared_by_whom_it_protects(concept: str, standard: str, subject: str, short: bool) -> None:
    row = judged(concept, rule(concept, standard), rule(concept, subject), relation="equal")
    assert [d.short for d in row.differences] == [short]
    assert row.verdict == ("partial" if short else "aligned")


def test_a_proposal_is_open_and_a_rejection_is_no_row() -> None:
    laws = {"std": law("std", rule("fiscal")), "sub": law("sub", rule("fiscal"))}
    refs = {"standard": (Ref("std", "art_1"),), "subject": (Ref("sub", "art_1"),), "relation": "equal"}
    walk = Crosswalk("t", ("std",), ("sub",), (), (Entry("fiscal", **refs), Entry("fiscal", status="rejected", **refs)))  # type: ignore[arg-type]
    found = gaps.assess(walk, laws, SCHEME)
    assert [row.verdict for row in found.rows] == ["open"]
    assert found.counts()["open"] == 1
    assert found.index().value is None


def test_a_concept_of_the_standard_without_an_entry_is_not_examined() -> None:
    laws = {"std": law("std", rule("arrest")), "sub": law("sub")}
    found = gaps.assess(Crosswalk("t", ("std",), ("sub",), ("g",)), laws, SCHEME)
    assert [c.id for c in found.uncovered] == ["arrest"]
    assert found.verdicts() == {"arrest": "not-examined"}
    assert found.counts()["not-examined"] == 1


def test_of_several_entries_the_gravest_speaks_for_the_concept() -> None:
    assert gaps.gravest(["aligned", "missing", "partial"]) == "missing"
    assert gaps.gravest(["open", "partial"]) == "partial"


PAIRS = st.lists(st.tuples(st.integers(1, 3), st.sampled_from(gaps.VERDICTS)), max_size=30)


@given(PAIRS)
def test_the_index_stays_within_bounds_and_counts_only_what_is_decided(rows: list[tuple[int, str]]) -> None:
    found = gaps.index(rows)
    decided = [v for _, v in rows if v in gaps.POINTS]
    assert found.decided == len(decided)
    assert (found.value is None) == (not decided)
    assert found.value is None or 0 <= found.value <= 100


@given(PAIRS, st.integers(1, 3))
def test_one_more_aligned_rule_never_lowers_the_index(rows: list[tuple[int, str]], weight: int) -> None:
    before, after = gaps.index(rows).value, gaps.index([*rows, (weight, "aligned")]).value
    assert after is not None
    assert before is None or after >= before
