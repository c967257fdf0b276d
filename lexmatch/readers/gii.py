"""gesetze-im-internet.de: the German federal laws in the Federal Ministry of Justice's XML.

§ and Art. are the basic units; Absätze are told from their numbers in brackets. The table of contents and the editors'
footnotes are no words of the law: the former is left out, the latter are kept as notes at the heading.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lexmatch.findings import Finding, Unreadable
from lexmatch.readers.fidelity import Operative
from lexmatch.readers.gii_walk import Walk, opened
from lexmatch.readers.units import Document, Meta, Unit
from lexmatch.readers.xml import Element, children, first, text_of

if TYPE_CHECKING:
    from lexmatch.readers import Source

NAME = "gii"
TITLE = "gesetze-im-internet.de (Germany)"
SUFFIXES = (".xml",)
_INLINE = frozenset(
    ("I", "B", "U", "F", "SUP", "SUB", "NB", "SP", "ABWFORMAT", "FnR", "small", "noindex", "Split", "Accolade", "IMG",
     "FILE", "QuoteL", "QuoteR")
)  # fmt: skip
_BEFORE, _AFTER = re.compile(r"(?i)eingangsformel|präambel"), re.compile(r"(?i)schlu[sß]+formel")
_CONTENTS = ("Inhaltsübersicht", "Inhaltsverzeichnis")
OPERATIVE = Operative(
    within=("norm",),
    aside=frozenset(("jurabk", "amtabk", "ausfertigung-datum", "fundstelle", "standangabe", "fussnoten", "TOC",
                     "gliederungskennzahl", "Footnotes", "Footnote")),
    inline=_INLINE,
    out=" | ".join(f"norm[starts-with(normalize-space(metadaten/enbez), '{said}')]" for said in _CONTENTS),  # no law
)  # fmt: skip


def detects(source: Source) -> bool:
    """Whether the root is <dokumente> with norms."""
    return source.tag == ("", "dokumente")


def read(source: Source) -> tuple[Document, list[Finding]]:
    """The law in the file."""
    root = source.root
    norms = list(children(root, "norm"))
    if not norms:
        raise Unreadable(
            f"{source.path} holds no norm", "Choose the XML file inside the archive xml.zip.", source.place
        )
    document = Document(_meta(root, norms[0]))
    walk = Walk()
    stack: list[tuple[str, Unit]] = []
    for norm in map(opened, norms):
        metadata, group, label = norm.metadata, norm.about.get("gliederungseinheit"), text_of(norm.about.get("enbez"))
        if metadata is None or label.startswith(_CONTENTS):
            continue
        if norm.source is norms[0] and group is None and not label:
            document.preface = walk.titles(metadata)
            document.preamble += walk.flat(norm.text)
            continue
        if group is not None:
            key = text_of(first(group, "gliederungskennzahl"))
            unit = walk.group(group, norm)
            while stack and not (key.startswith(stack[-1][0]) and key != stack[-1][0]):
                stack.pop()
            (stack[-1][1].children if stack else document.units).append(unit)
            stack.append((key, unit))
            if not label:
                unit.blocks += walk.flat(norm.text)
                continue
        home = stack[-1][1].children if stack else document.units
        if label.startswith(("Anlage", "Anhang", "Anl", "Anh")):
            document.attachments.append(walk.annex(norm, label))
        elif _BEFORE.match(label):
            document.preamble += walk.flat(norm.text, title=[*children(metadata, "enbez", "titel")])
        elif _AFTER.match(label):
            document.conclusions += walk.flat(norm.text, title=[*children(metadata, "enbez", "titel")])
        else:
            home.append(walk.section(norm, label))
    return document, []


def _meta(root: Element, head: Element) -> Meta:
    def said(path: str) -> str:
        return text_of(head.find(f"metadaten/{path}"))

    short = said("amtabk") or said("jurabk")
    slug = "_".join(re.findall(r"\w+", short.casefold().translate({228: "ae", 246: "oe", 252: "ue", 223: "ss"})))
    adopted = said("ausfertigung-datum")[:10]
    built = re.match(r"(\d{4})(\d\d)(\d\d)", root.get("builddate", head.get("builddate", "")))
    title = said("langue") or said("kurzue") or short or "Unbenannt"
    cited = " ".join(filter(None, (said("fundstelle/periodikum"), said("fundstelle/zitstelle"))))
    return Meta(
        title=title, uri=f"/akn/de/act/{adopted or 'undated'}/{slug.replace('_', '-') or 'gesetz'}",
        alias=f"de-{slug.replace('_', '-')}" if slug else "", language="de", adopted=adopted,
        date="-".join(built.groups()) if built else "", kind="statute", jurisdiction="de", number=short, citation=cited,
        link=f"https://www.gesetze-im-internet.de/{slug}/" if slug else "", format=NAME,
        notes=[text_of(first(e, "standkommentar")) for e in head.iterfind("metadaten/standangabe")],
    )  # fmt: skip
