"""Legal text as words: one normal form for comparing, matching and fingerprinting."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['.](?=\w)[^\W_]+)*")
_PLAIN_WORD = re.compile(r"[a-z0-9]+(?:['.][a-z0-9]+)*")  # the same in ASCII, in two thirds of the time
_SAME = {"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "‑": "-", "−": "-",
     "\u00ad": "", "\u200b": "", "\ufeff": "", "\u00a0": " "}  # fmt: skip


def collapse(text: str) -> str:
    """`text` with every run of white space as one space, and none at the ends."""
    if text.isprintable() and "  " not in text:  # no white space but single spaces: so it is mostly, and soon seen
        return text.strip()
    return " ".join(text.split())


def normalise(text: str) -> str:
    """The normal form: NFKC, lower case, one kind of quote and dash, single spaces. Idempotent."""
    if text.isascii():  # most text is, and then this is all there is to do
        return collapse(text.lower().replace("`", "'"))
    once = unicodedata.normalize("NFKC", _same(unicodedata.normalize("NFKC", text)).casefold())
    return collapse(_same(once))


def _same(text: str) -> str:
    """`text` with one kind of quote and dash: looked for one by one, which takes a tenth of a pattern's time."""
    for odd, plain in _SAME.items():
        if odd in text:
            text = text.replace(odd, plain)
    return text


def fold(text: str) -> str:
    """The normal form without accents, for matching across spellings."""
    once = normalise(text)
    if once.isascii():
        return once
    return normalise("".join(c for c in unicodedata.normalize("NFKD", once) if not unicodedata.combining(c)))


def fold_in_place(text: str) -> str:
    """Lower case without accents, character by character, so that positions stay those of the text."""
    if text.isascii():
        return text.lower()
    return "".join(map(_fold_one, text))


@lru_cache(maxsize=4096)
def _fold_one(character: str) -> str:
    lower = unicodedata.normalize("NFKD", character)[:1].lower()
    return lower if len(lower) == 1 else character


def words(text: str) -> list[str]:
    """The words and numbers of a text in normal form, punctuation dropped."""
    return _found(normalise(text))


def folded_words(text: str) -> list[str]:
    """As `words`, accents dropped."""
    return _found(fold(text))


def _found(normal: str) -> list[str]:
    """The words of a text that is in normal form."""
    return (_PLAIN_WORD if normal.isascii() else _WORD).findall(normal)


def fingerprint(text: str) -> str:
    """Twelve hex digits that change when the words of a text change, not when its spacing or case does."""
    return hashlib.sha256(" ".join(words(text)).encode()).hexdigest()[:12]


def nearest(word: str, choices: list[str] | tuple[str, ...], limit: int = 3) -> tuple[str, ...]:
    """The nearest spellings of `word` among `choices`, best first; empty when none is near."""
    from rapidfuzz import fuzz

    pool = sorted(set(choices))
    wanted = word.casefold()
    exact = tuple(c for c in pool if c.casefold() == wanted)
    if exact:
        return exact
    scored = [(fuzz.ratio(wanted, choice.casefold(), score_cutoff=60), choice) for choice in pool]
    best = sorted(((score, choice) for score, choice in scored if score), key=lambda pair: (-pair[0], pair[1]))
    return tuple(choice for _, choice in best[:limit])


def meant(word: str, choices: Iterable[str]) -> str:
    """The one of `choices` that differs from `word` in at most two letters (one in every three); "" when none does, or two."""
    from rapidfuzz.distance import OSA

    most = min(2, len(word) // 3)
    near = {c for c in choices if OSA.distance(word.casefold(), c.casefold(), score_cutoff=most) <= most}
    return near.pop() if len(near) == 1 else ""


def did_you_mean(word: str, choices: list[str] | tuple[str, ...]) -> str:
    """A hint naming the nearest spellings, or nothing."""
    near = nearest(word, choices)
    return f"Did you mean {' or '.join(near)}?" if near else ""
