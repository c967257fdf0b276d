"""Crosswalks → YAML in canonical form."""

from __future__ import annotations

from lexmatch import located
from lexmatch.crosswalk.model import SCHEMA_URL, VERSION, Crosswalk, Entry


def dump(crosswalk: Crosswalk) -> str:
    """A crosswalk in canonical form."""
    lines = [
        f"# yaml-language-server: $schema={SCHEMA_URL}",
        f"lexmatch: {VERSION}",
        f"title: {located.scalar(crosswalk.title)}",
        f"standard: {_one_or_more(crosswalk.standard)}",
        f"subject: {located.flow(crosswalk.subject)}",
        f"scope: {located.flow(crosswalk.scope)}",
    ]
    if crosswalk.defaults:
        pairs = ", ".join(f"{k}: {located.scalar(v)}" for k, v in crosswalk.defaults.items())
        lines.append(f"defaults: {{{pairs}}}")
    lines.append("entries:" if crosswalk.entries else "entries: []")
    return "\n".join(lines) + "\n" + "".join(dump_entry(e, crosswalk) for e in crosswalk.entries)


def dump_entry(entry: Entry, crosswalk: Crosswalk) -> str:
    """One entry in canonical form; what the file's defaults say already is left out."""
    fields: list[tuple[str, str]] = [("concept", entry.concept)]
    for key, refs, aliases in (("standard", entry.standard, crosswalk.standard),
                               ("subject", entry.subject, crosswalk.subject)):  # fmt: skip
        if refs:
            short = len(aliases) == 1
            fields.append((key, located.flow([r.eid if short and r.alias == aliases[0] else str(r) for r in refs])))
    fields += [("relation", entry.relation), ("absence", entry.absence)]
    fields.append(("status", entry.status))
    if entry.confidence is not None:
        fields.append(("confidence", f"{entry.confidence:.2f}"))
    if entry.basis:
        fields.append(("basis", located.flow(entry.basis)))
    if entry.note:
        fields.append(("note", located.folded(entry.note, 6)))
    if entry.conflict:
        fields.append(("conflict", "true"))
    for key, value in (("by", entry.by), ("on", entry.on), ("rationale", entry.rationale)):
        if value and value != crosswalk.defaults.get(key):
            fields.append((key, located.scalar(value)))
    if any(entry.stamps):
        pairs = ", ".join(f"{k}: {located.scalar(v)}" for k, v in zip(("standard", "subject"), entry.stamps, strict=True)
                          if v)  # fmt: skip
        fields.append(("stamps", f"{{{pairs}}}"))
    if entry.waive:
        pairs = ", ".join(f"{k}: {located.scalar(v)}" for k, v in entry.waive)
        fields.append(("waive", f"{{{pairs}}}"))
    kept = [(k, v) for k, v in fields if v]
    return "".join(f"{'  - ' if i == 0 else '    '}{k}: {v}\n" for i, (k, v) in enumerate(kept))


def _one_or_more(words: tuple[str, ...]) -> str:
    return located.scalar(words[0]) if len(words) == 1 else located.flow(words)
