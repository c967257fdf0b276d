"""The walk through a Formex file: divisions, articles, paragraphs, lists, tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from lexmatch.findings import Finding
from lexmatch.readers import eu
from lexmatch.readers.flow import (
    Item,
    add,
    arrange,
    drop,
    filled,
    flatten,
    flow,
    inline,
    note,
    quotation,
    span,
    table,
    trim,
)  # fmt: skip
from lexmatch.readers.units import Unit, append_text, element, number, p
from lexmatch.readers.xml import NAMES, Element, children, first, local, text_of
from lexmatch.text import collapse

if TYPE_CHECKING:
    from lexmatch.readers import Source

ASIDE = frozenset(("BIB.INSTANCE", "BIB.INSTANCE.CONS", "FAM.COMP", "NOTE", "GR.NOTES", "TOC", "PROD.ID", "FIN.ID"))
# Elements that begin a paragraph or unit of their own inside others.
BLOCKS = frozenset(
    ("P", "LIST", "TBL", "GR.TBL", "NP", "QUOT.S", "GR.SEQ", "INCL.ELEMENT", "ALINEA", "PARAG", "ARTICLE", "DIVISION",
     "DLIST", "DLIST.ITEM", "SUBDIV", "COMMENT", "TITLE", "CONTENTS", "TXT", "ITEM", "CAPTION", "IMG.CNT", "TI", "STI",
     "GR.ANNOTATION", "GR.NOTES", "NP.ECR", "LV", "VISA", "CONSID", "SIGNATURE", "PL.DATE", "SIGNATORY", "TERM",
     "DEFINITION", "PREFIX", "NOTE.SET", "PARAG.AMEND", "BLK", "UNIT")
)  # fmt: skip
_MARKS = re.compile(r"[\s_.…—–-]{3,}")


class Walk:
    """One walk through a file: remembers the notes of tables, and elements it has not met before."""

    def __init__(self) -> None:
        self.odd: list[str] = []
        self.pictures = 0
        self.taken: set[str] = set()
        self.special: dict[str, Callable[[Element, Element], None]] = {
            "NOTE": self._note, "GR.NOTES": drop, "QUOT.START": _quote, "QUOT.END": _quote, "HT": self._highlight,
            "FT": self._figures, "IE": drop, "PROD.ID": drop, "FIN.ID": drop,
        }  # fmt: skip
        self.sup, self.sub = inline("sup"), inline("sub")
        self.structures: dict[str, Callable[[Element], Item]] = {
            "DIVISION": self.division, "ARTICLE": self.article, "PARAG": self.paragraph, "NP": self.point, "ITEM": self.item,
            "DLIST.ITEM": self.definition, "GR.SEQ": self.group, "SUBDIV": self.group, "TBL": self.table,
        }  # fmt: skip

    def findings(self, source: Source) -> list[Finding]:
        """What the reader of the result should know."""
        found = [
            Finding("import", "note", f"<{name}> has no counterpart; its words are kept as paragraphs", source.place,
                    key=f"formex-{name}")
            for name in dict.fromkeys(self.odd)
        ]  # fmt: skip
        if self.pictures:
            said = (
                f"{self.pictures} pages of forms are pictures in the source; the words it gives for them are kept as "
                "paragraphs"
            )
            found.append(Finding("import", "note", said, source.place, key="formex-pictures"))
        return found

    # --- words ---

    def _note(self, source: Element, into: Element) -> None:
        reference = source.get("NOTE.REF", "")
        if reference and not len(source):
            table_ = next(source.iterancestors("TBL"), None)
            meant = [n for n in table_.iter("NOTE") if n.get("NOTE.ID") == reference] if table_ is not None else []
            source = meant[0] if meant else source
        into.append(
            note(self.flat(source), source.get("NUMBER.ORG", "") or re.sub(r"^E0*", "", source.get("NOTE.ID", "")))
        )

    def _highlight(self, source: Element, into: Element) -> None:
        kind = source.get("TYPE")
        if kind in ("SUP", "SUB") and not len(source):
            (self.sup if kind == "SUP" else self.sub)(source, into)
        else:
            flow(source, into, self.special)

    def _figures(self, source: Element, into: Element) -> None:
        flow(source, into, self.special)

    def flat(self, source: Element) -> list[Element]:
        """All words of an element as plain paragraphs and tables."""
        found: list[Element] = []
        for item in self.items(source):
            found += flatten(item) if isinstance(item, Unit) else [item]
        return found

    # --- structure ---

    def items(self, source: Element) -> list[Item]:
        """What an element holds, as paragraphs and units in the order of the text."""
        if not len(source):
            words = collapse(source.text or "")
            return [p(words)] if words else []
        found: list[Item] = []
        run = p()
        add(run, source.text)
        for child in source:
            name = NAMES[child.tag]
            if name in BLOCKS:
                if name == "QUOT.S":
                    mod = element("mod")
                    mod.append(quotation(self.items(child)))
                    if not filled(run) and found and not isinstance(found[-1], Unit) and local(found[-1]) == "p":
                        run = found.pop()
                    run.append(mod)
                else:
                    if filled(run):
                        found.append(trim(run))
                        run = p()
                    found += self.one(child, name)
            elif name in self.special:
                self.special[name](child, run)
            elif name:
                flow(child, run, self.special)
            if tail := child.tail:
                add(run, tail)
        if filled(run):
            found.append(trim(run))
        return found

    def one(self, source: Element, name: str) -> list[Item]:
        """One structural element."""
        made = self.structures.get(name)
        if made is not None:
            return [made(source)]
        if name == "GR.NOTES":
            return []
        if name == "INCL.ELEMENT":
            self.pictures += 1
        return self.items(source)

    def unit(self, source: Element, kind: str, label: str) -> Unit:
        """A paragraph or point with its number."""
        numbered = None
        rest: list[Item] = []
        title: str | Element = ""
        for child in source:
            name = NAMES[child.tag]
            if name == "TITLE":
                title = self.heading(children(child))
            elif name == label:
                numbered = child if numbered is None else numbered
            elif name:
                rest += self.one(child, name) if name in BLOCKS else self.items(child)
        return _removed(arrange(Unit(kind, text_of(numbered), title), rest))

    def paragraph(self, source: Element) -> Unit:
        """A numbered paragraph."""
        return self.unit(source, "paragraph", "NO.PARAG")

    def point(self, source: Element) -> Unit:
        """A numbered point."""
        return self.unit(source, "point", "NO.P")

    def definition(self, source: Element) -> Unit:
        """An entry of a list of definitions."""
        return arrange(Unit("hcontainer", name="definition"), self.items(source))

    def item(self, source: Element) -> Unit:
        """A list item: its point where it is numbered, else a dash."""
        inside = list(children(source))
        if len(inside) >= 1 and local(inside[0]) == "NP":
            made = self.point(inside[0])
            return arrange(made, [i for c in inside[1:] for i in self.one(c, local(c))]) if inside[1:] else made
        return arrange(Unit("indent"), self.items(source))

    def article(self, source: Element) -> Unit:
        """An article: number, heading, paragraphs."""
        label = first(source, "TI.ART")
        num = text_of(label)
        made = Unit("article", num, self.heading(children(source, "STI.ART")))
        if not re.search(r"\d", num):
            made.count = source.get("IDENTIFIER", "").lstrip("0").lower() or number(num)
        elif not re.match(r"(?i)art", num):
            made.count = number(re.sub(r"^\D+", "", num))
        notes = list(label.iter("NOTE")) if label is not None else []
        for found in notes:
            made.num = text_of(label).replace(text_of(found), "").strip()
        items: list[Item] = []
        for child in children(source):
            if local(child) not in ("TI.ART", "STI.ART"):
                items += self.one(child, local(child))
        return _removed(arrange(made, items))

    def division(self, source: Element) -> Unit:
        """A title, chapter or section."""
        heads = first(source, "TITLE")
        label = text_of(first(heads, "TI")) if heads is not None else ""
        kind, count = eu.division(label)
        made = Unit(kind or "hcontainer", label, name="" if kind else "division", count=number(count) if kind else "")
        if heads is not None:
            if kind:
                made.heading = self.heading(children(heads, "STI"))
            else:
                made.num, made.heading = "", self.heading(children(heads))
        items: list[Item] = []
        for child in children(source):
            if local(child) != "TITLE":
                items += self.one(child, local(child))
        return arrange(made, items)

    def group(self, source: Element) -> Unit:
        """A group of an annex: a heading, perhaps numbered, and what stands under it."""
        made = Unit("hcontainer", name="group")
        items: list[Item] = []
        for at, child in enumerate(children(source)):
            if local(child) == "TITLE" and at == 0:
                label = first(child, "TI")
                numbered = first(label, "NP") if label is not None else None
                if numbered is not None:
                    made = Unit("point", text_of(first(numbered, "NO.P")),
                                self.heading(c for c in children(numbered) if local(c) != "NO.P"))  # fmt: skip
                else:
                    made.heading = self.heading(children(child))
            elif local(child) in ("NO.GR.SEQ",):
                made.num = text_of(child)
            else:
                items += self.one(child, local(child)) if local(child) in BLOCKS else self.items(child)
        return arrange(made, items)

    def heading(self, parts: Iterable[Element]) -> str | Element:
        """Lines of a heading as one."""
        made = p()
        for part in parts:
            for line in self.flat(part):
                if filled(made):
                    append_text(made, " ")
                if local(line) == "p":
                    append_text(made, line.text)
                    made.extend(list(line))
                else:
                    append_text(made, text_of(line))
        return made if len(made) else (made.text or "")

    def table(self, source: Element) -> Element:
        """A table of Formex, its title as caption."""
        rows = [
            [(self.flat(cell), span(cell, "COLSPAN"), span(cell, "ROWSPAN")) for cell in children(row, "CELL")]
            for row in source.iter("ROW")
        ]
        return table(rows, text_of(first(source, "TITLE")))


def _quote(source: Element, into: Element) -> None:
    code = source.get("CODE", "")
    try:
        add(into, chr(int(code, 16)))
    except (ValueError, OverflowError):
        add(into, "’" if local(source) == "QUOT.END" else "‘")


def _removed(unit: Unit) -> Unit:
    """Consolidated texts put a line in the place of what has been repealed."""
    if not unit.children and not unit.tail and len(unit.blocks) == 1 and not len(unit.blocks[0]):
        said = unit.blocks[0].text or ""
        if _MARKS.fullmatch(said):
            unit.attrs["status"] = "removed"
    return unit
