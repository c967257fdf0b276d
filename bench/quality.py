"""How good annotation and matching are on labelled provisions and official tables, against the goals of the project.

    python bench/quality.py [--shared DIR] [--samples N]

`--shared` is a folder with labels/dev.tsv, data/gold and the texts that they speak of (default ../shared beside the checkout);
what is not there is left out, with the reason. Annotation is measured with each instrument left out of what the model learned
from: its labels, and its digest in the corpus. Without scikit-learn no model can be trained; then the shipped one is measured,
which has seen the labels, and the table says so.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from lexmatch import evaluate, readers
from lexmatch.annotate import annotate, learned
from lexmatch.cli.evaluating import judged, proposed
from lexmatch.evaluate import Gold, Judged, Measure
from lexmatch.instrument import Instrument
from lexmatch.project import load

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))
import annotation_model  # noqa: E402  (a tool of development, beside the package)

RECASTS = (("eu-32001r1206-takingevidence2001-en", "eu-32020r1783-takingevidence2020-en", "32020r1783"),
           ("eu-32007r1393-service2007-en", "eu-32020r1784-service2020-en", "32020r1784"))  # fmt: skip
# What the default install should reach.
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
    """Concepts, values and force of labelled provisions, each instrument unseen."""
    table = shared / "labels" / "dev.tsv"
    if not table.is_file():
        yield f"annotation: left out, there is no {table.name} in {table.parent.name}"
        return
    gold = evaluate.read(table.read_text(encoding="utf-8"), str(table))
    laws = annotation_model.laws_of(shared / "data")
    project, _ = load(ROOT)
    trainable = find_spec("sklearn") is not None
    examples = []
    if trainable:
        examples = annotation_model.of_corpus(project.instrument(a, text="digest") for a in project.aliases())
        examples += annotation_model.of_scheme(project.scheme) + annotation_model.of_labels(table, laws)
    found: dict[str, dict[str, Judged]] = {}
    for name, law in laws.items():
        model = None
        if trainable:
            model = learned.parse(annotation_model.train([e for e in examples if e.alias != law.alias]))
        found[name] = judged(law, annotate(law, project.scheme, model), 0.5)
    known = [c.id for c in project.scheme.concepts]
    names = ("top_1", "top_3", "macro_f1", "macro_f1_others", "duration_f1", "parameter_f1", "modality_accuracy")
    whole = evaluate.score_annotation(gold, laws, found, samples, 0, known)
    how = (
        "annotation, each instrument unseen" if trainable else "annotation, the shipped model (it has seen the labels)"
    )
    yield from (row(f"{how} ({whole.provisions} provisions)", name, whole.measures[name]) for name in names)
    for name, law in laws.items():
        part = Gold(gold.path, labels=tuple(x for x in gold.labels if x.text == name), columns=gold.columns)
        one = evaluate.score_annotation(part, laws, found, samples, 0, known)
        yield from (
            row(f"{law.alias} ({one.provisions})", n, one.measures[n]) for n in ("top_1", "top_3", "duration_f1")
        )
    yield from (f"not measured: line {m.line}, {m.said}: {m.why}" for m in whole.missing)


def matching(shared: Path, samples: int) -> Iterator[str]:
    """Recast acts against their official tables, articles only."""
    for old, new, table in RECASTS:
        path = shared / "data" / "gold" / f"{table}.tsv"
        files = [shared / "data" / "formex" / f"{name}.fmx4.xml" for name in (old, new)]
        absent = [f.name for f in (path, *files) if not f.is_file()]
        if absent:
            yield f"matching {table}: left out, there is no {absent[0]}"
            continue
        left, right = (readers.import_file(f, f.name.partition(".")[0]).instrument for f in files)
        gold = evaluate.read(articles(path.read_text(encoding="utf-8")), str(path))
        for mode in ("monotone", "one-to-one"):
            score = evaluate.score_matching(gold, left, right, said(left, right, mode), samples)
            for name in ("f1", "no_equivalent_f1", "hit_1", "map_10"):
                yield row(f"recast {table}, {mode}", name, score.measures[name])
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
