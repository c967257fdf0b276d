"""`lexmatch compare`: one concept over all instruments."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from lexmatch.cli import common, complete, dump_json, open_project, say


@click.command()
@click.argument("concept", shell_complete=complete.concept)
@click.argument("aliases", nargs=-1, shell_complete=complete.alias)
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@common
def command(
    concept: str, aliases: tuple[str, ...], form: str, root: Path | None, lang: str, quiet: bool, verbose: bool
) -> None:
    """Compare what all instruments, or those of ALIASES, say on CONCEPT.

    Sorted by the time limit where there is one, shortest first; silences last.

    \b
    Example:
      lexmatch compare ext-provisional-arrest
      lexmatch compare dig-preservation ets-185 ke-cmca-2018 --format csv
    """
    from lexmatch.compare import answers
    from lexmatch.findings import Unreadable
    from lexmatch.output import comparison
    from lexmatch.text import did_you_mean

    project = open_project(root)
    wanted = project.scheme.get(concept)
    if wanted is None:
        hint = did_you_mean(concept, [c.id for c in project.scheme.concepts])
        raise Unreadable(f"there is no concept '{concept}'", hint or "`lexmatch list concepts` names them all.")
    laws = [project.instrument(a) for a in aliases or project.aliases()]
    found = answers(wanted, laws)
    if form == "json":
        dump_json(comparison.as_json(wanted, found))
    elif form == "csv":
        click.echo(comparison.as_csv(found), nl=False)
    else:
        click.echo(comparison.as_text(wanted, found, lang), nl=False)
        _summary(found, len(laws), quiet)


def _summary(found: tuple[Any, ...], total: int, quiet: bool) -> None:
    regulated = len({a.law.alias for a in found if not a.silent and not a.aspect})
    silent = len({a.law.alias for a in found if a.silent})
    say(f"{regulated} of {total} instruments regulate it; {silent} read as a whole say nothing; the others were read in part "
        "or are outside its subject.", quiet)  # fmt: skip
