"""`lexmatch demo`: the whole job on the shipped corpus."""

from __future__ import annotations

from pathlib import Path

import click

from lexmatch.cli import common, open_project, say

# What the demonstration proposes anew, to show a crosswalk before a person has worked on it.
PROPOSED = ("nz-extradition-1999", "ets-24")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("demo"), metavar="[DIR]")
@common
def command(folder: Path, root: Path | None, lang: str, quiet: bool, verbose: bool) -> None:
    """Do the whole job on the shipped corpus into DIR (default: demo), then say what to open.

    Copies the shipped crosswalks, writes a gap report for each and one for each standard with several subjects, drafts
    the clauses that would close the gaps of each, and proposes one more crosswalk that nobody has reviewed yet.

    \b
    Example:
      lexmatch demo demo
    """
    from lexmatch import report
    from lexmatch.cli.build import propose
    from lexmatch.cli.judge import assessed, whole_corpus
    from lexmatch.cli.show_draft import draft_for
    from lexmatch.crosswalk import dump
    from lexmatch.files import read_text, write
    from lexmatch.report.view import view

    project = open_project(root)
    corpus = whole_corpus(project)
    say(f"Read {len(corpus)} instruments and {len(project.scheme.concepts)} concepts.", quiet)
    standards: dict[tuple[str, ...], list[Path]] = {}
    for path in project.crosswalks():
        copy = folder / "crosswalks" / path.name
        write(copy, read_text(path))
        standards.setdefault(assessed(project, copy).crosswalk.standard, []).append(copy)
    opened: list[tuple[Path, str]] = []
    for standard, paths in standards.items():
        groups = [*([path] for path in paths), *([paths] if len(paths) > 1 else [])]
        for group in groups:
            made = view(tuple(assessed(project, p) for p in group), project.scheme, corpus, lang=lang)
            name = group[0].stem if len(group) == 1 else "-and-".join(standard)
            written = report.write_reports(made, ("html", "md", "csv"), folder / "reports", name,
                                           project.templates("reports"))  # fmt: skip
            opened.append((written[0], made.title))
            for jurisdiction in made.jurisdictions if len(group) == 1 else ():
                say(f"  {jurisdiction.name}: {jurisdiction.sentence}", quiet)
    proposal = folder / "crosswalks" / "proposed-new-zealand-ets-24.yaml"
    subject, standard_law = (project.instrument(alias) for alias in PROPOSED)
    write(
        proposal, dump(propose(project, [standard_law], [subject], {}, ("ext",), "New Zealand: a proposal to review"))
    )
    opened.append((proposal, "a crosswalk as `lexmatch build` proposes it"))
    for path in (path for paths in standards.values() for path in paths):
        drafted = draft_for(project, path, folder / "drafts" / path.stem)
        opened.append((drafted[0], f"model clauses for the gaps in {path.name}"))
    say("\nOpen these:", quiet)
    for path, what in opened:
        click.echo(f"{path}\t{what}")
