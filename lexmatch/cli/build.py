"""`lexmatch build`: a crosswalk proposed from annotations and matching."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lexmatch.cli import common, complete, dump_json, open_project, say
from lexmatch.cli.further import further, large, options, scheduled

if TYPE_CHECKING:
    from lexmatch.build import Evidence
    from lexmatch.crosswalk import Crosswalk
    from lexmatch.instrument import Instrument
    from lexmatch.match.join import Large
    from lexmatch.project import Project


@click.command()
@click.argument("subjects", nargs=-1, required=True, metavar="SUBJECT...", shell_complete=complete.alias)
@click.option(
    "--against",
    "standards",
    multiple=True,
    required=True,
    metavar="STANDARD",
    shell_complete=complete.alias,
    help="May be given again.",
)
@click.option("--scope", multiple=True, metavar="GROUP", help="Groups or concepts (default: those of the standard).")
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write; an existing file is added to.")
@click.option("--title", default="", help="The title of a new crosswalk.")
@options
@scheduled
@click.option("--format", "form", type=click.Choice(["yaml", "json"]), default="yaml", show_default=True)
@common
def command(subjects: tuple[str, ...], standards: tuple[str, ...], scope: tuple[str, ...], output: str, title: str,
            semantic: bool, encoder: str, scheduler: str, form: str, root: Path | None, lang: str, quiet: bool,
            verbose: bool) -> None:  # fmt: skip
    """Propose a crosswalk of the law of SUBJECT... against one or more standards.

    Entries are proposals with what they rest on; nothing that a person decided in an existing file is changed.

    \b
    Example:
      lexmatch build ca-extradition-1999 --against ets-24 -o crosswalks/ca.yaml
      lexmatch build in-extradition-1962 --against untoc --against uncac --scope ext
    """
    project = open_project(root)
    asked = [name for word in standards for name in word.split(",") if name]
    benchmark = [project.instrument(a) for a in asked]
    laws, scores = annotated(project, subjects, quiet)
    run = large(scheduler, quiet)
    made = propose(project, benchmark, laws, scores, wanted(project, scope), title, semantic, encoder, run)
    if form == "json":
        dump_json(as_json(made))
    elif output == "-":
        from lexmatch.crosswalk import dump

        click.echo(dump(made), nl=False)
    else:
        write(project, Path(output), made, [*benchmark, *laws], quiet)
    summary(project, made, benchmark, laws, quiet, verbose)


def wanted(project: Project, scope: Sequence[str]) -> tuple[str, ...]:
    """The scope that was asked for. Raises Unreadable with the nearest names for one that does not exist."""
    from lexmatch.findings import Unreadable
    from lexmatch.text import did_you_mean

    names = [name for word in scope for name in word.split(",") if name]
    known = [*(g.id for g in project.scheme.groups), *(c.id for c in project.scheme.concepts)]
    for name in names:
        if name not in known:
            raise Unreadable(f"there is no group or concept '{name}'",
                             did_you_mean(name, known) or "`lexmatch list concepts` names them all.")  # fmt: skip
    return tuple(dict.fromkeys(names))


def annotated(project: Project, subjects: Sequence[str], quiet: bool
              ) -> tuple[list[Instrument], dict[str, dict[str, dict[str, float]]]]:  # fmt: skip
    """The subjects' laws; one that nobody has annotated is annotated in memory first."""
    from lexmatch.annotate import annotate, apply
    from lexmatch.annotate import annotated as by_person
    from lexmatch.cli.annotate import annotated_corpus

    laws, scores = [], {}
    examples = None
    for alias in subjects:
        law = project.instrument(alias)
        if not by_person(law):
            examples = examples or annotated_corpus(project)
            found = annotate(law, project.scheme, examples=examples)
            scores[law.alias] = {a.eid: {p.concept: p.score for p in a.concepts} for a in found.provisions}
            law = apply(law, found)
            say(
                f"{law.alias} bears no annotations: they were proposed in memory (`lexmatch annotate` shows them).",
                quiet,
            )
        laws.append(law)
    return laws, scores


def propose(project: Project, standards: list[Instrument], subjects: list[Instrument],
            scores: dict[str, dict[str, dict[str, float]]], scope: tuple[str, ...], title: str,
            semantic: bool = False, encoder: str = "", run: Large | None = None) -> Crosswalk:  # fmt: skip
    """The verbs wired together: match, differences, build; `run` is how a match of very many provisions is run. Of its pairs
    only those are kept that may become an entry, and concepts count for nothing: that both provisions bear another one says
    nothing of the one that is looked for."""
    from lexmatch import build, gaps
    from lexmatch.match import Similarity, match
    from lexmatch.ref import Ref

    laws = {law.alias: law for law in (*standards, *subjects)}
    alike = {(a.alias, b.alias): Similarity(a, b) for a in standards for b in subjects}
    pairs = {
        (a.alias, b.alias): match(a, b, "paragraph", 2, least=build.LIKELY, concepts=False, large=run,
                                  further=further(project, a, b, semantic, encoder)).pairs
        for a in standards
        for b in subjects
    }  # fmt: skip

    def similar(asked: tuple[Ref, ...], answers: tuple[Ref, ...]) -> float:
        found = [
            alike[a, b].of([r.eid for r in asked if r.alias == a], [r.eid for r in answers if r.alias == b])
            for a in {r.alias for r in asked} for b in {r.alias for r in answers}
        ]  # fmt: skip
        return max(found, default=0.0)

    def differ(concept: Any, asked: tuple[Ref, ...], answers: tuple[Ref, ...]) -> Any:
        return gaps.differences(concept, gaps.sides(asked, concept.id, laws), gaps.sides(answers, concept.id, laws))

    evidence: Evidence = build.Evidence(pairs, scores, similar, differ)
    return build.build(standards, subjects, project.scheme, scope, evidence, title)


def write(project: Project, path: Path, made: Crosswalk, laws: list[Instrument], quiet: bool) -> None:
    """A new file, or the new entries added to an existing one; stderr says which and what looks stale."""
    from lexmatch import files
    from lexmatch.build.extend import extend, stale
    from lexmatch.cli.judge import read_crosswalk
    from lexmatch.crosswalk import dump
    from lexmatch.findings import Unreadable

    if not path.exists():
        files.write(path, dump(made))
        say(f"{path}: {len(made.entries)} entries proposed.", quiet)
        return
    existing = read_crosswalk(project, path)
    if (set(existing.standard), set(existing.subject)) != (set(made.standard), set(made.subject)):
        raise Unreadable(f"{path} compares {', '.join(existing.subject)} against {', '.join(existing.standard)}",
                         "Give another file with -o, or the same instruments.", existing.at("standard"))  # fmt: skip
    data = files.read_bytes(path).decode("utf-8-sig")
    text, added = extend(data, existing, made)
    if added:
        files.write(path, text)
    say(f"{path}: {len(added)} entries added, {len(existing.entries)} left as they are.", quiet)
    for entry in added:
        say(f"  added {entry.concept}: {entry.relation or entry.absence}", quiet)
    for old in stale(existing, made, {law.alias: law for law in laws}):
        place = old.entry.place
        say(f"  {place.path}:{place.line}: {old.entry.concept} looks stale: {old.reason}", quiet)


def summary(project: Project, made: Crosswalk, standards: list[Instrument], laws: list[Instrument], quiet: bool,
            verbose: bool) -> None:  # fmt: skip
    """What was proposed, and what only the subject regulates."""
    from collections import Counter

    from lexmatch.build import only_subject

    counts = Counter(e.relation or e.absence for e in made.entries)
    said = ", ".join(f"{n} {name}" for name, n in sorted(counts.items(), key=lambda x: (-x[1], x[0])))
    say(f"{len(made.entries)} concepts of the standard: {said or 'none in this scope'}.", quiet)
    extra = only_subject(standards, laws, project.scheme, made.scope)
    if extra:
        names = (
            ", ".join(c.id for c in extra)
            if verbose
            else f"{', '.join(c.id for c in extra[:4])}{' …' if len(extra) > 4 else ''}"
        )
        say(f"{len(extra)} concepts only the subject regulates: {names}.", quiet)


def as_json(made: Crosswalk) -> dict[str, Any]:
    """The crosswalk for programs."""
    return {
        "lexmatch": "crosswalk/1", "title": made.title, "standard": list(made.standard), "subject": list(made.subject),
        "scope": list(made.scope),
        "entries": [
            {key: value for key, value in (
                ("concept", e.concept), ("standard", [str(r) for r in e.standard]), ("subject", [str(r) for r in e.subject]),
                ("relation", e.relation), ("absence", e.absence), ("status", e.status), ("confidence", e.confidence),
                ("basis", list(e.basis)), ("note", e.note),
            ) if value not in ("", None)}
            for e in made.entries
        ],
    }  # fmt: skip
