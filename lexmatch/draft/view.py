"""A draft as data for programs: `lexmatch draft --format json`."""

from __future__ import annotations

from typing import Any

from lexmatch.draft.make import NOTICE, Draft, Outcome, Part

VERSION = "draft/1"


def data(draft: Draft) -> dict[str, Any]:
    """The draft with its text, choices, blanks, sources and what it closes."""
    return {
        "lexmatch": VERSION,
        "title": draft.title,
        "alias": draft.alias,
        "notice": NOTICE,
        "standards": [s.alias for s in draft.standards],
        "subjects": [s.alias for s in draft.subjects],
        "clauses": [_part(part, draft) for part in draft.parts],
        "undrafted": [{"concept": w.concept.id, "verdict": w.verdict} for w in draft.undrafted],
        "outcomes": [_outcome(o) for o in draft.outcomes],
    }


def _part(part: Part, draft: Draft) -> dict[str, Any]:
    return {
        "concept": part.clause.concept,
        "title": part.clause.title,
        "verdict": part.wanted.verdict,
        "reviewed": part.wanted.reviewed,
        "reasons": list(part.wanted.reasons),
        "sections": [
            {"eid": eid, "num": draft.law.index[eid].num, "heading": draft.law.index[eid].heading,
             "text": draft.law.index[eid].full_text}
            for eid in part.eids
        ],
        "options": [
            {"name": t.option.name, "label": t.option.label, "taken": t.value, "reason": t.reason, "source": t.source,
             "values": {v: t.option.notes.get(v, "") for v in t.option.values}}
            for t in part.choices.options
        ],
        "parameters": [
            {"name": f.parameter.name, "label": f.parameter.label, "value": f.value, "source": f.source}
            for f in part.choices.parameters
        ],
        "blanks": list(part.blanks),
        "notes": list(part.clause.notes),
        "sources": [{"ref": s, "citation": draft.citations.get(s, s)} for s in part.clause.sources],
    }  # fmt: skip


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "concept": outcome.concept.id,
        "gap": outcome.gap,
        "result": outcome.result,
        "provisions": list(outcome.provisions),
        "reasons": list(outcome.reasons),
        "remarks": list(outcome.remarks),
    }
