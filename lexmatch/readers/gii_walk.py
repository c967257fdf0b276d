"""The walk through the norms of a German law: groups, §§ and articles, Absätze, lists, tables, Anlagen."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lexmatch.readers.flow import (
    Item,
    add,
    arrange,
    block,
    drop,
    filled,
    flatten,
    flow,
    heading,
    inline,
    note,
    space,
    table,
    trim,
)
from lexmatch.readers.units import Attachment, Unit, number, p
from lexmatch.readers.xml import NAMES, Element, children, first, local, text_of
from lexmatch.text import collapse

_GROUPS = (
    ("unterabschnitt", "subdivision"), ("unterkapitel", "subchapter"), ("untertitel", "subtitle"), ("abschnitt", "division"),
    ("kapitel", "chapter"), ("titel", "title"), ("buch", "book"), ("teil", "part"),
)  # fmt: skip
_ORDINALS = (
    "erst", "zweit", "dritt", "viert", "fünft", "sechst", "sieb", "acht", "neunt", "zehnt", "elft", "zwölft", "dreizehnt",
    "vierzehnt", "fünfzehnt", "sechzehnt", "siebzehnt", "achtzehnt", "neunzehnt", "zwanzigst",
)  # fmt: skip
_ABSATZ = re.compile(r"^\s*\((\d+[a-z]*)\)\s*")
_RANGE = re.compile(r"^§§\s*(\d+[a-z]*)\s*(?:bis|-|–|und|u\.)\s*(\d+[a-z]*)$")
_GONE = re.compile(r"^[\s–—-]*(?:\(?weggefallen\)?|\(?aufgehoben\)?|[–—-])[\s.]*$", re.IGNORECASE)
_WORD = re.compile(r"\w")
_APART = frozenset(("DL", "table", "P", "Title", "DD", "LA", "Content", "entry", "Revision"))
_LEVELS = {
    "section": ("subsection", "paragraph", "subparagraph", "clause", "subclause", "point"),
    "article": ("paragraph", "point", "subparagraph", "clause", "subclause", "indent"),
    "": ("paragraph", "point", "subparagraph", "clause", "subclause", "indent"),
}


@dataclass(frozen=True, slots=True)
class Norm:
    """A norm of the file: what its metadata say, the first of each name, its text, and the editors' notes to it."""

    source: Element
    metadata: Element | None
    about: dict[str, Element]
    text: Element | None
    notes: list[Element]


def opened(source: Element) -> Norm:
    """The parts of a norm, seen in one pass."""
    metadata = text = None
    about: dict[str, Element] = {}
    notes: list[Element] = []
    for part in source:
        held = NAMES[part.tag]
        if held == "metadaten":
            metadata = part if metadata is None else metadata
            for child in part:
                about.setdefault(NAMES[child.tag], child)
        elif held == "textdaten":
            for child in part:
                name = NAMES[child.tag]
                if name == "text":
                    text = child if text is None else text
                elif name == "fussnoten":
                    notes.append(child)
    return Norm(source, metadata, about, text, notes)


class Walk:
    """One walk through the norms of a law."""

    def __init__(self) -> None:
        self.special: dict[str, Callable[[Element, Element], None]] = {
            "BR": space, "ABWFORMAT": drop, "FnR": self._reference, "SUP": inline("sup"), "SUB": inline("sub"), "IMG": drop,
            "FILE": drop, "TOC": drop, "Footnotes": drop, "Footnote": drop,
        }  # fmt: skip

    def _reference(self, source: Element, into: Element) -> None:
        norm = next(source.iterancestors("norm"), None)
        wanted = source.get("ID", "")
        found = [f for f in norm.iter("Footnote") if f.get("ID") == wanted] if norm is not None and wanted else []
        if found:
            into.append(note([block(found[0], {"BR": space, "FnR": drop})], wanted[-3:].lstrip("0")))

    def titles(self, metadata: Element) -> list[Element]:
        """Long and short title."""
        return [block(e, self.special) for e in children(metadata, "langue", "kurzue")]

    def group(self, source: Element, norm: Norm) -> Unit:
        """A part, chapter or other group, numbered in figures or in words."""
        label, title = text_of(first(source, "gliederungsbez")), first(source, "gliederungstitel")
        kind = next((k for word, k in _GROUPS if word in label.casefold()), "hcontainer")
        unit = Unit(kind, label, self._heading(title, norm), name="group")
        unit.count = _group_number(label)
        if kind != "hcontainer":
            unit.name = ""
        if _GONE.match(text_of(title)):
            unit.attrs["status"] = "removed"
        return unit

    def section(self, norm: Norm, label: str) -> Unit:
        """A § or article with its Absätze."""
        kind = "section" if label.startswith("§") else "article" if label.startswith("Art") else ""
        title = norm.about.get("titel")
        unit = Unit(kind or "hcontainer", label, self._heading(title, norm), name="" if kind else "norm",
                    wid=norm.source.get("doknr", ""))  # fmt: skip
        between = _RANGE.match(label)
        if between:
            unit.count = f"{between.group(1)}-{between.group(2)}"
        arrange(unit, self.body(norm.text, kind) if norm.text is not None else [])
        if not unit.children:
            said = _said(unit)
            if _GONE.match(text_of(title) if title is not None and not said.strip() else said):
                unit.attrs["status"] = "removed"
        return unit

    def _heading(self, source: Element | None, norm: Norm) -> str | Element:
        """A heading with the editors' footnotes to it."""
        made = heading(source, self.special)
        notes = [b for f in norm.notes for b in self.flat(f)]
        if not notes:
            return made
        holder = p(made) if isinstance(made, str) else made
        holder.append(note(notes))
        return holder

    def body(self, text: Element, kind: str) -> list[Item]:
        """The paragraphs of a norm: Absätze as units, others as they are."""
        items: list[Item] = []
        levels = _LEVELS[kind]
        for content in children(text):
            if local(content) != "Content":
                items += self.one(content, local(content), levels, 1)
                continue
            for child in content:
                name = NAMES[child.tag]
                if not name:
                    continue
                counted = _ABSATZ.match(_lead(child)) if name == "P" else None
                if counted is None:
                    items += self.one(child, name, levels, 1 if kind else 0)
                    continue
                unit = Unit(levels[0] if kind else "paragraph", f"({counted.group(1)})")
                inside = self.mixed(child, levels, 1, cut=counted.end())
                items.append(arrange(unit, inside))
                if not unit.children and _GONE.match(_said(unit)):
                    unit.attrs["status"] = "removed"
        return items

    def one(self, source: Element, name: str, levels: tuple[str, ...], level: int) -> list[Item]:
        """A paragraph, list or table, by its name."""
        if name == "DL":
            return [*self.points(source, levels, level)]
        if name == "table":
            return [self.table(source)]
        if name in ("TOC", "Footnotes", "Footnote"):
            return []
        return self.mixed(source, levels, level)

    def mixed(self, source: Element, levels: tuple[str, ...], level: int, cut: int = 0) -> list[Item]:
        """Text with lists and tables in it. `cut` is how much of the first text is the number that was read already."""
        lead = source.text or ""
        if not len(source):
            words = collapse(lead[cut:])
            return [p(words)] if words else []
        found: list[Item] = []
        run = p()
        if lead:
            add(run, lead[cut:])
        cut = max(cut - len(lead), 0)
        for child in source:
            name = NAMES[child.tag]
            if name in _APART:
                if filled(run):
                    found.append(trim(run))
                    run = p()
                found += self.one(child, name, levels, level)
            elif name in self.special:
                self.special[name](child, run)
            elif name:
                flow(child, run, self.special)
            tail = child.tail
            if tail:
                add(run, tail[cut:] if cut else tail)
                cut = max(cut - len(tail), 0) if cut else 0
        if filled(run):
            found.append(trim(run))
        return found

    def points(self, source: Element, levels: tuple[str, ...], level: int) -> list[Unit]:
        """A list: Nummern in an Absatz, Buchstaben in a Nummer, and so on down."""
        made: list[Unit] = []
        kind = levels[min(level, len(levels) - 1)]
        num = ""
        for child in source:
            name = NAMES[child.tag]
            if name == "DT":
                num = text_of(child)
            elif name == "DD":
                unit = Unit(kind if _WORD.search(num) else "indent", num)
                made.append(arrange(unit, self.mixed(child, levels, level + 1)))
                num = ""
        if num:  # a number without anything after it
            made.append(Unit(kind, num))
        return made

    def flat(self, source: Element | None, title: list[Element] | None = None) -> list[Element]:
        """All words as paragraphs and tables."""
        found = [block(e, self.special) for e in title or ()]
        if source is not None:
            for item in self.body(source, "") if local(source) == "text" else self.mixed(source, _LEVELS[""], 0):
                found += flatten(item)
        return [b for b in found if filled(b)]

    def table(self, source: Element) -> Element:
        """A CALS table."""
        rows = []
        for group in children(source, "tgroup"):
            names = [c.get("colname", "") for c in children(group, "colspec")]
            for row in group.iter("row"):
                rows.append(
                    [(self.flat(entry), _across(entry, names), _more(entry)) for entry in children(row, "entry")]
                )
        return table(rows, text_of(first(source, "Title")))

    def annex(self, norm: Norm, label: str) -> Attachment:
        """An Anlage: its label may say what it belongs to."""
        made = Attachment(label, self._heading(norm.about.get("titel"), norm))
        holder = arrange(Unit("hcontainer"), self.body(norm.text, "") if norm.text is not None else [])
        made.blocks, made.units = holder.blocks, holder.children
        if holder.tail:
            made.units.append(Unit("hcontainer", name="wording", blocks=holder.tail))
        return made


def _said(unit: Unit) -> str:
    return " ".join("".join(b.itertext()) if len(b) else b.text or "" for b in unit.blocks)


def _lead(source: Element) -> str:
    """The first characters of a paragraph, over inline elements."""
    said = source.text or ""
    if said.strip():
        return said
    for child in source:
        said += (child.tail or "") if local(child) in ("BR", "ABWFORMAT") else ""
        if said.strip():
            break
    return said


def _group_number(label: str) -> str:
    """The number of a group: "Teil 2" → 2, "Zwölfter Teil" → 12; empty where the label says none."""
    figures = re.search(r"\d+[a-z]?\b|\b[IVXLC]+\b", label)
    if figures:
        return figures.group()
    first_word = label.casefold().split()[0] if label.split() else ""
    stem = re.sub(r"(?:ent)?e[rsn]?$", "", first_word)
    return str(_ORDINALS.index(stem) + 1) if stem in _ORDINALS else number(label)


def _across(entry: Element, names: list[str]) -> int:
    start, end = entry.get("namest"), entry.get("nameend")
    return names.index(end) - names.index(start) + 1 if start in names and end in names else 1


def _more(entry: Element) -> int:
    said = entry.get("morerows", "0")
    return int(said) + 1 if said.isdigit() and int(said) < 1000 else 1
