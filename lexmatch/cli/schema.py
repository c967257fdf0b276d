"""`lexmatch schema`: the JSON Schema of a kind of file, for editors."""

from __future__ import annotations

import json
from pathlib import Path

import click

from lexmatch.cli import common, say

KINDS = ("crosswalk", "config", "clause")


def schema(kind: str) -> str:
    """The schema of one of KINDS as JSON."""
    from lexmatch.cli import schemas
    from lexmatch.crosswalk.schema import crosswalk

    made = {"crosswalk": crosswalk, "config": schemas.config, "clause": schemas.clause}[kind]()
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


@click.command()
@click.argument("kind", type=click.Choice(KINDS), default="crosswalk")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write it to this file.")
@common
def command(kind: str, output: Path | None, root: Path | None, lang: str, quiet: bool, verbose: bool) -> None:
    """The JSON Schema of crosswalks, of lexmatch.yaml or of the front matter of clauses, for editors.

    \b
    Example:
      lexmatch schema crosswalk -o crosswalk-1.json
    """
    if output is None:
        click.echo(schema(kind), nl=False)
        return
    from lexmatch.files import write

    write(output, schema(kind))
    say(f"Schema of {kind} files: {output}", quiet)
