"""The house rules, held: which room may import which, one door for each library, everything registered and documented."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import click
import pytest

from lexmatch.cli import COMMANDS, SUMMARIES, main

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "lexmatch"

# The rooms by floor, as in docs/architecture.md. A room imports from floors below; on the ground, noun and reader
# floors also from rooms named before it; verbs, voices never sideways.
FLOORS = (
    ("findings", "files", "lines", "text", "located", "quantity"),
    ("ref", "instrument", "concepts", "relations", "parties", "crosswalk", "config"),
    ("readers", "sources", "project"),
    ("match", "annotate", "checks", "search", "gaps", "compare", "basis", "build", "evaluate"),
    ("report", "draft", "exports", "output"),
    ("cli",),
)
ORDERED = (0, 1, 2)

# Libraries and their only doors (paths within the package).
DOORS = {
    "yaml": ("located.py",),
    "lxml": ("readers",), "cobalt": ("readers",), "bluebell": ("readers",), "pypdf": ("readers",), "pdfplumber": ("readers",),
    "httpx": ("sources",),
    "rapidfuzz": ("text.py",), "scipy": ("match",), "numpy": ("match",), "sparse_dot_topn": ("match",), "onnxruntime": ("match",),
    "sklearn": ("match",), "dask": ("match",), "distributed": ("match",),
    "sqlite3": ("search.py",),
    "jinja2": ("report", "draft"), "docx": ("report", "draft", "readers"), "openpyxl": ("report", "exports", "readers"),
    "typst": ("report", "draft"), "babel": ("report",),
    "click": ("cli",), "rich": ("cli",),
}  # fmt: skip
HEAVY = {"lxml", "scipy", "numpy", "docx", "openpyxl", "jinja2", "yaml", "rich", "babel", "cobalt", "bluebell", "httpx"}


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {
                f"{node.module}.{alias.name}" if node.module == "lexmatch" else node.module for alias in node.names
            }
    return found


SOURCES = sorted(p for p in PACKAGE.rglob("*.py") if p.name not in ("__main__.py",) and p.parent != PACKAGE / "data")


def test_every_room_stands_in_the_plan() -> None:
    rooms = {room(p) for p in SOURCES if p != PACKAGE / "__init__.py"}
    assert rooms <= {name for floor in FLOORS for name in floor}


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_rooms_import_only_from_below(path: Path) -> None:
    if path == PACKAGE / "__init__.py":
        return
    own = room(path)
    floor = next(n for n, names in enumerate(FLOORS) if own in names)
    allowed = {own, "__version__"} | {name for names in FLOORS[:floor] for name in names}
    if floor in ORDERED:
        allowed |= set(FLOORS[floor][: FLOORS[floor].index(own)])
    used = {name.split(".")[1] for name in imports(path) if name.startswith("lexmatch.")}
    assert used <= allowed, f"{path.name} may not import {sorted(used - allowed)}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_each_library_has_one_door(path: Path) -> None:
    relative = path.relative_to(PACKAGE)
    for name in imports(path):
        library = name.split(".")[0]
        if library in DOORS:
            assert relative.parts[0] in DOORS[library], f"{relative} imports {library}; its door is {DOORS[library]}"


def test_no_room_is_named_for_nothing() -> None:
    forbidden = {"core", "common", "utils", "util", "helpers", "misc"}
    assert not [p for p in PACKAGE.rglob("*") if p.stem in forbidden]


def test_every_command_is_registered_described_and_shown_by_example() -> None:
    modules = {p.stem for p in (PACKAGE / "cli").glob("*.py")}
    assert set(COMMANDS) == set(SUMMARIES)
    for name, module in COMMANDS.items():
        assert module.rsplit(".", 1)[1] in modules
        command = importlib.import_module(module).command
        assert isinstance(command, click.Command)
        assert "Example:" in (command.help or ""), f"{name} shows no example"
        options = {option for parameter in command.params for option in parameter.opts}
        assert {"--root", "--lang", "-q", "-v"} <= options, f"{name} lacks a common option"


def test_help_imports_nothing_heavy() -> None:
    import subprocess
    import sys

    script = (
        "import sys; from lexmatch.cli import main\n"
        "try: main.main(args=['--help'], standalone_mode=False)\n"
        "finally: print('HEAVY', sorted(m for m in sys.modules if m.split('.')[0] in " + repr(HEAVY) + "))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("HEAVY []"), done.stdout[-300:]


def test_modules_stay_small() -> None:
    """About 300 lines a module; a little over is allowed, a drawer is not."""
    long = {str(p.relative_to(PACKAGE)): n for p in SOURCES if (n := len(p.read_text().splitlines())) > 340}
    assert not long


def test_commands_in_help_are_those_registered() -> None:
    context = click.Context(main)
    assert main.list_commands(context) == list(COMMANDS)


def test_the_repository_names_no_machine() -> None:
    import re

    pattern = re.compile(r"/(?:work|root|home)/\w|" + "/t" + r"mp/\w")
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        if (
            path.is_file()
            and not parts[0].startswith((".venv", ".git"))
            and path.suffix in (".py", ".md", ".yaml", ".toml", ".xml", ".j2")
        ):
            if any(p.startswith(".") and p not in (".ci", ".github") for p in parts) or parts[0] in (
                "demo",
                "out",
                "build",
                "dist",
            ):
                continue
            text = path.read_text(encoding="utf-8", errors="replace")
            found = [m.group(0) for m in pattern.finditer(text) if path != Path(__file__)]
            assert not found, f"{path.relative_to(ROOT)} holds {found[0]}"
