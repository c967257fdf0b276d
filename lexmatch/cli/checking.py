"""The parts of `lexmatch check` that touch other rooms and the disk: fixes, clauses, baselines, lines of files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from lexmatch.findings import Finding


def fixes(project: Any, paths: Sequence[Path], unsafe: bool, write: bool) -> dict[str, str]:
    """What would change in each crosswalk file, as a unified diff by its shown path; with `write` it is changed."""
    import difflib

    from lexmatch.checks._context import Laws
    from lexmatch.checks._fixes import fixed
    from lexmatch.checks._targets import targets
    from lexmatch.files import read_text
    from lexmatch.files import write as write_file

    laws = Laws(project)
    unused = _unused(project, paths) if unsafe else {}
    found: dict[str, str] = {}
    for target in targets(project, paths):
        if target.kind != "crosswalk":
            continue
        old = read_text(target.path)
        new = fixed(old, target.shown, laws, unsafe, unused.get(target.shown, ()))
        if new == old:
            continue
        lines = difflib.unified_diff(
            old.splitlines(keepends=True), new.splitlines(keepends=True), f"a/{target.shown}", f"b/{target.shown}"
        )
        found[target.shown] = "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
        if write:
            write_file(target.path, new)
    return found


def _unused(project: Any, paths: Sequence[Path]) -> dict[str, list[tuple[int, str]]]:
    """The waivers that silence nothing, as line and rule, by the shown path of their file."""
    from lexmatch.checks._run import examine

    found: dict[str, list[tuple[int, str]]] = {}
    for finding in examine(project, paths).findings:
        if finding.rule == "unused-waiver":
            found.setdefault(finding.place.path, []).append((finding.place.line, finding.key.rpartition(" ")[2]))
    return found


def clauses(project: Any, paths: Sequence[Path]) -> list[Finding]:
    """What is wrong with the clause templates among the targets; they are read only when there are any."""
    from lexmatch.checks._targets import targets

    chosen = {t.shown for t in targets(project, paths) if t.kind == "clause"}
    if not chosen:
        return []
    from lexmatch.draft.lint import lint
    from lexmatch.draft.make import library

    stock, findings = library(project)
    for clause in stock.clauses.values():
        findings += lint(clause, project.scheme, stock.words)
    return [f for f in findings if f.place.path in chosen or f.place.path.endswith("words.yaml")]


def narrowed(findings: tuple[Finding, ...], project: Any, baseline: Path | None, write_baseline: Path | None,
             changed: str | None) -> tuple[tuple[Finding, ...], list[str]]:  # fmt: skip
    """The findings that are to be reported, and in words what was left out."""
    aside: list[str] = []
    if changed:
        from lexmatch.cli.changed import changes, touched

        before = len(findings)
        findings = touched(findings, changes(changed, project.root or project.shipped), project)
        aside.append(f"{before - len(findings)} outside what changed since {changed}")
    if write_baseline:
        from lexmatch.checks import _baseline
        from lexmatch.files import write

        write(write_baseline, _baseline.written(findings))
        aside.append(f"baseline written to {write_baseline}")
    elif baseline:
        from lexmatch.checks import _baseline
        from lexmatch.files import read_text

        findings, excused, gone = _baseline.new(findings, _baseline.read(read_text(baseline), str(baseline)))
        aside.append(f"{excused} in the baseline")
        if gone:
            aside.append(f"{gone} of the baseline are gone (write it anew)")
    return findings, aside


def source(project: Any) -> Callable[[str], list[str]]:
    """The lines of a file by its name in output, read once."""

    @cache
    def lines(shown: str) -> list[str]:
        for base in (*project.layers, Path()):
            path: Path = base / shown
            try:
                return path.read_text("utf-8-sig", "replace").split("\n")
            except OSError:
                continue
        return []

    return lines


def strict(config: Any, rules: Sequence[str]) -> Any:
    """The configuration with the findings of some rules as errors, whatever it says of them."""
    from dataclasses import replace

    return replace(config, severity={**config.severity, **dict.fromkeys(rules, ("error", "asked for"))})
