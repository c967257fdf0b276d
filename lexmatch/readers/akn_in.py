"""Akoma Ntoso as others write it, brought to strict 3.0: 2.0, the drafts of 3.0, LegalDocML.de, AKN4EU, AKN4UN.

The tree is kept and adjusted, not rebuilt: elements move to the final namespace, numbered lists become units that can be
cited, eIds that the naming convention would not give are replaced (the old one stays as `wId`), and what the strict
schema refuses is unwrapped with its words.
"""

from __future__ import annotations

import contextlib

from lexmatch.findings import Finding, Unreadable
from lexmatch.readers import Source, fidelity
from lexmatch.readers.akn_about import about, keep
from lexmatch.readers.akn_adopt import DOCUMENTS, DRAFT, adopted, known
from lexmatch.readers.akn_eids import give_eids
from lexmatch.readers.akn_tree import structured
from lexmatch.readers.fidelity import Operative
from lexmatch.readers.units import Document
from lexmatch.readers.xml import AKN, Element, children, first, local, node, parse

NAME = "akn"
TITLE = "Akoma Ntoso (3.0, its drafts, 2.0, LegalDocML.de, AKN4EU, AKN4UN)"
SUFFIXES = (".xml", ".akn")

_INLINE = frozenset(
    ["a", "abbr", "b", "change", "concept", "date", "def", "del", "docAuthority", "docDate", "docIntroducer",
     "docJurisdiction", "docNumber", "docProponent", "docPurpose", "docStage", "docStatus", "docTitle", "docType",
     "docketNumber", "documentRef", "embeddedText", "entity", "eop", "event", "fillIn", "i", "inline", "ins", "judge",
     "lawyer", "legislature", "location", "marker", "mmod", "mod", "mref", "neutralCitation", "noteRef", "object",
     "omissis", "opinion", "organization", "outcome", "party", "person", "placeholder", "process", "quantity",
     "quotedText", "recordedTime", "ref", "remark", "rmod", "role", "rref", "session", "shortTitle", "signature",
     "span", "sub", "sup", "term", "time", "u", "vote", "affectedDocument", "docCommittee", "courtType"]
)  # fmt: skip
OPERATIVE = Operative(aside=frozenset(("meta", "authorialNote", "remark")), inline=_INLINE)


def detects(source: Source) -> bool:
    """An <akomaNtoso>, in whatever namespace."""
    return source.tag[1] == "akomaNtoso"


def operative(source: Source) -> bytes:
    """The law's own words in the file."""
    if "words" not in source.parsed:
        source.parsed["words"] = fidelity.text_of(source.root, OPERATIVE, source.namespaces)
    found: bytes = source.parsed["words"]
    return found


def read(source: Source) -> tuple[Document, list[Finding]]:
    """The document in the file: the first one, with those inside or beside it as attachments."""
    namespaces = _parsed(source)
    # Its words are counted before its tree is used up.
    source.parsed["words"] = fidelity.text_of(source.root, OPERATIVE, namespaces)
    documents = [e for e in children(source.root) if local(e) in DOCUMENTS]
    if not documents:
        raise Unreadable(f"{source.path} holds no document inside <akomaNtoso>", "", source.place)
    main, beside = documents[0], [e for e in children(source.root) if local(e) not in DOCUMENTS]
    if local(main) == "documentCollection":
        main, beside = _opened(main, beside, source)
    meta = about(main, source)
    foreign = not _is_own(main, namespaces)
    document = Document(meta)
    known(source.root, namespaces)
    keep(main, document)
    document.root = adopted(source.root, [main, *documents[1:], *beside])
    attachments = node("attachments")
    made, *others = document.root
    _flatten(made, attachments)
    for other in others:
        document.root.remove(other)
        _collect(other, attachments)
    if len(attachments):
        made.append(attachments)
    structured(made)
    give_eids(made, foreign)
    return document, []  # what the schema refuses is mended when the metadata are there


def _parsed(source: Source) -> frozenset[str]:
    """Parse a file; gives the namespaces in it, where they are known. A draft of the standard that is declared once, on the
    root, is parsed as the standard: to rename its elements one by one would be a third of the work on them."""
    draft, spaces = source.tag[0], source.namespaces
    said = draft.encode()
    once = source.data.count(b'"%b"' % said) == 1 and source.data.count(b"'%b'" % said) == 0
    if draft in spaces and AKN not in spaces and DRAFT.search(draft) and once:
        data = source.data.replace(b'"%b"' % said, b'"%b"' % AKN.encode())
        with contextlib.suppress(Unreadable):  # in the file as it came are the places that messages name
            source.parsed["root"] = parse(data, source.path)
            return spaces - {draft} | {AKN}
    return spaces


def _opened(collection: Element, beside: list[Element], source: Source) -> tuple[Element, list[Element]]:
    """The first document of a collection, and the rest of the collection as what stands beside it."""
    inner = [e for e in collection.iter() if local(e) in DOCUMENTS and e is not collection]
    if not inner:
        raise Unreadable(f"{source.path} is a collection without documents in it", "Import the documents themselves.",
                         source.place)  # fmt: skip
    main = inner[0]
    others = [e for e in inner[1:] if not any(a is main or a in inner for a in e.iterancestors())]
    around = [e for e in children(collection) if local(e) in ("coverPage", "preface", "preamble", "conclusions")]
    return main, [*around, *others, *beside]


def _collect(copy: Element, attachments: Element) -> None:
    """Put one thing beside the main document where attachments are: a document, or words as an interstitial."""
    name = local(copy)
    if name in ("components", "attachments", "collectionBody"):
        for child in list(copy):
            _collect(child, attachments)
    elif name in ("component", "attachment"):
        _flatten(copy, attachments, inner=True)
    elif name in DOCUMENTS:
        holder = node("attachment")
        holder.append(copy)
        _flatten(copy, attachments, into=holder)
    elif name != "meta" and "".join(copy.itertext()).strip():
        holder = node("attachment")
        copy.tag = node("interstitial").tag
        holder.append(copy)
        attachments.append(holder)


def _flatten(made: Element, attachments: Element, inner: bool = False, into: Element | None = None) -> None:
    """Take attachments and components out of a document, however deep they are, and list them one after the other."""
    if inner:
        attachments.append(made)
        made.tag = node("attachment").tag
    if into is not None:
        attachments.append(into)
    for nested in list(made.iter("{*}attachments", "{*}components")):
        if nested.getparent() is None or not any(a is made for a in nested.iterancestors()):
            continue
        nested.getparent().remove(nested)
        _collect(nested, attachments)


def _is_own(main: Element, namespaces: frozenset[str]) -> bool:
    """Whether lexmatch wrote the document: then `refersTo` names its concepts."""
    if namespaces and "lexmatch.org/ns" not in " ".join(namespaces):
        return False
    meta = first(main, "meta")
    return meta is not None and "lexmatch.org/ns" in " ".join({e.tag for e in meta.iter()})
