"""`lexmatch merge`: two people's versions of a crosswalk as one."""

from __future__ import annotations

from pathlib import Path

import click

from lexmatch.cli import common, say


@click.command()
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to write it (default: over OURS).")
@common
def command(base: Path, ours: Path, theirs: Path, output: Path | None, root: Path | None, lang: str, quiet: bool,
            verbose: bool) -> int:  # fmt: skip
    """Combine two people's decisions on one crosswalk, entry by entry, against the version BASE that both began with.

    What only one side changed is taken. Where both decided one entry differently, both entries stay in the file under a comment,
    the exit code is 1, and `lexmatch check` reports them until a person has decided. As a merge driver for git:

    \b
      git config merge.lexmatch.driver "lexmatch merge %O %A %B"
      echo "crosswalks/*.yaml merge=lexmatch" >> .gitattributes

    \b
    Example:
      lexmatch merge base.yaml ours.yaml theirs.yaml -o merged.yaml
    """
    from lexmatch.crosswalk import layout
    from lexmatch.crosswalk.merging import merge
    from lexmatch.files import read_text, write
    from lexmatch.findings import Unreadable

    layouts = []
    for path in (base, ours, theirs):
        text = read_text(path)
        found, findings = layout.parse(
            text or "lexmatch: crosswalk/1\nstandard: x\nsubject: x\nentries: []\n", str(path)
        )
        errors = [f for f in findings if f.severity == "error"]
        if found is None or errors:
            first = errors[0]
            raise Unreadable(f"{path} has errors: {first.message}", first.hint, first.place)
        layouts.append(found)
    made = merge(*layouts)
    write(output or ours, layout.compose(made.layout))
    for conflict in made.conflicts:
        say(f"conflict: {conflict}")
    say(f"{len(made.layout.chunks)} entries in {output or ours}, {len(made.conflicts)} conflicts.", quiet)
    return int(bool(made.conflicts))
