"""`lexmatch badge`: how much of the standard a crosswalk covers, as SVG."""

from __future__ import annotations

from pathlib import Path

import click

from lexmatch.cli import common, open_project, say


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("lexmatch.svg"), show_default=True)
@common
def command(files: tuple[Path, ...], output: Path, root: Path | None, lang: str, quiet: bool, verbose: bool) -> None:
    """Write a badge: how many of the rules that the standard states in scope have been decided by a person.

    \b
    Example:
      lexmatch badge crosswalks/canada-ets-24.yaml -o coverage.svg
    """
    from lexmatch.cli.judge import assessed
    from lexmatch.files import write
    from lexmatch.output.badge import svg

    project = open_project(root)
    decided = still_open = 0
    for path in files:
        verdicts = assessed(project, path).verdicts().values()
        still_open += sum(v in ("open", "not-examined") for v in verdicts)
        decided += sum(v not in ("open", "not-examined") for v in verdicts)
    total = decided + still_open
    title = f"coverage: {decided} of {total} rules, {still_open} open"
    write(
        output,
        svg("coverage", f"{round(100 * decided / total) if total else 0}%", title, decided / total if total else 0),
    )
    say(f"{title}: {output}", quiet)
