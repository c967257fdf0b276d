"""Bytes from and to disk: reading with a size limit, writing so that a file is whole or untouched."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from lexmatch.findings import Place, Unreadable

MAX_BYTES = 256 * 1024 * 1024


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a file of at most `limit` bytes; raises Unreadable with what to do otherwise."""
    place = Place(str(path))
    try:
        if path.is_dir():
            raise Unreadable(f"{path} is a folder, not a file", "Name the file itself.", place)
        size = path.stat().st_size
        if size > limit:
            raise Unreadable(
                f"{path} has {size:,} bytes; the limit is {limit:,}", "Split it, or import its parts.", place
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise Unreadable(f"there is no file {path}", "Check the spelling and the folder.", place) from None
    except PermissionError:
        raise Unreadable(f"{path} may not be read", "Ask for read permission on it.", place) from None
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {error.strerror or error}", "", place) from None


def read_text(path: Path, limit: int = MAX_BYTES) -> str:
    """The text of a UTF-8 file (a byte-order mark is dropped); raises Unreadable when it is not UTF-8."""
    raw = read_bytes(path, limit)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise Unreadable(
            f"{path} is not UTF-8 text (byte {error.start})", "Save it as UTF-8.", Place(str(path), line)
        ) from None


def write(path: Path, data: bytes | str) -> None:
    """Write `data` so that `path` holds either all of it or what it held before.

    A temporary file beside the target is written, flushed to disk and renamed over it. Raises Unreadable, with
    the target untouched, when the folder cannot be made or written or the disk is full.
    """
    content = data.encode("utf-8") if isinstance(data, str) else data
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise Unreadable(f"{path} is a folder; a file was to be written there", "Choose another name.")
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        os.replace(temporary, path)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        raise Unreadable(f"{path} cannot be written: {_reason(error)}", _remedy(error), Place(str(path))) from None


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _reason(error: OSError) -> str:
    return {errno.ENOSPC: "the disk is full", errno.EDQUOT: "the disk quota is used up"}.get(
        error.errno or 0, error.strerror or str(error)
    ).lower()


def _remedy(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "Free some space; what was there before is untouched."
    return "Choose a folder you may write to, with -o or --into."
