"""PDF files of a statute or treaty, by their text layer: lines joined to paragraphs, headers and footers taken off."""

from __future__ import annotations

import io
import re
from collections import Counter

from lexmatch.findings import Finding, Unreadable
from lexmatch.readers import Source
from lexmatch.readers.fidelity import Operative
from lexmatch.readers.looks import printable
from lexmatch.readers.markdown import chosen, structured
from lexmatch.readers.text_labels import head
from lexmatch.readers.text_lines import Line
from lexmatch.readers.text_wrap import joined, unbroken
from lexmatch.readers.units import Document

NAME = "pdf"
TITLE = "PDF of a statute or treaty, with a text layer"
SUFFIXES = (".pdf",)
OPERATIVE = Operative()
MAX_PAGES = 3000


def detects(source: Source) -> bool:
    """A file that begins as a PDF does."""
    return source.data[:1024].lstrip(b"\xef\xbb\xbf \r\n\0").startswith(b"%PDF-")


def read(source: Source) -> tuple[Document, list[Finding]]:
    """The law in the text layer."""
    language, lines = chosen(source, lines_of(source))
    document, findings = structured(source, language, lines)
    dropped = source.parsed["dropped"]
    findings.insert(0, Finding("import", "note", "the text was taken from a PDF: paragraphs and headings are told by their look; "
                               "read it once beside the original", source.place, key="pdf"))  # fmt: skip
    if dropped:
        shown = "; ".join(sorted(dropped)[:3])
        findings.append(Finding("import", "note", f"lines that stand on most pages were left out as headers or footers: {shown}",
                                source.place, key="headers"))  # fmt: skip
    return document, findings


def operative(source: Source) -> str:
    """The text layer as it is, without the lines that stand on most pages."""
    _, lines = chosen(source, lines_of(source))
    if len(lines) < len(lines_of(source)):
        return "\n".join(line.text for line in lines)
    return unbroken("\n".join(line for page in source.parsed["pages"] for line in page))


def lines_of(source: Source) -> list[Line]:
    """The paragraphs of the text layer."""
    if "lines" not in source.parsed:
        pages, dropped = _without_margins(_pages(source))
        source.parsed["pages"], source.parsed["dropped"] = pages, dropped
        source.parsed["lines"] = joined(unbroken("\n".join(line for page in pages for line in page)).splitlines())
    found: list[Line] = source.parsed["lines"]
    return found


def _pages(source: Source) -> list[list[str]]:
    try:
        import pypdf
    except ModuleNotFoundError:
        raise Unreadable("reading PDF files needs the package pypdf", "Install it: pip install 'lexmatch-toolkit[pdf]'.",
                         source.place) from None  # fmt: skip
    try:
        reader = pypdf.PdfReader(io.BytesIO(source.data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(f"{source.path} is locked with a password", "Save it without one.", source.place)
        count = len(reader.pages)
        if count > MAX_PAGES:
            raise Unreadable(
                f"{source.path} has {count:,} pages; the limit is {MAX_PAGES:,}", "Split it.", source.place
            )
        pages = [printable(page.extract_text()).splitlines() for page in reader.pages]
    except Unreadable:
        raise
    except Exception as error:  # a broken PDF shows itself in many ways
        raise Unreadable(
            f"{source.path} is not a PDF that can be read: {error}", "Download it again.", source.place
        ) from None
    if not any(line.strip() for page in pages for line in page):
        raise Unreadable(f"{source.path} holds pictures of pages, and no text",
                         "Have its text recognised (OCR) first, or look for another format.", source.place)  # fmt: skip
    return pages


def _without_margins(pages: list[list[str]]) -> tuple[list[list[str]], set[str]]:
    """Pages without the first and last lines that, numbers apart, stand on most of them, and what was taken off."""
    seen = Counter(key for page in pages for key in {_key(line) for line in _margins(page)} if key)
    often = {key for key, times in seen.items() if times >= 3 and times > len(pages) / 2}
    often |= (
        {"#"} if sum(1 for page in pages if any(_key(x) == "#" for x in _margins(page))) > len(pages) / 2 else set()
    )
    dropped: set[str] = set()
    kept = []
    for page in pages:
        edge = {id(line) for line in _margins(page) if _key(line) in often}
        dropped |= {line.strip() for line in page if id(line) in edge and _key(line) != "#"}
        kept.append([line for line in page if id(line) not in edge])
    return kept, dropped


def _margins(page: list[str]) -> list[str]:
    """The lines of a page that may be its header or footer: the outer ones, no labels, no ends of sentences."""
    lines = [line for line in page if line.strip()]
    outer = [*lines[:2], *lines[2:][-2:]]
    return [x for x in outer if head(x.strip(), False, True) is None and not x.rstrip().endswith((".", ";", ":", ","))]


def _key(line: str) -> str:
    """A line for comparing: numbers of pages apart."""
    return re.sub(r"\d+", "#", " ".join(line.split()).casefold()).strip(" -–—|.")
