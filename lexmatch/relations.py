"""The five relations between what two provisions cover, and what follows from them.

They are the relations of set theory that NIST IR 8477 (section 4.3) and OSCAL's mapping model use, which are exactly the five
base relations of RCC-5 (Randell, Cui and Cohn 1992): the subject is `equal` to, a `subset` of, a `superset` of the
standard, `intersects` it, or has `none` in common with it.
"""

from __future__ import annotations

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
