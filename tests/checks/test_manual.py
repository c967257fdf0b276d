"""docs/rules.md is what the rules say of themselves; the hooks and the action call commands and options that exist."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from lexmatch import located
from lexmatch.cli import COMMANDS, main

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_page_of_rules_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("rules_page", ROOT / "tools" / "rules.py")
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == made.page(), "run: python tools/rules.py"


@pytest.mark.parametrize("name", [".pre-commit-hooks.yaml", "action.yml", "docs/ci.md"])
def test_every_command_and_option_named_for_ci_exists(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    calls = re.findall(r"lexmatch ((?:check|format|merge|schema)\b[^\n`\"|]*)", text)
    assert calls
    for call in calls:
        words = call.split()
        assert words[0] in COMMANDS
        command = main.get_command(None, words[0])  # type: ignore[arg-type]
        assert command
        known = {option for parameter in command.params for option in parameter.opts}
        assert {w.split("=")[0] for w in words if w.startswith("--")} <= known, call


def test_hooks_and_action_are_yaml_of_the_expected_form() -> None:
    hooks, findings = located.read((ROOT / ".pre-commit-hooks.yaml").read_text(), "hooks")
    assert not findings
    for hook in located.plain(hooks):
        assert {"id", "name", "entry", "language", "files"} <= hook.keys()
    action, findings = located.read((ROOT / "action.yml").read_text(), "action")
    assert not findings
    plain = located.plain(action)
    assert plain["runs"]["using"] == "composite"
    used = set(re.findall(r"inputs\.([a-z-]+)", (ROOT / "action.yml").read_text()))
    assert used == set(plain["inputs"])


def test_badge(tmp_path: Path) -> None:
    done = CliRunner().invoke(
        main, ["badge", str(ROOT / "crosswalks" / "canada-ets-24.yaml"), "-o", str(tmp_path / "b.svg")]
    )
    assert done.exit_code == 0, done.output
    text = (tmp_path / "b.svg").read_text()
    assert text.startswith("<svg ")
    assert re.search(r"<title>coverage: \d+ of \d+ rules, \d+ open</title>", text)
