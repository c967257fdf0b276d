"""How legislation.gov.uk counts: what the levels are called, and the numbers of lists."""

from __future__ import annotations

import re

from lexmatch.readers.aliases import slug
from lexmatch.readers.units import Unit, number
from lexmatch.readers.xml import Element, local

# What the levels P1 … P7 are, by the kind of the first.
LEVELS = {
    "section": ("section", "subsection", "paragraph", "subparagraph", "clause", "subclause", "point"),
    "regulation": ("regulation", "paragraph", "subparagraph", "clause", "subclause", "point", "indent"),
    "article": ("article", "paragraph", "subparagraph", "clause", "subclause", "point", "indent"),
    "rule": ("rule", "paragraph", "subparagraph", "clause", "subclause", "point", "indent"),
    "paragraph": ("paragraph", "subparagraph", "point", "clause", "subclause", "indent", "indent"),
    "euarticle": ("article", "paragraph", "point", "subparagraph", "indent", "indent", "indent"),
}
LABEL = {1: ("", ""), 2: ("(", ")"), 3: ("(", ")"), 4: ("(", ")"), 5: ("(", ")"), 6: ("(", ")"), 7: ("(", ")")}
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def counted(source: Element, item: Element, at: int) -> str:
    """The number of a list item: the one it carries, or its place in the way the list counts."""
    shown = item.get("NumberOverride", "")
    if not shown:
        kind = source.get("Type", "arabic")
        shown = {"alpha": letters(at), "alphaupper": letters(at).upper(), "roman": roman(at),
                 "romanupper": roman(at).upper()}.get(kind, str(at))  # fmt: skip
    before, after = {"parens": ("(", ")"), "parenRight": ("", ")"), "brackets": ("[", "]"), "period": ("", ".")}.get(
        source.get("Decoration", ""), ("", "")
    )
    return f"{before}{shown}{after}" if shown[:1].isalnum() and shown[-1:].isalnum() else shown


def opens(unit: Unit) -> bool:
    """Whether an item announces a list: it is numbered and ends in a dash or colon."""
    said = "".join(unit.blocks[-1].itertext()) if unit.blocks and not unit.children else ""
    return bool(unit.num) and said.rstrip().endswith(("—", "–", "-", ":"))


def nested(units: list[Unit], kind: str) -> list[Unit]:
    """A list whose items (i), (ii) … stand beside the (f) that announces them, as older files have it, put in order."""
    made: list[Unit] = []
    holder, count = None, 0
    for unit in units:
        bare = number(unit.num)
        if bare == "i" and made and opens(made[-1]) and number(made[-1].num) != "h":
            holder, count = made[-1], 0
        if holder is not None and bare == roman(count + 1):
            count += 1
            unit.kind = kind
            holder.children.append(unit)
        else:
            holder = None
            made.append(unit)
    return made


def term(item: Element) -> str:
    """The term that a definition defines, for its eId; nothing where its text marks none."""
    marked = next(item.iter("{*}Term", "{*}OrderedList", "{*}UnorderedList"), None)
    return slug("".join(marked.itertext()))[:60].strip("-") if marked is not None and local(marked) == "Term" else ""


def letters(at: int) -> str:
    """a, b … z, aa: how alphabetical lists count."""
    return letters((at - 1) // 26) + chr(97 + (at - 1) % 26) if at > 0 else ""


def roman(at: int) -> str:
    """i, ii, iii, iv: small Roman numerals."""
    made = ""
    for value, sign in _ROMAN:
        while at >= value:
            made, at = made + sign, at - value
    return made


def https(address: str) -> str:
    """An address as it is asked for today."""
    return re.sub(r"^http://", "https://", address)
