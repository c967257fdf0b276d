"""A baseline: the findings that a project had when it began to check, so that only new ones fail.

It is keyed on what a finding is about, never on its line, and counts: three findings alike in the baseline excuse three.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from lexmatch.findings import Finding, Place, Unreadable

VERSION = "baseline/1"


def identity(finding: Finding) -> tuple[str, str, str]:
    """What a finding is about: the file, the rule, and the entry or name."""
    return finding.place.path, finding.rule, finding.key or finding.message


def written(findings: Iterable[Finding]) -> str:
    """The baseline of findings as JSON, in stable order."""
    counts = Counter(identity(f) for f in findings)
    listed = [{"path": p, "rule": r, "about": a, "count": n} for (p, r, a), n in sorted(counts.items())]
    return json.dumps({"lexmatch": VERSION, "findings": listed}, ensure_ascii=False, indent=1) + "\n"


def read(text: str, path: str) -> Counter[tuple[str, str, str]]:
    """The counts of a baseline file. Raises Unreadable when it is none."""
    try:
        data = json.loads(text)
        if data["lexmatch"] != VERSION:
            raise ValueError
        return Counter({(f["path"], f["rule"], f["about"]): int(f["count"]) for f in data["findings"]})
    except (ValueError, KeyError, TypeError):
        raise Unreadable(f"{path} is no baseline", "Make one with --write-baseline.", Place(path)) from None


def new(findings: Iterable[Finding], known: Counter[tuple[str, str, str]]) -> tuple[tuple[Finding, ...], int, int]:
    """The findings that the baseline does not excuse, how many it does, and how many of it are no longer found."""
    left = known.copy()
    fresh: list[Finding] = []
    excused = 0
    for finding in findings:
        key = identity(finding)
        if left[key] > 0:
            left[key] -= 1
            excused += 1
        else:
            fresh.append(finding)
    return tuple(fresh), excused, sum(left.values())
