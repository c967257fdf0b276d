"""legislation.gov.uk: Crown Legislation Markup Language (CLML) → units.

Annotations about amendments (Commentaries) are left out: they are about the text, not of it. Footnotes are kept as
notes.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from lexmatch.findings import Finding, Unreadable
from lexmatch.readers import derive_alias
from lexmatch.readers.clml_counting import LEVELS, https
from lexmatch.readers.clml_walk import members, new_context
from lexmatch.readers.clml_words import INLINE, Context, flat
from lexmatch.readers.fidelity import Operative, text_of
from lexmatch.readers.flow import block, flow, heading, words
from lexmatch.readers.units import Attachment, Document, Meta, Unit, element, number, p
from lexmatch.readers.xml import Element, children, first, local
from lexmatch.readers.xml import text_of as plain

if TYPE_CHECKING:
    from lexmatch.readers import Source

NAME = "clml"
TITLE = "legislation.gov.uk (CLML)"
SUFFIXES = (".xml",)
NAMESPACE = "http://www.legislation.gov.uk/namespaces/legislation"
OPERATIVE = Operative(
    within=("Primary", "Secondary", "EURetained"),
    aside=frozenset(("Commentaries", "Footnote", "MarginNote", "Contents", "Figure")),
    inline=INLINE,
)
_BODIES = ("Body", "EUBody")
_PLACES = {"asp": "gb-sct", "ssi": "gb-sct", "nia": "gb-nir", "apni": "gb-nir", "nisr": "gb-nir", "nisi": "gb-nir",
           "asc": "gb-wls", "anaw": "gb-wls", "mwa": "gb-wls", "wsi": "gb-wls"}  # fmt: skip
_PLAIN = frozenset(("ukpga", "asp", "nia", "asc", "anaw", "apni", "mwa"))


def detects(source: Source) -> bool:
    """Whether the root is <Legislation> of legislation.gov.uk."""
    return source.tag == (NAMESPACE, "Legislation")


def operative(source: Source) -> bytes:
    """The words of the law, with the numbers that list items carry as attributes."""
    numbers = (i.get("NumberOverride", "").encode() for i in source.root.iter(f"{{{NAMESPACE}}}ListItem"))
    return b" ".join([text_of(source.root, OPERATIVE, source.namespaces), *numbers])


def read(source: Source) -> tuple[Document, list[Finding]]:
    """The instrument in a CLML file."""
    root = source.root
    main = first(root, "Primary", "Secondary", "EURetained")
    if main is None:
        raise Unreadable(f"{source.path} holds no Act or instrument inside <Legislation>",
                         "Download the whole document (…/data.xml), not a list of contents.", source.place)  # fmt: skip
    notes = {e.get("id", ""): e for e in root.iter(f"{{{NAMESPACE}}}Footnote")}
    context = new_context(LEVELS[_basic(root, main)], notes)
    document = Document(_meta(root, main, source))
    for part in children(main):
        name = local(part)
        if name.endswith("Prelims"):
            _prelims(part, document, context)
        elif name in _BODIES:
            for unit in members(part, context):
                if isinstance(unit, Unit) and unit.name == "signature":
                    document.conclusions += unit.blocks
                elif isinstance(unit, Unit):
                    document.units.append(unit)
                else:
                    document.units.append(Unit("hcontainer", name="wording", blocks=[unit]))
        elif name in ("Schedules", "Attachments", "Schedule", "Attachment"):
            _schedules(part, document, context)
        elif name not in ("Contents", "Commentaries"):
            document.conclusions += flat(part, context)
    context.special.clear()  # its functions know the context, and that the tree: in a circle they would keep each other
    findings = [
        Finding("import", "note", f"<{name}> has no counterpart; its words are kept as paragraphs", source.place,
                key=f"clml-{name}")
        for name in dict.fromkeys(context.odd)
    ]  # fmt: skip
    return document, findings


def _value(root: Element, name: str, attribute: str = "Value") -> str:
    found = next(root.iter(f"{{*}}{name}"), None)
    return found.get(attribute, "") if found is not None else ""


def _address(root: Element) -> list[str]:
    """What stands after the host in the document's address: ["ukpga", "1998", "42", …]."""
    uri = root.get("IdURI") or root.get("DocumentURI") or ""
    parts = [s for s in re.sub(r"^https?://[^/]+/", "", uri).split("/") if s]
    return parts[1:] if parts[:1] == ["id"] else parts


def _basic(root: Element, main: Element) -> str:
    """What the provisions of the body are called: sections of Acts; regulations, articles or rules of instruments."""
    if local(main) == "EURetained":
        return "euarticle"
    for e in main.iter(f"{{{NAMESPACE}}}P1"):
        name = re.match(r"(section|regulation|article|rule)-", e.get("id", ""))
        if name:
            return name.group(1)
        if not e.get("id", "").startswith("schedule"):
            break
    minor = _value(root, "DocumentMinorType")
    if local(main) == "Primary":
        return "article" if _value(root, "DocumentMainType").endswith("OrderInCouncil") else "section"
    return {"order": "article", "rule": "rule"}.get(minor, "regulation")


def _meta(root: Element, main: Element, source: Source) -> Meta:
    metadata = first(root, "Metadata")
    title = plain(next(root.iter("{http://purl.org/dc/elements/1.1/}title"), None))
    prelims = next((c for c in children(main) if local(c).endswith("Prelims")), None)
    if not title and prelims is not None:
        title = plain(first(prelims, "Title"))
    address = _address(root)
    kind, rest = (address[0] if address else "uk"), address[1:]
    year, num = _value(root, "Year"), _value(root, "Number")
    tail = [year, num] if year and num else rest[:2]
    place = _PLACES.get(kind, "gb")
    subtype = "" if kind in _PLAIN else f"/{kind}"
    adopted = _value(root, "EnactmentDate", "Date") or _value(root, "Made", "Date") or year
    uri = root.get("DocumentURI", "")
    valid = plain(next(root.iter("{http://purl.org/dc/terms/}valid"), None))
    dated = re.search(r"/(\d{4}-\d\d-\d\d)(?:/|$)", uri)
    date = valid[:10] or (dated.group(1) if dated else "") or root.get("RestrictStartDate", "")[:10]
    if uri.endswith(("/enacted", "/made")) or not date:
        date = adopted if len(adopted) == 10 else ""
    language = plain(next(root.iter("{http://purl.org/dc/elements/1.1/}language"), None))[:2]
    language = language or (root.get("{http://www.w3.org/XML/1998/namespace}lang") or "en")[:2]
    coverage = "partial" if metadata is not None and len(address) > 3 and address[3] in ("section", "part") else "whole"
    return Meta(
        title=title or plain(next(main.iter(f"{{{NAMESPACE}}}Title"), None)) or "Untitled",
        uri="/".join(("", "akn", place, "act")) + subtype + "/" + "/".join(s.lower() for s in tail if s),
        alias=derive_alias("uk", title, adopted), language=language, date=date, adopted=adopted, kind="statute",
        jurisdiction="gb", number=num, citation=plain(first(prelims, "Number")) if prelims is not None else "",
        link=https(uri or source.address), coverage=coverage, format=NAME,
    )  # fmt: skip


def _prelims(prelims: Element, document: Document, context: Context) -> None:
    for part in children(prelims):
        name = local(part)
        if name.endswith("Preamble"):
            document.preamble += flat(part, context)
        elif name == "Title":
            made = p()
            title = element("docTitle")
            flow(part, title, context.special)
            made.append(title)
            document.preface.append(made)
        elif name != "Contents":
            document.preface += flat(part, context)


def _schedules(source: Element, document: Document, context: Context) -> None:
    if local(source) in ("Schedule", "Attachment"):
        document.attachments.append(_schedule(source, context))
        return
    for child in children(source):
        if local(child) in ("Schedule", "Attachment", "AttachmentGroup", "Schedules"):
            _schedules(child, document, context)
        elif local(child) in ("Title", "TitleBlock") and document.conclusions is not None:
            # The word above all schedules.
            document.conclusions += flat(child, context)


def _schedule(source: Element, context: Context) -> Attachment:
    inner = replace(context, levels=LEVELS["paragraph"])
    titles = first(source, "TitleBlock")
    titles = source if titles is None else titles
    names = [*children(titles, "Title", "Subtitle")]
    attachment = Attachment(
        num=words(first(source, "Number"), inner.special),
        heading=heading(names[0], inner.special) if names else "",
    )
    for title in names[1:]:
        attachment.blocks.append(block(title, inner.special))
    reference = first(source, "Reference")
    if reference is not None:
        attachment.blocks.append(block(reference, inner.special))
    for child in children(source):
        if local(child) in ("ScheduleBody", "AppendixBody", "EUBody"):
            for item in members(child, inner):
                if isinstance(item, Unit):
                    attachment.units.append(item)
                elif attachment.units:
                    attachment.units.append(Unit("hcontainer", name="wording", blocks=[item]))
                else:
                    attachment.blocks.append(item)
        elif local(child) not in ("Number", "Title", "Subtitle", "TitleBlock", "Reference", "Contents"):
            attachment.blocks += flat(child, inner)
    _count_through(attachment.units)
    return attachment


def _count_through(units: list[Unit]) -> None:
    """Paragraphs of a schedule are counted through its parts, unless the same number comes twice."""
    groups: list[Unit] = []
    counted: Counter[str] = Counter()
    stack = list(units)
    while stack:
        unit = stack.pop()
        if unit.kind in ("part", "chapter", "division", "hcontainer"):
            groups.append(unit)
            stack += unit.children
        elif unit.kind == "paragraph":
            counted[number(unit.num)] += 1
    if counted and max(counted.values()) == 1:
        for group in groups:
            group.through = True
