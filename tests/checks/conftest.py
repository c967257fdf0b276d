"""What the tests of the rules share: the small world of law as a project, and a check of files laid into it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from law_world import lay


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """The world in an empty folder."""
    return lay(tmp_path / "world")


@pytest.fixture
def check(world: Path) -> Callable[..., tuple]:
    """`check({"crosswalks/a.yaml": text})` writes files into the world and gives the findings on all of it."""
    from lexmatch.checks._run import examine
    from lexmatch.cli.checking import clauses
    from lexmatch.project import load

    def call(files: dict[str, str], *paths: str, today: str = "2026-06-01") -> tuple:
        for name, text in files.items():
            path = world / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        project, wrong = load(world)
        chosen = [world / p for p in paths]
        return examine(project, chosen, today=today, config=wrong, extra=clauses(project, chosen)).findings

    return call
