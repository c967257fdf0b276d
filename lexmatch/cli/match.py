"""`lexmatch match`: the provisions of two instruments, paired."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lexmatch.cli import common, dump_json_list, open_project, say
from lexmatch.cli.further import further, large, options, scheduled

if TYPE_CHECKING:
    from lexmatch.instrument import Instrument
    from lexmatch.match import Pair, Running


@click.command()
@click.argument("source")
@click.argument("target")
@click.option("--level", type=click.Choice(["article", "paragraph", "leaf"]), default="article", show_default=True,
              help="What is paired: articles and sections, what stands below them, or the narrowest units.")  # fmt: skip
@click.option("--top", type=click.IntRange(1, 100), default=3, show_default=True, help="Partners of each provision.")
@click.option("--mode", type=click.Choice(["ranked", "one-to-one", "monotone"]), default="ranked", show_default=True,
              help="One-to-one and monotone are for versions of the same text.")  # fmt: skip
@click.option("--no-headings", is_flag=True, help="Leave headings out of account.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="X", help="Leave out weaker pairs.")
@options
@scheduled
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@common
def command(source: str, target: str, level: str, top: int, mode: str, no_headings: bool, min_confidence: float, semantic: bool,
            encoder: str, scheduler: str, form: str, root: Path | None, lang: str, quiet: bool,
            verbose: bool) -> None:  # fmt: skip
    """Pair the provisions of SOURCE with those of TARGET, each with the reason.

    SOURCE and TARGET are aliases or Akoma Ntoso files.

    \b
    Example:
      lexmatch match ca-extradition-1999 ets-24
      lexmatch match old.xml new.xml --mode monotone --format json
    """
    from lexmatch.match import begin

    project = open_project(root)
    left, right = project.instrument(source), project.instrument(target)
    labels = {c.id: c.named(lang) for c in project.scheme.concepts}
    found = begin(left, right, level, top, mode, headings=not no_headings, labels=labels, least=min_confidence,
                  further=further(project, left, right, semantic, encoder),
                  large=large(scheduler, quiet))  # fmt: skip
    if form == "json":
        as_json(found)
    else:
        as_text(found, left, right)
    for note in found.notes:
        say(note, quiet)
    lonely = [len(side) for side in found.unmatched]
    say(f"{found.count} pairs; without a partner: {lonely[0]} of {left.alias}, {lonely[1]} of {right.alias}.", quiet)


def as_json(found: Running) -> None:
    """Pairs and what is left, as docs/matching.md describes."""
    head = {
        "lexmatch": "match/1",
        "source": found.source,
        "target": found.target,
        "level": found.level,
        "mode": found.mode,
    }

    def tail() -> dict[str, Any]:
        source, target = found.unmatched
        return {"unmatched": {"source": list(source), "target": list(target)}, "notes": list(found.notes)}

    dump_json_list(head, "pairs", map(member, found), tail)


def member(pair: Pair) -> dict[str, Any]:
    """A pair for programs."""
    return {
        "source": pair.source, "target": pair.target, "score": pair.score, "similarity": pair.similarity,
        "confidence": pair.confidence, "reasons": list(pair.reasons),
    }  # fmt: skip


def as_text(found: Running, left: Instrument, right: Instrument) -> None:
    """One block for each source provision, its partners below it."""
    last = ""
    for pair in found:
        if pair.source != last:
            click.echo(f"{chr(10) if last else ''}{left.alias} {left.legal_path(pair.source)}")
            last = pair.source
        click.echo(f"  {pair.confidence:4.0%}  {right.alias} {right.legal_path(pair.target)}")
        click.echo(f"        {'; '.join(pair.reasons)}")
    anything = bool(last)
    for law, rest in zip((left, right), found.unmatched, strict=True):
        if rest:
            click.echo(f"{chr(10) if anything else ''}{law.alias}, without a partner:")
            click.echo("".join(f"  {law.legal_path(eid)}\n" for eid in rest), nl=False)
            anything = True
