"""The five relations between what two provisions cover, and what follows from them.

They are the relations of set theory that NIST IR 8477 (section 4.3) and OSCAL's mapping model use, which are exactly the five
base relations of RCC-5 (Randell, Cui and Cohn 1992): the subject is `equal` to, a `subset` of, a `superset` of the
standard, `intersects` it, or has `none` in common with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

RELATIONS = ("equal", "subset", "superset", "intersects", "none")
ANY = frozenset(RELATIONS)
INVERSE = {"equal": "equal", "subset": "superset", "superset": "subset", "intersects": "intersects", "none": "none"}

# Spellings that import accepts: OSCAL's mapping model, then SKOS (which has no overlap and no disjointness).
SPELLINGS = {
    "equal-to": "equal", "equivalent-to": "equal", "equivalent": "equal", "subset-of": "subset",
    "superset-of": "superset", "intersects-with": "intersects", "intersect": "intersects",
    "no-relationship": "none", "not-related": "none", "skos:exactMatch": "equal", "skos:broadMatch": "subset",
    "skos:narrowMatch": "superset", "skos:relatedMatch": "intersects", "skos:closeMatch": "intersects",
}  # fmt: skip

_E, _B, _P, _I, _N = RELATIONS
_NOT_NONE = frozenset((_E, _B, _P, _I))
COMPOSITION: dict[tuple[str, str], frozenset[str]] = {
    **{(_E, r): frozenset((r,)) for r in RELATIONS},
    **{(r, _E): frozenset((r,)) for r in RELATIONS},
    (_B, _B): frozenset((_B,)), (_B, _P): ANY, (_B, _I): frozenset((_B, _I, _N)), (_B, _N): frozenset((_N,)),
    (_P, _B): _NOT_NONE, (_P, _P): frozenset((_P,)), (_P, _I): frozenset((_P, _I)), (_P, _N): frozenset((_P, _I, _N)),
    (_I, _B): frozenset((_B, _I)), (_I, _P): frozenset((_P, _I, _N)), (_I, _I): ANY, (_I, _N): frozenset((_P, _I, _N)),
    (_N, _B): frozenset((_B, _I, _N)), (_N, _P): frozenset((_N,)), (_N, _I): frozenset((_B, _I, _N)), (_N, _N): ANY,
}  # fmt: skip


def inverse(relation: str) -> str:
    """The relation read from the other side: if A is a subset of B, B is a superset of A."""
    return INVERSE[relation]


def compose(first: str, second: str) -> frozenset[str]:
    """The relations that A can have to C when A is `first` to B and B is `second` to C (never a guess: a set)."""
    return COMPOSITION[first, second]


def compose_sets(first: frozenset[str], second: frozenset[str]) -> frozenset[str]:
    """As `compose`, for sets of possible relations."""
    return frozenset(r for a in first for b in second for r in COMPOSITION[a, b])


def consistent(first: str, second: str, direct: str) -> bool:
    """Whether A `direct` C can stand together with A `first` B and B `second` C."""
    return direct in COMPOSITION[first, second]


def canonical(spelling: str) -> str:
    """The relation that an OSCAL or SKOS spelling means, or the spelling itself when it is unknown."""
    return spelling if spelling in INVERSE else SPELLINGS.get(spelling, spelling)


# --- networks of relations -----------------------------------------------------------------------------------------

SAYS = {"equal": "equals", "subset": "is a subset of", "superset": "is a superset of", "intersects": "overlaps with",
        "none": "has nothing in common with"}  # fmt: skip
Link = tuple[str, str, str]  # (a, relation, b): a is `relation` of b
# A set of relations as bits, in the order of RELATIONS: closing a network composes the same few sets over and over.
_BIT = {r: 1 << n for n, r in enumerate(RELATIONS)}
_ALL = (1 << len(RELATIONS)) - 1
LARGE = 120  # nodes; beyond that only chains of three are examined, since closing costs the cube of their number


@cache
def _names(bits: int) -> frozenset[str]:
    return frozenset(r for r in RELATIONS if bits & _BIT[r])


@cache
def _bits(relations: frozenset[str]) -> int:
    return sum(_BIT[r] for r in relations)


@cache
def _inverse(bits: int) -> int:
    return sum(_BIT[INVERSE[r]] for r in _names(bits))


@cache
def _compose(first: int, second: int) -> int:
    return _bits(compose_sets(_names(first), _names(second)))


def close(links: Iterable[Link]) -> dict[tuple[str, str], frozenset[str]] | None:
    """What a network of relations implies between every two of its nodes, as sets of possible relations; None when
    nothing can satisfy it.

    Path consistency (Mackworth 1977). For the base relations of RCC-5 it is complete: a closed network has a model (Renz
    and Nebel 1999), which tests/test_relations.py confirms on random networks.
    """
    nodes, matrix = _matrix(links)
    if matrix is None or not _closed(matrix):
        return None
    return {(nodes[i], nodes[j]): _names(matrix[i][j]) for i in range(len(nodes)) for j in range(len(nodes)) if i != j}


def _matrix(links: Iterable[Link]) -> tuple[list[str], list[list[int]] | None]:
    """The nodes in alphabetical order and what is said of each pair; no matrix when a pair is said two ways."""
    kept = list(links)
    nodes = sorted({n for a, _, b in kept for n in (a, b)})
    number = {n: i for i, n in enumerate(nodes)}
    matrix = [[_ALL] * len(nodes) for _ in nodes]
    for i in range(len(nodes)):
        matrix[i][i] = _BIT["equal"]
    for a, relation, b in kept:
        i, j = number[a], number[b]
        matrix[i][j] &= _BIT[relation]
        matrix[j][i] &= _BIT[INVERSE[relation]]
        if not matrix[i][j] or not matrix[j][i]:
            return nodes, None
    return nodes, matrix


def _closed(matrix: list[list[int]]) -> bool:
    """Tighten a matrix until nothing changes; False when a pair is left without a possible relation."""
    size = range(len(matrix))
    queue = [(i, j) for i in size for j in size if i < j and matrix[i][j] != _ALL]
    waiting = set(queue)
    while queue:
        i, j = queue.pop()
        waiting.discard((i, j))
        for k in size:
            if k in (i, j):
                continue
            for a, b, c in ((i, j, k), (j, i, k)):
                old = matrix[a][c]
                new = old & _compose(matrix[a][b], matrix[b][c])
                if new == old:
                    continue
                if not new:
                    return False
                matrix[a][c], matrix[c][a] = new, _inverse(new)
                pair = (a, c) if a < c else (c, a)
                if pair not in waiting:
                    waiting.add(pair)
                    queue.append(pair)
    return True


def conflict(links: Iterable[Link]) -> list[Link]:
    """A smallest set of links that cannot all hold, in the order of a chain where they form one; empty when all can."""
    kept = _core(list(dict.fromkeys(links)))
    for part in _parts(kept):
        found = _triangle(part)
        if not found and len({n for a, _, b in part for n in (a, b)}) <= LARGE and close(part) is None:
            found = _smallest(part)
        if found:
            return _chained(found)
    return []


def _core(links: list[Link]) -> list[Link]:
    """The links that lie on some cycle, and perhaps a few between cycles: what hangs loose cannot contradict anything."""
    while True:
        degree: dict[str, int] = {}
        for a, _, b in links:
            degree[a] = degree.get(a, 0) + 1
            degree[b] = degree.get(b, 0) + 1
        kept = [link for link in links if degree[link[0]] > 1 and degree[link[2]] > 1]
        if len(kept) == len(links):
            return kept
        links = kept


def _parts(links: list[Link]) -> list[list[Link]]:
    """The connected parts of a network."""
    root: dict[str, str] = {}

    def top(node: str) -> str:
        while root.setdefault(node, node) != node:
            node = root[node]
        return node

    for a, _, b in links:
        root[top(a)] = top(b)
    parts: dict[str, list[Link]] = {}
    for link in links:
        parts.setdefault(top(link[0]), []).append(link)
    return list(parts.values())


def _triangle(links: list[Link]) -> list[Link]:
    """Two or three links that contradict each other."""
    beside: dict[str, dict[str, Link]] = {}
    for link in links:
        for a, b in ((link[0], link[2]), (link[2], link[0])):
            other = beside.setdefault(a, {}).setdefault(b, link)
            if _read(other, a) != _read(link, a):
                return [other, link]
    for direct in links:
        a, relation, c = direct
        for b in sorted(beside[a].keys() & beside[c].keys()):
            first, second = beside[a][b], beside[c][b]
            if relation not in COMPOSITION[_read(first, a), _read(second, b)]:
                return [first, second, direct]
    return []


def _read(link: Link, start: str) -> str:
    """The relation of a link read from one of its ends."""
    return link[1] if link[0] == start else INVERSE[link[1]]


def _smallest(links: list[Link]) -> list[Link]:
    """A set of conflicting links from which none can be taken away."""
    kept = list(links)
    for link in links:
        fewer = [x for x in kept if x != link]
        if close(fewer) is None:
            kept = fewer
    return kept


def _chained(links: list[Link]) -> list[Link]:
    """Links that form a ring in the order in which one walks it; others as they are."""
    rest = list(links)
    walk = [rest.pop(0)]
    here = walk[0][2]
    while rest:
        following = next((x for x in rest if here in (x[0], x[2])), None)
        if following is None:
            return links
        rest.remove(following)
        walk.append(following)
        here = following[2] if following[0] == here else following[0]
    return walk if here == walk[0][0] else links


def explain(links: Sequence[Link], shown: Callable[[str], str] = str) -> str:
    """A conflict in words, the whole chain: what each link says, what follows from them, and what is said instead."""
    *path, last = links
    for start in (links[0][0], links[0][2]):
        here = start
        possible = frozenset(("equal",))
        said: list[str] = []
        for link in path:
            if here not in (link[0], link[2]):
                break
            there = link[2] if link[0] == here else link[0]
            relation = _read(link, here)
            said.append(f"{shown(here)} {SAYS[relation]} {shown(there)}")
            possible = compose_sets(possible, frozenset((relation,)))
            here = there
        if len(said) == len(path) and {start, here} == {last[0], last[2]}:
            direct = _read(last, start)
            if direct not in possible:
                follows = " or ".join(SAYS[r] for r in RELATIONS if r in possible)
                return (f"{', and '.join(said)}; so {shown(start)} {follows} {shown(here)}, "
                        f"and yet an entry says that it {SAYS[direct]} it")  # fmt: skip
    listed = "; ".join(f"{shown(a)} {SAYS[r]} {shown(b)}" for a, r, b in links)
    return f"these relations cannot all hold: {listed}"
