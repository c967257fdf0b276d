"""Something in lexmatch.yaml is not understood.

Unknown keys, severities without a reason, rules and instruments that do not exist.

Why it matters: a setting that is not understood is not applied, and nobody notices.

Bad:

    # lexmatch.yaml
    severity:
      unreviewed: {level: note}

Good:

    # lexmatch.yaml
    severity:
      unreviewed: {level: note, reason: "the file is a working draft"}
"""

from __future__ import annotations

from collections.abc import Iterator

from lexmatch.config import CONFIG
from lexmatch.findings import Finding, Place
from lexmatch.project import Project
from lexmatch.text import did_you_mean

ID = "config"
SEVERITY = "error"


def check_project(project: Project, rules: tuple[str, ...]) -> Iterator[Finding]:
    """Names in the configuration that lead nowhere; what is wrong with the file itself is found on reading it."""
    for rule in project.config.severity:
        if rule not in rules:
            yield Finding(ID, SEVERITY, f"the severity of '{rule}', which is no rule", project.config.place(f"severity.{rule}"),
                          did_you_mean(rule, rules) or "`lexmatch list rules` names them all.", key=rule)  # fmt: skip
    for name, alias in project.config.aliases.items():
        if alias not in project.files():
            yield Finding(ID, SEVERITY, f"the short name '{name}' stands for '{alias}', which is not in the corpus",
                          project.config.place(f"aliases.{name}") or Place(CONFIG),
                          did_you_mean(alias, project.aliases()), key=name)  # fmt: skip
