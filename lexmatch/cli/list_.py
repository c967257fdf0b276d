"""`lexmatch list`: what there is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from lexmatch.cli import common, dump_json, open_project

KINDS = ("instruments", "concepts", "crosswalks", "clauses", "formats", "rules")


@click.command()
@click.argument("kind", type=click.Choice(KINDS), default="instruments")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@common
def command(kind: str, form: str, root: Path | None, lang: str, quiet: bool, verbose: bool) -> None:
    """List what there is, with counts and the status of each text.

    \b
    Example:
      lexmatch list instruments
      lexmatch list rules --format json
    """
    project = open_project(root)
    columns, rows = ROWS[kind](project, lang)
    if form == "json":
        dump_json({"lexmatch": "list/1", "kind": kind, "items": [dict(zip(columns, r, strict=True)) for r in rows]})
        return
    from lexmatch.cli.table import table

    table(columns, rows)


def _instruments(project: Any, _lang: str) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    rows = []
    for alias in project.aliases():
        law = project.instrument(alias)
        annotated = sum(bool(p.concepts) for p in law.walk())
        rows.append((alias, law.title, law.jurisdiction, law.date, law.text.status, law.text.coverage, annotated))
    return ("alias", "title", "jurisdiction", "date", "text", "coverage", "rules"), rows


def _concepts(project: Any, lang: str) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    rows = [(c.id, c.named(lang), c.weight, "safeguard" if c.safeguard else "", ", ".join(p.id for p in c.parameters))
            for c in project.scheme.concepts]  # fmt: skip
    return ("concept", "label", "weight", "kind", "values"), rows


def _crosswalks(project: Any, _lang: str) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    from lexmatch.crosswalk import read
    from lexmatch.files import read_text

    rows = []
    for path in project.crosswalks():
        found, _ = read(read_text(path), project.shown(path))
        if found:
            waiting = sum(e.status == "proposed" for e in found.entries)
            rows.append((project.shown(path), found.title, ", ".join(found.standard), len(found.entries), waiting))
    return ("crosswalk", "title", "standard", "entries", "open"), rows


def _clauses(project: Any, _lang: str) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    rows = []
    for name in sorted(n for n in project.templates("clauses") if n.endswith(".j2")):
        concept = project.scheme.get(name.removesuffix(".j2"))
        rows.append((name.removesuffix(".j2"), concept.label if concept else ""))
    return ("clause", "concept"), rows


def _formats(_project: Any, _lang: str) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    from lexmatch.readers import formats

    return ("format", "title", "files"), [(f.name, f.title, " ".join(f.suffixes)) for f in formats()]


def _rules(_project: Any, _lang: str) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    from lexmatch.checks import catalogue

    return ("rule", "severity", "finds"), [(r["id"], r["severity"], r["summary"]) for r in catalogue()]


ROWS = {"instruments": _instruments, "concepts": _concepts, "crosswalks": _crosswalks, "clauses": _clauses,
        "formats": _formats, "rules": _rules}  # fmt: skip
