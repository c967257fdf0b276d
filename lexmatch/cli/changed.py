"""What a branch touches: the lines that git says have changed since a commit, and the findings on them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lexmatch.findings import Finding, Unreadable

_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@")
# Rules that a change of a law's text can set off in a crosswalk that was not touched.
OF_TEXTS = ("text-drift", "text-moved", "unknown-provision", "other-version", "repealed-provision")
Hunks = dict[str, list[tuple[int, int]]]


def changes(base: str, folder: Path) -> Hunks:
    """Changed line ranges by path relative to `folder`. Raises Unreadable without git or the commit."""
    if base.startswith("-"):
        raise Unreadable(f"'{base}' is no commit", "Name a branch or commit, for instance origin/main.")
    command = ["git", "-C", str(folder), "diff", "--relative", "--no-color", "--no-ext-diff", "-U0", base, "--", "."]
    try:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    except FileNotFoundError:
        raise Unreadable("--changed needs git, which is not installed", "Install git, or check everything.") from None
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["git failed"]
        raise Unreadable(
            f"git cannot compare with '{base}': {said[0]}", "Fetch the branch, or name a commit that is here."
        )
    found: Hunks = {}
    path = ""
    for line in done.stdout.splitlines():
        if line.startswith("+++ "):
            path = line[6:].strip('"') if line.startswith("+++ b/") else ""
            if path:
                found.setdefault(path, [])
        elif path and (hunk := _HUNK.match(line)):
            start, count = int(hunk[1]), int(hunk[2] or 1)
            found[path].append((start, start + max(count, 1) - 1))
    new = subprocess.run(["git", "-C", str(folder), "ls-files", "--others", "--exclude-standard"],
                         capture_output=True, text=True, check=False)  # fmt: skip
    for name in new.stdout.splitlines():
        found[name] = [(1, 10**9)]
    return found


def touched(findings: Iterable[Finding], hunks: Hunks, project: Any) -> tuple[Finding, ...]:
    """The findings on changed entries, on changed heads of files and corpus files, and those that a changed text causes."""
    from lexmatch import crosswalk

    laws = {Path(path).stem.partition("@")[0] for path in hunks if path.endswith(".xml")}
    starts: dict[str, list[int]] = {}
    kept = []
    for finding in findings:
        path = finding.place.path
        if finding.rule in OF_TEXTS and any(Path(p.path).stem.partition("@")[0] in laws for p, _ in finding.related):
            kept.append(finding)
            continue
        if path not in hunks:
            continue
        if not path.endswith((".yaml", ".yml")):
            kept.append(finding)
            continue
        if path not in starts:
            text = next((p.read_text("utf-8", "replace") for b in project.layers if (p := b / path).is_file()), "")
            found, _ = crosswalk.read(text, path)
            starts[path] = [e.place.line for e in found.entries] if found else []
        first = max((s for s in starts[path] if s <= finding.place.line), default=1)
        last = min((s for s in starts[path] if s > finding.place.line), default=10**9) - 1
        if any(start <= last and end >= first for start, end in hunks[path]):
            kept.append(finding)
    return tuple(kept)
