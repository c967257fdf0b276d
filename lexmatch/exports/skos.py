"""SKOS mapping relations in Turtle (W3C Recommendation 2009): provisions as concepts, one triple for each pair."""

from __future__ import annotations

import re

from lexmatch.crosswalk import Crosswalk, Entry
from lexmatch.exports import Names, gathered
from lexmatch.findings import Place, Unreadable
from lexmatch.ref import Ref
from lexmatch.relations import canonical

TITLE = "SKOS mapping relations (Turtle)"
SUFFIX = ".ttl"
LOSES = ("entries with an absence, `none`, and entries that nobody has accepted",
         "the difference between overlap and other relatedness",
         "concepts, notes, confidence and its basis, stamps, waivers, conflict marks, who decided and when",
         "that several provisions together answer one: each pair stands alone", "title, scope and defaults")  # fmt: skip
BASE = "https://lexmatch.org/id/"
PREDICATES = {"equal": "exactMatch", "subset": "broadMatch", "superset": "narrowMatch", "intersects": "relatedMatch"}
_TRIPLE = re.compile(r"<([^<>\s]+)#([^<>\s]+)>\s+skos:(\w+Match)\s+<([^<>\s]+)#([^<>\s]+)>\s*\.")


def write(crosswalk: Crosswalk, names: Names) -> str:
    """The accepted relations; labels where they are known."""
    lines = ["@prefix skos: <http://www.w3.org/2004/02/skos/core#> .", ""]
    used: dict[Ref, None] = {}
    triples: dict[str, None] = {}
    for entry in crosswalk.entries:
        if entry.status != "accepted" or entry.relation not in PREDICATES:
            continue
        used.update(dict.fromkeys((*entry.subject, *entry.standard)))
        for subject in entry.subject:
            for target in entry.standard:
                triples[f"{_uri(subject)} skos:{PREDICATES[entry.relation]} {_uri(target)} ."] = None
    for ref in sorted(used):
        label = names.provisions.get(str(ref), "")
        said = f' ; skos:prefLabel "{_escaped(label)}"@en' if label else ""
        lines.append(f"{_uri(ref)} a skos:Concept ; skos:inScheme <{BASE}{ref.alias}>{said} .")
    return "\n".join([*lines, "", *triples, ""])


def _uri(ref: Ref) -> str:
    return f"<{BASE}{ref.alias}#{ref.eid}>"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")


def read(data: bytes, path: str) -> Crosswalk:
    """The mapping relations of a Turtle file that writes full addresses, as accepted entries without a concept."""
    text = data.decode("utf-8-sig")
    entries = []
    for subject, eid, predicate, target, other in _TRIPLE.findall(text):
        entries.append(
            Entry(
                "",
                (Ref(_alias(target), other),),
                (Ref(_alias(subject), eid),),
                canonical(f"skos:{predicate}"),
                status="accepted",
            )
        )
    if not entries:
        raise Unreadable(
            f"{path} holds no SKOS mapping relation", "Write them as <…#a> skos:exactMatch <…#b> .", Place(path)
        )
    return gathered("", entries)


def _alias(uri: str) -> str:
    return uri.rstrip("/").rpartition("/")[2]
