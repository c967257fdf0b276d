"""`lexmatch report`: the gap report of one or more crosswalks."""

from __future__ import annotations

from pathlib import Path

import click

from lexmatch.cli import common, open_project, say


@click.command()
@click.argument("crosswalks", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "formats", default="html", show_default=True, metavar="LIST", help="html,md,csv,json")
@click.option(
    "-o", "--out", "folder", type=click.Path(path_type=Path), default=Path("."), help="Folder for the report."
)
@click.option("--name", default="", help="File name without suffix (default: from the crosswalk).")
@click.option("--title", default="", help="Title of the report (default: the crosswalk's).")
@click.option("--at", default="", metavar="DATE", help="Versions of that date or before.")
@common
def command(crosswalks: tuple[Path, ...], formats: str, folder: Path, name: str, title: str, at: str, root: Path | None,
            lang: str, quiet: bool, verbose: bool) -> None:  # fmt: skip
    """Write the gap report of CROSSWALKS, all on the same standard.

    Several crosswalks give the matrix of jurisdictions.

    \b
    Example:
      lexmatch report crosswalks/ca-ets-24.yaml --format html,md -o out
    """
    from lexmatch import report
    from lexmatch.cli.judge import assessed, whole_corpus
    from lexmatch.report.view import view

    project = open_project(root)
    assessments = tuple(assessed(project, path, at) for path in crosswalks)
    made = view(assessments, project.scheme, whole_corpus(project), title, project.config.report.get("brand", ""), lang)
    stem = name or (crosswalks[0].stem if len(crosswalks) == 1 else "report")
    wanted = tuple(f.strip() for f in formats.split(",") if f.strip())
    paths = report.write_reports(made, wanted, folder, stem, project.templates("reports"))
    for jurisdiction in made.jurisdictions:
        say(f"{jurisdiction.name}: {jurisdiction.sentence}", quiet)
    say(f"Wrote {', '.join(str(p) for p in paths)}", quiet)
