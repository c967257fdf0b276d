"""How much of a source's words a result holds: counted from the source itself, not from what the reader walked.

A format declares once which of its elements are not the law's own words (metadata, editorial notes); everything else
is taken by one generic walk. Words are compared as multisets: order may change, no word may come or go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from lexmatch.text import words

if TYPE_CHECKING:
    from lexmatch.readers import Reader, Source

Element = Any
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Operative:
    """Which words of an XML source are the law's own.

    `within` names the elements that hold them (local names; empty: the whole document), `aside` those inside that do
    not count with all they hold, `inline` those that stand inside a word or sentence (all others separate words), and
    `skip` decides by more than a name; `out` does so too, and faster, as a pattern of XSLT.
    """

    within: tuple[str, ...] = ()
    aside: frozenset[str] = frozenset()
    inline: frozenset[str] = frozenset()
    skip: Callable[[Element], bool] | None = None
    out: str = ""


def measure(source: bytes, root: Element) -> tuple[float, float, list[str]]:
    """Of a source's text (`source_text`) and a result: the share of the source's words that are in the result, that of the
    result's that are not in the source, and the words lost, in alphabetical order."""
    from lexmatch.readers.xml import AKN

    return compare(source, text_of(root, _result(), frozenset((AKN,))))


def source_text(reader: Reader, source: Source) -> bytes:
    """The law's own words in a source, as its format declares them, as UTF-8."""
    own: Callable[[Source], str | bytes] | None = getattr(reader, "operative", None)
    said = own(source) if own is not None else text_of(source.root, reader.OPERATIVE, source.namespaces)
    return said.encode("utf-8", "replace").replace(b"\n", _END) if isinstance(said, str) else said


def compare(source: bytes, result: bytes) -> tuple[float, float, list[str]]:
    """As `measure`, of two texts as bytes, which are cut and counted in less time than characters. A line that is in both
    holds the same words in both, and so does what stands between two brackets, and then between white space: only the rest
    need be looked at as words. How many words there are in all is counted only where something differs."""
    one, two = source, result
    for cut in (_lines, _bracketed, _spaced):
        lost, more = _differences(cut, one, two)
        if not lost and not more:
            return 1.0, 0.0, []
        one, two = _END.join(lost), _END.join(more)
    gone, come = _differences(_words, one, two)
    kept = 1 - len(gone) / len(_words(source)) if gone else 1.0
    added = len(come) / len(_words(result)) if come else 0.0
    return kept, added, sorted(gone)


def _differences(cut: Callable[[bytes], list[T]], one: bytes, two: bytes) -> tuple[list[T], list[T]]:
    """The pieces that each has more of than the other, as often."""
    pieces, others = Counter(cut(one)), Counter(cut(two))
    return _more(pieces, others), _more(others, pieces)


def _more(one: Counter[T], two: Counter[T]) -> list[T]:
    """By hand: subtraction takes three times as long."""
    other = two.get
    return [said for said, n in one.items() if n > (m := other(said, 0)) for _ in range(n - m)]


def _lines(text: bytes) -> list[bytes]:
    """The lines of a text: cut at white space only, so that no word is in two of them."""
    return list(filter(None, map(bytes.strip, text.split(_END))))


def _bracketed(text: bytes) -> list[bytes]:
    """Lines, cut after brackets too: a number in the words of one text is apart in the other."""
    return _lines(text.replace(b") ", b")" + _END))


def _spaced(text: bytes) -> list[bytes]:
    """What stands between white space, of those kinds too that results have as plain spaces."""
    for space in _SPACES:
        text = text.replace(space, b" ")
    return text.split()


def _words(text: bytes) -> list[str]:
    return words(text.decode())


def text_of(root: Element, operative: Operative, namespaces: frozenset[str] = frozenset()) -> bytes:
    """The words of a document by its declaration, as UTF-8: a style sheet takes all its text and ends a line where an
    element that is not inline begins and ends. No reader walks so, and that is the point. `namespaces` are those its
    elements may have, where that is known."""
    spaces = namespaces or _namespaces(root)
    if operative.skip is None:
        said = bytes(_sheet(operative, spaces, bool(operative.within))(root))
    else:
        sheet = _sheet(operative, spaces, False)
        said = _END.join(bytes(sheet(part)) for part in _parts(root, operative))
    return said.replace(b"\n", b" ")


_SPACES = tuple(space.encode() for space in "\xa0\u2002\u2009\u202f")
_END = b"\r"  # the end of a line that is one: at a new line the source's file was wrapped
_FEW = 40
_XML = "http://www.w3.org/XML/1998/namespace"


def _namespaces(root: Element) -> frozenset[str]:
    from lxml import etree

    own = etree.QName(root).namespace or ""
    others = root.xpath("descendant::*[namespace-uri() != $own]", own=own)
    return frozenset((own, *(etree.QName(e).namespace or "" for e in others)))


@lru_cache(maxsize=64)
def _sheet(operative: Operative, namespaces: frozenset[str], outside: bool) -> Any:
    """The style sheet for a declaration and the namespaces in which its names may stand; it begins `outside` of what holds
    the law's words, or inside."""
    from lxml import etree

    xsl = "{http://www.w3.org/1999/XSL/Transform}"
    prefixes = {f"n{i}": space for i, space in enumerate(sorted(namespaces - {"", _XML}))}
    sheet: Any = etree.Element(f"{xsl}stylesheet", version="1.0", nsmap=prefixes)
    etree.SubElement(sheet, f"{xsl}output", method="text", encoding="UTF-8")
    heads = [*(f"{prefix}:" for prefix in prefixes), *([""] if "" in namespaces else [])]

    def template(match: str, does: str = "", mode: str = "", then: str = "") -> None:
        """What is done with an element: nothing, or its words stand on a "line" of their own, or "in" the one around it."""
        made = etree.SubElement(sheet, f"{xsl}template", {"match": match, **({"mode": mode} if mode else {})})
        if does == "line":
            etree.SubElement(made, f"{xsl}text").text = _END.decode()
        if does:
            etree.SubElement(made, f"{xsl}apply-templates", {"mode": then} if then else {})
        if does == "line":
            etree.SubElement(made, f"{xsl}text").text = _END.decode()

    def named(names: Iterable[str]) -> str:
        if len(namespaces) > _FEW:  # too many to name each name in each of them
            return f"*[contains('|{'|'.join(sorted(names))}|', concat('|', local-name(), '|'))]"
        return " | ".join(head + name for head in heads for name in sorted(names))

    # Of those that match the last holds.
    template("*", "line")
    for names, does in ((operative.inline, "in"), (operative.aside, "")):
        if names:
            template(named(names), does)
    if outside:
        template("/", "in", then="outside")
        template("*", "in", mode="outside", then="outside")
        template("text()", mode="outside")
        template(named(operative.within), "line", mode="outside")
    for mode in ("", "outside") if operative.out else ():
        template(operative.out, mode=mode)
    return etree.XSLT(sheet)


def _parts(root: Element, operative: Operative) -> list[Element]:
    """The elements that hold the law's own words, of a copy where `skip` leaves out anything inside."""
    from copy import deepcopy

    from lxml import etree

    skip = operative.skip
    if skip is not None and any(e is not root and skip(e) for e in root.iter(etree.Element)):
        root = deepcopy(root)
        for element in [e for e in root.iter(etree.Element) if e is not root and skip(e)]:
            _remove(element)
    return list(_within(root, operative.within))


def _within(root: Element, names: tuple[str, ...]) -> Iterator[Element]:
    """The outermost elements of these names; the root where none are asked for."""
    if not names:
        yield root
        return
    last = None
    for element in root.iter(*(f"{{*}}{name}" for name in names)):
        if last is None or not any(a is last for a in element.iterancestors()):
            last = element
            yield element


def _remove(element: Element) -> None:
    """Take an element out and leave what follows it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


@cache
def _result() -> Operative:
    from lexmatch.readers import akn
    from lexmatch.readers.units import HIERARCHY

    # Beside its metadata a document holds nothing but the law; what holds other elements only has no words of its own.
    holding = HIERARCHY | {"act", "body", "content", "intro", "wrapUp"}
    return Operative(
        aside=frozenset(("meta", "authorialNote", "remark")), inline=(akn.INLINE - {"br", "eol", "num"}) | holding
    )
