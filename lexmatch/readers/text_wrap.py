"""Lines that a page broke, joined to the paragraphs that they were."""

from __future__ import annotations

import re

from lexmatch.readers.text_labels import head, mark
from lexmatch.readers.text_lines import Line
from lexmatch.readers.text_opening import is_title

_HYPHEN = re.compile(r"([^\W\d_])[-\u00ad]$")


def unbroken(text: str) -> str:
    """Text with words that were divided at the end of a line put together again."""
    return re.sub(r"(?<=[^\W\d_])[-\u00ad]\n\s*(?=[a-zà-öø-ÿß])", "", text)


def joined(raw: list[str], first: int = 1) -> list[Line]:
    """Paragraphs from broken lines. A new one begins after an empty line, at a number or label, after a label, after its
    title, and after a line that ends early with a full stop."""
    width = sorted(len(line) for line in raw if line.strip())[int(0.9 * len(raw)) :][:1] or [80]
    found: list[Line] = []
    paragraph: list[str] = []
    began, titled = first, False

    def close() -> None:
        nonlocal titled
        if paragraph:
            text = " ".join(paragraph)
            titled = (h := head(text, False, False)) is not None and not h.rest
            found.append(Line(text, at=began))
            paragraph.clear()

    for at, line in enumerate(raw, first):
        stripped = " ".join(line.split())
        if not stripped:
            close()
            continue
        if paragraph and (mark(stripped) or head(stripped, False, False) or _ended(paragraph, width[0], titled)):
            close()
        if not paragraph:
            began = at
        paragraph.append(stripped)
        if len(paragraph) == 1 and head(stripped, False, False):
            close()
    close()
    return found


def _ended(paragraph: list[str], width: int, titled: bool) -> bool:
    """Whether the last line ends a paragraph: it stops early at a full stop, or is the title below a label."""
    last = paragraph[-1]
    if len(paragraph) == 1 and is_title(last, width):
        return True
    early = len(last) < 0.75 * width
    if early and last.endswith((".", ":", ";")):
        return True
    return titled and len(paragraph) == 1 and early and last[:1].isupper() and not last.endswith(",")
