"""The report as Markdown, for reading in git and for a comment on a change."""

from __future__ import annotations

from lexmatch.report.model import CAUTION, FORMULA, Cell, Line, Text, View


def render(view: View) -> str:
    """The report: summary, gaps, matrix, time limits, comparison, sources."""
    parts = [f"# {view.title}\n", f"Standard: {view.standard}.\n"]
    for jurisdiction in view.jurisdictions:
        index = "not yet decided" if jurisdiction.index is None else f"{jurisdiction.index} of 100"
        parts.append(f"**{jurisdiction.name}**: {jurisdiction.sentence} Index: {index} "
                     f"({jurisdiction.decided} of {jurisdiction.total} rules decided).\n")  # fmt: skip
    parts.append(_state(view))
    parts += _gaps(view)
    parts += _matrix(view)
    parts += _limits(view)
    parts.append("## Comparison\n")
    for group in view.groups:
        parts.append(f"### {group.label}\n")
        for line in group.lines:
            parts += _line(line, view)
    parts += _sources(view)
    return "\n".join(parts).rstrip() + "\n"


def _state(view: View) -> str:
    words = [f"{view.open} entries are open", f"{view.unexamined} rules have not been examined",
             f"{view.unverified} provisions shown are unverified",
             f"{view.restated} of {view.restated + view.official} provisions shown are restated, not official text"]  # fmt: skip
    return f"Not settled: {'; '.join(words)}.\n"


def _gaps(view: View) -> list[str]:
    if not view.top:
        return []
    lines = ["## The gaps that matter most\n"]
    for gap in view.top:
        mark = " (safeguard)" if gap.safeguard else ""
        lines.append(f"- **{gap.label}**{mark}, {gap.jurisdiction}: {gap.verdict}. {_cap(gap.reason)}.")
    return [*lines, ""]


def _matrix(view: View) -> list[str]:
    head = ["Rule", "Weight", *(j.name for j in view.jurisdictions)]
    lines = ["## Matrix\n", _row(head), _row(["---"] * len(head))]
    for group in view.groups:
        lines.append(_row([f"**{group.label}**", *[""] * (len(head) - 1)]))
        for line in group.lines:
            name = f"{line.label} (safeguard)" if line.safeguard else line.label
            lines.append(_row([name, str(line.weight), *(f"{symbol} {word}" for _, symbol, word in line.tiles)]))
    return [*lines, ""]


def _limits(view: View) -> list[str]:
    if not view.limits:
        return []
    lines = ["## Time limits\n", _row(["Limit", "Standard", "Subject", "Other instruments of the corpus"]),
             _row(["---"] * 4)]  # fmt: skip
    for limit in view.limits:
        said = ["; ".join(f"{name}: {words}" for name, words, _ in group) or "–"
                for group in (limit.standard, limit.subjects, limit.others)]  # fmt: skip
        lines.append(_row([f"{limit.label}: {limit.parameter}", *said]))
    return [*lines, ""]


def _line(line: Line, view: View) -> list[str]:
    parts = [f"#### {line.label}\n", *(_quoted(text, "Standard") for text in line.texts)]
    for cell in line.cells:
        parts += _cell(cell, view.jurisdictions[cell.jurisdiction].name)
    answered = {cell.jurisdiction for cell in line.cells}
    for number, (_, symbol, word) in enumerate(line.tiles):
        if number not in answered:
            parts.append(f"**{view.jurisdictions[number].name}: {symbol} {word}**\n")
    return parts


def _cell(cell: Cell, name: str) -> list[str]:
    lowered = f", lowered from {cell.lowered_from}" if cell.lowered_from else ""
    relation = f" – {cell.relation}" if cell.relation else ""
    parts = [f"**{name}: {cell.symbol} {cell.word}**{lowered}{relation}\n"]
    parts += [_quoted(text, name) for text in cell.texts]
    for label, _, _, words, short in cell.differences:
        parts.append(f"- {_cap(label)}: {words}{' (falls short)' if short else ''}")
    if cell.differences:
        parts.append("")
    if cell.conflict:
        parts.append("The two cannot both be obeyed.\n")
    if cell.note:
        parts.append(f"{cell.note}\n")
    if cell.confidence is not None:
        parts.append(f"Proposed with confidence {cell.confidence:.2f} ({', '.join(cell.basis)}); not yet decided.\n")
    elif cell.by:
        parts.append(f"Decided by {cell.by}{f', {cell.on}' if cell.on else ''}.\n")
    for rule, why in cell.waivers:
        parts.append(f"Waived: {rule}: {why}\n")
    return parts


def _quoted(text: Text, who: str) -> str:
    state = text.status if text.verified else f"{text.status}, *unverified*"
    note = f" ({text.note})" if text.note else ""
    link = f" [official text]({text.link.split()[0]})" if text.link.startswith("http") else ""
    return f"> {who}, {text.law}, {text.citation} [{state}]{note}: {text.text}{link}\n"


def _sources(view: View) -> list[str]:
    lines = ["## Sources and method\n"]
    for source in dict.fromkeys((*view.standards, *(law for j in view.jurisdictions for law in j.laws))):
        link = f" <{source.link.split()[0]}>" if source.link.startswith("http") else ""
        lines.append(
            f"- **{source.title}** (`{source.alias}`), {source.citation or source.date}: {source.status}.{link}"
        )
        lines += [f"  - Read: {words}" for words in source.read]
        lines += [f"  - Note: {words}" for words in source.notes]
    for label, rule, why in view.waivers:
        lines.append(f"- Waived at {label}: {rule}: {why}")
    return [*lines, "", FORMULA, "", CAUTION]


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(c.replace("|", "\\|").replace("\n", " ") for c in cells) + " |"


def _cap(words: str) -> str:
    return words[:1].upper() + words[1:]
