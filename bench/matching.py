"""How well and how fast matching is, beside the usual tools, in one run.

    python bench/matching.py [--data DIR] [--quick] [--large 10000 100000]

`--data` is a folder of real texts (default ../shared/data beside the checkout). Tasks that need what is not there are left out.
CPU seconds, not wall clock; compare the rows of one run with each other.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from lexmatch import readers
from lexmatch.instrument import Instrument, Provision, instrument
from lexmatch.match import match
from lexmatch.match.fields import units

ROOT = Path(__file__).resolve().parent.parent
RECASTS = (("eu-32001r1206-takingevidence2001-en", "eu-32020r1783-takingevidence2020-en", "32020r1783"),
           ("eu-32007r1393-service2007-en", "eu-32020r1784-service2020-en", "32020r1784"))  # fmt: skip


def law_at(path: Path) -> Instrument:
    """The instrument in a file of any format."""
    return readers.import_file(path, path.name.partition(".")[0]).instrument


def gold_of(path: Path) -> tuple[set[tuple[str, str]], set[str], set[str]]:
    """A correlation table at article level: pairs, old articles and new articles without an equivalent."""
    pairs: set[tuple[str, str]] = set()
    seen: tuple[set[str], set[str]] = (set(), set())
    with path.open(encoding="utf-8") as stream:
        for row in list(csv.reader(stream, delimiter="\t"))[1:]:
            sides = [{f"art_{n}" for n in re.findall(r"Article (\d+)", cell)} for cell in (row[0], row[1])]
            pairs |= {(a, b) for a in sides[0] for b in sides[1]}
            seen[0].update(sides[0])
            seen[1].update(sides[1])
    return pairs, seen[0] - {a for a, _ in pairs}, seen[1] - {b for _, b in pairs}


def f1(found: set[object], gold: set[object]) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * len(found & gold) / (len(found) + len(gold)) if found or gold else 1.0


def recasts(data: Path, mode: str) -> list[str]:
    """Alignment of recast acts against the official table."""
    lines = []
    for old, new, table in RECASTS:
        gold, lost, fresh = gold_of(data / "gold" / f"{table}.tsv")
        left, right = (law_at(data / "formex" / f"{name}.fmx4.xml") for name in (old, new))
        found = {(p.source, p.target) for p in match(left, right, "article", 1, mode).pairs}
        known = {a for a, _ in gold} | lost, {b for _, b in gold} | fresh
        kept = {(a, b) for a, b in found if a in known[0] and b in known[1]}
        none = {a for a in known[0] if a not in {x for x, _ in kept}} | {
            f"new {b}" for b in known[1] if b not in {y for _, y in kept}
        }
        lines.append(f"recast {table} {mode:11} F1 {f1(kept, gold):.3f}  no equivalent F1 "
                     f"{f1(none, lost | {f'new {b}' for b in fresh}):.3f}")  # fmt: skip
    return lines


def without(law: Instrument, share: float, seed: int, level: str = "article") -> Instrument:
    """An instrument with a share of its sections (or narrower units) left out, and with them the headings under which nothing
    is left (an empty heading would count as a section)."""
    dice = random.Random(seed)
    gone = {u.eid for u in units(law, level) if dice.random() < share}

    def kept(provisions: Sequence[Provision]) -> tuple[Provision, ...]:
        left = [(p, replace(p, children=kept(p.children))) for p in provisions if p.eid not in gone]
        return tuple(now for before, now in left if now.children or now.text or not before.children)

    provisions = kept(law.provisions)
    return instrument(law.alias, law.title, provisions, language=law.language)


# The same act in two languages, or twice in one; the levels at which it is measured.
TWICE = (("lims/ca-extraditionact-en.xml", "lims/ca-extraditionact-fr.xml", ("article", "paragraph", "leaf")),
         ("formex/eu-32020r1783-takingevidence2020-en.fmx4.xml", "formex/eu-32020r1783-takingevidence2020-fr.fmx4.xml",
          ("article", "paragraph")),
         ("finlex/fi-456-1970-fi.xml", "finlex/fi-456-1970-sv.xml", ("article", "paragraph")),
         ("clml/uk-ukpga1998-42-humanrights.clml.xml", "clml/uk-ukpga1998-42-humanrights.clml.xml", ("article", "paragraph")),
         ("statutes-md/ch-irsg.md", "statutes-md/ch-irsg.md", ("article", "paragraph")),
         ("gii/de-irg.xml", "gii/de-irg.xml", ("article",)))  # fmt: skip


def deletions(data: Path, rounds: int, semantic: bool = False) -> Iterator[str]:
    """30 % of the provisions missing on each side, at each level, in the order of both texts and one to one."""
    for left, right, levels in TWICE:
        if not all((data / name).is_file() for name in (left, right)):
            continue
        laws = law_at(data / left), law_at(data / right)
        for level in levels:
            yield f"30 % deleted, {left} {level}{', semantic' if semantic else ''}: {deletion(laws, level, rounds, semantic)}"


def deletion(laws: tuple[Instrument, Instrument], level: str, rounds: int, semantic: bool) -> str:
    """F1 over several draws. A pair of provisions whose eIds the other text does not have (86 to 88 and 86 à 88) is not judged:
    it may be right or wrong. What stands in annexes is not either."""
    from functools import partial

    from lexmatch.findings import Unreadable
    from lexmatch.match import encoders

    left, right = laws
    try:
        chosen = encoders.choose(left.language, right.language) if semantic else None
    except Unreadable as error:
        return f"left out, {error.message}"
    further = [partial(encoders.measure, chosen)] if chosen else []
    said = []
    for mode in ("monotone", "one-to-one"):
        scores = []
        for seed in range(rounds):
            a, b = without(left, 0.3, 2 * seed, level), without(right, 0.3, 2 * seed + 1, level)
            other = {u.eid for u in units(b, level)}
            gold = {(u.eid, u.eid) for u in units(a, level) if u.eid in other and not u.eid.startswith("att")}
            pairs_found = match(a, b, level, 1, mode, further=further).pairs
            judged = (p for p in pairs_found if right.find(p.source) or left.find(p.target))
            found = {(p.source, p.target) for p in judged if not p.source.startswith("att")}
            scores.append(f1(found, gold))
        said.append(f"{mode} F1 {sum(scores) / len(scores):.3f}")
    return f"{', '.join(said)} over {rounds} draws"


def recall(data: Path, left: str, right: str) -> str:
    """Recall at one of each section of an act in another language."""
    a, b = law_at(data / left), law_at(data / right)
    found = match(a, b, "article", 1)
    known = [u.eid for u in units(a) if b.find(u.eid)]
    hits = sum(1 for e in known if (p := found.best(e)) and p.target == e)
    return f"English to French, recall@1 {hits / len(known):.3f} of {len(known)}"


def cpu(call: Callable[[], object]) -> float:
    """CPU seconds of a call in this process."""
    start = time.process_time()
    call()
    return time.process_time() - start


def command_time() -> str:
    """CPU of `lexmatch match` of two acts of about a hundred sections, process start included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "lexmatch", "match", "ca-extradition-1999", "au-extradition-1988", "-q", "--root",
                    str(ROOT)], check=True, capture_output=True)  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return f"lexmatch match, start included: {after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime:.2f} s of CPU"


def made(count: int, seed: int) -> list[str]:
    """Provisions of random words with the frequencies of a language, for timing only."""
    dice = random.Random(seed)
    ends = ["", "ion", "ing", "ed"]
    words = [
        dice.choice("bcdfglmnprst") + dice.choice("aeiou") + dice.choice("lmnrst") + dice.choice(ends) + str(n % 97)
        for n in range(8000)
    ]
    return [" ".join(words[min(int(dice.paretovariate(0.7)) - 1, 7999)] for _ in range(30)) for _ in range(count)]


def provisions(alias: str, texts: Sequence[str]) -> Instrument:
    """Texts as the articles of an instrument."""
    articles = (Provision(f"art_{n}", "article", str(n), text=t) for n, t in enumerate(texts, 1))
    return instrument(alias, alias, tuple(articles))


def phrased(data: Path) -> Callable[[int, int], list[str]]:
    """As many provisions as are asked for, of thirty words and more, made of phrases of four to twelve words from real ones."""
    paths = [path for name in ("lims/*-en.xml", "clml/*.xml", "formex/*-en.*", "uslm/*.xml", "treaties/*.md", "statutes-md/*.md")
             for path in sorted(data.glob(name))]  # fmt: skip
    laws = (law for law in map(law_at, paths) if law.language == "en")
    pool = [p.text.split() for law in laws for p in law.walk() if 60 < len(p.text) < 1500]

    def some(count: int, seed: int) -> list[str]:
        dice = random.Random(seed)
        made = []
        for _ in range(count):
            words: list[str] = []
            while len(words) < 30:
                text, length = dice.choice(pool), dice.randint(4, 12)
                start = dice.randrange(max(1, len(text) - length))
                words += text[start : start + length]
            made.append(" ".join(words))
        return made

    return some


def memory() -> int:
    """The most memory this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def apart(task: str, *words: object) -> str:
    """What another process prints about a task: memory is measured from nothing."""
    command = [sys.executable, __file__, "--task", task, *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() or f"{task} {' '.join(map(str, words))}: failed, {done.stderr.strip()[-200:]}"


def task_match(count: int, texts: Callable[[int, int], list[str]]) -> str:
    """The whole of `lexmatch match --top 10`, reasons included, on a cold cache: CPU seconds and megabytes."""
    import os
    import tempfile

    from lexmatch.match import begin

    with tempfile.TemporaryDirectory() as cache:
        os.environ["LEXMATCH_CACHE"] = cache
        laws = [provisions(name, texts(count, seed)) for name, seed in (("one", 1), ("two", 2))]
        return f"{cpu(lambda: sum(1 for _ in begin(*laws, 'article', 10))):.1f} {memory()}"


def task_exact(count: int, texts: Callable[[int, int], list[str]], queries: int = 300) -> str:
    """Exact scikit-learn in blocks (character n-grams, then words and pairs): CPU seconds for all from a few queries, and
    which share of the exact ten best is among the candidates of lexmatch; at last the share of the ten that lexmatch itself
    would find if it looked at every pair (64 queries)."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    from lexmatch.match import candidates, fuse, score

    left, right = texts(count, 1), texts(count, 2)
    sides = [units(provisions(name, side)) for name, side in (("one", left), ("two", right))]
    half = score.half(*sides)
    found = candidates.Finder(half, count, True).find(half.space(sides[0][:queries]))
    said = []
    for options in ({"analyzer": "char_wb", "ngram_range": (3, 5)}, {"ngram_range": (1, 2)}):
        machine = TfidfVectorizer(**options, sublinear_tf=True, dtype=np.float32)
        rows: list[object] = []
        built = cpu(lambda machine=machine, rows=rows: rows.append(machine.fit_transform([*left, *right])))  # type: ignore[misc]
        matrix = rows[0]
        others = matrix[count:].T  # type: ignore[index]
        best: list[object] = []

        def exact(matrix=matrix, others=others, best=best) -> None:  # type: ignore[no-untyped-def]
            for start in range(0, queries, 100):
                best.extend((-(matrix[start : start + 100] @ others).toarray()).argpartition(10, axis=1)[:, :10])

        seconds = built + cpu(exact) * count / queries
        recall = sum(len(set(a) & set(b)) for a, b in zip(best, found, strict=True)) / 10 / queries  # type: ignore[call-overload]
        said.append(f"{seconds:.0f} {recall:.3f}")
    some = sides[0][:64]
    space = half.space(some)
    table = score.features(score.traits(some), score.traits(sides[1]), space, candidates.everything(len(some), count))
    best = list((-fuse.fuse(table, fuse.weights(True, True, False, many=True))).argsort(axis=1, kind="stable")[:, :10])
    said.append(f"{sum(len(set(a) & set(b)) for a, b in zip(best, found, strict=False)) / 10 / len(some):.3f}")
    return " ".join(said)


def large(counts: Sequence[int], data: Path) -> list[str]:
    """Very many provisions: made of random words, and of phrases of real ones where they are there."""
    import math

    lines = []
    for kind in ("made-up words", *(["phrases of real provisions"] if data.is_dir() else [])):
        before = (0, 0.0)
        for count in counts:
            name = f"{count:,} × {count:,} {kind}"
            seconds, megabytes = apart("match", count, kind.partition(" ")[0], data).split()[:2]
            power = (
                f", power {math.log(float(seconds) / before[1]) / math.log(count / before[0]):.2f}" if before[0] else ""
            )
            lines.append(f"{name}: lexmatch match {seconds} s of CPU, {megabytes} MB{power}")
            before = (count, float(seconds))
        chars, kept, words, others, own = apart("exact", counts[-1], kind.partition(" ")[0], data).split()[:5]
        lines.append(f"{name}: exact scikit-learn in blocks, from 300 queries: character n-grams {chars} s, words {words} s; "
                     f"ratio to lexmatch {float(chars) / before[1]:.1f} and {float(words) / before[1]:.1f}; of their ten best "
                     f"{kept} and {others} are among the candidates, and {own} of those of lexmatch itself")  # fmt: skip
    return lines


def reworded(count: int, seed: int) -> tuple[list[str], list[str]]:
    """Made-up provisions, and the same with two words in five replaced and the rest in another order, three at a time."""
    dice = random.Random(seed)
    texts = made(count, seed)
    stock = made(200, seed + 1)
    others = []
    for text in texts:
        words = [dice.choice(dice.choice(stock).split()) if dice.random() < 0.4 else w for w in text.split()]
        groups = [words[n : n + 3] for n in range(0, len(words), 3)]
        dice.shuffle(groups)
        others.append(" ".join(w for group in groups for w in group))
    return texts, others


def beside_others(count: int = 5000) -> list[str]:
    """Each reworded provision found again, each system in a process of its own: mean reciprocal rank in the first ten (with
    one right answer the same as MAP@10), CPU seconds and memory."""
    names = ("lexmatch", "candidates", "regulatory-crosswalk", "scikit-learn", "bm25s", "rapidfuzz")
    return [f"{count:,} reworded among as many: {name} {apart('peer', count, name)}" for name in names]


def task_peer(count: int, name: str) -> str:
    """One system; what is not installed is left out."""
    sides = reworded(count, 7)
    ids = [f"art_{n}" for n in range(1, count + 1)]
    before = memory()
    start = time.process_time()
    try:
        found = PEERS[name](*sides)
    except ImportError as error:
        return f"left out: {error}"
    seconds = (time.process_time() - start) * count / len(found)
    ranks = (list(row).index(eid) + 1 if eid in row else 0 for row, eid in zip(found, ids, strict=False))
    mean = sum(1 / r for r in ranks if r) / len(found)
    scaled = f" (from {len(found)} queries)" if len(found) < count else ""
    return f"MAP@10 {mean:.3f}, {seconds:.1f} s of CPU{scaled}, {memory() - before} MB more than the texts"


def _whole(one: list[str], two: list[str]) -> list[list[str]]:
    left, right = provisions("one", one), provisions("two", two)
    found: dict[str, list[str]] = {p.eid: [] for p in left.provisions}
    for pair in match(left, right, "article", 10).pairs:
        found[pair.source].append(pair.target)
    return list(found.values())


def _candidates(one: list[str], two: list[str]) -> list[list[str]]:
    """Only the join by words: what the peers do."""
    from lexmatch.match import candidates, vectors
    from lexmatch.text import fold

    a, b = vectors.weigh(*(vectors.words([fold(t) for t in side]) for side in (one, two)))
    return [[f"art_{n + 1}" for n in row] for row in candidates.best(a, b.T.tocsr(), 10)]


def _crosswalk(one: list[str], two: list[str]) -> list[list[str]]:
    import pandas
    from regulatory_crosswalk import align_corpora

    tables = [
        pandas.DataFrame({"id": [f"art_{n}" for n in range(1, len(side) + 1)], "text": side}) for side in (one, two)
    ]
    found: dict[str, list[str]] = {eid: [] for eid in tables[0]["id"]}
    table = align_corpora(*tables, top_k=10)
    for source, target in zip(table["source_id"], table["target_id"], strict=True):
        found[source].append(target)
    return list(found.values())


def _plain(one: list[str], two: list[str]) -> list[list[str]]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    both = TfidfVectorizer().fit_transform([*one, *two])
    rows = (-(both[: len(one)] @ both[len(one) :].T).toarray()).argsort(axis=1)[:, :10]
    return [[f"art_{n + 1}" for n in row] for row in rows]


def _bm25(one: list[str], two: list[str]) -> list[list[str]]:
    import bm25s

    machine = bm25s.BM25()
    machine.index(bm25s.tokenize(two, show_progress=False), show_progress=False)
    rows, _ = machine.retrieve(bm25s.tokenize(one, show_progress=False), k=10, show_progress=False)
    return [[f"art_{n + 1}" for n in row] for row in rows]


def _fuzzy(one: list[str], two: list[str]) -> list[list[str]]:
    from rapidfuzz import fuzz, process

    rows = (-process.cdist(one[:50], two, scorer=fuzz.token_set_ratio)).argsort(axis=1)[:, :10]
    return [[f"art_{n + 1}" for n in row] for row in rows]


PEERS: dict[str, Callable[[list[str], list[str]], list[list[str]]]] = {
    "lexmatch": _whole, "candidates": _candidates, "regulatory-crosswalk": _crosswalk, "scikit-learn": _plain, "bm25s": _bm25,
    "rapidfuzz": _fuzzy,
}  # fmt: skip


def across(data: Path) -> list[str]:
    """Paragraphs of the Canadian act in French: without help, with what a regulation teaches, and with an encoder."""
    from functools import partial

    from lexmatch.findings import Unreadable
    from lexmatch.match import encoders, learned

    left, right = (law_at(data / "lims" / f"ca-extraditionact-{n}.xml") for n in ("en", "fr"))
    pair = [law_at(data / "formex" / f"eu-32020r1783-takingevidence2020-{n}.fmx4.xml") for n in ("en", "fr")]
    known = [u.eid for u in units(left, "paragraph") if right.find(u.eid)]
    taught = learned.learn(learned.segments(pair[0], pair[1]), ("en", "fr"))
    lines = []
    for name, further in (("default", []), ("learned from one regulation", [partial(learned.measure, taught)]),
                          ("semantic", [partial(encoders.measure, encoders.choose("en", "fr"))])):  # fmt: skip
        try:
            found = match(left, right, "paragraph", 1, further=further)
        except Unreadable as error:
            lines.append(f"paragraphs to French, {name}: left out, {error.message}")
            continue
        hits = sum(1 for e in known if (p := found.best(e)) and p.target == e) / len(known)
        lines.append(f"paragraphs to French, {name}: recall@1 {hits:.3f} of {len(known)}")
    return lines


def pooled(data: Path) -> Iterator[str]:
    """All provisions of the treaties that a file holds in English and Dutch in one pool, without headings: recall at one."""
    from lexmatch.findings import Unreadable

    laws = []
    for path in sorted((data / "treaties").glob("*.md")):
        try:
            two = [readers.import_file(path, path.stem, language=code).instrument for code in ("en", "nl")]
        except Unreadable:
            continue
        if two[0].title != two[1].title or two[0].provisions != two[1].provisions:
            laws.append(two)
    for level in ("article", "paragraph"):
        sides: list[list[Provision]] = [[], []]
        for number, two in enumerate(laws):
            texts = [{u.eid: u.raw for u in units(law, level) if u.raw.strip()} for law in two]
            for eid in (e for e in texts[0] if e in texts[1] and not e.startswith("att")):
                for side, text in zip(sides, texts, strict=True):
                    side.append(Provision(f"law_{number}__{eid}", "section", "", text=text[eid]))
        one, other = (
            instrument(code, code, tuple(side), language=code) for code, side in zip(("en", "nl"), sides, strict=True)
        )
        pairs = match(one, other, "article", 1).pairs
        same = {p.eid: p.text for p in other.provisions}
        hits = [sum(p.source == p.target for p in pairs), sum(same[p.source] == same[p.target] for p in pairs)]
        yield (f"{len(laws)} treaties in one pool, English to Dutch, {level}: recall@1 {hits[0] / len(same):.3f} of {len(same)} "
               f"({hits[1] / len(same):.3f} where the same text twice is right)")  # fmt: skip


def main() -> None:
    """Runs what can be run."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    options.add_argument("--quick", action="store_true", help="fewer draws, nothing large")
    options.add_argument(
        "--large", type=int, nargs="*", default=[5_000, 20_000], metavar="N", help="sizes, the last also exactly"
    )
    options.add_argument("--task", nargs="+", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.task:
        name, count, *rest = chosen.task
        if name == "peer":
            print(task_peer(int(count), rest[0]))
            return
        texts = made if rest[0] == "made-up" else phrased(Path(rest[1]))
        print((task_match if name == "match" else task_exact)(int(count), texts))
        return
    print(command_time(), flush=True)
    if chosen.data.is_dir():
        english, french = "lims/ca-extraditionact-en.xml", "lims/ca-extraditionact-fr.xml"
        print(recall(chosen.data, english, french), flush=True)
        for mode in ("one-to-one", "monotone"):
            print("\n".join(recasts(chosen.data, mode)), flush=True)
        for semantic in (False, True):
            for line in deletions(chosen.data, 3 if chosen.quick else 16, semantic):
                print(line, flush=True)
        print("\n".join(across(chosen.data)), flush=True)
        print("\n".join(pooled(chosen.data)), flush=True)
    print("\n".join(beside_others(1000 if chosen.quick else 5000)), flush=True)
    if not chosen.quick and chosen.large:
        print("\n".join(large(chosen.large, chosen.data)), flush=True)


if __name__ == "__main__":
    main()
