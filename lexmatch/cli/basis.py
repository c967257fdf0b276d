"""`lexmatch basis`: what binds two States."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from lexmatch.cli import common, dump_json, open_project


@click.command()
@click.argument("state", nargs=2)
@click.option("--on", default="", metavar="DATE", help="The date to look at (default: today).")
@click.option(
    "--for", "purpose", type=click.Choice(["ext", "mla"]), help="Extradition or mutual assistance (default: both)."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@common
def command(state: tuple[str, str], on: str, purpose: str | None, form: str, root: Path | None, lang: str, quiet: bool,
            verbose: bool) -> None:  # fmt: skip
    """Say which instruments bind two States on a date, in the order of reliance, and what is not known.

    States are ISO codes or English names. A list that was read in part proves nothing by absence, and the answer says so.

    \b
    Example:
      lexmatch basis CA DE --on 2012-01-01 --for ext
      lexmatch basis India Australia
    """
    from lexmatch import basis
    from lexmatch.output import bases

    project = open_project(root)
    register = project.parties()
    day = _day(on) or date.today().isoformat()
    pair = (_code(register, state[0]), _code(register, state[1]))
    laws = {
        entry.alias: project.instrument(entry.alias) for entry in register.listings if entry.alias in project.files()
    }
    found = basis.basis(register, pair, day, purpose or "", laws)
    corpus = [project.instrument(alias) for alias in project.aliases()]
    own = {code.casefold() for code in pair}
    national = tuple(law for law in corpus if law.jurisdiction in own and law.kind == "statute")
    unlisted = tuple(law for law in corpus if law.alias not in laws and law.kind in ("treaty", "protocol", "eu-act"))
    answer = bases.Answer(
        pair, (register.states[pair[0]], register.states[pair[1]]), day, purpose or "", found, national, unlisted
    )
    if form == "json":
        dump_json(bases.as_json(answer))
    else:
        click.echo(bases.as_text(answer, project.scheme, lang), nl=False)


def _day(text: str) -> str:
    from lexmatch.findings import Unreadable

    if text:
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise Unreadable(f"'{text}' is no date", "Write it as YYYY-MM-DD.") from None
    return ""


def _code(register: Any, text: str) -> str:
    from lexmatch.findings import Unreadable
    from lexmatch.text import did_you_mean

    code: str = register.state(text)
    if not code:
        near = did_you_mean(text, tuple(register.states.values()))
        raise Unreadable(
            f"the register knows no State '{text}'", near or "Use an ISO 3166-1 code such as ZA, or its English name."
        )
    return code
