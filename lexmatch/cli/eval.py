"""`lexmatch eval`: how good matching and annotation are on a person's own law."""

from __future__ import annotations

from pathlib import Path

import click

from lexmatch.cli import common, dump_json, open_project, say
from lexmatch.cli.further import further, options


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.option("--source", metavar="LAW", help="Matching: the instrument on the left of the gold file.")
@click.option("--target", metavar="LAW", help="Matching: the one on its right.")
@click.option(
    "--text", "texts", multiple=True, metavar="[NAME=]LAW", help="Annotation: the text that the file names NAME."
)
@click.option("--mode", type=click.Choice(["ranked", "one-to-one", "monotone"]), default="ranked", show_default=True,
              help="Matching: the reading whose pairs are judged.")  # fmt: skip
@click.option("--level", type=click.Choice(["article", "paragraph", "leaf"]), default="article", show_default=True)
@click.option(
    "--top", type=click.IntRange(1, 100), default=1, show_default=True, help="Pairs of each provision, if ranked."
)
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, show_default=True, metavar="X",
              help="Matching: pairs below it are not proposed.")  # fmt: skip
@click.option("--no-headings", is_flag=True, help="Matching: leave headings out of account.")
@options
@click.option("--min-score", type=click.FloatRange(0, 1), default=0.3, show_default=True, metavar="X",
              help="Annotation: below it a concept is not carried.")  # fmt: skip
@click.option(
    "--samples", type=click.IntRange(1, 100_000), default=1000, show_default=True, help="Draws for the intervals."
)
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed draws the same samples.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@common
def command(gold: Path, source: str | None, target: str | None, texts: tuple[str, ...], mode: str, level: str, top: int,
            min_confidence: float, no_headings: bool, semantic: bool, encoder: str, min_score: float, samples: int, seed: int,
            form: str, root: Path | None, lang: str, quiet: bool, verbose: bool) -> None:  # fmt: skip
    """Measure matching or annotation against GOLD, a table of what is right.

    A table of source and target provisions measures matching; one of units and concepts measures annotation. LAW is an
    alias or a file of any format that `lexmatch import` reads. Nothing is written.

    \b
    Example:
      lexmatch eval table.tsv --source old.xml --target new.xml --mode monotone
      lexmatch eval labels.tsv --text ca-extradition-1999 --format json
    """
    from lexmatch import evaluate
    from lexmatch.cli import evaluating as desk
    from lexmatch.files import read_text

    project = open_project(root)
    said = evaluate.read(read_text(gold), str(gold))
    score: evaluate.MatchingScore | evaluate.AnnotationScore
    if said.kind == "matching":
        left, right = desk.law_of(project, needed(source, "--source")), desk.law_of(project, needed(target, "--target"))
        more = further(project, left, right, semantic, encoder)
        found = desk.proposed(left, right, level, mode, top, min_confidence, not no_headings, more)
        score = evaluate.score_matching(said, left, right, found, samples, seed)
        usable(score.sources + score.new, said.path, f"Is {left.alias} the left column, and {right.alias} the right?")
        about = {"source": left.alias, "target": right.alias, "level": level, "mode": mode}
    else:
        laws = desk.texts_of(project, said, texts)
        known = [c.id for c in project.scheme.concepts]
        score = evaluate.score_annotation(said, laws, desk.all_judged(laws, project, min_score), samples, seed, known)
        usable(score.provisions, said.path, "Is it about another text? --text names it.")
        about = {"texts": ", ".join(dict.fromkeys(law.alias for law in laws.values()))}
    if form == "json":
        dump_json(desk.as_json(said, score, **about, samples=samples, seed=seed))
    else:
        click.echo(desk.as_text(score), nl=False)
    for line in desk.unresolved(score.missing, verbose):
        say(line, quiet)


def needed(value: str | None, option: str) -> str:
    """The value of an option that this kind of gold file needs."""
    if not value:
        raise click.UsageError(f"a gold file for matching needs {option} LAW.")
    return value


def usable(count: int, path: str, hint: str) -> None:
    """Stops where nothing of a gold file is in the texts."""
    from lexmatch.findings import Place, Unreadable

    if not count:
        raise Unreadable(f"no provision of {path} is in the texts", hint, Place(path))
