"""What `draft` and `demo` share: the order for a draft, its files, and what is said of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from lexmatch.cli import say
from lexmatch.findings import Unreadable

NAMES = {"md": "draft.md", "akn": "draft.xml", "json": "draft.json"}


def stock_for(project: Any, concepts: tuple[str, ...] = ()) -> Any:
    """The clauses. Raises Unreadable for a fault in one that may be needed; the others stop nothing."""
    from lexmatch.draft import make

    stock, findings = make.library(project)
    for finding in findings:
        stem = Path(finding.place.path).stem
        if finding.severity == "error" and (not concepts or stem in (*concepts, "words")):
            raise Unreadable(finding.message, finding.hint or "`lexmatch check` lists everything.", finding.place)
    return stock


def order_for(
    project: Any,
    concepts: tuple[str, ...] = (),
    path: Path | None = None,
    standards: tuple[str, ...] = (),
    sets: tuple[str, ...] = (),
    policy: str = "standard",
    fill: bool = False,
) -> Any:
    """The order for chosen concepts, or for every gap of the crosswalk at `path`."""
    from lexmatch.draft import make, select

    known: tuple[Any, ...] = ()
    subjects: tuple[Any, ...] = ()
    laws: tuple[Any, ...] = tuple(project.instrument(alias) for alias in standards)
    if path:
        from lexmatch.cli.judge import laws_of, read_crosswalk

        found = read_crosswalk(project, path)
        by_alias = laws_of(project, found)
        laws = laws or tuple(by_alias[a] for a in found.standard)
        subjects = tuple(by_alias[a] for a in found.subject)
        known = select.of_crosswalk(found, by_alias, project.scheme)
    gaps = tuple(w for w in known if w.is_gap)
    if not concepts and not gaps:
        raise Unreadable(f"{path} has no gap to draft for", "Name concepts to draft clauses all the same.")
    wanted = select.of_concepts(concepts, laws, project.scheme, known) if concepts else gaps
    named = {w.concept.id for w in wanted}
    alias = f"draft-{path.stem if path else concepts[0]}"
    compare = (*wanted, *(g for g in gaps if g.concept.id not in named))
    return make.Order(wanted, laws, subjects, sets, policy, alias, fill, compare)


def rendered(name: str, draft: Any) -> bytes | str:
    """The draft in one format."""
    import json

    from lexmatch.draft import make, markdown, view

    if name == "akn":
        return make.serialised(draft)
    if name == "json":
        return json.dumps(view.data(draft), ensure_ascii=False, indent=2) + "\n"
    return markdown.markdown(draft)


def write_draft(draft: Any, formats: tuple[str, ...], folder: Path) -> list[Path]:
    """Write the draft in several formats; all are made before the first is written."""
    from lexmatch.files import write

    texts = {folder / NAMES[name]: rendered(name, draft) for name in formats}
    for path, text in texts.items():
        write(path, text)
    return list(texts)


def draft_for(project: Any, path: Path, folder: Path) -> list[Path]:
    """Draft for every gap of a crosswalk and write it, Markdown first. A value that the standard does not set and a
    clause needs is taken from the corpus, which the draft says."""
    from lexmatch.draft import make

    draft = make.make(order_for(project, path=path, fill=True), stock_for(project), project)
    return write_draft(draft, ("md", "akn"), folder)


def say_outcomes(draft: Any, quiet: bool) -> None:
    """What the draft closes, closes partly and leaves open, found by reading it back."""
    from lexmatch.draft.markdown import result_words, summary

    signs = {"closes": "✓", "partly": "◐", "open": "○", "not-compared": "?"}
    for outcome in draft.outcomes:
        where = f" ({', '.join(outcome.provisions)})" if outcome.provisions else ""
        why = f": {'; '.join(outcome.reasons)}" if outcome.reasons else ""
        say(f"{signs[outcome.result]} {outcome.concept.label}{where}: {result_words(outcome)}{why}", quiet)
    if draft.undrafted:
        say(f"Not drafted, for want of a model clause: {', '.join(w.concept.id for w in draft.undrafted)}.", quiet)
    blanks = sum(len(part.blanks) for part in draft.parts)
    clauses = f"{len(draft.parts)} clause{'' if len(draft.parts) == 1 else 's'}"
    say(f"{clauses}, {blanks} blanks to fill. {summary(draft.outcomes)}", quiet)


def formats_of(listed: str) -> tuple[str, ...]:
    """The formats of a list such as "md,akn"."""
    from lexmatch.text import did_you_mean

    chosen = tuple(dict.fromkeys(f.strip() for f in listed.split(",") if f.strip()))
    for name in chosen:
        if name not in NAMES:
            near = did_you_mean(name, tuple(NAMES)) or f"There are {', '.join(NAMES)}."
            raise click.UsageError(f"'{name}' is no format of drafts. {near}")
    if not chosen:
        raise click.UsageError(f"--format names none of {', '.join(NAMES)}.")
    return chosen
