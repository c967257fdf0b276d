"""Durations in legal prose: where they stand, what they say, and whether they are the least or the most.

English, French, Spanish, Portuguese and German. What cannot be read for certain ("sixty (61) days") is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from lexmatch.quantity.iso import UNITS, Duration, parse
from lexmatch.quantity.numerals import JOINS, numbers, pieces
from lexmatch.text import fold_in_place


@dataclass(frozen=True, slots=True)
class Quantity:
    """A duration in a text: where it stands, its words, its ISO value, and whether the sentence makes it the least or the
    most ("at-least", "at-most", or "" where it says neither)."""

    start: int
    end: int
    words: str
    value: str
    bound: str = ""


_UNIT_WORDS = {
    "en": "year years yr yrs|month months|week weeks|day days|hour hours|minute minutes",
    "fr": "an ans annee annees|mois|semaine semaines|jour jours|heure heures|minute minutes",
    "es": "ano anos|mes meses|semana semanas|dia dias|hora horas|minuto minutos",
    "pt": "ano anos|mes meses|semana semanas|dia dias|hora horas|minuto minutos",
    "de": "jahr jahre jahren jahres|monat monate monaten monats|woche wochen|tag tage tagen tages|stunde stunden|"
    "minute minuten",
}
# Words that may stand between the number and its unit, or after the unit, and change nothing.
_BETWEEN = frozenset(
    [
        "clear",
        "calendar",
        "working",
        "business",
        "consecutive",
        "sitting",
        "full",
        "whole",
        "court",
        "further",
        "additional",
        "more",
        "other",
        "such",
        "ordinary",
        "complete",
        "juridical",
        "judicial",
        "volle",
        "vollen",
        "weitere",
        "weiteren",
    ]
)
_ARTICLES = frozenset(("a", "an"))
_BEFORE_ARTICLE = frozenset(["within", "than", "least", "exceeding", "exceed", "of"])
_NOT_OF_ARTICLE = frozenset(["period", "term", "imprisonment", "maximum", "minimum", "duration", "detention"])
_AGE_AFTER = re.compile(r"\s*(?:of\s+age|old\b|d.?\s?age\b|de\s+edad|de\s+idade|de\s+aniversario)")
_AGE_BEFORE = re.compile(r"(?:\bages?\s+of|\baged|\bedad\s+de|\bidade\s+de|\bage\s+de|\balter\s+von)\s*$")
_RATE_AFTER = re.compile(
    r"\s*(?:(?:a|an|per|each|every)\s+(?:day|week|month|year)\b|sur\s+\d|al\s+dia\b|por\s+dia\b|par\s+jour\b)"
)
_TOKEN = re.compile(r"[^\W_]+|[()\-‐‑–/.,;:'’]|\S")


@cache
def _units(language: str) -> tuple[dict[str, str], re.Pattern[str]]:
    """Unit words → unit, and a pattern of them."""
    chosen = [_UNIT_WORDS[language]] if language in _UNIT_WORDS else list(_UNIT_WORDS.values())
    table = {w: unit for group in chosen for unit, forms in zip(UNITS, group.split("|"), strict=False)
             for w in forms.split()}  # fmt: skip
    return table, re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(table))})(?![^\W_])")


def find(text: str, language: str = "") -> tuple[Quantity, ...]:
    """The durations in legal prose, in the order of the text. Ages ("18 years of age"), rates ("24 hours a day") and
    fractions ("three-quarters of the sentence") are none. Without a language all five are tried."""
    folded = fold_in_place(text)
    units, pattern = _units(language)
    found: list[tuple[int, int, str, str]] = []  # start, end, unit, ISO
    for match in pattern.finditer(folded):
        unit, end = units[match.group()], match.end()
        tokens = _tokens(folded, match.start())
        number = _number_before(tokens, language)
        if number is None:
            continue
        start, count = number
        iso = _iso(count, unit)
        if (unit == "years" and _AGE_AFTER.match(folded, end)) or _AGE_BEFORE.search(folded, max(0, start - 20), start):
            continue
        if iso and not _RATE_AFTER.match(folded, end):
            found.append((start, end, unit, iso))
    quantities = []
    for start, end, iso in _joined(found, folded):
        quantities.append(Quantity(start, end, text[start:end], iso, _bound(folded, start, end)))
    return tuple(quantities)


def _joined(found: list[tuple[int, int, str, str]], folded: str) -> list[tuple[int, int, str]]:
    """Neighbours such as "two years and six months" as one duration."""
    made: list[tuple[int, int, str]] = []
    last_unit = ""
    for start, end, unit, iso in found:
        between = folded[made[-1][1] : start].strip() if made else "-"
        smaller = bool(last_unit) and UNITS.index(unit) > UNITS.index(last_unit)
        if smaller and (between in JOINS or not between):
            one, two = parse(made[-1][2]), parse(iso)
            if one and two:
                total = Duration(*(getattr(one, u) + getattr(two, u) for u in UNITS))
                made[-1] = (made[-1][0], end, total.iso)
                last_unit = unit
                continue
        made.append((start, end, iso))
        last_unit = unit
    return made


Token = tuple[str, int, int]


def _tokens(folded: str, stop: int) -> list[Token]:
    """Words and signs before a place, as far back as a number with its brackets can reach."""
    begin = max(0, stop - 120)
    while begin and folded[begin - 1].isalnum():  # never begin inside a word
        begin -= 1
        if stop - begin > 200:
            return []
    return [(m.group().replace("ß", "ss"), m.start(), m.end()) for m in _TOKEN.finditer(folded, begin, stop)]


def _number_before(tokens: list[Token], language: str) -> tuple[int, Decimal] | None:
    """Where the number at the end of `tokens` begins, and the number."""
    i = len(tokens) - 1
    while i >= 0 and (tokens[i][0] in _BETWEEN or tokens[i][0] in "-‐‑–"):
        i -= 1
    if i < 0:
        return None
    if tokens[i][0] == ")":
        return _number_in_brackets(tokens, i, language)
    return _plain_number(tokens, i, language)


def _number_in_brackets(tokens: list[Token], close: int, language: str) -> tuple[int, Decimal] | None:
    """ "sixty (60) days", "60 (sixty) days": both must say the same, else nothing is said for certain."""
    opening = next((j for j in range(close - 1, max(close - 9, -1), -1) if tokens[j][0] == "("), None)
    if opening is None or opening == 0:
        return None
    inside = _plain_number(tokens, close - 1, language)
    outside = _plain_number(tokens, opening - 1, language)
    if inside is None or outside is None or inside[1] != outside[1] or inside[0] != tokens[opening + 1][1]:
        return None
    return outside


def _plain_number(tokens: list[Token], last: int, language: str) -> tuple[int, Decimal] | None:
    word = tokens[last][0]
    if word.isdecimal():
        return _digits(tokens, last)
    if word == "half" or word in _ARTICLES:
        return _half_or_article(tokens, last, language)
    values = numbers(language)
    best: tuple[int, Decimal] | None = None
    phrase: list[str] = []
    for j in range(last, max(last - 10, -1), -1):
        piece, at, _ = tokens[j]
        if piece in "-‐‑–" or piece in JOINS:
            continue
        if piece not in pieces(language):
            break
        phrase.insert(0, piece)
        value = values.get(" ".join(phrase))
        if value:
            best = (at, Decimal(value))
    return best


def _digits(tokens: list[Token], last: int) -> tuple[int, Decimal] | None:
    """A number in digits; with its decimals or its groups of thousands."""
    word, start, _ = tokens[last]
    if last >= 2 and tokens[last - 1][0] in ".," and tokens[last - 2][0].isdecimal():
        before, at, end = tokens[last - 2]
        if end == tokens[last - 1][1] and tokens[last - 1][2] == start:
            grouped = len(word) == 3 and tokens[last - 1][0] == "," and len(before) <= 3
            return at, Decimal(before + word if grouped else f"{before}.{word}")
    if last >= 1 and tokens[last - 1][0] == "/" and tokens[last - 1][2] == start:
        return None
    return (start, Decimal(word)) if len(word) <= 5 else None


def _half_or_article(tokens: list[Token], last: int, language: str) -> tuple[int, Decimal] | None:
    """ "one and a half years", "half a year", "within a month", "a period of a year"."""
    before = [t[0] for t in tokens[max(0, last - 3) : last]]
    if tokens[last][0] == "half":
        if before[-2:] == ["and", "a"] and last >= 3:
            whole = _plain_number(tokens, last - 3, language)
            return (whole[0], whole[1] + Decimal("0.5")) if whole else None
        return None
    if before[-1:] == ["half"]:
        return tokens[last - 1][1], Decimal("0.5")
    if (
        before[-1:]
        and before[-1] in _BEFORE_ARTICLE
        and (before[-1] != "of" or (before[-2:-1] and before[-2] in _NOT_OF_ARTICLE))
    ):
        return tokens[last][1], Decimal(1)
    return None


def _iso(count: Decimal, unit: str) -> str:
    """The ISO 8601 of a count of units; halves become the next smaller unit; "" where that does not come out even."""
    steps = {"years": ("months", 12), "weeks": ("days", 7), "days": ("hours", 24), "hours": ("minutes", 60)}
    whole = int(count)
    if count == whole:
        return Duration(**{unit: whole}).iso
    if unit not in steps:
        return ""
    smaller, factor = steps[unit]
    rest = (count - whole) * factor
    return Duration(**{unit: whole, smaller: int(rest)}).iso if rest == int(rest) else ""


# --- bounds: the nearest words before the duration decide, then those after it
_LEAST_BEFORE = re.compile(
    r"at least|not (?:be )?(?:less|fewer|shorter) than|no (?:less|fewer|shorter) than|minimum (?:period |term )?of|"
    r"more than|"
    r"longer than|later than|exceed(?:s|ing)?|greater than|au moins|moins de|plus de|superieure? a|depass\w+|exced\w+|"
    r"minimum "
    r"de|al menos|por lo menos|"
    r"no menos de|mas de|superior a|minimo de|pelo menos|nao menos de|no minimo|mais de|mindestens|wenigstens|mehr als|"
    r"langer als|nicht weniger als|inferieure? a|inferior a|under|below|less than|weniger als|menos de"
)
_MOST_BEFORE = re.compile(
    r"within|not (?:be )?(?:more|longer|later|greater) than|no (?:more|longer|later|greater) than|at (?:the )?most|"
    r"up to|"
    r"maximum (?:period |term )?of|not exceed(?:ing)?|dans (?:un delai|les|le delai) ?(?:de|d.)?|au plus(?: tard)?|"
    r"maximum de|"
    r"pas plus de|dentro de(?: un plazo de| los| las)?|en (?:un|el) plazo de|a mas tardar|como maximo|no mas de|hasta|"
    r"plazo (?:maximo )?de|no prazo (?:maximo )?de|prazo (?:maximo )?de|no maximo|nao mais de|ate|innerhalb(?: "
    r"von)?|binnen|hochstens|langstens|spatestens|"
    r"bis zu|nicht langer als|nicht mehr als|delai de"
)
_NEGATED = re.compile(r"\b(?:(?:not|no|never|ne|non|pas|nao|nicht|kein\w*)\b|n['’])[^.;]*$")
_UNDER = re.compile(r"inferieure? a|inferior a|under|below|less than|weniger als|menos de|moins de")
_LEAST_AFTER = re.compile(
    r"\s*(?:'|’)?,?\s*(?:of imprisonment|imprisonment|in prison|d'emprisonnement)?,?\s*"
    r"(?:or (?:more|longer|above|over|(?:by |to |with )?(?:a|any) (?:more|greater|heavier|longer|severer))|and "
    r"(?:above|over)|"
    r"ou (?:plus|davantage|d.une peine plus)|o (?:mas|superior)|ou (?:mais|superior)|oder (?:mehr|langer|einer "
    r"schwereren)|au moins|"
    r"at (?:the )?least)"
)
_OF_MOST = re.compile(r"\b(?:maximum|maximal\w*|maxim[oa])\b[^,;]*$")
_MOST_AFTER = re.compile(
    r"\s*,?\s*(?:or (?:less|fewer|shorter|under)|at (?:the )?(?:most|latest)|ou moins|o menos|ou menos|oder "
    r"weniger|au plus|"
    r"au maximum|como maximo|no maximo)"
)


def _bound(folded: str, start: int, end: int) -> str:
    window = folded[max(0, start - 70) : start]
    window = re.split(r"[.;:(]|\d", window)[-1]
    last: tuple[int, int, str] = (-1, 0, "")
    for pattern, bound in ((_LEAST_BEFORE, "at-least"), (_MOST_BEFORE, "at-most")):
        for m in re.finditer(rf"\b(?:{pattern.pattern})(?!\w)", window):
            # the later phrase wins, and of two that end together the longer ("not less than" over "less than")
            if (m.end(), m.end() - m.start()) > last[:2]:
                last = (m.end(), m.end() - m.start(), _turned(m.group(), window[: m.start()], bound))
    near = last[0] >= 0 and len(window) - last[0] <= 34
    # "a maximum term of two years or more": the highest penalty, of which the least is said
    least_of_most = last[2] == "at-most" and _OF_MOST.search(window) and _LEAST_AFTER.match(folded, end)
    if near and not least_of_most:
        return last[2]
    if _LEAST_AFTER.match(folded, end):
        return "at-least"
    return "at-most" if _MOST_AFTER.match(folded, end) else ""


def _turned(phrase: str, before: str, bound: str) -> str:
    """ "exceed" is the least a thing lasts and "not … exceed" the most; "under" and "less than" the other way round."""
    if bound == "at-most" or phrase.startswith(
        ("at least", "not ", "no ", "au moins", "al menos", "por lo menos", "pelo")
    ):
        return bound
    if phrase.startswith(("nao ", "nicht ", "minim", "no ", "mindestens", "wenigstens")):
        return bound
    least = not _UNDER.fullmatch(phrase)
    if _NEGATED.search(before):
        least = not least
    return "at-least" if least else "at-most"
