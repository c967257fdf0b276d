"""Zipped bundles (.leg, .zip): one main document with its annexes."""

from __future__ import annotations

import re
from copy import deepcopy

from lexmatch.findings import Finding, Unreadable
from lexmatch.readers import Reader, Source, detect
from lexmatch.readers.fidelity import Operative
from lexmatch.readers.units import Attachment, Document, Unit
from lexmatch.readers.xml import node, text_of
from lexmatch.readers.zipped import files, names

NAME = "bundle"
TITLE = "Zipped bundle of a main document and its annexes"
SUFFIXES = (".leg", ".zip")
OPERATIVE = Operative()

_ANNEX = re.compile(r"annex|anlage|anhang|schedule|attachment|bijlage|anexo", re.IGNORECASE)
_BESIDE = re.compile(
    r"memorand|cover|explan|begruendung|vorblatt|annot|media/|toc|prop_act|proposal|rels$|content_types|manifest|mimetype",
    re.IGNORECASE,
)
_TEXTS = (".xml", ".akn", ".md", ".txt", ".html", ".docx", ".json")


def detects(source: Source) -> bool:
    """A ZIP archive that holds something a text could be in, and is no Word file."""
    if not source.data.startswith(b"PK\x03\x04"):
        return False
    inside = names(source.data)
    return "word/document.xml" not in inside and any(n.casefold().endswith(_TEXTS) for n in inside)


def read(source: Source) -> tuple[Document, list[Finding]]:
    """The main document, with the annexes as its attachments."""
    main, annexes, left = members(source)
    findings = [Finding("import", "note", f"{name} in {source.path} is not part of the text and was left out", source.place,
                        key=name) for name in left]  # fmt: skip
    if any(reader.NAME == "akn" for _, reader in (main, *annexes)):
        document, more = _as_akn(source, main, annexes)
        return document, [*findings, *more]
    document, more = main[1].read(main[0])
    findings += more
    for inner, reader in annexes:
        annex, more = reader.read(inner)
        findings += more
        if annex.units or annex.preface or annex.preamble or annex.conclusions:
            document.attachments.append(_attachment(annex))
        document.attachments += annex.attachments
    return document, findings


def operative(source: Source) -> bytes:
    """The words of the main document and its annexes, each as its own format counts them."""
    from lexmatch.readers import fidelity

    main, annexes, _ = members(source)
    return b"\r".join(fidelity.source_text(reader, inner) for inner, reader in (main, *annexes))


def members(source: Source) -> tuple[tuple[Source, Reader], list[tuple[Source, Reader]], list[str]]:
    """The main document and its annexes with their readers, and the names of what is neither. Raises Unreadable when
    there is no main document, or more than one."""
    if "members" in source.parsed:
        found: tuple[tuple[Source, Reader], list[tuple[Source, Reader]], list[str]] = source.parsed["members"]
        return found
    read_: list[tuple[str, Source, Reader]] = []
    left: list[str] = []
    for name, data in files(source.data, source.path).items():
        inner = Source(f"{source.path}/{name}", data, source.language)
        reader = None if _BESIDE.search(name) or not name.casefold().endswith(_TEXTS) else _reader(inner)
        if reader is None:
            left.append(name)
        else:
            read_.append((name, inner, reader))
    mains = [r for r in read_ if not _ANNEX.search(r[0]) and not _is_annex(r[2], r[1])]
    named = [r for r in mains if re.search(r"(?:^|/)main\b|main\.", r[0], re.IGNORECASE)]
    mains = named or mains
    if len(mains) != 1:
        said = ", ".join(r[0] for r in mains) or "none"
        raise Unreadable(f"{source.path} should hold one main document; it holds {said}",
                         "Unpack it, and import the documents one by one.", source.place)  # fmt: skip
    main = mains[0]
    others = sorted((r for r in read_ if r is not main), key=lambda r: [int(x) if x.isdigit() else x for x in
                                                                         re.split(r"(\d+)", r[0])])  # fmt: skip
    source.parsed["members"] = ((main[1], main[2]), [(s, r) for _, s, r in others], sorted(left))
    return members(source)


def _is_annex(reader: Reader, inner: Source) -> bool:
    """Whether a file says itself that it is an annex: readers of formats that know it have a function `is_annex`."""
    known = getattr(reader, "is_annex", None)
    return known is not None and bool(known(inner))


def _reader(inner: Source) -> Reader | None:
    try:
        reader = detect(inner)
    except Unreadable:
        return None
    return None if reader.NAME == NAME else reader  # no bundles in bundles


def _attachment(annex: Document) -> Attachment:
    """A document as an annex of another; its title, where its preface begins with it, as the heading."""
    preface = list(annex.preface)
    heading = ""
    if preface and text_of(preface[0]) == annex.meta.title:
        heading = text_of(preface.pop(0))
    made = Attachment("", heading, [*preface, *annex.preamble], annex.units)
    if annex.conclusions:
        made.units.append(Unit("hcontainer", name="conclusions", blocks=annex.conclusions))
    return made


def _as_akn(
    source: Source, main: tuple[Source, Reader], annexes: list[tuple[Source, Reader]]
) -> tuple[Document, list[Finding]]:
    """The documents as components of one Akoma Ntoso tree, which its reader then brings in order."""
    from lexmatch.readers import akn_in, write

    findings: list[Finding] = []
    whole = node("akomaNtoso")
    beside = node("components")
    for count, (inner, reader) in enumerate((main, *annexes)):
        if reader.NAME == "akn":
            root = deepcopy(inner.root)  # the source itself is measured later
        else:
            document, more = reader.read(inner)
            findings += more
            document.meta.alias = document.meta.alias or "annex"
            root = write.akn(document)
        whole.append(root)  # with the namespaces that are declared there, as in `akn_adopt.adopted`
        for part in list(root):
            if count == 0:
                whole.append(part)
                continue
            if beside.getparent() is None:
                whole.append(beside)
            beside.append(node("component"))
            beside[-1].append(part)
        whole.remove(root)
    combined = Source(source.path, source.data, source.language, parsed={"root": whole})
    document, more = akn_in.read(combined)
    return document, [*findings, *more]
