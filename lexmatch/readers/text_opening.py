"""Articles and sections that no heading opens: "1. Short title.—(1) This Act", "Art. 1º Esta Lei", "2 Extradition".

A number at the beginning of a line may as well be that of a paragraph, and "Article 5" the beginning of a sentence: a line
opens a unit only where its number is the next one in a series that runs through the text.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lexmatch.readers.text_labels import BASIC_WORDS, Head, Mark, basic_kind, counted, head
from lexmatch.readers.text_lines import Line
from lexmatch.ref import BIS

_BY_WORD = re.compile(
    rf"(?P<label>(?P<word>{BASIC_WORDS})\s*(?P<num>\d+)(?P<sign>\.?\s?[ºª°]|(?<=1)er\b)?"
    rf"(?P<more>[-–\s]?{BIS}\b|-?[A-Z]{{1,2}}\b)?)(?P<joint>[\s.:—–-]+)(?P<rest>\S.*)$",
    re.IGNORECASE,
)
_BY_NUMBER = re.compile(
    r"(?P<label>(?P<num>\d{1,4})(?P<more>(?:\.\d{1,3})?[A-Z]{0,3})\.?)(?P<joint>\s*[—–-]*\s*)"
    r"(?P<rest>[(\[“\"‘'*]?[^\W\d_a-z].*|\((?:1|a)\).*)$"
)
# "Short title and extent.—(1) This Act"; "Policy. - The State": a heading, a full stop, and a dash.
_HEADED = re.compile(r"(?P<heading>[^\W\d_a-z].{1,200}?)\s*\.\s*[—–-]+\s*(?P<rest>\S.*)$")
_NOTE = re.compile(r"[^\W\d_a-z][^;:]{2,80}$")
_TITLE = re.compile(r"[^\W\d_a-z][^.;:]{1,100}$")
_ORDINAL = re.compile(
    r"(?P<label>§\s*(?P<num>\d+(?:-[A-Z])?)(?:\s?[º°]|\.(?=\s|$)|(?![\w.]))|Parágrafo único[.:]?)[\s.:—–-]*", re.I
)
_FEWEST = 3
_GAP = 3  # sections that may have been repealed and left out
_LEAP = 1000  # "SEC. 101." after "SECTION 1."


@dataclass(frozen=True, slots=True)
class _Opening:
    """A line that may open a unit: which, its place in the series, and the words after its number. `reach` is how far behind
    the one before it may stand, the farther the more it looks like a unit; `fixed` whether it opens one anyway."""

    at: int
    label: str
    kind: str
    place: tuple[int, str]
    rest: str
    reach: int
    fixed: bool = False


def opened(lines: list[Line]) -> list[Line]:
    """The lines, those that open a unit taken apart into what opens it and what it says."""
    if any(line.level and head(line.text, True, False) for line in lines):
        return lines
    body = _ordinal_paragraphs(lines)
    schedules = [n for n, line in enumerate(body) if (h := head(line.text, False, False)) and h.kind == "schedule"]
    by_word = _series(list(_worded(body)), schedules)
    chain = by_word if any(not o.fixed for o in by_word) else []
    start = 0
    if not by_word:
        chain = _series(_without_decimals(list(_numbered(body))), schedules)
        start = _behind_contents(body, chain)
    plain = {n for n in schedules if chain and n < chain[-1].at}  # sections about schedules stand below it
    opening = {o.at: o for o in chain if not o.fixed}
    notes = _side_notes(body, chain)
    found: list[Line] = []
    for n, line in enumerate(body):
        if n < start or n in plain:
            found.append(replace(line, plain=True))
        elif n in opening:
            found += _apart(opening[n], body, notes.get(n, ""))
        elif n + 1 not in notes:
            found.append(line)
    return found


def opens(lines: list[Line]) -> bool:
    """Whether some line opens a unit in this way."""
    return any(line.opens is not None for line in opened(lines))


def is_title(line: str, width: int) -> bool:
    """Whether a line, where lines are broken at a width, is a number and a title, and so a paragraph by itself."""
    found = _BY_NUMBER.match(line.strip()) if len(line) < 0.75 * width else None
    return found is not None and bool(_TITLE.match(found["rest"]))


def _worded(lines: Sequence[Line]) -> Iterator[_Opening]:
    """Lines that begin with "Article 5" or its like."""
    for n, line in enumerate(lines):
        one = None if line.number else head(line.text, False, False)
        if one is not None and one.basic:
            place = counted(one.label)
            if place is not None:
                yield _Opening(n, one.label, one.kind, place, one.rest, _LEAP, fixed=not _HEADED.match(one.rest))
            continue
        found = None if line.number else _BY_WORD.match(line.text)
        if found is None or (one is None and line.level):
            continue
        marked = bool(found["sign"]) or any(dash in found["joint"] for dash in "-–—")
        reach = _LEAP if found["word"].isupper() else _GAP if marked else 1
        strong = reach > 1 or bool(found["joint"].strip()) or found["word"].endswith(".")
        if strong or found["rest"][:1].isupper():
            more = (found["more"] or "").strip(" -–").casefold()
            place = int(found["num"]), "" if more == "o" and found["word"].casefold() == "art." else more  # "Art. 1o"
            yield _Opening(n, found["label"], basic_kind(found["word"]), place, found["rest"], reach)


def _numbered(lines: Sequence[Line]) -> Iterator[_Opening]:
    """Lines that begin with a bare number."""
    for n, line in enumerate(lines):
        number = line.number  # of a word processor's list
        if line.level or (number and (number.form != "dot-list" or line.indent > 0)):
            continue
        found = _BY_NUMBER.match(line.whole)
        if found is None or not (found["label"].endswith(".") or found["joint"]):
            continue
        rest = found["rest"]
        sure = rest.startswith("(1)") or bool(_HEADED.match(rest)) or _titled(lines, n, rest)
        place = int(found["num"]), found["more"].casefold()
        yield _Opening(n, found["label"], "section", place, rest, _GAP if sure else 1)


def _series(openings: list[_Opening], schedules: Sequence[int]) -> list[_Opening]:
    """The openings whose numbers are one series from 1 on, behind the table of contents if there is one, and before the
    schedules, where numbers begin anew. Empty where there are too few to be sure."""
    starts = [n for n, o in enumerate(openings) if o.place == (1, "")]
    if not starts and not (openings and openings[0].reach == _LEAP):
        return []
    start = starts[0] if starts else 0
    for after in starts[1:]:
        listed, lines = after - start, openings[after - 1].at - openings[start].at
        if listed < _FEWEST or lines >= 2 * listed or 2 * listed > 3 * (len(openings) - after):
            break
        start = after  # behind a table of contents: a line for each, and the same again
    chain: list[_Opening] = []
    before = openings[start].at
    for o in openings[start:]:
        behind = bisect(schedules, o.at) > bisect(schedules, before)
        if behind and chain and not _next(chain[-1].place, o.place, 1):
            break
        if not chain or o.fixed or _next(chain[-1].place, o.place, o.reach):
            chain.append(o)
        before = o.at
    return chain if len(chain) >= _FEWEST or (len(chain) > 1 and all(o.reach > 1 for o in chain)) else []


def _next(before: tuple[int, str], place: tuple[int, str], reach: int) -> bool:
    step = place[0] - before[0]
    return (step == 0 and place[1] not in ("", before[1])) or 0 < step <= reach


def _without_decimals(openings: list[_Opening]) -> list[_Opening]:
    """Without "6.1" where that is the first part of section 6, as in contracts; with it where it is a section put in between 6
    and 7, as in Canada: those are few."""
    whole = [o for o in openings if not o.place[1].startswith(".")]
    return openings if 2 * len(whole) > len(openings) else whole


def _behind_contents(lines: Sequence[Line], chain: list[_Opening]) -> int:
    """Where the text begins when a table of contents with the same numbers stands before it; else 0."""
    if not chain:
        return 0
    first = chain[0].at
    if not any(o.place == (1, "") for o in _numbered(lines[:first])):
        return 0
    while first > 0:
        before = [head(line.text, False, False) for line in lines[max(first - 2, 0) : first]]
        bare = len(before) > 1 and before[0] is not None and not before[0].rest
        if before[-1] is not None and not before[-1].basic:
            first -= 1  # "PART I"
        elif bare and _TITLE.match(lines[first - 1].text):
            first -= 2  # and its title
        else:
            break
    return first


def _titled(lines: Sequence[Line], at: int, rest: str) -> bool:
    """Whether what stands behind a number is a title: words without a stop, and others below them."""
    below = lines[at + 1].text if at + 1 < len(lines) else ""
    return bool(_TITLE.match(rest) and below and not _BY_NUMBER.match(below) and head(below, False, False) is None)


def _side_notes(lines: Sequence[Line], chain: list[_Opening]) -> dict[int, str]:
    """The notes that stood at the side of sections and come before them in a plain text ("Short title." above "1. This Act may
    be cited"), by the section's line: only where most sections have one."""
    found = {}
    opening = {o.at for o in chain}
    for o in chain:
        above = lines[o.at - 1] if o.at > 1 and o.at - 1 not in opening else None
        if above is None or above.level or above.number or above.text.isupper() or not _NOTE.match(above.text):
            continue
        if o.fixed or _HEADED.match(o.rest) or _titled(lines, o.at, o.rest):
            continue
        before = head(lines[o.at - 2].text, False, False)
        if head(above.text, False, False) is None and (before is None or before.basic or before.rest):
            found[o.at] = above.text.rstrip(". ")
    return found if len(found) >= _FEWEST and 3 * len(found) >= 2 * len(chain) else {}


def _apart(opening: _Opening, lines: Sequence[Line], note: str) -> Iterator[Line]:
    """What opens a unit and, in a line of its own, what it says."""
    line = lines[opening.at]
    found = _HEADED.match(opening.rest)
    heading, rest = (found["heading"], found["rest"]) if found else (note, opening.rest)
    if not heading and rest.isupper() and len(rest) < 200:
        heading, rest = rest.rstrip(". "), ""
    if not heading and rest and opening.kind == "section" and _titled(lines, opening.at, rest):
        heading, rest = rest, ""
    yield replace(line, text=f"{opening.label} {heading}".strip(), opens=Head(opening.kind, opening.label, heading))
    if rest:
        yield Line(rest, indent=line.indent, at=line.at)


def _ordinal_paragraphs(lines: list[Line]) -> list[Line]:
    """Where "§ 1º" stands below articles it is the number of a paragraph, as in Brazil."""
    if not any(re.match(r"§\s*\d+\s?[º°]", line.text) for line in lines):
        return lines

    def numbered(line: Line) -> Line:
        one = None if line.number else _ORDINAL.match(line.text)
        if one is None:
            return line
        return replace(line, text=line.text[one.end() :], number=Mark(one["label"].strip(), one["num"] or "1", "sign"))

    return [numbered(line) for line in lines]
