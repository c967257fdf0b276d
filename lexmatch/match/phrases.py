"""The words that two texts share in a row: the reason that a lawyer understands best.

Words are numbers of a table that grows, and runs of three words are whole numbers, which is all that is kept of a text: a
million pairs are asked for in a large match.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from lexmatch.text import folded_words

LEAST, MOST = 3, 9  # words of a phrase
_WORDS = 600  # that are looked at
_TEXTS = 200_000  # that are remembered
_SHIFT = 21  # bits of a word in a run, which then fits into eight bytes
_MASK = (1 << _SHIFT) - 1
_LITTLE = 3  # letters of a word that says nothing by itself


class Phrases:
    """Finds the phrases of any pairs of texts; the same texts come again with each of their partners."""

    def __init__(self) -> None:
        self._forget()

    def __reduce__(self) -> tuple[type[Phrases], tuple[()]]:
        """To a worker it goes empty: what is remembered is no part of it."""
        return Phrases, ()

    def _forget(self) -> None:
        self._numbers = _Numbers()
        self._names = self._numbers.words
        self._texts: dict[str, array[int]] = {}  # the runs of each text on the right: one on the left comes but once
        self._last: tuple[str, list[int], array[int], set[int]] | None = None

    def shared(self, a: str, b: str) -> str:
        """The longest run of three to nine words that both texts have, little words at its ends left out, at least two
        of the others being in it; "" if there is none. The first in the order of `a` wins among equals."""
        if len(self._names) > _MASK - 2 * _WORDS or len(self._texts) >= _TEXTS:
            self._forget()
        one, runs, own = self._source(a)
        there = self._texts.get(b)
        if there is None:
            there = self._texts[b] = self._runs(b)
        common = own.intersection(there)
        best, begin = 0, 0
        before = -2  # the place in `b` of the run just before, -2 when another one must be tried
        for i, run in enumerate(runs) if common else ():
            if run not in common:
                before = -2
                continue
            j = there.index(run)
            if j == before + 1:
                before = j  # the end of a run that was seen as a whole is no longer than that run
                continue
            n = LEAST
            most = min(MOST, len(runs) - i + 2, len(there) - j + 2)
            while n < most and runs[i + n - 2] == there[j + n - 2]:
                n += 1
            before = j if n < MOST else -2
            first, end = self._trimmed(one, i, i + n)
            if end - first > best and sum(len(self._names[w]) > _LITTLE for w in one[first:end]) >= 2:
                best, begin = end - first, first
                if best == MOST:
                    break
        return " ".join(self._names[w] for w in one[begin : begin + best])

    def _trimmed(self, words: Sequence[int], first: int, end: int) -> tuple[int, int]:
        while first < end and len(self._names[words[first]]) <= _LITTLE:
            first += 1
        while end > first and len(self._names[words[end - 1]]) <= _LITTLE:
            end -= 1
        return first, end

    def _source(self, text: str) -> tuple[list[int], array[int], set[int]]:
        """The words and runs of the text on the left, which comes many times in a row."""
        if self._last is None or self._last[0] != text:
            runs = self._runs(text)
            ends = [runs[-1] >> _SHIFT & _MASK, runs[-1] & _MASK] if runs else []
            self._last = (text, [run >> 2 * _SHIFT for run in runs] + ends, runs, set(runs))
        return self._last[1:]

    def _runs(self, text: str) -> array[int]:
        """Each three words in a row as one number."""
        words = list(map(self._numbers.__getitem__, folded_words(text)[:_WORDS]))
        each = zip(words, words[1:], words[2:], strict=False)
        return array("Q", [(x << 2 * _SHIFT) | (y << _SHIFT) | z for x, y, z in each])


class _Numbers(dict[str, int]):
    """The number of each word, new ones included; `words` is the way back."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self.words)
        self.words.append(word)
        return number
