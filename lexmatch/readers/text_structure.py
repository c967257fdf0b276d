"""Lines of text → units: the part of the readers of Markdown, plain text, DOCX and PDF that knows what law looks like."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lexmatch.findings import Finding, Place
from lexmatch.readers.aliases import slug
from lexmatch.readers.flow import Item, arrange
from lexmatch.readers.text_labels import Head, Mark, counts_by_articles, first_of, follows, head, mark
from lexmatch.readers.text_lines import Line
from lexmatch.readers.units import Attachment, Document, Unit, p

_CONCLUSIONS = re.compile(
    r"(?:IN WITNESS|DONE (?:at|in)\b|TEN BLIJKE|GEDAAN te|EN FOI DE QUOI|FAIT à|GESCHEHEN|ZU URKUND|EN FE DE LO CUAL|HECHO en|"
    r"EM FÉ DO QUE|FEITO em)",
    re.IGNORECASE,
)
NOTES = re.compile(
    r"(?:end)?notes?\b|editorial notes|historical and revision|amendment history|about (?:this|the)|amendments?$|"
    r"references in text|effective date|change of name|prior provisions|codification$|short title of",
    re.IGNORECASE,
)
_REPEALED = re.compile(r"[\[(]?(?:repealed|aufgehoben|abrogé|derogad|vervallen|revogad|kumottu)", re.IGNORECASE)
# An article whose heading stands in one line with its words, after the numbers of footnotes.
_RUN_IN = re.compile(r"((?:\d+\s+)*)(Art\.\s*(\d+)(?:\s?[a-z](?=\s))?)\s+(?=[A-ZÄÖÜ])")


@dataclass(slots=True)
class _Level:
    unit: Unit
    kind: str
    mark: Mark | None
    indent: int
    items: list[Item] = field(default_factory=list)


# What is called what below an article or section, by depth.
_BELOW_ARTICLE = ("paragraph", "point", "point", "point", "point", "point")
_BELOW_SECTION = ("subsection", "paragraph", "subparagraph", "clause", "subclause", "point", "point")


class Structurer:
    """Takes lines one after the other and puts them where they belong in a document."""

    def __init__(self, document: Document, lines: list[Line], path: str, letters_first: bool = False) -> None:
        self.document = document
        self.path = path
        self.findings: list[Finding] = []
        self.articles = counts_by_articles([line.text for line in lines if not line.plain])
        # Where headings are marked as such, a plain line is never one (it may be a table of contents).
        self.marked = any(line.level and head(line.text, True, self.articles) for line in lines)
        self.letters_first = letters_first  # (a) is the first level below a section, as in the United States Code
        self.groups: list[tuple[str, int, Unit]] = []  # kind, level of the heading, unit
        self.basic: Unit | None = None
        self.items: list[Item] = []  # what stands directly in it
        self.levels: list[_Level] = []  # the numbered parts that are open
        self.made: list[_Level] = []  # all of them
        self.open_heading: Unit | Attachment | None = None  # what still wants its heading
        self.attachment: Attachment | None = None
        self.where = "preface"
        self.last = 0

    def run(self, lines: list[Line]) -> Document:
        """All lines."""
        for line in lines:
            self.take(line)
        self.finish()
        return self.document

    def take(self, line: Line) -> None:
        """One line."""
        found = line.opens
        if found is None and not line.plain and (line.level or not (self.marked or line.number)):
            found = head(line.text, line.level > 0, self.articles)
        if found is not None:
            self.opened(found, line)
            return
        if line.level > 0:
            self.headed(line)
            return
        wanting, self.open_heading = self.open_heading, None
        if wanting is not None and not self.marked and line.title:
            wanting.heading = line.text
        else:
            self.worded(line)

    def opened(self, found: Head, line: Line) -> None:
        """A unit begins."""
        self.finish()
        if found.kind == "schedule":
            self.append(found.label, found.rest)
            return
        unit = Unit(found.kind, found.label, found.rest, count=found.count)
        if _REPEALED.match(found.rest):
            unit.attrs["status"] = "removed"
        self.where = "units"
        if found.basic and not (found.kind == "section" and self.articles and not found.label.startswith("§")):
            self.into().append(unit)
            self.basic = unit
            digits = re.search(r"\d+", found.label)
            self.last = int(digits.group()) if digits and len(digits.group()) < 6 else self.last
        else:
            self.pop(found.kind, line.level)
            self.into().append(unit)
            self.groups.append((found.kind, line.level, unit))
        self.open_heading = None if found.rest or line.opens else unit

    def append(self, label: str, heading: str) -> None:
        """An attachment begins."""
        self.finish()
        self.groups, self.where = [], "units"
        self.attachment = Attachment(label, heading)
        self.document.attachments.append(self.attachment)
        self.open_heading = None if heading else self.attachment

    def pop(self, kind: str, level: int) -> None:
        """Close the groups that a new one ends: up to one of its own kind, or those below its level."""
        kinds = [k for k, _, _ in self.groups]
        if kind in kinds:
            del self.groups[kinds.index(kind) :]
            return
        while self.groups and (self.groups[-1][0] == "heading" or (level and self.groups[-1][1] > level)):
            self.groups.pop()

    def headed(self, line: Line) -> None:
        """A heading that is no label: the title of the unit before it, or a heading of its own."""
        wanting, self.open_heading = self.open_heading, None
        if wanting is not None:
            wanting.heading = line.text
            return
        if self.where == "preface":
            self.document.preface.append(p(line.text))
            return
        self.finish()
        if NOTES.match(line.text):
            if self.attachment is None or not NOTES.match(str(self.attachment.heading)):
                self.append("", line.text)
            else:
                self.attachment.units.append(Unit("hcontainer", heading=line.text, name="heading"))
            return
        while self.groups and self.groups[-1][0] == "heading" and self.groups[-1][1] >= line.level:
            self.groups.pop()
        made = Unit("hcontainer", heading=line.text, name="heading")
        self.into().append(made)
        self.groups.append(("heading", line.level, made))

    def into(self) -> list[Unit]:
        """Where the next unit stands."""
        if self.groups:
            return self.groups[-1][2].children
        return self.attachment.units if self.attachment is not None else self.document.units

    def worded(self, line: Line) -> None:
        """Words: of the preface, of the unit that is open, or at the end."""
        if self.articles and self.where == "units" and self.run_in(line):
            return
        if self.where == "preface":
            self.document.preface.append(p(line.whole))
        elif self.attachment is None and (self.where == "conclusions" or _CONCLUSIONS.match(line.text)):
            self.finish()
            self.groups, self.where = [], "conclusions"
            self.document.conclusions.append(p(line.whole))
        else:
            if self.basic is None:
                self.begin()
            self.below(line)

    def begin(self) -> None:
        """Words directly below a group or schedule stand in a nameless unit, from which `finish` takes them."""
        self.basic = Unit("hcontainer", name="text")

    def run_in(self, line: Line) -> bool:
        """An article that begins in the middle of words, where its number is the next one."""
        found = _RUN_IN.match(line.text)
        if found is None or int(found[3]) not in (self.last, self.last + 1) or found[2].strip() == self.latest():
            return False
        self.finish()
        unit = Unit("article", found[2].strip())
        self.into().append(unit)
        self.basic, self.last = unit, int(found[3])
        self.findings.append(Finding("import", "note", f"{found[2].strip()} begins within a line: its heading could not be "
                                     "told from its words", Place(self.path, line.at), key=found[2].strip()))  # fmt: skip
        before = f"{line.number.label} " if line.number else ""
        self.below(Line(f"{before}{found[1]}{line.text[found.end() :]}", indent=line.indent, at=line.at))
        return True

    def latest(self) -> str:
        """The label of the article that is open."""
        return self.basic.num if self.basic is not None else ""

    def below(self, line: Line) -> None:
        """A line within an article or section: a numbered part of it, a definition, or words."""
        if line.term:
            while self.levels and (self.levels[-1].kind == "term" or self.levels[-1].kind[0] in "ar"):
                self.levels.pop()
            unit = Unit("hcontainer", name="definition", count=slug(line.term))
            self.push(_Level(unit, "term", None, line.indent), line.text)
            return
        found = (line.number, line.text) if line.number else mark(line.text)
        if found is None or not self.number(found[0], found[1], line.indent):
            self.say(line.whole, line.indent)

    def number(self, one: Mark, words: str, indent: int) -> bool:
        """Put a numbered line where its number belongs; False when it belongs nowhere and is mere words."""
        for strict in (True, False):
            for depth in range(len(self.levels) - 1, -1, -1):
                level = self.levels[depth]
                beside = level.indent == indent or level.indent < 0 or indent < 0
                if level.mark is not None and (beside or not strict) and follows(level.mark, one, level.kind):
                    if one.value in ("i", "v", "x") and first_of(one) and not _next(level.mark, one, level.kind):
                        continue  # rather the first Roman number below
                    del self.levels[depth:]
                    self.push(_Level(Unit("paragraph", one.label), level.kind, one, indent), words)
                    return True
        kind = first_of(one)
        if not kind and one.form.endswith("-list") and not self.levels:
            kind = one.kinds[0]  # a list that a word processor goes on counting
        if not kind:
            return False
        while self.levels and 0 <= indent < self.levels[-1].indent:
            self.levels.pop()
        same = [i for i, v in enumerate(self.levels) if v.mark and v.kind == kind and v.mark.form == one.form]
        if same and not any(level.kind == "term" for level in self.levels[same[-1] :]):
            del self.levels[same[-1] :]  # counting begins anew beside what stands there
        self.push(_Level(Unit("paragraph", one.label), kind, one, indent), words)
        return True

    def push(self, level: _Level, words: str) -> None:
        """Open a part below the deepest one that is open."""
        (self.levels[-1].items if self.levels else self.items).append(level.unit)
        if words.strip():
            level.items.append(p(words.strip()))
        self.levels.append(level)
        self.made.append(level)

    def say(self, text: str, indent: int) -> None:
        """Words without a number: of the part that is open, or after the points of the one around it. The points stay
        open: counting may go on."""
        holder = self.items
        if indent >= 0:
            for level in self.levels:
                if level.indent <= indent:
                    holder = level.items
        elif self.levels:
            deep = self.levels[-1]
            after = bool(deep.items) and deep.kind != "term" and (len(self.levels) > 1 or deep.kind[0] in "ar")
            around = self.levels[-2].items if len(self.levels) > 1 else self.items
            holder = around if after else deep.items
        holder.append(p(text))

    def finish(self) -> None:
        """Close what is open: hang the parts below each other and give them their kinds."""
        unit, self.basic = self.basic, None
        if unit is not None:
            for level in self.made:
                arrange(level.unit, level.items)
            arrange(unit, self.items)
            named = unit.kind == "article" or (
                unit.kind == "hcontainer" and (self.articles or self.attachment is not None)
            )
            _name(unit, named, self.letters_first)
            if unit.kind == "hcontainer":
                self.place(unit)
        self.items, self.levels, self.made, self.open_heading = [], [], [], None

    def place(self, unit: Unit) -> None:
        """Put words that stood directly in a group or schedule there."""
        group = self.groups[-1][2] if self.groups else None
        if group is not None and not group.children:
            group.blocks += unit.blocks
            group.children += unit.children
            group.tail += unit.tail
        elif group is None and self.attachment is not None and not self.attachment.units and not unit.tail:
            self.attachment.blocks += unit.blocks
            self.attachment.units += unit.children
        else:
            self.into().append(unit)


def _next(before: Mark, one: Mark, kind: str) -> bool:
    return before.ranks(kind)[0][0] + 1 == one.ranks(kind)[0][0]


def _name(unit: Unit, article: bool, letters_first: bool, depth: int = 0) -> None:
    """Give the numbered parts of a unit the kinds that their depth means."""
    for child in unit.children:
        if child.kind in ("hcontainer", "alinea"):
            _name(child, article, letters_first, max(depth, 1) if child.kind == "hcontainer" else depth)
            continue
        here = depth
        if not article and depth == 0 and not letters_first and not child.num.strip("(.)")[:1].isdigit():
            here = 1
        kinds = _BELOW_ARTICLE if article else _BELOW_SECTION
        child.kind = kinds[min(here, len(kinds) - 1)]
        _name(child, article, letters_first, here + 1)
