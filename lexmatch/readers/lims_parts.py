"""What Justice Canada's elements are: which hold others, what they define, what state they are in."""

from __future__ import annotations

import re

from lexmatch.readers.aliases import slug
from lexmatch.readers.lims_inline import SPECIAL
from lexmatch.readers.units import Unit
from lexmatch.readers.xml import LM, NAMES, Element, children, local, text_of

UNITS = {"Section": "section", "Subsection": "subsection", "Paragraph": "paragraph", "Subparagraph": "subparagraph",
          "Clause": "clause", "Subclause": "subclause", "Subsubclause": "hcontainer",
          "Definition": "hcontainer"}  # fmt: skip
# Containers that only hold other things.
CONTAINERS = frozenset(
    ("Provision", "DocumentInternal", "BillPiece", "Enacts", "Introduction", "Preamble", "Order", "List", "Item",
     "Oath", "ContinuedSectionSubsection", "ContinuedParagraph", "ContinuedSubparagraph", "ContinuedClause",
     "ContinuedDefinition", "ContinuedFormulaParagraph", "ScheduleFormHeading", "ContinuedSubclause", "QuotedText",
     "ReadAsText", "AmendedText", "AmendedContent", "SectionPiece", "BilingualGroup", "BilingualItemEn",
     "BilingualItemFr", "Caption", "tbody", "thead", "row", "entry", "SignatureBlock")
)  # fmt: skip


def structured(source: Element) -> bool:
    """Whether an element holds more than words."""
    return any((name := NAMES[c.tag]) and name not in SPECIAL for c in source)


def grouped(source: Element) -> Element:
    """A group's heading and members in the shape of a body: a copy in which GroupHeading and the like are Headings."""
    from copy import deepcopy

    made = deepcopy(source)
    for child in list(made):
        if local(child) == "GroupHeading":
            child.tag = "Heading"
        elif local(child) == "ScheduleFormHeading":
            made.remove(child)
    return made


def term_of(source: Element) -> str:
    """The term that a definition defines, for its eId."""
    text = source.find("Text")
    if text is None:
        return ""
    for term in text.iter("DefinedTermEn", "DefinedTermFr"):
        name = slug(text_of(term))
        if name:
            return name
    return ""


def is_repealed(source: Element) -> bool:
    """Whether a unit's words are nothing but the note that it is repealed."""
    text = source.find("Text")
    if text is None or text.find("Repealed") is None or any(local(c) in UNITS for c in children(source)):
        return False
    terms = sum(len(text_of(t)) for t in text.iter("DefinedTermEn", "DefinedTermFr", "Repealed"))
    return len(re.sub(r"\s", "", text_of(text))) <= terms


def not_in_force(unit: Unit) -> None:
    """Marks a unit and all in it as not in force."""
    unit.attrs[f"{{{LM}}}state"] = "not-in-force"
    for child in unit.children:
        not_in_force(child)
