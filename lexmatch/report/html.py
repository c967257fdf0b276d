"""The report as one HTML file: no network, no scripts needed, prints."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path

from lexmatch.files import read_text
from lexmatch.report import chart
from lexmatch.report.model import CAUTION, FORMULA, MEANINGS, SYMBOLS, WORDS, Line, View

TEMPLATE, STYLE = "report.html.j2", "report.css"
SIMILAR = 0.6  # below this share of common words, marking differences would underline everything


def render(view: View, templates: Mapping[str, Path]) -> str:
    """The report. `templates` are the report templates in force by file name."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda name: read_text(templates[name]) if name in templates else None),
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["safe_id"] = lambda text: re.sub(r"[^\w-]+", "-", text)
    environment.filters["chart"] = chart.svg
    environment.globals["marked"] = marked
    return environment.get_template(TEMPLATE).render(
        view=view, style=read_text(templates[STYLE]), symbols=SYMBOLS, words=WORDS, meanings=MEANINGS,
        caution=CAUTION, formula=FORMULA, used={v for j in view.jurisdictions for v, _ in j.counts},
        why={line.concept: why(line) for group in view.groups for line in group.lines},
        sources=tuple(dict.fromkeys((*view.standards, *(law for j in view.jurisdictions for law in j.laws)))),
    )  # fmt: skip


def why(line: Line) -> str:
    """What differs, for the matrix of a single jurisdiction: the shortfall, else the first sentence of the note."""
    for cell in line.cells:
        words = [w for _, _, _, w, short in cell.differences if short] or [w for _, _, _, w, _ in cell.differences]
        text = "; ".join(words) or cell.note.split(". ")[0].rstrip(".")
        if text and cell.verdict not in ("aligned", "not-applicable"):
            return text[:1].upper() + text[1:] + "."
    return ""


def marked(text: str, against: str) -> str:
    """`text` with the words that `against` does not have underlined and those it lacks struck, as safe HTML; unmarked
    where the two are too different for that to help."""
    mine, theirs = text.split(), against.split()
    matcher = difflib.SequenceMatcher(
        None, [w.casefold() for w in theirs], [w.casefold() for w in mine], autojunk=False
    )
    if not mine or not theirs or matcher.ratio() < SIMILAR:
        return escape(text)
    parts = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag in ("delete", "replace"):
            parts.append(f"<del>{escape(' '.join(theirs[a:b]))}</del>")
        if tag in ("insert", "replace"):
            parts.append(f"<ins>{escape(' '.join(mine[c:d]))}</ins>")
        if tag == "equal":
            parts.append(escape(" ".join(mine[c:d])))
    return " ".join(parts)
