"""Markdown and plain text: headings "Article 16", "§ 5", "Section 3A", "Art. 4bis", numbered paragraphs, points."""

from __future__ import annotations

import html
import re

from lexmatch.findings import Finding, Unreadable
from lexmatch.readers import Source
from lexmatch.readers.fidelity import Operative
from lexmatch.readers.text_about import about, front_matter
from lexmatch.readers.text_labels import MOST_OF_HEAD, Mark, head
from lexmatch.readers.text_lines import Line
from lexmatch.readers.text_notes import Notes, bare
from lexmatch.readers.text_opening import is_title, opened, opens
from lexmatch.readers.text_parts import parts
from lexmatch.readers.text_structure import NOTES, Structurer
from lexmatch.readers.units import Document

NAME = "markdown"
TITLE = "Markdown and plain text"
SUFFIXES = (".md", ".markdown", ".txt")
OPERATIVE = Operative()

_HEADING = re.compile(r"(#{1,6})(.*)$")
_BULLET = re.compile(r"([*+-])\s+(?=\S)")
_RULE = re.compile(r"(?:[-*_]\s*){3,}$|(?:=+|-+)\s*$")
_DEFINITION = re.compile(r"\[[^\]^][^\]]*\]:\s+\S+")
_NOTE = re.compile(r"\[\^([^\]\s]+)\]:\s*(.*)")
_CALL = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_CELLS = re.compile(r"\|?[\s:|-]+\|[\s:|-]*$")
_META = re.compile(r"<meta\b[^>]*>", re.IGNORECASE)
_SUP = re.compile(r"<sup>\s*(\d+[a-z]?)\s*</sup>\s*")
_STRONG = re.compile(r"(\*\*|__)\s*(\S[^*]{1,80}?)\s*\1$")
_TERM = re.compile(r"\*\*_\s*([^_*]{2,80}?)\s*_\*\*")
_LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\](?:\([^()\s]*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])")
_GLUED = re.compile(r"^([\W_]*\w{1,4}[.)])(?=[^\W\d_])", re.MULTILINE)  # "a.any" is the number a. and a word
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_STARS = re.compile(
    r"\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|__+|`|\\(?=[\\`*_{}\[\]()#+.!|-])|(?<=[\s(])_|_(?=[\s).,;])"
)
_BETWEEN = re.compile(r"([\w.,;:])\*+(?=\w)")  # emphasis that ends where the next word begins
# Lines that lead through a collection of files, and notes of who converted the text.
_ASIDE = re.compile(r"\[Previous\]\(|Note: This is not the \[authoritative|\* Portions Copyright|Use of this file is subject|"
                    r"\* See the \[Document Metadata\]|This file is generated from historical government data")  # fmt: skip


def detects(source: Source) -> bool:
    """Text, not binary, not markup as a whole, in which some line is headed as an article or section."""
    if b"\0" in source.data[:4096] and not source.data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    start = source.text[:4096].lstrip("\ufeff \t\r\n")
    if start.startswith(("{", "[{", "<?xml", "%PDF", "{\\rtf")) or re.match(r"<(?!meta|sup|a\b|!--)[!a-zA-Z]", start):
        return False
    lines = lines_of(source)
    return any(head(line.text, line.level > 0, False) for line in lines) or opens(lines)


def read(source: Source) -> tuple[Document, list[Finding]]:
    """The law in the text; of several languages the one asked for, else English, else the first."""
    language, lines = chosen(source, lines_of(source))
    return structured(source, language, lines)


def structured(source: Source, language: str, lines: list[Line]) -> tuple[Document, list[Finding]]:
    """Lines as a document, with what could not be structured. Raises Unreadable where there is nothing to cite."""
    lines = opened(lines)
    meta = about(source, lines, language)
    american = meta.jurisdiction == "us" or any(line.opens and line.opens.label.startswith("SEC.") for line in lines)
    maker = Structurer(Document(meta), lines, source.path, letters_first=american)
    document = maker.run(lines)
    if "notes" in source.parsed:
        source.parsed["notes"].place(document)
    if not document.units and not document.attachments:
        raise Unreadable(f"no articles or sections were found in {source.path}",
                         'Head them "Article 1", "Section 1" or "§ 1", each on a line of its own.', source.place)  # fmt: skip
    findings = maker.findings
    if len(document.preface) > 12:
        findings.append(Finding("import", "note", f"{len(document.preface)} paragraphs before the first article or section are "
                                "kept as the preface", source.place, key="preface"))  # fmt: skip
    return document, findings


def chosen(source: Source, lines: list[Line]) -> tuple[str, list[Line]]:
    """The text in the language asked for. Raises Unreadable, naming those there are, when it is not among them."""
    found = parts(lines)
    languages = [language for language, _ in found]
    if source.language and len(found) > 1:
        if source.language not in languages:
            raise Unreadable(f"{source.path} holds no text in '{source.language}'",
                             f"It holds: {', '.join(x or 'unknown' for x in languages)}.", source.place)  # fmt: skip
        return found[languages.index(source.language)]
    language, text = next((f for f in found if f[0] == "en"), found[0])
    return source.language or language or "en", text


def operative(source: Source) -> str:
    """The words of the text in the language that is read, without the signs of Markdown: taken line by line, not from
    the structure."""
    every = lines_of(source)
    _, lines = chosen(source, every)
    start = every.index(lines[0])
    behind = every[start + len(lines) :]
    end = behind[0].at - 1 if behind else None
    raw = [bare(line) for line in source.parsed["raw"][lines[0].at - 1 : end]]
    raw = [line for line in raw if not _ASIDE.search(line) and not _DEFINITION.match(line.strip())]
    joined = _SUP.sub(r" \1 ", _LINK.sub(r"\1", _META.sub("", "\n".join(raw)))).replace("|", " ")
    return html.unescape(_GLUED.sub(r"\1 ", _TAG.sub(" ", joined)))


def lines_of(source: Source) -> list[Line]:
    """The lines of a Markdown or plain text: paragraphs joined, headings with their levels, the signs taken off."""
    if "lines" not in source.parsed:
        raw, notes = _noted(source.text.splitlines())
        source.parsed["raw"], source.parsed["notes"] = raw, notes
        source.parsed["lines"] = list(notes.settled(_lines(raw)))
    found: list[Line] = source.parsed["lines"]
    return found


def _noted(raw: list[str]) -> tuple[list[str], Notes]:
    """The lines without the footnotes that some line calls ("[^1]: …", with what is moved in below them), signs where they are
    called, and the notes."""
    called = set(_CALL.findall("\n".join(raw)))
    found: dict[tuple[str, str], list[str]] = {}
    rest: list[str] = []
    open_note: list[str] | None = None
    for line in raw:
        one = _NOTE.match(line)
        if one and one[1] in called and ("footnote", one[1]) not in found:
            open_note = found["footnote", one[1]] = [one[2]]
        elif open_note is not None and line.startswith(("  ", "\t")):
            open_note.append(line)
        elif line.strip():
            open_note = None
        rest.append("" if open_note is not None else line)
    notes = Notes({key: [plain(words) for words in said if words.strip()] for key, said in found.items()})
    return [_CALL.sub(lambda call: notes.sign("footnote", call[1]) or call[0], line) for line in rest], notes


def _lines(raw: list[str]) -> list[Line]:
    skip = front_matter(raw)[1]
    marked = any(_HEADING.match(line) for line in raw)
    width = 0 if marked else _width(raw)
    found: list[Line] = []
    paragraph: list[str] = []
    began = 0

    def close() -> None:
        if paragraph:
            _add(found, " ".join(paragraph), began)
            paragraph.clear()

    for at, line in enumerate(raw[skip:], skip + 1):
        bare = line.strip("\ufeff").rstrip()
        stripped = bare.strip()
        aside = _ASIDE.search(stripped) or _DEFINITION.match(stripped) or (_CELLS.match(stripped) and "|" in stripped)
        if not stripped or aside or _RULE.match(stripped):
            close()
            continue
        alone = " ".join(paragraph) if len(paragraph) <= MOST_OF_HEAD // 2 else ""  # longer is no heading
        if (
            not width
            or _opens(stripped)
            or head(alone, False, False)
            or (len(paragraph) == 1 and is_title(alone, width))
        ):
            close()
        if not paragraph:
            began = at
        paragraph.append(bare if not paragraph else stripped)
        if not width:
            close()
    close()
    return found


def _width(raw: list[str]) -> int:
    """The width of the lines of a plain text whose paragraphs are broken into several; 0 where each stands in one."""
    lengths = sorted(len(line) for line in raw if line.strip())
    width = lengths[int(len(lengths) * 0.95)] if len(lengths) > 20 else 0
    return width if width <= 130 else 0


def _opens(stripped: str) -> bool:
    from lexmatch.readers.text_labels import mark

    return mark(stripped) is not None or head(stripped, False, False) is not None


def _add(found: list[Line], text: str, at: int) -> None:
    heading = _HEADING.match(text.strip())
    if heading:
        words = plain(heading[2].strip().rstrip("#"))
        if words:
            found.append(Line(words, len(heading[1]), at=at))
        return
    strong = _STRONG.match(text.strip())
    if strong and NOTES.match(strong[2]):
        found.append(Line(plain(strong[2]), 7, at=at))
        return
    body = text.lstrip()
    indent = len(text) - len(body) if len(text) - len(body) >= 4 or _BULLET.match(body) else -1
    bullet = _BULLET.match(body)
    if bullet:
        body = body[bullet.end() :]
        indent = len(text) - len(text.lstrip())
    if body.startswith("|"):
        _row(found, body, at)
        return
    raised = _SUP.match(body)
    term = _TERM.match(body) if bullet or body.startswith("**_") else None
    number = Mark(raised[1], raised[1], "raised") if raised else None
    words = plain(body[raised.end() :] if raised else body)
    if number is not None and not words:
        words, number = number.label, None
    if words:
        found.append(Line(words, indent=indent, number=number, term=plain(term[1]) if term else "", at=at))


def _row(found: list[Line], body: str, at: int) -> None:
    """A row of a table: the first cell may be the number of a point."""
    from lexmatch.readers.text_labels import mark

    cells = [plain(cell) for cell in body.strip("|").split("|")]
    cells = [cell for cell in cells if cell]
    if len(cells) > 1 and (one := mark(f"{cells[0]})")) and len(cells[0]) < 4:
        found.append(Line(" ".join(cells[1:]), number=Mark(cells[0], one[0].value, "cell"), at=at))
    elif cells:
        found.append(Line(" ".join(cells), at=at))


def plain(text: str) -> str:
    """Words without the signs of Markdown and HTML."""
    if "<" in text:
        text = _TAG.sub(" ", _SUP.sub(r" \1 ", text)) if "<sup>" in text else _TAG.sub(" ", text)
    if "[" in text:
        text = _LINK.sub(r"\1", text)
    if "*" in text or "_" in text or "`" in text or "\\" in text:
        text = _STARS.sub("", _BETWEEN.sub(r"\1 ", text))
    if "&" in text:
        text = html.unescape(text)
    return " ".join(text.split())
