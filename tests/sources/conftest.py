"""Fixtures: the server that plays the official hosts, and a client that reaches nothing else."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from official_stage import Stage

from lexmatch.sources.client import Client, Manners


@pytest.fixture
def stage() -> Iterator[Stage]:
    """The server, running."""
    made = Stage()
    thread = threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join(5)


@pytest.fixture
def client(stage: Stage) -> Callable[..., Client]:
    """`client(read=0.2)` makes a client that reaches only the server; its pauses are noted, not slept."""
    from lexmatch.sources.addresses import HOSTS

    pytest.importorskip("httpx")

    def make(pauses: list[float] | None = None, **manners: Any) -> Client:
        noted = pauses if pauses is not None else []
        return Client(Manners(**manners), loopback=dict.fromkeys(HOSTS, stage.base), sleep=noted.append)

    return make
