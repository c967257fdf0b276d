"""Ranked matching of many provisions, a block of them at a time: memory stays bounded, progress can be shown, an interrupted
run goes on where it stopped, and blocks can be worked on elsewhere (cluster.py).

Blocks are always the same rows, each is ranked for itself, and pairs are put together in the order of the rows; so the
result is the same however the blocks were shared out.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lexmatch import files
from lexmatch.findings import Unreadable
from lexmatch.match import Measured, Pair, candidates, reading, score
from lexmatch.match.fields import Unit

BLOCK = 256  # rows: with sixty candidates each, some hundred megabytes of vectors at most
RUNS = 8  # interrupted runs that are kept
Work = Callable[["Join", Sequence[int]], Iterable[tuple[int, list[Pair]]]]


@dataclass(frozen=True, slots=True)
class Join:
    """All that the blocks of a match need, made once."""

    left: tuple[Unit, ...]
    right: tuple[Unit, ...]
    space: score.Space
    finder: candidates.Finder
    measured: tuple[Measured, ...]
    headings: bool
    same_language: bool
    top: int
    labels: Mapping[str, str]
    size: int = BLOCK

    @property
    def blocks(self) -> int:
        """How many blocks there are."""
        return -(-len(self.left) // self.size)

    def rows(self, block: int) -> slice:
        """The rows of a block."""
        return slice(block * self.size, min((block + 1) * self.size, len(self.left)))

    def pairs(self, block: int) -> list[Pair]:
        """The best pairs of the rows of a block."""
        rows = self.rows(block)
        columns, some = self.finder.find(rows), self.left[rows]
        table = score.features(some, self.right, score.part(self.space, rows), columns)
        weights: dict[str, float] = {}
        for seen in self.measured:
            table |= seen.features(rows, columns)
            weights |= seen.weights
        found, _, _ = reading.read(
            table, columns, "ranked", self.top, self.same_language, self.headings, weights, False
        )
        return [
            Pair(some[f.row].eid, self.right[f.column].eid, f.score, f.similarity, f.confidence,
                 reading.reasons(some[f.row], self.right[f.column], f, self.same_language, self.labels))
            for f in found
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Large:
    """How a large match is run: who works on the blocks (None: this process, one after the other), and who is told how
    many rows of how many are done."""

    work: Work | None = None
    progress: Callable[[int, int], None] | None = None


def run(join: Join, large: Large) -> Iterator[Pair]:
    """The pairs of all blocks in order. What is finished is kept in the cache folder until all of it is."""
    kept = Kept(fingerprint(join))
    found = {n: pairs for n in range(join.blocks) if (pairs := kept.read(n)) is not None}
    rest = [n for n in range(join.blocks) if n not in found]

    def tell() -> None:
        if large.progress:
            large.progress(sum(join.rows(n).stop - join.rows(n).start for n in found), len(join.left))

    tell()
    for block, pairs in large.work(join, rest) if large.work else ((n, join.pairs(n)) for n in rest):
        kept.write(block, pairs)
        found[block] = pairs
        tell()
    kept.forget()
    for n in range(join.blocks):
        yield from found[n]


def fingerprint(join: Join) -> str:
    """What the result depends on: both texts, the options, and the code."""
    digest = hashlib.sha256(f"{code()} {join.size} {join.top} {join.headings} {join.same_language}".encode())
    for side in (join.left, join.right):
        for u in side:
            digest.update(
                "\x1f".join((u.eid, u.heading, u.parents, u.raw, *sorted(u.concepts), *sorted(u.values))).encode()
            )
            digest.update(b"\x1e")
        digest.update(b"\x1d")
    digest.update(json.dumps([dict(join.labels), [[m.key, m.weights] for m in join.measured]], sort_keys=True).encode())
    return digest.hexdigest()[:32]


@cache
def code() -> str:
    """The fingerprint of the code that matches: what another version kept or computes is not the same."""
    folder = Path(__file__).parent
    paths = (
        *sorted(folder.glob("*.py")),
        folder.parent / "text.py",
        *sorted((folder.parent / "quantity").glob("*.py")),
    )
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:16]


class Kept:
    """The finished blocks of a run, each in a file of its own with its checksum: a damaged one is computed again."""

    def __init__(self, name: str) -> None:
        self._folder = files.cache_folder() / "joins" / name

    def read(self, block: int) -> list[Pair] | None:
        """The pairs of a block, if they were kept whole."""
        try:
            checksum, _, body = files.read_bytes(self._path(block)).partition(b"\n")
            if hashlib.sha256(body).hexdigest().encode() != checksum:
                return None
            return [Pair(a, b, c, d, e, tuple(f)) for a, b, c, d, e, f in json.loads(body)]
        except (Unreadable, ValueError, TypeError, OSError):
            return None

    def write(self, block: int, pairs: list[Pair]) -> None:
        """Keep a block; a cache that cannot be written is no error."""
        rows: list[Any] = [[p.source, p.target, p.score, p.similarity, p.confidence, list(p.reasons)] for p in pairs]
        body = json.dumps(rows, ensure_ascii=False).encode()
        with contextlib.suppress(Unreadable, OSError, RuntimeError):
            files.write(self._path(block), hashlib.sha256(body).hexdigest().encode() + b"\n" + body)

    def forget(self) -> None:
        """The run is finished: its blocks are not needed any more, nor are those of the oldest runs."""
        with contextlib.suppress(OSError):
            shutil.rmtree(self._folder, ignore_errors=True)
            others = sorted(self._folder.parent.iterdir(), key=lambda p: p.stat().st_mtime)
            for old in others[: max(len(others) - RUNS, 0)]:
                shutil.rmtree(old, ignore_errors=True)

    def _path(self, block: int) -> Path:
        return self._folder / f"{block:06d}.json"
