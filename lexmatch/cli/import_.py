"""`lexmatch import`: an official file, whatever its format, as annotated Akoma Ntoso."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lexmatch.cli import common, dump_json, open_project, say

if TYPE_CHECKING:
    from lexmatch.instrument import Instrument
    from lexmatch.project import Project
    from lexmatch.readers import Imported
    from lexmatch.readers.carry import Unplaced


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--as", "alias", default="", metavar="ALIAS", help="The name of the instrument (default: of its title).")
@click.option("--from", "from_", default="", metavar="FORMAT", help="The format (default: detected).")
@click.option("--into", type=click.Path(path_type=Path), metavar="DIR", help="Where to write (default: the corpus).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@common
@click.pass_context
def command(context: click.Context, files: tuple[str, ...], alias: str, from_: str, into: Path | None, form: str,
            root: Path | None, lang: str, quiet: bool, verbose: bool) -> None:  # fmt: skip
    """Turn official files into Akoma Ntoso and put them into the corpus, words and numbers as they are.

    Where the corpus has a digest of the alias, its annotations are carried over by eId; the digest stays. --lang
    chooses the language of a file that holds several.

    \b
    Example:
      lexmatch import ca-extraditionact-en.xml --as ca-extradition-1999
      lexmatch import *.xml --into corpus/statutes --format json
    """
    from lexmatch.findings import Unreadable

    if alias and len(files) > 1:
        raise click.UsageError("--as names one instrument; there are several files. Import them one by one.", context)
    chosen = context.get_parameter_source("lang") is not click.core.ParameterSource.DEFAULT
    project = open_project(root)
    rows: list[dict[str, Any]] = []
    failed = 0
    written: set[Path] = set()
    for file in files:
        try:
            row = bring(project, Path(file), alias, from_, into, lang if chosen else "", written)
        except Unreadable as error:
            if len(files) == 1:
                raise
            failed += 1
            say(f"{file}: error: {error.message}")
            say(f"  {error.hint}" if error.hint else "", quiet or not error.hint)
            continue
        rows.append(row)
        if form == "text":
            click.echo(as_text(row))
    if form == "json":
        dump_json({"lexmatch": "import/1", "files": rows})
    if failed:
        say(f"{failed} of {len(files)} files could not be read.")
        context.exit(2)


def bring(project: Project, file: Path, alias: str, from_: str, into: Path | None, language: str,
          written: set[Path]) -> dict[str, Any]:  # fmt: skip
    """Read one file, write it, and say what was done. Raises Unreadable with nothing written."""
    from lexmatch.readers import import_file

    imported = import_file(file, alias, from_, language, over=lambda name: digest(project, name))
    return place(project, imported, into, written)


def place(project: Project, imported: Imported, into: Path | None, written: set[Path]) -> dict[str, Any]:
    """Write what was imported to its place in the corpus, and say what was done."""
    from lexmatch.files import write
    from lexmatch.findings import Unreadable
    from lexmatch.readers.xml import serialise

    path = target(project, imported, into)
    if path in written:
        raise Unreadable(f"{project.shown(path)} was written from another of these files",
                         "Give each file its own name with --as.")  # fmt: skip
    refuse(project, path, imported)
    write(path, serialise(imported.root))
    written.add(path)
    carried = imported.carried
    return {
        "source": project.shown(Path(imported.source.path)),
        "format": imported.format,
        "alias": imported.alias,
        "path": project.shown(path),
        "language": imported.document.meta.language,
        "date": imported.document.meta.date,
        "provisions": imported.provisions,
        "text_kept": round(imported.text_kept, 6),
        "text_added": round(imported.text_added, 6),
        "annotations": {
            "moved": carried.moved,
            "not_placed": [_left(u) for u in carried.unplaced],
            "force_open": [_left(u) for u in carried.open],
        },
        "findings": [{"rule": f.rule, "severity": f.severity, "line": f.place.line, "message": f.message,
                      "hint": f.hint} for f in imported.findings],
    }  # fmt: skip


def _left(one: Unplaced) -> dict[str, Any]:
    return {"eid": one.eid, "nearest": one.nearest, "concepts": list(one.concepts), "reason": one.reason}


def digest(project: Project, alias: str) -> Instrument | None:
    """The digest of an alias, where the corpus has one."""
    from lexmatch.findings import Unreadable

    if project.alias(alias) not in project.files():
        return None
    try:
        return project.instrument(alias, text="digest")
    except Unreadable:
        return None


def target(project: Project, imported: Imported, into: Path | None) -> Path:
    """Where an imported text goes: beside a digest under its date, else under its alias alone."""
    meta = imported.document.meta
    treaty = (meta.kind not in ("statute", "act") and len(meta.jurisdiction) != 2) or meta.jurisdiction in ("eu", "un")
    folder = into or (project.root or Path.cwd()) / "corpus" / ("treaties" if treaty else "statutes")
    beside = digest(project, imported.alias)
    if beside is None or meta.status == "digest":
        return folder / f"{imported.alias}.xml"
    if into is None:
        folder = folder.parent / Path(beside.path).parent.name
    return folder / f"{imported.alias}@{meta.date or meta.adopted or 'undated'}.xml"


def refuse(project: Project, path: Path, imported: Imported) -> None:
    """Only a text that an import wrote, in the same language, is written over."""
    from lexmatch.findings import Place, Unreadable
    from lexmatch.readers import akn

    if not path.exists():
        return
    shown = project.shown(path)
    hint = "Choose another name with --as, or another folder with --into."
    try:
        there = akn.read_file(path)
    except Unreadable:
        raise Unreadable(f"{shown} exists and is not a text that lexmatch imported", hint, Place(shown)) from None
    if there.text.status != imported.document.meta.status or not there.text.sha256:
        raise Unreadable(f"{shown} exists and was not written by an import (its text is a {there.text.status})", hint,
                         Place(shown))  # fmt: skip
    if there.language != imported.document.meta.language:
        raise Unreadable(f"{shown} holds the text in another language ({there.language})", hint, Place(shown))


def as_text(row: dict[str, Any]) -> str:
    """A row for a person."""
    lines = [
        f"{row['source']} → {row['path']}",
        f"  {row['format']}, {row['alias']}, {row['provisions']} provisions, "
        f"{row['text_kept']:.2%} of the words kept, {row['text_added']:.2%} added",
    ]
    moved, missing, open_ = (row["annotations"][k] for k in ("moved", "not_placed", "force_open"))
    if moved or missing:
        lines.append(f"  {moved} annotated rules of the digest carried over, {len(missing)} not placed")
    for one in missing:
        near = f" (nearest: {one['nearest']})" if one["nearest"] else ""
        lines.append(f"    {one['eid']}: {' '.join(one['concepts'])}{near}")
    if open_:
        where = ", ".join(dict.fromkeys(one["eid"] for one in open_))
        lines.append(f"  force left open where rules of different force share a provision: {where}")
    if missing or open_:
        lines.append(f"  `lexmatch annotate {row['alias']}` proposes what is missing.")
    for f in row["findings"]:
        lines.append(f"  {f['severity']}: {f['message']}")
        if f["hint"]:
            lines.append(f"    {f['hint']}")
    return "\n".join(lines)
