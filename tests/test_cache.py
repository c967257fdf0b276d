"""What lexmatch keeps to be quick: never different from what reading anew gives, and never in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from lexmatch import files
from lexmatch.instrument import pack, unpack
from lexmatch.project import load, shipped
from lexmatch.readers import akn

CORPUS = sorted((shipped() / "corpus").glob("*/*.xml"))


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("LEXMATCH_CACHE", str(folder))
    return folder


@pytest.mark.parametrize("path", CORPUS, ids=lambda p: p.stem)
def test_a_packed_instrument_is_the_same_instrument(path: Path) -> None:
    import json

    law = akn.read_file(path)
    again = unpack(json.loads(json.dumps(pack(law), ensure_ascii=False)), str(path))
    assert again == law
    assert list(again.index) == list(law.index)
    assert dict(again.parents) == dict(law.parents)


def test_the_second_reading_comes_from_the_cache_and_is_the_same(cache: Path) -> None:
    first = load()[0]
    law, scheme = first.instrument("ets-24"), first.scheme
    assert len(list(cache.glob("*.json"))) == 2
    second = load()[0]
    assert second.instrument("ets-24") == law
    assert second.scheme == scheme
    assert [c.place for c in second.scheme.concepts] == [c.place for c in scheme.concepts]


def test_a_changed_file_is_read_anew(cache: Path, tmp_path: Path) -> None:
    folder = tmp_path / "corpus" / "treaties"
    folder.mkdir(parents=True)
    text = CORPUS[0].read_text("utf-8")
    (folder / "x.xml").write_text(text)
    one = load(tmp_path)[0].instrument(str(folder / "x.xml"))
    (folder / "x.xml").write_text(text.replace(one.title, "Another title"))
    assert load(tmp_path)[0].instrument(str(folder / "x.xml")).title == "Another title"


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[1]x", b'"word"', b"3", b"[1]", b"[[], [], [[1]]]", b"{}"])
def test_a_damaged_cache_is_passed_over(cache: Path, content: bytes) -> None:
    law = load()[0].instrument("ets-24")
    for path in cache.glob("*.json"):
        path.write_bytes(content)
    project = load()[0]
    assert project.instrument("ets-24") == law
    assert project.scheme.concepts


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("LEXMATCH_CACHE", str(tmp_path / "file" / "below"))
    assert load()[0].instrument("ets-24").title


def test_the_cache_does_not_grow_without_end(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "CACHED_FILES", 3)
    for n in range(8):
        files.keep("x", str(n).encode(), [n])
    assert len(list(cache.glob("*.json"))) <= 3
    assert not list(cache.glob("*.tmp"))
