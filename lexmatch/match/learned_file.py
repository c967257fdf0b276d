"""The file in which what was learned is kept: one line of JSON and compressed numbers; the same pairs give the same bytes."""

from __future__ import annotations

import hashlib
import json
import zlib
from itertools import pairwise
from typing import Any

import numpy as np

from lexmatch.findings import Place, Unreadable
from lexmatch.match.learned import Learned
from lexmatch.match.vectors import Array

VERSION = 1
SUFFIX = ".lexmatch"
_HEAD = 4096  # bytes within which the first line ends


def dump(learned: Learned) -> bytes:
    """The file: one line of JSON (kind, languages, sizes, checksum), then the numbers, compressed."""
    parts = [
        "\n".join(learned.stems[0]).encode(), "\n".join(learned.stems[1]).encode(),
        *(_bytes(a, "<f4") for a in (*learned.rarity, *learned.scales)), *(_bytes(a, "i1") for a in learned.places),
        _bytes(learned.links, "<i4"),
    ]  # fmt: skip
    packed = zlib.compress(b"".join(parts), 9)
    head = {
        "lexmatch": f"learned/{VERSION}", "languages": list(learned.languages), "pairs": learned.pairs,
        "stems": [len(s) for s in learned.stems], "dimensions": int(learned.places[0].shape[1]),
        "links": len(learned.links), "bytes": [len(p) for p in parts], "sha256": hashlib.sha256(packed).hexdigest(),
    }  # fmt: skip
    return json.dumps(head).encode() + b"\n" + packed


def _bytes(array: Array, kind: str) -> bytes:
    return bytes(np.ascontiguousarray(array, dtype=kind).tobytes())


def parse(data: bytes, path: str) -> Learned:
    """What `dump` wrote. Raises Unreadable for a file that is foreign, of a later version, or damaged."""
    line = data[:_HEAD].partition(b"\n")[0]
    place = Place(path)
    try:
        head = json.loads(line)
        kind, _, version = str(head["lexmatch"]).partition("/")
    except (ValueError, LookupError, TypeError):
        kind = version = ""
    if kind != "learned":
        raise Unreadable(f"{path} was not written by `lexmatch learn`", "Make it again, or take it away.", place)
    if version != str(VERSION):
        raise Unreadable(f"{path} was written by another version of lexmatch (format {version}, not {VERSION})",
                         "Make it again with `lexmatch learn`.", place)  # fmt: skip
    try:
        return _parsed(head, data[len(line) + 1 :])
    except (ValueError, LookupError, TypeError, zlib.error, UnicodeDecodeError):
        raise Unreadable(f"{path} is damaged: what it holds is not what its first line says",
                         "Make it again with `lexmatch learn`.", place) from None  # fmt: skip


def _parsed(head: dict[str, Any], packed: bytes) -> Learned:
    if hashlib.sha256(packed).hexdigest() != head["sha256"]:
        raise ValueError("checksum")
    sizes = [int(n) for n in head["bytes"]]
    machine = zlib.decompressobj()
    plain = machine.decompress(packed, sum(sizes) + 1)
    if len(plain) != sum(sizes) or min(sizes) < 0:
        raise ValueError("size")
    ends = np.cumsum([0, *sizes])
    parts = [plain[a:b] for a, b in pairwise(ends)]
    first, second = (tuple(part.decode().split("\n")) for part in parts[:2])
    many, width = [int(n) for n in head["stems"]], int(head["dimensions"])
    floats = [np.frombuffer(part, dtype="<f4") for part in parts[2:6]]
    places = [np.frombuffer(part, dtype="i1").reshape(n, width) for part, n in zip(parts[6:8], many, strict=True)]
    links = np.frombuffer(parts[8], dtype="<i4").reshape(int(head["links"]), 3)
    a, b = head["languages"]
    if [len(first), len(second)] != many or [len(f) for f in floats] != many * 2:
        raise ValueError("stems")
    if len(links) and (links.min() < 0 or links[:, 0].max() >= many[0] or links[:, 1].max() >= many[1]):
        raise ValueError("links")
    return Learned((str(a), str(b)), (first, second), (floats[0], floats[1]), (places[0], places[1]),
                   (floats[2], floats[3]), links, int(head["pairs"]))  # fmt: skip
