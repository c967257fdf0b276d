"""What an element of Akoma Ntoso says, kept where the element itself cannot stay."""

from __future__ import annotations

from lexmatch.readers.units import append_text
from lexmatch.readers.xml import Element, children, local, node

INLINE = frozenset(
    ["b", "i", "u", "a", "span", "sub", "sup", "abbr", "inline", "ref", "mref", "rref", "def", "term", "date", "time",
     "person", "organization", "concept", "object", "event", "location", "process", "role", "entity", "quantity",
     "docTitle", "docNumber", "docDate", "docType", "docProponent", "docStage", "docStatus", "docPurpose", "shortTitle",
     "docAuthority", "docketNumber", "docIntroducer", "docJurisdiction", "docCommittee", "signature", "mod", "rmod",
     "quotedText", "ins", "del", "omissis", "placeholder", "fillIn", "noteRef", "authorialNote", "eol", "br", "eop",
     "marker", "embeddedText", "img", "remark", "recordedTime", "vote", "judge", "lawyer", "party", "opinion",
     "outcome", "session", "legislature", "neutralCitation", "affectedDocument", "mmod", "change"]
)  # fmt: skip
# Where text and inline elements may stand.
FLOWING = INLINE | frozenset(("p", "block", "heading", "subheading", "num", "li", "listIntroduction", "listWrapUp",
                                "caption", "docTitle", "crossHeading", "tocItem", "h1"))  # fmt: skip


def append_tail(before: Element, text: str) -> None:
    """Text after an element."""
    before.tail = (before.tail or "") + text


def unwrap(found: Element) -> str:
    """Keep the words of an element as paragraphs, or as text where text stands."""
    parent = found.getparent()
    at, tail, name = parent.index(found), found.tail, local(found)
    if local(parent) in FLOWING:
        words = " ".join("".join(found.itertext()).split())
        space = " " if words else ""
        before = found.getprevious()
        parent.remove(found)
        text = f"{words}{tail or ''}" if name in INLINE else f"{space}{words}{space}{tail or ''}"
        if before is not None:
            append_tail(before, text)
        elif len(parent):
            parent.text = (parent.text or "") + text
        else:
            append_text(parent, text)
        return name
    lines = lines_of(found)
    parent.remove(found)
    for offset, words in enumerate(lines):
        parent.insert(at + offset, node("p", words))
    if tail and tail.strip():
        parent.insert(at + len(lines), node("p", tail.strip()))
    return name


def lines_of(found: Element) -> list[str]:
    """The words of an element, one line for each block in it."""
    lines: list[str] = []
    run: list[str] = []

    def flush() -> None:
        words = " ".join("".join(run).split())
        run.clear()
        if words:
            lines.append(words)

    def walk(part: Element) -> None:
        flowing = local(part) in INLINE
        if not flowing:
            flush()
        run.append(part.text or "")
        for child in children(part):
            walk(child)
            run.append(child.tail or "")
        if not flowing:
            flush()

    walk(found)
    flush()
    return lines


def remove(found: Element) -> None:
    """Take an element out; what follows it stays."""
    parent, tail = found.getparent(), found.tail
    before = found.getprevious()
    parent.remove(found)
    if tail and tail.strip():
        if before is not None:
            append_tail(before, tail)
        else:
            parent.text = (parent.text or "") + tail
