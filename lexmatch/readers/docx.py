"""Word files (DOCX) of a statute or treaty, by their styles and numbering."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from lexmatch.findings import Finding, Unreadable
from lexmatch.readers import Source
from lexmatch.readers.docx_numbers import Numbers
from lexmatch.readers.fidelity import Operative
from lexmatch.readers.markdown import chosen, structured
from lexmatch.readers.text_labels import Mark, mark
from lexmatch.readers.text_lines import Line
from lexmatch.readers.text_notes import Notes, bare
from lexmatch.readers.units import Document
from lexmatch.readers.xml import Element, parse
from lexmatch.readers.zipped import files, names

NAME = "docx"
TITLE = "Word (DOCX) of a statute or treaty"
SUFFIXES = (".docx",)
OPERATIVE = Operative()

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BODY = "word/document.xml"
_CALLS = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_HEADING = re.compile(r"(?:heading|überschrift|titre|kop|título|titolo|rubrik|otsikko)\s*(\d)", re.IGNORECASE)


def detects(source: Source) -> bool:
    """A ZIP archive in which a Word document lies."""
    return source.data.startswith(b"PK\x03\x04") and _BODY in names(source.data)


def read(source: Source) -> tuple[Document, list[Finding]]:
    """The law in the document, its footnotes where they are called."""
    language, lines = chosen(source, lines_of(source))
    document, findings = structured(source, language, lines)
    if re.search(rb"<w:(?:ins|del|moveFrom) ", source.parsed["docx"][_BODY]):
        findings.append(Finding("import", "warning", "the document has tracked changes; they are read as if accepted",
                                source.place, "Accept or reject them, and import it again.", key="tracked"))  # fmt: skip
    return document, findings


def operative(source: Source) -> str:
    """All text of the document part, and the numbers that its numbering gives, whatever their order."""
    _, lines = chosen(source, lines_of(source))
    numbers = [line.number.label for line in lines if line.number]
    if len(lines) < len(lines_of(source)):  # one of several languages
        return " ".join([*numbers, *(bare(line.text) for line in lines)])
    root = parse(source.parsed["docx"][_BODY], source.path)
    paragraphs = [
        "".join(_texts(e)) for e in root.iter(f"{W}p") if not any(a.tag == f"{W}p" for a in e.iterancestors())
    ]
    return " ".join([*source.parsed["labels"], *paragraphs])


def lines_of(source: Source) -> list[Line]:
    """The paragraphs and table rows of the document, with levels of headings, indents and numbers."""
    if "lines" not in source.parsed:
        document = _open(source)
        notes = source.parsed["notes"] = Notes(_noted(source.parsed["docx"]))
        labels = source.parsed["labels"] = []
        source.parsed["lines"] = list(notes.settled(_lines(document, notes, labels)))
    found: list[Line] = source.parsed["lines"]
    return found


def _open(source: Source) -> Any:
    """The document, by python-docx. Raises Unreadable saying what to install, or that the file is broken."""
    source.parsed["docx"] = files(source.data, source.path)
    try:
        import docx
    except ModuleNotFoundError:
        raise Unreadable("reading Word files needs the package python-docx",
                         "Install it: pip install 'lexmatch-toolkit[docx]'.", source.place) from None  # fmt: skip
    for name, data in source.parsed["docx"].items():
        if name.endswith((".xml", ".rels")):
            parse(data, f"{source.path}/{name}")  # no entities, no depths: before another parser sees them
    try:
        return docx.Document(io.BytesIO(source.data))
    except Exception as error:  # a broken package shows itself in many ways
        raise Unreadable(f"{source.path} is not a Word file that can be read: {error}", "Open it in Word and save it again.",
                         source.place) from None  # fmt: skip


def _lines(document: Any, notes: Notes, labels: list[str]) -> Iterator[Line]:
    """The lines; `labels` takes the numbers that Word shows beside them."""
    numbers = Numbers(document)
    at = 0
    for block in document.element.body:
        if block.tag == f"{W}p":
            at += 1
            yield from _paragraph(block, numbers, notes, labels, at)
        elif block.tag == f"{W}tbl":
            for row in block.iter(f"{W}tr"):
                at += 1
                cells = [" ".join("".join(_texts(c, notes)).split()) for c in row.iter(f"{W}tc")]
                words = " ".join(c for c in cells if c)
                if words:
                    yield Line(words, at=at)
        elif block.tag == f"{W}sdt":  # a content control around paragraphs
            for inner in block.iter(f"{W}p"):
                at += 1
                yield from _paragraph(inner, numbers, notes, labels, at)


def _paragraph(block: Element, numbers: Numbers, notes: Notes, labels: list[str], at: int) -> Iterator[Line]:
    level = _level(block, numbers)
    words = " ".join("".join(_texts(block, notes)).split())
    label = numbers.label(block)
    if not bare(words):
        if words:
            yield Line(words, at=at)
        return
    if label:
        labels.append(label)
    one = mark(f"{label} ") if label and not level else None
    if label and one is None:
        words = f"{label} {words}"  # "Article 1" as a number of the list, or that of a heading
    number = Mark(label, one[0].value, f"{one[0].form}-list") if one else None
    yield Line(words, level, numbers.indent(block), number, at=at)


def _level(block: Element, numbers: Numbers) -> int:
    """The level of a heading by the name of its style, or its outline level."""
    name, outline = numbers.style(block)
    found = _HEADING.match(name)
    if found:
        return int(found[1])
    if name.casefold() in ("title", "titel", "titre", "título"):
        return 1
    return outline + 1 if 0 <= outline < 9 else 0


def _texts(block: Element, notes: Notes | None = None) -> Iterator[str]:
    """The text of a paragraph: without what was deleted, text boxes once; signs where its `notes` are called."""
    for child in block:
        if child.tag == f"{W}t":
            yield bare(child.text or "")
        elif child.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
            yield " "
        elif child.tag in (f"{W}noBreakHyphen", f"{W}softHyphen"):
            yield "-" if child.tag.endswith("noBreakHyphen") else ""
        elif child.tag in _CALLS:
            yield notes.sign(_CALLS[child.tag], child.get(f"{W}id", "")) if notes else ""
        elif child.tag not in (f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", _FALLBACK, f"{W}instrText"):
            yield from _texts(child, notes)
            if child.tag == f"{W}p":
                yield " "


def _noted(files: dict[str, bytes]) -> dict[tuple[str, str], list[str]]:
    """The paragraphs of each note."""
    found = {}
    for kind in ("footnote", "endnote"):
        data = files.get(f"word/{kind}s.xml")
        for note in parse(data, f"word/{kind}s.xml").iter(f"{W}{kind}") if data else ():
            words = [" ".join("".join(_texts(e)).split()) for e in note.iter(f"{W}p")]
            if any(words):
                found[kind, note.get(f"{W}id", "")] = [w for w in words if w]
    return found
