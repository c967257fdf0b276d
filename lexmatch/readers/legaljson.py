"""legalJSON, and through tulit the national formats that it reads: BWB, LexDania, BOE, RIS, eISB and LEGI.

A legalJSON file is read as it is. For the national formats the optional extra `eu` installs tulit, which turns them into
legalJSON first; it folds lists into their paragraph, and so they stay there. Files are parsed by the hardened parser
before tulit sees them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lexmatch.findings import Finding, Unreadable
from lexmatch.readers import eu
from lexmatch.readers.fidelity import Operative
from lexmatch.readers.fidelity import text_of as operative_text
from lexmatch.readers.legaljson_national import NATIONAL, National, about, national_format, through_tulit
from lexmatch.readers.units import Attachment, Document, Meta, Unit, number, p
from lexmatch.readers.xml import Element

if TYPE_CHECKING:
    from lexmatch.readers import Source

NAME = "legaljson"
TITLE = "legalJSON, and national formats through tulit (BWB, LexDania, BOE, RIS, eISB, LEGI)"
SUFFIXES = (".json", ".xml")
OPERATIVE = Operative()
_KINDS = {"part": "part", "title": "title", "chapter": "chapter", "section": "division", "subsection": "subdivision",
          "subparagraph": "subdivision", "book": "book"}  # fmt: skip
_LABEL = re.compile(
    r"^(stk\. \d+\.|\(\d+[a-z]{0,2}\)|\d{1,3}(?:\s?(?:bis|ter|quater))?[a-z]?\.?)\s+(?=\S)", re.IGNORECASE
)
_TWO = {"eng": "en", "fra": "fr", "deu": "de", "spa": "es", "nld": "nl", "ita": "it", "por": "pt", "dan": "da", "swe": "sv",
        "fin": "fi", "pol": "pl", "gle": "ga", "slk": "sk"}  # fmt: skip
# Keys of legalJSON that hold no words of the law.
_WORDLESS = frozenset(("eId", "parent", "type", "meta", "structure", "kind", "amendment", "colspan", "rowspan"))


def detects(source: Source) -> bool:
    """legalJSON by its keys, a national format by its root."""
    return _is_json(source) or national_format(source) != ""


def _is_json(source: Source) -> bool:
    head = source.data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head.startswith(b"{"):
        return False
    keys = (b'"articles"', b'"preamble"', b'"chapters"', b'"annexes"')
    return sum(key in source.data for key in keys) >= 3


def operative(source: Source) -> str | bytes:
    """The words of the law: of a legalJSON file all its texts, of a national format those its own markup holds."""
    kind = "" if _is_json(source) else national_format(source)
    if kind and kind != "legifrance":
        return operative_text(source.root, NATIONAL[kind].words)
    return " ".join(_texts(_data(source)))


def read(source: Source) -> tuple[Document, list[Finding]]:
    """The act in the file."""
    kind = "" if _is_json(source) else national_format(source)
    data = _data(source)
    national = NATIONAL.get(kind)
    document = Document(_meta(data, source, national))
    walk = _Builder(document, data, national)
    walk.build()
    if not document.units and not document.attachments:
        raise Unreadable(f"{source.path} holds no article", "", source.place)
    findings: list[Finding] = []
    if national is not None:
        findings.append(Finding("import", "note", f"read as {national.title} through tulit: lists stand in the text of "
                                "their paragraph", source.place, key="legaljson-lists"))  # fmt: skip
    heads = data.get("heads")
    if heads:
        findings.append(Finding("import", "warning", f"tulit does not say which articles stand under the {len(heads)} "
                                "headings of this text; the headings are left out", source.place,
                                key="legaljson-headings"))  # fmt: skip
    return document, findings


def _data(source: Source) -> dict[str, Any]:
    """The legalJSON of a file, made once."""
    if "legaljson" not in source.parsed:
        source.parsed["legaljson"] = (
            _load(source) if _is_json(source) else through_tulit(source, national_format(source))
        )
    found: dict[str, Any] = source.parsed["legaljson"]
    return found


def _load(source: Source) -> dict[str, Any]:
    try:
        data = json.loads(source.text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"{source.path} is not JSON: {error}", "Write it again with tulit.", source.place) from None
    if not isinstance(data, dict) or not isinstance(data.get("articles"), list):
        raise Unreadable(f"{source.path} is JSON, but not legalJSON: it has no list of articles", "", source.place)
    return data


def _texts(value: Any) -> Iterator[str]:
    """All words in legalJSON, whatever holds them."""
    stack = [value]
    while stack:
        at = stack.pop()
        if isinstance(at, str):
            yield at
        elif isinstance(at, dict):
            stack += [v for k, v in reversed(list(at.items())) if k not in _WORDLESS]
        elif isinstance(at, list):
            stack += reversed(at)


def _meta(data: dict[str, Any], source: Source, national: National | None) -> Meta:
    said = data.get("meta") if isinstance(data.get("meta"), dict) else {}
    assert isinstance(said, dict)

    def value(name: str) -> str:
        found = said.get(name)
        return found if isinstance(found, str) else ""

    title = " ".join(str(data.get("preface") or "").split())
    celex, adopted = value("celex"), value("date_document")[:10]
    language = _TWO.get(value("language"), value("language")[:2]) or (national.language if national else "en")
    country = (value("jurisdiction") or (national.country if national else "eu")).lower()
    date = value("version_date")[:10]
    if country == "eu":
        act = eu.from_celex(celex) or eu.from_title(title)
        adopted = adopted or eu.date_in(title)
        made = eu.meta(act, title, adopted=adopted, date=date or adopted, language=language, format_=NAME)
        made.link = value("eli").replace("http://", "https://") or made.link
        return made
    number_, link = "", ""
    if national is not None and national.parser != "legifrance":
        number_, adopted_, link = about(national.parser, source.root)
        adopted = adopted or adopted_
    last = number(number_).lower() or eu.slug(title)
    return Meta(title=title or "Untitled", uri=f"/akn/{country}/act/{adopted or 'undated'}/{last}", language=language,
                adopted=adopted, date=date or adopted, kind="statute", jurisdiction=country, number=number_,
                link=value("eli").replace("http://", "https://") or link or source.address, format=NAME)  # fmt: skip


class _Builder:
    """Puts the parts of a legalJSON object where they belong."""

    def __init__(self, document: Document, data: dict[str, Any], national: National | None) -> None:
        self.document, self.data = document, data
        self.basic, self.country = (national.basic, national.country) if national else ("", "")

    def build(self) -> None:
        """Fill the document."""
        document, data = self.document, self.data
        if data.get("preface"):
            document.preface.append(p(_line(data["preface"])))
        preamble = data.get("preamble")
        if isinstance(preamble, dict):
            document.preamble += _lines(preamble.get("formula")) + _lines(preamble.get("citations"))
            document.preamble += _lines(preamble.get("recitals_intro"))
            recitals = [_recital(r) for r in preamble.get("recitals") or []]
            if recitals:
                document.preamble.append(eu.recitals(recitals, set()))
            document.preamble += _lines(preamble.get("final"))
        self.body()
        document.conclusions += _lines(data.get("conclusions"))
        annexes = data.get("annexes")
        for annex in annexes if isinstance(annexes, list) else []:
            if isinstance(annex, dict):
                document.attachments.append(self.annex(annex))

    def body(self) -> None:
        """Divisions by their parents, articles in their order."""
        divisions: dict[str, Unit] = {}
        parents: dict[str, str] = {}
        chapters = [c for c in self.data.get("chapters") or [] if isinstance(c, dict)]
        articles = [a for a in self.data.get("articles") or [] if isinstance(a, dict)]
        for chapter in chapters:
            eid = str(chapter.get("eId") or "")
            kind = _KINDS.get(str(chapter.get("type") or ""), "hcontainer")
            num = _line(chapter.get("num"))
            unit = Unit(
                kind, num, _line(chapter.get("heading")), name="" if kind != "hcontainer" else "division", wid=eid
            )
            last = num.split()[-1] if num else ""
            unit.count = number(last) if kind != "hcontainer" and re.search(r"\d|^[IVXLC]+$", last) else ""
            divisions[eid] = unit
            parents[eid] = str(chapter.get("parent") or "")
        placed: set[str] = set()

        def home(eid: str, seen: frozenset[str] = frozenset()) -> list[Unit]:
            if eid not in divisions or eid in seen:
                return self.document.units
            if eid not in placed:
                placed.add(eid)
                home(parents[eid], seen | {eid}).append(divisions[eid])
            return divisions[eid].children

        for entry in self.order(chapters, articles):
            if "children" in entry or entry not in chapters:
                home(str(entry.get("parent") or "")).append(self.article(entry))
            else:
                home(str(entry.get("eId") or ""))

    def order(self, chapters: list[dict[str, Any]], articles: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Divisions and articles in the order of the text, as `structure` gives it; else divisions as articles need
        them, and last those that hold none."""
        by_id = {str(e.get("eId")): e for e in [*chapters, *articles]}
        found: list[dict[str, Any]] = []
        structure = self.data.get("structure")
        stack = list(reversed(structure)) if isinstance(structure, list) else []
        seen: set[int] = set()
        while stack:
            at = stack.pop()
            if not isinstance(at, dict):
                continue
            entry = by_id.get(str(at.get("eId")))
            if entry is not None and id(entry) not in seen:
                seen.add(id(entry))
                found.append(entry)
            inner = at.get("children")
            stack += reversed(inner) if isinstance(inner, list) else []
        return [*found, *(e for e in [*articles, *chapters] if id(e) not in seen)]

    def article(self, entry: dict[str, Any]) -> Unit:
        """An article or section with its paragraphs."""
        num = _line(entry.get("num"))
        if self.country == "ie":  # tulit writes "Section 1" where the Act has "1."
            num = num.removeprefix("Section ")
        kind = "section" if num.startswith("§") or self.basic == "section" else "article"
        unit = Unit(kind, num, _line(entry.get("heading")), wid=str(entry.get("eId") or ""))
        figures = re.search(r"\d+(?:[.-]\d+)*\s?(?:bis|ter|quater|[a-zA-Z])?\b", num)
        if figures:
            unit.count = number(figures.group())
        below = "subsection" if kind == "section" else "paragraph"
        self.children(entry, unit, below)
        return unit

    def children(self, entry: dict[str, Any], unit: Unit, below: str) -> None:
        """par_N are paragraphs with their number; others are blocks of the unit, or between two paragraphs alineas."""
        parts = [c for c in entry.get("children") or [] if isinstance(c, dict)]
        run: list[Element] = []
        for part in parts:
            eid, said = str(part.get("eId") or ""), _line(part.get("text"))
            opened = re.match(r"—\s*\((\d+[A-Z]*)\)", said)
            if opened:  # an Irish section begins "1.—(1)"; the number is gone, the dash is not
                eid, said = f"par_{opened.group(1)}", said.lstrip("— ")
            blocks = [p(said)] if said else []
            blocks += [p(t) for t in (_line(x) for x in _texts(part.get("table"))) if t and t not in said]
            if not re.match(r"para?_\d", eid) or (len(parts) == 1 and not _LABEL.match(said)):
                run += blocks
                continue
            if run and unit.children:
                unit.children.append(Unit("alinea", blocks=run))
            else:
                unit.blocks += run
            run = []
            label = _LABEL.match(said)
            child = Unit(below, wid=eid, count=number(eid.partition("_")[2]))
            if label:
                child.num = label.group(1)
                blocks[0].text = said[label.end() :]
            child.blocks = blocks
            unit.children.append(child)
        (unit.tail if unit.children else unit.blocks).extend(run)

    def annex(self, entry: dict[str, Any]) -> Attachment:
        """An annex."""
        holder = Unit("hcontainer")
        self.children(entry, holder, "paragraph")
        made = Attachment(_line(entry.get("num")), _line(entry.get("heading")), holder.blocks, holder.children)
        if holder.tail:
            made.units.append(Unit("hcontainer", name="wording", blocks=holder.tail))
        return made


def _recital(entry: Any) -> tuple[str, list[Element]]:
    said = _line(entry.get("text") if isinstance(entry, dict) else entry)
    num = _line(entry.get("num")) if isinstance(entry, dict) else ""
    label = _LABEL.match(said)
    if not num and label and label.group(1).startswith("("):
        return label.group(1), [p(said[label.end() :])]
    return num, [p(said)]


def _line(value: Any) -> str:
    """A text in one line, without what XML cannot hold."""
    said = value if isinstance(value, str) else "" if value is None else str(value)
    return " ".join(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", " ", said).split())


def _lines(value: Any) -> list[Element]:
    return [p(line) for text in _texts(value) if (line := _line(text))]
