"""Semantic Finlex: Finnish statutes as originally published, in the XML of the Finnish government.

A moment (momentti) bears no number in the text; it is cited by its place and takes it into its eId.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lexmatch.findings import Finding, Unreadable
from lexmatch.readers.fidelity import Operative
from lexmatch.readers.flow import Item, arrange, block, drop, filled, inline, space, table
from lexmatch.readers.units import Attachment, Document, Meta, Unit, append_text, p
from lexmatch.readers.xml import NAMES, Element, children, local, text_of

if TYPE_CHECKING:
    from lexmatch.readers import Source

NAME = "finlex"
TITLE = "Finlex original statutes (Semantic Finlex)"
SUFFIXES = (".xml",)
_INLINE = frozenset(("LihavaTeksti", "KursiiviTeksti", "SupTeksti", "SubTeksti", "Viittaus", "SaadosViiteTunnus", "I", "B",
                     "sup", "sub", "i", "b"))  # fmt: skip
OPERATIVE = Operative(
    within=("SaadosOsa", "AllekirjoitusOsa", "LiiteOsa"),
    aside=frozenset(("MetatietoOsa", "Alaviite")),
    inline=_INLINE,
)
_SPECIAL = {"Alaviite": drop, "SupTeksti": inline("sup"), "sup": inline("sup"), "SubTeksti": inline("sub"),
            "sub": inline("sub"), "br": space}  # fmt: skip
_GROUPS = {"Osa": "part", "Luku": "chapter", "Alaluku": "subchapter", "Jakso": "division"}
_MONTHS = (
    ("tammi", "januari"), ("helmi", "februari"), ("maalis", "mars"), ("huhti", "april"), ("touko", "maj"), ("kesä", "juni"),
    ("heinä", "juli"), ("elo", "augusti"), ("syys", "september"), ("loka", "oktober"), ("marras", "november"),
    ("joulu", "december"),
)  # fmt: skip
_DATE = re.compile(r"(\d{1,2})\.?\s+(?:päivänä|p:nä|p\.)?\s*([^\W\d]+)\s+(\d{4})")
_FIGURES = re.compile(r"\d+\s?[a-z]?\b")
_ITEM = re.compile(r"^\s*(\d+[a-z]?|[a-zåäö]{1,2})\s*([).])\s*")


def detects(source: Source) -> bool:
    """Whether the root belongs to the Finnish government's statute schemas."""
    namespace, name = source.tag
    return namespace.startswith(("http://www.vn.fi/skeemat/", "http://www.finlex.fi/skeemat/")) and bool(name)


def read(source: Source) -> tuple[Document, list[Finding]]:
    """The statute in the file."""
    root = source.root
    walk = _Walk()
    statute = next(root.iter("{*}Saados"), None)
    if statute is None:
        raise Unreadable(f"{source.path} holds no statute (no Saados element)", "", source.place)
    document = Document(_meta(root, statute))
    for part in children(statute):
        name = local(part)
        if name == "SaadosNimeke":
            title = " ".join(text_of(e) for e in children(part))
            document.preface.append(p(" ".join(title.split())))
        elif name == "Johtolause":
            document.preamble += walk.flat(part)
        elif name == "Pykalisto":
            document.units += walk.provisions(part)
        elif name == "Liite":
            document.attachments.append(walk.annex(part))
        elif name != "MetatietoOsa":
            document.conclusions += walk.flat(part)
    for part in root.iter("{*}AllekirjoitusOsa"):
        for line in children(part):
            document.conclusions += walk.flat(line)
    for part in root.iter("{*}LiiteOsa"):
        document.attachments += [walk.annex(a) for a in children(part)]
    findings = [
        Finding("import", "note", f"<{name}> has no counterpart; its words are kept as paragraphs", source.place,
                key=f"finlex-{name}")
        for name in dict.fromkeys(walk.odd)
    ]  # fmt: skip
    return document, findings


def _meta(root: Element, statute: Element) -> Meta:
    def said(name: str) -> str:
        return text_of(next(root.iter(f"{{*}}{name}"), None))

    title = " ".join(said(n) for n in ("SaadostyyppiKooste", "SaadosNimekeKooste")).strip() or said("NimekeTeksti")
    number, year = said("AsiakirjaNroTeksti"), said("ValtiopaivavuosiTeksti")[:4]
    language = next((v for k, v in statute.attrib.items() if k.endswith("}kieliKoodi")), "fi")[:2]
    dated = _date(said("PaivaysKooste"))
    path = "fi" if language != "sv" else "sv"
    return Meta(
        title=title or "Nimetön", uri=f"/akn/fi/act/{year or 'undated'}/{number or 'numeroton'}",
        alias=f"fi-{number}-{year}" if number and year else "", language=language, adopted=dated or year, date=dated,
        kind="statute", jurisdiction="fi", number=number, citation=f"{number}/{year}" if number and year else "",
        link=f"https://www.finlex.fi/{path}/laki/alkup/{year}/{year}{number.zfill(4)}" if number and year else "",
        format=NAME,
    )  # fmt: skip


def _date(said: str) -> str:
    """The date in a signature line, Finnish or Swedish: "den 7 juli 1970" → 1970-07-07."""
    for day, month, year in _DATE.findall(said):
        for at, (finnish, swedish) in enumerate(_MONTHS, 1):
            if month.casefold().startswith((finnish + "kuu", swedish)) and 0 < int(day) < 32:
                return f"{year}-{at:02d}-{int(day):02d}"
    return ""


class _Walk:
    """One walk through a statute."""

    def __init__(self) -> None:
        self.odd: list[str] = []

    def flat(self, source: Element) -> list[Element]:
        """All words of an element as paragraphs; the name of a signatory stands with her office."""
        kind = local(source)
        if kind in ("table", "Taulukko"):
            return [self.table(source)]
        inside = list(children(source)) if len(source) else []
        if not inside or all(NAMES[c.tag] in _INLINE for c in inside):
            made = block(source, _SPECIAL)
            return [made] if filled(made) else []
        if kind == "Henkilo":
            return [p(" ".join(text_of(c) for c in inside))]
        return [b for c in inside for b in self.flat(c)]

    def provisions(self, source: Element) -> list[Unit]:
        """Sections, under the headings that stand before them."""
        found: list[Unit] = []
        home = found
        for child in children(source):
            name = local(child)
            if name == "SaadosValiotsikkoKooste":
                group = Unit("hcontainer", name="crossheading", heading=text_of(child), through=True)
                found.append(group)
                home = group.children
            elif name == "Pykala":
                home.append(self.section(child))
            elif name in _GROUPS:
                group = self.group(child, _GROUPS[name])
                found.append(group)
                home = found
            elif name != "Palstaviiva":
                self.odd.append(name)
                home.append(Unit("hcontainer", name="wording", blocks=self.flat(child)))
        return found

    def group(self, source: Element, kind: str) -> Unit:
        """A part or chapter."""
        made = Unit(kind)
        for child in children(source):
            name = local(child)
            if name.endswith("TunnusKooste"):
                made.num = text_of(child)
                figures = re.search(r"\d+\s?[a-z]?\b|\b[IVXL]+\b", made.num)
                made.count = figures.group().replace(" ", "") if figures else ""
            elif name.endswith("OtsikkoKooste") and not made.heading:
                made.heading = text_of(child)
            elif name == "Pykala":
                made.children.append(self.section(child))
            elif name in _GROUPS:
                made.children.append(self.group(child, _GROUPS[name]))
            elif name == "Pykalisto":
                made.children += self.provisions(child)
            elif name != "Palstaviiva":
                made.children.append(Unit("hcontainer", name="wording", blocks=self.flat(child)))
        return made

    def section(self, source: Element) -> Unit:
        """A section with its moments; of a single moment the words are the section's own."""
        made = Unit("section")
        moments: list[Element] = []
        before: list[Element] = []
        for child in source:
            name = NAMES[child.tag]
            if not name:
                continue
            if name == "PykalaTunnusKooste":
                made.num = text_of(child)
                figures = _FIGURES.search(made.num)
                made.count = figures.group().replace(" ", "") if figures else ""
            elif name in ("MomenttiKooste", "KohdatMomentti") or moments:
                moments.append(child)
            elif name.endswith("OtsikkoKooste") and not made.heading:
                made.heading = text_of(child)
            else:
                before += self.flat(child)
        if not made.num:
            made.kind, made.name = "hcontainer", "wording"
        made.blocks = before
        if len(moments) == 1:
            return arrange(made, self.moment(moments[0]))
        for count, moment in enumerate(moments, 1):
            made.children.append(arrange(Unit("subsection", count=str(count)), self.moment(moment)))
        return made

    def moment(self, source: Element) -> list[Item]:
        """A moment: text, or an introduction with numbered items."""
        if local(source) != "KohdatMomentti":
            return list(self.flat(source))
        items: list[Item] = []
        last: Unit | None = None
        for child in children(source):
            name = local(child)
            if name in ("MomenttiKohtaKooste", "KohdatMomenttiKohta"):
                last = self.item(child, "paragraph")
                items.append(last)
            elif "Alakohta" in name and last is not None:
                last.children.append(self.item(child, "subparagraph"))
            else:
                items += self.flat(child)
        return items

    def item(self, source: Element, kind: str) -> Unit:
        """An item whose number stands at the beginning of its text."""
        blocks = self.flat(source)
        made = Unit(kind)
        if blocks:
            lead = blocks[0].text or ""
            numbered = _ITEM.match(lead)
            if numbered:
                made.num = f"{numbered.group(1)}{numbered.group(2)}"
                blocks[0].text = lead[numbered.end() :]
        return arrange(made, blocks)

    def table(self, source: Element) -> Element:
        """A table of rows (tr or row) and cells."""
        rows = [
            [(self.flat(cell), 1, 1) for cell in children(row, "td", "th", "entry")]
            for row in source.iter("{*}tr", "{*}row")
        ]
        return table(rows)

    def annex(self, source: Element) -> Attachment:
        """An annex as paragraphs."""
        blocks = self.flat(source)
        made = Attachment()
        if blocks and re.match(r"(?i)(liite|bilaga)\b", blocks[0].text or "") and not len(blocks[0]):
            title = p()
            append_text(title, blocks.pop(0).text)
            made.num = title.text or ""
        made.blocks = blocks
        return made
