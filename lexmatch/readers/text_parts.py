"""Files that hold one law in several languages, one after the other."""

from __future__ import annotations

import re
from itertools import pairwise

from lexmatch.readers.text_labels import head
from lexmatch.readers.text_lines import Line

# Words that are frequent in one language and rare in the others.
_FREQUENT = {
    "en": "the on of and to shall in be by any or for that with which",
    "fr": "le la les des du et une par dans est qui que aux sur être ou au",
    "nl": "de het een van en in dat op te zijn voor aan wordt met door niet verdrag betreffende inzake "
    "tussen overeenkomst",
    "de": "der die das und des den dem ist von zu mit nach auf durch nicht oder im werden",
    "es": "el la los las del y en que por una para se con al o su",
    "pt": "o a os as do da dos das e em que por uma para se com ao ou",
    "it": "il la lo gli le di del della e che per una con nel alla o",
    "sv": "och att det som en på är av för till den med inte skall",
    "fi": "ja tai että joka se ei ovat voi sen sekä jos",
}  # fmt: skip
_WORDS = {language: frozenset(words.split()) for language, words in _FREQUENT.items()}


def language_of(text: str) -> str:
    """The language of a text by its most frequent words, or "" when none is clear."""
    if re.search(r"[\u0600-\u06ff]{3}", text[:4000]) and len(re.findall(r"[\u0600-\u06ff]", text)) > len(text) / 4:
        return "ar"
    if len(re.findall(r"[\u0400-\u04ff]", text)) > len(text) / 3:
        return "ru"
    found = re.findall(r"[^\W\d_]+", text[:60000].casefold())
    scores = {language: sum(1 for w in found if w in words) for language, words in _WORDS.items()}
    best = max(scores, key=lambda k: scores[k])
    return best if scores[best] > max(2, len(found) / 12) else ""


def parts(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    """The texts in a file, each with its language: a new one begins where articles are called by another word and count
    from one again. What stands before the first one is part of all of them only if it is of no text."""
    starts = _starts(lines)
    if len(starts) < 2:
        return [(language_of("\n".join(line.text for line in lines)), lines)]
    bounds = [0, *(_boundary(lines, start) for start in starts[1:]), len(lines)]
    found = []
    for here, after in pairwise(bounds):
        piece = lines[here:after]
        found.append((language_of("\n".join(line.text for line in piece)), piece))
    return found


def _starts(lines: list[Line]) -> list[int]:
    """Where a series of articles begins: the first article by each word for article."""
    starts: list[int] = []
    words: set[str] = set()
    for index, line in enumerate(lines):
        found = head(line.text, line.level > 0, True)
        if found is None or found.kind != "article":
            continue
        word = re.split(r"[\s\d.]", found.label, maxsplit=1)[0].casefold().rstrip("s")
        number = re.search(r"\d+|premier|unique", found.label)
        first = number is not None and number.group() in ("1", "premier", "unique")
        if first and word not in words:
            starts.append(index)
        words.add(word)
    return starts


def _boundary(lines: list[Line], start: int) -> int:
    """Where the text begins whose first article is at `start`: at the first heading after the article before it that is
    neither a label nor the title of one."""
    last = next(
        (i for i in range(start - 1, -1, -1) if (h := head(lines[i].text, lines[i].level > 0, True)) and h.basic), 0
    )
    titled = True  # the heading right after a label is its title
    for index in range(last + 1, start):
        line = lines[index]
        if line.level and head(line.text, True, True) is None:
            if not titled:
                return index
            titled = False
        else:
            titled = bool(line.level)
    return start
