"""The labels of law in running text: "Article 16", "§ 5", "CHAPTER II", "Erster Abschnitt", "1.", "(a)", "iv)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lexmatch.ref import BIS

_ROMAN = r"(?-i:[IVXLCDM]+|[ivxlcdm]+)(?!\w)"
_NUMBER = (
    r"\d+(?:[.\-–]\d+)*(?:\.?\s?[ºª°])?(?:[\s\-]?" + BIS + r"\b|-?[A-Za-z]{1,3}(?!\w)"
    r"|\s(?-i:[a-z])(?=\s+(?-i:[A-ZÄÖÜ])|\s*$))?"
)
# Numbers as words, by their value.
_WORDED = ("1er premier première unique primero primeiro único unico الأولى", "segundo الثانية", "tercero terceiro الثالثة",
           "cuarto quarto الرابعة", "quinto الخامسة", "sexto السادسة", "séptimo sétimo السابعة", "octavo oitavo الثامنة",
           "noveno nono التاسعة", "décimo العاشرة")  # fmt: skip
_FIRST = "|".join(" ".join(_WORDED).split())
_ARTICLE = r"articles?|artikel|art[íi]culo|artigo|articolo|art\.?|статья|المادة"
_SECTION = r"sections?|sec\.|§+"
_OTHER = r"rule|regulation|reg\."
# Word → kind, from the widest to the narrowest; what a section is depends on whether there are articles.
_GROUPS = {
    "book": "book|buch|livre|libro|livro|boek", "part": "part|teil|partie|parte|deel|osa",
    "title": "title|titel|titre|título|titolo",
    "chapter": "chapter|kapitel|chapitre|capítulo|capitolo|hoofdstuk|luku|kap\\.",
    "section": "section|abschnitt|sección|secção|seção|sezione|afdeling",
    "division": "division|abteilung", "subdivision": "subdivision|unterabschnitt|sous-section|subsección|onderafdeling",
}  # fmt: skip
_SCHEDULES = r"schedules?|annex(?:e|es|ure)?|anhang|anlage|anexo|bijlage|appendix|appendices|allegato|liite"
_ORDINALS = (
    "erst|zweit|dritt|viert|fünft|sechst|siebent|siebt|acht|neunt|zehnt|elft|zwölft|première?|premier|deuxième|second|"
    "seconde|troisième|quatrième|cinquième"
)
_COUNTED = ("erst premi", "zweit deuxi second", "dritt troisi", "viert quatri", "fünft cinqui", "sechst", "sieb", "acht",
            "neunt", "zehnt", "elft", "zwölft")  # fmt: skip
_END = r"(?=[\s.:)—–\-,]|$)"
_GROUP_WORD = "|".join(_GROUPS.values())

BASIC_WORDS = rf"{_ARTICLE}|{_SECTION}"
_BASIC = re.compile(
    rf"(?P<word>{_ARTICLE}|{_SECTION}|{_OTHER})\s*(?P<num>{_NUMBER}|(?:{_FIRST})\b|{_ROMAN}(?:\s?bis|\s?ter)?){_END}",
    re.IGNORECASE,
)
_GROUP = re.compile(rf"(?P<word>{_GROUP_WORD})\s+(?P<num>{_ROMAN}[A-Z]?|\d+[A-Za-z]{{0,2}}|[A-Z]{{1,2}}){_END}", re.I)
_REVERSED = re.compile(
    rf"(?P<num>\d+[a-z]?\.|(?:{_ORDINALS})(?:er|es|e)?)\s+(?P<word>{_GROUP_WORD})(?=[\s.:—–\-]|$)", re.IGNORECASE
)
_SCHEDULE = re.compile(rf"(?P<word>{_SCHEDULES})\b(?:\s+(?P<num>\d+[A-Za-z]?|{_ROMAN}|[A-Z]))?{_END}", re.IGNORECASE)
_NUMBERED = re.compile(r"(?P<num>\d{1,4}[A-Z]{0,3})\.?\s+(?!U\.\s?S\.)(?=[^\W\d_])")
_CONTENTS = re.compile(r"(?:\.{3,}|…|\t|\s{3,})\s*\d+$")  # a line of a table of contents ends with its page
MOST_OF_HEAD = 140  # characters of a line that is a heading though nothing marks it
_JOINT = re.compile(r"^[\s.:—–\-\])*]+")


@dataclass(frozen=True, slots=True)
class Head:
    """A heading that opens a unit: its kind, its label as written, and the words after it."""

    kind: str
    label: str
    rest: str

    @property
    def count(self) -> str:
        """The number where it stands before the word or is one ("1. Kapitel", "Erster Teil", "Artículo TERCERO"); else ""."""
        found = _REVERSED.match(self.label)
        if found is None:
            last = self.label.split()[-1].casefold()
            return next((str(n) for n, words in enumerate(_WORDED, 1) if last in words.split()), "")
        word = found["num"].rstrip(".").casefold()
        place = next((n for n, stems in enumerate(_COUNTED, 1) if word.startswith(tuple(stems.split()))), 0)
        return word if word[:1].isdigit() else str(place or "")

    @property
    def basic(self) -> bool:
        """Whether it opens an article or section."""
        return self.kind in ("article", "section", "rule", "regulation")


def head(text: str, heading: bool, articles: bool) -> Head | None:
    """What unit a line opens. A line that is no `heading` must say nothing but its label and a title; `articles` says
    that the document counts by articles, so that a section is a group of them."""
    if heading:
        text = text.lstrip("[ ")  # "[§ 9. Repealed.]"
    for pattern, read in ((_BASIC, _basic), (_GROUP, _group), (_REVERSED, _group), (_SCHEDULE, _schedule)):
        found = pattern.match(text)
        if found is None:
            continue
        rest = _JOINT.sub("", text[found.end() :]).strip()
        if not heading and not _titled(text, rest, found):
            continue
        kind = read(found, articles)
        if kind:
            return Head(kind, text[: found.end()].strip().rstrip(":"), rest)
    if heading and not articles:
        found = _NUMBERED.match(text)
        if found:
            return Head("section", found["num"], text[found.end() :].strip())
    return None


def _titled(text: str, rest: str, found: re.Match[str]) -> bool:
    """Whether a plain line is a label with a title, not a sentence that begins with a reference."""
    if (
        len(text) > MOST_OF_HEAD
        or _CONTENTS.search(text)
        or (not (text[:1].isalpha() or text[:1] == "§" or found.re is _REVERSED))
    ):
        return False
    if not rest:
        return True
    apart = re.match(r"\s*[.:—–\-]|\s{2,}|\t", text[found.end() :])
    if rest[-1] in ".;," or not (rest[0].isupper() or rest[0] in '«“"(['):
        return False
    return bool(apart) or len(rest) < 70


def _basic(found: re.Match[str], articles: bool) -> str:
    return basic_kind(found["word"], articles)


def basic_kind(word: str, articles: bool = False) -> str:
    """The unit that a word for article or section names; a section is none where there are `articles`."""
    word = word.casefold()
    if re.fullmatch(_ARTICLE, word):
        return "article"
    if re.fullmatch(_SECTION, word):
        return "" if articles and word.startswith("sec") else "section"
    return "rule" if word == "rule" else "regulation"


def counted(label: str) -> tuple[int, str] | None:
    """The place of a label in the series of its kind: "Article 3 bis" → 3 and "bis", "ARTICLE IV" → 4."""
    number = re.sub(r"\W*[ºª°]", "", Head("", label, "").count or label)
    found = re.search(r"(\d+)\s?-?(\w*)$", number.strip(" .:"))
    if found is not None:
        return int(found[1]), found[2].casefold()
    roman = _roman(label.rsplit(maxsplit=1)[-1].casefold()) if label.split() else 0
    return (roman, "") if roman else None


def _group(found: re.Match[str], articles: bool) -> str:
    word = found["word"].casefold()
    kind = next(k for k, words in _GROUPS.items() if re.fullmatch(words, word))
    return "section" if kind == "section" and articles else ("division" if kind == "section" else kind)


def _schedule(_found: re.Match[str], _articles: bool) -> str:
    return "schedule"


def counts_by_articles(lines: list[str]) -> bool:
    """Whether more lines are headed "Article" than "Section" or "§"."""
    articles = sum(1 for line in lines if (f := _BASIC.match(line)) and re.fullmatch(_ARTICLE, f["word"].casefold()))
    sections = sum(1 for line in lines if (f := _BASIC.match(line)) and re.fullmatch(r"sec\.|§+", f["word"].casefold()))
    return articles > sections


# --- numbers of paragraphs and points -------------------------------------------------------------------------------

_MARK = re.compile(
    r"(?P<label>\((?P<round>\d{1,3}[A-Za-z]{0,3}|[a-z]{1,4}|[A-Z]{1,3}|[ivxlcdm]+[a-z]?|\d+(?:\.\d+)+|[а-яء-ي])\)"
    r"|(?P<half>\d{1,3}(?:bis|ter)?|[a-z]{1,2}|[ivxlc]+|[A-Zа-яء-ي])\)"
    r"|(?P<dot>\d{1,3}(?:\s?(?:bis|ter|quater)|[a-z]{1,2})?|[a-z]|[ivx]+|[A-Z](?=\.\s))\."
    r"|(?P<degree>\d{1,2})°"
    r"|(?P<dash>\d{1,3}|[IVXLC]{1,7}|[a-zء-ي])\s?[-–—](?=\s))"
    r"(?=\s|[^\W\d_]|[“«\"‘(\[]|$)\s*"
)


# Letters in the order in which points are counted by them.
_ALPHABETS = ("абвгдежзиклмнопрстуфхцчшщэюя", "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ")


@dataclass(frozen=True, slots=True)
class Mark:
    """The number of a paragraph or point: as written, its bare value, and the way it is written ("round", "half", "dot",
    "degree", "dash", or what a word processor's list says)."""

    label: str
    value: str
    form: str

    @property
    def kinds(self) -> tuple[str, ...]:
        """What the value may count as: digits, letters, Roman numbers, small or capital."""
        value = self.value
        if value[:1].isdigit():
            return ("digit",)
        case = "upper" if value[:1].isupper() else "lower"
        for alphabet in _ALPHABETS:
            if value in alphabet:
                return (f"alpha-{alphabet[0]}",)
        kinds = []
        roman = _roman(re.sub(r"(?<=[ivx])[a-h]$", "", value.casefold())) or _roman(value.casefold())
        if len(value) <= 2 or len(set(value)) == 1:
            kinds.append(f"alpha-{case}")
        if roman:
            kinds.append(f"roman-{case}")
        return tuple(kinds)

    def ranks(self, kind: str) -> tuple[tuple[int, str], ...]:
        """The value's places in a way of counting; insertions ("1A", "aa") come after what they follow, and "aa" may
        also come after "z"."""
        value = self.value.casefold()
        if kind == "digit":
            digits = re.match(r"\d+", value)
            return ((int(digits.group()), value[digits.end() :]),) if digits else ((0, value),)
        if kind.startswith("roman"):
            whole = _roman(value)
            return ((whole, ""),) if whole else ((_roman(value[:-1]), value[-1:]),)
        alphabet = next((a for a in _ALPHABETS if kind == f"alpha-{a[0]}"), "")
        place = alphabet.index(value[0]) + 1 if alphabet else ord(value[0]) - 96
        doubled = len(value) == 2 and value[0] == value[1]
        return ((place, value[1:]), (26 + place, "")) if doubled else ((place, value[1:]),)


def mark(text: str) -> tuple[Mark, str] | None:
    """The number at the beginning of a line, and the words after it."""
    found = _MARK.match(text)
    if found is None:
        return None
    form = next(name for name in ("round", "half", "dot", "degree", "dash") if found[name] is not None)
    label = found["dash"] or found["label"]
    return Mark(label, re.sub(r"\s", "", found[form]), form), text[found.end() :]


def first_of(one: Mark) -> str:
    """The way of counting that a mark can begin, or "": 1, a, i, A, I (and what is inserted before them)."""
    for kind in one.kinds:
        place, more = one.ranks(kind)[0]
        if place == 1 and len(more) <= 2:
            return kind
    return ""


def follows(before: Mark, one: Mark, kind: str) -> bool:
    """Whether a mark can come after another in the same way of counting: the next, an insertion, or one after a gap."""
    if kind not in one.kinds or before.form != one.form:
        return False
    longest = 1 if one.form == "raised" else 20 if kind == "digit" else 3  # raised numbers out of turn are notes
    for a in before.ranks(kind):
        for b in one.ranks(kind):
            if (b[0] == a[0] and b[1] != a[1]) or 0 < b[0] - a[0] <= longest:
                return True
    return False


_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_WELL = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")


def _roman(value: str) -> int:
    """A Roman number, or 0."""
    if not value or not _WELL.fullmatch(value):
        return 0
    total = 0
    for here, after in zip(value, [*value[1:], ""], strict=True):
        number = _VALUES[here]
        total += -number if after and _VALUES[after] > number else number
    return total
