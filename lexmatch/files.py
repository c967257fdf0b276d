"""Bytes from and to disk: reading with a size limit, writing so that a file is whole or untouched."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from functools import cache
from pathlib import Path
from typing import cast

from lexmatch.findings import Place, Unreadable

MAX_BYTES = 256 * 1024 * 1024
CACHED_FILES = 600


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a file of at most `limit` bytes; raises Unreadable with what to do otherwise."""
    place = Place(str(path))
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise Unreadable(f"{path} is a folder, not a file", "Name the file itself.", place)
        size = about.st_size
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
    import tempfile

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


def cache_folder() -> Path:
    """Where lexmatch keeps what it can make again: $LEXMATCH_CACHE, or `lexmatch` in the user's cache folder."""
    own = os.environ.get("LEXMATCH_CACHE")
    return Path(own) if own else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "lexmatch"


def cached(kind: str, data: bytes) -> object | None:
    """What `keep` kept for these bytes, or None."""
    import json

    try:
        return cast(object, json.loads(_cache_file(kind, data).read_bytes()))
    except (OSError, ValueError, RuntimeError):
        return None


def keep(kind: str, data: bytes, made: object) -> None:
    """Keep what was made from some bytes, as JSON, for the next command; a cache that cannot be written is no error."""
    import json

    with contextlib.suppress(OSError, RuntimeError, TypeError, ValueError):
        path = _cache_file(kind, data)
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        temporary.write_text(json.dumps(made, ensure_ascii=False), "utf-8")
        os.replace(temporary, path)
        kept = sorted(path.parent.glob("*.json"), key=lambda p: p.stat().st_mtime)
        for old in kept[: -CACHED_FILES or None] if len(kept) > CACHED_FILES else ():
            old.unlink(missing_ok=True)


def _cache_file(kind: str, data: bytes) -> Path:
    """A name that changes with the bytes and with the code that reads them."""
    import hashlib

    digest = hashlib.sha256(f"{kind} {_code()} ".encode() + data).hexdigest()[:32]
    return cache_folder() / f"{kind}-{digest}.json"


@cache
def _code() -> str:
    """What tells one state of the reading code from another: in a checkout it changes without a new version."""
    package = Path(__file__).parent
    names = (
        "concepts.py",
        "instrument.py",
        "located.py",
        "ref.py",
        "readers/akn.py",
        "readers/units.py",
        "readers/xml.py",
    )
    stats = [(package / name).stat() for name in names]
    return " ".join(f"{s.st_mtime_ns}.{s.st_size}" for s in stats)
