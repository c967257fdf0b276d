"""Building: proposals, absences, and files that people have worked in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from lexmatch import build, crosswalk, gaps
from lexmatch.build import extend
from lexmatch.concepts import Concept, Group, Parameter, Scheme, scheme
from lexmatch.crosswalk import Crosswalk, Entry
from lexmatch.findings import Unreadable
from lexmatch.instrument import Instrument, Provision, TextStatus, Value, instrument
from lexmatch.ref import Ref

DAYS = Parameter(
    "max-duration",
    "duration",
    label="longest detention",
    meets="at-most",
    more="longer detention",
    less="shorter detention",
)
SCHEME: Scheme = scheme(
    (Group("ext", {"en": "Extradition"}), Group("gen", {"en": "General"})),
    (
        Concept("ext-provisional-arrest", "ext", {"en": "Provisional arrest"}, parameters=(DAYS,)),
        Concept("ext-speciality", "ext", {"en": "Speciality"}),
        Concept("ext-channel", "ext", {"en": "Channel"}, parameters=(Parameter("channel", values=("diplomatic", "ministry",
            "interpol")),)),
        Concept("ext-costs", "ext", {"en": "Costs"}),
        Concept("gen-definitions", "gen", {"en": "Definitions"}),
    ),
)  # fmt: skip


def article(
    number: int, concept: str, text: str = "Words.", modality: str = "required", values: tuple[Value, ...] = ()
) -> Provision:
    return Provision(
        f"art_{number}", "article", f"Article {number}", "", text, concepts=(concept,), modality=modality, values=values
    )


def days(value: str) -> tuple[Value, ...]:
    return (Value("ext-provisional-arrest", "max-duration", value, value),)


def channels(*names: str) -> tuple[Value, ...]:
    return tuple(Value("ext-channel", "channel", n) for n in names)


def law(alias: str, *provisions: Provision, **more: Any) -> Instrument:
    return instrument(alias, alias.title(), provisions, **more)


@dataclass(frozen=True)
class Pair:
    source: str
    target: str
    confidence: float
    similarity: float = 0.71
    reasons: tuple[str, ...] = ("similar headings",)


def made(standard: Instrument, *subjects: Instrument, alike: float = 0.5, pairs: tuple[Pair, ...] = (),
         scores: dict[str, dict[str, dict[str, float]]] | None = None, scope: tuple[str, ...] = ()) -> Crosswalk:  # fmt: skip
    laws = {x.alias: x for x in (standard, *subjects)}

    def differ(concept: Concept, asked: tuple[Ref, ...], answers: tuple[Ref, ...]) -> Any:
        return gaps.differences(concept, gaps.sides(asked, concept.id, laws), gaps.sides(answers, concept.id, laws))

    evidence = build.Evidence(
        {(standard.alias, s.alias): pairs for s in subjects}, scores or {}, lambda *_: alike, differ
    )
    return build.build([standard], subjects, SCHEME, scope, evidence)


def test_a_longer_detention_is_a_difference_in_words() -> None:
    found = made(law("s", article(1, "ext-provisional-arrest", values=days("P40D"))),
                 law("t", article(5, "ext-provisional-arrest", values=days("P60D"))))  # fmt: skip
    (entry,) = found.entries
    assert (entry.standard, entry.subject) == ((Ref("s", "art_1"),), (Ref("t", "art_5"),))
    assert entry.relation == "subset"
    assert entry.status == "proposed"
    assert "60 days against 40: longer detention" in entry.note
    assert entry.basis == ("concept", "text 0.50", "parameter")
    assert entry.confidence is not None
    assert entry.confidence <= 0.5


@pytest.mark.parametrize(
    ("ours", "relation"),
    [(("diplomatic",), "subset"), (("diplomatic", "ministry", "interpol"), "superset"), (("interpol",), "intersects"),
     (("diplomatic", "ministry"), "equal")],
)  # fmt: skip
def test_lists_of_terms_say_the_direction(ours: tuple[str, ...], relation: str) -> None:
    found = made(law("s", article(1, "ext-channel", values=channels("diplomatic", "ministry"))),
                 law("t", article(2, "ext-channel", values=channels(*ours))))  # fmt: skip
    assert found.entries[0].relation == relation


def test_like_words_may_be_equal_and_unlike_ones_intersect() -> None:
    standard, subject = law("s", article(1, "ext-speciality")), law("t", article(1, "ext-speciality"))
    assert made(standard, subject, alike=0.6).entries[0].relation == "equal"
    assert made(standard, subject, alike=0.1).entries[0].relation == "intersects"


def test_a_recorded_silence_is_surer_than_a_search() -> None:
    standard = law("s", article(1, "ext-speciality"))
    silent = made(standard, law("t", silent=("ext-speciality",))).entries[0]
    searched = made(standard, law("t", text=TextStatus(coverage="whole"))).entries[0]
    partial = made(standard, law("t", text=TextStatus(coverage="partial"))).entries[0]
    assert (silent.absence, searched.absence, partial.absence) == ("absent", "absent", "not-examined")
    assert (silent.confidence or 0) > (searched.confidence or 0)
    assert "only a part" in partial.note


def test_words_alone_may_propose_but_never_against_a_silence() -> None:
    standard = law("s", article(1, "ext-speciality"))
    pairs = (Pair("art_1", "art_9", 0.8),)
    entry = made(standard, law("t", article(9, "ext-costs")), pairs=pairs).entries[0]
    assert entry.subject == (Ref("t", "art_9"),)
    assert entry.basis == ("text 0.71",)
    assert entry.confidence == 0.4
    weak = made(standard, law("t", article(9, "ext-costs")), pairs=(Pair("art_1", "art_9", 0.3),)).entries[0]
    assert weak.absence == "absent"
    assert made(standard, law("t", silent=("ext-speciality",)), pairs=pairs).entries[0].absence == "absent"


def test_the_confidence_of_a_proposed_annotation_counts() -> None:
    standard, subject = law("s", article(1, "ext-speciality")), law("t", article(2, "ext-speciality"))
    sure = made(standard, subject).entries[0].confidence or 0
    unsure = made(standard, subject, scores={"t": {"art_2": {"ext-speciality": 0.6}}}).entries[0].confidence or 0
    assert unsure == pytest.approx(sure * 0.6, abs=0.01)


def test_several_laws_of_a_state_answer_together() -> None:
    standard = law("s", article(1, "ext-speciality"))
    found = made(standard, law("t", article(1, "ext-costs")), law("u", article(4, "ext-speciality")))
    assert found.entries[0].subject == (Ref("u", "art_4"),)
    assert found.subject == ("t", "u")


def test_entries_follow_the_standard_and_the_scope_leaves_final_clauses_out() -> None:
    standard = law("s", article(1, "gen-definitions"), article(2, "ext-costs"), article(3, "ext-channel"))
    assert [e.concept for e in made(standard, law("t")).entries] == ["ext-costs", "ext-channel"]
    assert made(standard, law("t")).scope == ("ext",)
    assert [e.concept for e in made(standard, law("t"), scope=("gen",)).entries] == ["gen-definitions"]


def test_parts_that_all_carry_a_concept_are_cited_together() -> None:
    parts = tuple(Provision(f"art_1__para_{n}", "paragraph", f"{n}", "", "x", concepts=("ext-costs",)) for n in (1, 2))
    whole = law("s", Provision("art_1", "article", "1", children=parts))
    assert build.refs([whole], "ext-costs") == (Ref("s", "art_1"),)
    half = law(
        "s", Provision("art_1", "article", "1", children=(parts[0], Provision("art_1__para_2", "paragraph", "2")))
    )
    assert build.refs([half], "ext-costs") == (Ref("s", "art_1__para_1"),)
    sentences = law(
        "s",
        Provision("art_1", "article", "1", children=(Provision("art_1__p_1", "p", text="x", concepts=("ext-costs",)),)),
    )
    assert build.refs([sentences], "ext-costs") == (Ref("s", "art_1"),)


def test_what_only_the_subject_regulates_is_no_entry() -> None:
    standard, subject = (
        law("s", article(1, "ext-costs")),
        law("t", article(1, "ext-costs"), article(2, "ext-speciality")),
    )
    assert [e.concept for e in made(standard, subject).entries] == ["ext-costs"]
    assert [c.id for c in build.only_subject([standard], [subject], SCHEME, ("ext",))] == ["ext-speciality"]


# --- files that exist
HEAD = "lexmatch: crosswalk/1\ntitle: Mine\nstandard: s\nsubject: [t]\nscope: [ext]\n"
DECIDED = """entries:
  # looked at on Monday
  - concept: ext-costs   # mine
    standard: [art_2]
    relation:   subset
    subject: [art_7]
    status: accepted
    note: "Our Act is  silent on transit."
"""
NEW = Entry("ext-channel", (Ref("s", "art_3"),), (Ref("t", "art_1"),), "equal", confidence=0.4, basis=("concept",))


def extended(text: str) -> tuple[str, tuple[Entry, ...]]:
    existing, findings = crosswalk.read(text, "x.yaml")
    assert existing is not None
    assert not findings
    mine = Entry("ext-costs", (Ref("s", "art_2"),), absence="absent")
    return extend.extend(text, existing, Crosswalk("t", ("s",), ("t",), ("ext",), (mine, NEW)))


@pytest.mark.parametrize(
    "text",
    [
        HEAD + DECIDED,
        HEAD + DECIDED.rstrip("\n"),
        HEAD + DECIDED + "\n\n",
        HEAD + DECIDED.replace("  - ", "- ").replace("\n    ", "\n  ").replace("  # looked", "# looked"),
        (HEAD + DECIDED).replace("\n", "\r\n"),
        HEAD.replace("scope: [ext]\n", "") + DECIDED + "scope: [ext]  # behind\n",
    ],
)
def test_only_new_entries_are_added_and_every_other_byte_stays(text: str) -> None:
    made_, added = extended(text)
    assert added == (NEW,)
    again, findings = crosswalk.read(made_, "x.yaml")
    assert again is not None
    assert not findings
    assert [e.concept for e in again.entries] == ["ext-costs", "ext-channel"]
    start = (
        next(n for n, (a, b) in enumerate(zip(text, made_, strict=False)) if a != b)
        if not made_.startswith(text)
        else len(text)
    )
    block = len(made_) - len(text)
    assert made_[:start] + made_[start + block :] in (text, made_[:start] + text[start:])
    assert "# looked at on Monday" in made_
    assert "relation:   subset" in made_


@pytest.mark.parametrize("tail", ["entries: []\n", "entries:\n", "entries: []  # none yet\n", "", "entries: []"])
def test_an_empty_list_is_filled(tail: str) -> None:
    text = HEAD + tail
    existing, _ = crosswalk.read(text, "x.yaml")
    assert existing is not None
    made_, added = extend.extend(text, existing, Crosswalk("t", ("s",), ("t",), ("ext",), (NEW,)))
    again, findings = crosswalk.read(made_, "x.yaml")
    assert again is not None
    assert not findings
    assert len(again.entries) == len(added) == 1
    assert "# none yet" in made_ or "# none yet" not in tail


def test_entries_in_another_style_are_refused_untouched() -> None:
    text = HEAD + "entries: [{concept: ext-costs, standard: [art_2], absence: absent, status: accepted}]\n"
    with pytest.raises(Unreadable, match="nothing can be added"):
        extended(text)


def test_nothing_new_changes_nothing() -> None:
    existing, _ = crosswalk.read(HEAD + DECIDED, "x.yaml")
    assert existing is not None
    text, added = extend.extend(HEAD + DECIDED, existing, existing)
    assert (text, added) == (HEAD + DECIDED, ())


def test_stale_entries_are_named_with_the_reason() -> None:
    laws = {"s": law("s", article(1, "ext-costs"), article(2, "ext-channel")), "t": law("t", article(1, "ext-channel"))}
    gone = Entry("ext-costs", (Ref("s", "art_9"),), absence="absent", status="accepted")
    drifted = Entry("ext-costs", (Ref("s", "art_1"),), absence="absent", status="accepted", stamps=("000000000000", ""))
    found_now = Entry("ext-channel", (Ref("s", "art_2"),), absence="absent", status="accepted")
    rejected = Entry("ext-costs", (Ref("s", "art_9"),), status="rejected")
    existing = Crosswalk("x", ("s",), ("t",), ("ext",), (gone, drifted, found_now, rejected))
    proposed = made(laws["s"], laws["t"])
    reasons = [s.reason for s in extend.stale(existing, proposed, laws)]
    assert reasons == ["there is no s#art_9 any more", "the text of the standard has changed since it was accepted",
                       "it says absent, but art_1 now seems to answer it"]  # fmt: skip


# --- the command
def test_the_command_writes_what_it_can_read(run: Callable[..., Any], tmp_path: Path) -> None:
    result = run("build", "ca-extradition-1999", "--against", "ets-24", "--scope", "ext", "-o", "ca.yaml")
    assert result.code == 0, result
    text = (tmp_path / "ca.yaml").read_text(encoding="utf-8")
    found, findings = crosswalk.read(text, "ca.yaml")
    assert found is not None
    assert not findings
    assert crosswalk.dump(found) == text
    assert {e.status for e in found.entries} == {"proposed"}
    assert "only the subject regulates" in result.err
    again = run("build", "ca-extradition-1999", "--against", "ets-24", "--scope", "ext", "-o", "ca.yaml")
    assert "0 entries added" in again.err
    assert (tmp_path / "ca.yaml").read_text(encoding="utf-8") == text


def test_a_decision_survives_a_second_build(run: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "ca.yaml"
    run("build", "ca-extradition-1999", "--against", "ets-24", "--scope", "ext-refusal", "-o", "ca.yaml")
    edited = path.read_text(encoding="utf-8").replace("status: proposed", "status: accepted   # by hand", 1)
    path.write_text(edited, encoding="utf-8")
    result = run("build", "ca-extradition-1999", "--against", "ets-24", "--scope", "ext", "-o", "ca.yaml")
    assert result.code == 0, result
    assert path.read_text(encoding="utf-8").startswith(edited)
    assert "added ext-speciality" in result.err


def test_words_alone_means_words_alone() -> None:
    """A law from which one concept was taken off: its provision is found by its words, and no other that only bears the same
    other concept as the standard's."""
    from lexmatch import project
    from lexmatch.cli.build import propose

    root = Path(__file__).parents[2]
    shipped = project.load(root)[0]
    standard, subject = shipped.instrument("ets-24"), shipped.instrument("ca-extradition-1999")

    def without(provision: Provision, concept: str) -> Provision:
        return replace(provision, concepts=tuple(c for c in provision.concepts if c != concept),
                       children=tuple(without(c, concept) for c in provision.children))  # fmt: skip

    said = []
    for concept in ("ext-ne-bis-in-idem", "ext-costs", "ext-transit", "ext-discrimination", "ext-channel"):
        bare = replace(subject, provisions=tuple(without(p, concept) for p in subject.provisions), silent=())
        found = propose(shipped, [standard], [bare], {}, (concept,), "")
        said += [e.note for e in found.entries if e.relation]
    assert said
    assert not [note for note in said if "same concept" in note]


def test_two_standards_name_the_instrument(run: Callable[..., Any]) -> None:
    result = run("build", "in-extradition-1962", "--against", "untoc", "--against", "uncac", "--scope", "ext", "-q")
    assert result.code == 0, result
    assert "standard: [untoc, uncac]" in result.out
    assert "untoc#art_16" in result.out
    assert run("build", "in-extradition-1962", "--against", "untoc,uncac", "--scope", "ext", "-q").out == result.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("build", "ca-extradition-1999", "--against", "ets-25"), "there is no instrument 'ets-25'"),
        (
            ("build", "ca-extradition-1999", "--against", "ets-24", "--scope", "exx"),
            "there is no group or concept 'exx'",
        ),
        (("build", "ca-extradition-1999"), "--against"),
    ],
)
def test_mistakes_are_named(run: Callable[..., Any], arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert result.code == 2
    assert said in result.err


def test_a_file_on_other_instruments_is_not_mixed(run: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(HEAD + "entries: []\n", encoding="utf-8")
    result = run("build", "ca-extradition-1999", "--against", "ets-24", "-o", "x.yaml")
    assert result.code == 2
    assert "compares t against s" in result.err


def test_an_official_text_is_annotated_first(run: Callable[..., Any], data: Path, tmp_path: Path) -> None:
    assert run("import", str(data / "lims" / "ca-extraditionact-en.xml"), "--as", "x-act", "--into", ".").code == 0
    result = run("build", "./x-act.xml", "--against", "ets-24", "--scope", "ext")
    assert result.code == 0, result
    assert "annotations" in result.err
    assert "60 days against 40" in result.out
