"""The blocks of a large match on a Dask cluster: the same blocks, the same code, so the same bytes.

What the blocks need is made once and sent to every worker. A block whose worker is lost is worked on by another; when all
that was sent is lost with the workers, it is sent again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from lexmatch.findings import Unreadable
from lexmatch.match import Pair
from lexmatch.match.join import Join, code

EXTRA = "pip install 'lexmatch-toolkit[cluster]'"
_PATIENCE = 20  # seconds to wait for the scheduler and for a first worker
_AGAIN = 5  # times that everything is sent again
_RETRIES = 10  # of a block


def on(scheduler: str) -> Callable[[Join, Sequence[int]], Iterator[tuple[int, list[Pair]]]]:
    """Something that works on blocks at a scheduler's address (tcp://host:8786)."""

    def work(join: Join, blocks: Sequence[int]) -> Iterator[tuple[int, list[Pair]]]:
        return _work(scheduler, join, blocks)

    return work


def _work(scheduler: str, join: Join, blocks: Sequence[int]) -> Iterator[tuple[int, list[Pair]]]:
    if not blocks:
        return
    try:
        import distributed
    except ImportError:
        raise Unreadable("matching on a cluster needs Dask, which is not installed",
                         f"It belongs to the extra `cluster`: {EXTRA}") from None  # fmt: skip
    try:
        connect: Any = distributed.Client
        client = connect(scheduler, timeout=_PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise Unreadable(f"there is no Dask scheduler at {scheduler}: {error}",
                         "Start one with `dask scheduler` and workers with `dask worker ADDRESS`.") from None  # fmt: skip
    with client:
        missing = set(blocks)
        for _ in range(_AGAIN):
            _ready(client, scheduler)
            for block, pairs in _round(distributed, client, join, sorted(missing)):
                missing.discard(block)
                yield block, pairs
            if not missing:
                return
    raise Unreadable(f"the workers at {scheduler} were lost {_AGAIN} times",
                     "What they finished is kept: run the same command again, or without --scheduler.")  # fmt: skip


def _round(distributed: Any, client: Any, join: Join, blocks: Sequence[int]) -> Iterator[tuple[int, list[Pair]]]:
    """The blocks that come back before what was sent is lost."""
    lost = (distributed.KilledWorker, distributed.client.FutureCancelledError, OSError, TimeoutError)
    try:
        sent = client.scatter(join, broadcast=True, hash=False)
        futures = {
            client.submit(_pairs, sent, block, pure=False, retries=_RETRIES, key=f"lexmatch-{id(sent)}-{block}"): block
            for block in blocks
        }
        waiting = distributed.as_completed(list(futures), loop=client.loop)
    except lost:
        return
    for future in waiting:
        try:
            pairs = future.result()
        except lost:
            continue
        yield futures[future], pairs
        future.release()


def _pairs(join: Join, block: int) -> list[Pair]:
    """Runs on a worker."""
    return join.pairs(block)


def _version() -> str:
    """Runs on a worker."""
    return code()


def _ready(client: Any, scheduler: str) -> None:
    """Waits for a worker. Raises Unreadable when there is none, or one with another version of the code."""
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except (TimeoutError, OSError):
        raise Unreadable(f"the scheduler at {scheduler} has no workers",
                         f"Start some: `dask worker {scheduler}`.") from None  # fmt: skip
    try:
        found = client.run(_version, on_error="return")
    except OSError:
        return
    for address, theirs in sorted(found.items()):
        if isinstance(theirs, ImportError):
            raise Unreadable(f"the worker {address} has no lexmatch", "Install the same version there.")
        if isinstance(theirs, str) and theirs != code():
            raise Unreadable(f"the worker {address} has another version of lexmatch",
                             "Install the same version there: only then is the result the same.")  # fmt: skip
