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
from lexmatch.match.phrases import Phrases

BLOCK = 256  # rows: with sixty candidates each, some hundred megabytes of vectors at most
RUNS = 8  # interrupted runs that are kept
Work = Callable[["Join", Sequence[int]], Iterable[tuple[int, list[Pair]]]]


@dataclass(frozen=True, slots=True)
class Join:
    """All that the blocks of a match need, made once."""

    left: tuple[Unit, ...]
    right: tuple[Unit, ...]
    half: score.Half
    traits: score.Traits
    finder: candidates.Finder
    measured: tuple[Measured, ...]
    headings: bool
    same_language: bool
    phrases: Phrases | None
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
        some = self.left[rows]
        space = self.half.space(some)
        columns = self.finder.find(space)
        table = score.features(score.traits(some), self.traits, space, columns)
        weights: dict[str, float] = {}
        for seen in self.measured:
            table |= seen.features(rows, columns)
            weights |= seen.weights
        found, _, _ = reading.read(
            table, columns, "ranked", self.top, self.same_language, self.headings, weights, False
        )
        return [pair(some, self.right, f, self.phrases, self.labels) for f in found]


def pair(
    left: Sequence[Unit],
    right: Sequence[Unit],
    found: reading.Found,
    phrases: Phrases | None,
    labels: Mapping[str, str],
) -> Pair:
    """What was found of two rows as a pair of provisions, with the reasons."""
    source, target = left[found.row], right[found.column]
    return Pair(source.eid, target.eid, found.score, found.similarity, found.confidence,
                reading.reasons(source, target, found, phrases, labels))  # fmt: skip


def _untold(done: int, total: int) -> None:
    """Nobody asked how far it is."""


@dataclass(frozen=True, slots=True)
class Large:
    """How a large match is run: who works on the blocks (None: this process, one after the other), and who is told how
    many rows of how many are done."""

    work: Work | None = None
    progress: Callable[[int, int], None] = _untold


def run(join: Join, large: Large) -> Iterator[list[Pair]]:
    """The pairs of each block, in order, as soon as they are there. What is finished is kept in the cache folder until all of
    it is."""
    kept = Kept(fingerprint(join))
    held = {n for n in range(join.blocks) if kept.whole(n)}
    rest = [n for n in range(join.blocks) if n not in held]
    done = sum(_height(join, n) for n in held)
    large.progress(done, len(join.left))
    waiting: dict[int, list[Pair]] = {}  # came before their turn
    turn = 0
    for block, pairs in large.work(join, rest) if large.work else ((n, join.pairs(n)) for n in rest):
        kept.write(block, pairs)
        waiting[block] = pairs
        done += _height(join, block)
        large.progress(done, len(join.left))
        while turn in waiting or turn in held:
            yield waiting.pop(turn) if turn in waiting else kept.read(turn)
            turn += 1
    for n in range(turn, join.blocks):
        yield kept.read(n)
    kept.forget()


def _height(join: Join, block: int) -> int:
    rows = join.rows(block)
    return int(rows.stop - rows.start)


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

    def whole(self, block: int) -> bool:
        """Whether a block was kept, and is as it was written."""
        return self._body(block) is not None

    def read(self, block: int) -> list[Pair]:
        """The pairs of a block that was kept. Raises Unreadable if it was taken away since."""
        body = self._body(block)
        if body is None:
            raise Unreadable("what an earlier run had finished was taken out of the cache meanwhile",
                             "Run the same command again: it is computed anew.")  # fmt: skip
        return [Pair(a, b, c, d, e, tuple(f)) for a, b, c, d, e, f in json.loads(body)]

    def _body(self, block: int) -> bytes | None:
        try:
            checksum, _, body = files.read_bytes(self._path(block)).partition(b"\n")
        except (Unreadable, OSError):
            return None
        return body if hashlib.sha256(body).hexdigest().encode() == checksum else None

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
