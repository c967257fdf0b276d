"""The concept scheme as SKOS: every concept with its labels, in a tree with top concepts, by SKOS's own conditions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lexmatch.exports import scheme
from lexmatch.project import load

PROJECT = load(None)[0]


def test_the_scheme_is_valid_skos() -> None:
    """SKOS Reference, integrity conditions S13 (labels disjoint) and S14 (one preferred label a language)."""
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    skos = rdflib.Namespace("http://www.w3.org/2004/02/skos/core#")
    graph = rdflib.Graph().parse(data=scheme.write(PROJECT.scheme), format="turtle")
    concepts = set(graph.subjects(rdflib.RDF.type, skos.Concept))
    assert len(concepts) == len(PROJECT.scheme.concepts) + len(PROJECT.scheme.groups)
    tops = set(graph.objects(None, skos.hasTopConcept))
    for concept in concepts:
        preferred = list(graph.objects(concept, skos.prefLabel))
        assert len({label.language for label in preferred}) == len(preferred)
        assert not set(preferred) & set(graph.objects(concept, skos.altLabel))
        assert concept in tops or list(graph.objects(concept, skos.broader))
    assert {label.language for label in graph.objects(None, skos.prefLabel)} == {"en", "fr", "es", "pt", "ar"}


def test_the_command_writes_it_and_says_what_is_lost(run: Callable[..., Any]) -> None:
    done = run("export", "corpus/concepts.yaml", "--to", "skos", "-o", "out.ttl")
    assert done.code == 0, done
    assert "not carried by SKOS: cues" in done.err
    assert "skos:prefLabel" in Path("out.ttl").read_text(encoding="utf-8")
    assert run("export", "corpus/concepts.yaml", "--to", "csv").code == 2
