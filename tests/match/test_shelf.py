"""The kept index: the same counts, whatever happened to the cache."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from lexmatch import files
from lexmatch.match import shelf, vectors
from lexmatch.match.vectors import Matrix

TEXTS = [f"the person sought is released after {n} days" for n in range(30)] + ["", "zu spät gestellt"]


@pytest.fixture(autouse=True)
def empty(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LEXMATCH_CACHE", str(tmp_path / "cache"))


def blocks() -> list[Path]:
    return sorted((files.cache_folder() / "index").glob("*.npz"))


def counted(calls: list[int], texts: Sequence[str] = TEXTS, name: str = "characters") -> Matrix:
    def count(some: Sequence[str]) -> Matrix:
        calls.append(len(some))
        return vectors.characters(some)

    return vectors.stacked(shelf.kept(name, count), texts)


def same(one: Matrix, two: Matrix) -> bool:
    return (one != two).nnz == 0 and one.dtype == two.dtype and np.array_equal(one.indices, two.indices)


def test_what_was_counted_is_found_again() -> None:
    calls: list[int] = []
    expected = vectors.characters(TEXTS)
    assert same(counted(calls), expected)
    assert same(counted(calls), expected)
    assert calls == [len(TEXTS)]
    counted(calls, TEXTS[1:])
    counted(calls, name="words")
    assert len(calls) == 3


def test_blocks_are_put_together(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = vectors.characters(TEXTS)
    monkeypatch.setattr(vectors, "_BLOCK", 100)
    calls: list[int] = []
    assert same(counted(calls), expected)
    assert len(calls) > 5
    assert len(blocks()) == len(calls)
    frequency = vectors.frequency(shelf.kept("characters", vectors.characters), iter(TEXTS))
    assert np.array_equal(frequency, vectors.holders(expected))


@pytest.mark.parametrize("damage", [lambda d: d[: len(d) // 2], lambda d: b"", lambda d: d.replace(b"\x01", b"\x02", 9),
                                    lambda d: b"PK\x03\x04" + d[9:]])  # fmt: skip
def test_a_damaged_block_is_counted_again(damage: Callable[[bytes], bytes]) -> None:
    calls: list[int] = []
    expected = counted(calls)
    path = blocks()[0]
    path.write_bytes(damage(path.read_bytes()))
    assert same(counted(calls), expected)
    assert len(calls) == 2
    assert same(counted(calls), expected)
    assert len(calls) == 2


def test_a_cache_that_cannot_be_written_is_no_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("LEXMATCH_CACHE", str(tmp_path / "file"))
    assert same(counted([]), vectors.characters(TEXTS))


def test_a_count_that_does_not_fit_is_not_kept() -> None:
    assert counted([], ["a " * 70_000]).data.max() == 70_000
    assert blocks() == []


def test_the_blocks_not_used_for_longest_go(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    calls: list[int] = []
    for n in range(4):
        counted(calls, TEXTS[n:])
    for age, path in enumerate(blocks()):
        os.utime(path, (age, age))
    oldest = blocks()[0]
    monkeypatch.setattr(shelf, "MOST", sum(p.stat().st_size for p in blocks()) - 1)
    shelf.tidy()
    assert len(blocks()) == 3
    assert oldest not in blocks()
