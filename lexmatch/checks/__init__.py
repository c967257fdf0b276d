"""The rules, one module each: its docstring is the manual, ID and SEVERITY name it, and its functions find faults.

A module may define `check(Context)` for a crosswalk, `check_corpus(Corpus)` for a text, `check_web(Web)` for facts of
several crosswalks, `check_project`, or `check_waivers`; one that defines none documents what reading a file finds.
Names with an underscore are not rules. `run` applies them all; nothing here changes a file.
"""

from __future__ import annotations

import importlib
import inspect
import textwrap
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from lexmatch.findings import Finding, Unreadable
from lexmatch.project import Project

# In the order of the manual: files, references, drift, contradiction, coverage, provenance, corpus, drafting,
# configuration.
RULES = (
    "syntax", "duplicate_key", "unknown_key", "schema", "unsupported_version", "canonical_form",
    "unknown_instrument", "unknown_provision", "other_version", "unknown_concept", "whole_chapter", "outside_scope",
    "concept_elsewhere", "same_instrument", "repealed_provision",
    "text_drift", "text_moved", "unstamped",
    "relation_and_absence", "duplicate_entry", "conflicting_entries", "double_equal", "reverse_conflict",
    "impossible_chain", "equal_but_different", "absent_but_carried", "conflict_mark",
    "missing_coverage", "uncovered_provision", "unreviewed", "safeguard_unjudged",
    "unsigned", "bad_date", "no_reason", "stale_review", "review_before_text", "unverified_source", "single_reviewer",
    "unused_waiver", "expired_waiver",
    "akn_invalid", "alias_mismatch", "duplicate_eid", "unknown_parameter", "unknown_modality", "quantity_mismatch",
    "silent_but_carried", "unsourced", "party_register",
    "clause", "blank_left",
    "config",
)  # fmt: skip
# Rules that look at corpus files only, and are loaded only for them.
CORPUS = frozenset(RULES[RULES.index("akn_invalid") : RULES.index("clause")])
FAMILIES = (
    ("files", "syntax"), ("references", "unknown_instrument"), ("drift", "text_drift"),
    ("contradiction", "relation_and_absence"), ("coverage", "missing_coverage"), ("provenance", "unsigned"),
    ("corpus", "akn_invalid"), ("drafting", "clause"), ("configuration", "config"),
)  # fmt: skip


def load(names: Sequence[str] = RULES) -> list[Any]:
    """The modules of rules."""
    return [importlib.import_module(f"lexmatch.checks.{name}") for name in names]


def ids() -> tuple[str, ...]:
    """The ids of all rules, in the order of the manual."""
    return tuple(name.replace("_", "-") for name in RULES)


def catalogue() -> list[dict[str, str]]:
    """Every rule: id, family, severity, summary, and what it looks at."""
    starts = {name: family for family, name in FAMILIES}
    family, rows = "", []
    for name, module in zip(RULES, load(), strict=True):
        family = starts.get(name, family)
        rows.append({"id": module.ID, "family": family, "severity": module.SEVERITY, "summary": summary(module)})
    return rows


def summary(module: ModuleType) -> str:
    """The first line of a rule's manual."""
    return (module.__doc__ or "").strip().splitlines()[0]


def manual(rule: str) -> dict[str, str]:
    """A rule's manual in parts: id, family, severity, summary, text, why, bad, good. Raises Unreadable for an unknown id."""
    from lexmatch.text import did_you_mean

    if rule not in ids():
        raise Unreadable(f"there is no rule '{rule}'",
                         did_you_mean(rule, ids()) or "`lexmatch list rules` names them all.")  # fmt: skip
    found = next(row for row in catalogue() if row["id"] == rule)
    module = importlib.import_module(f"lexmatch.checks.{rule.replace('-', '_')}")
    body = inspect.cleandoc(module.__doc__ or "")
    head, _, rest = body.partition("\nBad:\n")
    bad, _, good = rest.partition("\nGood:\n")
    text, _, why = head.partition("\nWhy it matters: ")
    return {
        **found,
        "text": " ".join(text.split("\n", 1)[1].split()) if "\n" in text else "",
        "why": " ".join(why.split()),
        "bad": textwrap.dedent(bad.strip("\n")) + "\n",
        "good": textwrap.dedent(good.strip("\n")) + "\n",
    }


def run(project: Project, paths: Sequence[Path] = (), **options: Any) -> tuple[Finding, ...]:
    """The findings on files and folders, by default on everything the project has; see `_run.examine` for options."""
    from lexmatch.checks._run import examine

    return examine(project, paths, **options).findings
