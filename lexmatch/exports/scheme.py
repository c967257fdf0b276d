"""The concept scheme as SKOS in Turtle (W3C Recommendation 2009): labels, definitions, broader groups, matches.

Cues and typed parameters have no place in SKOS; parameters are told in a skos:note, so that a reader knows of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from lexmatch.concepts import Concept, Group, Scheme

BASE = "https://lexmatch.org/concepts/"
LOSES = (
    "cues",
    "what the typed parameters of a concept mean and how they are compared",
    "weights, safeguards and burdens",
)


def write(scheme: Scheme) -> str:
    """The scheme as Turtle; groups are concepts too, the outermost its top concepts."""
    tops = [g.id for g in scheme.groups if not g.parent]
    lines = [
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
        "@prefix dct: <http://purl.org/dc/terms/> .",
        "",
        f'<{BASE}> a skos:ConceptScheme ;\n  dct:title "lexmatch concepts"@en'
        + "".join(f" ;\n  skos:hasTopConcept <{BASE}{top}>" for top in tops)
        + " .",
    ]
    lines += [_group(group) for group in scheme.groups]
    lines += [_concept(concept) for concept in scheme.concepts]
    return "\n\n".join(lines) + "\n"


def _group(group: Group) -> str:
    place = f"skos:broader <{BASE}{group.parent}>" if group.parent else f"skos:topConceptOf <{BASE}>"
    return _resource(group.id, [f"skos:inScheme <{BASE}>", place, *_labels("prefLabel", group.labels)])


def _concept(concept: Concept) -> str:
    said = [
        f"skos:inScheme <{BASE}>", f'skos:notation "{concept.id}"', f"skos:broader <{BASE}{concept.group}>",
        *_labels("prefLabel", concept.labels),
    ]  # fmt: skip
    for language, names in concept.alt.items():
        taken = concept.labels.get(language, "").casefold()
        said += [
            f"skos:altLabel {_literal(name, language)}" for name in dict.fromkeys(names) if name.casefold() != taken
        ]
    if concept.definition:
        said.append(f"skos:definition {_literal(concept.definition, 'en')}")
    if concept.parameters:
        told = "; ".join(f"{p.id} ({p.label})" for p in concept.parameters)
        said.append(f"skos:note {_literal(f'Typed values: {told}.', 'en')}")
    said += [f"skos:{kind} <{uri}>" for kind, uri in concept.matches]
    return _resource(concept.id, said)


def _resource(name: str, said: list[str]) -> str:
    return f"<{BASE}{name}> a skos:Concept ;\n  " + " ;\n  ".join(said) + " ."


def _labels(kind: str, labels: Mapping[str, str]) -> list[str]:
    return [f"skos:{kind} {_literal(label, language)}" for language, label in labels.items()]


def _literal(text: str, language: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"@{language}'
