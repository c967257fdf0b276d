"""Reading with clear errors, writing whole files or none."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from lexmatch import files
from lexmatch.findings import Unreadable


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    target = tmp_path / "new" / "folder" / "a.txt"
    files.write(target, "law")
    assert files.read_text(target) == "law"
    assert sorted(p.name for p in target.parent.iterdir()) == ["a.txt"]


def test_a_full_disk_leaves_the_old_file_and_no_rubbish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unreadable, match="the disk is full"):
        files.write(target, "new" * 1000)
    assert target.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_a_target_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("")
    with pytest.raises(Unreadable, match="cannot be written"):
        files.write(blocker / "a.txt", "x")
    with pytest.raises(Unreadable, match="is a folder"):
        files.write(tmp_path, "x")


def test_unreadable_inputs_say_what_they_are(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="is a folder"):
        files.read_bytes(tmp_path)
    with pytest.raises(Unreadable, match="there is no file"):
        files.read_bytes(tmp_path / "none")
    big = tmp_path / "big"
    big.write_bytes(b"12345")
    with pytest.raises(Unreadable, match="the limit is 4"):
        files.read_bytes(big, limit=4)
    latin = tmp_path / "latin"
    latin.write_bytes("a\nétat".encode("latin-1"))
    with pytest.raises(Unreadable, match="not UTF-8") as caught:
        files.read_text(latin)
    assert caught.value.place is not None
    assert caught.value.place.line == 2


def test_a_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    marked = tmp_path / "bom"
    marked.write_bytes("\ufefflaw".encode())
    assert files.read_text(marked) == "law"
