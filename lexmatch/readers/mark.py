"""Annotations written into an Akoma Ntoso file, beside whatever stands in it: the one place where `annotate` touches XML."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lexmatch.findings import Place, Unreadable
from lexmatch.instrument import Provision
from lexmatch.readers import carry, xml
from lexmatch.readers.xml import LM


def mark(path: Path, provisions: Iterable[Provision]) -> tuple[bytes, int]:
    """The file at `path` with concepts, modality and values of `provisions` at their eIds, and how many were marked.

    An element that bears a concept or a modality already is left alone: that is a person's work. Raises Unreadable when
    the result would not be valid.
    """
    from lxml import etree

    root = xml.parse_file(path)
    before = set(xml.invalid(root))
    places = {e.get("eId"): e for e in root.iter() if isinstance(e.tag, str) and e.get("eId")}
    marked: list[str] = []
    count = 0
    for provision in provisions:
        target = places.get(provision.eid)
        if target is None or target.get("refersTo") or target.get(f"{{{LM}}}modality"):
            continue
        carry._annotate(target, [provision])
        marked += [*provision.concepts, *(v.concept for v in provision.values)]
        count += 1
    carry._declare(root, marked)
    etree.cleanup_namespaces(root, top_nsmap={"lm": LM}, keep_ns_prefixes=["lm"])
    wrong = [w for w in xml.invalid(root) if w[1] not in {message for _, message in before}]
    if wrong:
        raise Unreadable(f"{path} would not be valid Akoma Ntoso with the annotations: {wrong[0][1]}",
                         "Nothing was written.", Place(str(path), wrong[0][0]))  # fmt: skip
    return xml.serialise(root), count
