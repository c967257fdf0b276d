"""`lexmatch review`: the open entries of a crosswalk, one by one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from lexmatch.cli import common, open_project, say

KEYS = "[a]ccept  change the [r]elation  a[b]sence  [n]ote  re[j]ect  [s]kip  [q]uit"


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--by", default="", help="Your name, for what you decide (default: that of git).")
@click.option("--on", default="", metavar="DATE", help="The day of the decision (default: today).")
@click.option("--concept", default="", help="Only the entries of this concept, decided ones too.")
@common
def command(
    file: Path, by: str, on: str, concept: str, root: Path | None, lang: str, quiet: bool, verbose: bool
) -> None:
    """Walk through the open entries of FILE: both texts, what differs, the proposal and its reasons; then decide.

    Each decision is written at once, signed and stamped with the fingerprints of both texts, so that stopping loses
    nothing. Nothing else in the file changes.

    \b
    Example:
      lexmatch review crosswalks/ca.yaml --by "A. Drafter"
    """
    from lexmatch.cli.judge import laws_of, read_crosswalk

    project = open_project(root)
    crosswalk = read_crosswalk(project, file)
    laws = laws_of(project, crosswalk)
    who = by or _git_name()
    if not who:
        raise click.UsageError("Say who decides, with --by.")
    waiting = [
        n for n, e in enumerate(crosswalk.entries) if (e.concept == concept if concept else e.status == "proposed")
    ]
    for count, number in enumerate(waiting, 1):
        entry = read_crosswalk(project, file).entries[number]
        click.echo(_shown(project, entry, laws, f"{count} of {len(waiting)}", lang))
        decided = _ask(entry)
        if decided == "quit":
            break
        if decided is not None:
            _write(project, file, number, decided, laws, who, on or _today())
    left = sum(e.status == "proposed" for e in read_crosswalk(project, file).entries)
    say(f"{left} {'entry' if left == 1 else 'entries'} of {file} still open.", quiet)


def _ask(entry: Any) -> Any:
    """The entry as the person decides it, None to leave it open, "quit" to stop."""
    from dataclasses import replace

    from lexmatch.crosswalk import ABSENCES, RELATIONS

    while True:
        key = click.prompt(KEYS, prompt_suffix="\n> ", err=True).strip().casefold()[:1]
        if key == "q":
            return "quit"
        if key == "s":
            return None
        if key == "n":
            entry = replace(entry, note=click.prompt("Note", default=entry.note, err=True))
        elif key == "r":
            relation = click.prompt("The subject is … of the standard", type=click.Choice(RELATIONS), err=True)
            entry = replace(entry, relation=relation, absence="")
        elif key == "b":
            absence = click.prompt("The subject's side is", type=click.Choice(ABSENCES), err=True)
            entry = replace(entry, absence=absence, relation="", subject=())
        elif key in ("a", "j"):
            return replace(entry, status="accepted" if key == "a" else "rejected")
        else:
            click.echo("Type one of the letters in brackets.", err=True)


def _write(project: Any, file: Path, number: int, entry: Any, laws: Any, who: str, on: str) -> None:
    from dataclasses import replace

    from lexmatch.crosswalk import stamp
    from lexmatch.crosswalk.deciding import decide
    from lexmatch.files import read_text, write

    path = project.locate(file)
    stamps = (stamp(entry.standard, laws), stamp(entry.subject, laws)) if entry.status == "accepted" else ("", "")
    signed = replace(entry, by=who, on=on, stamps=stamps)
    write(path, decide(read_text(path), project.shown(path), number, signed))


def _shown(project: Any, entry: Any, laws: Any, count: str, lang: str) -> str:
    from lexmatch.gaps import differences, sides
    from lexmatch.output import proposal

    concept = project.scheme.get(entry.concept)
    standard, subject = (sides(refs, entry.concept, laws) for refs in (entry.standard, entry.subject))
    return proposal.as_text(entry, concept, standard, subject, differences(concept, standard, subject), count, lang)


def _git_name() -> str:
    import subprocess

    try:
        done = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=False, timeout=5)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def _today() -> str:
    from datetime import date

    return date.today().isoformat()
