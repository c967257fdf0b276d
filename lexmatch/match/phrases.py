"""The words that two texts share in a row: the reason that a lawyer understands best.

Words are numbers of a table that grows, and runs of words are whole numbers: a million pairs are asked for in a large match.
"""

from __future__ import annotations

from array import array

from lexmatch.text import folded_words

LEAST, MOST = 3, 9  # words of a phrase
_WORDS = 600  # that are looked at
_TEXTS = 200_000  # that are remembered
_SHIFT = 26  # bits of a word: more words than any library of statutes has
_LITTLE = 3  # letters of a word that says nothing by itself


class Phrases:
    """Finds the phrases of any pairs of texts; the same texts come again with each of their partners."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._names: list[str] = []
        self._texts: dict[str, array[int]] = {}
        self._last: tuple[str, array[int], list[int]] | None = None

    def shared(self, a: str, b: str) -> str:
        """The longest run of three to nine words that both texts have, little words at its ends left out, at least two
        of the others being in it; "" if there is none. The first in the order of `a` wins among equals."""
        one, runs = self._source(a)
        two = self._words(b)
        there = _runs(two)
        where = dict(zip(reversed(there), range(len(there) - 1, -1, -1), strict=True))
        best, begin, before = (
            0,
            0,
            -2,
        )  # `before`: the place in `b` of the run just before, -2 when another one must be tried
        for i, run in enumerate(runs):
            j = where.get(run, -1)
            if j < 0 or j == before + 1:
                # the end of a run that was seen as a whole is no longer than that run
                before = j if j >= 0 else -2
                continue
            n = LEAST
            while n < MOST and i + n < len(one) and j + n < len(two) and one[i + n] == two[j + n]:
                n += 1
            before = j if n < MOST else -2
            first, end = self._trimmed(one, i, i + n)
            if end - first > best and sum(len(self._names[w]) > _LITTLE for w in one[first:end]) >= 2:
                best, begin = end - first, first
                if best == MOST:
                    break
        return " ".join(self._names[w] for w in one[begin : begin + best])

    def _trimmed(self, words: array[int], first: int, end: int) -> tuple[int, int]:
        while first < end and len(self._names[words[first]]) <= _LITTLE:
            first += 1
        while end > first and len(self._names[words[end - 1]]) <= _LITTLE:
            end -= 1
        return first, end

    def _source(self, text: str) -> tuple[array[int], list[int]]:
        """The words and runs of the text on the left, which comes many times in a row."""
        if self._last is None or self._last[0] != text:
            found = self._words(text)
            self._last = (text, found, _runs(found))
        return self._last[1:]

    def _words(self, text: str) -> array[int]:
        found = self._texts.get(text)
        if found is None:
            if len(self._texts) >= _TEXTS:
                self._texts.clear()
            found = self._texts[text] = array("i", map(self._number, folded_words(text)[:_WORDS]))
        return found

    def _number(self, word: str) -> int:
        number = self._numbers.setdefault(word, len(self._names))
        if number == len(self._names):
            self._names.append(word)
        return number


def _runs(words: array[int]) -> list[int]:
    """Each three words in a row as one number."""
    return [(x << 2 * _SHIFT) | (y << _SHIFT) | z for x, y, z in zip(words, words[1:], words[2:], strict=False)]
