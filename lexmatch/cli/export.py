"""`lexmatch export`: a crosswalk, or the concept scheme, in the formats of others."""

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

    FILE may also be a concept scheme (corpus/concepts.yaml), which goes to SKOS only.

    \b
    Example:
      lexmatch export crosswalks/canada-ets-24.yaml --to sssom -o canada.sssom.tsv
      lexmatch export corpus/concepts.yaml --to skos -o concepts.ttl
    """
    from lexmatch.cli.judge import read_crosswalk
    from lexmatch.files import write

    project = open_project(root)
    if file.name == "concepts.yaml":
        _scheme(project, file, format_, output, quiet)
        return
    crosswalk = read_crosswalk(project, file)
    chosen = module(format_)
    target = output or Path(file.stem + chosen.SUFFIX)
    write(target, chosen.write(crosswalk, names(project, crosswalk, lang)))
    say(f"{len(crosswalk.entries)} entries in {target}", quiet)
    for lost in chosen.LOSES:
        say(f"  not carried by {chosen.TITLE}: {lost}", quiet)


def _scheme(project: Any, file: Path, format_: str, output: Path | None, quiet: bool) -> None:
    from lexmatch import concepts, located
    from lexmatch.exports import scheme
    from lexmatch.files import read_text, write
    from lexmatch.findings import Unreadable

    if format_ != "skos":
        raise Unreadable(f"a concept scheme cannot be written as {format_}", "It goes to SKOS: --to skos.")
    path = project.locate(file)
    node, findings = located.read(read_text(path), project.shown(path))
    made, more = concepts.read(node, project.shown(path))
    for finding in (*findings, *more):
        raise Unreadable(finding.message, finding.hint, finding.place)
    target = output or Path("concepts.ttl")
    write(target, scheme.write(made))
    say(f"{len(made.concepts)} concepts in {target}", quiet)
    for lost in scheme.LOSES:
        say(f"  not carried by SKOS: {lost}", quiet)


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
