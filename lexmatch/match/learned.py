"""What parallel texts teach: which words of two languages answer each other, and a space in which their provisions meet.

`learn` counts, over paired provisions, which stems stand together more often than chance has it (log-likelihood ratio) and
lets them compete for each other: that is the lexicon. The space is latent semantic indexing of both languages at once:
each pair is one document, a truncated singular value decomposition gives every stem a place, and a provision of either
language is the sum of its stems' places. Only stems are kept, so no text can be put together again from the file.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lexmatch.findings import Unreadable
from lexmatch.instrument import Instrument
from lexmatch.match.fields import MAX_TEXT, Unit
from lexmatch.match.vectors import Array, Matrix
from lexmatch.text import folded_words

DIMENSIONS = 300
STEM = 6  # letters of a word that count: endings differ where meanings do not
FEWEST = 20  # pairs below which nothing can be learned
WEIGHT = (
    1.5  # of each of the two features beside the others, where all words are known; times the share that is, squared
)
_PARTNERS = 2  # stems of the other language that one stem may have
_CHANCE = 3.84  # log-likelihood ratio that two unrelated stems exceed one time in twenty
_MANY = 1000  # pairs above which a stem that stands in only one of them is left out
_CHUNK = 1024
_STEMS = 2048  # whose associations are counted at once
_FIRST = 4096  # associations that are looked at before the first stems are full


@dataclass(frozen=True, slots=True)
class Learned:
    """A lexicon and a space of two languages. `stems` are in alphabetical order; `rarity` is their idf; `places` are
    their coordinates (int8) with one of `scales` each; `links` are the lexicon: stem, stem, weight (1 to 255)."""

    languages: tuple[str, str]
    stems: tuple[tuple[str, ...], tuple[str, ...]]
    rarity: tuple[Array, Array]
    places: tuple[Array, Array]
    scales: tuple[Array, Array]
    links: Array
    pairs: int

    def between(self, source: str, target: str) -> Learned | None:
        """This file seen from `source` to `target`; None where it is of other languages."""
        if (source, target) == self.languages:
            return self
        if (target, source) != self.languages:
            return None
        (a, b), (x, y), (p, q) = self.languages, self.stems, self.places
        return Learned((b, a), (y, x), (self.rarity[1], self.rarity[0]), (q, p), (self.scales[1], self.scales[0]),
                       self.links[:, [1, 0, 2]], self.pairs)  # fmt: skip


def segments(left: Instrument, right: Instrument) -> list[tuple[str, str]]:
    """The words of the provisions that two texts of one instrument have in common, at the narrowest level at which both
    have them: paired by eId, else by their numbers where these are the same and occur once."""
    common = {eid: eid for eid in left.index if eid in right.index}
    theirs = _by_numbers(right, set(common.values()))
    for numbers, eid in _by_numbers(left, set(common)).items():
        if numbers in theirs:
            common[eid] = theirs[numbers]
    found = []
    for provision in left.walk():
        if provision.eid not in common or any(p.eid in common for c in provision.children for p in c.walk()):
            continue
        places = ((left, provision.eid), (right, common[provision.eid]))
        first, second = (f"{law.index[e].heading} {law.index[e].full_text}"[:MAX_TEXT].strip() for law, e in places)
        if first and second:
            found.append((first, second))
    return found


def _by_numbers(law: Instrument, taken: set[str]) -> dict[tuple[str, ...], str]:
    """The provisions whose chain of numbers no other bears, without those that are paired already."""
    holders: dict[tuple[str, ...], list[str]] = {}
    for eid, provision in law.index.items():
        chain = [p.num.strip("() .§°").casefold() for p in (*law.ancestors(eid), provision)]
        numbers = tuple(n for n in chain if len(n) <= 6)
        if provision.num and numbers:
            holders.setdefault(numbers, []).append(eid)
    return {n: eids[0] for n, eids in holders.items() if len(eids) == 1 and eids[0] not in taken}


def learn(pairs: Sequence[tuple[str, str]], languages: tuple[str, str], dimensions: int = DIMENSIONS) -> Learned:
    """The lexicon and the space of paired texts. Raises Unreadable when there are too few of them."""
    if len(pairs) < FEWEST:
        raise Unreadable(f"only {len(pairs)} provisions stand in both texts under the same number",
                         f"At least {FEWEST} are needed; a few hundred are good. Are they texts of the same law?")  # fmt: skip
    return from_bags([[_bag(text) for text in side] for side in zip(*pairs, strict=True)], languages, dimensions)


def from_bags(bags: Sequence[Sequence[Counter[str]]], languages: tuple[str, str], dimensions: int) -> Learned:
    """The same from the stems of both sides, however few. Raises Unreadable when there are none."""
    count = len(bags[0])
    least = 2 if count > _MANY else 1
    known = [_vocabulary(side, least) for side in bags]
    if min(len(k) for k in known) < 2:
        raise Unreadable("the paired provisions hold no words to learn from", "Are they texts, or only numbers?")
    stems, seen = [tuple(k) for k in known], [np.array([*k.values()], dtype=np.float64) for k in known]
    rarity = [np.log((1 + count) / n).astype(np.float32) for n in seen]
    counts = [_weighed(side, s, r) for side, s, r in zip(bags, stems, rarity, strict=True)]
    places = _places(counts, dimensions)
    scales = [np.maximum(np.abs(p).max(axis=1), 1e-9).astype(np.float32) / 127 for p in places]
    small = [np.round(p / s[:, None]).astype(np.int8) for p, s in zip(places, scales, strict=True)]
    links = _links(counts, seen)
    return Learned(languages, (stems[0], stems[1]), (rarity[0], rarity[1]), (small[0], small[1]), (scales[0], scales[1]),
                   links, count)  # fmt: skip


def _bag(text: str) -> Counter[str]:
    """The stems of a text: an elided article is no part of its word."""
    split = (part for word in folded_words(text) for part in word.split("'"))
    return Counter(part[:STEM] for part in split if len(part) > 1 and not part.isdigit())


def _vocabulary(bags: Sequence[Counter[str]], least: int) -> dict[str, int]:
    """Stems in alphabetical order with the number of texts they stand in."""
    seen: Counter[str] = Counter()
    for bag in bags:
        seen.update(bag.keys())
    return {stem: seen[stem] for stem in sorted(seen) if seen[stem] >= least}


def _weighed(bags: Sequence[Counter[str]], stems: Sequence[str], rarity: Array) -> Matrix:
    """TF-IDF rows of unit length over the known stems."""
    from scipy import sparse

    index = {stem: n for n, stem in enumerate(stems)}
    found = [sorted((index[stem], count) for stem, count in bag.items() if stem in index) for bag in bags]
    lengths = np.array([len(row) for row in found], dtype=np.int64)
    columns, often = np.array([pair for row in found for pair in row], dtype=np.int32).reshape(-1, 2).T
    weights = (1 + np.log(often)) * rarity[columns]
    norms = np.sqrt(np.bincount(np.repeat(np.arange(len(bags)), lengths), weights**2, len(bags)))
    weights /= np.repeat(np.where(norms > 0, norms, 1), lengths)
    return sparse.csr_matrix(
        (weights, columns, np.concatenate(([0], np.cumsum(lengths)))), shape=(len(bags), len(index))
    )


def _places(counts: Sequence[Matrix], dimensions: int) -> list[Array]:
    """The places of both languages' stems. The start vector is fixed and the sign of each axis chosen, so that the same
    pairs give the same places; axes count by the root of their strength."""
    from scipy import sparse
    from scipy.sparse.linalg import svds

    together = sparse.hstack(counts, format="csr")
    least = min(together.shape)
    _, strength, axes = svds(together, k=min(dimensions, least - 1), v0=np.ones(least), tol=1e-10)
    order = np.argsort(-np.round(strength, 9), kind="stable")
    strength, axes = strength[order], axes[order]
    largest = np.abs(np.round(axes, 7)).argmax(axis=1)
    axes = axes * np.where(axes[np.arange(len(axes)), largest] < 0, -1.0, 1.0)[:, None]
    places = (axes * np.sqrt(np.maximum(strength, 0))[:, None]).T
    split = counts[0].shape[1]
    return [places[:split], places[split:]]


def _links(counts: Sequence[Matrix], seen: Sequence[Array]) -> Array:
    """The lexicon: the strongest associations first, each stem in at most two of them; the weight is Dice's coefficient."""
    ours, theirs = ((c > 0).astype(np.float64).tocsc() for c in counts)
    parts = [_associated(ours, theirs, seen, start) for start in range(0, ours.shape[1], _STEMS)]
    row, column, together, ratio = (np.concatenate(part) for part in zip(*parts, strict=True))
    order = np.lexsort((column, row, -ratio))
    weight = np.maximum(1, np.round(255 * (2 * together / (seen[0][row] + seen[1][column])))).astype(np.int64)
    uses = [np.zeros(len(s), dtype=np.int64) for s in seen]
    links: list[tuple[int, int, int]] = []
    start, size = 0, _FIRST
    while start < len(order):  # most stems have their partners soon, and what is left can be skipped all at once
        some = order[start : start + size]
        some = some[(uses[0][row[some]] < _PARTNERS) & (uses[1][column[some]] < _PARTNERS)]
        for i, j, w in zip(row[some].tolist(), column[some].tolist(), weight[some].tolist(), strict=True):
            if uses[0][i] < _PARTNERS and uses[1][j] < _PARTNERS:
                uses[0][i] += 1
                uses[1][j] += 1
                links.append((i, j, w))
        start, size = start + size, size * 2
    return np.array(sorted(links), dtype=np.int32).reshape(-1, 3)


def _associated(ours: Matrix, theirs: Matrix, seen: Sequence[Array], start: int) -> tuple[Array, Array, Array, Array]:
    """The pairs of some of our stems with theirs that stand together more often than chance has it: both stems, how often,
    and the log-likelihood ratio."""
    both = (ours[:, start : start + _STEMS].T @ theirs).tocoo()
    row, column, together, total = both.row.astype(np.int64) + start, both.col, both.data, float(ours.shape[0])
    more = together * total > seen[0][row] * seen[1][column]
    row, column, together = row[more], column[more], together[more]
    known = _xlogx(np.arange(total + 1))

    def term(count: Array) -> Array:
        return known[count.astype(np.int64)]

    one, two = seen[0][row], seen[1][column]
    a, b, c, d = together, one - together, two - together, total - one - two + together
    ratio = 2 * (term(a) + term(b) + term(c) + term(d) + known[-1]
                 - term(one) - term(total - one) - term(two) - term(total - two))  # fmt: skip
    ratio = np.round(ratio, 6)
    sure = ratio > _CHANCE
    return row[sure], column[sure], together[sure], ratio[sure]


def _xlogx(values: Array) -> Array:
    return values * np.log(np.maximum(values, 1e-12))


@dataclass(frozen=True, slots=True)
class Measured:
    """Two sides as what was learned sees them: translated and own words, and places in the space."""

    words: tuple[Matrix, Matrix]
    places: tuple[Array, Array]
    weights: dict[str, float]
    key: str
    pairs: int  # of provisions that taught it

    def features(self, rows: slice, columns: Array) -> dict[str, Array]:
        """The features "lexicon" and "learned" of some rows with the columns that are looked at."""
        from lexmatch.match.score import cosines

        return {
            "lexicon": cosines((self.words[0][rows], self.words[1]), columns),
            "learned": dense(self.places[0][rows], self.places[1], columns),
        }


def measure(learned: Learned, source: Sequence[Unit], target: Sequence[Unit], headings: bool = True) -> Measured:
    """Both sides of a match, seen once. `learned` is already turned to these languages."""
    return seen(learned, [bags(side, headings) for side in (source, target)])


def bags(side: Sequence[Unit], headings: bool = True) -> list[Counter[str]]:
    """The stems of each unit with how often they stand in it."""
    return [_bag(f"{u.heading} {u.raw}" if headings else u.raw) for u in side]


def seen(learned: Learned, bags: Sequence[Sequence[Counter[str]]]) -> Measured:
    """Both sides, given as stems, as what was learned sees them. The features weigh less, the fewer of the words of the two
    texts were in what was learned from."""
    from scipy import sparse

    left, right = (_weighed(bags[n], learned.stems[n], learned.rarity[n]) for n in (0, 1))
    shape = (len(learned.stems[0]), len(learned.stems[1]))
    rows, others, strength = learned.links.T
    lexicon = sparse.csr_matrix((strength / 255.0, (rows, others)), shape=shape)
    translated = left @ lexicon
    norms = np.sqrt(np.asarray(translated.multiply(translated).sum(axis=1)).ravel())
    translated = (sparse.diags(1 / np.where(norms > 0, norms, 1)) @ translated).tocsr()
    here, there = (_fold_in(m, learned.places[n], learned.scales[n]) for n, m in enumerate((left, right)))
    share = min(_known(bags[n], learned.stems[n], learned.rarity[n]) for n in (0, 1))
    weight = round(WEIGHT * share**2, 4)
    key = hashlib.sha256(b"".join(a.tobytes() for a in (*learned.places, learned.links))).hexdigest()[:16]
    return Measured((translated, right), (here, there), {"lexicon": weight, "learned": weight}, key,
                    learned.pairs)  # fmt: skip


def _fold_in(rows: Matrix, places: Array, scales: Array) -> Array:
    return unit(rows @ (places.astype(np.float32) * scales[:, None]))


def unit(rows: Array) -> Array:
    """Rows of length one; an empty row stays empty."""
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.where(norms > 1e-12, norms, 1)).astype(np.float32)


def dense(source: Array, target: Array, columns: Array) -> Array:
    """The cosines of dense unit rows for the pairs that are looked at."""
    result = np.zeros(columns.shape, dtype=np.float64)
    everything = columns.shape[1] == len(target)
    for start in range(0, len(source), _CHUNK):
        block, chosen = source[start : start + _CHUNK], columns[start : start + _CHUNK]
        if everything:
            result[start : start + _CHUNK] = block @ target.T
        else:
            for n in range(len(block)):
                result[start + n] = target[chosen[n]] @ block[n]
    return np.round(result, 5)


def _known(bags: Sequence[Counter[str]], stems: Sequence[str], rarity: Array) -> float:
    """The share of the words that were learned, rare words counting more; unknown ones count as the rarest."""
    index = dict(zip(stems, rarity.tolist(), strict=True))
    most = float(rarity.max()) if len(rarity) else 1.0
    known = total = 0.0
    for bag in bags:
        for stem, count in bag.items():
            weight = index.get(stem, most) * count
            total += weight
            known += weight if stem in index else 0.0
    return known / total if total else 0.0
