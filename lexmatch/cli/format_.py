"""`lexmatch format`: crosswalks in canonical form."""

from __future__ import annotations

from pathlib import Path

import click

from lexmatch.cli import common, say


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 when a file is not in canonical form.")
@common
def command(paths: tuple[Path, ...], check: bool, root: Path | None, lang: str, quiet: bool, verbose: bool) -> int:
    """Put crosswalks in canonical form: keys in the order of the format, entries in the order of the standard.

    Comments and blank lines stay with what they stand above. A file with errors is left alone.

    \b
    Example:
      lexmatch format crosswalks
      lexmatch format --check
    """
    from lexmatch.checks._context import Laws
    from lexmatch.checks._targets import targets
    from lexmatch.cli import open_project
    from lexmatch.crosswalk import layout
    from lexmatch.files import read_text, write

    project = open_project(root)
    laws = Laws(project)
    done = left = changed = 0
    for target in targets(project, paths):
        if target.kind != "crosswalk":
            continue
        old = read_text(target.path)
        new, findings = layout.format_text(old, target.shown, laws.order)
        done += 1
        if new is None:
            left += 1
            first = findings[0]
            say(f"{first.place.path}:{first.place.line}:{first.place.column}: left alone: {first.message}")
        elif new != old:
            changed += 1
            say(f"{'Not in canonical form' if check else 'Put in order'}: {target.shown}", quiet)
            if not check:
                write(target.path, new)
    say(
        f"{done} file{'s' if done != 1 else ''}: {changed} {'to change' if check else 'changed'}, {left} left alone.",
        quiet,
    )
    return 1 if left or (check and changed) else 0
