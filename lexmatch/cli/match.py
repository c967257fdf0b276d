"""`lexmatch match`: the provisions of two instruments, paired."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lexmatch.cli import common, dump_json, open_project, say
from lexmatch.cli.further import further, large, options

if TYPE_CHECKING:
    from lexmatch.instrument import Instrument
    from lexmatch.match import Matches


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
@click.option("--scheduler", default="", metavar="ADDRESS", help="Share a large match out on a Dask cluster (tcp://…).")
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
    from lexmatch.match import match

    project = open_project(root)
    left, right = project.instrument(source), project.instrument(target)
    labels = {c.id: c.named(lang) for c in project.scheme.concepts}
    found = match(left, right, level, top, mode, headings=not no_headings, labels=labels, least=min_confidence,
                  further=further(project, left, right, semantic, encoder),
                  large=large(scheduler, quiet))  # fmt: skip
    if form == "json":
        dump_json(as_json(found))
    else:
        click.echo(as_text(found, left, right), nl=False)
    for note in found.notes:
        say(note, quiet)
    say(f"{len(found.pairs)} pairs; without a partner: {len(found.unmatched_source)} of {left.alias}, "
        f"{len(found.unmatched_target)} of {right.alias}.", quiet)  # fmt: skip


def as_json(found: Matches) -> dict[str, Any]:
    """Pairs and what is left, as docs/matching.md describes."""
    return {
        "lexmatch": "match/1", "source": found.source, "target": found.target, "level": found.level, "mode": found.mode,
        "pairs": [
            {"source": p.source, "target": p.target, "score": p.score, "similarity": p.similarity,
             "confidence": p.confidence, "reasons": list(p.reasons)}
            for p in found.pairs
        ],
        "unmatched": {"source": list(found.unmatched_source), "target": list(found.unmatched_target)},
        "notes": list(found.notes),
    }  # fmt: skip


def as_text(found: Matches, left: Instrument, right: Instrument) -> str:
    """One block for each source provision, its partners below it."""
    lines: list[str] = []
    last = ""
    for pair in found.pairs:
        if pair.source != last:
            lines.append(f"{'' if not lines else chr(10)}{left.alias} {left.legal_path(pair.source)}")
            last = pair.source
        lines.append(f"  {pair.confidence:4.0%}  {right.alias} {right.legal_path(pair.target)}")
        lines.append(f"        {'; '.join(pair.reasons)}")
    for law, rest in ((left, found.unmatched_source), (right, found.unmatched_target)):
        if rest:
            lines.append(f"{chr(10) if lines else ''}{law.alias}, without a partner:")
            lines += [f"  {law.legal_path(eid)}" for eid in rest]
    return "".join(f"{line}\n" for line in lines)
