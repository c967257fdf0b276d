"""What was counted of a statute book, kept in the cache folder for the next match with it.

Texts are counted in blocks; a block is found again by the fingerprint of its texts and of the code that counts. A block that is
damaged or missing is counted again, the oldest go when there are too many, and a cache that cannot be written is no error.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from lexmatch import files
from lexmatch.findings import Unreadable
from lexmatch.match import vectors
from lexmatch.match.join import code
from lexmatch.match.vectors import Count, Matrix

MOST = 2_000_000_000  # bytes that are kept


def kept(name: str, count: Count) -> Count:
    """`count`, looked up before it is called; `name` tells it from others."""

    def counted(texts: Sequence[str]) -> Matrix:
        path = _folder() / f"{_fingerprint(name, texts)}.npz"
        found = _read(path, len(texts))
        if found is None:
            found = count(texts)
            _write(path, found)
        return found

    return counted


def tidy() -> None:
    """Lets the blocks go that were not used for longest, where there are more than are kept."""
    with contextlib.suppress(OSError):
        there = sorted(((p.stat().st_mtime, p.stat().st_size, p) for p in _folder().glob("*.npz")), reverse=True)
        room = MOST
        for _, size, path in there:
            room -= size
            if room < 0:
                path.unlink(missing_ok=True)


def _folder() -> Path:
    return files.cache_folder() / "index"


def _fingerprint(name: str, texts: Sequence[str]) -> str:
    digest = hashlib.sha256(f"{code()} {name}".encode())
    for text in texts:
        digest.update(b"\x1e")
        digest.update(text.encode("utf-8", "replace"))
    return digest.hexdigest()[:32]


def _read(path: Path, height: int) -> Matrix | None:
    try:
        with np.load(io.BytesIO(files.read_bytes(path)), allow_pickle=False) as held:
            counts, indices, lengths = held["counts"], held["indices"], held["lengths"]
        sound = len(lengths) == height and lengths.sum() == len(indices) == len(counts)
        if not sound:
            return None
        os.utime(path)
        return vectors.matrix(counts.astype(np.float32), indices, lengths)
    except (Unreadable, OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None


def _write(path: Path, found: Matrix) -> None:
    if found.nnz and found.data.max() > np.iinfo(np.uint16).max:
        return
    body = io.BytesIO()
    np.savez(body, counts=found.data.astype(np.uint16), indices=found.indices, lengths=np.diff(found.indptr))
    with contextlib.suppress(Unreadable, OSError, RuntimeError):
        files.write(path, body.getvalue())
