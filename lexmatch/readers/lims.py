"""Justice Canada's XML (LIMS): Acts and regulations from laws-lois.justice.gc.ca, in English and French.

The version's date is `lims:pit-date` (the day since which this text has stood, the last amendment): on any later day
up to `lims:current-date`, to which the consolidation is current, the same text was in force, and a command with `--at`
finds it. Historical notes, and when a provision came into force, are kept as `lm:history` and `lm:in-force`: they are
about the text, not of it.
"""

from __future__ import annotations

import re

from lexmatch.findings import Finding, Place
from lexmatch.readers import Source
from lexmatch.readers.fidelity import Operative
from lexmatch.readers.flow import Item, add, arrange, block, filled, flow, heading, note, table, trim, words
from lexmatch.readers.lims_inline import SPECIAL
from lexmatch.readers.lims_meta import LIMS, dates, meta
from lexmatch.readers.lims_parts import CONTAINERS, UNITS, grouped, is_repealed, not_in_force, structured, term_of
from lexmatch.readers.units import Attachment, Document, Unit, element, p
from lexmatch.readers.xml import LM, NAMES, Element, children, first, local, text_of

NAME = "lims"
TITLE = "Justice Canada XML (Acts and regulations)"
SUFFIXES = (".xml",)

_CALLED = {"Subsubclause": "subsubclause", "Definition": "definition"}
_GROUPS = (
    (re.compile(r"part(?:ie)?\b", re.I), "part"), (re.compile(r"chap(?:ter|itre)\b", re.I), "chapter"),
    (re.compile(r"(?:sub-?division|sous-section)\b", re.I), "subdivision"),
    (re.compile(r"(?:division|section)\b", re.I), "division"), (re.compile(r"tit(?:le|re)\b", re.I), "title"),
)  # fmt: skip
# Words in these are about the law, not of it.
_ASIDE = frozenset(("HistoricalNote", "Footnote", "FootnoteRef", "ReaderNote", "RecentAmendments", "PIT", "Image"))
_INLINE = frozenset(
    ("DefinedTermEn", "DefinedTermFr", "XRefExternal", "XRefInternal", "Emphasis", "Language", "DefinitionRef", "Sup",
     "Sub", "Repealed", "FootnoteRef", "Leader", "Fraction", "Ins", "Del", "Separator")
)  # fmt: skip
OPERATIVE = Operative(
    within=("LongTitle", "ShortTitle", "Introduction", "Preamble", "Order", "Body", "Schedule"),
    aside=_ASIDE, inline=_INLINE,
)  # fmt: skip


def detects(source: Source) -> bool:
    """A Statute or Regulation that speaks of LIMS in its head."""
    namespace, name = source.tag
    return name in ("Statute", "Regulation") and not namespace and LIMS.encode() in source.data[:65536]


def read(source: Source) -> tuple[Document, list[Finding]]:
    """The Act or regulation in the file."""
    walk = _Walk(source)
    root = source.root
    document = Document(meta(root))
    identification = first(root, "Identification")
    if identification is not None:
        document.preface = walk.titles(identification)
    for part in children(root, "Introduction", "Preamble", "Order"):
        document.preamble += walk.preamble(part)
    body = first(root, "Body")
    if body is not None:
        document.units = walk.groups(body)
    document.attachments = [walk.schedule(s) for s in children(root, "Schedule")]
    return document, walk.findings


class _Walk:
    """The walk through one file; it remembers what could not be structured."""

    def __init__(self, source: Source) -> None:
        self.path = source.path
        self.findings: list[Finding] = []
        self.reported: set[str] = set()

    def titles(self, identification: Element) -> list[Element]:
        """Long and short title as blocks of the preface."""
        found = []
        for name, tag in (("LongTitle", "longTitle"), ("ShortTitle", "shortTitle")):
            source = first(identification, name)
            if source is None or not text_of(source):
                continue
            outer = element("longTitle") if tag == "longTitle" else p()
            inner = p() if tag == "longTitle" else element("shortTitle")
            flow(source, inner, SPECIAL)
            outer.append(trim(inner))
            found.append(outer)
        return found

    def preamble(self, part: Element) -> list[Element]:
        """Enacting words as a formula, the rest of the preamble as paragraphs."""
        found: list[Element] = []
        for child in children(part):
            blocks = [b for b in self.blocks(child) if not isinstance(b, Unit)]
            if local(child) == "Enacts" and blocks:
                formula = element("formula", name="enacting")
                formula.extend(blocks)
                found.append(formula)
            else:
                found += blocks
        return found

    def groups(self, parent: Element) -> list[Unit]:
        """Headings and sections, which stand side by side in the file, as a tree by the levels of the headings."""
        top: list[Unit] = []
        stack: list[tuple[int, Unit]] = []
        for child in parent:
            name = NAMES[child.tag]
            if not name:
                continue
            into = stack[-1][1].children if stack else top
            if name == "Heading":
                level = int(child.get("level") or 1) if (child.get("level") or "1").isdigit() else 1
                unit = self.group(child)
                while stack and stack[-1][0] >= level:
                    stack.pop()
                (stack[-1][1].children if stack else top).append(unit)
                stack.append((level, unit))
            elif name in UNITS:
                into.append(self.unit(child))
            elif name not in _ASIDE:
                blocks = self.blocks(child)
                if stack and not stack[-1][1].children:
                    stack[-1][1].blocks += [b for b in blocks if not isinstance(b, Unit)]
                    into += [b for b in blocks if isinstance(b, Unit)]
                elif blocks:
                    into.append(arrange(Unit("hcontainer", name="text"), blocks))
        return top

    def group(self, source: Element) -> Unit:
        """A part, division and so on where its label says so; a mere heading otherwise."""
        label = words(first(source, "Label"), SPECIAL)
        kind = next((kind for pattern, kind in _GROUPS if pattern.match(label)), "hcontainer")
        return Unit(kind, label, heading(first(source, "TitleText"), SPECIAL),
                    name="heading" if kind == "hcontainer" else "", attrs=dates(source))  # fmt: skip

    def unit(self, source: Element) -> Unit:
        """A section or what is below it."""
        tag = local(source)
        unit = Unit(UNITS[tag], name=_CALLED.get(tag, ""), attrs=dates(source))
        items: list[Item] = []
        notes: list[Element] = []
        repealed = False
        for child in source:
            name = NAMES[child.tag]
            if name == "Text":
                repealed = repealed or (len(child) > 0 and any(c.tag == "Repealed" for c in child))
                made = block(child, SPECIAL)
                if made.text or len(made):
                    items.append(made)
            elif name in UNITS:
                items.append(self.unit(child))
            elif name == "Label":
                unit.num = words(child, SPECIAL)
            elif name == "MarginalNote" and not unit.heading:
                unit.heading = heading(child, SPECIAL)
            elif name == "HistoricalNote":
                unit.attrs[f"{{{LM}}}history"] = text_of(child)
            elif name == "Footnote":
                marker = words(first(child, "Label"), SPECIAL)
                notes.append(note([block(t, SPECIAL) for t in children(child, "Text")], marker))
            elif name:
                items += self.blocks(child)
        if tag == "Definition":
            unit.count = term_of(source)
        if repealed and is_repealed(source):
            unit.attrs["status"] = "removed"
        if notes:
            last = next((i for i in items if not isinstance(i, Unit)), None)
            if last is None:
                items.insert(0, last := p())
            last.extend(notes)
        return arrange(unit, items)

    def blocks(self, source: Element) -> list[Item]:
        """An element as paragraphs and units; of what is not known the words are kept, and reported once."""
        name = local(source)
        if name in UNITS:
            return [self.unit(source)]
        if name in _ASIDE:
            return []
        if name == "Text" or not structured(source):
            made = block(source, SPECIAL)
            return [made] if filled(made) else []
        if name == "TableGroup":
            return self.tables(source)
        if name in ("Group", "RelatedOrNotInForce"):
            return list(self.groups(grouped(source)))
        if name == "Heading":
            return [self.group(source)]
        if name not in CONTAINERS and name not in self.reported:
            self.reported.add(name)
            self.findings.append(
                Finding("import", "note", f"<{name}> is kept as paragraphs: its structure is not read",
                        Place(self.path, source.sourceline or 1), key=name)
            )  # fmt: skip
        found: list[Item] = []
        loose = p()
        add(loose, source.text)
        for child in source:
            if isinstance(child.tag, str):
                if local(child) in SPECIAL:
                    SPECIAL[local(child)](child, loose)
                else:
                    if filled(loose):
                        found.append(trim(loose))
                        loose = p()
                    found += self.blocks(child)
            add(loose, child.tail)
        if filled(loose):
            found.append(trim(loose))
        return found

    def tables(self, source: Element) -> list[Item]:
        """CALS tables as tables, with their captions as paragraphs."""
        found: list[Item] = []
        for child in children(source):
            if local(child) != "table":
                found += self.blocks(child)
                continue
            for group in children(child):
                if local(group) != "tgroup":
                    found += self.blocks(group)
                    continue
                found.append(table([[self.cell(c) for c in children(row)] for row in group.iter("row")]))
        return found

    def cell(self, entry: Element) -> tuple[list[Element], int, int]:
        """A cell with the columns and rows that it spans."""
        start, end = (re.search(r"\d+$", entry.get(k, "")) for k in ("namest", "nameend"))
        across = int(end.group()) - int(start.group()) + 1 if start and end else 1
        down = int(entry.get("morerows", "0")) + 1 if entry.get("morerows", "0").isdigit() else 1
        blocks = [block(t, SPECIAL) for t in children(entry)] if structured(entry) else [block(entry, SPECIAL)]
        return [b for b in blocks if filled(b)], max(across, 1), down

    def schedule(self, source: Element) -> Attachment:
        """A schedule: its heading, what refers to it, and its sections, groups or list."""
        attachment = Attachment()
        unit = Unit("hcontainer", name="schedule")
        items: list[Item] = []
        in_force = True
        for child in children(source):
            if local(child) == "ScheduleFormHeading":
                attachment.num = words(first(child, "Label"), SPECIAL)
                attachment.heading = heading(first(child, "TitleText"), SPECIAL)
                in_force = source.get("id") != "NifProvs"
                for other in children(child):
                    if local(other) not in ("Label", "TitleText"):
                        items += self.blocks(other)
            elif local(child) == "Heading":
                items += self.groups(grouped(source))
                break
            else:
                items += self.blocks(child)
        if not any(isinstance(i, Unit) for i in items):
            attachment.blocks = [i for i in items if not isinstance(i, Unit)]
            return attachment
        arrange(unit, items)
        attachment.blocks, attachment.units = unit.blocks, unit.children
        if unit.tail:
            attachment.units.append(Unit("hcontainer", name="text", blocks=unit.tail))
        for inner in attachment.units if not in_force else ():
            not_in_force(inner)
        return attachment
