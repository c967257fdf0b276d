"""What matching may use beyond the texts: what the project has learned, an encoder of the extra, or a user's own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from lexmatch.instrument import Instrument
    from lexmatch.match import Further
    from lexmatch.match.learned import Learned
    from lexmatch.project import Project

FOLDER = "learned"


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--semantic and --encoder, for the commands that match."""
    for option in reversed((
        click.option("--semantic", is_flag=True, help="Also compare meanings, with the encoders of the extra `semantic`."),
        click.option("--encoder", default="", metavar="NAME", help="The same with another encoder (docs/matching.md)."),
    )):  # fmt: skip
        command = option(command)
    return command


def further(
    project: Project, source: Instrument, target: Instrument, semantic: bool = False, encoder: str = ""
) -> list[Further]:
    """The further features for matching two instruments."""
    made: list[Further] = []
    learned = learned_for(project, source, target)
    if learned is not None:
        from lexmatch.match import learned as module

        made.append(partial(module.features, learned))
    if semantic or encoder:
        from lexmatch.match import encoders

        languages = (source.language, target.language)
        chosen = encoders.named(encoder, languages[0] == languages[1]) if encoder else encoders.choose(*languages)
        made.append(partial(encoders.features, chosen))
    return made


def learned_for(project: Project, source: Instrument, target: Instrument) -> Learned | None:
    """What the project has learned about the languages of two instruments, seen from the first to the second."""
    from lexmatch.findings import Place, Unreadable

    here = (source.language, target.language)
    if here[0] == here[1]:
        return None
    for path in (layer / FOLDER / f"{a}-{b}.lexmatch" for layer in project.layers for a, b in (here, here[::-1])):
        if path.is_file():
            from lexmatch import files
            from lexmatch.match import learned

            found = learned.parse(files.read_bytes(path), project.shown(path))
            turned = found.between(*here)
            if turned is None:
                raise Unreadable(f"{project.shown(path)} is of {' and '.join(found.languages)}, not of {' and '.join(here)}",
                                 "Name it after its languages, or make it again with `lexmatch learn`.",
                                 Place(project.shown(path)))  # fmt: skip
            return turned
    return None
