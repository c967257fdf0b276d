"""The report as CSV and JSON: one row for each concept and jurisdiction, the same words as the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from lexmatch.report.model import Cell, Line, View

HEAD = ("group", "concept", "rule", "weight", "safeguard", "jurisdiction", "verdict", "lowered from", "standard",
        "standard text", "subject", "subject text", "differences", "note", "text status", "by", "on")  # fmt: skip


def rows(view: View) -> Iterator[tuple[str, ...]]:
    """The rows of the report as words, in the order of the page."""
    for group in view.groups:
        for line in group.lines:
            answered = {cell.jurisdiction for cell in line.cells}
            for cell in line.cells:
                yield _row(group.label, line, view.jurisdictions[cell.jurisdiction].name, cell)
            for number, (verdict, symbol, word) in enumerate(line.tiles):
                if number not in answered:
                    yield _row(group.label, line, view.jurisdictions[number].name, Cell(number, verdict, symbol, word))


def _row(group: str, line: Line, jurisdiction: str, cell: Cell) -> tuple[str, ...]:
    states = dict.fromkeys(f"{t.status}{'' if t.verified else ', unverified'}" for t in (*line.texts, *cell.texts))
    return (
        group, line.concept, line.label, str(line.weight), "yes" if line.safeguard else "no", jurisdiction, cell.word,
        cell.lowered_from, "; ".join(f"{t.law} {t.citation}" for t in line.texts), " ".join(t.text for t in line.texts),
        "; ".join(f"{t.law} {t.citation}" for t in cell.texts), " ".join(t.text for t in cell.texts),
        "; ".join(d[3] for d in cell.differences), cell.note, "; ".join(states), cell.by, cell.on,
    )  # fmt: skip


def neutral(cell: str) -> str:
    """Text that a spreadsheet could take for a formula, with an apostrophe before it."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def csv(view: View) -> str:
    """The rows as CSV (RFC 4180), safe to open in a spreadsheet."""
    import csv as writer
    import io

    buffer = io.StringIO()
    out = writer.writer(buffer, lineterminator="\r\n")
    out.writerow(HEAD)
    out.writerows([neutral(cell) for cell in row] for row in rows(view))
    return buffer.getvalue()


def json(view: View) -> str:
    """The view model, versioned as report/1."""
    import json as writer

    return writer.dumps({"lexmatch": "report/1", **asdict(view)}, ensure_ascii=False, indent=2) + "\n"
