"""What `lexmatch diff` says: two versions of a law by provision, two of a crosswalk by entry and verdict."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lexmatch.findings import Unreadable


def laws(project: Any, old: Any, new: Any) -> list[dict[str, Any]]:
    """The provisions that were added, removed, moved or changed, and typed values that differ; in the order of the new text.

    A provision counts by its own words; one whose words stand under another eId has moved."""
    from lexmatch.text import fingerprint

    def prints(law: Any) -> dict[str, str]:
        return {p.eid: fingerprint(f"{p.heading} {p.text} {p.tail}") for p in law.walk() if p.eid}

    before, after = prints(old), prints(new)
    empty = fingerprint("")
    gone = {p: e for e, p in before.items() if e not in after and p != empty}
    found: list[dict[str, Any]] = []
    for eid, mark in after.items():
        provision = new.find(eid)
        if eid not in before:
            source = gone.pop(mark, "")
            found.append({"change": "moved" if source else "added", "eid": eid, "from": source, "citation": new.cite(eid),
                          "new": provision.text})  # fmt: skip
        elif before[eid] != mark:
            found.append({"change": "changed", "eid": eid, "citation": new.cite(eid), "old": old.find(eid).text,
                          "new": provision.text})  # fmt: skip
        values = ([f"{v.key} {v.value}" for v in law.find(eid).values] if law.find(eid) else [] for law in (old, new))
        left, right = values
        if eid in before and left != right:
            found.append(
                {
                    "change": "values",
                    "eid": eid,
                    "citation": new.cite(eid),
                    "old": ", ".join(left),
                    "new": ", ".join(right),
                }
            )
    found += [
        {"change": "removed", "eid": e, "citation": old.cite(e), "old": old.find(e).text} for e in sorted(gone.values())
    ]
    return found


def crosswalks(project: Any, old: Path, new: Path) -> list[dict[str, Any]]:
    """The entries that differ, with the verdicts that follow from them before and after."""
    from lexmatch.cli.judge import read_crosswalk
    from lexmatch.crosswalk.comparing import compare

    versions = [read_crosswalk(project, path) for path in (old, new)]
    verdicts = [_verdicts(project, version) for version in versions]
    found: list[dict[str, Any]] = []
    for change in compare(*versions):
        left = verdicts[0].get(id(change.old), "") if change.old else ""
        right = verdicts[1].get(id(change.new), "") if change.new else ""
        found.append({"change": change.kind, "concept": change.concept, "standard": list(change.standard),
                      "keys": [{"key": k, "old": a, "new": b} for k, a, b in change.keys],
                      "verdict": {"old": left, "new": right}})  # fmt: skip
    return found


def _verdicts(project: Any, crosswalk: Any) -> dict[int, str]:
    """The verdict of each entry by its identity; none where an instrument is missing."""
    from lexmatch.cli.judge import laws_of
    from lexmatch.gaps import assess

    try:
        assessed = assess(crosswalk, laws_of(project, crosswalk), project.scheme)
    except Unreadable:
        return {}
    return {id(row.entry): row.verdict for row in assessed.rows}


def lines(changes: list[dict[str, Any]]) -> list[str]:
    """The changes as a person reads them."""
    made = []
    for c in changes:
        about = c.get("concept") or c["citation"]
        where = f" ({', '.join(c['standard'])})" if c.get("standard") else f" ({c['eid']})" if "eid" in c else ""
        made.append(f"{c['change']}: {about}{where}" + (f", formerly {c['from']}" if c.get("from") else ""))
        verdict = c.get("verdict") or {"old": "", "new": ""}
        if verdict["old"] != verdict["new"]:
            made.append(f"  verdict: {verdict['old'] or 'none'} → {verdict['new'] or 'none'}")
        for key in c.get("keys", ()):
            made.append(f"  {key['key']}: {key['old'] or '–'} → {key['new'] or '–'}")
        made += [f"  {sign} {c[side]}" for sign, side in (("-", "old"), ("+", "new")) if c.get(side)]
    return made
