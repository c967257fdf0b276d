"""Large matches: blocks, interruption, and the same bytes from a cluster whose workers die."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from lexmatch import files
from lexmatch.findings import Unreadable
from lexmatch.instrument import Instrument, Provision, instrument
from lexmatch.match import Matches, Pair, begin, candidates, cluster, join, match

WORDS = ("harbour", "lantern", "orchard", "granite", "sparrow", "whistle", "thunder", "blanket", "compass", "village", "feather",
         "chimney", "lettuce", "monsoon", "pilgrim", "quarrel", "raccoon", "satchel", "tobacco", "umbrella")  # fmt: skip


def law(alias: str, count: int, seed: int) -> Instrument:
    dice = random.Random(seed)
    made = (" ".join(dice.choices(WORDS, k=12)) for _ in range(count))
    return instrument(
        alias, alias, tuple(Provision(f"art_{n}", "article", str(n), text=t) for n, t in enumerate(made, 1))
    )


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Any match counts as large, and the cache is empty."""
    monkeypatch.setenv("LEXMATCH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(candidates, "DENSE", 0)
    monkeypatch.setattr(join, "BLOCK", 16)


def matched(large: join.Large | None = None, count: int = 90) -> Matches:
    return match(law("a", count, 1), law("b", 150, 2), top=3, large=large)


def kept() -> list[Path]:
    return sorted((files.cache_folder() / "joins").rglob("*.json"))


def test_the_size_of_blocks_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = matched()
    assert len(expected.pairs) == 270
    for size in (1, 7, 1000):
        monkeypatch.setattr(join, "BLOCK", size)
        assert matched() == expected


def test_blocks_find_what_the_whole_table_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = match(law("a", 40, 1), law("b", 150, 1), top=1)
    monkeypatch.setattr(candidates, "DENSE", 10**9)
    whole = match(law("a", 40, 1), law("b", 150, 1), top=1)
    assert [(p.source, p.target) for p in blocks.pairs] == [(p.source, p.target) for p in whole.pairs]


class Stop(Exception):
    pass


def interrupted(after: int) -> None:
    def progress(done: int, total: int) -> None:
        if done >= after:
            raise Stop

    with pytest.raises(Stop):
        matched(join.Large(progress=progress))


def test_an_interrupted_run_goes_on_where_it_stopped() -> None:
    expected = matched()
    assert kept() == []
    interrupted(40)
    assert len(kept()) == 3
    told: list[int] = []
    assert matched(join.Large(progress=lambda done, total: told.append(done))) == expected
    assert told == [48, 64, 80, 90]
    assert kept() == []


@pytest.mark.parametrize(
    "damage", [lambda d: d[:-9], lambda d: b"", lambda d: d.replace(b"art_1", b"art_2", 1), lambda d: b"\xff\n["]
)
def test_a_damaged_block_is_computed_again(damage: Callable[[bytes], bytes]) -> None:
    expected = matched()
    interrupted(40)
    path = kept()[0]
    path.write_bytes(damage(path.read_bytes()))
    told: list[int] = []
    assert matched(join.Large(progress=lambda done, total: told.append(done))) == expected
    assert told[0] == 32


def test_the_first_pairs_come_before_the_last_are_looked_for() -> None:
    told: list[int] = []
    running = begin(
        law("a", 90, 1), law("b", 150, 2), top=3, large=join.Large(progress=lambda done, _: told.append(done))
    )
    pairs = iter(running)
    first = next(pairs)
    assert told == [0, 16]
    whole = matched()
    assert (first, *pairs) == whole.pairs
    assert told[-1] == 90
    assert running.unmatched == (whole.unmatched_source, whole.unmatched_target)


def test_blocks_that_come_in_another_order_are_put_in_theirs() -> None:
    expected = matched()

    def backwards(whole: join.Join, blocks: Sequence[int]) -> Iterator[tuple[int, list[Pair]]]:
        return ((n, whole.pairs(n)) for n in reversed(blocks))

    assert matched(join.Large(backwards)) == expected
    interrupted(40)
    assert matched(join.Large(backwards)) == expected


def test_blocks_taken_away_in_the_middle_are_said() -> None:
    interrupted(40)

    def taken(whole: join.Join, blocks: Sequence[int]) -> Iterator[tuple[int, list[Pair]]]:
        for path in kept():
            path.unlink()
        return ((n, whole.pairs(n)) for n in blocks)

    with pytest.raises(Unreadable, match="taken out of the cache"):
        matched(join.Large(taken))


def test_other_texts_or_options_do_not_use_what_was_kept() -> None:
    interrupted(40)
    told: list[int] = []
    matched(join.Large(progress=lambda done, total: told.append(done)), 89)
    assert told[0] == 0


def test_a_cache_that_cannot_be_written_is_no_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    expected = matched()
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("LEXMATCH_CACHE", str(tmp_path / "file"))
    assert matched() == expected


def test_old_runs_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(join, "RUNS", 1)
    for count in (90, 91, 92):
        with suppress(Stop):
            matched(join.Large(progress=stop_late), count)
    assert len(list((files.cache_folder() / "joins").iterdir())) == 3
    matched(count=93)
    assert len(list((files.cache_folder() / "joins").iterdir())) == 1


def stop_late(done: int, total: int) -> None:
    if done > 30:
        raise Stop


def test_ties_are_in_the_order_of_the_target() -> None:
    same = tuple(
        Provision(f"art_{n}", "article", str(n), text="the lantern stands in the harbour") for n in range(1, 200)
    )
    twins = instrument("a", "a", same)
    found = match(twins, twins, top=3)
    assert [p.target for p in found.pairs[:3]] == ["art_1", "art_2", "art_3"]


def test_wholes_that_are_too_large_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lexmatch.match.ALIGNED", 100)
    with pytest.raises(Unreadable, match="too many for the reading 'monotone'"):
        match(law("a", 20, 1), law("b", 20, 1), mode="monotone")


def test_the_command_says_how_far_it_is(run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    from lexmatch.cli import further

    monkeypatch.setattr(further, "LARGE", 5)
    monkeypatch.setattr(join, "BLOCK", 4)
    result = run("match", "ets-24", "ets-98", "--top", "1")
    assert result.code == 0
    assert "0 of " in result.err
    assert "provisions matched" in result.err
    assert "matched" not in run("match", "ets-24", "ets-98", "-q").err


def test_a_cluster_without_dask_names_the_extra(run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    for words in (["match", "ets-24", "ets-98"], ["build", "ets-24", "--against", "ets-98"]):
        result = run(*words, "--scheduler", "tcp://127.0.0.1:9")
        assert result.code == 2
        assert "lexmatch-toolkit[cluster]" in result.err


def test_a_crosswalk_is_built_in_blocks_too(run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """The pairs that a crosswalk rests on are matched like any others: interrupted, the work goes on where it stopped."""
    from lexmatch.cli import further

    words = ("build", "ca-extradition-1999", "--against", "ets-24")
    monkeypatch.setattr(further, "LARGE", 5)
    expected = run(*words)
    assert expected.code == 0
    pairs = join.Join.pairs
    done: list[int] = []

    def failing(self: join.Join, block: int) -> list[Pair]:
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(block)
        return pairs(self, block)

    monkeypatch.setattr(join.Join, "pairs", failing)
    assert run(*words).code not in (0, 1)
    assert len(kept()) == 2
    monkeypatch.setattr(join.Join, "pairs", pairs)
    again = run(*words)
    assert again.out == expected.out
    assert "(from an earlier run)" in again.err


def test_no_scheduler_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    with pytest.raises(Unreadable, match="no Dask scheduler at"):
        matched(join.Large(cluster.on("tcp://127.0.0.1:9")))


@pytest.fixture
def workers() -> Iterator[Any]:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as made:
        yield made


@pytest.mark.slow
@pytest.mark.parametrize("lost", [0, 1, 2])
def test_a_cluster_gives_the_same_though_workers_are_killed(workers: Any, lost: int) -> None:
    from distributed import Client

    expected = matched(count=400)
    with Client(workers) as client:
        alive = sorted(client.run(os.getpid).values())
    told: list[int] = []

    def progress(done: int, total: int) -> None:
        told.append(done)
        if len(told) == 3:
            for pid in alive[:lost]:
                os.kill(pid, signal.SIGKILL)

    assert matched(join.Large(cluster.on(workers.scheduler_address), progress), 400) == expected
    assert told[-1] == 400
    assert len(told) == 26


@pytest.mark.slow
def test_a_worker_of_another_version_is_refused(workers: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "code", lambda: "another")
    with pytest.raises(Unreadable, match="another version of lexmatch"):
        matched(join.Large(cluster.on(workers.scheduler_address)))


def test_memory_is_given_back_where_the_system_can(monkeypatch: pytest.MonkeyPatch) -> None:
    import ctypes

    from lexmatch.match import memory

    asked: list[int] = []

    class Library:
        def malloc_trim(self, pad: int) -> None:
            asked.append(pad)

    monkeypatch.setattr(ctypes, "CDLL", lambda _: Library())
    memory.give_back()
    monkeypatch.setattr(ctypes, "CDLL", lambda _: object())
    memory.give_back()
    assert asked == [0]
