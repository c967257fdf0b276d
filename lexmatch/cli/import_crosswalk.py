"""`lexmatch import-crosswalk`: a crosswalk from the formats of others."""

from __future__ import annotations

from pathlib import Path

import click

from lexmatch.cli import common, say
from lexmatch.exports import FORMATS, module

_SUFFIXES = {".tsv": "sssom", ".ttl": "skos", ".json": "oscal", ".csv": "csv", ".xlsx": "xlsx"}


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "format_", type=click.Choice(FORMATS), help="The format (default: by the file's name).")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The crosswalk to write (default: print it).")
@click.option("--title", help="Its title.")
@common
def command(file: Path, format_: str | None, output: Path | None, title: str | None, root: Path | None, lang: str,
            quiet: bool, verbose: bool) -> None:  # fmt: skip
    """Read SSSOM, SKOS, OSCAL, CSV or XLSX and write a crosswalk; then `lexmatch check` says what it lacks.

    \b
    Example:
      lexmatch import-crosswalk canada.sssom.tsv -o crosswalks/canada.yaml
    """
    from dataclasses import replace

    from lexmatch.crosswalk import dump
    from lexmatch.files import read_bytes, write
    from lexmatch.findings import Place, Unreadable

    kind = format_ or _SUFFIXES.get(file.suffix.casefold(), "")
    if not kind:
        raise Unreadable(f"the format of {file} cannot be told from its name", f"Give --from: {', '.join(FORMATS)}.")
    data = read_bytes(file)
    try:
        found = module(kind).read(data, str(file))
    except UnicodeDecodeError:
        raise Unreadable(f"{file} is not UTF-8 text", "Save it as UTF-8.", Place(str(file))) from None
    if output is not None and output.exists():
        raise Unreadable(
            f"{output} exists already", "Name another file; decisions are never overwritten.", Place(str(output))
        )
    text = dump(replace(found, title=title or found.title or file.stem))
    if output is None:
        click.echo(text, nl=False)
    else:
        write(output, text)
        say(f"{len(found.entries)} entries in {output}; `lexmatch check {output}` says what they lack.", quiet)
