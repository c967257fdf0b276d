"""Every rule over every file: files one by one, waivers and severities applied, cross-file rules where files meet."""

from __future__ import annotations

import os
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from lexmatch import crosswalk as crosswalks
from lexmatch.checks import CORPUS, RULES, ids, load
from lexmatch.checks._context import Context, Corpus, Facts, Laws, rows_of
from lexmatch.checks._targets import Target, targets
from lexmatch.checks.expired_waiver import expired
from lexmatch.checks.unused_waiver import check_waivers
from lexmatch.concepts import Scheme
from lexmatch.crosswalk import Crosswalk
from lexmatch.files import read_text
from lexmatch.findings import Finding, Place, Unreadable, ordered
from lexmatch.project import Project


class Outcome(NamedTuple):
    """What a check found: findings in order, how many files and entries it read, and what waivers silenced, with why."""

    findings: tuple[Finding, ...]
    files: int
    entries: int
    waived: tuple[tuple[Finding, str], ...] = ()


class Waiving(NamedTuple):
    """A file with waivers while its findings are not all known: the lines at which its entries begin, and of the entries
    those that waive something."""

    crosswalk: Crosswalk
    starts: array[int]
    findings: list[Finding]


class _State:
    """What must be remembered while files go by: nothing of a file but its findings, and of files that others can
    contradict the facts that are new and the waivers."""

    def __init__(self, project: Project, scheme: Scheme, today: str) -> None:
        self.project, self.scheme, self.today = project, scheme, today
        self.laws = Laws(project)
        self.rules = ids()
        self.checks: list[Any] = []
        self.found: list[Finding] = []
        self.waived: list[tuple[Finding, str]] = []
        self.held: dict[str, Waiving] = {}
        self.facts = Facts()
        self.entries = 0


def examine(
    project: Project, paths: Sequence[Path] = (), *, today: str = "", extra: Iterable[Finding] = (),
    config: Iterable[Finding] = (),
) -> Outcome:  # fmt: skip
    """Check files and folders. `extra` are findings that other rooms made of the same files (the clause templates), and
    `config` those of reading lexmatch.yaml; they pass through the same severities."""
    chosen = targets(project, paths)
    scheme, scheme_findings = project.read_scheme()
    state = _State(project, scheme, today or _today())
    off = {rule for rule, (level, _) in project.config.severity.items() if level == "off"}
    corpora = any(t.kind == "instrument" for t in chosen)
    modules = [m for m in load([r for r in RULES if corpora or r not in CORPUS]) if m.ID not in off]
    state.checks = [m.check for m in modules if hasattr(m, "check")]
    webs = [m.check_web for m in modules if hasattr(m, "check_web")]
    corpus = [m.check_corpus for m in modules if hasattr(m, "check_corpus")]
    core = _meeting(project, [t for t in chosen if t.kind == "crosswalk"])
    for target in chosen:
        if target.kind == "crosswalk":
            _crosswalk(state, target, webs, target.path.resolve() in core)
        elif target.kind == "instrument":
            state.found += _instrument(state, target, corpus)
        elif target.kind == "scheme":
            state.found += scheme_findings
        elif target.kind == "register":
            for module in modules:
                if hasattr(module, "check_register"):
                    state.found += module.check_register(project)
        elif target.kind == "config":
            for module in modules:
                if hasattr(module, "check_project"):
                    state.found += module.check_project(project, state.rules)
    reported = frozenset(t.shown for t in chosen)
    if reported.intersection(core.values()):
        _together(state, core, webs, reported)
    # What is wrong with the configuration or the scheme concerns every file that is checked.
    state.found += [*extra, *config, *(f for f in scheme_findings if f.severity == "error")]
    return Outcome(ordered(_levels(state.found, project)), len(chosen), state.entries, tuple(state.waived))


def _today() -> str:
    """The day of the check: SOURCE_DATE_EPOCH where it is set, so that output can be reproduced."""
    from datetime import UTC, datetime

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return moment.date().isoformat()


def _levels(found: Iterable[Finding], project: Project) -> Iterator[Finding]:
    """Findings at the severities of lexmatch.yaml; those that are off are left out."""
    levels = project.config.severity
    for finding in found:
        level = levels[finding.rule][0] if finding.rule in levels else ""
        if level != "off":
            yield replace(finding, severity=level) if level and level != finding.severity else finding


def _crosswalk(state: _State, target: Target, webs: list[Any], meets: bool) -> None:
    try:
        text = read_text(target.path)
    except Unreadable as error:
        if (error.place and error.place.line > 1) or "UTF-8" in error.message:
            place = Place(target.shown, error.place.line if error.place else 1)
            state.found.append(Finding("syntax", "error", "the file is not UTF-8 text", place, error.hint, key="utf-8"))
            return
        raise
    crosswalk, findings = crosswalks.read(text, target.shown)
    if crosswalk is None:
        state.found += findings
        return
    state.entries += len(crosswalk.entries)
    context = Context(state.project, state.scheme, state.laws, crosswalk, state.today, text, tuple(findings),
                      rows_of(crosswalk, state.laws, state.scheme))  # fmt: skip
    for check in state.checks:
        findings += check(context)
    waiving = _waiving(crosswalk, findings)
    if meets:
        state.facts.add(crosswalk)
        if waiving:
            state.held[target.shown] = waiving
        else:
            state.found += findings
        return
    facts = Facts()
    facts.add(crosswalk)
    web = facts.web()
    for check in webs if web.facts else ():
        findings += check(web)
    if waiving:
        _settle(state, waiving)
    else:
        state.found += findings


def _waiving(crosswalk: Crosswalk, findings: list[Finding]) -> Waiving | None:
    """What the waivers of a file need; None where it has none."""
    entries = tuple(replace(e, places={"waive": e.at("waive")}) for e in crosswalk.entries if e.waive)
    if not entries:
        return None
    starts = array("I", (e.place.line for e in crosswalk.entries))
    return Waiving(replace(crosswalk, entries=entries, places={}), starts, findings)


def _settle(state: _State, waiving: Waiving) -> None:
    """Apply the waivers of a file whose findings are all known."""
    by_line = {e.place.line: e for e in waiving.crosswalk.entries}
    used: set[tuple[int, str]] = set()
    for finding in waiving.findings:
        n = bisect_right(waiving.starts, finding.place.line) - 1
        entry = by_line.get(waiving.starts[n]) if n >= 0 else None
        reason = dict(entry.waive).get(finding.rule, "") if entry else ""
        if entry and reason:
            used.add((entry.place.line, finding.rule))
            if not expired(reason, state.today):
                state.waived.append((finding, reason))
                continue
        state.found.append(finding)
    state.found += check_waivers(waiving.crosswalk, frozenset(used), state.rules)


def _together(state: _State, core: dict[Path, str], webs: list[Any], reported: frozenset[str]) -> None:
    """The rules over several files, for the files that share instruments in a ring, and their waivers."""
    for path, shown in core.items():
        if shown not in reported:
            other, _ = crosswalks.read(read_text(path), shown)
            if other:
                state.facts.add(other)
    web = state.facts.web(reported)
    for check in webs:
        for finding in check(web):
            waiving = state.held.get(finding.place.path)
            (waiving.findings if waiving else state.found).append(finding)
    for waiving in state.held.values():
        _settle(state, waiving)


def _meeting(project: Project, chosen: list[Target]) -> dict[Path, str]:
    """The crosswalk files that can contradict another: those whose instruments lie on a ring of comparisons. Only the heads
    of files are read for this. Files of the project that were not asked for are looked at too."""
    if not chosen:
        return {}
    named = {t.path.resolve(): t.shown for t in chosen}
    for path in project.crosswalks():
        named.setdefault(path.resolve(), "")
    edges = {path: _head(path) for path in named} if len(named) > 1 else {}
    while True:
        degree: dict[str, int] = {}
        for pairs in edges.values():
            for pair in pairs:
                for alias in pair:
                    degree[alias] = degree.get(alias, 0) + 1
        kept = {
            path: left
            for path, pairs in edges.items()
            if (left := [p for p in pairs if degree[p[0]] > 1 and degree[p[1]] > 1])
        }
        if kept == edges:
            break
        edges = kept
    return {path: named[path] or project.shown(path) for path in edges}


def _head(path: Path) -> list[tuple[str, str]]:
    """The pairs of instruments that a crosswalk compares, from what stands before its entries."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(4096)
            if b"\nentries:" not in raw:
                raw += stream.read()
        text = raw.partition(b"\nentries:")[0].decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return []
    standards, subjects = crosswalks.instruments(text)
    return [(a, b) for a in subjects for b in standards]


def _instrument(state: _State, target: Target, checks: list[Any]) -> list[Finding]:
    from lexmatch.readers import akn, xml

    try:
        root = xml.parse_file(target.path)
        instrument = akn.read(root, target.shown)
    except Unreadable as error:
        place = error.place or Place(target.shown)
        message = error.message.replace(str(target.path), target.shown)
        return [Finding("syntax", "error", message, replace(place, path=target.shown), error.hint, key="xml")]
    corpus = Corpus(state.project, state.scheme, target.shown, target.path.stem, root, instrument)
    return [finding for check in checks for finding in check(corpus)]
