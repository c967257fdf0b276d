"""docs/formats.md: the reader that it shows works, and the table names every format."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from lexmatch import readers
from lexmatch.readers import Source, import_source

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


def test_the_reader_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    code = re.search(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert code is not None
    module = ModuleType("kite_gazette")
    exec(compile(code.group(1), "docs/formats.md", "exec"), module.__dict__)
    point = SimpleNamespace(name="gazette", load=lambda: module)
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [point] if group == readers.GROUP else [])
    found = import_source(Source("k.gaz", b"GAZETTE Kite Act\n7|Wind|Nobody shall whistle.\nIt is so."))
    assert (found.format, found.alias, found.text_kept, found.text_added) == ("gazette", "xx-kite-2020", 1.0, 0.0)
    assert found.instrument.index["sec_7"].heading == "Wind"
    assert [f.severity for f in found.findings] == ["warning"]


def test_every_format_is_on_the_page() -> None:
    missing = [f.name for f in readers.formats() if f"`{f.name}`" not in PAGE]
    assert not missing
