"""Texts as sparse vectors: character n-grams within words, or words and pairs of words, weighted by TF-IDF.

Columns are hashes, so no vocabulary is kept and blocks of any size can be made independently; everything is counted with
whole-array operations of numpy. Weights: 1 + log(tf), smoothed idf, unit length, float32.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from scipy import sparse

from lexmatch.text import folded_words

BITS = 21
_WIDTH = 1 << BITS
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_BLOCK = 500_000  # characters counted at once: some fifty megabytes while it lasts
_ROWS = 1024  # weighed at once
_NUMBERS = 4_000_000  # looked at at once
Matrix = Any  # scipy's sparse matrices
Array = Any  # numpy's arrays
Count = Callable[[Sequence[str]], Matrix]  # characters, words


def characters(texts: Sequence[str], sizes: tuple[int, ...] = (3, 4, 5)) -> Matrix:
    """Counts of the n-grams of characters within each word, a space before and after it included. Texts are folded."""
    return stacked(lambda block: _characters(block, sizes), texts)


def words(texts: Sequence[str], sizes: tuple[int, ...] = (1, 2)) -> Matrix:
    """Counts of words and of runs of words; the commonest little words are left out of single words by their idf."""
    return stacked(lambda block: _words(block, sizes), texts)


def frequency(count: Count, texts: Iterable[str]) -> Array:
    """In how many of the texts each column stands; their vectors are not kept."""
    total = np.zeros(_WIDTH, dtype=np.int64)
    for block in _cut(texts):
        total += holders(count(block))
    return total


def stacked(count: Count, texts: Sequence[str]) -> Matrix:
    """The rows of all texts, counted a block at a time. The arrays grow in place: the rows of a statute book are held once,
    not twice."""
    data, indices = np.empty(0, dtype=np.float32), np.empty(0, dtype=np.int32)
    lengths: list[Array] = []
    used = 0
    for block in _cut(texts):
        part = count(block)
        if len(block) == len(texts):
            return part
        for kept, new in ((data, part.data), (indices, part.indices)):
            if used + part.nnz > len(kept):
                kept.resize((used + part.nnz) * 9 // 8, refcheck=False)
            kept[used : used + part.nnz] = new
        used += part.nnz
        lengths.append(np.diff(part.indptr))
    data.resize(used, refcheck=False)
    indices.resize(used, refcheck=False)
    return matrix(data, indices, np.concatenate([np.zeros(0, dtype=np.int64), *lengths]))


def _cut(texts: Iterable[str]) -> Iterator[list[str]]:
    """The texts in blocks of about as many characters."""
    block: list[str] = []
    size = 0
    for text in texts:
        block.append(text)
        size += len(text) + 1
        if size > _BLOCK:
            yield block
            block, size = [], 0
    if block:
        yield block


def matrix(data: Array, indices: Array, lengths: Array) -> Matrix:
    """A matrix from its rows one after the other and how long each is."""
    pointer = np.concatenate(([0], np.cumsum(lengths)))
    wide = np.int32 if pointer[-1] < 2**31 else np.int64
    return sparse.csr_matrix((data, indices, pointer.astype(wide)), shape=(len(lengths), _WIDTH))


def _characters(texts: Sequence[str], sizes: tuple[int, ...]) -> Matrix:
    """A text is " one two three "; an n-gram counts when no space stands inside it."""
    joined = [f" {' '.join(t.split())} " for t in texts]
    code = np.frombuffer("".join(joined).encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64)
    document = np.repeat(np.arange(len(joined), dtype=np.int64), [len(j) for j in joined])
    space = code == 32
    keys, rows = [], []
    for n in sizes:
        length = len(code) - n + 1
        if length <= 0:
            continue
        hashed = np.full(length, n, dtype=np.uint64)
        inside = np.zeros(length, dtype=bool)
        for k in range(n):
            hashed = (hashed ^ code[k : k + length]) * _MULTIPLIER
            hashed ^= hashed >> np.uint64(29)
            if 0 < k < n - 1:
                inside |= space[k : k + length]
        kept = ~inside & (document[:length] == document[n - 1 :])
        keys.append(hashed[kept] >> np.uint64(64 - BITS))
        rows.append(document[:length][kept])
    return _count(rows, keys, len(texts))


def _words(texts: Sequence[str], sizes: tuple[int, ...]) -> Matrix:
    table: dict[str, int] = {}
    ids: list[int] = []
    lengths: list[int] = []
    for text in texts:
        found = [table.setdefault(w, len(table)) for w in folded_words(text)]
        ids += found
        lengths.append(len(found))
    # a word's hash depends on the word alone, not on the order in which words are met
    by_word = np.array([_hash_word(w) for w in table], dtype=np.uint64)
    document = np.repeat(np.arange(len(texts), dtype=np.int64), lengths)
    code = by_word[np.array(ids, dtype=np.int64)] if ids else np.zeros(0, dtype=np.uint64)
    keys, rows = [], []
    for n in sizes:
        length = len(code) - n + 1
        if length <= 0:
            continue
        hashed = np.full(length, n, dtype=np.uint64)
        for k in range(n):
            hashed = (hashed ^ code[k : k + length]) * _MULTIPLIER
            hashed ^= hashed >> np.uint64(29)
        kept = document[:length] == document[n - 1 :]
        keys.append(hashed[kept] >> np.uint64(64 - BITS))
        rows.append(document[:length][kept])
    return _count(rows, keys, len(texts))


def _hash_word(word: str) -> int:
    """FNV-1a, 64 bits: the same on every machine, unlike Python's hash."""
    value = 0xCBF29CE484222325
    for byte in word.encode():
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def _count(rows: list[Array], keys: list[Array], height: int) -> Matrix:
    if not keys:
        return sparse.csr_matrix((height, _WIDTH), dtype=np.float32)
    row, key = np.concatenate(rows), np.concatenate(keys).astype(np.int64)
    code = np.sort((row << BITS) | key)  # np.unique with counts takes twice as long
    first = np.flatnonzero(np.append(len(code) > 0, code[1:] != code[:-1]))
    pair, counts = code[first], np.diff(np.append(first, len(code)))
    row, column = pair >> BITS, (pair & (_WIDTH - 1)).astype(np.int32)
    return matrix(counts.astype(np.float32), column, np.bincount(row, minlength=height))


def weigh(first: Matrix, second: Matrix, same_language: bool = True) -> tuple[Matrix, Matrix]:
    """Two count matrices as TF-IDF of unit rows."""
    idf = common((holders(first), holders(second)), (first.shape[0], second.shape[0]), same_language)
    return unit(first, idf), unit(second, idf)


def common(frequencies: tuple[Array, Array], texts: tuple[int, int], same_language: bool) -> Array:
    """How much each column says of two sides: within a language the idf of both together; of two languages no more than in the
    one where it is commoner (an ending of the one is no rarity because the other has none)."""
    if same_language:
        return rarity(frequencies[0] + frequencies[1], sum(texts))
    return np.minimum(*(rarity(seen, count) for seen, count in zip(frequencies, texts, strict=True)))


def holders(counts: Matrix) -> Array:
    """How many rows each column stands in."""
    total = np.zeros(counts.shape[1], dtype=np.int64)
    for start in range(0, counts.nnz, _NUMBERS):  # in pieces: numpy makes a copy twice as large of what it counts
        total += np.bincount(counts.indices[start : start + _NUMBERS], minlength=len(total))
    return total


def places(holders: Array) -> Array:
    """A new number for each column that some row has, in the same order; -1 for the others."""
    used = holders > 0
    return np.where(used, np.cumsum(used) - 1, -1).astype(np.int32)


def some(whole: Matrix, kept: Array) -> Matrix:
    """The numbers of a matrix for which `kept` is true."""
    ends = np.cumsum(kept, dtype=whole.indptr.dtype)  # with as many bytes as need be: of a statute book these are many
    pointer = np.where(whole.indptr > 0, ends[whole.indptr - 1] if len(ends) else 0, 0).astype(whole.indptr.dtype)
    return sparse.csr_matrix((whole.data[kept], whole.indices[kept], pointer), shape=whole.shape)


def narrowed(whole: Matrix, places: Array, width: int) -> Matrix:
    """A matrix with the columns that have a place, at that place."""
    return renumbered(some(whole, places[whole.indices] >= 0), places, width)


def renumbered(whole: Matrix, places: Array, width: int) -> Matrix:
    """A matrix whose columns all have a place, at that place. Its own numbers are used again: of a statute book there is no
    room for two."""
    for start in range(0, whole.nnz, _NUMBERS):
        part = whole.indices[start : start + _NUMBERS]
        part[:] = places[part]
    return sparse.csr_matrix((whole.data, whole.indices, whole.indptr), shape=(whole.shape[0], width))


def rarity(frequency: Array, texts: int) -> Array:
    """The smoothed inverse document frequency of each column."""
    return (np.log((1 + texts) / (1 + frequency)) + 1).astype(np.float32)


def unit(counts: Matrix, idf: Array) -> Matrix:
    """Counts as TF-IDF of unit rows. The numbers of `counts` are overwritten: of a statute book there is no room for two."""
    data, pointer = counts.data, counts.indptr
    for start in range(0, counts.shape[0], _ROWS):
        ends = pointer[start : start + _ROWS + 1]
        part = data[ends[0] : ends[-1]]
        part[:] = (1 + np.log(part)) * idf[counts.indices[ends[0] : ends[-1]]]
        row = np.repeat(np.arange(len(ends) - 1), np.diff(ends))
        norms = np.sqrt(np.bincount(row, weights=part.astype(np.float64) ** 2, minlength=len(ends) - 1))
        part /= np.where(norms == 0, 1, norms)[row]
    return counts
