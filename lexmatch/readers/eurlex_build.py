"""The lines of a EUR-Lex page, put together: front, divisions and articles, signatures and annexes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lexmatch.readers import eu
from lexmatch.readers.eurlex_page import Line, class_names
from lexmatch.readers.eurlex_points import POINT, fill, line_heading, line_text
from lexmatch.readers.flow import Item, flatten
from lexmatch.readers.units import Attachment, Document, Meta, Unit, number
from lexmatch.readers.xml import Element, text_of

if TYPE_CHECKING:
    from lexmatch.readers import Source

_ANNEX = re.compile(r"^(?:annex|annexe|anhang|anexo|allegato|bijlage|bilaga|liite|bilag|załącznik)\b", re.IGNORECASE)
_ARTICLE = re.compile(
    r"^(?:article|artikel|artículo|articolo|artigo|artikla|artykuł|art\.)\s+(?:\d+\s*[a-z]{0,2}|premier|first|sole|unique)\.?$"
    r"|^\d+\s*\.?\s*(?:artikla|§)$", re.IGNORECASE,
)  # fmt: skip
_DONE = re.compile(
    r"^(?:done at|fait à|geschehen|hecho en|fatto a|gedaan te|feito em|utfärda|udfærdiget|tehty|sporządzono)\b",
    re.IGNORECASE,
)


class Builder:
    """Puts the lines of an act together."""

    def __init__(self, source: Source, main: Element, classed: bool) -> None:
        self.source, self.main, self.classed = source, main, classed

    def build(self, lines: list[Line]) -> Document:
        """The document."""
        start = next(i for i, line in enumerate(lines) if line.role == "article")
        while start and lines[start - 1].role in ("division", "division-heading"):
            start -= 1
        if start > 1 and lines[start - 2].role == "division" and len(line_text(lines[start - 1].item)) < 120:
            start -= 2  # a bare division with its heading
        document = Document(self.meta(lines[:start]))
        self.front(lines[:start], document)
        rest = lines[start:]
        cut = next((i for i, line in enumerate(rest) if self.ends(line)), len(rest))
        document.units = self.body(rest[:cut])
        self.back(rest[cut:], document)
        return document

    def ends(self, line: Line) -> bool:
        """Whether the articles are over."""
        return (
            line.role in ("annex", "end")
            or (line.role == "text" and bool(_DONE.match(line_text(line.item))))
            or (line.role == "title" and bool(_ANNEX.match(line_text(line.item))))
        )

    def meta(self, front: list[Line]) -> Meta:
        """What title and address tell."""
        titles = [line_text(line.item) for line in front if line.role == "title"]
        if not titles:
            titles = [line_text(line.item) for line in front[: _title_lines(front)]]
        title = " ".join(" ".join(titles).split())
        root = self.source.parsed["html"]
        celex = re.search(r"\b([0-9])((?:19|20)\d\d[A-Z]\d{4})(?:-(\d{8}))?", " ".join(
            [self.source.address, *(e.get("content") or "" for e in root.iter("meta")), *(line_text(x.item) for x in front[:3]),
             *(text_of(e) for e in self.main.iter("p") if "reference" in class_names(e))]
        ))  # fmt: skip
        act = (eu.from_celex(celex.group(1) + celex.group(2)) if celex else None) or eu.from_title(title)
        adopted = eu.date_in(title)
        stamp = celex.group(3) if celex else None
        date = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:]}" if stamp else adopted
        html = next(root.iter("html"), root)
        language = (self.source.language or html.get("lang") or html.get("{http://www.w3.org/XML/1998/namespace}lang")
                    or html.get("xml:lang") or "en")[:2].lower()  # fmt: skip
        return eu.meta(act, title, adopted=adopted, date=date, language=language, format_="eurlex")

    def front(self, lines: list[Line], document: Document) -> None:
        """Title and preamble, the recitals by themselves."""
        recitals: list[tuple[str, list[Element]]] = []
        taken: set[str] = set()
        named = 0 if self.classed else _title_lines(lines)
        for at, line in enumerate(lines):
            item = line.item
            if line.role == "title" or at < named:
                document.preface += flatten(item)
                continue
            numbered = None if isinstance(item, Unit) else POINT.match(item.text or "")
            if isinstance(item, Unit) and re.fullmatch(r"\(\d+[a-z]?\)", item.num):
                recitals.append(
                    (item.num, flatten(Unit("point", blocks=item.blocks, children=item.children, tail=item.tail)))
                )
            elif numbered and numbered.group(1)[1:2].isdigit() and not isinstance(item, Unit):
                item.text = (item.text or "")[numbered.end() :]
                recitals.append((numbered.group(1), [item]))
            elif recitals and line is not lines[-1]:
                recitals[-1][1].extend(flatten(item))
            else:
                if recitals:
                    document.preamble.append(eu.recitals(recitals, taken))
                    recitals = []
                document.preamble += flatten(item)
        if recitals:
            document.preamble.append(eu.recitals(recitals, taken))

    def body(self, lines: list[Line]) -> list[Unit]:
        """Divisions and articles."""
        found: list[Unit] = []
        stack: list[Unit] = []
        article: Unit | None = None
        items: list[Item] = []

        def close() -> None:
            nonlocal article, items
            home = stack[-1].children if stack else found
            if article is not None:
                fill(article, items)
            elif items:
                home += [i if isinstance(i, Unit) else Unit("hcontainer", name="wording", blocks=[i]) for i in items]
            article, items = None, []

        for line in lines:
            said = line_text(line.item)
            if line.role == "division":
                close()
                kind, count = eu.division(said)
                unit = Unit(
                    kind or "hcontainer", said if kind else "", "" if kind else said, name="" if kind else "division"
                )
                unit.count = number(count) if kind else ""
                rank = _rank(kind)
                while stack and _rank("" if stack[-1].kind == "hcontainer" else stack[-1].kind) >= rank:
                    stack.pop()
                (stack[-1].children if stack else found).append(unit)
                stack.append(unit)
            elif line.role == "division-heading" and stack and article is None and not items:
                stack[-1].heading = (
                    f"{stack[-1].heading} {said}".strip() if isinstance(stack[-1].heading, str) else said
                )
            elif line.role == "article":
                close()
                article = Unit("article", said)
                if not re.match(r"(?i)art", said):
                    article.count = number(re.sub(r"\D+$", "", said))
                elif not re.search(r"\d", said):
                    article.count = "1"
                (stack[-1].children if stack else found).append(article)
            elif line.role == "heading" and article is not None and not article.heading and not items:
                article.heading = line_heading(line.item)
            elif (
                not self.classed and stack and article is None and not items and not stack[-1].heading
                and len(said) < 120 and said[-1:] not in ".;:,"
            ):  # fmt: skip
                stack[-1].heading = said
            else:
                items.append(line.item)
        close()
        return found

    def back(self, lines: list[Line], document: Document) -> None:
        """Signatures, then annexes."""
        annex: Attachment | None = None
        items: list[Item] = []

        def close() -> None:
            nonlocal items
            if annex is not None:
                holder = Unit("hcontainer")
                fill(holder, items)
                annex.blocks, annex.units = holder.blocks, holder.children
                if holder.tail:
                    annex.units.append(Unit("hcontainer", name="wording", blocks=holder.tail))
            items = []

        for line in lines:
            said = line_text(line.item)
            starts = line.role == "annex" or (line.role == "title" and (annex is None or bool(_ANNEX.match(said))))
            if starts:
                close()
                annex = Attachment(said if len(said) < 60 else "", "" if len(said) < 60 else said)
                document.attachments.append(annex)
            elif annex is not None and line.role in ("annex-heading", "title") and not items:
                annex.heading = f"{annex.heading} {said}".strip() if isinstance(annex.heading, str) else said
            elif annex is not None:
                items.append(line.item)
            else:
                document.conclusions += flatten(line.item)
        close()


def _title_lines(front: list[Line]) -> int:
    """How many bare lines at the beginning are the title: until act and date are told, and while a line goes on."""
    for count in range(1, min(len(front), 6) + 1):
        said = " ".join(line_text(line.item) for line in front[:count])
        goes_on = count < len(front) and line_text(front[count].item)[:1].islower()
        if eu.from_title(said) and eu.date_in(said) and not goes_on:
            return count
    return min(len(front), 1)


def guess(line: Line) -> str:
    """The role of a bare paragraph, told from how it begins."""
    if line.role != "text" or isinstance(line.item, Unit):
        return line.role
    said = line_text(line.item)
    if _ARTICLE.match(said):
        return "article"
    if _ANNEX.match(said) and len(said) < 60:
        return "annex"
    if len(said) < 60 and eu.division(said)[0] and re.fullmatch(r"(?:\w+\s+)?[IVXLC\d]+\s*\w*|\w+\s+\w+", said):
        return "division"
    return "text"


def _rank(kind: str) -> int:
    return {"title": 1, "part": 0, "chapter": 2, "subchapter": 3, "subdivision": 4}.get(kind, 5)
