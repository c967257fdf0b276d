"""Lines of text, as the readers of Markdown, plain text, DOCX and PDF take them from their files."""

from __future__ import annotations

from dataclasses import dataclass

from lexmatch.readers.text_labels import Head, Mark, mark


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a paragraph, without the signs of its format. `level` is that of a heading (0: none); `indent` how far it
    is moved in (-1: unknown); `number` a number that stands beside the text; `term` the term that it defines; `opens` the
    unit that it opens although it does not look so, and `plain` says that it opens none (a table of contents)."""

    text: str
    level: int = 0
    indent: int = -1
    number: Mark | None = None
    term: str = ""
    at: int = 1
    opens: Head | None = None
    plain: bool = False

    @property
    def whole(self) -> str:
        """The text with the number beside it."""
        return f"{self.number.label} {self.text}".strip() if self.number else self.text

    @property
    def title(self) -> bool:
        """Whether a plain line below a bare label is its title: short, no number, no full stop."""
        if len(self.text) > 100 or self.number or self.text.endswith((".", ";", ",", ":")):
            return False
        first = self.text[:1]
        return (first.isupper() or (first.isalpha() and first.upper() == first.lower())) and mark(self.text) is None
