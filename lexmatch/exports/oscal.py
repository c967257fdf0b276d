"""OSCAL control mappings (NIST, model mapping-collection): the five relations by their OSCAL names, gaps as unmapped controls.

Identifiers are computed from the content, so that the same crosswalk gives the same bytes.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from lexmatch import __version__
from lexmatch.crosswalk import Crosswalk, Entry
from lexmatch.exports import Names, entry, fields, gathered
from lexmatch.findings import Place, Unreadable
from lexmatch.relations import canonical

TITLE = "OSCAL control mapping"
SUFFIX = ".oscal.json"
LOSES = ("comments of the file", "waivers",
         "absences other than by a property: a program that knows only OSCAL sees unmapped controls")  # fmt: skip
VERSION = "1.2.0"
NS = "https://lexmatch.org/ns/oscal"
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://lexmatch.org/oscal")
NAMES = {"equal": "equal-to", "subset": "subset-of", "superset": "superset-of", "intersects": "intersects-with",
         "none": "no-relationship"}  # fmt: skip
# What of an entry has a place in the model; the rest stands in properties.
_CARRIED = {"standard", "subject", "relation", "note", "confidence", "rationale"}


def write(crosswalk: Crosswalk, names: Names) -> str:
    """The mapping collection: one mapping for each subject and standard."""
    slug = "/".join((*crosswalk.subject, "against", *crosswalk.standard))
    mappings = []
    for subject in crosswalk.subject:
        for standard in crosswalk.standard:
            mapping = _mapping(crosswalk, subject, standard, names)
            if mapping:
                mappings.append(mapping)
    collection = {
        "uuid": _id(slug),
        "metadata": {
            "title": crosswalk.title or slug, "last-modified": _moment(), "version": "1", "oscal-version": VERSION,
            "props": [{"name": "crosswalk", "ns": NS, "value": json.dumps(
                {"standard": crosswalk.standard, "subject": crosswalk.subject, "scope": crosswalk.scope,
                 "defaults": dict(crosswalk.defaults)}, ensure_ascii=False)}],
        },
        "provenance": {"method": "hybrid", "matching-rationale": "semantic", "status": _status(crosswalk.entries),
                       "mapping-description": f"Made with lexmatch {__version__}. The source is the law compared, the target "
                                              "the standard."},
        "mappings": mappings,
    }  # fmt: skip
    return json.dumps({"mapping-collection": collection}, ensure_ascii=False, indent=2) + "\n"


def _mapping(crosswalk: Crosswalk, subject: str, standard: str, names: Names) -> dict[str, Any]:
    first = subject == crosswalk.subject[0] and standard == crosswalk.standard[0]
    maps, gaps = [], []
    for number, one in enumerate(crosswalk.entries, 1):
        pair = (one.subject[0].alias if one.subject else crosswalk.subject[0],
                one.standard[0].alias if one.standard else crosswalk.standard[0])  # fmt: skip
        if pair != (subject, standard):
            continue
        if one.relation and one.subject and one.standard:
            maps.append(_map(one, number, f"{subject}/{standard}"))
        else:
            gaps.append((number, one))
    if not maps and not gaps and not first:
        return {}
    made: dict[str, Any] = {
        "uuid": _id(f"{subject}/{standard}"), "source-resource": _resource(subject, names),
        "target-resource": _resource(standard, names), "maps": maps,
    }  # fmt: skip
    if gaps:
        listed = [{"with-ids": [r.eid for r in one.standard]} for _, one in gaps if one.standard]
        made["target-gap-summary"] = {"uuid": _id(f"{subject}/{standard}/gaps"), "unmapped-controls": listed}
        made["props"] = [_prop("gap", json.dumps({"entry": n, **fields(one)}, ensure_ascii=False)) for n, one in gaps]
    return made


def _map(one: Entry, number: int, around: str) -> dict[str, Any]:
    said = fields(one)
    made: dict[str, Any] = {
        "uuid": _id(f"{around}/{number}/{one.key}"), "relationship": NAMES[one.relation],
        "sources": [{"type": "statement", "id-ref": r.eid} for r in one.subject],
        "targets": [{"type": "statement", "id-ref": r.eid} for r in one.standard],
    }  # fmt: skip
    if one.rationale:
        made["matching-rationale"] = one.rationale
    if one.confidence is not None:
        made["confidence-score"] = {"percentage": one.confidence}
    rest = {k: v for k, v in said.items() if k not in _CARRIED and k != "waive"}
    several = {r.alias for r in (*one.subject, *one.standard)} != set(around.split("/"))
    rest |= {k: said[k] for k in ("standard", "subject")} if several else {}
    made["props"] = [_prop("entry", json.dumps({"entry": number, **rest}, ensure_ascii=False))]
    if one.note:
        made["remarks"] = one.note
    return made


def _prop(name: str, value: str) -> dict[str, str]:
    return {"name": name, "ns": NS, "value": value}


def _resource(alias: str, names: Names) -> dict[str, Any]:
    return {
        "type": "catalog",
        "href": names.links.get(alias) or f"https://lexmatch.org/id/{alias}",
        "props": [_prop("alias", alias)],
    }


def _status(entries: Iterable[Entry]) -> str:
    return "not-complete" if any(e.status == "proposed" for e in entries) else "complete"


def _id(text: str) -> str:
    """A version 4 identifier made of the text: the model asks for that form."""
    raw = bytearray(uuid.uuid5(_SPACE, text).bytes)
    raw[6] = (raw[6] & 0x0F) | 0x40
    return str(uuid.UUID(bytes=bytes(raw)))


def _moment() -> str:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "0")
    return datetime.fromtimestamp(int(epoch) if epoch.isdigit() else 0, UTC).isoformat().replace("+00:00", "Z")


def read(data: bytes, path: str) -> Crosswalk:
    """The crosswalk in a mapping collection: ours as it was, another's with open entries."""
    try:
        collection = json.loads(data)["mapping-collection"]
        mappings = collection["mappings"]
        title = str(collection["metadata"]["title"])
    except (ValueError, KeyError, TypeError):
        raise Unreadable(f"{path} is no OSCAL mapping collection", "", Place(path)) from None
    numbered: list[tuple[int, Entry]] = []
    for mapping in mappings:
        aliases = [_alias(mapping.get(k) or {}) for k in ("source-resource", "target-resource")]
        for one in mapping.get("maps") or ():
            numbered.append(_entry(one, aliases, len(numbered) + 1))
        for value in _values(mapping, "gap"):
            numbered.append((int(value["entry"]), entry(value)))
    found = gathered(title, [e for _, e in sorted(numbered, key=lambda pair: pair[0])])
    for about in _values(collection["metadata"], "crosswalk"):
        return Crosswalk(title, tuple(about["standard"]), tuple(about["subject"]), tuple(about["scope"]), found.entries,
                         about["defaults"])  # fmt: skip
    return found


def _entry(one: dict[str, Any], aliases: list[str], number: int) -> tuple[int, Entry]:
    said: dict[str, Any] = {
        "subject": [f"{aliases[0]}#{s['id-ref']}" for s in one.get("sources") or ()],
        "standard": [f"{aliases[1]}#{t['id-ref']}" for t in one.get("targets") or ()],
        "relation": canonical(str(one.get("relationship", ""))), "note": one.get("remarks", ""),
        "confidence": (one.get("confidence-score") or {}).get("percentage"), "rationale": one.get("matching-rationale", ""),
    }  # fmt: skip
    for value in _values(one, "entry"):
        number = int(value.pop("entry"))
        said |= value
    return number, entry(said)


def _values(holder: dict[str, Any], name: str) -> list[dict[str, Any]]:
    props = holder.get("props") or ()
    return [json.loads(p["value"]) for p in props if p.get("ns") == NS and p.get("name") == name]


def _alias(resource: dict[str, Any]) -> str:
    named = [str(p["value"]) for p in resource.get("props") or () if p.get("name") == "alias"]
    return named[0] if named else str(resource.get("href", "")).rstrip("/").rpartition("/")[2]
