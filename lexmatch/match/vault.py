"""Vectors that were computed before, kept in the cache folder by the fingerprint of their text.

Each block of new vectors is one file, written whole or not at all; one that is damaged or was cut off is passed over, and its
texts are encoded again. Vectors are rounded to 16 bits when they are added, so that a result is the same whether or not its
vectors came from the cache.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from lexmatch import files
from lexmatch.findings import Unreadable
from lexmatch.match.vectors import Array

SHARD = 512  # vectors of a file
MOST = 200  # files of an encoder; the oldest are dropped


class Vault:
    """The vectors of an encoder; `version` changes with its weights."""

    def __init__(self, name: str, version: str) -> None:
        sure = re.sub(r"[^\w.-]", "_", f"{name}-{version}")[:80]
        self._folder = files.cache_folder() / "vectors" / sure
        self._known: dict[bytes, Array] = {}
        self._width: tuple[int, ...] = ()
        for path in self._shards():
            self._read(path)

    def __contains__(self, text: str) -> bool:
        return _fingerprint(text) in self._known

    def __getitem__(self, text: str) -> Array:
        return self._known[_fingerprint(text)]

    def add(self, texts: Sequence[str], rows: Array) -> None:
        """Keep vectors; a cache that cannot be written is no error."""
        small = rows.astype(np.float16)
        keys = [_fingerprint(text) for text in texts]
        self._known.update(zip(keys, small, strict=True))
        body = io.BytesIO()
        np.savez(body, keys=np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(-1, 16), rows=small)
        data = body.getvalue()
        with contextlib.suppress(Unreadable, OSError, RuntimeError):
            files.write(self._folder / f"{hashlib.sha256(data).hexdigest()[:32]}.npz", data)
            for old in self._shards()[:-MOST]:
                old.unlink(missing_ok=True)

    def _shards(self) -> list[Path]:
        """The files, the oldest first."""
        try:
            return sorted(self._folder.glob("*.npz"), key=lambda p: (p.stat().st_mtime, p.name))
        except OSError:
            return []

    def _read(self, path: Path) -> None:
        try:
            data = files.read_bytes(path)
            if hashlib.sha256(data).hexdigest()[:32] != path.stem:
                raise ValueError("damaged")
            with np.load(io.BytesIO(data), allow_pickle=False) as held:
                keys, rows = held["keys"], held["rows"]
            self._width = self._width or rows.shape[1:]
            if len(keys) != len(rows) or rows.ndim != 2 or rows.shape[1:] != self._width:
                raise ValueError("shape")
            self._known.update(zip((k.tobytes() for k in keys), rows, strict=True))
        except (Unreadable, OSError, ValueError, KeyError, EOFError):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def _fingerprint(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()[:16]
