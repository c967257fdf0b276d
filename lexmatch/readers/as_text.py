"""Elements that the readers made (`units.element`), as text of XML."""

from __future__ import annotations

from xml.etree.ElementTree import Element as Light

from lexmatch.readers.xml import AKN, LM, Element

_PREFIXES = {AKN: "", LM: "lm:", "http://www.w3.org/XML/1998/namespace": "xml:"}


class _Names(dict[str, str]):
    """Names as they are written: Clark's notation with the prefixes that the document declares."""

    def __missing__(self, clark: str) -> str:
        space, _, name = clark.rpartition("}")
        said = self[clark] = _PREFIXES[space.lstrip("{")] + name if space else name
        return said


_NAMES = _Names()


def said(text: str) -> str:
    """Words as they stand between tags."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if "\r" in text:
        text = text.replace("\r", "&#13;")
    return text


def quoted(value: str) -> str:
    """Words as they stand in an attribute."""
    value = said(value)
    if '"' in value:
        value = value.replace('"', "&quot;")
    if "\n" in value or "\t" in value:
        value = value.replace("\n", "&#10;").replace("\t", "&#9;")
    return value


def attribute(name: str, value: str) -> str:
    """An attribute, by its Clark name, with a space before it."""
    return f' {_NAMES[name]}="{quoted(value)}"'


def written(tag: str, held: str = "", **attributes: str) -> str:
    """An element by its name as it is written, with what it holds as text of XML."""
    start = tag + "".join(map(attribute, attributes, attributes.values()))
    return f"<{start}>{held}</{tag}>" if held else f"<{start}/>"


def inside(made: Element) -> str:
    """What an element holds."""
    text = said(made.text) if made.text else ""
    return text + "".join(map(whole, made)) if len(made) else text


def whole(made: Element) -> str:
    """An element with what it holds, and what follows it."""
    if type(made) is not Light:  # a reader of another package may make lxml's
        from lexmatch.readers.xml import plain

        return plain(made)
    tag = start = _NAMES[made.tag]
    for pair in made.items():
        start += attribute(*pair)
    held, tail = made.text, made.tail
    held = said(held) if held else ""
    if len(made):
        held += "".join(map(whole, made))
    text = f"<{start}>{held}</{tag}>" if held else f"<{start}/>"
    return text + said(tail) if tail else text
