"""What stands inside the sentences of Justice Canada's XML, as Akoma Ntoso inline elements."""

from __future__ import annotations

import re
from collections.abc import Callable

from lexmatch.readers.flow import add, drop, filled, flow, space
from lexmatch.readers.units import element
from lexmatch.readers.xml import Element, text_of

_XML = "http://www.w3.org/XML/1998/namespace"


def _wrap(tag: str, **attributes: str) -> Callable[[Element, Element], None]:
    """Copy an element as an inline element, with what is inside it."""

    def handle(source: Element, into: Element) -> None:
        _inside(source, into, element(tag, **attributes))

    return handle


def _inside(source: Element, into: Element, made: Element) -> None:
    if (source.text or "")[:1].isspace():
        add(into, " ")
    flow(source, made, SPECIAL)
    if filled(made):
        into.append(made)


def _emphasis(source: Element, into: Element) -> None:
    style = source.get("style", "")
    tag = {"italic": "i", "bold": "b", "underline": "u"}.get(style)
    made = element(tag) if tag else element("span", **({"class": style} if style else {}))
    _inside(source, into, made)


def _external(source: Element, into: Element) -> None:
    """A reference to another law, as its address where the link tells one."""
    link, kind = source.get("link", ""), source.get("reference-type", "")
    folder = {"act": "acts", "regulation": "regulations"}.get(kind)
    if folder and re.fullmatch(r"[\w.,/-]+", link):
        _inside(source, into, element("ref", href=f"https://laws-lois.justice.gc.ca/eng/{folder}/{link}/"))
    else:
        _inside(source, into, element("i"))


def _internal(source: Element, into: Element) -> None:
    number = re.match(r"\d+(?:\.\d+)*", text_of(source))
    if number:
        _inside(source, into, element("ref", href=f"#sec_{number.group().replace('.', '-')}"))
    else:
        flow(source, into, SPECIAL)


def _repealed_words(source: Element, into: Element) -> None:
    if filled(into):
        add(into, " ")
    _inside(source, into, element("inline", name="repealed"))


def _language(source: Element, into: Element) -> None:
    made = element("i")
    if source.get(f"{{{_XML}}}lang"):
        made.set(f"{{{_XML}}}lang", source.get(f"{{{_XML}}}lang"))
    _inside(source, into, made)


SPECIAL: dict[str, Callable[[Element, Element], None]] = {
    "DefinedTermEn": _wrap("def"), "DefinedTermFr": _wrap("def"), "DefinitionRef": _wrap("i"), "Sup": _wrap("sup"),
    "Sub": _wrap("sub"), "Repealed": _repealed_words, "Emphasis": _emphasis, "XRefExternal": _external,
    "XRefInternal": _internal, "Language": _language, "FootnoteRef": drop, "LineBreak": space, "Footnote": drop,
    "HistoricalNote": drop,
}  # fmt: skip
