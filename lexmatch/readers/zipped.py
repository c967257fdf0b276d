"""ZIP archives, opened safely: no path leads out, nothing is unpacked to disk, and sizes are measured, not believed."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from lexmatch.findings import Place, Unreadable

MAX_FILES = 2000
MAX_BYTES = 256 * 1024 * 1024
MAX_RATIO = 400  # XML shrinks to a twentieth; what shrinks to a four-hundredth is made to burst
_CHUNK = 1 << 20


def names(data: bytes) -> list[str]:
    """The names in an archive; none when it is no archive that can be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [info.filename for info in archive.infolist()[:MAX_FILES] if not info.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError):
        return []


def files(data: bytes, path: str, wanted: frozenset[str] | None = None) -> dict[str, bytes]:
    """The files of an archive by name, or those `wanted`. Raises Unreadable when it is broken, locked, leads out of
    itself, or grows beyond the limits."""
    place = Place(path)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if len(infos) > MAX_FILES:
                raise Unreadable(f"{path} holds {len(infos):,} files; the limit is {MAX_FILES:,}", "", place)
            found: dict[str, bytes] = {}
            left = MAX_BYTES
            for info in infos:
                if wanted is not None and info.filename not in wanted:
                    continue
                _safe(info, path)
                found[info.filename] = _unpacked(archive, info, left, path)
                left -= len(found[info.filename])
            return found
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, RuntimeError) as error:
        raise Unreadable(f"{path} is a broken archive: {error}", "Download it again.", place) from None


def _safe(info: zipfile.ZipInfo, path: str) -> None:
    name = PurePosixPath(info.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or (info.external_attr >> 16) & 0o170000 == 0o120000:
        raise Unreadable(f"{path} holds a file that leads out of the archive: {info.filename}",
                         "Unpack it by hand and look at it before you trust it.", Place(path))  # fmt: skip
    if info.flag_bits & 1:
        raise Unreadable(f"{path} is locked with a password", "Unpack it, and import the document in it.", Place(path))


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int, path: str) -> bytes:
    """The bytes of one file, read piece by piece so that a lie about its size is found out."""
    most = min(left, max(info.compress_size, 1024) * MAX_RATIO)
    pieces: list[bytes] = []
    with archive.open(info) as stream:
        while piece := stream.read(_CHUNK):
            pieces.append(piece)
            most -= len(piece)
            if most < 0:
                raise Unreadable(f"{path} grows too large when it is unpacked ({info.filename})",
                                 "Unpack it by hand and look at it before you trust it.", Place(path))  # fmt: skip
    return b"".join(pieces)
