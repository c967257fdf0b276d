"""What every reader produces: a document as units, before it is written as Akoma Ntoso.

A reader walks its source and fills Units; numbers, headings and words stay as they are. `write.py` gives eIds and makes
the XML, so that all formats come out alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from xml.etree.ElementTree import Element as Light

from lexmatch.readers.xml import Element
from lexmatch.ref import BIS

# Abbreviations of the Akoma Ntoso Naming Convention 1.0, table in section 5.
ABBREVIATIONS = {
    "alinea": "al", "article": "art", "attachment": "att", "chapter": "chp", "clause": "cl", "division": "dvs",
    "paragraph": "para", "recital": "rec", "section": "sec", "subchapter": "subchp", "subclause": "subcl",
    "subdivision": "subdvs", "subparagraph": "subpara", "subsection": "subsec", "quotedStructure": "qstr",
    "regulation": "reg", "definition": "def",
}  # fmt: skip
# Units that are counted through the whole instrument: their eId needs no prefix.
BASIC = frozenset(("article", "section", "rule", "regulation"))
HIERARCHY = frozenset(
    "alinea article book chapter clause division indent level list paragraph part point proviso rule section "
    "subchapter subclause subdivision sublist subparagraph subpart subrule subsection subtitle title tome "
    "transitional hcontainer crossHeading".split()
) - {"crossHeading"}  # fmt: skip


@dataclass(slots=True)
class Unit:
    """A unit of the hierarchy. `kind` is the Akoma Ntoso element, `name` the name of an hcontainer.

    `blocks` are the Akoma Ntoso blocks before the children (made by `p`, or whole tables), `tail` those after them.
    `heading` is text or a list of text and inline elements. `attrs` are further attributes, by Clark name. `eid` is
    set only where the source gives one that is right; `wid` keeps the source's own id. `count` is the number for the
    eId where the label does not say it ("Erster Teil" → 1); the children of a unit that is `through` are counted
    through it: their eIds do not carry its eId (paragraphs of a schedule under headings).
    """

    kind: str
    num: str = ""
    heading: str | Element = ""
    blocks: list[Element] = field(default_factory=list)
    children: list[Unit] = field(default_factory=list)
    tail: list[Element] = field(default_factory=list)
    name: str = ""
    subheading: str | Element = ""
    attrs: dict[str, str] = field(default_factory=dict)
    eid: str = ""
    wid: str = ""
    count: str = ""
    through: bool = False


@dataclass(slots=True)
class Meta:
    """What is known about the instrument and the file it came from. `aspects` are pairs of a concept and what the
    instrument leaves open there, in words. Dates are ISO 8601; a year alone is allowed for
    `adopted`. `uri` is the work URI of the naming convention."""

    title: str
    uri: str
    alias: str = ""
    language: str = "en"
    date: str = ""
    adopted: str = ""
    in_force: str = ""
    kind: str = "act"
    jurisdiction: str = ""
    number: str = ""
    author: str = ""
    citation: str = ""
    depositary: str = ""
    link: str = ""
    status: str = "official"
    source: str = ""
    retrieved: str = ""
    sha256: str = ""
    coverage: str = "whole"
    format: str = ""
    titles: dict[str, str] = field(default_factory=dict)
    read: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    aspects: list[tuple[str, str]] = field(default_factory=list)
    amends: list[str] = field(default_factory=list)
    supplements: list[str] = field(default_factory=list)
    implements: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Attachment:
    """A schedule or annex: its heading and its units, or blocks where it has no hierarchy."""

    num: str = ""
    heading: str | Element = ""
    blocks: list[Element] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """An instrument as a reader found it. `preface` and `preamble` are blocks before the first unit, `conclusions`
    those after the last.

    A source that is Akoma Ntoso already is not taken apart: it comes as `root`, an `akomaNtoso` element that lacks only
    its metadata, with `kept`, the metadata of its own that stay.
    """

    meta: Meta
    units: list[Unit] = field(default_factory=list)
    preface: list[Element] = field(default_factory=list)
    preamble: list[Element] = field(default_factory=list)
    conclusions: list[Element] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    root: Element | None = None
    kept: list[Element] = field(default_factory=list)


def element(tag: str, text: str = "", **attributes: str) -> Element:
    """An element of the document to be, by its Akoma Ntoso name: of the standard library's kind, which takes a fifth of the
    time and memory of one that libxml2 keeps. `write.py` makes the document of it."""
    made = Light(tag, attributes)
    if text:
        made.text = text
    return made


def p(text: str = "") -> Element:
    """A paragraph of text, ready for inline elements to be appended."""
    made = Light("p")
    if text:
        made.text = text
    return made


def append_text(parent: Element, text: str | None) -> None:
    """Add text after whatever an element holds already."""
    if not text:
        return
    if len(parent):
        last = parent[-1]
        last.tail = (last.tail or "") + text
    else:
        parent.text = (parent.text or "") + text


_UNIT_WORD = re.compile(
    r"^(?:part|chapter|division|title|book|section|article|artikel|articolo|art[íi]culo|artigo|art|статья|المادة|kapitel|abschnitt|teil|titre|chapitre|partie|"
    r"luku|osa|kap|rule|schedule|annex|capítulo|título|artículo|artigo|§+|sec|annexe|anhang|anlage|anexo|allegato|bijlage|bilaga|liite|appendix)\b\.?\s*|^§+\s*",
    re.IGNORECASE,
)
_PUNCTUATION = re.compile(r"[^\w]+")


@lru_cache(maxsize=8192)
def number(num: str) -> str:
    """The number in a label as an eId carries it (naming convention, section 5): "(a)" → a, "PART 1" → 1, "§ 5" → 5,
    "6.1" → 6-1, "Art. 4 bis" → 4bis."""
    bare = re.sub(r"(?<=\d)\.?\s?[ºª°]", "", _UNIT_WORD.sub("", num.strip()))
    bare = re.sub(rf"(?<=\d)\s+(?={BIS}\b|[a-zA-Z]\b)", "", bare)
    return _PUNCTUATION.sub("-", bare).strip("-_")


class EIds:
    """Gives each unit its eId by the naming convention and remembers which are taken."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self.counters: dict[tuple[str, str], int] = {}
        self.again: dict[str, int] = {}

    def give(self, unit: Unit, parent: str) -> str:
        """The eId of a unit whose nearest identified ancestor is `parent`; never the same twice."""
        return self.named(unit.kind, unit.name, unit.count or number(unit.num), parent)

    def named(self, kind: str, name: str, value: str, parent: str) -> str:
        """As `give`: of a kind of unit, its name if it is an hcontainer, and the number, "" for none."""
        if kind == "hcontainer" and name in ABBREVIATIONS:
            kind = name
        abbreviation = ABBREVIATIONS.get(kind, kind)
        if not value:
            count = self.counters[parent, abbreviation] = self.counters.get((parent, abbreviation), 0) + 1
            value = str(count) if kind in ("hcontainer", "recital") else f"nn_{count}"
        bare = f"{abbreviation}_{value}"
        # The articles of a schedule are not those of the instrument: they keep the schedule before them.
        own = kind in BASIC and bare not in self.taken and not parent.startswith("att_")
        unique = candidate = bare if own or not parent else f"{parent}__{bare}"
        if unique in self.taken:
            n = self.again.get(candidate, 2)  # where the last one ended: many of one number take no longer each
            while (unique := f"{candidate}_{n}") in self.taken:
                n += 1
            self.again[candidate] = n + 1
        self.taken.add(unique)
        return unique
