"""`lexmatch learn`: a bilingual lexicon and space from parallel texts, for matching across their languages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexmatch.cli import common, open_project, say
from lexmatch.cli.further import FOLDER

if TYPE_CHECKING:
    from lexmatch.instrument import Instrument
    from lexmatch.project import Project


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="TEXT TRANSLATION...")
@click.option("--out", "-o", type=click.Path(path_type=Path), metavar="FILE",
              help="Where to write (default: learned/<languages>.lexmatch in the project).")  # fmt: skip
@common
def command(files: tuple[str, ...], out: Path | None, root: Path | None, lang: str, quiet: bool, verbose: bool) -> None:
    """Learn from pairs of parallel texts which words of two languages answer each other.

    Each TEXT is followed by its TRANSLATION: files of any format that `import` reads, or aliases. Their provisions are
    paired by eId or number. `match` and `build` use the result for two texts in those languages.

    \b
    Example:
      lexmatch learn act-en.xml act-fr.xml regulation-en.xml regulation-fr.xml
      lexmatch learn act-en.xml act-de.xml --out learned/en-de.lexmatch
    """
    from lexmatch import files as disk
    from lexmatch.match import learned, learned_file

    if len(files) % 2:
        raise click.UsageError("texts come in pairs, each followed by its translation; their number is odd.")
    project = open_project(root)
    pairs: list[tuple[str, str]] = []
    languages: tuple[str, str] | None = None
    for first, second in zip(files[::2], files[1::2], strict=True):
        left, right = (text_of(project, name) for name in (first, second))
        languages, left, right = in_order(languages, left, right, first, second)
        found = learned.segments(left, right)
        say(f"{first} and {second}: {len(found)} provisions in both.", quiet)
        pairs += found
    assert languages is not None
    made = learned.learn(pairs, languages)
    path = out or (project.root or Path()) / FOLDER / f"{'-'.join(languages)}{learned_file.SUFFIX}"
    data = learned_file.dump(made)
    disk.write(path, data)
    say(f"{path}: {made.pairs} pairs, {len(made.stems[0])} and {len(made.stems[1])} stems, {len(made.links)} links, "
        f"{made.places[0].shape[1]} dimensions, {len(data) / 1024:,.0f} KB.", quiet)  # fmt: skip


def text_of(project: Project, name: str) -> Instrument:
    """The instrument of an alias, or in a file of any format."""
    from lexmatch import readers

    path = Path(name)
    if path.is_file() or path.suffix:
        return readers.import_file(path).instrument
    law: Instrument = project.instrument(name)
    return law


def in_order(languages: tuple[str, str] | None, left: Instrument, right: Instrument, first: str, second: str
             ) -> tuple[tuple[str, str], Instrument, Instrument]:  # fmt: skip
    """The languages of all pairs (those of the first pair) and this pair in their order."""
    from lexmatch.findings import Unreadable

    if left.language == right.language:
        raise Unreadable(f"{first} and {second} are both in the language '{left.language}'",
                         "Each text must be followed by its translation.")  # fmt: skip
    here = (left.language, right.language)
    if languages is None or here == languages:
        return here, left, right
    if here == languages[::-1]:
        return languages, right, left
    raise Unreadable(f"{first} and {second} are in {' and '.join(here)}, the first pair is in {' and '.join(languages)}",
                     "Learn each pair of languages by itself.")  # fmt: skip
