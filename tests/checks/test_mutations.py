"""Faults planted in clean crosswalks: each is found by its rule at its line, and the clean originals stay clean."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lexmatch.project import load

# concept, standard, subject or "", relation or absence
PAIRS = [
    ("ext-obligation", "art_1", "sec_1", "equal"),
    ("ext-extraditable-offences", "art_2__para_1", "", "absent"),
    ("ext-nationality", "art_4", "sec_4", "subset"),
    ("ext-provisional-arrest", "art_5", "sec_5", "intersects"),
    ("ext-torture-fair-trial", "art_8", "", "absent"),
]
KEYS = ["concept", "standard", "subject", "relation", "absence", "status", "confidence", "basis", "note", "stamps"]


def clean(world: Path, name: str = "Act", author: str = "A. Reader") -> list[str]:
    """A crosswalk of the Act against the Treaty without any fault, as lines."""
    from lexmatch.checks._context import Laws
    from lexmatch.ref import Ref

    laws = Laws(load(world)[0])
    lines = ["lexmatch: crosswalk/1", f"title: The {name} against the Treaty", "standard: treaty", "subject: [act]",
             f"scope: [{', '.join(p[0] for p in PAIRS)}]", f"defaults: {{by: {author}, on: 2026-05-04, rationale: semantic}}",
             "entries:"]  # fmt: skip
    for concept, standard, subject, relation in PAIRS:
        stamps = [f"standard: {quoted(laws.fingerprint((Ref('treaty', standard),)))}"]
        stamps += [f"subject: {quoted(laws.fingerprint((Ref('act', subject),)))}"] if subject else []
        lines += [f"  - concept: {concept}", f"    standard: [{standard}]"]
        lines += [f"    subject: [{subject}]", f"    relation: {relation}"] if subject else [f"    absence: {relation}"]
        lines += ["    status: accepted", "    confidence: 0.87", "    basis: [concept, text 0.71]",
                  f"    note: The reason on {concept}.", f"    stamps: {{{', '.join(stamps)}}}"]  # fmt: skip
    return lines


def quoted(stamp: str) -> str:
    from lexmatch.located import scalar

    return scalar(stamp)


def lines_with(lines: list[str], start: str) -> list[int]:
    return [n for n, line in enumerate(lines) if line.strip().removeprefix("- ").startswith(start)]


Mutation = tuple[str, str, list[str], int]  # name, rule, lines, the line (from 1) at which it should be found


def mutations(lines: list[str]) -> Iterator[Mutation]:
    def put(name: str, rule: str, at: int, line: str | list[str], found: int = 0) -> Mutation:
        new = [line] if isinstance(line, str) else line
        return name, rule, [*lines[:at], *new, *lines[at + 1 :]], (found or at) + 1

    for n in [i for key in KEYS for i in lines_with(lines, f"{key}:") if i > 6]:
        key = lines[n].strip().removeprefix("- ").partition(":")[0]
        pad = lines[n][: lines[n].index(key)]
        yield put(f"misspelt {key}", "unknown-key", n, lines[n].replace(key, key[:2] + "x" + key[2:], 1))
        yield put(f"tab before {key}", "syntax", n, lines[n].replace("    ", "\t", 1)) if not pad.startswith("  -") else put(
            f"colon in {key}", "syntax", n, lines[n] + ": x")  # fmt: skip
        if not pad.startswith("  -"):
            yield put(f"twice {key}", "duplicate-key", n, [lines[n], lines[n]], n + 1)
    for n in lines_with(lines, "concept:")[0:]:
        yield put("unknown concept", "unknown-concept", n, "  - concept: ext-nothing")
        yield put("outside", "outside-scope", n, "  - concept: ext-costs")
    for n in lines_with(lines, "standard: ["):
        yield put("no such article", "unknown-provision", n, "    standard: [art_99]")
        yield put("second of two", "unknown-provision", n, lines[n].replace("]", ", art_4__para_7]"))
        yield put("other law", "unknown-instrument", n, "    standard: [tready#art_1]")
    for n in [i for i in lines_with(lines, "subject: [") if i > 6]:
        yield put("older version", "other-version", n, "    subject: [sec_12]")
        yield put("whole part", "whole-chapter", n, "    subject: [part_2]")
        yield put("repealed", "repealed-provision", n, "    subject: [sec_9]")
        yield put("wrong concept", "concept-elsewhere", n, "    subject: [sec_6]")
    for n in lines_with(lines, "relation: "):
        yield put("unknown relation", "schema", n, "    relation: similar")
        yield put("both", "relation-and-absence", n, [lines[n], "    absence: absent"], n + 1)
        yield put("neither", "relation-and-absence", n, "    # gone", n - 3)
        yield put("conflict mark", "conflict-mark", n, ["    relation: equal", "    conflict: true"], n + 1)
        yield put("late", "canonical-form", n, [lines[n + 1], lines[n]], n + 1) if lines[n + 1].startswith("    status") else put(
            "late", "canonical-form", n, ["    status: accepted", lines[n]], n + 1)  # fmt: skip
    for n in lines_with(lines, "absence: "):
        yield put("unknown absence", "schema", n, "    absence: gone")
        yield put("absent with provisions", "relation-and-absence", n, ["    subject: [sec_1]", lines[n]], n)
        yield put("relation to nothing", "relation-and-absence", n, "    relation: subset")
    for n in lines_with(lines, "status: "):
        yield put("unknown status", "schema", n, "    status: agreed")
        yield put(
            "open", "unreviewed", n, "    status: proposed", max(i for i in lines_with(lines, "concept:") if i < n)
        )
        yield put("impossible day", "bad-date", n, [lines[n], "    on: 2026-02-30"], n + 1)
        yield put("future", "bad-date", n, [lines[n], "    on: 2031-01-01"], n + 1)
        yield put("idle waiver", "unused-waiver", n, [lines[n], "    waive: {whole-chapter: why}"], n + 1)
        yield put("run out", "expired-waiver", n, [lines[n], "    waive: {no-reason: A. B until 2020-01-01}"], n + 1)
        yield put("no rule", "unused-waiver", n, [lines[n], "    waive: {whole-chaptre: why}"], n + 1)
    for n in lines_with(lines, "confidence: "):
        yield put("confidence", "schema", n, "    confidence: 1.3")
    for n in lines_with(lines, "stamps: "):
        yield put("drift", "text-drift", n, re.sub(r"standard: [^,}]+", "standard: 0123456789ab", lines[n]))
        yield put("unstamped", "unstamped", n, [], lines_with(lines[:n], "status: ")[-1])
    for n in lines_with(lines, "note: "):
        said = max(lines_with(lines[:n], "relation: ") + lines_with(lines[:n], "absence: "))
        if "equal" not in lines[said]:
            yield put("no reason", "no-reason", n, [], said)
    n = lines.index("    relation: subset")
    yield put("drifted equality", "equal-but-different", lines.index("    relation: intersects"), "    relation: equal")
    yield put("moved", "text-moved", n - 1, "    subject: [part_2__sec_11]")
    yield put("absent", "absent-but-carried", n - 1, ["    absence: absent"], n - 1) if False else (
        "absent", "absent-but-carried", [*lines[: n - 1], "    absence: absent", *lines[n + 1 :]], n)  # fmt: skip
    yield put("not examined", "safeguard-unjudged", lines_with(lines, "absence: ")[-1], "    absence: not-examined")
    yield put("version", "unsupported-version", 0, "lexmatch: crosswalk/7")
    yield put("instrument", "unknown-instrument", 2, "standard: traety")
    yield put("instrument", "unknown-instrument", 3, "subject: [act, akt]")
    yield put("same", "same-instrument", 3, "subject: [treaty]")
    yield put("scope", "unknown-concept", 4, lines[4].replace("]", ", ext-nothing]"))
    yield put("coverage", "missing-coverage", 4, lines[4].replace("]", ", ext-speciality]"), 6)
    yield put("unsigned", "unsigned", 5, "defaults: {by: A. Reader}", lines_with(lines, "status: ")[0])
    block = lines[7 : lines_with(lines, "concept:")[1]]
    end = len(lines)
    yield "duplicate", "duplicate-entry", [*lines, *block], end + 1
    other = [line.replace("equal", "superset") for line in block]
    yield (
        "conflict",
        "conflicting-entries",
        [*lines, *other],
        end + 1 + [x.strip()[:8] for x in block].index("relation"),
    )
    twin = [line.replace("[art_1]", "[art_4]") for line in block]
    yield "double", "double-equal", [*lines, *twin], end + 1 + [x.strip()[:8] for x in block].index("relation")
    yield "chain", "impossible-chain", [*lines, *chain(block)], 0
    yield "empty reason", "schema", [*lines, '    waive: {no-reason: ""}'], end + 1
    yield "bracket", "syntax", [*lines[:8], "    standard: [art_1", *lines[9:]], 10


def chain(block: list[str]) -> list[str]:
    """art_1 = sec_1 already; with sec_1 ⊂ art_8, sec_5 = art_8 and sec_5 disjoint from art_1 nothing fits."""
    new: list[str] = []
    for standard, subject, relation in (
        ("art_8", "sec_1", "subset"),
        ("art_8", "sec_5", "equal"),
        ("art_1", "sec_5", "none"),
    ):
        for line in block:
            there = re.sub(r"standard: \[.*", f"standard: [{standard}]", line)
            there = re.sub(r"subject: \[.*", f"subject: [{subject}]", there)
            new.append(there.replace("relation: equal", f"relation: {relation}"))
    return new


def test_the_clean_originals_are_clean(world: Path, check: Callable[..., tuple]) -> None:
    for name in ("Act", "Law", "Code"):
        assert check({"crosswalks/a.yaml": "\n".join(clean(world, name)) + "\n"}, "crosswalks/a.yaml") == ()


def test_two_hundred_planted_faults_are_found_at_their_line(world: Path, check: Callable[..., tuple]) -> None:
    made = list(mutations(clean(world)))
    assert len(made) >= 200
    missed = []
    for name, rule, lines, at in made:
        found = check({"crosswalks/a.yaml": "\n".join(lines) + "\n"}, "crosswalks/a.yaml")
        places = {(f.rule, f.place.line) for f in found}
        if (rule, at) not in places and not (at == 0 and rule in {r for r, _ in places}):
            missed.append((name, rule, at, sorted(places)))
    assert not missed


def test_every_rule_of_crosswalks_is_planted(world: Path) -> None:
    from lexmatch import checks

    planted = {rule for _, rule, _, _ in mutations(clean(world))}
    corpus = {name.replace("_", "-") for name in checks.CORPUS}
    # These need a second file, a configuration or an older stamp; their manuals' examples cover them.
    apart = {"reverse-conflict", "stale-review", "single-reviewer", "review-before-text", "unverified-source",
             "uncovered-provision", "clause", "blank-left", "config"}  # fmt: skip
    assert set(checks.ids()) - corpus - apart <= planted


@pytest.mark.parametrize("seed", range(60))
def test_random_damage_never_ends_in_a_traceback(seed: int, world: Path, check: Callable[..., tuple]) -> None:
    chance = random.Random(seed)
    text = "\n".join(clean(world)) + "\n"
    for _ in range(chance.randrange(1, 5)):
        at = chance.randrange(len(text))
        text = (
            text[:at]
            + chance.choice(["", ":", "- ", "\n", "\t", "{", "]", "\x00", "é", "'", "&a ", "|", "# "])
            + text[at + 1 :]
        )
    found = check({"crosswalks/a.yaml": text}, "crosswalks/a.yaml")
    lines = text.count("\n") + 2
    assert all(1 <= f.place.line <= lines and f.message and f.place.path == "crosswalks/a.yaml" for f in found)
