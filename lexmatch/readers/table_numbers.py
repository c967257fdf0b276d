"""The numbers of provisions as tables write them: "16(3)(a)", "Article 16, para. 3", "§ 5 Abs. 2", "A.5.1", "CHAPTER II"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lexmatch.readers.text_labels import head

_WORDS = (
    r"articles?|artikel|art[ií]culo|artigo|articolo|art|sections?|sec|rules?|regulations?|regs?|ss?|subsections?|"
    r"sub-?paragraphs?|paragraphs?|paragraphe|paras?|points?|letters?|litera|lit|absatz|abs|nr|nummer|no|satz|buchstabe|"
    r"buchst|alin[eé]a|inciso|numeral|apartado|clause|item"
)
_FILLER = re.compile(rf"(?:\b(?:{_WORDS})\b\.?|§+|,)\s*", re.IGNORECASE)
_BASIC = re.compile(r"(?P<word>articles?|artikel|art[ií]culo|artigo|articolo|art\.?|sections?|sec\.?|s\.|rules?|regulations?|"
                    r"reg\.?|§+)\s*(?=\w)", re.IGNORECASE)  # fmt: skip
_LATIN = r"(?:\s?(?:bis|ter|quater|quinquies|sexies|septies|octies))?"
_TOKEN = rf"[^\W_]+(?:[.\-/_][^\W_]+)*{_LATIN}"
_CHAIN = re.compile(rf"\(?{_TOKEN}\)?\.?(?:(?:\s+\(?|\s*\(){_TOKEN}\)?\.?)*")
_FIRST = re.compile(rf"(?:{_TOKEN})(?:\s*\([^\W_]{{1,6}}\))*(?=\s*[.:–—]\s|\s+-\s|\s+[^\W\d_a-z])")
_ROMAN = re.compile(r"[IVXLC]+|[ivxlc]+")


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a provision: `path` from the article or section down, `word` what it is called there ("Article"),
    `rest` what else the cell says. Of a group ("CHAPTER II") the path is empty and `label` is its label."""

    path: tuple[str, ...]
    kind: str = ""
    word: str = ""
    label: str = ""
    rest: str = ""
    local: bool = False

    @property
    def group(self) -> bool:
        """Whether it opens a group of provisions or a schedule."""
        return not self.path


def numbered(cell: str) -> Number | None:
    """The number that a cell holds; None when it holds none."""
    text = " ".join(cell.split())
    if not text or len(text) > 200:
        return None
    opened = head(text, True, True)
    if opened is not None and not opened.basic:
        return Number((), opened.kind, "", opened.label, opened.rest)
    basic = _BASIC.match(text)
    kind, word = (_kind(basic["word"]), basic["word"]) if basic else ("", "")
    bare = _FILLER.sub(" ", text).strip()
    if len(bare) <= 60 and _CHAIN.fullmatch(bare):
        path = tuple(t.strip() for t in re.findall(_TOKEN, bare))
        if _plausible(path):
            return Number(path, kind, word, local=text.startswith("(") or (text.endswith(")") and "(" not in text))
    found = _FIRST.match(text[basic.end() :] if basic else text)
    if found:
        path = tuple(re.findall(_TOKEN, found[0]))
        if _plausible(path) and any(c.isdigit() for c in path[0]):
            after = (text[basic.end() :] if basic else text)[found.end() :]
            return Number(path, kind, word, rest=re.sub(r"^[\s.:–—-]+", "", after))
    return None


def _plausible(path: tuple[str, ...]) -> bool:
    """Whether tokens are numbers: the first has a digit or is a letter or a Roman number, the others are short."""
    first = path[0]
    if not (any(c.isdigit() for c in first) or len(first) == 1 or _ROMAN.fullmatch(first)) or len(first) > 30:
        return False
    return len(path) <= 8 and all(len(t) <= 6 or t[0].isdigit() for t in path[1:]) and not any(
        len(t) > 2 and t.isalpha() and not _ROMAN.fullmatch(t) for t in path[1:]
    )  # fmt: skip


def _kind(word: str) -> str:
    bare = word.casefold().rstrip(".")
    if bare.startswith("art"):
        return "article"
    return {"r": "rule"}.get(bare[:2], "rule" if bare.startswith("rule") else "regulation" if bare.startswith("reg")
                             else "section")  # fmt: skip
