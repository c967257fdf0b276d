"""What matching may use beyond the texts: what the project has learned, an encoder of the extra, or a user's own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from lexmatch.cli import say

if TYPE_CHECKING:
    from lexmatch.instrument import Instrument
    from lexmatch.match import Further
    from lexmatch.match.join import Large
    from lexmatch.match.learned import Learned
    from lexmatch.project import Project

FOLDER = "learned"
LARGE = 3000  # provisions from which progress is shown


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--semantic and --encoder, for the commands that match."""
    for option in reversed((
        click.option("--semantic", is_flag=True, help="Also compare meanings, with the encoders of the extra `semantic`."),
        click.option("--encoder", default="", metavar="NAME", help="The same with another encoder (docs/matching.md)."),
    )):  # fmt: skip
        command = option(command)
    return command


def scheduled(command: Callable[..., Any]) -> Callable[..., Any]:
    """--scheduler, for the same commands."""
    option = click.option("--scheduler", default="", metavar="ADDRESS",
                          help="Share a large match out on a Dask cluster (tcp://…).")  # fmt: skip
    return option(command)


def further(
    project: Project, source: Instrument, target: Instrument, semantic: bool = False, encoder: str = ""
) -> list[Further]:
    """The further features for matching two instruments."""
    made: list[Further] = []
    learned = learned_for(project, source, target)
    if learned is not None:
        from lexmatch.match import learned as module

        made.append(partial(module.measure, learned))
    if semantic or encoder:
        from lexmatch.match import encoders

        languages = (source.language, target.language)
        chosen = encoders.named(encoder, languages[0] == languages[1]) if encoder else encoders.choose(*languages)
        made.append(partial(encoders.measure, chosen))
    return made


def large(scheduler: str, quiet: bool) -> Large:
    """How a match of thousands of provisions is run: here or on a cluster, and saying on stderr how far it is."""
    from lexmatch.match.join import Large

    said = [-1]

    def progress(done: int, total: int) -> None:
        tenth = 10 * done // max(total, 1)
        if total >= LARGE and tenth > said[0]:
            resumed = " (from an earlier run)" if said[0] < 0 and done else ""
            said[0] = tenth
            say(f"{done:,} of {total:,} provisions matched{resumed}", quiet)

    if not scheduler:
        return Large(None, progress)
    from lexmatch.match.cluster import on

    return Large(on(scheduler), progress)


def learned_for(project: Project, source: Instrument, target: Instrument) -> Learned | None:
    """What the project has learned about the languages of two instruments, seen from the first to the second."""
    from lexmatch.findings import Place, Unreadable

    here = (source.language, target.language)
    if here[0] == here[1]:
        return None
    for path in (layer / FOLDER / f"{a}-{b}.lexmatch" for layer in project.layers for a, b in (here, here[::-1])):
        if path.is_file():
            from lexmatch import files
            from lexmatch.match import learned_file

            found = learned_file.parse(files.read_bytes(path), project.shown(path))
            turned = found.between(*here)
            if turned is None:
                raise Unreadable(f"{project.shown(path)} is of {' and '.join(found.languages)}, not of {' and '.join(here)}",
                                 "Name it after its languages, or make it again with `lexmatch learn`.",
                                 Place(project.shown(path)))  # fmt: skip
            return turned
    return None
