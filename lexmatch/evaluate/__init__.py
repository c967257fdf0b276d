"""How good matching and annotation are on a person's own law: predictions against a gold file that she wrote.

The predictions are handed in by the desk; nothing here matches or annotates. docs/evaluation.md describes the gold formats
and what each measure means.
"""

from __future__ import annotations

from lexmatch.evaluate.annotation import AnnotationScore, ConceptScore, Judged
from lexmatch.evaluate.annotation import score as score_annotation
from lexmatch.evaluate.bootstrap import Measure
from lexmatch.evaluate.gold import Gold, Label, Link, Missing, read, resolve
from lexmatch.evaluate.matching import MatchingScore, Proposed
from lexmatch.evaluate.matching import score as score_matching

__all__ = ["AnnotationScore", "ConceptScore", "Gold", "Judged", "Label", "Link", "MatchingScore", "Measure", "Missing",
           "Proposed", "read", "resolve", "score_annotation", "score_matching"]  # fmt: skip
