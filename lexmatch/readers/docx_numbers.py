"""The numbers that Word shows beside paragraphs: they stand in no text, but in a list definition that counts."""

from __future__ import annotations

import re
from typing import Any

from lexmatch.readers.xml import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def shown(number: int, form: str) -> str:
    """A number in one of Word's forms."""
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(97 + (number - 1) % 26) * (1 + (number - 1) // 26) if number > 0 else ""
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        left, text = max(number, 0), ""
        for value, sign in _ROMAN:
            while left >= value:
                text, left = text + sign, left - value
        return text.upper() if form == "upperRoman" else text
    return "" if form in ("bullet", "none") else str(number)


class Numbers:
    """Counts the lists of a document as Word does, and knows the styles of its paragraphs."""

    def __init__(self, document: Any) -> None:
        self.levels: dict[str, dict[int, Element]] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.abstract: dict[str, str] = {}
        self.styles: dict[str, Element] = {s.get(f"{W}styleId"): s for s in document.styles.element.iter(f"{W}style")}
        try:
            numbering = document.part.numbering_part.element
        except (KeyError, RuntimeError):  # a document without lists has no such part
            return
        abstract = {a.get(f"{W}abstractNumId"): a for a in numbering.iter(f"{W}abstractNum")}
        for num in numbering.iter(f"{W}num"):
            key, target = num.get(f"{W}numId"), _value(num, "abstractNumId")
            if target in abstract:
                self.levels[key] = {_int(v.get(f"{W}ilvl")): v for v in abstract[target].iter(f"{W}lvl")}
                self.abstract[key] = target
                for override in num.iter(f"{W}lvlOverride"):
                    start = _value(override, "startOverride")
                    if start:
                        self.abstract[key] = f"{target}-{key}"  # counts for itself

    def label(self, block: Element) -> str:
        """The number beside a paragraph, or ""."""
        key, level = self._list(block)
        if key not in self.levels or level not in self.levels[key]:
            return ""
        counts = self.counts.setdefault(self.abstract[key], {})
        counts[level] = counts.get(level, _int(_value(self.levels[key][level], "start"), 1) - 1) + 1
        for deeper in [n for n in counts if n > level]:
            del counts[deeper]
        definition = self.levels[key][level]
        if _value(definition, "numFmt") in ("bullet", "none"):
            return ""

        def part(found: re.Match[str]) -> str:
            n = int(found[1]) - 1
            of = self.levels[key].get(n)
            form = _value(of, "numFmt") if of is not None else "decimal"
            return shown(counts.get(n, _int(_value(of, "start"), 1) if of is not None else 1), form)

        return re.sub(r"%(\d)", part, _value(definition, "lvlText")).strip()

    def indent(self, block: Element) -> int:
        """How deep in a list a paragraph stands, for telling what it belongs to; -1 where it is in none."""
        key, level = self._list(block)
        return level if key in self.levels else -1

    def style(self, block: Element) -> tuple[str, int]:
        """The name of a paragraph's style, and its outline level (-1: none)."""
        properties = block.find(f"{W}pPr")
        outline = _value(properties, "outlineLvl")
        name = ""
        for style in self._chain(properties):
            name = name or _value(style, "name")
            outline = outline or _value(style.find(f"{W}pPr"), "outlineLvl")
        return name, _int(outline, -1)

    def _chain(self, properties: Element | None) -> list[Element]:
        """A paragraph's style and those that it is based on."""
        chain: list[Element] = []
        key = _value(properties, "pStyle")
        while key in self.styles and self.styles[key] not in chain:
            chain.append(self.styles[key])
            key = _value(self.styles[key], "basedOn")
        return chain

    def _list(self, block: Element) -> tuple[str, int]:
        properties = block.find(f"{W}pPr")
        for holder in (properties, *(s.find(f"{W}pPr") for s in self._chain(properties))):
            found = holder.find(f"{W}numPr") if holder is not None else None
            if found is not None:
                return _value(found, "numId"), _int(_value(found, "ilvl"))
        return "", 0


def _value(parent: Element | None, name: str) -> str:
    found = parent.find(f"{W}{name}") if parent is not None else None
    return str(found.get(f"{W}val", "")) if found is not None else ""


def _int(text: str | None, default: int = 0) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else default
