"""Makes lexmatch/annotate/learned.tsv.gz: which words are typical of which concept.

Learned from the rules of the shipped corpus, the names, definitions and cues of the scheme, and, where they are given, from
provisions labelled by lawyers. What is kept are weights of words and pairs of words, never a sentence.

    python tools/annotation_model.py [--labels DIR --texts DIR] [--without ALIAS…] [-o FILE]

`--labels` holds dev.tsv (file, unit, primary, others, …), `--texts` the files that it names. Needs scikit-learn (a tool of
development only). The same input gives the same file.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lexmatch import readers
from lexmatch.annotate import learned
from lexmatch.annotate.cues import split
from lexmatch.concepts import Scheme
from lexmatch.instrument import Instrument, Provision
from lexmatch.project import load
from lexmatch.ref import Ref

ROOT = Path(__file__).resolve().parent.parent
KEEP = 160  # features kept for each concept
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


def above(law: Instrument, eid: str) -> list[list[str]]:
    """The words of the title and of the three nearest headings above a provision."""
    headings = [p.heading for p in law.ancestors(eid) if p.heading][-3:]
    return [split(h) for h in (law.title, *headings)]


def features(law: Instrument, provision: Provision) -> dict[str, int]:
    """A provision as annotating sees it."""
    return learned.counts(split(provision.full_text), split(provision.heading), above(law, provision.eid))


def of_corpus(laws: Iterable[Instrument]) -> list[Example]:
    """Every annotated rule of digests."""
    return [
        Example(
            law.alias,
            learned.counts(split(" ".join((p.text, p.tail))), split(p.heading), above(law, p.eid)),
            p.concepts,
        )
        for law in laws
        if law.text.status == "digest"
        for p in law.walk()
        if p.concepts and (p.text or p.tail)
    ]


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
                made.append(Example(law.alias, features(law, law.index[eid]), (row["primary"], *others), row["unit"], eid,
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
    index = {n: i for i, n in enumerate(names)}
    idf = np.array([np.log((1 + len(examples)) / (1 + frequency[n])) + 1 for n in names])
    block = np.array([list(learned.BLOCKS).index(n[0]) for n in names])
    rows, labels, weights = [], [], []
    for e in examples:
        ids = np.array([index[n] for n in e.counts if n in index], dtype=int)
        values = np.array([1 + np.log(e.counts[names[i]]) for i in ids]) * idf[ids]
        for b, weight in enumerate(learned.BLOCKS.values()):
            inside = block[ids] == b
            norm = np.sqrt((values[inside] ** 2).sum())
            if norm:
                values[inside] *= weight / norm
        vector = sparse.csr_matrix((values, (np.zeros(len(ids), dtype=int), ids)), shape=(1, len(names)))
        for n, concept in enumerate(e.concepts[:4]):
            rows.append(vector)
            labels.append(concept)
            weights.append(1.0 if n == 0 else 0.5)
    machine = LinearSVC(C=0.5, random_state=0).fit(sparse.vstack(rows).tocsr(), labels, sample_weight=weights)
    concepts = [str(c) for c in machine.classes_ if c != "none"]
    table = np.delete(machine.coef_, [i for i, c in enumerate(machine.classes_) if c == "none"], axis=0)
    kept: dict[int, list[tuple[int, int]]] = {}
    for c in range(len(concepts)):
        order = np.lexsort((np.arange(len(names)), -np.abs(table[c] * np.minimum(idf, 6))))[:KEEP]
        for i in order:
            value = round(float(table[c, i]) * 1000)
            if value:
                kept.setdefault(int(i), []).append((c, value))
    lines = [" ".join(concepts)]
    lines += [
        f"{names[i]}\t{round(float(idf[i]) * 1000)}\t{' '.join(f'{c}:{v}' for c, v in kept[i])}" for i in sorted(kept)
    ]
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
