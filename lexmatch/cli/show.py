"""`lexmatch show`: a provision or an instrument."""

from __future__ import annotations

from pathlib import Path

import click

from lexmatch.cli import common, dump_json, open_project
from lexmatch.cli.complete import alias


@click.command()
@click.argument("reference", nargs=-1, required=True, metavar="REF", shell_complete=alias)
@click.option("--at", default="", metavar="DATE", help="The version of that date or before.")
@click.option("--text", "which", type=click.Choice(["official", "digest"]), help="Only this kind of text.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@common
def command(reference: tuple[str, ...], at: str, which: str | None, form: str, root: Path | None, lang: str,
            quiet: bool, verbose: bool) -> None:  # fmt: skip
    """Show a provision or a whole instrument, with concepts, force, values and what the text rests on.

    \b
    Example:
      lexmatch show untoc 16(3)
      lexmatch show ca-extradition-1999#sec_44 --format json
    """
    from lexmatch.output import provisions

    project = open_project(root)
    law, eid = project.resolve(" ".join(reference), at, which or "")
    shown = [law.index[eid]] if eid else list(law.provisions)
    if form == "json":
        dump_json(provisions.as_json(law, shown))
    else:
        click.echo(provisions.as_text(law, shown, project.scheme, lang), nl=False)
