"""EUR-Lex pages: EU acts in HTML, in the kinds that the site has had.

The newest kind has classes that begin with oj- inside an eli-container, the one before the same classes without that
beginning, consolidated texts have classes like title-article-norm, and old acts (txt_te) are bare paragraphs, whose
articles, paragraphs and points are told from how they begin.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lexmatch.findings import Finding, Unreadable
from lexmatch.readers.eurlex_build import Builder, guess
from lexmatch.readers.eurlex_page import INLINE, LOST, Line, Walk, aside
from lexmatch.readers.fidelity import Operative
from lexmatch.readers.fidelity import text_of as operative_text
from lexmatch.readers.units import Document
from lexmatch.readers.xml import Element, parse_html

if TYPE_CHECKING:
    from lexmatch.readers import Source

NAME = "eurlex"
TITLE = "EUR-Lex web pages (HTML)"
SUFFIXES = (".html", ".htm", ".xhtml")
_SIGNS = re.compile(
    rb"eli-container|class=[\"'](?:oj-)?(?:ti-art|doc-ti|sti-art)\b|title-article-norm|<txt_te|id=[\"']TexteOnly|"
    rb"eur-lex\.europa\.eu",
    re.IGNORECASE,
)


def detects(source: Source) -> bool:
    """Whether the file is a web page with the marks of EUR-Lex."""
    head = source.data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    page = head.startswith((b"<!doctype html", b"<html", b"<div", b"<txt_te")) or b"<html" in head
    return page and _SIGNS.search(source.data[: 1 << 21]) is not None


def operative(source: Source) -> bytes:
    """The words of the act on the page."""
    return operative_text(_main(source), Operative(aside=LOST, inline=INLINE, skip=aside))


def read(source: Source) -> tuple[Document, list[Finding]]:
    """The act on the page."""
    main = _main(source)
    walk = Walk(main)
    lines = list(walk.lines(main))
    classed = any(line.role in ("article", "title") for line in lines)
    if not classed:
        lines = [Line(guess(line), line.item) for line in lines]
    if not any(line.role == "article" for line in lines):
        hint = "Save the page that shows the text of the act (…/TXT/HTML/…)."
        raise Unreadable(f"{source.path} is a web page in which no article was found", hint, source.place)
    return Builder(source, main, classed).build(lines), []


def _main(source: Source) -> Element:
    """The element that holds the act, without the site around it."""
    if "html" not in source.parsed:
        source.parsed["html"] = parse_html(source.text, source.path)
    root = source.parsed["html"]
    for wanted in ("eli-container", "texte", "docHtml"):
        holders = [e for e in root.iter("div", "section") if wanted in (e.get("class") or "").split()]
        if holders:  # an act and its annexes stand in containers of their own, beside each other
            return _around(holders)
    for wanted in ("TexteOnly", "document1", "text", "textTabContent"):
        found = next((e for e in root.iter("div", "section") if e.get("id") == wanted), None)
        if found is not None:
            return found
    old = next(root.iter("txt_te"), None)
    body = next(root.iter("body"), None)
    return old if old is not None else body if body is not None else root


def _around(found: list[Element]) -> Element:
    """The innermost element that holds all of these."""
    first, last = found[0], found[-1]
    holders = {id(e) for e in (last, *last.iterancestors())}
    return next((e for e in (first, *first.iterancestors()) if id(e) in holders), first)
