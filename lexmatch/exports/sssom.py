"""SSSOM: a table of mappings with a YAML head (https://w3id.org/sssom). One row for each pair of provisions.

The subject of a mapping is the law compared, its object the standard. The predicates are those of SKOS, which know neither
overlap nor disjointness: `intersects` is written as relatedMatch and `none` as a negated exactMatch. So that nothing is lost,
the slot `other` of every row holds the entry as it is; a reader that ignores it still reads valid SSSOM.
"""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from lexmatch import __version__
from lexmatch.crosswalk import Crosswalk, Entry
from lexmatch.exports import Names, entry, fields
from lexmatch.findings import Place, Unreadable
from lexmatch.relations import canonical

TITLE = "Simple Standard for Sharing Ontological Mappings"
SUFFIX = ".sssom.tsv"
LOSES = ("overlap and disjointness have no predicate of their own (they stand in `other`)",
         "comments of the file")  # fmt: skip
PREDICATES = {"equal": "skos:exactMatch", "subset": "skos:broadMatch", "superset": "skos:narrowMatch",
              "intersects": "skos:relatedMatch", "none": "skos:exactMatch"}  # fmt: skip
COLUMNS = ("record_id", "subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label",
           "mapping_justification", "author_label", "reviewer_label", "subject_source", "subject_source_version", "object_source",
           "object_source_version", "mapping_date", "confidence", "comment", "other")  # fmt: skip
BASE = "https://lexmatch.org/id/"
_NONE = "sssom:NoTermFound"
_JUSTIFIED = {"proposed": "semapv:CompositeMatching"}


def write(crosswalk: Crosswalk, names: Names) -> str:
    """The set as TSV with its head in comments."""
    out = io.StringIO()
    for line in _head(crosswalk):
        out.write(f"#{line}\n")
    writer = csv.DictWriter(out, COLUMNS, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    writer.writeheader()
    for number, one in enumerate(crosswalk.entries, 1):
        for row in _rows(one, number, names):
            writer.writerow({key: " ".join(str(value).split()) for key, value in row.items() if value})
    return out.getvalue()


def _head(crosswalk: Crosswalk) -> list[str]:
    aliases = (*crosswalk.standard, *crosswalk.subject)
    about = {"standard": crosswalk.standard, "subject": crosswalk.subject, "scope": crosswalk.scope,
             "defaults": dict(crosswalk.defaults)}  # fmt: skip
    quote = json.dumps
    slug = "-".join((*crosswalk.subject, "against", *crosswalk.standard))
    return [
        "curie_map:",
        *(f"  {alias}: {quote(f'{BASE}{alias}#')}" for alias in dict.fromkeys(aliases)),
        '  lexmatch: "https://lexmatch.org/record/"',
        '  semapv: "https://w3id.org/semapv/vocab/"',
        '  skos: "http://www.w3.org/2004/02/skos/core#"',
        '  sssom: "https://w3id.org/sssom/"',
        f"license: {quote('https://w3id.org/sssom/license/unspecified')}",
        f"mapping_set_id: {quote(f'https://lexmatch.org/mappings/{slug}')}",
        f"mapping_set_title: {quote(crosswalk.title or slug, ensure_ascii=False)}",
        "mapping_tool: lexmatch",
        f"mapping_tool_version: {quote(__version__)}",
        f"other: {quote(quote(about, ensure_ascii=False), ensure_ascii=False)}",
    ]


def _rows(one: Entry, number: int, names: Names) -> list[dict[str, Any]]:
    sides = [(s, o) for s in one.subject or (None,) for o in one.standard or (None,)]
    negated = one.status == "rejected" or one.relation == "none"
    rows = []
    for n, (subject, target) in enumerate(sides, 1):
        rows.append({
            "record_id": f"lexmatch:{number}-{n}",
            "subject_id": f"{subject.alias}:{subject.eid}" if subject else _NONE,
            "subject_label": names.provisions.get(str(subject), ""),
            "predicate_id": PREDICATES.get(one.relation, "skos:exactMatch"),
            "predicate_modifier": "Not" if negated and subject else "",
            "object_id": f"{target.alias}:{target.eid}" if target else _NONE,
            "object_label": names.provisions.get(str(target), ""),
            "mapping_justification": _JUSTIFIED.get(one.status, "semapv:ManualMappingCuration"),
            "author_label": one.by,
            "reviewer_label": one.by if one.status == "accepted" else "",
            "subject_source": f"{BASE}{subject.alias}" if subject else "",
            "subject_source_version": names.dates.get(subject.alias, "") if subject else "",
            "object_source": f"{BASE}{target.alias}" if target else "",
            "object_source_version": names.dates.get(target.alias, "") if target else "",
            "mapping_date": one.on,
            "confidence": "" if one.confidence is None else f"{one.confidence:g}",
            "comment": one.note,
            "other": json.dumps({"entry": number, **fields(one)}, ensure_ascii=False),
        })  # fmt: skip
    return rows


def read(data: bytes, path: str) -> Crosswalk:
    """The crosswalk in an SSSOM table: ours as it was, another's row by row with open entries."""
    text = data.decode("utf-8-sig")
    lines = text.splitlines()
    head = _read_head([line[1:] for line in lines if line.startswith("#")], path)
    body = [line for line in lines if not line.startswith("#")]
    rows = list(csv.DictReader(body, delimiter="\t"))
    if not rows or "subject_id" not in rows[0]:
        raise Unreadable(f"{path} is no SSSOM table", "It has a column subject_id.", Place(path))
    entries: dict[Any, Entry] = {}
    for number, row in enumerate(rows):
        ours = _ours(row)
        if ours:
            entries.setdefault(("entry", ours["entry"]), entry(ours))
        else:
            entries[number] = _foreign(row)
    return _crosswalk(head, list(entries.values()))


def _ours(row: dict[str, str]) -> dict[str, Any]:
    try:
        found = json.loads(row.get("other") or "")
    except ValueError:
        return {}
    return found if isinstance(found, dict) and "entry" in found and "concept" in found else {}


def _foreign(row: dict[str, str]) -> Entry:
    subject, target = row.get("subject_id") or "", row.get("object_id") or ""
    missing = subject == _NONE
    relation = canonical(row.get("predicate_id") or "")
    if row.get("predicate_modifier") == "Not":
        relation = "none" if relation == "equal" else ""
    said = {"concept": "", "standard": [_ref(target)] if target != _NONE else [], "subject": [] if missing else [_ref(subject)],
            "relation": "" if missing else relation, "absence": "absent" if missing else "", "note": row.get("comment") or "",
            "by": row.get("author_label") or "", "on": row.get("mapping_date") or "",
            "confidence": row.get("confidence") or None}  # fmt: skip
    return entry(said)


def _ref(curie: str) -> str:
    prefix, colon, local = curie.partition(":")
    return f"{prefix}#{local}" if colon else curie


def _read_head(lines: list[str], path: str) -> dict[str, Any]:
    from lexmatch import located

    node, _ = located.read("\n".join(lines), path)
    plain = located.plain(node)
    return plain if isinstance(plain, dict) else {}


def _crosswalk(head: dict[str, Any], entries: list[Entry]) -> Crosswalk:
    from lexmatch.exports import gathered

    found = gathered(str(head.get("mapping_set_title", "")), entries)
    try:
        about = json.loads(str(head.get("other", "")))
    except ValueError:
        return found
    return Crosswalk(found.title, tuple(about["standard"]), tuple(about["subject"]), tuple(about["scope"]), found.entries,
                     about["defaults"])  # fmt: skip
