"""Which provision of one instrument answers which of another.

Candidates, then features of each pair, then one score, then a reading of the scores; docs/matching.md explains each step
and what was measured. The same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from lexmatch.findings import Unreadable
from lexmatch.instrument import Instrument, Provision

if TYPE_CHECKING:
    from lexmatch.match.fields import Unit
    from lexmatch.match.join import Large

MODES = ("ranked", "one-to-one", "monotone")
ALIGNED = 25_000_000  # pairs up to which two texts are aligned as wholes: some four gigabytes of scores


class Measured(Protocol):
    """Two sides seen by a further feature; `key` says what else the features depend on than the texts."""

    @property
    def key(self) -> str:
        """The fingerprint of a learned file, the name and version of an encoder."""

    @property
    def weights(self) -> dict[str, float]:
        """What its features weigh beside the others."""

    @property
    def pairs(self) -> int:
        """Of how many pairs of provisions it was learned; 0 for what was not learned of such."""

    def features(self, rows: slice, columns: Any) -> dict[str, Any]:
        """The features of some rows of the source with the columns that are looked at."""


# Looks at both sides, headings included or not.
Further = Callable[[Sequence["Unit"], Sequence["Unit"], bool], Measured]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two provisions by eId. `score` (0 to 1) orders the pairs of a source, `similarity` is how alike their words are
    (cosine of character n-grams), `confidence` how likely the pair is right, `reasons` why it was proposed."""

    source: str
    target: str
    score: float
    similarity: float
    confidence: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matches:
    """What was found: the pairs in the order of the source and then by score, and what has no partner on each side.
    `mode` is the reading that was used, which is not the one asked for where the two texts have no common order."""

    source: str
    target: str
    pairs: tuple[Pair, ...] = ()
    unmatched_source: tuple[str, ...] = ()
    unmatched_target: tuple[str, ...] = ()
    mode: str = "ranked"
    level: str = "article"
    notes: tuple[str, ...] = field(default=())

    def best(self, eid: str) -> Pair | None:
        """The first pair of a source provision."""
        return next((p for p in self.pairs if p.source == eid), None)


class Running:
    """A match whose pairs are taken one after the other, in the order of `Matches.pairs`: of a statute book there are more
    than need be in memory at once. `count` is how many were taken; what has no partner is known when all were."""

    def __init__(self, source: str, target: str, level: str, mode: str, notes: tuple[str, ...], pairs: Iterable[Pair],
                 sides: tuple[Sequence[Unit], Sequence[Unit]]) -> None:  # fmt: skip
        self.source, self.target, self.level, self.mode, self.notes = source, target, level, mode, notes
        self.count = 0
        self._pairs, self._sides = pairs, sides
        self._paired: tuple[set[str], set[str]] = set(), set()

    def __iter__(self) -> Iterator[Pair]:
        for pair in self._pairs:
            self.count += 1
            self._paired[0].add(pair.source)
            self._paired[1].add(pair.target)
            yield pair

    @property
    def unmatched(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What has no partner in the source and in the target."""
        one, two = (tuple(u.eid for u in side if u.eid not in paired)
                    for side, paired in zip(self._sides, self._paired, strict=True))  # fmt: skip
        return one, two


def match(
    source: Instrument, target: Instrument, level: str = "article", top: int = 5, mode: str = "ranked", *,
    headings: bool = True, concepts: bool = True, labels: dict[str, str] | None = None, least: float = 0.0,
    further: Sequence[Further] = (), large: Large | None = None,
) -> Matches:  # fmt: skip
    """The provisions of `source` paired with those of `target` at a level ("article", "paragraph", "leaf").

    `ranked` proposes up to `top` partners for each; `one-to-one` gives each at most one; `monotone` needs a common order of
    both texts (what was moved is found as well) and also proposes the further parts of what was split. `labels` are names of
    concepts for the reasons; pairs of less than the confidence `least` are left out; `further` add features (learned words,
    an encoder); `large` says how a match of very many pairs is run (join.py).
    """
    running = begin(source, target, level, top, mode, headings=headings, concepts=concepts, labels=labels, least=least,
                    further=further, large=large)  # fmt: skip
    pairs = tuple(running)
    return Matches(source.alias, target.alias, pairs, *running.unmatched, running.mode, level, running.notes)


def begin(
    source: Instrument, target: Instrument, level: str = "article", top: int = 5, mode: str = "ranked", *,
    headings: bool = True, concepts: bool = True, labels: dict[str, str] | None = None, least: float = 0.0,
    further: Sequence[Further] = (), large: Large | None = None,
) -> Running:  # fmt: skip
    """The same, the pairs as they are found."""
    from lexmatch.match import fields

    left, right = fields.units(source, level), fields.units(target, level)
    if not concepts:
        left, right = (tuple(fields.without_concepts(u) for u in side) for side in (left, right))
    used, notes, pairs = mode, tuple[str, ...](), iter(())  # type: tuple[str, tuple[str, ...], Iterable[Pair]]
    if left and right:
        same = source.language == target.language
        if mode != "ranked" and len(left) * len(right) > ALIGNED:
            raise Unreadable(f"{len(left):,} and {len(right):,} provisions are too many for the reading '{mode}'",
                             "Use the reading 'ranked', or match part by part.")  # fmt: skip
        measured = tuple(make(left, right, headings) for make in further)
        used, notes, pairs = _pairs(left, right, top, mode, headings, same, labels or {}, measured, large)
    return Running(source.alias, target.alias, level, used, notes, (p for p in pairs if p.confidence >= least),
                   (left, right))  # fmt: skip


def _pairs(
    left: Sequence[Unit], right: Sequence[Unit], top: int, mode: str, headings: bool, same_language: bool,
    labels: dict[str, str], measured: tuple[Measured, ...], large: Large | None,
) -> tuple[str, tuple[str, ...], Iterable[Pair]]:  # fmt: skip
    """The reading that was used, notes on it, and the pairs."""
    from lexmatch.match import candidates, join, memory, reading, score, selftaught
    from lexmatch.match.phrases import Phrases

    phrases = Phrases() if same_language else None
    if mode == "ranked" and not candidates.few(len(left), len(right)):
        memory.give_back()  # what reading the two laws left
        half = score.half(left, right, headings, same_language)
        finder = candidates.Finder(half, len(left), same_language)
        whole = join.Join(tuple(left), tuple(right), half, score.traits(right), finder, measured, headings, same_language,
                          phrases, top, labels, join.BLOCK)  # fmt: skip
        return mode, (), (p for block in join.run(whole, large or join.Large()) for p in block)
    columns = candidates.everything(len(left), len(right))
    space = score.space(left, right, headings, same_language)
    table = score.features(score.traits(left), score.traits(right), space, columns)
    weights: dict[str, float] = {}
    for seen in measured:
        table |= seen.features(slice(0, len(left)), columns)
        weights |= seen.weights
    if mode == "ranked" and not same_language:  # no order helps to find translations
        taught = max((seen.pairs for seen in measured), default=0)
        table, weights = selftaught.extend(left, right, headings, table, weights, taught)
    found, used, notes = reading.read(table, columns, mode, top, same_language, headings, weights)
    return used, notes, (join.pair(left, right, f, phrases, labels) for f in found)


class Similarity:
    """How alike any provisions of two instruments are in their words, headings included. How rare each n-gram is is counted
    once; vectors are made of what is asked for, since those of a whole statute book would fill the memory."""

    def __init__(self, source: Instrument, target: Instrument) -> None:
        from lexmatch.match import vectors

        self._laws = source, target
        counts = [vectors.frequency(vectors.characters, (_words(law, p) for p in law.index.values()))
                  for law in self._laws]  # fmt: skip
        self._rarity = vectors.rarity(counts[0] + counts[1], sum(len(law.index) for law in self._laws))
        self._rows: dict[tuple[int, str], Any] = {}

    def of(self, source: Sequence[str], target: Sequence[str]) -> float:
        """The cosine of the provisions of one side taken together with those of the other taken together."""
        left, right = (self._sum(n, eids) for n, eids in enumerate((source, target)))
        if left is None or right is None:
            return 0.0
        product = float(left.multiply(right).sum())
        norms = float(left.multiply(left).sum() * right.multiply(right).sum()) ** 0.5
        return round(product / norms, 4) if norms else 0.0

    def _sum(self, side: int, eids: Sequence[str]) -> Any:
        rows = [self._row(side, eid) for eid in eids if eid in self._laws[side].index]
        return sum(rows[1:], rows[0]) if rows else None

    def _row(self, side: int, eid: str) -> Any:
        from lexmatch.match import vectors

        if (side, eid) not in self._rows:
            law = self._laws[side]
            counts = vectors.characters([_words(law, law.index[eid])])
            self._rows[side, eid] = vectors.unit(counts, self._rarity)
        return self._rows[side, eid]


def _words(law: Instrument, provision: Provision) -> str:
    from lexmatch.text import fold

    return fold(f"{law.heading(provision.eid)} {provision.full_text}"[:20_000])
