"""Makes lexmatch/annotate/learned.tsv.gz: which words are typical of which concept.

Learned from the rules and articles of the shipped corpus, the names, definitions and cues of the scheme, and, where they are
given, from provisions labelled by lawyers. What is kept are weights of words, never a sentence. `make model` runs it.

    python tools/annotation_model.py [--labels DIR --texts DIR] [--without ALIAS…] [-o FILE]

`--labels` holds dev.tsv (file, unit, primary, others, …), `--texts` the files that it names. Needs scikit-learn (a tool of
development only). The same input gives the same file.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lexmatch import readers
from lexmatch.annotate import learned
from lexmatch.annotate.cues import split
from lexmatch.concepts import Scheme
from lexmatch.instrument import Instrument
from lexmatch.project import load
from lexmatch.ref import Ref

ROOT = Path(__file__).resolve().parent.parent
LEAST = 0.3  # weight, times what the word weighs, below which it is not kept
ARTICLES = ("article", "section", "rule")
# The labelled files and the instruments of the corpus that they are the texts of.
TEXTS = {
    "ca-extraditionact-en.xml": "ca-extradition-1999", "ca-mutuallegalassistance-en.xml": "ca-mla-1985",
    "ca-canadaevidenceact-en.xml": "ca-evidence-1985", "au-extraditionact1988.md": "au-extradition-1988",
    "int-ece1957.md": "ets-24", "int-ecmacm1959.md": "ets-30", "int-untoc2000.md": "untoc", "int-uncac2003.md": "uncac",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """A provision with its concepts, the first of them the main one; `unit` and the rest are for measuring."""

    alias: str
    counts: dict[str, int]
    concepts: tuple[str, ...]
    unit: str = ""
    eid: str = ""
    modality: str = ""
    parameters: str = ""


def of_corpus(laws: Iterable[Instrument]) -> list[Example]:
    """Every annotated rule of digests, and every article with the concepts of the rules in it, the most frequent first: as
    annotating sees them."""
    made = []
    for law in laws:
        if law.text.status != "digest":
            continue
        for p in law.walk():
            if p.concepts:
                made.append(Example(law.alias, learned.features(law, p), p.concepts))
            if p.kind in ARTICLES and p.children and p.all_concepts:
                said = Counter(c for part in p.walk() for c in part.concepts)
                made.append(Example(law.alias, learned.features(law, p), tuple(c for c, _ in said.most_common())))
    return made


def of_scheme(scheme: Scheme) -> list[Example]:
    """Names, definitions and cues as examples of their concepts."""
    made = []
    for c in scheme.concepts:
        names = [c.label, *c.alt.get("en", ())]
        made.append(Example("scheme", learned.counts(split(c.definition), split(c.label), []), (c.id,)))
        cues = " . ".join(cue.replace("..", " ").replace("*", "") for cue in c.cues.get("en", ()))
        made.append(Example("scheme", learned.counts(split(cues), split(" . ".join(names)), []), (c.id,)))
    return made


def laws_of(texts: Path) -> dict[str, Instrument]:
    """The labelled files that are there, read."""
    found = {}
    for name, alias in TEXTS.items():
        path = next(iter(sorted(texts.rglob(name))), None)
        if path is not None:
            found[name] = readers.import_file(path, alias).instrument
    return found


def of_labels(table: Path, laws: dict[str, Instrument]) -> list[Example]:
    """The labelled provisions whose text is there."""
    made = []
    with table.open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            law = laws.get(row["file"])
            eid = law.resolve(Ref(law.alias, "", tuple(re.findall(r"[^()\s]+", row["unit"])))) if law else ""
            if law and eid:
                others = tuple(o for o in row["others"].split(",") if o)
                made.append(Example(law.alias, learned.features(law, law.index[eid]), (row["primary"], *others), row["unit"], eid,
                                    row["modality"], row["parameters"]))  # fmt: skip
    return made


def train(examples: Sequence[Example]) -> str:
    """A linear classifier of concepts, one against the rest, as the lines of the learned file."""
    import numpy as np
    from scipy import sparse
    from sklearn.svm import LinearSVC

    frequency: dict[str, int] = {}
    for e in examples:
        for name in e.counts:
            frequency[name] = frequency.get(name, 0) + 1
    names = sorted(n for n, f in frequency.items() if f >= (2 if n.startswith("w:") else 1))
    weight = {n: float(np.log((1 + len(examples)) / (1 + frequency[n])) + 1) for n in names}
    index = {n: i for i, n in enumerate(names)}
    places: list[int] = []
    values: list[float] = []
    ends, labels, shares = [0], [], []
    for e in examples:
        vector = learned.vector(e.counts, weight)
        for n, concept in enumerate(e.concepts[:4]):
            places += [index[name] for name in vector]
            values += vector.values()
            ends.append(len(places))
            labels.append(concept)
            shares.append(1.0 if n == 0 else 0.5)
    matrix = sparse.csr_matrix((values, places, ends), shape=(len(labels), len(names)))
    machine = LinearSVC(C=0.35, random_state=0).fit(matrix, labels, sample_weight=shares)
    kept = [i for i, c in enumerate(machine.classes_) if c != "none"]
    start, table = machine.intercept_[kept], machine.coef_[kept]
    most = np.minimum(list(weight.values()), 6)
    table = np.where(np.abs(table) * most >= LEAST, np.round(table * 1000), 0).astype(int)
    lines = [" ".join(f"{machine.classes_[i]}:{round(float(s) * 1000)}" for i, s in zip(kept, start, strict=True))]
    for i, name in enumerate(names):
        row = " ".join(f"{c}:{table[c, i]}" for c in np.flatnonzero(table[:, i]))
        lines.append(f"{name}\t{round(weight[name] * 1000)}\t{row}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Reads, learns, writes."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--labels", type=Path)
    options.add_argument("--texts", type=Path)
    options.add_argument("--without", nargs="*", default=[])
    options.add_argument("-o", type=Path, default=ROOT / "lexmatch" / "annotate" / learned.FILE)
    chosen = options.parse_args()
    project, _ = load(ROOT)
    examples = of_corpus(project.instrument(a, text="digest") for a in project.aliases())
    examples += of_scheme(project.scheme)
    if chosen.labels and chosen.texts:
        examples += of_labels(chosen.labels / "dev.tsv", laws_of(chosen.texts))
    text = train([e for e in examples if e.alias not in chosen.without])
    with chosen.o.open("wb") as file, gzip.GzipFile("", "wb", fileobj=file, mtime=0) as stream:
        stream.write(text.encode("utf-8"))
    print(
        f"{chosen.o.name}: {len(examples)} examples, {len(text.splitlines()) - 1} features, {chosen.o.stat().st_size} bytes"
    )


if __name__ == "__main__":
    main()
