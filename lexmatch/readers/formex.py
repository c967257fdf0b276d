"""Formex 4, the format of the Publications Office of the European Union: acts as published and as consolidated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lexmatch.findings import Finding, Unreadable
from lexmatch.readers import eu
from lexmatch.readers.fidelity import Operative
from lexmatch.readers.formex_parts import annex, preamble
from lexmatch.readers.formex_walk import ASIDE, Walk
from lexmatch.readers.units import Document, Meta, Unit
from lexmatch.readers.xml import Element, children, first, local, text_of

if TYPE_CHECKING:
    from lexmatch.readers import Source

NAME = "formex"
TITLE = "EU Formex 4 (Publications Office)"
SUFFIXES = (".xml", ".fmx4")
_ROOTS = ("ACT", "CONS.ACT", "ANNEX", "CONS.ANNEX", "DECISION", "AGR", "GENERAL", "CONS.DOC")
_INLINE = frozenset(
    ("HT", "DATE", "REF.DOC.OJ", "REF.DOC", "REF.DOC.ECR", "REF.DOC.SE", "REF.NP.ECR", "QUOT.START", "QUOT.END", "NOTE",
     "FT", "IE", "LINK", "ANCHOR", "BTX", "KEYWORD", "FMT.VALUE", "NO.GR.NP")
)  # fmt: skip
OPERATIVE = Operative(
    within=("CONS.DOC", "ACT", "ANNEX", "DECISION", "AGR", "GENERAL"),
    aside=ASIDE,
    inline=_INLINE,
)
_PROVISIONS = ("ENACTING.TERMS", "CONTENTS")
_ANNEXES = ("CONS.ANNEX", "ANNEX")


def detects(source: Source) -> bool:
    """Whether the root is one of Formex's, which have no namespace."""
    namespace, name = source.tag
    return (
        not namespace
        and name in _ROOTS
        and (b"formex" in source.data[:4096] or b"<BIB.INSTANCE" in source.data[:65536])
    )


def is_annex(source: Source) -> bool:
    """Whether the file is an annex of an act: Cellar sends an act and its annexes as files of one archive."""
    return source.tag[1] in _ANNEXES


def read(source: Source) -> tuple[Document, list[Finding]]:
    """The act in a Formex file."""
    root = source.root
    main = first(root, "CONS.DOC") if local(root) == "CONS.ACT" else root
    if main is None:
        hint = "Choose the file that holds the act, often the one named …0001.xml."
        raise Unreadable(f"{source.path} holds no text, only its reference data", hint, source.place)
    walk = Walk()
    document = Document(_meta(root, main, source))
    if local(main) in _ANNEXES:
        document.attachments.append(annex(walk, main))
        return document, walk.findings(source)
    for part in children(main):
        name = local(part)
        if name == "TITLE":
            document.preface += walk.flat(part)
        elif name == "PREAMBLE":
            document.preamble += preamble(walk, part)
        elif name in _PROVISIONS:
            for item in walk.items(part):
                document.units.append(
                    item if isinstance(item, Unit) else Unit("hcontainer", name="wording", blocks=[item])
                )
        elif name in ("FINAL", "SIGNATURE"):
            document.conclusions += walk.flat(part)
        elif name in _ANNEXES:
            document.attachments.append(annex(walk, part))
        elif name not in ASIDE and name not in ("INFO.CONSLEG", "INFO.PROD"):
            walk.odd.append(name)
            document.conclusions += walk.flat(part)
    return document, walk.findings(source)


def _meta(root: Element, main: Element, source: Source) -> Meta:
    info = first(root, "INFO.CONSLEG")
    family = first(main, "FAM.COMP")
    data = first(family, "BIB.DATA") if family is not None else first(main, "BIB.INSTANCE")
    title_element = first(main, "TITLE")
    if title_element is None and data is not None:
        title_element = first(data, "TITLE")
    title = ""
    if title_element is not None:
        title = " ".join(filter(None, (text_of(e) for e in title_element.iter("P")))) or text_of(title_element)
    celex = text_of(next(data.iter("NO.CELEX"), None)) if data is not None else ""
    act = eu.from_celex(celex) or eu.from_title(title)
    adopted = ""
    if title_element is not None:
        adopted = _iso(next((d.get("ISO", "") for d in title_element.iter("DATE")), "")) or eu.date_in(title)
    if not adopted and data is not None:
        adopted = _iso(next((d.get("ISO", "") for d in children(data, "DATE")), ""))
    date = _iso(info.get("CONSLEG.DATE", "")) if info is not None else ""
    language = next((text_of(e) for e in main.iter("LG.DOC", "LG.OJ")), "")
    language = (language or source.language or "en").lower()[:2]
    return eu.meta(act, title, adopted=adopted, date=date or adopted, language=language, format_=NAME)


def _iso(compact: str) -> str:
    """20140403 → 2014-04-03."""
    return f"{compact[:4]}-{compact[4:6]}-{compact[6:8]}" if re.fullmatch(r"(?:19|20)\d{6}", compact) else ""
