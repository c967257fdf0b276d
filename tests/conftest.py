"""What all tests share: the real texts where they are, golden files, and a terminal to run commands in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
GOLDEN = ROOT / "tests" / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes more than a few seconds")
    config.addinivalue_line("markers", "browser: needs a Chromium")


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real legal texts; a test that needs it is skipped where it is absent."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip("the real legal texts (../shared/data) are not here")
    return folder


@pytest.fixture(scope="session")
def labels() -> Path:
    """The folder of labelled provisions, or a skip."""
    folder = SHARED / "labels"
    if not folder.is_dir():
        pytest.skip("the labelled provisions (../shared/labels) are not here")
    return folder


@pytest.fixture(scope="session")
def facts() -> Path:
    """The folder of verified facts, or a skip."""
    folder = SHARED / "facts"
    if not folder.is_dir():
        pytest.skip("the facts (../shared/facts) are not here")
    return folder


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`golden(name, text)`: the text must equal tests/golden/<name>; --update-golden writes it."""
    update = request.config.getoption("--update-golden")

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"no golden file {name}; make it with --update-golden"
        USED.add(path)
        assert text == path.read_text(encoding="utf-8"), f"{name} differs; look, then --update-golden"

    return compare


USED: set[Path] = set()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """After a whole run with everything at hand, a golden file that no test used is stale, and an error."""
    config = session.config
    if hasattr(config, "workerinput"):
        config.workeroutput["golden"] = [str(path) for path in USED]
        return
    whole = (
        not config.getoption("keyword")
        and not config.getoption("markexpr")
        and config.args == config.getini("testpaths")
    )
    if exitstatus == 0 and whole and SHARED.is_dir() and GOLDEN.is_dir():
        stale = sorted(str(p.relative_to(GOLDEN)) for p in GOLDEN.rglob("*") if p.is_file() and p not in USED)
        if stale:
            print(f"\nstale golden files, used by no test: {', '.join(stale)}")
            session.exitstatus = 1


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """Collect from the workers of pytest-xdist which golden files they used."""
    USED.update(Path(path) for path in getattr(node, "workeroutput", {}).get("golden", ()))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """`run("check", "x.yaml")` runs a command in an empty folder and gives its exit code, stdout and stderr."""
    import io
    import sys

    from lexmatch.cli import guarded, main

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments: str) -> Result:
        out, err = io.StringIO(), io.StringIO()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            code = guarded(lambda: main.main(args=list(arguments), standalone_mode=False, prog_name="lexmatch"))
        return Result(code, out.getvalue(), err.getvalue())

    return call


class Result:
    """What a command did."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    def __repr__(self) -> str:
        return f"exit {self.code}\n--- stdout\n{self.out}\n--- stderr\n{self.err}"
