"""Footnotes of Word files and Markdown. Where one is called a sign stands in the words of its line, until the line has become
a paragraph or heading and the note itself can take the place of the sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lexmatch.readers.flow import note
from lexmatch.readers.text_labels import head, mark
from lexmatch.readers.text_lines import Line
from lexmatch.readers.units import Attachment, Document, Unit, append_text, p
from lexmatch.readers.xml import Element

_FIRST, _LAST = 0xF0000, 0xFFFFD  # private use of plane 15: letters of no language
_SIGN = re.compile(f"([{chr(_FIRST)}-{chr(_LAST)}])")
_BEHIND = re.compile(f"([.;:,])([{chr(_FIRST)}-{chr(_LAST)}]+)$")


def bare(text: str) -> str:
    """Words without signs."""
    return _SIGN.sub("", text)


class Notes:
    """The notes of a document by kind and id ("footnote", "3"), each as its paragraphs; they are numbered as they are called."""

    def __init__(self, notes: dict[tuple[str, str], list[str]]) -> None:
        self._notes = notes
        self._signs = {key: chr(_FIRST + n) for n, key in enumerate(notes) if _FIRST + n <= _LAST}
        self._by_sign = {sign: key for key, sign in self._signs.items()}
        self._numbers: dict[tuple[str, str], int] = {}
        self._placed: set[tuple[str, str]] = set()
        self._waiting = ""  # signs for the next line

    def sign(self, kind: str, key: str) -> str:
        """What stands for a note in the words of a line; nothing where there is no such note."""
        if (kind, key) in self._signs:
            self._numbers.setdefault((kind, key), 1 + sum(1 for other, _ in self._numbers if other == kind))
        return self._signs.get((kind, key), "")

    def settled(self, lines: Iterable[Line]) -> Iterator[Line]:
        """Lines with their signs where they do not hide what a line opens: behind its number or label, and before its last
        stop. What a bare label calls ("Article 5¹"), or a line without words, waits for the next line."""
        at = 1
        for line in lines:
            words, at = self._settled(line.text, line.level > 0), line.at
            if words:
                yield line if words == line.text else replace(line, text=words)
        if self._waiting:
            yield Line(self._waiting, at=at)

    def _settled(self, words: str, heading: bool) -> str:
        plain = bare(words)
        if not plain:
            self._waiting += words
            return ""
        waiting, self._waiting = self._waiting, ""
        if plain == words and not waiting:
            return words
        signs = "".join(_SIGN.findall(words))
        opened = head(plain, heading, False)
        if opened is not None and not opened.rest:
            self._waiting = waiting + signs
            return plain
        if opened is not None or heading:
            words = f"{plain}{signs}"
        for sign in signs:
            if (mark(words) or ("",))[0] == (mark(plain) or ("",))[0]:
                break
            words = words.replace(sign, "", 1) + sign
        return _BEHIND.sub(r"\2\1", f"{words}{waiting}")

    def place(self, document: Document) -> None:
        """Put the notes where their signs stand."""
        document.meta.title = bare(document.meta.title)
        for block in (*document.preface, *document.preamble):
            self._fill(block)
        for unit in document.units:
            self._read(unit)
        for block in document.conclusions:
            self._fill(block)
        for attachment in document.attachments:
            self._read(attachment)

    def _read(self, holder: Unit | Attachment) -> None:
        """The notes of a unit or attachment, in the order of the text."""
        inner, tail = (holder.children, holder.tail) if isinstance(holder, Unit) else (holder.units, [])
        if isinstance(holder.heading, str) and _SIGN.search(holder.heading):
            holder.heading = p(holder.heading)
            self._fill(holder.heading)
        for block in holder.blocks:
            self._fill(block)
        for unit in inner:
            self._read(unit)
        for block in tail:
            self._fill(block)

    def _fill(self, block: Element) -> None:
        """The notes of a paragraph: words only, as yet."""
        first, *rest = _SIGN.split(block.text or "")
        block.text = first or None
        for piece in rest:
            key = self._by_sign.get(piece)
            if key is None:
                append_text(block, piece)
            elif key not in self._placed:
                self._placed.add(key)
                block.append(note([p(words) for words in self._notes[key]], str(self._numbers[key])))
