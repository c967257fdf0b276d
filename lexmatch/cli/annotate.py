"""`lexmatch annotate`: concepts, modality and values proposed for a text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lexmatch.cli import common, dump_json, open_project, say

if TYPE_CHECKING:
    from lexmatch.annotate import Annotated, Annotations
    from lexmatch.annotate.nearest import Examples
    from lexmatch.concepts import Scheme
    from lexmatch.instrument import Instrument
    from lexmatch.project import Project


@click.command()
@click.argument("aliases", nargs=-1, required=True, metavar="ALIAS...")
@click.option("--write", "write_", is_flag=True, help="Mark the proposals in the files; what stands there stays.")
@click.option("--min-score", type=click.FloatRange(0, 1), default=0.3, show_default=True, metavar="X",
              help="The score from which a provision carries a concept.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@common
def command(aliases: tuple[str, ...], write_: bool, min_score: float, form: str, root: Path | None, lang: str, quiet: bool,
            verbose: bool) -> None:  # fmt: skip
    """Propose concepts, modality and values for texts, each with its reason.

    ALIAS may be the path of an Akoma Ntoso file. Nothing is written without --write, and nothing that a person
    annotated is changed.

    \b
    Example:
      lexmatch annotate ca-extradition-1999 --format json
      lexmatch annotate corpus/statutes/my-act.xml --write --min-score 0.7
    """
    from lexmatch.annotate import annotate

    project = open_project(root)
    scheme = project.scheme
    examples = annotated_corpus(project)
    documents: list[dict[str, Any]] = []
    for alias in aliases:
        law = project.instrument(alias)
        found = annotate(law, scheme, min_score=min_score, examples=examples)
        if form == "json":
            documents.append({"alias": law.alias, "provisions": [as_json(a) for a in found.provisions]})
        elif not (write_ and quiet):
            click.echo(as_text(law, found, scheme, lang, verbose), nl=False)
        carrying = sum(1 for a in found.provisions if a.carries)
        say(f"{law.alias}: {carrying} of {len(found.provisions)} provisions carry a concept.", quiet)
        if write_:
            write(law, found, quiet)
    if form == "json":
        head: dict[str, Any] = {"lexmatch": "annotations/1"}
        dump_json(head | documents[0] if len(documents) == 1 else head | {"instruments": documents})


def annotated_corpus(project: Project) -> Examples:
    """The annotated provisions of the project's corpus, as examples; a text that cannot be read is none."""
    from contextlib import suppress

    from lexmatch.annotate import nearest
    from lexmatch.findings import Unreadable

    laws = []
    for alias in project.aliases():
        with suppress(Unreadable):
            laws.append(project.instrument(alias))
    return nearest.examples(laws)


def as_json(annotated: Annotated) -> dict[str, Any]:
    """The proposals for one provision: every concept with its score, and whether the provision itself carries it."""
    return {
        "eid": annotated.eid,
        "num": annotated.num,
        "concepts": [
            {"id": p.concept, "score": p.score, "carried": p.concept in annotated.carries, "reasons": list(p.reasons)}
            for p in annotated.concepts
        ],
        "modality": annotated.modality,
        "parameters": [
            {"concept": m.value.concept, "parameter": m.value.parameter, "value": m.value.value, "text": m.value.words,
             "start": m.start, "end": m.end, "reason": m.reason}
            for m in annotated.parameters
        ],
    }  # fmt: skip


def as_text(law: Instrument, found: Annotations, scheme: Scheme, lang: str, verbose: bool) -> str:
    """The provisions that carry something, or with --verbose all, each with what is proposed and why."""
    lines: list[str] = []
    for annotated in found.provisions:
        if not annotated.carries and not verbose:
            continue
        modality = f"  [{annotated.modality}]" if annotated.modality else ""
        lines.append(f"{law.legal_path(annotated.eid)}{modality}")
        for p in annotated.concepts:
            if p.concept in annotated.carries or verbose:
                concept = scheme.get(p.concept)
                label = concept.named(lang) if concept else p.concept
                lines.append(f"  {p.score:.2f}  {p.concept}  {label}: {'; '.join(p.reasons)}")
        for m in annotated.parameters:
            said = f"“{m.value.words}” = {m.value.value}" if m.value.words else m.value.value
            lines.append(f"        {m.value.key}: {said}")
    return "".join(f"{line}\n" for line in lines)


def write(law: Instrument, found: Annotations, quiet: bool) -> None:
    """Mark the proposals in the instrument's file."""
    from lexmatch import files
    from lexmatch.readers.mark import mark

    path = Path(law.path)
    data, count = mark(path, marks(law, found))
    if count:
        files.write(path, data)
    say(f"{path.name}: {count} provisions marked." if count else f"{path.name}: nothing to mark.", quiet)


def marks(law: Instrument, found: Annotations) -> Sequence[Any]:
    """What is to be written: carried concepts with their modality and values, as provisions without text."""
    from dataclasses import replace

    chosen = []
    for annotated in found.provisions:
        provision = law.find(annotated.eid)
        if provision is None or not annotated.carries or provision.concepts:
            continue
        values = tuple(m.value for m in annotated.parameters if m.value.concept in annotated.carries)
        chosen.append(
            replace(provision, concepts=annotated.carries, modality=annotated.modality, values=values, note="")
        )
    return chosen
