"""Official addresses → bytes with source, date and hash, from the cache where they have not changed.

The cache is a folder of files named by a hash of address and request, in $XDG_CACHE_HOME/lexmatch/fetch; deleting it
is always safe.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from lexmatch.files import read_bytes, write
from lexmatch.findings import Unreadable
from lexmatch.readers import zipped
from lexmatch.sources.addresses import PAGE, Wanted, wanted
from lexmatch.sources.client import Answer, Client

__all__ = ["Client", "Fetched", "Wanted", "cache_folder", "fetch", "wanted"]


@dataclass(frozen=True, slots=True)
class Fetched:
    """An official file: where it was found, when it was fetched (ISO 8601), the hash of its bytes, and whether the
    server said that the cached copy still holds. `options` is what of it was asked for."""

    reference: str
    data: bytes
    address: str
    retrieved: str
    sha256: str
    language: str = ""
    cached: bool = False
    options: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What messages call the file: its address without the scheme."""
        return self.address.partition("://")[2]


@dataclass(frozen=True, slots=True)
class _Note:
    """What is kept beside a cached file."""

    address: str
    type: str
    etag: str
    modified: str
    retrieved: str
    sha256: str


def cache_folder() -> Path:
    """Where fetched files are kept, by the rules of the desktop."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    root = Path(base) if base and Path(base).is_absolute() else Path.home() / ".cache"
    return root / "lexmatch" / "fetch"


def fetch(what: Wanted, client: Client | None = None, cache: Path | None = None) -> Fetched:
    """The file that `what` means; `cache` is the folder of the cache, None for none. Raises Unreadable."""
    client = client or Client()
    address = what.address
    if what.follow is not None:
        page = client.get(address, {"Accept": "text/html"}, PAGE)
        address = what.follow(page.data.decode("utf-8", "replace"))
    key = hashlib.sha256("\n".join((address, *(f"{k}: {v}" for k, v in what.headers))).encode()).hexdigest()
    note, kept = _kept(cache, key)
    headers = dict(what.headers)
    if note is not None and note.etag:
        headers["If-None-Match"] = note.etag
    elif note is not None and note.modified:
        headers["If-Modified-Since"] = note.modified
    answer = client.get(address, headers, what.types)
    if answer.status == 304:
        if note is None:
            raise Unreadable(f"{address} answers 304, though nothing was kept of it", "Try again later.")
        return _fetched(what, note, kept, cached=True)
    note = _Note(answer.address, answer.type, answer.etag, answer.modified, _today(), _hash(answer.data))
    if cache is not None and (answer.etag or answer.modified):
        _keep(cache, key, note, answer)
    return _fetched(what, note, answer.data, cached=False)


def _fetched(what: Wanted, note: _Note, data: bytes, cached: bool) -> Fetched:
    """The file, out of its archive where it is the only text in it."""
    inner = _alone(data, note.address)
    return Fetched(
        what.reference, inner, note.address, note.retrieved, _hash(inner), what.language, cached, dict(what.options)
    )


def _alone(data: bytes, address: str) -> bytes:
    """The only XML file of an archive; any other archive, and any other file, as it is."""
    if not data.startswith(b"PK\x03\x04"):
        return data
    inside = zipped.names(data)
    texts = [name for name in inside if name.lower().endswith(".xml")]
    if inside and len(texts) != 1:
        return data
    return zipped.files(data, address, frozenset(texts)).get(texts[0] if texts else "", data)


def _kept(cache: Path | None, key: str) -> tuple[_Note | None, bytes]:
    """What the cache holds of a request. A copy that is not what was written is as good as none."""
    if cache is None or not (cache / f"{key}.json").is_file():
        return None, b""
    try:
        note = _Note(**json.loads(read_bytes(cache / f"{key}.json")))
        data = read_bytes(cache / key)
    except (Unreadable, ValueError, TypeError):
        return None, b""
    return (note, data) if _hash(data) == note.sha256 else (None, b"")


def _keep(cache: Path, key: str, note: _Note, answer: Answer) -> None:
    """Put a file into the cache. A cache that cannot be written is no reason to fail."""
    try:
        write(cache / key, answer.data)
        write(cache / f"{key}.json", json.dumps(asdict(note), indent=1) + "\n")
    except Unreadable:
        return


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _today() -> str:
    """The date of retrieval; SOURCE_DATE_EPOCH fixes it where output must not change."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(fixed), UTC) if re.fullmatch(r"\d{1,11}", fixed) else datetime.now(UTC)
    return now.date().isoformat()
