"""Akoma Ntoso 3.0 → Instrument."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from lexmatch.findings import Place, Unreadable
from lexmatch.instrument import MODALITIES, Instrument, Provision, TextStatus, Value, instrument
from lexmatch.readers import xml
from lexmatch.readers.units import HIERARCHY
from lexmatch.readers.xml import LM, Element, first, local
from lexmatch.ref import components

_TWO = {"eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "por": "pt", "ara": "ar", "deu": "de", "ger": "de",
        "ita": "it", "nld": "nl", "fin": "fi", "swe": "sv", "rus": "ru", "zho": "zh"}  # fmt: skip
_NAMESPACES = re.compile(r"akn/3\.0|akomantoso/2\.0")
_BODIES = ("body", "mainBody", "portionBody", "judgmentBody", "amendmentBody", "debateBody")
# Elements whose words are notes about the text, not the text.
_ASIDE = frozenset(("authorialNote", "noteRef", "meta", "remark"))
_WORDLESS = frozenset(("num", "heading", "subheading"))


def is_akn(root: Element) -> bool:
    """Whether an XML root is an Akoma Ntoso document."""
    return local(root) == "akomaNtoso"


def read_file(path: Path, alias: str = "") -> Instrument:
    """The instrument in a file. Raises Unreadable when it is not Akoma Ntoso."""
    return read(xml.parse_file(path), str(path), alias)


def read(root: Element, path: str, alias: str = "") -> Instrument:
    """The instrument in a parsed document; `alias` serves where the document names none."""
    if not is_akn(root):
        raise Unreadable(
            f"{path} is XML, but not Akoma Ntoso: its root is <{local(root)}>",
            "`lexmatch import` turns other formats into Akoma Ntoso.", Place(path, root.sourceline or 1),
        )  # fmt: skip
    document = next(xml.children(root), None)
    if document is None:
        raise Unreadable(f"{path} holds no document inside <akomaNtoso>", "", Place(path))
    provisions: list[Provision] = []
    for name in ("preamble", *_BODIES):
        part = first(document, name)
        if part is not None:
            provisions += _below(part)
    for attachments in xml.children(document, "attachments", "components"):
        for attachment in xml.children(attachments):
            provisions.append(_attachment(attachment))
    return _instrument(document, tuple(provisions), path, alias)


def _instrument(document: Element, provisions: tuple[Provision, ...], path: str, alias: str) -> Instrument:
    meta = first(document, "meta")
    identification = first(meta, "identification") if meta is not None else None
    work = first(identification, "FRBRWork") if identification is not None else None
    expression = first(identification, "FRBRExpression") if identification is not None else None
    aliases = (
        {a.get("name", ""): a.get("value", "") for a in xml.children(work, "FRBRalias")} if work is not None else {}
    )
    uri = _value(work, "FRBRuri")
    language = first(expression, "FRBRlanguage") if expression is not None else None
    code = language.get("language", "") if language is not None else ""
    proprietary = list(xml.children(meta, "proprietary") if meta is not None else ())
    lm = {local(e): e for p in proprietary for e in xml.children(p) if e.tag.startswith(f"{{{LM}}}")}
    facts = dict(lm["instrument"].attrib) if "instrument" in lm else {}
    silent = lm["silent"].get("concepts", "").split() if "silent" in lm else []
    title = aliases.get("title") or _title(document) or aliases.get("short-title", "") or uri
    return instrument(
        aliases.get("alias") or alias or Path(path).name.removesuffix(".xml").partition("@")[0],
        title,
        provisions,
        uri=uri,
        kind=_value(work, "FRBRsubtype") or local(document),
        jurisdiction=facts.get("jurisdiction") or _value(work, "FRBRcountry"),
        language=_TWO.get(code, code[:2]) or "en",
        date=_date(expression),
        text=_status(lm.get("text")),
        silent=tuple(silent),
        aspects=tuple((e.get("concept", ""), xml.text_of(e)) for p in proprietary for e in xml.children(p, "aspect")),
        link=facts.get("link", ""),
        citation=aliases.get("citation", ""),
        adopted=_date(work),
        in_force=facts.get("in-force", ""),
        depositary=facts.get("depositary", ""),
        titles=tuple((k.removeprefix("title-"), v) for k, v in aliases.items() if k.startswith("title-")),
        amends=tuple(facts.get("amends", "").split()),
        supplements=tuple(facts.get("supplements", "").split()),
        implements=tuple(facts.get("implements", "").split()),
        path=path,
    )


def _date(parent: Element | None) -> str:
    """The first date of a work or expression, as much of it as its @name says is known."""
    found = first(parent, "FRBRdate") if parent is not None else None
    if found is None or found.get("name") == "unknown":
        return ""
    name = found.get("name", "")
    length = 4 if name.endswith("-year") else 7 if name.endswith("-month") else 10
    return str(found.get("date", ""))[:length]


def _value(parent: Element | None, name: str) -> str:
    found = first(parent, name) if parent is not None else None
    return found.get("value", "") if found is not None else ""


def _title(document: Element) -> str:
    for part in xml.children(document, "preface", "coverPage"):
        for tag in ("docTitle", "shortTitle", "longTitle"):
            found = part.find(f".//{{*}}{tag}")
            if found is not None:
                return xml.text_of(found)
    return ""


def _status(text: Element | None) -> TextStatus:
    """A document that lexmatch did not make says nothing of its status: it is taken as the official text it is."""
    if text is None:
        return TextStatus("official")
    return TextStatus(
        text.get("status", "digest"), text.get("source", ""), text.get("retrieved", ""), text.get("sha256", ""),
        text.get("coverage", ""),
        tuple((e.get("id", ""), xml.text_of(e)) for e in xml.children(text, "read")),
        tuple(xml.text_of(e) for e in xml.children(text, "note")),
    )  # fmt: skip


def _attachment(attachment: Element) -> Provision:
    found = first(attachment, "doc", "act", "bill", "statement")
    doc = attachment if found is None else found
    body = next((b for b in (first(doc, name) for name in _BODIES) if b is not None), doc)
    inner = tuple(_below(body))
    own = "" if inner and len(inner) == sum(1 for _ in xml.children(body)) else _own_text(body)
    return Provision(attachment.get("eId", ""), "attachment", xml.text_of(first(attachment, "num")),
                     xml.text_of(first(attachment, "heading")), own, children=inner,
                     line=attachment.sourceline or 0)  # fmt: skip


def _below(parent: Element) -> list[Provision]:
    """The provisions directly inside an element, containers that are no provisions looked through."""
    found: list[Provision] = []
    for child in xml.children(parent):
        name = local(child)
        if name in HIERARCHY or name == "recital":
            found.append(_provision(child))
        elif name in ("recitals", "citations", "container"):
            found += _below(child)
    return found


def _provision(element: Element) -> Provision:
    """One unit with everything below it. Units are nested a dozen deep at most, so recursion is safe: `xml.parse`
    limits depth."""
    num, heading = "", ""
    before: list[str] = []
    after: list[str] = []
    children: list[Provision] = []
    for child in xml.children(element):
        name = local(child)
        if name == "num":
            num = _words(child)
        elif name in ("heading", "subheading"):
            heading = f"{heading} {_words(child)}".strip()
        elif name in HIERARCHY:
            children.append(_provision(child))
        elif name == "content" or (name in ("intro", "wrapUp") and child.get("refersTo")):
            rules = _rules(child)
            if rules:
                children += rules
            else:
                (after if children else before).append(_words(child))
        elif name not in _ASIDE:
            rules = _rules(child)
            children += rules
            if not rules:
                (after if children else before).append(_words(child))
    return Provision(
        eid=element.get("eId", ""),
        kind=local(element),
        num=num,
        heading=heading,
        text=" ".join(w for w in before if w),
        tail=" ".join(w for w in after if w),
        children=tuple(children),
        line=element.sourceline or 0,
        **_annotations(element, own=not children),
    )


def _rules(block: Element) -> list[Provision]:
    """Sentences of a provision that are annotated by themselves: `p` elements with a concept and an eId."""
    marked = [p for p in xml.children(block, "p") if p.get("refersTo") and p.get("eId")]
    if not marked:
        return []
    return [
        Provision(p.get("eId", ""), "p", text=_words(p), line=p.sourceline or 0, **_annotations(p, own=True))
        for p in xml.children(block, "p")
    ]


def _annotations(element: Element, own: bool) -> dict[str, Any]:
    concepts = tuple(t.lstrip("#") for t in element.get("refersTo", "").split())
    modality = element.get(f"{{{LM}}}modality", "")
    values = [_term(pair) for pair in element.get(f"{{{LM}}}values", "").split()]
    values += [_quantity(q) for q in _quantities(element, own)]
    return {
        "concepts": concepts,
        "modality": modality if modality in MODALITIES else "",
        "values": tuple(v for v in values if v is not None),
        "verified": element.get(f"{{{LM}}}verified", "yes") != "no",
        "source": element.get(f"{{{LM}}}source", ""),
        "note": element.get(f"{{{LM}}}note", ""),
        "state": {"removed": "repealed"}.get(element.get("status", ""), element.get(f"{{{LM}}}state", "")),
    }


def _quantities(element: Element, own: bool) -> list[Element]:
    """Quantities in the words of this provision itself, not in those of its children."""
    found: list[Element] = []
    for child in xml.children(element):
        if own or local(child) in ("intro", "wrapUp", "content"):
            found += [q for q in child.iter(f"{{{xml.AKN}}}quantity") if not _inside_rule(q, child)]
    if local(element) == "p":
        found = list(element.iter(f"{{{xml.AKN}}}quantity"))
    return found


def _inside_rule(quantity: Element, stop: Element) -> bool:
    parent = quantity.getparent()
    while parent is not None and parent is not stop:
        if local(parent) == "p" and parent.get("refersTo") and parent.get("eId"):
            return True
        parent = parent.getparent()
    return False


def _quantity(element: Element) -> Value | None:
    name = element.get(f"{{{LM}}}parameter", "")
    concepts = element.get("refersTo", "").split()
    if not name or not concepts:
        return None
    return Value(concepts[0].lstrip("#"), name, element.get("normalized", ""), xml.text_of(element))


def _term(pair: str) -> Value | None:
    key, equals, value = pair.partition("=")
    concept, dot, name = key.partition(".")
    return Value(concept, name, value) if equals and dot else None


def _words(element: Element) -> str:
    return " ".join(" ".join(_pieces(element)).split())


def _own_text(element: Element) -> str:
    return " ".join(
        filter(None, (_words(c) for c in xml.children(element) if local(c) not in HIERARCHY | _ASIDE | _WORDLESS))
    )


def _pieces(element: Element) -> list[str]:
    """The words inside an element in reading order; blocks are separated, inline elements are not."""
    joined: list[str] = []
    run: list[str] = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and local(child) not in _ASIDE:
            if local(child) in INLINE:
                run.append("".join(_pieces_inline(child)))
            else:
                joined += ["".join(run), *_pieces(child)]
                run = []
        run.append(child.tail or "")
    return [*joined, "".join(run)]


def _pieces_inline(element: Element) -> list[str]:
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and local(child) not in _ASIDE:
            if local(child) in ("br", "eol"):
                parts.append(" ")
            elif local(child) in INLINE:
                parts += _pieces_inline(child)
            else:  # a quoted structure: its blocks are separated as blocks are
                parts += [" ", " ".join(_pieces(child)), " "]
        parts.append(child.tail or "")
    return parts


INLINE = frozenset(
    "a abbr affectedDocument b change concept date def del docAuthority docDate docIntroducer docJurisdiction "
    "docNumber docProponent docPurpose docStage docStatus docTitle docType entity event fillIn i inline ins "
    "judge lawyer legislature location mod mref neutralCitation num object omissis opinion organization "
    "outcome party person placeholder process quantity quotedText recordedTime ref rref role rmod session "
    "shortTitle signature span sub sup term time u vote br eol".split()
)  # fmt: skip


def basic(eid: str) -> str:
    """The eId of the article or section that a provision stands in."""
    parts = eid.split("__")
    last = max((i for i, (name, _) in enumerate(components(eid)) if name in ("art", "sec", "rule")), default=0)
    return "__".join(parts[: last + 1])
