"""`lexmatch check`: every rule over crosswalks, corpus, clauses and configuration."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from lexmatch.cli import common, say
from lexmatch.output import FORMATS, counted, render


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True, help="Form of findings."
)
@click.option("--fail-on", type=click.Choice(["error", "warning", "note", "none"]), default="error", show_default=True,
              help="Exit with 1 when a finding is at least this grave.")  # fmt: skip
@click.option("--fix", is_flag=True, help="Put right what is safe: spelling of keys, order, pinpoints that moved.")
@click.option(
    "--unsafe-fixes",
    is_flag=True,
    help="With --fix or --diff: also take the nearest right word, remove repeated entries and unused waivers.",
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--baseline", type=click.Path(path_type=Path), help="Report only what is not in this file.")
@click.option("--write-baseline", type=click.Path(path_type=Path), help="Write what is found now to this file.")
@click.option("--final", is_flag=True, help="Blanks that are left in a draft are errors.")
@click.option("--strict-sources", is_flag=True, help="Unverified provisions behind accepted entries are errors.")
@click.option("--changed", metavar="BASE", help="Report only what has changed since a commit or branch.")
@common
def command(paths: tuple[Path, ...], format_: str, fail_on: str, fix: bool, unsafe_fixes: bool, diff: bool,
            baseline: Path | None, write_baseline: Path | None, final: bool, strict_sources: bool, changed: str | None,
            root: Path | None, lang: str, quiet: bool, verbose: bool) -> int:  # fmt: skip
    """Check crosswalks, corpus, clauses and configuration.

    PATHS are files or folders; without any, everything the project has is checked. Findings go to stdout, the summary to
    stderr. Exit 0: clean. 1: findings at or above --fail-on. 2: something could not be read.

    \b
    Example:
      lexmatch check
      lexmatch check corpus --format github --fail-on warning
      lexmatch check crosswalks/za.yaml --diff
    """
    from lexmatch.checks._run import examine
    from lexmatch.cli import checking
    from lexmatch.findings import reaches
    from lexmatch.project import load

    project, wrong = load(root)
    if fix or diff:
        changes = checking.fixes(project, paths, unsafe_fixes, write=not diff)
        if diff:
            click.echo("".join(changes.values()), nl=False)
            say(f"{len(changes)} file{'s' if len(changes) != 1 else ''} would change.", quiet)
            return int(bool(changes))
        for path in changes:
            say(f"Put in order: {path}", quiet)
    raised = {"unverified-source": strict_sources, "blank-left": final}
    project.config = checking.strict(project.config, [rule for rule, on in raised.items() if on])
    outcome = examine(project, paths, config=wrong, extra=checking.clauses(project, paths))
    findings, aside = checking.narrowed(outcome.findings, project, baseline, write_baseline, changed)
    click.echo(render(format_, findings, checking.source(project), format_ == "text" and _colour()), nl=False)
    files = f"{outcome.files} file{'s' if outcome.files != 1 else ''}"
    more = [f"{len(outcome.waived)} waived"] if outcome.waived else []
    say(f"{files} checked: {', '.join([counted(findings), *more, *aside])}.", quiet)
    if verbose:
        _say_waived(outcome.waived)
    return 0 if write_baseline else int(reaches(findings, fail_on))


def _say_waived(waived: Any) -> None:
    for finding, reason in waived:
        say(f"  waived at {finding.place.path}:{finding.place.line}: {finding.rule} ({reason})")


def _colour() -> bool:
    import os
    import sys

    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
