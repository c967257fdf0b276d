"""What bytes look like: their encoding, and what kind of file they seem to be when no reader knows them."""

from __future__ import annotations

import re


def decode(data: bytes) -> str:
    """Text in one of the encodings that text files have, without the control characters that no document may hold."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return printable(data.decode("utf-16", "replace"))
    try:
        return printable(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return printable(data.decode("cp1252", "replace"))


_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")


def printable(text: str) -> str:
    """Text with spaces for control characters, and new lines for new pages."""
    return _CONTROL.sub(" ", text.replace("\f", "\n"))


_MAGIC = (
    (b"%PDF", "a PDF file"), (b"PK\x03\x04", "a ZIP archive"), (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"), (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"), (b"7z\xbc\xaf", "a 7z archive"), (b"SQLite format", "a database"),
)  # fmt: skip


def seems(data: bytes) -> str:
    """What bytes seem to be, for a message."""
    for magic, words in _MAGIC:
        if data.startswith(magic):
            return words
    head = data[:4096]
    if re.match(rb"(?:\xef\xbb\xbf)?\s*<!?(?:doctype html|html)", head, re.IGNORECASE):
        return "a web page"
    if re.match(rb"(?:\xef\xbb\xbf)?\s*[{\[]", head):
        return "JSON, or text that begins like it"
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "a binary file"
    return "text"
