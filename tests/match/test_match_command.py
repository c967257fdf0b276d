"""`lexmatch match`."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any


def test_json_is_as_documented(run: Callable[..., Any]) -> None:
    result = run("match", "ca-extradition-1999", "ets-24", "--format", "json", "--top", "1")
    assert result.code == 0
    data = json.loads(result.out)
    assert list(data) == ["lexmatch", "source", "target", "level", "mode", "pairs", "unmatched", "notes"]
    assert data["lexmatch"] == "match/1"
    assert set(data["pairs"][0]) == {"source", "target", "score", "similarity", "confidence", "reasons"}
    assert "pairs; without a partner" in result.err


def test_the_same_bytes_twice(run: Callable[..., Any]) -> None:
    assert run("match", "ets-24", "ets-98").out == run("match", "ets-24", "ets-98").out


def test_an_unknown_instrument_is_named(run: Callable[..., Any]) -> None:
    result = run("match", "ets-42", "ets-24")
    assert result.code == 2
    assert "ets-42" in result.err
    assert "Did you mean" in result.err
