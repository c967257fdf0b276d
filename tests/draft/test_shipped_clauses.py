"""Every shipped clause, with every combination of its options: it renders, is valid, and reads back what it claims."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from lexmatch import gaps
from lexmatch.draft import make
from lexmatch.draft.clause import Clause
from lexmatch.draft.lint import lint
from lexmatch.draft.select import Wanted, carrying
from lexmatch.project import Project, load, shipped


@cache
def project() -> Project:
    return load(shipped())[0]


@cache
def stock() -> make.Library:
    return make.library(project())[0]


CLAUSES = sorted(p.removesuffix(".j2") for p in project().templates("clauses") if p.endswith(".j2"))


def combinations(clause: Clause) -> Iterator[tuple[str, ...]]:
    durations = tuple(f"{p.name}=P{7 + n}D" for n, p in enumerate(clause.parameters) if p.unit == "duration")
    for chosen in itertools.product(*(o.values for o in clause.options)):
        yield (*durations, *(f"{o.name}={v}" for o, v in zip(clause.options, chosen, strict=True)))


def drafted(clause: Clause, sets: tuple[str, ...]) -> make.Draft:
    concept = project().scheme.get(clause.concept)
    assert concept
    return make.make(make.Order((Wanted(concept),), sets=sets, alias="draft-test"), stock(), project())


def test_there_is_no_fault_in_the_form_of_the_shipped_clauses() -> None:
    assert make.library(project())[1] == []
    assert len(CLAUSES) > 150


@pytest.mark.parametrize("name", CLAUSES)
def test_lint_finds_nothing(name: str) -> None:
    assert lint(stock().clauses[name], project().scheme, stock().words) == []


@pytest.mark.parametrize("name", CLAUSES)
def test_every_combination_of_options_is_a_valid_draft(name: str) -> None:
    clause = stock().clauses[name]
    for sets in combinations(clause):
        draft = drafted(clause, sets)
        make.serialised(draft)  # raises when the strict schema is broken
        assert draft.law.text.status == "draft"
        assert draft.law.carrying(name), f"{sets}: the draft does not carry its own concept"
        kinds = {p.kind for p in draft.law.walk()}
        assert kinds <= {"section", "subsection", "paragraph", "subparagraph"}, f"{sets}: {kinds}"
        numbered_in_order(draft, sets)
        text = " ".join(p.full_text for p in draft.law.provisions)
        assert not re.search(r"\s[,.;]|\.\.|[,;]\.|\{|\}", text), f"{sets}: {text}"
        assert not re.search(r"\b(?:he|she|his|her|shall)\b", text), f"{sets}: {text}"


def numbered_in_order(draft: make.Draft, sets: tuple[str, ...]) -> None:
    for section in draft.law.provisions:
        numbers = [p.num for p in section.children if p.kind == "subsection"]
        assert numbers == [f"({n})" for n in range(1, len(numbers) + 1)], sets
        for unit in section.children:
            letters = [p.num for p in unit.children if p.kind == "paragraph"]
            assert letters == [f"({chr(97 + n)})" for n in range(len(letters))], sets


@pytest.mark.parametrize("name", CLAUSES)
def test_what_a_clause_claims_is_read_back(name: str) -> None:
    """Modality, terms and quantities of each choice are those of the provisions that carry the concept."""
    clause = stock().clauses[name]
    for sets in combinations(clause):
        draft = drafted(clause, sets)
        holds = draft.parts[0].choices.chosen()
        sides = carrying(name, (draft.law,))
        claimed = [m for condition, m in clause.modality.items() if condition in holds]
        assert not claimed or claimed[-1] in {s.provision.modality for s in sides}, sets
        found = {f"{v.key}={v.value}" for v in gaps.values(sides, name)}
        terms = {t for condition, said in clause.values.items() if condition in holds for t in said}
        assert terms <= found, sets
        marked = {f"{v.key}={v.value}" for p in draft.law.walk() for v in p.values if v.concept == name}
        assert marked <= found, f"{sets}: a quantity stands where the concept is not marked"


@pytest.mark.parametrize("name", CLAUSES)
def test_every_parameter_is_printed_under_some_choice(name: str) -> None:
    clause = stock().clauses[name]
    wanted = {p.source for p in clause.parameters if p.source}
    printed = {v.key for sets in combinations(clause) for p in drafted(clause, sets).law.walk() for v in p.values}
    assert wanted <= printed


@pytest.mark.parametrize("name", CLAUSES)
def test_sources_are_in_the_corpus(name: str) -> None:
    files = project().files()
    for source in stock().clauses[name].sources:
        alias, _, eid = source.partition("#")
        assert alias in files, f"{source}: no such instrument"
        assert not eid or project().instrument(alias).find(eid), f"{source}: no such provision"


@pytest.mark.parametrize("alias", ["ets-24", "untoc", "uncac", "ets-185", "ets-30"])
def test_a_draft_on_everything_a_standard_regulates(alias: str) -> None:
    """All clauses together number their sections without a gap, and nothing that has a clause stays open."""
    from lexmatch.draft.select import of_concepts

    law = project().instrument(alias)
    ids = [c.id for c in project().scheme.concepts if law.carrying(c.id) and c.id in stock().clauses]
    wanted = of_concepts(ids, (law,), project().scheme)
    draft = make.make(make.Order(wanted, (law,), alias="draft-all", fill=True), stock(), project())
    make.serialised(draft)
    assert [p.eid for p in draft.law.provisions] == [f"sec_{n}" for n in range(1, len(draft.law.provisions) + 1)]
    assert {o.result for o in draft.outcomes} <= {"closes", "partly"}


def test_own_words(data: Path) -> None:
    """No nine words in a row of a real text that is at hand."""
    tool = data.parent / "tools" / "own-words"
    if not tool.is_file():
        pytest.skip("the comparison tool is not here")
    templates = str(shipped() / "templates")
    done = subprocess.run([sys.executable, str(tool), templates], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
