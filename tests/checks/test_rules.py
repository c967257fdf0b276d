"""Every rule: registered, documented, and its own examples: the bad one is found, the good one is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lexmatch import checks
from lexmatch.findings import SEVERITIES

FOLDER = Path(checks.__file__).parent


def test_every_module_is_a_registered_rule() -> None:
    modules = {p.stem for p in FOLDER.glob("*.py") if not p.stem.startswith("_")}
    assert modules == set(checks.RULES)
    assert len(checks.RULES) == len(set(checks.RULES)) >= 40


@pytest.mark.parametrize("name", checks.RULES)
def test_rule_names_itself_and_has_a_manual(name: str) -> None:
    module = checks.load([name])[0]
    assert name.replace("_", "-") == module.ID
    assert module.SEVERITY in SEVERITIES
    manual = checks.manual(module.ID)
    assert manual["summary"].endswith(".")
    assert manual["why"]
    assert manual["bad"].strip()
    assert manual["good"].strip()


@pytest.mark.parametrize("rule", checks.ids())
def test_examples_of_the_manual(rule: str, check: Callable[..., tuple]) -> None:
    from law_world import files_of

    manual = checks.manual(rule)
    found = check(files_of(manual["bad"]))
    assert rule in {f.rule for f in found}, [f"{f.place.line} {f.rule} {f.message}" for f in found]


@pytest.mark.parametrize("rule", checks.ids())
def test_good_examples_of_the_manual(rule: str, check: Callable[..., tuple]) -> None:
    from law_world import files_of

    found = check(files_of(checks.manual(rule)["good"]))
    assert rule not in {f.rule for f in found}, [f"{f.place.line} {f.rule} {f.message}" for f in found]
    # A good example has no other error either, so that a person may copy it.
    others = [f"{f.place.path}:{f.place.line} {f.rule} {f.message}" for f in found if f.severity == "error"]
    assert not others
