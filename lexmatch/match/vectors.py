"""Texts as sparse vectors: character n-grams within words, or words and pairs of words, weighted by TF-IDF.

Columns are hashes, so no vocabulary is kept and blocks of any size can be made independently; everything is counted with
whole-array operations of numpy. Weights: 1 + log(tf), smoothed idf, unit length, float32.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy import sparse

from lexmatch.text import folded_words

BITS = 21
_WIDTH = 1 << BITS
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_BLOCK = 4_000_000  # characters counted at once
Matrix = Any  # scipy's sparse matrices
Array = Any  # numpy's arrays


def characters(texts: Sequence[str], sizes: tuple[int, ...] = (3, 4, 5)) -> Matrix:
    """Counts of the n-grams of characters within each word, a space before and after it included. Texts are folded."""
    return _blocks(texts, lambda block: _characters(block, sizes))


def words(texts: Sequence[str], sizes: tuple[int, ...] = (1, 2)) -> Matrix:
    """Counts of words and of runs of words; the commonest little words are left out of single words by their idf."""
    return _blocks(texts, lambda block: _words(block, sizes))


def _blocks(texts: Sequence[str], count: Any) -> Matrix:
    made, start, size = [], 0, 0
    for n, text in enumerate(texts):
        size += len(text) + 1
        if size > _BLOCK or n == len(texts) - 1:
            made.append(count(texts[start : n + 1]))
            start, size = n + 1, 0
    if not made:
        return sparse.csr_matrix((0, _WIDTH), dtype=np.float32)
    return sparse.vstack(made, format="csr", dtype=np.float32) if len(made) > 1 else made[0]


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
    pair, counts = np.unique((row << BITS) | key, return_counts=True)
    row, column = pair >> BITS, (pair & (_WIDTH - 1)).astype(np.int32)
    pointer = np.concatenate(([0], np.cumsum(np.bincount(row, minlength=height))))
    return sparse.csr_matrix((counts.astype(np.float32), column, pointer.astype(np.int32)), shape=(height, _WIDTH))


def weigh(first: Matrix, second: Matrix) -> tuple[Matrix, Matrix]:
    """Two count matrices as TF-IDF of unit rows; the document frequencies are those of both together."""
    total = first.shape[0] + second.shape[0]
    frequency = np.bincount(first.indices, minlength=_WIDTH) + np.bincount(second.indices, minlength=_WIDTH)
    idf = (np.log((1 + total) / (1 + frequency)) + 1).astype(np.float32)
    return _unit(first, idf), _unit(second, idf)


def _unit(counts: Matrix, idf: Array) -> Matrix:
    data = (1 + np.log(counts.data)) * idf[counts.indices]
    lengths = np.diff(counts.indptr)
    row = np.repeat(np.arange(counts.shape[0]), lengths)
    norms = np.sqrt(np.bincount(row, weights=data.astype(np.float64) ** 2, minlength=counts.shape[0]))
    norms[norms == 0] = 1
    scaled = (data / norms[row]).astype(np.float32)
    return sparse.csr_matrix((scaled, counts.indices, counts.indptr), shape=counts.shape)
