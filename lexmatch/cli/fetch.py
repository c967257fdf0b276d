"""`lexmatch fetch`: an official text from its publisher, imported."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from lexmatch.cli import common, dump_json, open_project, say


@click.command()
@click.argument("references", nargs=-1, required=True, metavar="REFERENCE...")
@click.option("--as", "alias", default="", metavar="ALIAS", help="The name of the instrument (default: of its title).")
@click.option("--into", type=click.Path(path_type=Path), metavar="DIR", help="Where to write (default: the corpus).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@common
@click.pass_context
def command(context: click.Context, references: tuple[str, ...], alias: str, into: Path | None, form: str,
            root: Path | None, lang: str, quiet: bool, verbose: bool) -> None:  # fmt: skip
    """Download official texts and import them, with address, date and hash kept in the document.

    References: ukpga/2003/41 (legislation.gov.uk), eli:dir/2014/41/oj and celex:32014L0041 (EU), ca:E-23.01 (Canada),
    de:irg (Germany), usc:18/209, pl:119-1 and comps:339 (United States). --lang chooses the language of the text.

    \b
    Example:
      lexmatch fetch ukpga/2003/41 --as uk-extradition-2003
      lexmatch fetch celex:32014L0041 --lang fr
    """
    from lexmatch.cli.import_ import as_text
    from lexmatch.findings import Unreadable

    if alias and len(references) > 1:
        raise click.UsageError(
            "--as names one instrument; there are several references. Fetch them one by one.", context
        )
    chosen = context.get_parameter_source("lang") is not click.core.ParameterSource.DEFAULT
    project = open_project(root)
    rows: list[dict[str, Any]] = []
    written: set[Path] = set()
    failed = 0
    for reference in references:
        try:
            row = bring(project, reference, alias, into, lang if chosen else "", written)
        except Unreadable as error:
            if len(references) == 1:
                raise
            failed += 1
            say(f"{reference}: error: {error.message}")
            say(f"  {error.hint}" if error.hint else "", quiet or not error.hint)
            continue
        rows.append(row)
        if form == "text":
            click.echo(as_text(row))
            say(f"  from {row['address']}, {row['retrieved']}{' (unchanged since)' if row['cached'] else ''}", quiet)
    if form == "json":
        dump_json({"lexmatch": "fetch/1", "files": rows})
    if failed:
        say(f"{failed} of {len(references)} texts could not be fetched.")
        context.exit(2)


def bring(project: Any, reference: str, alias: str, into: Path | None, language: str,
          written: set[Path]) -> dict[str, Any]:  # fmt: skip
    """Fetch one reference, import it, write it, and say what was done. Raises Unreadable with nothing written."""
    from lexmatch import sources
    from lexmatch.cli.import_ import digest, place
    from lexmatch.readers import Source, import_source

    fetched = sources.fetch(sources.wanted(reference, language), cache=sources.cache_folder())
    source = Source(fetched.name, fetched.data, fetched.language, fetched.address, fetched.retrieved, fetched.options)
    imported = import_source(source, alias, over=lambda name: digest(project, name))
    row = place(project, imported, into, written)
    return {"reference": reference, "address": fetched.address, "retrieved": fetched.retrieved, "sha256": fetched.sha256,
            "cached": fetched.cached, **row}  # fmt: skip
