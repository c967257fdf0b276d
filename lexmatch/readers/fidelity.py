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
    `skip` decides by more than a name, about the elements that `asked` names (empty: about all).
    """

    within: tuple[str, ...] = ()
    aside: frozenset[str] = frozenset()
    inline: frozenset[str] = frozenset()
    skip: Callable[[Element], bool] | None = None
    asked: tuple[str, ...] = ()


def measure(reader: Reader, source: Source, root: Element) -> tuple[float, float, list[str]]:
    """Share of the source's words that are in the result, share of the result's that are not in the source, and the
    words lost, in alphabetical order."""
    return compare(source_text(reader, source), text_of(root, _result()))


def source_text(reader: Reader, source: Source) -> str:
    """The law's own words in a source, as its format declares them."""
    own: Callable[[Source], str] | None = getattr(reader, "operative", None)
    return own(source) if own is not None else text_of(source.root, reader.OPERATIVE)


def compare(source: str, result: str) -> tuple[float, float, list[str]]:
    """As `measure`, of two texts. A phrase, and then what stands between white space, that is in both holds the same words
    in both, so that only the rest need be looked at as words; how many there are in all is counted only where something
    differs."""
    phrases, others = _phrases(source), _phrases(result)
    one, two = (Counter(" ".join(x.elements()).split()) for x in (phrases - others, others - phrases))
    wanted, found = (Counter(words(" ".join(x.elements()))) for x in (one - two, two - one))
    lost, more = wanted - found, found - wanted
    kept = 1 - lost.total() / len(words(source)) if lost else 1.0
    added = more.total() / len(words(result)) if more else 0.0
    return kept, added, sorted(lost.elements())


def _phrases(text: str) -> Counter[str]:
    """The pieces of a text between line ends, and after a bracket (a number in the words of one is apart in the other): cut
    at white space only, so that no word is in two of them."""
    return Counter(filter(None, map(str.strip, text.replace(") ", ")\n").split("\n"))))


def text_of(root: Element, operative: Operative) -> str:
    """The words of a document by its declaration: taken from its serialisation, where a tag either separates words (a new
    line) or, when it is inline, does not. No reader walks so, and that is the point."""
    import html

    from lxml import etree

    parts = _parts(root, operative)
    marked = "\n".join(etree.tostring(part, encoding="unicode", with_tail=False) for part in parts)
    used = set(_OPENED.findall(marked))
    aside = _named(used, operative.aside)
    if aside:
        opened = rf"<({aside})(?=[\s/>])[^>]*?"
        marked = re.sub(rf"{opened}(?:/>|>.*?</\1>)", "", marked, flags=re.DOTALL)
        if re.search(rf"</(?:{aside})>", marked):  # one inside another of the same name: taken out of a copy of the tree
            marked = "\n".join(_without(part, operative.aside) for part in parts)
    inline = _named(used, operative.inline)
    if inline:
        marked = re.sub(rf"</?(?:{inline})(?:\s[^>]*)?/?>", "", marked.replace("\n", " "))
    else:
        marked = marked.replace("\n", " ")
    return html.unescape(_TAG.sub("\n", marked))


_OPENED = re.compile(r"<([^\s/>!?]+)")
_TAG = re.compile(r"<[^>]*>")


def _named(used: set[str], names: frozenset[str]) -> str:
    """A pattern for those of the tags used, with their prefixes, that have one of these names; "" for none."""
    return "|".join(sorted(re.escape(name) for name in used if name.rpartition(":")[2] in names))


def _without(part: Element, aside: frozenset[str]) -> str:
    from copy import deepcopy

    from lxml import etree

    copied = deepcopy(part)
    etree.strip_elements(copied, *(f"{{*}}{name}" for name in aside), with_tail=False)
    return etree.tostring(copied, encoding="unicode", with_tail=False)


def _parts(root: Element, operative: Operative) -> list[Element]:
    """The elements that hold the law's own words; a copy of them where `skip` leaves out anything inside."""
    from copy import deepcopy

    from lxml import etree

    parts = list(_within(root, operative.within))
    if operative.skip is None:
        return parts
    asked = operative.asked or (etree.Element,)
    skipped = {e for e in root.iter(*asked) if e is not root and operative.skip(e)}
    if skipped <= set(parts):
        return [part for part in parts if part not in skipped]
    copied = deepcopy(root)
    for element in [e for e in copied.iter(*asked) if e is not copied and operative.skip(e)]:
        _remove(element)
    return list(_within(copied, operative.within))


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

    # beside its metadata a document holds nothing but the law
    return Operative(aside=frozenset(("meta", "authorialNote", "remark")), inline=akn.INLINE - {"br", "eol", "num"})
