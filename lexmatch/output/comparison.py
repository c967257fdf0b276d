"""A comparison of one concept as a table in the terminal, as JSON and as CSV."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Any

from lexmatch import quantity
from lexmatch.compare import Answer
from lexmatch.concepts import Concept

HEAD = ("instrument", "title", "jurisdiction", "pinpoint", "force", "values", "text", "text status", "verified", "note")


def status(answer: Answer) -> str:
    """What the words rest on."""
    if answer.silent or answer.aspect:
        return "silent"
    word = {"digest": "restated"}.get(answer.law.text.status, answer.law.text.status)
    return word if answer.verified else f"{word}, unverified"


def values(answer: Answer) -> str:
    """The typed values in words."""
    shown = []
    for value in answer.values:
        said = quantity.words(value.value) if value.value.startswith("P") else value.value.replace("-", " ")
        shown.append(f"{value.parameter.replace('-', ' ')} {said}")
    return "; ".join(dict.fromkeys(shown))


def as_text(concept: Concept, found: Iterable[Answer], lang: str = "en", width: int = 100) -> str:
    """The table for reading: one block an answer, value first."""
    lines = [concept.named(lang), ""]
    for answer in found:
        head = "  ".join(filter(None, (answer.law.alias, answer.citation, values(answer), answer.modality)))
        lines.append(f"{head}  [{status(answer)}]")
        lines += textwrap.wrap(answer.text, width, initial_indent="    ", subsequent_indent="    ")
        if answer.note:
            lines += textwrap.wrap(f"({answer.note})", width, initial_indent="    ", subsequent_indent="    ")
    return "\n".join(lines) + "\n"


def as_json(concept: Concept, found: Iterable[Answer]) -> dict[str, Any]:
    """The `compare/1` document."""
    return {
        "lexmatch": "compare/1", "concept": concept.id, "label": concept.label,
        "answers": [
            {"alias": a.law.alias, "title": a.law.title, "jurisdiction": a.law.jurisdiction, "eid": a.eid,
             "citation": a.citation, "modality": a.modality,
             "values": [{"parameter": v.parameter, "value": v.value, "text": v.words} for v in a.values],
             "text": a.text, "text_status": a.law.text.status, "date": a.law.date, "verified": a.verified,
             "silent": a.silent, "aspect": a.aspect, "note": a.note, "link": a.law.link}
            for a in found
        ],
    }  # fmt: skip


def as_csv(found: Iterable[Answer]) -> str:
    """The table as CSV (RFC 4180)."""
    import csv
    import io

    buffer = io.StringIO()
    out = csv.writer(buffer)
    out.writerow(HEAD)
    for a in found:
        row = (a.law.alias, a.law.title, a.law.jurisdiction, a.citation, a.modality, values(a), a.text, status(a),
               "yes" if a.verified else "no", a.note)  # fmt: skip
        out.writerow([f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell for cell in row])
    return buffer.getvalue()
