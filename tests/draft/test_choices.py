"""Where the values of a draft come from, and what reading it back says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lexmatch import crosswalk, gaps
from lexmatch.concepts import Concept, Group, Parameter, Scheme, scheme
from lexmatch.draft.choose import Basis, choose, missing, settings
from lexmatch.draft.clause import Clause, Option
from lexmatch.draft.clause import Parameter as Blank
from lexmatch.draft.make import read_back
from lexmatch.draft.select import Wanted, of_concepts, of_crosswalk
from lexmatch.findings import Unreadable
from lexmatch.instrument import Instrument, Provision, Value, instrument

CEILING = Parameter("limit", "duration", label="longest detention", meets="at-most", person="lower", more="longer")
FLOOR = Parameter("notice", "duration", label="shortest notice", meets="at-least", person="higher")
ARREST = Concept("ext-arrest", "ext", {"en": "Arrest"}, parameters=(CEILING, FLOOR))
OTHER = Concept("ext-other", "ext", {"en": "Other"})
SCHEME: Scheme = scheme((Group("ext", {"en": "Extradition"}),), (ARREST, OTHER))
WORDS = (Blank("court", "competent court", "text"),)
CLAUSE = Clause(
    "ext-arrest", "Arrest", "SECTION - Arrest",
    options=(
        Option("force", "Force", ("mandatory", "optional"), "mandatory", follows="modality"),
        Option("early", "Early release", ("include", "omit"), "omit", follows="ext-arrest.notice"),
    ),
    parameters=(Blank("limit", "longest detention", source="ext-arrest.limit"),
                Blank("notice", "shortest notice", source="ext-arrest.notice")),
    essential=("limit",),
    modality={"force=mandatory": "mandatory", "force=optional": "optional"},
)  # fmt: skip


def law(alias: str, *durations: str, modality: str = "required", parameter: str = "limit") -> Instrument:
    """An instrument with one article a duration, on arrest."""
    articles = [
        Provision(f"art_{n}", "article", f"Article {n}", text="Arrest.", concepts=("ext-arrest",), modality=modality,
                  values=(Value("ext-arrest", parameter, d),) if d else ())
        for n, d in enumerate(durations, 1)
    ]  # fmt: skip
    return instrument(alias, f"The {alias} Convention", tuple(articles), jurisdiction="un", date="2001-02-03")


def limit(basis: Basis) -> tuple[str, str]:
    filled = choose(CLAUSE, WORDS, basis).parameters[0]
    return filled.value, filled.source


def test_the_standard_gives_the_value_with_its_provision() -> None:
    assert limit(Basis(SCHEME, (law("a", "", "P40D"),))) == ("P40D", "The a Convention, Article 2")


def test_of_several_values_in_the_standard_the_binding_one_is_taken() -> None:
    """The longest of a ceiling: 18 days for an early release and 40 at the most make 40."""
    assert limit(Basis(SCHEME, (law("a", "P18D", "P40D"),)))[0] == "P40D"
    floor = choose(CLAUSE, WORDS, Basis(SCHEME, (law("a", "P20D", "P50D", parameter="notice"),))).parameters[1]
    assert floor.value == "P20D"


@pytest.mark.parametrize(
    ("typed", "iso"), [("P30D", "P30D"), ("30 days", "P30D"), ("forty-five days", "P45D"), ("2 months", "P2M")]
)
def test_what_the_person_sets_comes_first(typed: str, iso: str) -> None:
    basis = Basis(SCHEME, (law("a", "P40D"),), said={"limit": typed})
    assert limit(basis) == (iso, "supplied")
    assert limit(replace(basis, said={"limit": "P1D", "ext-arrest.limit": typed})) == (iso, "supplied")


@pytest.mark.parametrize("typed", ["soon", "45", "30 days or so", "P", "-3 days"])
def test_what_is_no_duration_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable, match=r"is no duration for ext-arrest\.limit"):
        limit(Basis(SCHEME, said={"limit": typed}))


CORPUS = (law("a", "P40D"), law("b", "P60D"), law("c", "P60D"), law("d", "P90D"), law("e", ""))


@pytest.mark.parametrize(
    ("policy", "value", "words"),
    [
        ("strictest", "P40D", "the strictest of 4 instruments of the corpus (The a Convention, Article 1)"),
        ("median", "P60D", "the median of 4 instruments of the corpus (as The b Convention, Article 1)"),
        ("most-common", "P60D", "the most common among 4 instruments of the corpus (2 of them, for instance"),
    ],
)
def test_policies_over_the_corpus(policy: str, value: str, words: str) -> None:
    found, source = limit(Basis(SCHEME, (CORPUS[3],), CORPUS, policy))
    assert found == value
    assert source.startswith(words)


def test_the_strictest_is_what_protects_the_person() -> None:
    laws = (law("a", "P20D", parameter="notice"), law("b", "P50D", parameter="notice"))
    assert choose(CLAUSE, WORDS, Basis(SCHEME, (), laws, "strictest")).parameters[1].value == "P50D"


def test_only_an_essential_value_is_filled_from_the_corpus() -> None:
    basis = Basis(SCHEME, (law("x", ""),), (*CORPUS, law("n", "P5D", parameter="notice")))
    chosen = choose(CLAUSE, WORDS, basis)
    assert [f.value for f in chosen.parameters] == ["P60D", ""]
    assert missing(CLAUSE, chosen) == ()
    assert [p.name for p in missing(CLAUSE, choose(CLAUSE, WORDS, replace(basis, corpus=())))] == ["limit"]


def test_options_follow_the_standard() -> None:
    taken = choose(CLAUSE, WORDS, Basis(SCHEME, (law("a", "P40D", modality="optional"),))).options
    assert [(t.value, t.reason) for t in taken] == [("optional", "standard"), ("omit", "default")]
    taken = choose(CLAUSE, WORDS, Basis(SCHEME, (law("a", "P4D", parameter="notice"),))).options
    assert [(t.value, t.reason) for t in taken] == [("mandatory", "default"), ("include", "standard")]
    taken = choose(CLAUSE, WORDS, Basis(SCHEME, said={"notice": "P4D", "force": "optional"})).options
    assert [(t.value, t.reason) for t in taken] == [("optional", "set"), ("include", "set")]


def test_settings() -> None:
    assert settings(["limit=45 days", "ext-arrest.force=optional", "court=High  Court"], (CLAUSE,), WORDS) == {
        "limit": "45 days", "ext-arrest.force": "optional", "court": "High Court"}  # fmt: skip


@pytest.mark.parametrize(
    ("pair", "message", "hint"),
    [
        ("limt=1", "has 'limt'", "Did you mean limit?"),
        (
            "ext-arrest.limt=1",
            "has 'ext-arrest.limt'",
            "Did you mean ext-arrest.limit or ext-arrest.early or ext-arrest.notice?",
        ),
        ("zzz=1", "has 'zzz'", "There are: court, early, force, limit, notice."),
        ("limit", "does not say what to set", "Write --set name=value."),
        ("=x", "does not say what to set", "Write --set name=value."),
        ("limit= ", "does not say what to set", "Write --set name=value."),
    ],
)
def test_settings_that_mean_nothing(pair: str, message: str, hint: str) -> None:
    with pytest.raises(Unreadable) as caught:
        settings([pair], (CLAUSE,), WORDS)
    assert message in caught.value.message
    assert caught.value.hint == hint


def test_an_option_value_that_does_not_exist() -> None:
    with pytest.raises(Unreadable, match=r"'optionl' is no value of ext-arrest\.force") as caught:
        choose(CLAUSE, WORDS, Basis(SCHEME, said={"force": "optionl"}))
    assert caught.value.hint == "Did you mean optional?"


# --- reading back


def back(draft: Instrument, standard: Instrument) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    outcome = read_back(Wanted(ARREST), draft, (standard,), True)
    return outcome.result, outcome.reasons, outcome.remarks


def test_a_draft_with_the_same_value_closes() -> None:
    assert back(law("draft", "P40D"), law("a", "P40D")) == ("closes", (), ())


def test_a_longer_detention_closes_only_partly() -> None:
    result, reasons, _ = back(law("draft", "P60D"), law("a", "P40D"))
    assert result == "partly"
    assert reasons == ("60 days against 40: longer",)


def test_a_shorter_detention_is_a_remark() -> None:
    result, reasons, remarks = back(law("draft", "P20D"), law("a", "P40D"))
    assert (result, reasons) == ("closes", ())
    assert remarks
    assert remarks[0].startswith("20 days against 40")


def test_a_value_left_open_closes_partly() -> None:
    result, reasons, _ = back(law("draft", ""), law("a", "P40D"))
    assert (result, reasons) == ("partly", ("longest detention: the standard sets it, the draft leaves it open",))


def test_a_weaker_force_closes_partly() -> None:
    result, reasons, _ = back(law("draft", "P40D", modality="permitted"), law("a", "P40D", modality="required"))
    assert result == "partly"
    assert reasons == ("permitted, where the standard says required",)


def test_a_permission_that_is_not_used_leaves_no_gap() -> None:
    result, _, remarks = back(law("draft", "P40D", modality="prohibited"), law("a", "P40D", modality="optional"))
    assert result == "closes"
    assert remarks == ("prohibited, where the standard says optional",)


def test_different_forces_in_the_draft_are_taken_one_by_one() -> None:
    weak = law("draft", "P40D", "P40D", modality="permitted")
    mixed = instrument("draft", "D", (weak.provisions[0], replace(weak.provisions[1], modality="endeavour")))
    assert back(mixed, law("a", "P40D"))[0] == "partly"
    better = instrument("draft", "D", (weak.provisions[0], replace(weak.provisions[1], modality="required")))
    assert back(better, law("a", "P40D"))[0] == "closes"


def test_what_is_not_there_stays_open() -> None:
    empty = instrument("draft", "D", ())
    assert read_back(Wanted(ARREST), empty, (law("a", "P4D"),), False).reasons == ("there is no model clause on it",)
    assert read_back(Wanted(ARREST), empty, (law("a", "P4D"),), True).reasons == ("the draft does not deal with it",)
    assert read_back(Wanted(ARREST), law("draft", "P4D"), (), True).result == "not-compared"


# --- selection

CROSSWALK = """\
lexmatch: crosswalk/1
title: B against A
standard: a
subject: [b]
scope: [ext]
entries:
  - {concept: ext-arrest, standard: [art_1], subject: [art_1], relation: equal, status: STATUS, note: Too long.}
  - {concept: ext-other, standard: [art_1], absence: absent, status: rejected}
"""


@pytest.mark.parametrize(("status", "reviewed"), [("accepted", True), ("proposed", False)])
def test_gaps_of_a_crosswalk(status: str, reviewed: bool) -> None:
    """An equal relation is lowered by the longer detention; a proposal counts, and is marked."""
    found, findings = crosswalk.read(CROSSWALK.replace("STATUS", status), "x.yaml")
    assert found
    assert not findings
    wanted = of_crosswalk(found, {"a": law("a", "P40D"), "b": law("b", "P60D")}, SCHEME)
    assert [(w.concept.id, w.verdict, w.reviewed, w.is_gap) for w in wanted] == [
        ("ext-arrest", "partial", reviewed, True)
    ]
    assert wanted[0].reasons == ("60 days against 40: longer", "Too long.")
    assert [s.eid for s in wanted[0].standard] == ["art_1"]


def test_concepts_by_name() -> None:
    wanted = of_concepts(["ext-arrest", "ext-arrest"], (law("a", "P40D"),), SCHEME)
    assert [w.concept.id for w in wanted] == ["ext-arrest"]
    assert isinstance(wanted[0].standard[0], gaps.Side)
    with pytest.raises(Unreadable) as caught:
        of_concepts(["ext-arest"], (), SCHEME)
    assert caught.value.hint == "Did you mean ext-arrest?"
