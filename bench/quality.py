"""How good annotation and matching are on labelled provisions and official tables, against the goals of the project.

    python bench/quality.py [--shared DIR] [--samples N]

`--shared` is a folder with labels/dev.tsv, data/gold and the texts that they speak of (default ../shared beside the checkout);
what is not there is left out, with the reason. Annotation is measured twice: on labelled provisions, with each instrument left
out of what the model learned from and of the examples (its labels, and its digest in the corpus); and on the digests of the
corpus with their annotations taken off, with each family of instruments (one State, one organisation) left out of both.
Without scikit-learn no model can be trained; then the shipped one is measured, which has seen them, and the table says so.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from importlib.util import find_spec
from pathlib import Path

from lexmatch import evaluate, readers
from lexmatch.annotate import CARRY, annotate, learned, nearest
from lexmatch.cli.evaluating import judged, proposed
from lexmatch.concepts import Scheme
from lexmatch.evaluate import Gold, Label, Measure
from lexmatch.instrument import Instrument, Provision, instrument
from lexmatch.project import load

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))
import annotation_model  # noqa: E402  (a tool of development, beside the package)
from annotation_model import Example  # noqa: E402

RECASTS = (("Regulation 1206/2001 → 2020/1783", "eu-32001r1206-takingevidence2001-en", "eu-32020r1783-takingevidence2020-en"),
           ("Regulation 1393/2007 → 2020/1784", "eu-32007r1393-service2007-en", "eu-32020r1784-service2020-en"))  # fmt: skip
FOLDS = 10  # groups of families of digests; a model is trained for each
# What the default install should reach.
TRAINABLE = find_spec("sklearn") is not None
ANY = 0.0  # every rule of a digest has a concept: "none" is never the answer
ANNOTATION = ("top_1", "top_3", "macro_f1", "macro_f1_others", "duration_f1", "parameter_f1", "modality_accuracy")
GOALS = {"top_1": 0.80, "top_3": 0.92, "macro_f1": 0.60, "duration_f1": 0.85, "f1": 0.90, "no_equivalent_f1": 0.85}
NAMES = {"top_1": "top-1 in {primary, others}", "top_3": "top-3", "macro_f1": "macro-F1, main concept only",
         "macro_f1_others": "macro-F1, others count", "duration_f1": "durations and their concept, F1",
         "parameter_f1": "all values, F1", "modality_accuracy": "force, accuracy", "f1": "pairs, F1",
         "no_equivalent_f1": "no equivalent, F1", "hit_1": "hit@1", "map_10": "MAP@10"}  # fmt: skip


def row(task: str, name: str, measure: Measure) -> str:
    """A line of the table."""
    goal = GOALS.get(name)
    if measure.value is None:
        return f"| {task} | {NAMES[name]} | – | | |"
    verdict = "" if goal is None else ("yes" if measure.value >= goal else "no")
    shown = "" if goal is None else f"{goal:.2f}"
    return f"| {task} | {NAMES[name]} | {measure.value:.3f} [{measure.low:.3f}, {measure.high:.3f}] | {shown} | {verdict} |"


def annotation(shared: Path, samples: int) -> Iterator[str]:
    """Concepts, values and force of labelled provisions, each instrument unseen; then those of the digests."""
    project, _ = load(ROOT)
    digests = [project.instrument(a, text="digest") for a in project.aliases()]
    examples = annotation_model.of_corpus(digests) + annotation_model.of_scheme(project.scheme)
    table = shared / "labels" / "dev.tsv"
    laws = annotation_model.laws_of(shared / "data")
    if table.is_file():
        examples += annotation_model.of_labels(table, laws)
        gold = evaluate.read(table.read_text(encoding="utf-8"), str(table))
        yield from labelled(gold, laws, digests, examples, project.scheme, samples)
    else:
        yield f"annotation of labelled provisions: left out, there is no {table.name} in {table.parent.name}"
    yield from stripped(digests, examples, project.scheme, samples)


def labelled(gold: Gold, laws: Mapping[str, Instrument], digests: Sequence[Instrument], examples: Sequence[Example],
             scheme: Scheme, samples: int) -> Iterator[str]:  # fmt: skip
    """Labelled provisions of official texts, each instrument unseen."""
    near = nearest.examples(digests)  # the digest of the law itself is never asked
    found = {}
    for name, law in laws.items():
        model = trained([e for e in examples if e.alias != law.alias])
        found[name] = judged(law, annotate(law, scheme, model, examples=near), CARRY)
    known = [c.id for c in scheme.concepts]
    whole = evaluate.score_annotation(gold, laws, found, samples, 0, known)
    task = f"annotation, {whole.provisions} provisions, {unseen('instrument')}"
    yield from (row(task, name, whole.measures[name]) for name in ANNOTATION)
    for name, law in laws.items():
        part = Gold(gold.path, labels=tuple(x for x in gold.labels if x.text == name), columns=gold.columns)
        one = evaluate.score_annotation(part, laws, found, samples, 0, known)
        task = f"annotation, {one.provisions} provisions of {law.alias}, {unseen('instrument')}"
        yield from (row(task, n, one.measures[n]) for n in ("top_1", "top_3", "duration_f1"))
    yield from (f"not measured: line {m.line}, {m.said}: {m.why}" for m in whole.missing)


def stripped(digests: Sequence[Instrument], examples: Sequence[Example], scheme: Scheme, samples: int) -> Iterator[str]:
    """The digests without their annotations, each family unseen: every annotated rule, and every article or section by all
    concepts of its rules. They are found where they are proposed, carried or not."""
    sizes = Counter({law.alias: sum(1 for p in law.walk() if p.concepts) for law in digests})
    group = groups({law.alias: (law.jurisdiction.partition("-")[0], sizes[law.alias]) for law in digests})
    found = {}
    for n in range(FOLDS):
        model = trained([e for e in examples if group.get(e.alias) != n])
        near = nearest.examples(law for law in digests if group[law.alias] != n)
        for law in (law for law in digests if group[law.alias] == n):
            found[law.alias] = judged(law, annotate(bare(law), scheme, model, examples=near), ANY)
    laws = {law.alias: law for law in digests}
    for units, kind in ((rules, "rules"), (articles_of, "articles and sections")):
        labels = tuple(label for law in digests for label in units(law))
        gold = Gold("digests", labels=labels, columns=("unit", "primary", "others", "modality", "parameters"))
        score = evaluate.score_annotation(gold, laws, found, samples, 0, [c.id for c in scheme.concepts])
        task = f"annotation, {score.provisions} {kind} of digests, {unseen('family')}"
        names = ANNOTATION if units is rules else ("top_1", "top_3", "duration_f1", "parameter_f1")
        yield from (row(task, name, score.measures[name]) for name in names)


def rules(law: Instrument) -> Iterator[Label]:
    """Every annotated rule of a digest as a label."""
    for p in law.walk():
        if p.concepts:
            yield Label(0, law.alias, p.eid, p.concepts[0], p.concepts[1:], p.modality, values(p))


def articles_of(law: Instrument) -> Iterator[Label]:
    """Every article or section of several provisions, with all concepts in it."""
    for p in law.walk():
        if p.kind in annotation_model.ARTICLES and p.children and p.all_concepts:
            first, *others = p.all_concepts
            yield Label(0, law.alias, p.eid, first, tuple(others), "", values(p))


def values(provision: Provision) -> tuple[str, ...]:
    """The values of a provision and of what is in it."""
    return tuple(f"{v.key}={v.value}" for v in provision.all_values)


def groups(families: Mapping[str, tuple[str, int]]) -> dict[str, int]:
    """Instruments, with family and size, in groups of nearly one size; a family is never parted."""
    sizes: Counter[str] = Counter()
    for family, size in families.values():
        sizes[family] += size
    filled = [0] * FOLDS
    place = {}
    for family, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        place[family] = filled.index(min(filled))
        filled[place[family]] += size
    return {alias: place[family] for alias, (family, _) in families.items()}


def bare(law: Instrument) -> Instrument:
    """An instrument without its annotations."""
    names = [f.name for f in fields(law) if f.name not in ("alias", "title", "provisions", "index", "parents")]
    return instrument(law.alias, law.title, tuple(map(unmarked, law.provisions)), **{n: getattr(law, n) for n in names})


def unmarked(provision: Provision) -> Provision:
    """A provision without its annotations and those of its parts."""
    return replace(
        provision, children=tuple(map(unmarked, provision.children)), concepts=(), modality="", values=(), note=""
    )


def trained(examples: Sequence[Example]) -> learned.Learned | None:
    """A model of the examples; None, the shipped one, where it cannot be trained."""
    return learned.parse(annotation_model.train(examples)) if TRAINABLE else None


def unseen(what: str) -> str:
    """What the model has not seen, for the name of a row."""
    return f"each {what} unseen" if TRAINABLE else "the shipped model, which has seen them"


def matching(shared: Path, samples: int) -> Iterator[str]:
    """Recast acts against their official tables, articles only."""
    for name, old, new in RECASTS:
        path = shared / "data" / "gold" / f"{new.split('-')[1]}.tsv"
        files = [shared / "data" / "formex" / f"{stem}.fmx4.xml" for stem in (old, new)]
        absent = [f.name for f in (path, *files) if not f.is_file()]
        if absent:
            yield f"matching, {name}: left out, there is no {absent[0]}"
            continue
        left, right = (readers.import_file(f, f.name.partition(".")[0]).instrument for f in files)
        gold = evaluate.read(articles(path.read_text(encoding="utf-8")), str(path))
        for mode in ("monotone", "one-to-one"):
            score = evaluate.score_matching(gold, left, right, said(left, right, mode), samples)
            for kind in ("f1", "no_equivalent_f1", "hit_1", "map_10"):
                yield row(f"{name}, {mode}", kind, score.measures[kind])
            yield from (f"not measured: line {m.line}, {m.said}: {m.why}" for m in score.missing if mode == "monotone")


def said(left: Instrument, right: Instrument, mode: str) -> evaluate.Proposed:
    """What matching proposes at the level of articles."""
    return proposed(left, right, "article", mode, 1, 0.0, True)


def articles(text: str) -> str:
    """The rows of an official table that speak of articles, without those of the title and the annexes."""
    rows = [line for line in text.splitlines() if re.search(r"Article \d", line)]
    return "\n".join(rows) + "\n"


def main() -> None:
    """Prints one table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--samples", type=int, default=1000)
    chosen = options.parse_args()
    if not chosen.shared.is_dir():
        print(f"left out: there is no folder {chosen.shared.name} beside the checkout; --shared names another")
        return
    notes = []
    print("| task | measure | value with 95 % interval | goal | reached |\n|---|---|---|---|---|")
    for line in (*matching(chosen.shared, chosen.samples), *annotation(chosen.shared, chosen.samples)):
        if line.startswith("|"):
            print(line, flush=True)
        else:
            notes.append(line)
    print("\n".join(notes))


if __name__ == "__main__":
    main()
