"""Annotating: cues, modality, parameters, who carries what, and marks in files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexmatch import annotate
from lexmatch.annotate import cues, evidence, learned, modality, nearest, parameters
from lexmatch.concepts import Concept, Group, Parameter, Scheme, scheme
from lexmatch.instrument import Instrument, Provision, Value, instrument

DURATION = Parameter("max-duration", "duration", meets="at-most")
SCHEME: Scheme = scheme(
    (Group("ext", {"en": "Extradition"}), Group("ext-refusal", {"en": "Refusal"}, "ext"), Group("ext-procedure", {"en": "P"},
        "ext")),
    (
        Concept("ext-provisional-arrest", "ext-procedure", {"en": "Provisional arrest", "de": "Vorläufige "
        "Auslieferungshaft"},
                cues={"en": ("provisional arrest", "urgen* .. arrest"), "de": ("vorläufige* auslieferungshaft",)},
                parameters=(DURATION, Parameter("interim-duration", "duration"))),
        Concept("ext-nationality", "ext-refusal", {"en": "Extradition of nationals"}, alt={"en": ("own nationals",)},
                cues={"en": ("own nationals",)}),
        Concept("ext-channel", "ext-procedure", {"en": "Channel"}, cues={"en": ("diplomatic channel*",
            "central authorit*")},
                parameters=(Parameter("channel", values=("diplomatic", "central-authority")),)),
    ),
)  # fmt: skip
TWO: Scheme = scheme(SCHEME.groups, (*SCHEME.concepts, Concept("mla-channel", "ext", {"en": "Route"})))
NOTHING = learned.Learned()


def law(*provisions: Provision, language: str = "en") -> Instrument:
    return instrument("x", "Extradition Act", provisions, language=language)


def proposals(found: annotate.Annotations, eid: str) -> list[str]:
    return [p.concept for p in found.by_eid()[eid].concepts]


@pytest.mark.parametrize(
    ("cue", "text", "found"),
    [
        ("provisional arrest", "The Provisional-Arrest of", True),
        ("urgen* .. arrest", "in case of urgency a judge may order the arrest", True),
        ("urgen* .. arrest", "urgent one two three four five six seven arrest", False),
        ("détention provisoire", "la detention PROVISOIRE", True),
        ("l'entraide .. demandée", "L’entraide peut être demandée", True),
        ("a .. b .. c", "a x b b y c", True),
        ("arrest", "arrests", False),
        ("", "anything", False),
    ],
)
def test_cues(cue: str, text: str, found: bool) -> None:
    finder = cues.Finder()
    finder.add("c", cue)
    assert bool(list(finder.find(cues.split(text)))) is found


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_cue_in_any_text_is_survived(cue: str, text: str) -> None:
    finder = cues.Finder()
    finder.add("c", cue)
    list(finder.find(cues.split(text)))


@pytest.mark.parametrize(
    ("text", "ground", "said"),
    [
        ("Extradition shall not be granted for such an offence.", True, "mandatory"),
        ("Extradition may be refused if the person is a national.", True, "optional"),
        ("A Party shall have the right to refuse extradition of its nationals.", True, "optional"),
        ("The Minister must refuse the request if it is political.", True, "mandatory"),
        ("If the case is urgent, the judge may issue a warrant.", False, "permitted"),
        ("The request shall be in writing.", False, "required"),
        ("No document shall be disclosed.", False, "prohibited"),
        ("The State need not give reasons.", False, "not-required"),
        ("States Parties shall endeavour to conclude agreements.", False, "endeavour"),
        ("States shall consider entering into agreements.", False, "endeavour"),
        ("if the person consents;", False, "conditional"),
        ("La demande doit être écrite.", False, "required"),
        ("El Estado podrá denegar la extradición.", True, "optional"),
        ("Die Auslieferung ist nicht zulässig.", True, "mandatory"),
        ("Article 5", False, ""),
    ],
)
def test_modality(text: str, ground: bool, said: str) -> None:
    assert modality.modality(text, ground) == said


def test_the_narrowest_provision_carries_the_concept_with_its_reasons() -> None:
    text = law(Provision("sec_1", "section", "1", "Custody", children=(
        Provision("sec_1__subsec_1", "subsection", "(1)", "", "A judge may order the provisional arrest of a "
        "person in urgent cases."),
        Provision("sec_1__subsec_2", "subsection", "(2)", "", "The register is kept by the clerk."),
    )))  # fmt: skip
    found = annotate.annotate(text, SCHEME, NOTHING)
    assert found.by_eid()["sec_1__subsec_1"].carries == ("ext-provisional-arrest",)
    assert found.by_eid()["sec_1"].carries == ()
    assert proposals(found, "sec_1") == ["ext-provisional-arrest"]
    assert found.by_eid()["sec_1__subsec_2"].carries == ()
    assert "says “provisional arrest”" in found.by_eid()["sec_1__subsec_1"].concepts[0].reasons


def test_a_heading_names_a_concept() -> None:
    text = law(Provision("art_6", "article", "Article 6", "Extradition of nationals", "It may be refused."))
    found = annotate.annotate(text, SCHEME, NOTHING).by_eid()["art_6"]
    assert found.carries == ("ext-nationality",)
    assert found.modality == "optional"
    assert found.concepts[0].reasons == ("its heading names “extradition of nationals”",)


def test_a_duration_is_a_value_with_its_place() -> None:
    words = "Provisional arrest may be terminated if no request came within 18 days; it shall not exceed 40 days."
    text = law(Provision("art_16", "article", "Article 16", "Provisional arrest", words))
    found = annotate.annotate(text, SCHEME, NOTHING).by_eid()["art_16"].parameters
    assert [(m.value.parameter, m.value.value, words[m.start : m.end]) for m in found] == [
        ("interim-duration", "P18D", "18 days"), ("max-duration", "P40D", "40 days"),
    ]  # fmt: skip


def test_terms_are_kept_side_by_side() -> None:
    words = "Requests go through the diplomatic channel or between central authorities."
    text = law(Provision("art_12", "article", "Article 12", "Channel", words))
    found = annotate.annotate(text, SCHEME, NOTHING).by_eid()["art_12"].parameters
    assert [(m.value.value, words[m.start : m.end]) for m in found] == [
        ("diplomatic", "diplomatic channel"), ("central-authority", "central authorities"),
    ]  # fmt: skip


def test_a_term_that_a_part_says_has_its_place_there_alone() -> None:
    part = Provision("art_12__para_1", "paragraph", "1", "", "Ça: by the Diplomatic  Channel.")
    text = law(Provision("art_12", "article", "Article 12", "Channel", "Requests go as follows.", children=(part,)))
    found = annotate.annotate(text, SCHEME, NOTHING).by_eid()
    whole, inner = found["art_12"].parameters[0], found["art_12__para_1"].parameters[0]
    assert (whole.value.value, whole.start, whole.end) == ("diplomatic", 0, 0)
    assert inner.value.value == "diplomatic"


@pytest.mark.parametrize(
    ("text", "concept", "value"),
    [
        ("The conduct must be punishable here had the act been committed here.", "ext", "conduct-based"),
        ("It is met whatever the category of the offence or its name.", "mla", "conduct-based"),
        ("Differences in the label of the offence are irrelevant.", "ext", "conduct-based"),
        ("Help needs no dual criminality, save for search and seizure.", "mla", "coercive-only"),
        ("A search needs an act that is an offence under both laws.", "mla", "coercive-only"),
    ],
)
def test_terms_of_dual_criminality(text: str, concept: str, value: str) -> None:
    name = f"{concept}-dual-criminality"
    known = scheme((Group(concept, {"en": "X"}),), (Concept(name, concept, {"en": "Dual criminality"}, parameters=(
        Parameter("requirement", values=("required", "conduct-based", "coercive-only", "optional", "not-required")),)),
    ))  # fmt: skip
    assert value in [f.value for f in parameters.values(text, known, {name: 0.9})]


def test_a_duration_of_nothing_known_is_no_value() -> None:
    text = law(Provision("sec_1", "section", "1", "Register", "The register is kept for ten years."))
    assert annotate.annotate(text, SCHEME, NOTHING).by_eid()["sec_1"].parameters == ()


def test_another_language_uses_its_own_cues() -> None:
    text = law(
        Provision("sec_16", "section", "§ 16", "", "Die vorläufige Auslieferungshaft kann angeordnet werden."),
        language="de",
    )
    assert annotate.annotate(text, SCHEME).by_eid()["sec_16"].carries == ("ext-provisional-arrest",)


def test_apply_keeps_what_a_person_annotated() -> None:
    mine = Provision("sec_1", "section", "1", "", "The provisional arrest of own nationals.", concepts=(
        "ext-channel",), modality="required",
                     values=(Value("ext-channel", "channel", "diplomatic"),))  # fmt: skip
    other = Provision(
        "sec_2", "section", "2", "", "A judge may order provisional arrest in urgent cases before arrest."
    )
    made = annotate.apply(law(mine, other), annotate.annotate(law(mine, other), SCHEME, NOTHING))
    assert made.index["sec_1"] == mine
    assert made.index["sec_2"].concepts == ("ext-provisional-arrest",)
    assert annotate.annotated(made)
    assert not annotate.annotated(law(other))


def test_learned_words_speak_for_concepts() -> None:
    model = learned.parse("a:-900 b:-800\nw:remand\t2000\t0:900 1:-100\nw:bail\t2000\t0:500\nw:cost\t1500\t1:800\n")
    scores = model.scores(learned.counts(["remand", "and", "bail"], [], []))
    assert list(scores) == ["a"]
    assert scores["a"][1] == ("remand", "bail")
    assert learned.Learned().scores({"w:x": 1}) == {}
    assert learned.parse("") == learned.Learned()


def test_the_shipped_words_hold_no_sentence() -> None:
    model = learned.shipped()
    assert len(model.concepts) > 100
    assert len(model.start) == len(model.concepts)
    assert max(len(name.split()) for name in model.features) == 1


def test_learning_and_annotating_read_the_same_words() -> None:
    part = Provision("sec_1__subsec_1", "subsection", "(1)", "", "An alpha.")
    whole = Provision("sec_1", "section", "1", "Custody", "If", children=(part,), tail="it ends.")
    text = law(Provision("part_1", "part", "1", "Arrest", children=(whole,)))
    assert learned.words(text, whole) == (["if", "1", "an", "alpha", "it", "ends"], ["custody"],
                                          [["extradition", "act"], ["arrest"]])  # fmt: skip
    assert learned.features(text, whole) == learned.counts(*learned.words(text, whole))
    assert learned.features(text, part)["c:custody"] == 1


def corpus() -> list[Instrument]:
    """Two instruments, annotated."""
    one = instrument("one", "One", (
        Provision("art_1", "article", "Article 1", "", "The warden locks the gate at dusk.", concepts=("ext-channel",)),
        Provision("art_2", "article", "Article 2", "", "The gate is locked at dusk by a warden.", concepts=("ext-nationality",
            "ext-channel")),
    ))  # fmt: skip
    two = instrument("two", "Two", (
        Provision("art_7", "article", "Article 7", "", "Ships sail at dawn.", concepts=("ext-provisional-arrest",)),
        Provision("art_8", "article", "Article 8", "", "Nobody has annotated the gate."),
    ))  # fmt: skip
    return [one, two]


def test_the_nearest_annotated_provisions_speak_for_their_concepts() -> None:
    examples = nearest.examples(corpus())
    assert [e.citation for e in examples.rows] == ["Article 1", "Article 2", "Article 7"]
    counts = learned.counts(cues.split("A warden locks the gate."), [], [])
    found = examples.concepts(counts)
    assert sum(share for share, _ in found.values()) == pytest.approx(1)
    assert found["ext-channel"][1] == "one Article 1"
    assert found["ext-channel"][0] > found["ext-nationality"][0]
    assert "ext-provisional-arrest" not in found
    assert examples.concepts(counts, but="one") == {}


def test_a_proposal_names_the_example_that_it_rests_on() -> None:
    text = law(Provision("sec_1", "section", "1", "", "A warden locks the gate."))
    found = annotate.annotate(text, SCHEME, NOTHING, examples=nearest.examples(corpus())).by_eid()["sec_1"]
    assert found.concepts[0].concept == "ext-channel"
    assert found.concepts[0].reasons == ("like one Article 1",)
    own = instrument("one", "One", text.provisions)
    assert annotate.annotate(own, SCHEME, NOTHING, examples=nearest.examples(corpus())).by_eid()["sec_1"].concepts == ()


def test_nothing_is_like_nothing() -> None:
    assert nearest.examples([]).concepts({"w:a": 1}) == {}
    assert nearest.examples(corpus()).concepts({}) == {}


@given(st.lists(st.text("abcde ", min_size=1, max_size=30), max_size=8), st.text("abcde ", max_size=30))
def test_shares_of_examples_are_shares_and_always_the_same(texts: list[str], asked: str) -> None:
    laws = [instrument("x", "", tuple(Provision(f"art_{n}", "article", str(n), "", t, concepts=("c", "d")[: 1 + n % 2])
                                      for n, t in enumerate(texts)))]  # fmt: skip
    counts = learned.counts(cues.split(asked), [], [])
    found = nearest.examples(laws).concepts(counts)
    assert found == nearest.examples(laws).concepts(counts)
    assert not found or sum(share for share, _ in found.values()) == pytest.approx(1)


def test_what_stands_around_and_beside_speaks_a_little() -> None:
    text = law(Provision("sec_1", "section", "1", "Provisional arrest", children=(
        Provision("sec_1__subsec_1", "subsection", "(1)", "", "The clerk keeps a list."),
        Provision("sec_1__subsec_2", "subsection", "(2)", "", "Requests pass by the diplomatic channel."),
        Provision("sec_1__subsec_3", "subsection", "(3)", "", "It is signed."),
        Provision("sec_1__subsec_4", "subsection", "(4)", "", "It is sealed."),
    )))  # fmt: skip
    found = annotate.annotate(text, SCHEME, NOTHING)
    reasons = {p.concept: p.reasons for p in found.by_eid()["sec_1__subsec_3"].concepts}
    assert "the provision beside it is about that" in reasons["ext-channel"]
    assert "the provision around it is about that" in reasons["ext-provisional-arrest"]
    far = {p.concept: p.reasons for p in found.by_eid()["sec_1__subsec_4"].concepts}
    assert "the provision beside it is about that" not in far["ext-channel"]
    whole = {p.concept: p.score for p in found.by_eid()["sec_1"].concepts}
    part = {p.concept: p.score for p in found.by_eid()["sec_1__subsec_3"].concepts}
    assert part["ext-provisional-arrest"] < whole["ext-provisional-arrest"]


def test_neighbours_never_say_more_than_so_much() -> None:
    near = {
        "a": evidence.Evidence(weight={"ext-channel": 50.0}),
        "b": evidence.Evidence(weight={"ext-nationality": 1.0}),
    }
    evidence.surround(near, [("", ["a", "b"])])
    assert near["b"].weight["ext-channel"] == evidence.NEAR_MOST
    assert near["b"].own == {"ext-nationality"}
    assert near["a"].weight["ext-nationality"] == pytest.approx(evidence.BESIDE)


def test_sections_beside_each_other_speak_for_each_other_though_no_rule_holds_them() -> None:
    part = Provision("part_1", "part", "Part 1", "", children=(
        Provision("sec_1", "section", "1", "Provisional arrest", "A judge may order provisional arrest."),
        Provision("sec_2", "section", "2", "Register", "It is kept."),
    ))  # fmt: skip
    found = annotate.annotate(law(part), SCHEME, NOTHING).by_eid()["sec_2"]
    assert found.concepts[0].reasons == ("the provision beside it is about that",)
    assert found.carries == ()


def test_what_speaks_for_a_rule_of_the_other_domain_speaks_for_its_counterpart() -> None:
    def scores(title: str, concepts: Scheme = TWO) -> dict[str, float]:
        sections = (Provision("sec_1", "section", "1", "", "Requests pass by the diplomatic channel."),)
        found = annotate.annotate(instrument("x", title, sections), concepts, NOTHING).by_eid()["sec_1"]
        return {p.concept: p.score for p in found.concepts}

    assert scores("Extradition Act").get("mla-channel", 0.0) == 0.0
    of_assistance = scores("Mutual Assistance Act")
    assert of_assistance["mla-channel"] > of_assistance["ext-channel"] > 0
    assert list(scores("Mutual Assistance Act", SCHEME)) == ["ext-channel"]


def test_a_law_that_never_looks_abroad_has_hearings_by_link_of_its_own() -> None:
    link = tuple(Concept(c, "ext", {"en": "Television link"}) for c in ("evd-remote-testimony", "mla-video-conference"))

    def first(last: str) -> list[str]:
        plain = tuple(Provision(f"sec_{n}", "section", str(n), "", "The court sits.") for n in range(2, 12))
        heard = Provision("sec_1", "section", "1", "Television link", "A witness may be heard by a television link.")
        law = instrument("x", "Criminal Evidence Act", (heard, *plain, Provision("sec_12", "section", "12", "", last)))
        return proposals(annotate.annotate(law, scheme(SCHEME.groups, link), NOTHING), "sec_1")

    assert first("The court sits.") == ["evd-remote-testimony", "mla-video-conference"]
    found = evidence.Evidence(weight={"mla-video-conference": 2.0, "evd-remote-testimony": 2.0})
    assert first("The court hears a foreign witness.") == sorted(found.weight)


def test_counterparts_are_of_the_two_domains() -> None:
    assert all(a.startswith("ext-") and b.startswith("mla-") for a, b in evidence.COUNTERPARTS.items())


@pytest.mark.parametrize(
    ("texts", "about"),
    [
        (["surrender of the person", "the executing court"] * 6, "ext"),
        (["extradition and assistance"] * 12, ""),
        (["a foreign document is evidence"] * 12, "mla"),
        (["a document is evidence"] * 12, "home"),
        (["a document of another state", *["a document is evidence"] * 11], "mla"),
        (["extradition", *["a document is evidence"] * 11], ""),
        (["surrender"] * 3, ""),
        ([], ""),
    ],
)
def test_what_a_law_is_about_whose_title_does_not_say_it(texts: list[str], about: str) -> None:
    assert evidence.subject(texts) == about


@given(st.dictionaries(st.sampled_from("abcd"), st.floats(0, 1)), st.floats(0, 1))
def test_the_best_alone_needs_less(scores: dict[str, float], least: float) -> None:
    ordered = dict(sorted(scores.items(), key=lambda item: -item[1]))
    found = annotate.sure(ordered, least)
    enough = [c for c, s in ordered.items() if s >= least]
    assert list(found) == enough or (not enough and found in ((), tuple(ordered)[:1]))
    assert not found or ordered[found[0]] >= annotate.ALONE * least


@pytest.mark.parametrize("text", ["", "…", "()", "\u0000 x", "a" * 50_000])
def test_odd_texts_are_survived(text: str) -> None:
    found = annotate.annotate(law(Provision("sec_1", "section", "1", "", text)), SCHEME)
    assert len(found.provisions) == 1
    assert parameters.durations(text, "en", {}) == ()


AKN = """<?xml version="1.0"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="act">
<meta><identification source="#x"><FRBRWork><FRBRthis value="/akn/xx/act/2001/1/!main"/><FRBRuri value=
    "/akn/xx/act/2001/1"/>
<FRBRdate date="2001-01-01" name="adoption"/><FRBRauthor href="#x"/><FRBRcountry value="xx"/></FRBRWork>
<FRBRExpression><FRBRthis value="/akn/xx/act/2001/1/eng@2001-01-01/!main"/><FRBRuri value=
    "/akn/xx/act/2001/1/eng@2001-01-01"/>
<FRBRdate date="2001-01-01" name="version"/><FRBRauthor href="#x"/><FRBRlanguage language="eng"/></FRBRExpression>
<FRBRManifestation><FRBRthis value="/akn/xx/act/2001/1/eng@2001-01-01/!main.xml"/><FRBRuri value=
    "/akn/xx/act/2001/1/eng@2001-01-01.akn"/>
<FRBRdate date="2001-01-01" name="generation"/><FRBRauthor href="#x"/></FRBRManifestation></identification>
<references source="#x"><TLCOrganization eId="x" href="/x" showAs="x"/></references></meta>
<body><section eId="sec_1"><num>1</num><heading>Provisional arrest</heading><content><p>The provisional arrest of a person
shall end after <b>40 days</b> if the extradition request has not been received.</p></content></section>
<section eId="sec_2" refersTo="#ext-nationality"><num>2</num><content>
<p>The provisional arrest of own nationals.</p></content></section>
</body></act></akomaNtoso>
"""


def test_json_has_every_provision(run: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(AKN, encoding="utf-8")
    result = run("annotate", "./a.xml", "--format", "json")
    assert result.code == 0, result
    data = json.loads(result.out)
    assert data["lexmatch"] == "annotations/1"
    first = data["provisions"][0]
    assert list(first) == ["eid", "num", "concepts", "modality", "parameters"]
    assert first["concepts"][0]["id"] == "ext-provisional-arrest"
    assert first["parameters"][0]["value"] == "P40D"
    assert (tmp_path / "a.xml").read_text(encoding="utf-8") == AKN


def test_the_project_s_own_annotations_are_examples_and_a_broken_file_is_none(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    corpus = tmp_path / "corpus" / "statutes"
    corpus.mkdir(parents=True)
    (tmp_path / "lexmatch.yaml").write_text("{}\n", encoding="utf-8")
    words = "Gardeners of the palace water tulips at noon."
    (corpus / "tulips.xml").write_text(AKN.replace("The provisional arrest of own nationals.", words), encoding="utf-8")
    (corpus / "broken.xml").write_text("<akomaNtoso", encoding="utf-8")
    other = AKN.replace("The provisional arrest of own nationals.", f"{words[:-1]} again.").replace("/xx/", "/yy/")
    (tmp_path / "a.xml").write_text(other.replace(' refersTo="#ext-nationality"', ""), encoding="utf-8")
    result = run("annotate", "./a.xml", "--format", "json")
    assert result.code == 0, result
    proposed = {c["id"]: c for c in json.loads(result.out)["provisions"][1]["concepts"]}
    assert "like tulips section 2" in proposed["ext-nationality"]["reasons"]


def test_write_marks_and_stays_valid_and_is_idempotent(run: Callable[..., Any], tmp_path: Path) -> None:
    from lexmatch.readers import akn, xml

    path = tmp_path / "a.xml"
    path.write_text(AKN, encoding="utf-8")
    assert run("annotate", "./a.xml", "--write").code == 0
    root = xml.parse_file(path)
    assert xml.invalid(root) == []
    made = akn.read(root, "a.xml")
    assert made.index["sec_1"].concepts == ("ext-provisional-arrest",)
    assert made.index["sec_1"].values[0].value == "P40D"
    assert made.index["sec_2"].concepts == ("ext-nationality",)
    once = path.read_bytes()
    again = run("annotate", "./a.xml", "--write")
    assert "nothing to mark" in again.err
    assert path.read_bytes() == once


def test_a_file_that_cannot_be_written_is_left(
    run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno
    import os

    path = tmp_path / "a.xml"
    path.write_text(AKN, encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "replace", full)
    result = run("annotate", "./a.xml", "--write", "-q")
    assert result.code == 2
    assert "disk is full" in result.err
    assert path.read_text(encoding="utf-8") == AKN


def test_other_xml_is_refused_by_name(run: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "b.xml").write_text("<Statute/>", encoding="utf-8")
    result = run("annotate", "./b.xml")
    assert result.code == 2
    assert "not Akoma Ntoso" in result.err
