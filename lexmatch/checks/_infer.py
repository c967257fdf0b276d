"""What accepted entries imply between provisions that nobody compared: sets of possible relations, from RCC-5."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lexmatch.checks._context import Fact, Web, shown
from lexmatch.relations import ANY, RELATIONS, close, conflict, explain


class Inference(NamedTuple):
    """As regards `concept`, `subject` is one of `possible` to `standard`; `through` are provisions both were compared with."""

    concept: str
    subject: str
    standard: str
    possible: tuple[str, ...]
    through: tuple[str, ...]


def inferred(facts: Iterable[Fact], everything: bool = False) -> tuple[list[Inference], list[tuple[str, str]]]:
    """The inferences, and the concepts whose entries contradict each other with the chain in words.

    Pairs within one instrument are left out: they are not what a crosswalk compares. Without `everything`, so are pairs on
    which all five relations remain possible."""
    found: list[Inference] = []
    conflicts: list[tuple[str, str]] = []
    for concept, said in Web(tuple(facts)).by_concept():
        links = [(f.subject, f.relation, f.standard) for f in sorted(said)]
        closed = close(links)
        if closed is None:
            conflicts.append((concept, explain(conflict(links), shown)))
            continue
        linked = {frozenset((a, b)) for a, _, b in links}
        for (a, b), possible in sorted(closed.items()):
            if a > b or frozenset((a, b)) in linked or _alias(a) == _alias(b):
                continue
            through = tuple(sorted(n for n in {x for link in linked for x in link}
                                   if frozenset((a, n)) in linked and frozenset((n, b)) in linked))  # fmt: skip
            if (everything and through) or possible != ANY:
                found.append(Inference(concept, a, b, tuple(r for r in RELATIONS if r in possible), through))
    return found, conflicts


def _alias(node: str) -> str:
    return node.partition("#")[0]
