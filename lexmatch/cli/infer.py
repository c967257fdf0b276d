"""`lexmatch infer`: what crosswalks over a common standard imply between their subjects."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from lexmatch.cli import common, dump_json, open_project, say


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--all", "everything", is_flag=True, help="Also pairs on which nothing follows.")
@common
def command(files: tuple[Path, ...], format_: str, everything: bool, root: Path | None, lang: str, quiet: bool,
            verbose: bool) -> int:  # fmt: skip
    """What accepted entries of several crosswalks imply between provisions that nobody compared.

    The answer is the set of relations that are still possible: one means that it follows, several that it is open between
    them. It is never a guess. Where the entries contradict each other, the chain is shown and nothing is inferred from it.

    \b
    Example:
      lexmatch infer crosswalks/ca.yaml crosswalks/de.yaml
    """
    from lexmatch.checks._context import facts_of
    from lexmatch.checks._infer import inferred
    from lexmatch.cli.judge import read_crosswalk

    project = open_project(root)
    facts = [fact for path in files for fact in facts_of(read_crosswalk(project, path))]
    results, conflicts = inferred(facts, everything)
    if format_ == "json":
        dump_json({
            "lexmatch": "inferences/1",
            "inferences": [r._asdict() for r in results],
            "conflicts": [{"concept": c, "chain": words} for c, words in conflicts],
        })  # fmt: skip
        return int(bool(conflicts))
    _print(results)
    for concept, words in conflicts:
        say(f"contradiction on {concept}: {words}")
    sure = sum(len(r.possible) == 1 for r in results)
    say(f"{len(results)} pair{'s' if len(results) != 1 else ''} inferred, {sure} of them decided.", quiet)
    return int(bool(conflicts))


def _print(results: Any) -> None:
    from lexmatch.checks._context import shown

    before = ""
    for found in results:
        if found.concept != before:
            click.echo(found.concept)
            before = found.concept
        click.echo(f"  {shown(found.subject)} — {' or '.join(found.possible)} — {shown(found.standard)}")
        click.echo(f"    through {' and '.join(shown(node) for node in found.through)}")
