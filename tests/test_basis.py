"""Which instruments bind two States: what is known, what is not, in which order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from lexmatch import located
from lexmatch.basis import basis, standing
from lexmatch.instrument import instrument
from lexmatch.parties import Register, read
from lexmatch.project import load

REGISTER = """
register: lexmatch-parties
version: 1
states: {AA: Aland, BB: Borduria, CC: Cordonia, DD: Dorne}
instruments:
  crime:
    kind: subject
    for: [ext, mla]
    as-of: 2014-01-01
    complete-on: 2014-01-01
    parties:
      - {state: AA, since: 2003-09-29, computed: "yes"}
      - {state: BB, since: 2005-01-01}
    signatories: [CC]
  region:
    kind: regional
    for: [ext]
    missing: half of it
    parties:
      - {state: AA, since: 1970-05-01}
      - {state: BB, party-by: 1980-01-01}
      - {state: DD, deposit: 1999-01-01}
    likely: [CC]
    declarations:
      - {state: AA, article: "6", concept: ext-nationality, effect: Keeps nationals., since: 1975-01-01, until: 2000-01-01}
  between:
    kind: bilateral
    for: [ext]
    parties: [{state: AA, since: 2001-01-01}]
    likely: [CC]
  addition:
    kind: protocol
    for: [ext]
    parties: [{state: AA, since: 1990-01-01}, {state: BB, since: 1990-01-01}]
"""
LAWS = {
    "addition": instrument("addition", "Protocol", (), supplements=("region",)),
    "region": instrument("region", "R", ()),
}


def register(text: str = REGISTER) -> Register:
    node, findings = located.read(text, "parties.yaml")
    found, more = read(node, "parties.yaml")
    assert [*findings, *more] == []
    return found


def test_what_binds_both_comes_first_in_the_order_of_reliance() -> None:
    found = basis(register(), ("AA", "BB"), "2010-01-01", "ext", LAWS)
    assert [(b.listing.alias, b.bound) for b in found] == [("region", True), ("addition", True), ("crime", True)]


def test_a_treaty_of_two_states_is_for_these_two() -> None:
    found = {pair: [b.listing.alias for b in basis(register(), pair, "2010-01-01", "ext", LAWS)]
             for pair in (("AA", "CC"), ("CC", "AA"), ("AA", "BB"), ("BB", "CC"))}  # fmt: skip
    assert [pair for pair, names in found.items() if "between" in names] == [("AA", "CC"), ("CC", "AA")]
    assert found["AA", "CC"][0] == "between"


def test_before_entry_into_force_a_state_is_not_bound() -> None:
    found = {b.listing.alias: b.bound for b in basis(register(), ("AA", "BB"), "2004-12-31", "ext", LAWS)}
    assert found["crime"] is False
    assert found["region"] is True


@pytest.mark.parametrize(
    ("alias", "state", "on", "bound", "words"),
    [
        ("crime", "DD", "2013-01-01", False, "the list is complete on 2014-01-01"),
        ("crime", "DD", "2015-01-01", None, "proves nothing"),
        ("crime", "CC", "2013-01-01", False, "signed"),
        ("crime", "CC", "2020-01-01", None, "may have become a party since"),
        ("crime", "AA", "2020-01-01", True, "later withdrawal not checked"),
        ("crime", "AA", "2010-01-01", True, "computed from the deposit"),
        ("region", "CC", "2013-01-01", None, "the date was not read"),
        ("region", "BB", "1985-01-01", True, "bound by 1980-01-01 at the latest"),
        ("region", "BB", "1975-01-01", None, "not read"),
        ("region", "DD", "2013-01-01", None, "entry into force was not read"),
        ("addition", "CC", "2013-01-01", None, "read in part, so that proves nothing"),
    ],
)
def test_each_standing_says_why(alias: str, state: str, on: str, bound: bool | None, words: str) -> None:
    listing = next(entry for entry in register().listings if entry.alias == alias)
    found = standing(listing, state, on)
    assert found.bound is bound
    assert words in found.words


@pytest.mark.parametrize(("on", "count"), [("1974-12-31", 0), ("1980-01-01", 1), ("2000-01-01", 0)])
def test_a_declaration_counts_only_while_it_stands(on: str, count: int) -> None:
    found = {b.listing.alias: b for b in basis(register(), ("AA", "BB"), on, "ext", LAWS)}
    assert len(found["region"].declarations) == count


def test_a_wrong_register_says_what_is_wrong() -> None:
    text = REGISTER.replace("kind: regional", "kind: regionl").replace(
        "likely: [CC]", "likly: [CC]\n    signatories: [ZZ]"
    )
    node, _ = located.read(text, "parties.yaml")
    messages = [f"{f.message} {f.hint}" for f in read(node, "parties.yaml")[1]]
    assert any("'likly'" in m and "likely" in m for m in messages)
    assert any("'regionl' is no kind" in m for m in messages)
    assert any("'ZZ'" in m for m in messages)
    assert read(None, "x")[1][0].message == "a register of parties is a mapping"


def test_states_are_found_by_code_and_name() -> None:
    assert register().state("aa") == "AA"
    assert register().state("borduria") == "BB"
    assert register().state("Nowhere") == ""


def test_the_shipped_register_is_right_by_its_own_rules() -> None:
    """Dates are dates, States have names, and computed entries into force follow from the deposit where the rule is known:
    UNTOC article 38 and UNCAC article 68, the thirtieth day after deposit but not before the Convention itself."""
    project, _ = load(None)
    found = project.parties()
    concepts = {c.id for c in project.scheme.concepts}
    starts = {"untoc": date(2003, 9, 29), "uncac": date(2005, 12, 14)}
    for listing in found.listings:
        assert listing.alias in project.files()
        assert {d.concept for d in listing.declarations} <= concepts
        for party in listing.parties.values():
            for day in filter(None, (party.since, party.party_by, party.deposit)):
                date.fromisoformat(day)
            if party.computed and listing.alias in starts:
                expected = max(starts[listing.alias], date.fromisoformat(party.deposit) + timedelta(days=30))
                assert date.fromisoformat(party.since) == expected, (listing.alias, party)


def test_the_register_holds_every_fact_that_was_read(facts: Any) -> None:
    import yaml

    project, _ = load(None)
    listed = {entry.alias: entry for entry in project.parties().listings}
    names = {"ets-024-extradition": "ets-24", "untoc": "untoc", "uncac": "uncac", "ets-185-budapest": "ets-185",
             "un-drugs-1988": "un-drugs-1988", "rome-statute": "rome-statute", "ets-030-mla": "ets-30"}  # fmt: skip
    for name, alias in names.items():
        data = yaml.safe_load((facts / "parties" / f"{name}.yaml").read_text(encoding="utf-8"))
        for party in data["parties"]:
            mine = listed[alias].parties[party["state"]["code"]]
            assert mine.since == str(party["in_force"] or "")
            assert mine.deposit == str(party["ratified"] or "")
        assert len(listed[alias].declarations) == len(data["declarations"])


def test_the_command_answers_in_words_and_json(run: Callable[..., Any]) -> None:
    import json

    found = run("basis", "CA", "Germany", "--on", "2012-01-01", "--for", "ext")
    assert found.code == 0
    assert "1. un-drugs-1988" in found.out
    assert "bound only since 2015-11-01" in found.out
    assert "not legal advice" in found.out
    data = json.loads(run("basis", "CA", "DE", "--on", "2012-01-01", "--format", "json").out)
    assert data["lexmatch"] == "basis/1"
    assert {b["alias"]: b["bound"] for b in data["bases"]}["untoc"] is True


def test_unknown_states_and_dates_are_named(run: Callable[..., Any]) -> None:
    found = run("basis", "Germny", "CA")
    assert found.code == 2
    assert "Germany" in found.err
    assert run("basis", "DE", "CA", "--on", "soon").code == 2
