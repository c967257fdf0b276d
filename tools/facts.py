"""Check a sheet of facts against the corpus: every verified statement of law must be findable where it says.

    python tools/facts.py FACTS_DIR [--corpus corpus] [--words 0.4] [--only ALIAS]

FACTS_DIR holds `extradition/*.yaml` and `evidence/*.yaml`: facts with a topic, a pinpoint, one sentence, a value and a
modality. For each fact the instrument must exist, a provision must stand at the pinpoint (or below it, or the nearest
unit above), it must carry a concept that fits the topic, the numbers of the fact, and enough of its words. A silence
must be declared, or the concept not be used. Periods of time whose words and normalised value differ are reported
too, whoever wrote them. Prints one line for each failure; exit 1 if there are any.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from lxml import etree

sys.path.insert(0, str(Path(__file__).resolve().parent))
from pinpoints import Place, canonical, durations, iso, place

LM = "{https://lexmatch.org/ns/1.0}"
HIERARCHY = {
    "article", "section", "paragraph", "subsection", "subparagraph", "point", "clause", "subclause", "rule", "part",
    "chapter", "hcontainer", "list", "item", "attachment", "component", "doc", "body",
}  # fmt: skip
STOP = {
    "a", "an", "and", "any", "are", "as", "at", "be", "been", "by", "do", "does", "for", "from", "has", "have", "he",
    "her", "him", "his", "if", "in", "into", "is", "it", "its", "may", "more", "must", "no", "nor", "not", "of", "on",
    "one", "only", "or", "other", "out", "shall", "she", "so", "such", "than", "that", "the", "their", "them", "then",
    "there", "these", "they", "this", "those", "to", "under", "up", "was", "were", "when", "where", "whether", "which",
    "who", "will", "with", "without", "would", "given", "made", "also", "each", "both", "same",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of a sheet."""

    id: str
    alias: str
    family: str
    topic: str
    pinpoint: str
    text: str
    value: str
    unit: str
    modality: str

    @property
    def silent(self) -> bool:
        return self.modality == "silent"

    @property
    def place(self) -> Place:
        return place(self.pinpoint, dotted_paragraphs=self.alias == "mercosur-jit-2010")

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods that the value states, as ISO 8601 durations."""
        if self.unit and re.fullmatch(r"\d+", self.value):
            return (iso(int(self.value), self.unit),)
        return tuple(duration for _, duration in durations(self.value))


@dataclass(slots=True)
class Rule:
    """An element of an instrument that has words or concepts, with its eId (that of the nearest unit around it)."""

    eid: str
    concepts: tuple[str, ...]
    text: str
    periods: tuple[str, ...]


@dataclass(slots=True)
class Instrument:
    """An instrument of the corpus, as far as this check needs it."""

    alias: str
    eids: set[str] = field(default_factory=set)
    rules: list[Rule] = field(default_factory=list)
    silent: set[str] = field(default_factory=set)
    misread: list[tuple[str, str, str]] = field(default_factory=list)  # eId, words and value of a quantity that differ

    @property
    def concepts(self) -> set[str]:
        return {c for rule in self.rules for c in rule.concepts}


@cache
def tables() -> dict[str, Any]:
    """The tables beside this file: aliases of fact files, topics to concepts."""
    with Path(__file__).with_name("facts_tables.yaml").open(encoding="utf-8") as file:
        loaded: dict[str, Any] = yaml.safe_load(file)
    return loaded


def read_facts(folder: Path) -> Iterator[Fact]:
    """All facts under a folder, file by file."""
    aliases: Mapping[str, str] = tables()["instruments"]
    for path in sorted(folder.glob("*/*.yaml")):
        family = path.parent.name
        if family not in ("extradition", "evidence"):
            continue
        with path.open(encoding="utf-8") as file:
            sheet = yaml.safe_load(file)
        for row in sheet["facts"]:
            value = "" if row["value"] in (None, "-") else str(row["value"])
            unit = row.get("unit_note") or ("" if row["unit"] == "none" else row["unit"])
            yield Fact(row["id"], aliases.get(path.stem, path.stem), family, row["topic"], str(row["pinpoint"]).strip(),
                       row["fact"].strip(), value, unit, row["modality"])  # fmt: skip


def _entry(fact: Fact) -> dict[str, Any]:
    entry = tables()[fact.family][fact.topic]
    return {"is": entry} if isinstance(entry, list) else entry


def concepts_of(fact: Fact) -> tuple[str, ...]:
    """The concepts that a fact states, by its topic and its words."""
    entry = _entry(fact)
    subject = f"{fact.alias} :: {fact.text} [{fact.value}]"
    for pattern, concepts in entry.get("when", ()):
        if re.search(pattern, subject, re.IGNORECASE):
            return tuple(concepts)
    return tuple(entry["is"])


def acceptable(fact: Fact) -> set[str]:
    """All concepts under which the rule that a fact states may stand."""
    entry = _entry(fact)
    exceptions = (c for _, concepts in entry.get("when", ()) for c in concepts)
    return {*entry["is"], *exceptions, *entry.get("also", ())}


def read_instrument(path: Path) -> Instrument:
    """Read one Akoma Ntoso file."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.parse(path, parser).getroot()
    found = Instrument(path.stem.split("@")[0])
    for silent in root.iter(f"{LM}silent"):
        found.silent.update((silent.get("concepts") or "").replace("#", "").split())
    stack: list[tuple[Any, str]] = [(root, "")]
    while stack:
        element, eid = stack.pop()
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname
        if name == "meta":
            continue
        own = element.get("eId")
        if own and name in HIERARCHY:
            eid = own
            found.eids.add(own)
        if name == "quantity":
            said = " ".join("".join(element.itertext()).split())
            value = element.get("normalized") or ""
            read = {canonical(duration) for _, duration in durations(said)}
            if value.startswith("P") and canonical(value) not in read:
                found.misread.append((eid, said, value))
        refers = (element.get("refersTo") or "").replace("#", "").split()
        if name != "quantity" and (refers or name == "p"):
            text = " ".join("".join(element.itertext()).split())
            periods = [q.get("normalized", "") for q in element.iter("{*}quantity")]
            found.rules.append(Rule(eid, tuple(refers), text, tuple(periods)))
        stack.extend((child, eid) for child in element)
    return found


def words(text: str) -> set[str]:
    """The content words of a text, cut to their stems roughly."""
    found = re.findall(r"[a-z]+|\d+", text.casefold().replace("’", "'"))
    return {re.sub(r"(ies|ing|ed|es|s|al|ly)$", "", w) for w in found if w not in STOP and len(w) > 1}


def overlap(fact: str, text: str) -> float:
    """The share of a fact's content words that occur in a text."""
    wanted = words(fact)
    return len(wanted & words(text)) / len(wanted) if wanted else 1.0


def around(instrument: Instrument, at: str) -> list[Rule]:
    """The rules at an eId, below it and above it."""
    if not at:
        return instrument.rules
    above = {at.rsplit("__", n)[0] for n in range(1, at.count("__") + 1)}
    return [r for r in instrument.rules if r.eid == at or r.eid.startswith(at + "__") or r.eid in above]


def nearest(instrument: Instrument, at: str) -> str:
    """The eId itself, or a unit above it that exists; "" if not even the article or section does."""
    while at and at not in instrument.eids and not any(e.startswith(at + "__") for e in instrument.eids):
        at = at.rpartition("__")[0]
    return at


def check(fact: Fact, instrument: Instrument | None, threshold: float, regulated: Set[str] = frozenset()) -> str:
    """What is wrong with the corpus's account of a fact, or "". `regulated` are the concepts on which other facts say
    that the instrument has a rule: a silence there is about one aspect and cannot be declared for the concept."""
    if instrument is None:
        return "no such instrument"
    if fact.silent:
        wrong = (set(concepts_of(fact)) & instrument.concepts) - instrument.silent - regulated
        return f"silence: {' '.join(sorted(wrong))} is regulated" if wrong else ""
    where = fact.place
    places = [nearest(instrument, at) for at in (where.at, *where.also) if at]
    if where.at and not any(places):
        return f"no provision {where.at}"
    rules = [r for at in (places or [""]) for r in around(instrument, at) if at or not where.at]
    fitting = acceptable(fact)
    carried = {c for r in rules for c in r.concepts}
    if not carried & fitting:
        return f"concept: has {' '.join(sorted(carried)) or 'none'}, wants one of {' '.join(sorted(fitting))}"
    here = [r for r in rules if not r.concepts or set(r.concepts) & fitting] or rules
    text = " ".join(r.text for r in here)
    stated = {canonical(p) for r in rules for p in (*r.periods, *(d for _, d in durations(r.text)))}
    missing = [p for p in fact.periods if canonical(p) not in stated]
    if missing:
        return f"number: {' '.join(missing)} not in {where.at or 'the instrument'}"
    share = overlap(fact.text, text)
    return "" if share >= threshold else f"words: overlap {share:.2f} below {threshold:.2f}"


def main(argv: list[str] | None = None) -> int:
    """Print every fact that the corpus lacks."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("facts", type=Path, help="folder with extradition/ and evidence/")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--words", type=float, default=0.4, help="least share of a fact's content words (default 0.4)")
    parser.add_argument("--only", action="append", default=[], metavar="ALIAS", help="check these instruments only")
    options = parser.parse_args(argv)
    files = sorted((*options.corpus.glob("treaties/*.xml"), *options.corpus.glob("statutes/*.xml")))
    corpus = {path.stem.split("@")[0]: read_instrument(path) for path in files}
    facts = [f for f in read_facts(options.facts) if not options.only or f.alias in options.only]
    if not facts:
        print(f"no facts under {options.facts}", file=sys.stderr)
        return 2
    failures: Counter[str] = Counter()
    regulated: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if not fact.silent:
            regulated[fact.alias] |= acceptable(fact)
    for fact in facts:
        problem = check(fact, corpus.get(fact.alias), options.words, regulated[fact.alias])
        if problem:
            failures[problem.partition(":")[0].partition(" sec_")[0].partition(" art_")[0]] += 1
            print(f"{fact.alias}\t{fact.id}\t{fact.pinpoint}\t{problem}")
    for alias in sorted({f.alias for f in facts} & corpus.keys()):
        for eid, said, value in corpus[alias].misread:
            failures["misread"] += 1
            print(f'{alias}\t-\t{eid}\tmisread: "{said}" is marked as {value}')
    kinds = ", ".join(f"{count} {kind}" for kind, count in failures.most_common())
    print(f"{len(facts)} facts, {failures.total()} failures{': ' + kinds if kinds else ''}", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
