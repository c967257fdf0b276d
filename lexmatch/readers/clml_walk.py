"""The walk through the provisions of a CLML file: groups, numbered paragraphs, lists, quotations, tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from lexmatch.readers.clml_counting import LABEL, LEVELS, counted, https, nested, opens, term
from lexmatch.readers.clml_words import Context, flat, loose, tabular
from lexmatch.readers.flow import (
    Item,
    add,
    arrange,
    block,
    drop,
    filled,
    flow,
    heading,
    inline,
    note,
    only_dots,
    quotation,
    space,
    words,
)  # fmt: skip
from lexmatch.readers.units import Unit, element, p
from lexmatch.readers.xml import LM, NAMES, Element, children, first, local

_GROUPS = {
    "Group": "hcontainer", "Part": "part", "Chapter": "chapter", "Pblock": "crossheading", "PsubBlock": "crossheading",
    "Division": "division", "EUPart": "part", "EUTitle": "title", "EUChapter": "chapter", "EUSection": "subchapter",
    "EUSubsection": "subdivision",
}  # fmt: skip
_NUMBERED = frozenset(f"P{n}" for n in range(1, 8))
_HEADED = frozenset((*(f"P{n}group" for n in range(1, 8)), "PIgroup"))
_WORDS, _HOLDING = frozenset(("Text", "Title", "Reference", "BlockText")), _NUMBERED | {"Para", "Text"}
_WRAPPERS = frozenset(("Para", "P", "BlockText", "BlockExtract", "Where", "Form", "Comment", "Abstract", "Formula",
                       *(f"P{n}para" for n in range(1, 8))))  # fmt: skip
_KIND_OF_NUMBER = re.compile(r"^\s*(article|part|chapter|title|division|section)\b", re.IGNORECASE)


def new_context(levels: tuple[str, ...], notes: dict[str, Element]) -> Context:
    """A context in which the elements that are more than words have their ways."""
    made = Context(levels, notes)
    made.special = _special(made)
    return made


def _special(context: Context) -> dict[str, Callable[[Element, Element], None]]:
    def footnote(source: Element, into: Element) -> None:
        found = context.notes.get(source.get("Ref", ""))
        if found is not None:
            into.append(note(flat(found, context), re.sub(r"^f0*", "", source.get("Ref", ""))))

    def quoted(source: Element, into: Element) -> None:
        made = element("mod")
        made.append(_quotation(source, context))
        into.append(made)

    def citation(source: Element, into: Element) -> None:
        address = source.get("URI", "")
        if not address:
            flow(source, into, special)
            return
        add(into, " " if source.text and source.text[:1].isspace() else "")
        made = element("ref", href=https(address))
        flow(source, made, {})
        into.append(made)

    special: dict[str, Callable[[Element, Element], None]] = {
        "FootnoteRef": footnote, "CommentaryRef": drop, "MarginNoteRef": drop, "Superior": inline("sup"),
        "Inferior": inline("sub"), "BlockAmendment": quoted, "Citation": citation, "Image": drop, "Figure": drop,
        "br": space, "Footnote": drop, "MarginNote": drop,
    }  # fmt: skip
    return special


def _label(pnumber: Element | None, level: int, context: Context) -> str:
    if pnumber is None:
        return ""
    bare = words(pnumber, context.special)
    before, after = LABEL[level]
    before, after = pnumber.get("PuncBefore", before), pnumber.get("PuncAfter", after)
    return f"{before}{bare}{after}" if bare and bare[:1].isalnum() and bare[-1:].isalnum() else bare


def members(parent: Element, context: Context) -> Iterator[Item]:
    """The units inside a body, part or schedule, in order."""
    for child in parent:
        name = NAMES[child.tag]
        if name in ("Number", "Title", "Subtitle", "Reference", "TitleBlock", "Contents", ""):
            continue
        if name in _GROUPS:
            yield _group(child, name, context)
        elif name in _HEADED:
            yield from _headed(child, context)
        elif name in _NUMBERED:
            yield _numbered(child, int(name[1]), context)
        elif name == "SignedSection":
            yield Unit("hcontainer", name="signature", blocks=flat(child, context))
        else:
            yield from _inside(child, name, 1, context)


def _group(source: Element, name: str, context: Context) -> Unit:
    num = words(first(source, "Number"), context.special)
    said = _KIND_OF_NUMBER.match(num)
    kind = said.group(1).lower() if said else _GROUPS[name]
    unit = Unit(kind, num, wid=source.get("id", ""))
    if kind in ("crossheading", "hcontainer"):
        unit.kind, unit.name = "hcontainer", "crossheading" if kind == "crossheading" else "group"
        unit.through = not num
    titles = [*children(source, "Title", "Subtitle")]
    for at, title in enumerate(titles):
        said_ = heading(title, context.special)
        if at == 0:
            unit.heading = said_
        elif at == 1:
            unit.subheading = said_
        else:
            unit.blocks.append(block(title, context.special))
    reference = first(source, "Reference")
    if reference is not None:
        unit.blocks.append(block(reference, context.special))
    _state(unit, source)
    return arrange(unit, members(source, context))


def _headed(source: Element, context: Context) -> Iterator[Item]:
    """A heading with the provisions under it: of a single one it is the heading, of several it stands above them."""
    title = heading(first(source, "Title"), context.special)
    inside = list(members(source, context))
    units = [i for i in inside if isinstance(i, Unit)]
    if len(inside) == 1 and len(units) == 1 and not units[0].heading:
        units[0].heading = title
        _state(units[0], source)
        yield units[0]
        return
    if not units:  # unnumbered text under a heading
        unit = Unit("hcontainer", name="wording", heading=title)
    else:
        unit = Unit("hcontainer", name="crossheading", heading=title, through=True)
    _state(unit, source)
    yield arrange(unit, inside)


def _numbered(source: Element, level: int, context: Context) -> Unit:
    kind = context.levels[level - 1]
    unit = Unit(kind, wid=source.get("id", ""))
    if kind == "regulation":
        unit.kind, unit.name = "hcontainer", "regulation"
    label = title = None
    items: list[Item] = []
    for child in source:
        name = NAMES[child.tag]
        if name == "Pnumber":
            label = child if label is None else label
        elif name == "Title":
            title = child if title is None else title
        elif name:
            items += _inside(child, name, level, context)
    unit.num = _label(label, level, context)
    if title is not None:
        unit.heading = heading(title, context.special)
    arrange(unit, items)
    _state(unit, source)
    _mark_dots(unit)
    return unit


def _mark_dots(unit: Unit) -> None:
    """Dots alone stand for repealed words."""
    blocks = unit.blocks
    if unit.children or (blocks and blocks[0].text and blocks[0].text[0].isalnum()):
        return  # as most do
    if only_dots(" ".join("".join(b.itertext()) for b in blocks)):
        unit.attrs["status"] = "removed"


def _state(unit: Unit, source: Element) -> None:
    status = source.get("Status", "")
    if status == "Repealed" or (source.get("Match") == "false" and source.get("RestrictEndDate")):
        unit.attrs["status"] = "removed"
    elif status in ("Prospective", "Dead") or (source.get("Match") == "false" and source.get("RestrictStartDate")):
        unit.attrs[f"{{{LM}}}state"] = "not-in-force"


def _inside(source: Element, name: str, level: int, context: Context) -> list[Item]:
    """What a paragraph of level `level` holds, as paragraphs and units; `name` is the element's own."""
    if name in _WORDS and not (len(source) and any(NAMES[c.tag] in _HOLDING for c in source)):
        made = block(source, context.special)
        return [made] if filled(made) else []
    if name in _NUMBERED:
        return [_numbered(source, int(name[1]), context)]
    if name in _WRAPPERS:
        return _sequence(source, level, context)
    if name in _HEADED:
        return list(_headed(source, context))
    if name in _GROUPS:
        return [_group(source, name, context)]
    if name in ("UnorderedList", "OrderedList", "KeyList"):
        return [*_list(source, level, context)]
    if name == "BlockAmendment":
        made = p()
        mod = element("mod")
        mod.append(_quotation(source, context))
        made.append(mod)
        return [made]
    if name == "Tabular":
        return tabular(source, context)
    if name in ("Pnumber", "Contents", "Image", "Footnote", "MarginNote", "Character"):
        return []
    if name not in ("AppendText", "Schedule", "SignedSection", "ScheduleBody", "ListItem", "EnactingText"):
        context.odd.append(name)
    if any(True for _ in children(source)) and not (source.text or "").strip():
        return _sequence(source, level, context)
    made = block(source, context.special)
    return [made] if filled(made) else []


def _sequence(source: Element, level: int, context: Context) -> list[Item]:
    """The members of a paragraph; a quoted passage and what is appended to it run on in the paragraph before."""
    items: list[Item] = []
    loose(source.text, items)
    for child in source:
        name = NAMES[child.tag]
        if not name:
            continue
        before = items[-1] if items and name in ("BlockAmendment", "AppendText") else None
        if before is not None and (isinstance(before, Unit) or local(before) != "p"):
            before = None
        if before is not None and name == "BlockAmendment":
            mod = element("mod")
            mod.append(_quotation(child, context))
            before.append(mod)
        elif before is not None:
            flow(child, before, context.special)
        elif name == "OrderedList" and items and isinstance(items[-1], Unit) and opens(items[-1]):
            arrange(
                items[-1], _list(child, max(level, 2) + 1, context)
            )  # the list belongs to the item that announces it
        else:
            items += _inside(child, name, level, context)
        loose(child.tail, items)
    return items


def _quotation(source: Element, context: Context) -> Element:
    """Provisions of another text, quoted to be inserted there; they are counted as that text counts."""
    target = source.get("TargetClass", "")
    basic = "paragraph" if source.get("Context") == "schedule" else "section" if target == "primary" else "regulation"
    quoted = quotation(_sequence(source, 1, replace(context, levels=LEVELS[basic])))
    quoted.set("startQuote", "“")
    quoted.set("endQuote", "”")
    return quoted


def _list(source: Element, level: int, context: Context) -> list[Unit]:
    """The items of a list: numbered, definitions, or neither."""
    deep = max(level, 2)
    kinds = [*context.levels[deep:], context.levels[-1], context.levels[-1]]
    ordered = local(source) == "OrderedList"
    made: list[Unit] = []
    for at, item in enumerate(children(source, "ListItem", "KeyListItem"), 1):
        if ordered:
            unit = Unit(kinds[0], counted(source, item, at))
        elif source.get("Class") == "Definition" or term(item):
            unit = Unit("hcontainer", name="definition", count=term(item))
        else:
            unit = Unit("indent")
        arrange(unit, _sequence(item, min(deep + 1, 7) if ordered else level, context))
        _mark_dots(unit)
        made.append(unit)
    return nested(made, kinds[1]) if ordered else made
