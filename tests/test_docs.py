"""The documentation is true: every console example runs and prints what it says, every link leads somewhere."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lexmatch.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])


def blocks(text: str) -> list[tuple[str, str]]:
    """(language, content) of each fenced block, in order."""
    return re.findall(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def steps(block: str) -> list[tuple[str, list[str]]]:
    """A console block as commands with the lines they should print."""
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif found:
            found[-1][1].append(line)
    return found


def matches(expected: list[str], printed: str) -> bool:
    """Whether output is as shown; a line "…" stands for any lines. Nothing shown means nothing is claimed."""
    if not expected:
        return True
    pattern = "".join(r"(?:.*\n)*?" if line == "…" else re.escape(line) + r"\n" for line in expected)
    end = r"(?:.*\n?)*\Z" if expected[-1] == "…" else r"\Z"
    return re.match(pattern + end, printed) is not None


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_console_example_runs(page: Path, run: Callable[..., Any]) -> None:
    """The examples of a page run in order in one empty folder. A YAML or Markdown block followed by "Save it as `x`" is
    saved there first."""
    text = page.read_text(encoding="utf-8")
    for match in re.finditer(
        r"```(?:yaml|md|python|csv)\n((?:(?!^```).)*?)^```\n+Save it as `([\w./-]+)`", text, re.MULTILINE | re.DOTALL
    ):
        target = Path(match.group(2))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(match.group(1), encoding="utf-8")
    for language, block in blocks(text):
        if language != "console":
            continue
        for command, expected in steps(block):
            words = shlex.split(command, comments=True)
            assert words[0] == "lexmatch", f"only lexmatch commands are examples: {command}"
            wanted = int(match.group(1)) if (match := re.search(r"# exit (\d)", command)) else 0
            result = run(*words[1:])
            assert result.code == wanted, f"{command}\n{result}"
            assert matches(expected, result.out), f"{command}\n--- expected\n{chr(10).join(expected)}\n{result}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_command_is_shown_in_the_documentation() -> None:
    text = "\n".join(p.read_text(encoding="utf-8") for p in PAGES)
    missing = [name for name in COMMANDS if f"lexmatch {name}" not in text]
    assert not missing, f"no page shows {missing}"
