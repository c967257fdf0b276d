"""`lexmatch draft`: model clauses for concepts or for every gap of a crosswalk."""

from __future__ import annotations

from pathlib import Path

import click

from lexmatch.cli import common, complete, open_project, say
from lexmatch.findings import Unreadable

POLICIES = ("standard", "strictest", "median", "most-common")


@click.command("draft")
@click.argument("concepts", nargs=-1, metavar="[CONCEPT]...", shell_complete=complete.concept)
@click.option("--from", "crosswalk", type=click.Path(path_type=Path), help="Draft for the gaps of this crosswalk.")
@click.option("--against", "standards", multiple=True, metavar="ALIAS", help="The standard (default: the crosswalk's).")
@click.option("--set", "sets", multiple=True, metavar="NAME=VALUE", help="Take an option, or fill in a blank.")
@click.option("--policy", type=click.Choice(POLICIES), default="standard", show_default=True,
              help="Values as in the standard, or from all instruments of the corpus.")  # fmt: skip
@click.option("--format", "formats", default="md", show_default=True, metavar="LIST", help="md,akn,json")
@click.option(
    "-o", "--out", "folder", type=click.Path(path_type=Path), help="Folder for draft.md, draft.xml, draft.json."
)
@common
def command(concepts: tuple[str, ...], crosswalk: Path | None, standards: tuple[str, ...], sets: tuple[str, ...],
            policy: str, formats: str, folder: Path | None, root: Path | None, lang: str, quiet: bool,
            verbose: bool) -> None:  # fmt: skip
    """Write model clauses for concepts, or for every gap of a crosswalk, and say which gaps they close.

    Options and blanks of a clause are set with --set; `[…]` in the draft marks what the adopting State must supply.

    \b
    Example:
      lexmatch draft ext-provisional-arrest ext-speciality --against ets-24
      lexmatch draft --from crosswalks/ca-ets-24.yaml --format md,akn -o out
      lexmatch draft ext-nationality --against untoc --set rule=no-refusal --set state=Ruritania
    """
    from lexmatch.cli.show_draft import formats_of, order_for, rendered, say_outcomes, stock_for, write_draft
    from lexmatch.draft import make

    if not concepts and not crosswalk:
        raise click.UsageError("Say what to draft: concepts, or --from CROSSWALK for its gaps.")
    chosen = formats_of(formats)
    if len(chosen) > 1 and not folder:
        raise Unreadable("several formats need a folder to be written to", "Name it with -o DIR.")
    project = open_project(root)
    order = order_for(project, concepts, crosswalk, standards, sets, policy)
    draft = make.make(order, stock_for(project, concepts), project)
    if folder:
        paths = write_draft(draft, chosen, folder)
        say_outcomes(draft, quiet)
        say(f"Wrote {', '.join(str(p) for p in paths)}", quiet)
        return
    text = rendered(chosen[0], draft)
    click.echo(text.decode("utf-8") if isinstance(text, bytes) else text, nl=False)
    say_outcomes(draft, quiet)
