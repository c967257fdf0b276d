"""Broken Word, PDF and zipped files, and text made to trap patterns: a result, or a clear message, within a second."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_fuzz_formats import survives
from test_office import LINES, MAIN, docx_of, pdf_of, zip_of

from lexmatch.findings import Unreadable
from lexmatch.readers import Source, import_source


def containers() -> dict[str, bytes]:
    """One file of each kind that is not text."""
    return {"docx": docx_of([("Normal", line) for line in LINES]), "pdf": pdf_of([list(LINES)]),
            "bundle": zip_of({"main.md": MAIN})}  # fmt: skip


@pytest.mark.parametrize("name", ["docx", "pdf", "bundle"])
@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_broken_containers(name: str, data: st.DataObject) -> None:
    pytest.importorskip({"docx": "docx", "pdf": "pypdf", "bundle": "zipfile"}[name])
    raw = bytearray(_CACHE.setdefault(name, containers()[name] if name not in _CACHE else b""))
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(raw)))
    survives(name, bytes(raw[:cut]) if data.draw(st.booleans()) else bytes(raw))


_CACHE: dict[str, bytes] = {}


def test_a_million_brackets_are_no_trap() -> None:
    """Patterns that look at text must not go back and forth over it."""
    for text in ("[" * 300000, "(a" * 200000, "Article " * 100000, "1." * 200000, "_*" * 200000, "<sup>" * 100000, "| " * 200000,
                 "Section 1 " + "a" * 500000, " " * 500000 + "x", "\t" * 300000):  # fmt: skip
        started = time.perf_counter()
        try:
            import_source(Source("x.md", f"Article 1\n\n{text}\n".encode()), from_="markdown")
        except Unreadable:
            continue
        assert time.perf_counter() - started < 3
