"""What several commands need before they can judge a crosswalk: the file, the laws it names, and the assessment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lexmatch import crosswalk as crosswalks
from lexmatch.files import read_text
from lexmatch.findings import Unreadable
from lexmatch.gaps import Assessment, assess
from lexmatch.instrument import Instrument


def read_crosswalk(project: Any, path: Path) -> crosswalks.Crosswalk:
    """The crosswalk in a file. Raises Unreadable at its first error; `lexmatch check` lists all of them."""
    path = project.locate(path)
    found, findings = crosswalks.read(read_text(path), project.shown(path))
    errors = [f for f in findings if f.severity == "error"]
    if errors or found is None:
        first = errors[0]
        raise Unreadable(first.message, first.hint or "`lexmatch check` lists everything that is wrong.", first.place)
    return found


def laws_of(project: Any, crosswalk: crosswalks.Crosswalk, at: str = "") -> dict[str, Instrument]:
    """The instruments that a crosswalk compares, by alias."""
    return {alias: project.instrument(alias, at) for alias in (*crosswalk.standard, *crosswalk.subject)}


def assessed(project: Any, path: Path, at: str = "") -> Assessment:
    """The assessment of a crosswalk file. An entry that refers to nothing stops it: a report would hide the entry."""
    found = read_crosswalk(project, path)
    laws = laws_of(project, found, at)
    for entry in found.entries:
        if not project.scheme.get(entry.concept):
            raise Unreadable(f"there is no concept '{entry.concept}'", "`lexmatch check` lists everything.",
                             entry.at("concept"))  # fmt: skip
        for key in ("standard", "subject"):
            for reference in getattr(entry, key):
                if reference.alias not in laws or not laws[reference.alias].find(reference.eid):
                    raise Unreadable(f"there is no provision {reference.eid} in {reference.alias}",
                                     "`lexmatch check` lists everything.", entry.at(key))  # fmt: skip
    return assess(found, laws, project.scheme)


def whole_corpus(project: Any) -> list[Instrument]:
    """Every instrument of the corpus, in alphabetical order."""
    return [project.instrument(alias) for alias in project.aliases()]
