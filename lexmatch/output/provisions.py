"""Provisions as people read them in a terminal, and as programs do."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Any

from lexmatch.concepts import Scheme
from lexmatch.instrument import Instrument, Provision

STATUS = {"digest": "restated, not the official text", "official": "official text", "translation": "translation",
          "draft": "draft"}  # fmt: skip


def as_json(law: Instrument, shown: Iterable[Provision]) -> dict[str, Any]:
    """The `show/1` document: the instrument and its provisions, flat, in the order of the text."""
    rows = []
    for top in shown:
        for provision in top.walk():
            rows.append({
                "eid": provision.eid,
                "num": provision.num,
                "heading": provision.heading,
                "text": " ".join(filter(None, (provision.text, provision.tail))),
                "concepts": list(provision.concepts),
                "modality": provision.modality,
                "parameters": [{"concept": v.concept, "parameter": v.parameter, "value": v.value, "text": v.words}
                               for v in provision.values],
                "text_status": law.text.status,
                "verified": provision.verified,
                "note": provision.note,
                "parent": law.parents.get(provision.eid, ""),
            })  # fmt: skip
    return {
        "lexmatch": "show/1", "alias": law.alias, "title": law.title, "date": law.date, "uri": law.uri, "link": law.link,
        "text_status": law.text.status, "coverage": law.text.coverage, "silent": list(law.silent), "provisions": rows,
    }  # fmt: skip


def as_text(law: Instrument, shown: Iterable[Provision], scheme: Scheme, lang: str = "en", width: int = 96) -> str:
    """The instrument's head and its provisions, wrapped; annotations in words below each."""
    status = STATUS.get(law.text.status, law.text.status)
    partial = ", read in part" if law.text.coverage == "partial" else ""
    lines = [
        law.title,
        "  " + " · ".join(filter(None, (law.citation, law.date and f"version of {law.date}", status + partial))),
    ]
    if law.link:
        lines.append(f"  {law.link}")
    for top in shown:
        chain = law.ancestors(top.eid)
        lines.append("")
        if chain:
            lines.append(law.legal_path(top.eid))
        lines += _provision(law, top, scheme, lang, 0, width)
    return "\n".join(lines) + "\n"


def _provision(law: Instrument, provision: Provision, scheme: Scheme, lang: str, depth: int, width: int) -> list[str]:
    pad = "  " * min(depth, 6)
    lines = []
    head = " ".join(filter(None, (provision.num, provision.heading)))
    if provision.heading or not provision.text:
        lines.append(pad + head if head else "")
    number = provision.num if not provision.heading and provision.text else ""
    if provision.text:
        first = f"{pad}{number} " if number else pad + ("  " if provision.heading else "")
        lines += textwrap.wrap(provision.text, width, initial_indent=first, subsequent_indent=pad + "    ")
    lines += [f"{pad}    {words}" for words in _annotations(provision, scheme, lang)]
    for child in provision.children:
        lines += _provision(law, child, scheme, lang, depth + 1, width)
    if provision.tail:
        lines += textwrap.wrap(provision.tail, width, initial_indent=pad + "  ", subsequent_indent=pad + "    ")
    return [line for line in lines if line]


def _annotations(provision: Provision, scheme: Scheme, lang: str) -> list[str]:
    found = []
    names = [(scheme.get(c).named(lang) if scheme.get(c) else c) for c in provision.concepts]  # type: ignore[union-attr]
    if names:
        force = f" [{provision.modality}]" if provision.modality else ""
        found.append("→ " + "; ".join(names) + force)
    if provision.values:
        found.append("= " + ", ".join(f"{v.key}: {v.value}" + (f" ({v.words})" if v.words else "")
                                      for v in provision.values))  # fmt: skip
    if not provision.verified:
        found.append("! unverified")
    if provision.note:
        found.append(f"* {provision.note}")
    if provision.state:
        found.append(f"* {provision.state}")
    return found
