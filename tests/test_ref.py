"""References: what people type finds what files hold, and prints as lawyers write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexmatch.ref import Ref, cite, components, key, numbers, parse, resolve

EIDS = (
    "part_2", "sec_44", "sec_44__subsec_1", "sec_44__subsec_1__para_b", "sec_6-1", "art_4bis", "art_16__para_3",
    "art_16__para_3__point_a", "att_1", "att_1__sec_3", "sec_2__def_1__para_a",
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "eid"),
    [
        ("x#art_16__para_3", "art_16__para_3"),
        ("x 16(3)", "art_16__para_3"),
        ("UNTOC art. 16, para. 3", "art_16__para_3"),
        ("x Article 16(3)(a)", "art_16__para_3__point_a"),
        ("x Art. 16 para 3 point (a)", "art_16__para_3__point_a"),
        ("ca-extradition-1999 44(1)(b)", "sec_44__subsec_1__para_b"),
        ("x s. 44(1)", "sec_44__subsec_1"),
        ("x section 44", "sec_44"),
        ("x § 44 Abs. 1", "sec_44__subsec_1"),
        ("x 6.1", "sec_6-1"),
        ("x s 6.1", "sec_6-1"),
        ("x art. 4bis", "art_4bis"),
        ("x 4 BIS", "art_4bis"),
        ("x Articolo 4-bis", "art_4bis"),
        ("x Artigo 16.º, n.º 3, alínea a)", "art_16__para_3__point_a"),
        ("x artículo 16, apartado 3, letra a)", "art_16__para_3__point_a"),
        ("x Artigo 16.º(3)(a)", "art_16__para_3__point_a"),
        ("x art. 16, comma 3, lett. a)", "art_16__para_3__point_a"),
        ("x المادة 16(3)", "art_16__para_3"),
        ("x 44º § 1º", "sec_44__subsec_1"),
        ("x Part 2", "part_2"),
        ("x 99", ""),
        ("x", ""),
    ],
)
def test_what_people_type_is_found(typed: str, eid: str) -> None:
    assert resolve(parse(typed), EIDS) == eid


def test_a_number_that_says_its_levels_is_found_wherever_it_stands_once() -> None:
    eids = ["art_1", "art_A-6__art_A-6-1", "att_1__chp_A-5__art_A-5-1", "att_1__chp_A-5__art_A-5-1__para_2", "att_1__art_9",
            "att_2__art_B-1", "att_3__art_B-1"]  # fmt: skip
    found = {n: resolve(parse(f"x {n}"), eids) for n in ("§ A.5.1", "§ A.5.1(2)", "§ A.6.1", "§ 9", "§ B.1")}
    assert found == {"§ A.5.1": "att_1__chp_A-5__art_A-5-1", "§ A.5.1(2)": "att_1__chp_A-5__art_A-5-1__para_2",
                     "§ A.6.1": "art_A-6__art_A-6-1", "§ 9": "", "§ B.1": ""}  # fmt: skip


@pytest.mark.parametrize(
    ("eid", "sign", "words"),
    [
        ("art_16__para_3", "", "Article 16(3)"),
        ("art_16__para_3__point_a", "", "Article 16(3)(a)"),
        ("sec_44__subsec_1__para_b", "", "section 44(1)(b)"),
        ("sec_16__subsec_2", "§", "§ 16(2)"),
        ("sec_6-1", "", "section 6.1"),
        ("part_2", "", "Part 2"),
        ("chp_1__sec_4", "", "section 4"),
        ("art_2__para_1__p_2", "", "Article 2(1)"),
        ("para_3__subpara_1", "", "paragraph 3(1)"),
        ("att_1", "", "Annex 1"),
    ],
)
def test_citations_are_what_lawyers_write(eid: str, sign: str, words: str) -> None:
    assert cite(eid, sign) == words


def test_an_alias_with_spaces_or_none_is_kept() -> None:
    assert parse("European Convention on Extradition art. 16") == Ref(
        "European Convention on Extradition", "", ("16",), "art"
    )
    assert parse("untoc") == Ref("untoc")


NAMES = st.sampled_from(["art", "sec", "para", "subsec", "point", "subpara"])
NUMBERS = st.from_regex(r"[1-9][0-9]{0,2}[a-z]?", fullmatch=True)


@given(st.lists(st.tuples(NAMES, NUMBERS), min_size=1, max_size=5))
def test_components_rebuild_the_eid(pairs: list[tuple[str, str]]) -> None:
    eid = "__".join(f"{name}_{number}" for name, number in pairs)
    assert "__".join(f"{n}_{v}" for n, v in components(eid)) == eid


@given(st.lists(NUMBERS, min_size=1, max_size=4), st.sampled_from(["art", "sec"]))
def test_a_citation_typed_back_finds_its_provision(found: list[str], unit: str) -> None:
    eid = "__".join([f"{unit}_{found[0]}", *(f"para_{n}" for n in found[1:])])
    assert resolve(parse(f"some-law {cite(eid)}"), [eid, "part_1"]) == eid


@given(st.text(max_size=40))
def test_parsing_never_fails(text: str) -> None:
    parse(text)
    numbers(text)
    key(text)
