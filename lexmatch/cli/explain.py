"""`lexmatch explain RULE`: the manual of a rule."""

from __future__ import annotations

from pathlib import Path

import click

from lexmatch.cli import common, dump_json


@click.command()
@click.argument("rule")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@common
def command(rule: str, format_: str, root: Path | None, lang: str, quiet: bool, verbose: bool) -> None:
    """The manual of a rule: what it finds, why it matters, a bad and a good example.

    \b
    Example:
      lexmatch explain text-drift
    """
    import textwrap

    from lexmatch.checks import manual

    found = manual(rule)
    if format_ == "json":
        dump_json({"lexmatch": "rule/1", **found})
        return
    click.echo(f"{found['id']} ({found['severity']}, {found['family']})\n")
    for words in (found["summary"], found["text"], f"Why it matters: {found['why']}"):
        if words:
            click.echo(textwrap.fill(words, 88) + "\n")
    for title, snippet in (("Bad", found["bad"]), ("Good", found["good"])):
        click.echo(f"{title}:\n\n{textwrap.indent(snippet, '    ')}")
