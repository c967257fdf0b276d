"""Cues and names of concepts, found in words.

A cue is a row of words; `*` at the end of one stands for any ending, ` .. ` for up to six words between. Accents, case and
punctuation make no difference. All cues of a scheme are looked for in one walk over the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lexmatch.concepts import Concept, Scheme
from lexmatch.text import fold

GAP = 6
_WORD = re.compile(r"[^\W_]+")
Token = tuple[str, bool]  # a word, and whether it is only the beginning of one
Segments = tuple[tuple[Token, ...], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue or name found: which concept it speaks for, and the cue as the scheme has it."""

    concept: str
    cue: str
    start: int
    end: int


@dataclass(slots=True)
class Finder:
    """Cues by their first word, so that a text is walked once whatever their number."""

    exact: dict[str, list[tuple[str, str, Segments]]] = field(default_factory=dict)
    stems: dict[int, dict[str, list[tuple[str, str, Segments]]]] = field(default_factory=dict)

    def add(self, concept: str, cue: str) -> None:
        """Look for a cue from now on."""
        segments = parse(cue)
        if not segments:
            return
        word, stem = segments[0][0]
        table = self.stems.setdefault(len(word), {}) if stem else self.exact
        table.setdefault(word, []).append((concept, cue, segments))

    def find(self, words: Sequence[str]) -> Iterator[Hit]:
        """Every cue in a row of words, each at its first place only."""
        seen: set[tuple[str, str]] = set()
        for at, word in enumerate(words):
            candidates = list(self.exact.get(word, ()))
            for length, table in self.stems.items():
                candidates += table.get(word[:length], ())
            for concept, cue, segments in candidates:
                if (concept, cue) not in seen:
                    end = _end(words, at, segments)
                    if end:
                        seen.add((concept, cue))
                        yield Hit(concept, cue, at, end)


def split(text: str) -> list[str]:
    """The words of a text as cues see them: folded, apostrophes and hyphens part words."""
    return _WORD.findall(fold(text))


def parse(cue: str) -> Segments:
    """A cue as rows of tokens with gaps between the rows."""
    segments = []
    for part in re.split(r"\s+\.\.+\s+", f" {cue} "):
        row: list[Token] = []
        for piece in part.split():
            found = split(piece)
            row += [(w, False) for w in found[:-1]]
            if found:
                row.append((found[-1], piece.endswith("*")))
        if row:
            segments.append(tuple(row))
    return tuple(segments)


def _end(words: Sequence[str], at: int, segments: Segments) -> int:
    """Where a cue that begins at `at` ends, or 0."""
    here = _row(words, at, segments[0])
    for n, segment in enumerate(segments[1:], 1):
        if not here:
            return 0
        following = (_row(words, here + gap, segment) for gap in range(GAP + 1))
        # a later place may be needed for what follows, but the first one serves nearly always
        ends = [e for e in following if e]
        if not ends:
            return 0
        here = (
            ends[0] if n == len(segments) - 1 else next((e for e in ends if _end_after(words, e, segments[n + 1 :])), 0)
        )
    return here


def _end_after(words: Sequence[str], here: int, rest: Segments) -> bool:
    if not rest:
        return True
    return any(
        end and _end_after(words, end, rest[1:]) for end in (_row(words, here + gap, rest[0]) for gap in range(GAP + 1))
    )


def _row(words: Sequence[str], at: int, row: tuple[Token, ...]) -> int:
    """Where a row of tokens that begins at `at` ends, or 0."""
    if at + len(row) > len(words):
        return 0
    for n, (token, stem) in enumerate(row):
        word = words[at + n]
        if not (word.startswith(token) if stem else word == token):
            return 0
    return at + len(row)


def cue_finder(scheme: Scheme, language: str) -> Finder:
    """The cues of a language; English ones too where a language has none of its own."""
    return _finder(scheme.concepts, language, lambda c, code: c.cues.get(code, ()))


def name_finder(scheme: Scheme, language: str) -> Finder:
    """The labels and other names of a language."""
    return _finder(scheme.concepts, language, lambda c, code: (*((c.labels[code],) if code in c.labels else ()),
                                                              *c.alt.get(code, ())))  # fmt: skip


def _finder(concepts: Iterable[Concept], language: str, phrases: object) -> Finder:
    assert callable(phrases)
    finder = Finder()
    for concept in concepts:
        for phrase in dict.fromkeys(phrases(concept, language)):
            finder.add(concept.id, phrase)
    return finder
