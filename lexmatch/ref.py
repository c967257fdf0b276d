"""References to provisions: what people type, what files hold, what lawyers write.

`untoc#art_16__para_3` is the exact form (Akoma Ntoso Naming Convention 1.0, section 5: eId). People may type
`untoc 16(3)` or "UNTOC art. 16, para. 3"; such a reference has numbers instead of an eId until it is resolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Abbreviations of the naming convention and what a lawyer calls the unit in English.
UNITS = {
    "art": "Article", "sec": "section", "rule": "Rule", "reg": "regulation", "part": "Part", "chp": "Chapter",
    "title": "Title", "book": "Book", "dvs": "Division", "subdvs": "Subdivision", "subchp": "Subchapter",
    "subpart": "Subpart", "sch": "Schedule", "att": "Annex", "cmp": "Annex", "rec": "recital", "preamble": "preamble",
    "body": "", "hcontainer": "", "scheme": "", "para": "paragraph",
}  # fmt: skip
BASIC = ("art", "sec", "rule", "reg", "sch", "att", "rec")
_SILENT = {"p", "intro", "wrapup", "content", "list", "body", "block", "al"}
_FILLER = re.compile(
    r"\b(articles?|arts?|sections?|secs?|subsections?|paragraphs?|paras?|points?|letters?|lit|abs|absatz|nr|nummer|satz|"
    r"buchst(?:abe)?|al[ií]n[eé]as?|incisos?|numerals?|rules?|regulations?|ss?|of|the|no|clause|subparagraph|"
    r"art[íi]culos?|artigos?|articol[oi]|artikel|статья|المادة|par[áa]grafos?|p[áa]rrafos?|apartados?|comma|lett(?:era)?|letras?|"
    r"n[úu]meros?|lid|onder)\b\.?|\bn\.?\s?[ºª°]|§+",
    re.IGNORECASE,
)
_START = re.compile(
    r"\s+(?=(?:articles?|arts?|sections?|secs?|ss?|rules?|regulations?|schedules?|annex|recitals?|parts?|chapters?|paras?"
    r"|paragraphs?|art[íi]culos?|artigos?|articol[oi]|artikel|статья|المادة)\b|§|\d)",
    re.IGNORECASE,
)
_HINTS = {"art": "art", "sec": "sec", "s": "sec", "§": "sec", "rul": "rule", "reg": "reg", "sch": "sch", "ann": "att",
          "par": "part", "cha": "chp", "rec": "rec", "стат": "art", "المادة": "art"}  # fmt: skip
# What is put in behind a number.
BIS = r"(?:bis|ter|quater|quinquies|sexies|septies|octies)"


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A provision of an instrument; `numbers` and `unit` are set, and `eid` empty, until it has been resolved."""

    alias: str
    eid: str = ""
    numbers: tuple[str, ...] = ()
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.alias}#{self.eid}" if self.eid else " ".join((self.alias, *self.numbers)).strip()


def parse(text: str) -> Ref:
    """A reference as people type it. Never fails: what cannot be read as a pinpoint is taken as the instrument.

    >>> parse("untoc#art_16__para_3")
    Ref(alias='untoc', eid='art_16__para_3', numbers=(), unit='')
    >>> parse("UNTOC art. 16, para. 3")
    Ref(alias='UNTOC', eid='', numbers=('16', '3'), unit='art')
    """
    stripped = text.strip()
    alias, hash_, eid = stripped.partition("#")
    if hash_:
        return Ref(alias.strip(), eid.strip())
    parts = _START.split(stripped, maxsplit=1)
    if len(parts) < 2:
        return Ref(stripped)
    pinpoint = parts[1]
    unit = next((v for k, v in _HINTS.items() if pinpoint.casefold().startswith(k)), "")
    if unit == "part" and pinpoint.casefold().startswith("para"):
        unit = ""
    rest = re.sub(r"^(schedules?|annex|recitals?|parts?|chapters?)\b\.?", " ", pinpoint, flags=re.IGNORECASE)
    bare = re.sub(r"(?<=\d)\.?\s?[ºª°]", "", _FILLER.sub(" ", rest))
    bare = re.sub(rf"(?<=\d)\s+(?={BIS}\b)", "", bare, flags=re.IGNORECASE)
    return Ref(parts[0].strip(" ,"), "", tuple(re.findall(r"\w+(?:[.\-]\w+)*", bare)), unit)


def components(eid: str) -> tuple[tuple[str, str], ...]:
    """An eId as (abbreviation, number) pairs: art_16__para_3 → (("art", "16"), ("para", "3"))."""
    pairs = []
    for component in eid.split("__"):
        name, _, number = component.partition("_")
        pairs.append((name, number))
    return tuple(pairs)


def numbers(eid: str) -> tuple[str, ...]:
    """The numbers a lawyer would type for an eId: from the article or section downwards, units that are not counted
    left out. sec_44__subsec_1__para_b → ("44", "1", "b")."""
    pairs = components(eid)
    start = _basic(pairs)
    return tuple(number for name, number in pairs[start:] if name not in _SILENT and number)


def _basic(pairs: Sequence[tuple[str, str]]) -> int:
    """Where a citation begins: at the article or section; at the first paragraph of a text that has only those (a scheme
    between ministers); else at the last unit, such as a part."""
    found = next((i for i, (name, _) in enumerate(pairs) if name in BASIC), None)
    if found is None:
        found = next((i for i, (name, _) in enumerate(pairs) if name == "para"), None)
    return max(len(pairs) - 1, 0) if found is None else found


def _inmost(eid: str) -> tuple[str, ...]:
    """The numbers from the innermost article or section down."""
    pairs = components(eid)
    start = max((i for i, (name, _) in enumerate(pairs) if name in BASIC), default=len(pairs))
    return tuple(number for name, number in pairs[start:] if name not in _SILENT and number)


def key(number: str) -> str:
    """A number for comparing: case, dots and hyphens make no difference ("6.1", "6-1"; "4bis", "4 bis"; "2-A", "2A")."""
    plain = re.sub(r"[\s.\-_]+", "-", number.strip().casefold()).strip("-")
    return re.sub(rf"(?<=\d)-(?={BIS}\b|[a-z]\b)", "", plain)


def resolve(ref: Ref, eids: Iterable[str]) -> str:
    """The eId that `ref` means among `eids`, or an empty string. Exact eIds win; then equal numbers, the hinted unit
    first, articles and sections before parts and schedules, the shorter eId before the longer. A number that says its
    levels itself ("A.5.1") is also found where it stands once in a schedule or below another article."""
    pool = list(eids)
    if ref.eid:
        return ref.eid if ref.eid in pool else ""
    wanted = tuple(key(n) for n in ref.numbers)
    found = [e for e in pool if wanted and tuple(key(n) for n in numbers(e)) == wanted]
    if not found and any("-" in n for n in wanted[:1]):
        inside = [e for e in pool if tuple(key(n) for n in _inmost(e)) == wanted]
        found = inside if len(inside) == 1 else []
    if ref.unit:
        found = [e for e in found if ref.unit in {name for name, _ in components(e)}] or found

    def preference(eid: str) -> tuple[bool, int, str]:
        names = {name for name, _ in components(eid)}
        return (not names & {"art", "sec", "rule", "reg"}, len(eid), eid)

    return min(found, key=preference, default="")


def cite(eid: str, sign: str = "") -> str:
    """An eId as lawyers write it: "Article 16(3)", "section 44(1)(b)", "Part 2". `sign` replaces the name of the basic
    unit and stands before its number ("§ 16(2)")."""
    pairs = [(n, v) for n, v in components(eid) if n not in _SILENT]
    start = _basic(pairs) if pairs else -1
    if start < 0 or not pairs:
        return "the instrument"
    name, number = pairs[start]
    label = sign if sign and name in ("art", "sec") else UNITS.get(name, name)
    head = f"{label} {dotted(number)}".strip() if number else (label or name)
    tail = "".join(f"({dotted(v)})" for n, v in pairs[start + 1 :] if v and not n.startswith("def"))
    definition = ", definition" if any(n.startswith("def") for n, _ in pairs[start + 1 :]) else ""
    return head + tail + definition


def dotted(number: str) -> str:
    """An eId's number as printed: "6-1" → "6.1"."""
    return re.sub(r"(?<=\d)-(?=\d)", ".", number)
