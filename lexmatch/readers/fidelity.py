"""How much of a source's words a result holds: counted from the source itself, not from what the reader walked.

A format declares once which of its elements are not the law's own words (metadata, editorial notes); everything else
is taken by one generic walk. Words are compared as multisets: order may change, no word may come or go.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lexmatch.text import words

if TYPE_CHECKING:
    from lexmatch.readers import Reader, Source

Element = Any


@dataclass(frozen=True, slots=True)
class Operative:
    """Which words of an XML source are the law's own.

    `within` names the elements that hold them (local names; empty: the whole document), `aside` those inside that do
    not count with all they hold, `inline` those that stand inside a word or sentence (all others separate words), and
    `skip` decides by more than a name.
    """

    within: tuple[str, ...] = ()
    aside: frozenset[str] = frozenset()
    inline: frozenset[str] = frozenset()
    skip: Callable[[Element], bool] | None = None


def measure(reader: Reader, source: Source, root: Element) -> tuple[float, float, list[str]]:
    """Share of the source's words that are in the result, share of the result's that are not in the source, and the
    words lost, in alphabetical order."""
    return compare(source_text(reader, source), text_of(root, _result()))


def source_text(reader: Reader, source: Source) -> str:
    """The law's own words in a source, as its format declares them."""
    own: Callable[[Source], str] | None = getattr(reader, "operative", None)
    return own(source) if own is not None else text_of(source.root, reader.OPERATIVE)


def compare(source: str, result: str) -> tuple[float, float, list[str]]:
    """As `measure`, of two texts. What stands in both between white space is the same word in both, so that only the rest
    need be looked at as words; how many there are in all is counted only where something differs."""
    one, two = Counter(source.split()), Counter(result.split())
    wanted, found = (Counter(words(" ".join(x.elements()))) for x in (one - two, two - one))
    lost, more = wanted - found, found - wanted
    kept = 1 - lost.total() / len(words(source)) if lost else 1.0
    added = more.total() / len(words(result)) if more else 0.0
    return kept, added, sorted(lost.elements())


def text_of(root: Element, operative: Operative) -> str:
    """The words of a document by its declaration: taken from its serialisation, where a tag either separates words or,
    when it is inline, does not. No reader walks so, and that is the point."""
    import html
    from copy import deepcopy

    from lxml import etree

    parts = list(_within(root, operative.within))
    aside = [f"{{*}}{name}" for name in operative.aside]
    if operative.skip is not None or (aside and any(next(part.iter(*aside), None) is not None for part in parts)):
        copied = deepcopy(root)
        if operative.skip is not None:
            for element in [e for e in copied.iter(etree.Element) if e is not copied and operative.skip(e)]:
                _remove(element)
        if aside:
            etree.strip_elements(copied, *aside, with_tail=False)
        parts = list(_within(copied, operative.within))
    marked = "".join(etree.tostring(part, encoding="unicode", with_tail=False) + " " for part in parts)
    used = {name for name in _OPENED.findall(marked) if name.rpartition(":")[2] in operative.inline}
    inline = "|".join(sorted(map(re.escape, used)))
    if inline:
        marked = re.sub(rf"</?(?:{inline})(?:\s[^>]*)?/?>", "", marked)
    return html.unescape(_TAG.sub(" ", marked))


_OPENED = re.compile(r"<([^\s/>!?]+)")
_TAG = re.compile(r"<[^>]*>")


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


def _result() -> Operative:
    from lexmatch.readers import akn

    return Operative(within=_PARTS, aside=frozenset(("meta", "authorialNote", "remark")),
                     inline=akn.INLINE - {"br", "eol", "num"})  # fmt: skip


# What stands beside the metadata in a document.
_PARTS = ("coverPage", "preface", "preamble", "body", "mainBody", "portionBody", "header", "judgmentBody", "debateBody",
          "amendmentBody", "collectionBody", "conclusions", "attachments", "components")  # fmt: skip
