"""From what a reader noted ("art. 12(2)(a)", "within forty-five days") to what the corpus holds (eId, ISO 8601)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "seventh": 7, "tenth": 10, "fifteenth": 15, "twentieth": 20,
    "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "ninetieth": 90,
}  # fmt: skip
NUMBERS: dict[str, int] = {word: n for n, word in enumerate(_ONES.split(), 1)}
for _tens, _word in enumerate(_TENS.split(), 2):
    NUMBERS[_word] = _tens * 10
    for _one, _unit in enumerate(_ONES.split()[:9], 1):
        NUMBERS[f"{_word}-{_unit}"] = NUMBERS[f"{_word} {_unit}"] = _tens * 10 + _one
_WORDS = "|".join(sorted(map(re.escape, NUMBERS), key=len, reverse=True))
_ADJECTIVE = r"(?:clear|consecutive|further|more|working|calendar|additional|full|complete|business|court)"
DURATION = re.compile(
    rf"\b(?P<number>\d{{1,4}}(?:st|nd|rd|th)?|{_WORDS}|{'|'.join(_ORDINALS)}|an?|hundred(?: and)? (?:{_WORDS}))"
    rf"[ -](?:{_ADJECTIVE} )*(?P<unit>days?|weeks?|months?|years?|hours?)\b",
    re.IGNORECASE,
)

# The units below an article, a section, a rule and a paragraph of a scheme, for a number, a letter, and so on.
_BELOW = {
    "art": ("para", "point", "point", "point"),
    "rule": ("para", "subpara", "clause", "subclause"),
    "para": ("subpara", "point", "point", "point"),
    "sch": ("para", "subpara", "clause", "subclause"),
    "part": ("para", "subpara", "clause", "subclause"),
}
_SECTION = ("subsec", "para", "subpara", "clause", "subclause")
_CODE = ("subsec", "para", "subpara", "clause", "subclause")  # United States Code: letters first
_LEVEL = r"\((?:\d{1,3}[A-Za-z]{0,2}(?:\.\d+)?|[a-z]{1,4}|[A-Z]{1,3})\)"
_NOT_LEVELS = ("heading", "opening", "headings")
_UNVERIFIED = re.compile(
    r"heading|contents list|as (?:described|reported|summari[sz]ed|quoted|cited)|recited|inferred|list of parties"
    r"|Council Decision|justice\.gov|draft",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*\b((?:first|second|third|last) sentence|sentence \d|closing words|proviso|expl\. [\d, ]+\d|expl\. \d+"
    r"|ill\. \([a-z]\)|long title)|\s*[\"“]([^\"”]+)[\"”]"
)
_PREFIX = re.compile(
    r"^(?:(?P<title>\d+) USC\s+|(?P<rules>FRE|FRCrP)\s+|(?P<ord>First|Second|Third)?\s*"
    r"(?P<kind>arts?|ss?|paras?|rules?|Parts?|Schedule|footnote to art)\b\.?\s*|(?P<sign>§§?)\s*)",
)
_KINDS = {"art": "art", "arts": "art", "s": "sec", "ss": "sec", "para": "para", "paras": "para", "rule": "rule",
          "rules": "rule", "Part": "part", "Parts": "part", "Schedule": "sch", "footnote to art": "art"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rule stands: `at` is an eId ("" if the pinpoint names no provision); `also` are further places of the
    same pinpoint as eIds, `rest` the same as printed; `remarks` is what the reader added."""

    at: str
    also: tuple[str, ...] = ()
    rest: str = ""
    remarks: tuple[str, ...] = ()
    verified: bool = True
    heading_only: bool = False


def place(pinpoint: str, *, dotted_paragraphs: bool = False) -> Place:
    """Read a pinpoint.

    >>> place("art. 12(2)(a)").at, place("s. 44(1)(b)(i)").at
    ('art_12__para_2__point_a', 'sec_44__subsec_1__para_b__subpara_i')
    >>> place("§ 91e(1) no. 2").at, place("§ 81 no. 4").at, place("18 USC 3505(a)(2)").at
    ('sec_91e__subsec_1__para_2', 'sec_81__para_4', 'sec_3505__subsec_a__para_2')
    >>> place("art. 7(2)(a)-(c)").at, place("art. 2(1), (3)-(4)").rest, place("art. 16(4) first sentence").remarks
    ('art_7__para_2', '(3)-(4)', ('first sentence',))
    """
    remarks: list[str] = []

    def keep(match: re.Match[str]) -> str:
        remarks.append(match[1] if match[1] is not None else f'definition of "{match[2]}"')
        return ""

    def keep_remark(match: re.Match[str]) -> str:
        if re.fullmatch(_LEVEL, f"({match[1]})") and match[1] not in _NOT_LEVELS:
            return match[0]
        remarks.append(match[1])
        return ""

    bare = re.sub(r"\s*\(((?:[^()]|\([^()]*\))*)\)", keep_remark, pinpoint)
    bare = _TAIL.sub(keep, bare)
    places: list[str] = []
    rest: list[str] = []
    kind, parts = "", re.split(r"\s*[;,]\s*", bare.strip())
    for index, part in enumerate(parts):
        if not part:
            continue
        first, last, kind = _part(part, kind, places, dotted_paragraphs)
        if not first:
            remarks.append(part)
            continue
        places.append(first)
        if last:
            places.append(last)
            rest.append(part[part.rindex("-") + 1 :] if not index else part)
        elif len(places) > 1:
            rest.append(part)
    source = re.match(r"28 USC|FRCrP|footnote", pinpoint)
    if source:
        names = {"28 USC": "title 28 U.S.C.", "FRCrP": "Federal Rules of Criminal Procedure"}
        remarks.append(names.get(source[0], source[0]))
    unverified = bool(_UNVERIFIED.search(pinpoint))
    heading = bool(re.search(r"heading|contents list", pinpoint))
    if not places:
        return Place("", remarks=tuple(dict.fromkeys(remarks)), verified=False, heading_only=heading)
    printed = ", ".join(rest)
    if "-" in bare and len(parts) == 1:
        printed = "to " + printed
    at = _common(places)
    return Place(at, tuple(p for p in places if p != at), printed, tuple(remarks), not unverified, heading)


def _part(part: str, kind: str, before: list[str], dotted: bool) -> tuple[str, str, str]:
    """The first and the last eId of one part of a pinpoint ("art. 9(2)-(3)", "(4)", "15(1)"), and its kind."""
    prefix = _PREFIX.match(part)
    code = False
    if prefix:
        body = part[prefix.end() :]
        if prefix["title"]:
            kind = "code"
        elif prefix["rules"]:
            kind = "rule"
        elif prefix["sign"]:
            kind = "code" if re.match(r"3\d{3}", body) else "sec"
        else:
            kind = _KINDS[prefix["kind"]]
        if kind == "sch":
            number = {"First": "1", "Second": "2", "Third": "3"}.get(prefix["ord"] or "", "1")
            return f"sch_{number}", "", kind
    else:
        body = part
    if not kind:
        return "", "", kind
    # "no. 2" of a section without subsections is a paragraph; # keeps it from being taken for a subsection
    body = re.sub(r"^(\w+)\s+no\.\s+(\d+)", r"\1(#\2)", body)
    body = re.sub(r"\s+(?:no\.|rule)\s+(\d+)", r"(\1)", body).replace(" ", "")
    head, dash, tail = body.partition("-")
    code = kind == "code"
    unit = "sec" if code else kind
    first = _eid(head, unit, code, before[-1] if before else "", dotted)
    if not first:
        return "", "", kind
    last = _eid(tail, unit, code, first, dotted) if dash else ""
    return first, last, kind


def _eid(text: str, unit: str, code: bool, base: str, dotted: bool) -> str:
    """One eId. A text that begins with a bracket is read beside `base`, at the depth where its first number fits."""
    levels = re.findall(r"\(([^()]+)\)", text)
    number = re.match(r"[\dIVX]+[A-Za-z]*(?:\.\d+)?", text)
    names = _CODE if code else _SECTION if unit == "sec" else _BELOW[unit]
    if number:
        start, extra = number[0], []
        if dotted and "." in start:
            start, second = start.split(".")
            extra = [second]
        levels = [*extra, *levels]
        # a section or scheme paragraph whose own children are letters skips the subsection
        offset = 1 if unit == "sec" and not code and levels and not levels[0][0].isdigit() else 0
        levels = [level.lstrip("#") for level in levels]
        chosen = names[offset:]
        return "__".join([f"{unit}_{_num(start)}", *(f"{n}_{_num(v)}" for n, v in zip(chosen, levels, strict=False))])
    if not levels or not base:
        return ""
    components = base.split("__")
    for depth in range(len(components) - 1, 0, -1):
        if _shape(components[depth].split("_", 1)[1]) == _shape(levels[0]):
            name = [c.split("_")[0] for c in components]
            below = names[names.index(name[depth]) + 1 :] if name[depth] in names else names
            pairs = zip((name[depth], *below), levels, strict=False)
            return "__".join([*components[:depth], *(f"{n}_{_num(v)}" for n, v in pairs)])
    return ""


def _shape(number: str) -> str:
    return "digit" if number[0].isdigit() else "upper" if number[0].isupper() else "letter"


def _num(number: str) -> str:
    return number.replace(".", "-")


def _common(places: list[str]) -> str:
    """The first place; but the unit above, if all are its children two or more levels below the article."""
    if len(places) < 2:
        return places[0]
    parents = {p.rpartition("__")[0] for p in places}
    parent = next(iter(parents))
    return parent if len(parents) == 1 and parent.count("__") >= 1 else places[0]


def durations(text: str) -> Iterator[tuple[str, str]]:
    """The periods of time in a text: the words and the ISO 8601 duration.

    >>> list(durations("released after forty-five days, or within 24 hours; a year; the ninetieth day"))
    [('forty-five days', 'P45D'), ('24 hours', 'PT24H'), ('a year', 'P1Y'), ('ninetieth day', 'P90D')]
    """
    for match in DURATION.finditer(text):
        word = match["number"].casefold()
        if word in ("a", "an"):
            number = 1
        elif word.startswith("hundred"):
            number = 100 + NUMBERS[word.split()[-1]]
        elif word[0].isdigit():
            number = int(re.sub(r"\D", "", word))
        else:
            number = NUMBERS.get(word) or _ORDINALS[word]
        yield match[0], iso(number, match["unit"])


def iso(number: int, unit: str) -> str:
    """A number and a unit ("day", "working-day", "hours") as an ISO 8601 duration."""
    letter = {"d": "D", "w": "W", "m": "M", "y": "Y", "h": "H"}[unit.replace("working-", "")[0].casefold()]
    return f"PT{number}H" if letter == "H" else f"P{number}{letter}"


def canonical(duration: str) -> str:
    """Durations that say the same are made equal: P1Y and P12M, P1W and P7D."""
    match = re.fullmatch(r"P(\d+)([YW])", duration)
    if not match:
        return duration
    return f"P{int(match[1]) * 12}M" if match[2] == "Y" else f"P{int(match[1]) * 7}D"
