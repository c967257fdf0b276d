"""A draft as Markdown: the text first, then the notes for each section, then what the draft does and does not do."""

from __future__ import annotations

from lexmatch import quantity
from lexmatch.draft.choose import named
from lexmatch.draft.make import NOTICE, Draft, Outcome, Part
from lexmatch.instrument import Provision

RESULTS = {
    "closes": "closes the gap",
    "partly": "closes it partly",
    "open": "stays open",
    "not-compared": "not compared",
}


_HOW = (
    "Found by reading the draft back as an instrument and comparing it with the standard: whether it deals with the concept, "
    "how strongly it binds, and its typed values. Whether the words say enough is for a lawyer to judge."
)


def markdown(draft: Draft) -> str:
    """The whole draft; the same on every run."""
    out = [f"# {draft.title}", "", f"*{NOTICE}*", "", *_head(draft), "## Text", ""]
    for part in draft.parts:
        for eid in part.eids:
            section = draft.law.find(eid)
            if section:
                out += _section(section)
    out += ["## Drafting notes", "", "Square brackets mark what the adopting State must supply or choose.", ""]
    for part in draft.parts:
        out += _notes(part, draft)
    out += _undrafted(draft)
    out += _outcomes(draft)
    return "\n".join(out).rstrip() + "\n"


def _head(draft: Draft) -> list[str]:
    lines = []
    if draft.subjects:
        lines.append(f"- For: {'; '.join(named(s) for s in draft.subjects)}")
    if draft.standards:
        lines.append(f"- Drafted against: {'; '.join(named(s) for s in draft.standards)}")
    blanks = sum(len(p.blanks) for p in draft.parts)
    lines.append(f"- Clauses: {len(draft.parts)}; blanks to be filled: {blanks}")
    unreviewed = [p.wanted.concept.label for p in draft.parts if not p.wanted.reviewed]
    if unreviewed:
        lines.append(f"- Resting on proposals that no person has reviewed yet: {', '.join(unreviewed)}")
    return [*lines, ""]


def _section(section: Provision) -> list[str]:
    out = [f"### {section.num} {section.heading}".rstrip(), ""]
    if section.text:
        out += [section.text, ""]
    for child in section.children:
        out += _unit(child, 0)
    if section.tail:
        out += [section.tail, ""]
    return out


def _unit(unit: Provision, level: int) -> list[str]:
    """Subsections as paragraphs, everything below as nested lists."""
    if not level:
        out = [f"{unit.num} {unit.text}".strip(), ""]
        below = [line for child in unit.children for line in _unit(child, 1)]
        out += [*below, ""] if below else []
        return [*out, unit.tail, ""] if unit.tail else out
    pad = "  " * (level - 1)
    out = [f"{pad}- {unit.num} {unit.text}".rstrip()]
    out += [line for child in unit.children for line in _unit(child, level + 1)]
    return [*out, f"{pad}  {unit.tail}"] if unit.tail else out


def _notes(part: Part, draft: Draft) -> list[str]:
    where = " and ".join(draft.law.cite(eid) for eid in part.eids)
    out = [f"### {where[:1].upper()}{where[1:]}: {part.clause.title} (`{part.clause.concept}`)", ""]
    if part.wanted.verdict:
        proposed = "" if part.wanted.reviewed else ", proposed and not yet reviewed"
        reasons = f": {'; '.join(part.wanted.reasons)}" if part.wanted.reasons else ""
        out += [
            f"**Why it is here.** The crosswalk says *{part.wanted.verdict}*{proposed}{reasons}".rstrip(".") + ".",
            "",
        ]
    out += [*part_notes(part), ""] if part.clause.notes else []
    for taken in part.choices.options:
        why = {"set": "as chosen", "standard": f"as in {taken.source}", "default": "the template's default"}[
            taken.reason
        ]
        out.append(f"- **{taken.option.label}**: `{taken.option.name}={taken.value}`, {why}.")
        for value in taken.option.values:
            note = taken.option.notes.get(value, "")
            mark = "taken" if value == taken.value else "alternative"
            out.append(f"  - `{value}` ({mark}){f': {note}' if note else ''}")
    for filled in part.choices.parameters:
        if filled.value:
            shown = quantity.words(filled.value) if filled.parameter.unit == "duration" else filled.value
            out.append(f"- **{_capital(filled.parameter.label)}**: {shown}: {filled.source}.")
        else:
            out.append(
                f"- **{_capital(filled.parameter.label)}**: open; supply it with `--set {filled.parameter.name}=…`."
            )
    if part.blanks:
        out.append(f"- **To be supplied**: {', '.join(part.blanks)}.")
    if part.clause.sources:
        out.append(f"- **Drawn on**: {'; '.join(draft.citations.get(s, s) for s in part.clause.sources)}.")
    return [*out, ""]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def part_notes(part: Part) -> list[str]:
    """The notes of a clause, a paragraph each."""
    out: list[str] = []
    for note in part.clause.notes:
        out += ["", note] if out else [note]
    return out


def _undrafted(draft: Draft) -> list[str]:
    if not draft.undrafted:
        return []
    out = ["## Not drafted", "", "There is no model clause yet on these; they need a drafter's own text.", ""]
    for wanted in draft.undrafted:
        out.append(f"- {wanted.concept.label} (`{wanted.concept.id}`){f': {wanted.verdict}' if wanted.verdict else ''}")
    return [*out, ""]


def _outcomes(draft: Draft) -> list[str]:
    title = (
        "Which gaps this draft closes" if any(o.gap for o in draft.outcomes) else "How the draft answers the standard"
    )
    out = [
        f"## {title}",
        "",
        _HOW,
        "",
    ]
    out += ["| Concept | Draft | Result | Why |", "|---|---|---|---|"]
    for outcome in draft.outcomes:
        where = ", ".join(outcome.provisions) or "–"
        said = "; ".join((*outcome.reasons, *outcome.remarks)) or "–"
        out.append(f"| {outcome.concept.label} | {where} | {result_words(outcome)} | {_cell(said)} |")
    return [*out, "", summary(draft.outcomes), ""]


def result_words(outcome: Outcome) -> str:
    """The result in words: of a gap that it is closed, of anything else that the standard is answered."""
    if not outcome.gap and outcome.result in ("closes", "partly"):
        return "answers the standard" if outcome.result == "closes" else "answers it partly"
    return RESULTS[outcome.result]


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def summary(outcomes: tuple[Outcome, ...]) -> str:
    """One sentence: how many concepts the draft answers, answers partly, and leaves open."""
    counts = {result: sum(1 for o in outcomes if o.result == result) for result in RESULTS}
    total = sum(counts.values())
    said = [f"{counts['closes']} of {total} closed"]
    said += [f"{counts['partly']} partly"] if counts["partly"] else []
    said += [f"{counts['open']} left open"] if counts["open"] else []
    said += [f"{counts['not-compared']} not compared"] if counts["not-compared"] else []
    return f"{'; '.join(said)}."
