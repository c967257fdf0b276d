"""The relation algebra against sets themselves: every subset of a small universe, and models of random networks."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexmatch import relations as r

# Four elements show every case of three sets: inside all, inside one, inside two, outside.
SETS = [frozenset(c) for n in range(1, 5) for c in itertools.combinations(range(4), n)]


def between(a: frozenset[int], b: frozenset[int]) -> str:
    """The relation of two sets that are not empty."""
    if a == b:
        return "equal"
    if a < b:
        return "subset"
    if a > b:
        return "superset"
    return "intersects" if a & b else "none"


def test_exactly_one_relation_holds_between_two_sets() -> None:
    for a, b in itertools.product(SETS, SETS):
        held = [a == b, a < b, a > b, bool(a & b) and not a <= b and not b <= a, not a & b]
        assert sum(held) == 1
        assert r.RELATIONS[held.index(True)] == between(a, b)


def test_inverse_is_what_the_sets_say() -> None:
    for a, b in itertools.product(SETS, SETS):
        assert r.inverse(between(a, b)) == between(b, a)


def test_composition_is_exactly_what_occurs_among_sets() -> None:
    """The table is neither too wide nor too narrow: each cell holds the relations that occur, and no others."""
    universe = [frozenset(c) for n in range(1, 6) for c in itertools.combinations(range(5), n)]
    seen: dict[tuple[str, str], set[str]] = {}
    for a, b, c in itertools.product(universe, universe, universe):
        seen.setdefault((between(a, b), between(b, c)), set()).add(between(a, c))
    assert {k: frozenset(v) for k, v in seen.items()} == r.COMPOSITION


def test_thirteen_cells_of_the_table_are_decided_and_three_say_nothing() -> None:
    sizes = [len(cell) for cell in r.COMPOSITION.values()]
    assert (len(sizes), sizes.count(1), sizes.count(5)) == (25, 13, 3)


@pytest.mark.parametrize(("first", "second"), list(itertools.product(r.RELATIONS, r.RELATIONS)))
def test_laws_of_inverse_and_composition(first: str, second: str) -> None:
    assert r.inverse(r.inverse(first)) == first
    turned = frozenset(r.inverse(x) for x in r.compose(r.inverse(second), r.inverse(first)))
    assert r.compose(first, second) == turned
    assert r.compose("equal", first) == frozenset((first,)) == r.compose(first, "equal")


@pytest.mark.parametrize("three", list(itertools.product(r.RELATIONS, repeat=3)))
def test_composition_is_associative_as_sets_of_possibilities(three: tuple[str, str, str]) -> None:
    a, b, c = (frozenset((x,)) for x in three)
    assert r.compose_sets(r.compose_sets(a, b), c) == r.compose_sets(a, r.compose_sets(b, c))


@pytest.mark.parametrize(("first", "second"), list(itertools.product(r.RELATIONS, r.RELATIONS)))
def test_infer_never_says_less_than_sets_allow(first: str, second: str) -> None:
    closed = r.close([("a", first, "b"), ("b", second, "c")])
    assert closed is not None
    assert closed["a", "c"] == r.compose(first, second)


def satisfiable(links: list[tuple[str, str, str]], nodes: str) -> bool:
    """Whether sets exist for a network, exactly. A model is a choice of the kinds of elements there are, a kind being the
    set of nodes it lies in. Each relation forbids kinds and asks for kinds; with all kinds that are not forbidden, what is
    asked for is there if it can be."""
    kinds = [frozenset(c) for n in range(1, len(nodes) + 1) for c in itertools.combinations(nodes, n)]
    for a, relation, b in links:
        kinds = [
            k
            for k in kinds
            if not (relation in ("equal", "subset") and a in k and b not in k)
            and not (relation in ("equal", "superset") and b in k and a not in k)
            and not (relation == "none" and a in k and b in k)
        ]
    wanted: list[tuple[str, str]] = [(n, "") for n in nodes]
    for a, relation, b in links:
        if relation in ("superset", "intersects", "none"):
            wanted.append((a, b))
        if relation in ("subset", "intersects", "none"):
            wanted.append((b, a))
    if not all(any(x in k and y not in k for k in kinds) for x, y in wanted):
        return False
    return all(any(a in k and b in k for k in kinds) for a, relation, b in links if relation == "intersects")


@st.composite
def networks(draw: st.DrawFn, size: int = 5) -> list[tuple[str, str, str]]:
    nodes = "abcdefg"[:size]
    pairs = list(itertools.combinations(nodes, 2))
    chosen = draw(st.lists(st.sampled_from(pairs), min_size=2, max_size=len(pairs), unique=True))
    links = []
    for a, b in chosen:
        first, second = (b, a) if draw(st.booleans()) else (a, b)
        links.append((first, draw(st.sampled_from(r.RELATIONS)), second))
    return links


@settings(max_examples=1500, deadline=None)
@given(networks())
def test_path_consistency_agrees_with_set_models(links: list[tuple[str, str, str]]) -> None:
    """A network closes if and only if sets exist for it."""
    nodes = "".join(sorted({n for a, _, b in links for n in (a, b)}))
    closed = r.close(links)
    assert (closed is not None) == satisfiable(links, nodes)
    assert bool(r.conflict(links)) == (closed is None)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.frozensets(st.integers(0, 5), min_size=1), min_size=3, max_size=6), st.data())
def test_what_real_sets_show_is_never_called_a_conflict(sets: list[frozenset[int]], data: st.DataObject) -> None:
    pairs = list(itertools.combinations(range(len(sets)), 2))
    chosen = data.draw(st.lists(st.sampled_from(pairs), min_size=1, unique=True))
    links = [(f"n{i}", between(sets[i], sets[j]), f"n{j}") for i, j in chosen]
    closed = r.close(links)
    assert closed is not None
    assert not r.conflict(links)
    for (a, b), possible in closed.items():
        assert between(sets[int(a[1:])], sets[int(b[1:])]) in possible


@settings(max_examples=400, deadline=None)
@given(networks(6))
def test_a_reported_conflict_is_one_and_nothing_can_be_taken_from_it(links: list[tuple[str, str, str]]) -> None:
    found = r.conflict(links)
    if found:
        assert set(found) <= set(links)
        assert r.close(found) is None
        for n in range(len(found)):
            assert r.close(found[:n] + found[n + 1 :]) is not None
        words = r.explain(found)
        assert all(r.SAYS[relation] in words or r.SAYS[r.inverse(relation)] in words for _, relation, _ in found)


def test_a_chain_is_told_from_end_to_end() -> None:
    links = [("act", "equal", "decree"), ("decree", "subset", "treaty"), ("act", "none", "treaty")]
    assert r.explain(links) == (
        "act equals decree, and decree is a subset of treaty; so act is a subset of treaty, "
        "and yet an entry says that it has nothing in common with it"
    )
    found = r.conflict(links)
    assert sorted(found) == sorted(links)
    assert "and yet an entry says" in r.explain(found)


def test_a_conflict_that_is_no_chain_is_listed() -> None:
    """Two chains between the same ends may exclude each other only together."""
    links = [
        ("a", "subset", "b"),
        ("b", "none", "c"),
        ("d", "subset", "c"),
        ("a", "intersects", "e"),
        ("e", "subset", "d"),
    ]
    found = r.conflict(links)
    assert found
    assert r.close(found) is None


@pytest.mark.parametrize(
    ("spelling", "relation"),
    [("equal-to", "equal"), ("subset-of", "subset"), ("skos:broadMatch", "subset"), ("skos:narrowMatch", "superset"),
     ("no-relationship", "none"), ("equal", "equal"), ("no such word", "no such word")],
)  # fmt: skip
def test_spellings(spelling: str, relation: str) -> None:
    """SKOS: `broadMatch` says that the object is the broader one, so the subject is a subset."""
    assert r.canonical(spelling) == relation
