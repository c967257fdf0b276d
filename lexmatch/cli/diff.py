"""`lexmatch diff OLD NEW`: two versions of a law or a crosswalk, in the terms of the domain."""

from __future__ import annotations

from pathlib import Path

import click

from lexmatch.cli import common, dump_json, open_project, say


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@common
def command(old: str, new: str, format_: str, root: Path | None, lang: str, quiet: bool, verbose: bool) -> int:
    """What changed between two crosswalk files, or between two texts (aliases, `alias@DATE`, or Akoma Ntoso files).

    Of a crosswalk it tells entries, decisions and verdicts; of a law, provisions that were added, removed, moved or changed.
    Exit 1 when there is a difference.

    \b
    Example:
      lexmatch diff old.yaml crosswalks/ca.yaml
      lexmatch diff au-extradition-1988 corpus/statutes/au-extradition-1988.xml
    """
    from lexmatch.cli import diffing

    project = open_project(root)
    if old.endswith((".yaml", ".yml")) or new.endswith((".yaml", ".yml")):
        kind, changes = "crosswalk", diffing.crosswalks(project, Path(old), Path(new))
    else:
        texts = [
            project.instrument(*name.split("@", 1)) if "/" not in name else project.instrument(name)
            for name in (old, new)
        ]
        kind, changes = "instrument", diffing.laws(project, *texts)
    if format_ == "json":
        dump_json({"lexmatch": "diff/1", "of": kind, "changes": changes})
    else:
        for line in diffing.lines(changes):
            click.echo(line)
    say(f"{len(changes)} change{'s' if len(changes) != 1 else ''}.", quiet)
    return int(bool(changes))
