"""`lexmatch export`: a crosswalk in the formats of others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from lexmatch.cli import common, open_project, say
from lexmatch.exports import FORMATS, Names, module


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "format_", type=click.Choice(FORMATS), required=True, help="The format.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write (default: beside FILE).")
@common
def command(
    file: Path, format_: str, output: Path | None, root: Path | None, lang: str, quiet: bool, verbose: bool
) -> None:
    """Write a crosswalk as SSSOM, SKOS, OSCAL, CSV or XLSX, and say what the format cannot carry.

    \b
    Example:
      lexmatch export crosswalks/canada-ets-24.yaml --to sssom -o canada.sssom.tsv
    """
    from lexmatch.cli.judge import read_crosswalk
    from lexmatch.files import write

    project = open_project(root)
    crosswalk = read_crosswalk(project, file)
    chosen = module(format_)
    target = output or Path(file.stem + chosen.SUFFIX)
    write(target, chosen.write(crosswalk, names(project, crosswalk, lang)))
    say(f"{len(crosswalk.entries)} entries in {target}", quiet)
    for lost in chosen.LOSES:
        say(f"  not carried by {chosen.TITLE}: {lost}", quiet)


def names(project: Any, crosswalk: Any, lang: str = "en") -> Names:
    """Labels, dates and addresses of what a crosswalk names; what is not in the corpus has none."""
    from lexmatch.findings import Unreadable

    laws = {}
    for alias in (*crosswalk.standard, *crosswalk.subject):
        try:
            laws[alias] = project.instrument(alias)
        except Unreadable:
            continue
    provisions = {
        str(ref): laws[ref.alias].legal_path(ref.eid)
        for entry in crosswalk.entries
        for ref in (*entry.standard, *entry.subject)
        if ref.alias in laws and laws[ref.alias].find(ref.eid)
    }
    return Names(
        provisions, {c.id: c.named(lang) for c in project.scheme.concepts}, {a: law.title for a, law in laws.items()},
        {a: law.date for a, law in laws.items()}, {a: law.link for a, law in laws.items()},
    )  # fmt: skip
