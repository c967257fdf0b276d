"""How well and how fast matching is, beside the usual tools, in one run.

    python bench/matching.py [--data DIR] [--quick]

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
from collections.abc import Callable, Sequence
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


def without(law: Instrument, share: float, seed: int) -> Instrument:
    """An instrument with a share of its sections left out, and with them the headings under which nothing is left (an empty
    heading would count as a section)."""
    dice = random.Random(seed)
    gone = {u.eid for u in units(law, "article") if dice.random() < share}

    def kept(provisions: Sequence[Provision]) -> tuple[Provision, ...]:
        left = [(p, replace(p, children=kept(p.children))) for p in provisions if p.eid not in gone]
        return tuple(now for before, now in left if now.children or now.text or not before.children)

    provisions = kept(law.provisions)
    return instrument(law.alias, law.title, provisions, language=law.language)


def deletion(data: Path, mode: str, pairs: Sequence[tuple[str, str]], rounds: int = 5) -> str:
    """The same act twice (or in two languages), 30 % of the sections missing on each side: F1 over several draws. A pair
    of sections whose eIds the other text does not have (86 to 88 and 86 à 88) is not judged: it may be right or wrong."""
    scores = []
    for left_name, right_name in pairs:
        left, right = law_at(data / left_name), law_at(data / right_name)
        for seed in range(rounds):
            a, b = without(left, 0.3, 2 * seed), without(right, 0.3, 2 * seed + 1)
            gold = {(u.eid, u.eid) for u in units(a) if b.find(u.eid) and not u.eid.startswith("att")}
            pairs_found = match(a, b, "article", 1, mode).pairs
            judged = (p for p in pairs_found if right.find(p.source) or left.find(p.target))
            found = {(p.source, p.target) for p in judged if not p.source.startswith("att")}
            scores.append(f1(found, gold))
    return f"30 % deleted, {mode:11} F1 {sum(scores) / len(scores):.3f} over {len(scores)} draws"


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


def speed(count: int) -> list[str]:
    """Candidates for all of `count` provisions among as many, beside exact scikit-learn and rapidfuzz (scaled)."""
    from lexmatch.match import candidates, vectors

    left, right = made(count, 1), made(count, 2)

    def ours() -> None:
        a, b = vectors.weigh(vectors.characters(left), vectors.characters(right))
        candidates.columns(a, b)

    lines = [f"{count:,} × {count:,}: lexmatch candidates {cpu(ours):.1f} s"]
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer

        def exact() -> None:
            machine = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
            a = machine.fit_transform([*left, *right])
            for start in range(0, count, 500):
                (a[start : min(start + 500, count)] @ a[count:].T).toarray().argpartition(-10, axis=1)

        lines.append(f"{count:,} × {count:,}: scikit-learn, exact in blocks {cpu(exact):.1f} s")
    except ImportError:
        pass
    from rapidfuzz import fuzz, process

    some = left[:20]
    seconds = cpu(lambda: process.cdist(some, right, scorer=fuzz.token_set_ratio)) * count / len(some)
    lines.append(f"{count:,} × {count:,}: rapidfuzz token_set_ratio {seconds:.0f} s (from 20 queries)")
    return lines


def reworded(count: int, seed: int) -> tuple[Instrument, Instrument]:
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
    sides = [
        tuple(Provision(f"art_{n}", "article", str(n), text=t) for n, t in enumerate(side, 1))
        for side in (texts, others)
    ]
    return instrument("one", "one", sides[0]), instrument("two", "two", sides[1])


def beside_others(count: int = 1000) -> list[str]:
    """Each reworded provision found again: the default, plain TF-IDF of words, and rapidfuzz."""
    left, right = reworded(count, 7)
    texts = [[p.text for p in law.provisions] for law in (left, right)]
    names = [p.eid for p in right.provisions]

    def line(name: str, call: Callable[[], Sequence[str]]) -> str:
        start = time.process_time()
        found = call()
        seconds = time.process_time() - start
        hits = sum(a == p.eid for a, p in zip(found, left.provisions, strict=False)) / len(found)
        return f"{len(found):,} of {count:,} reworded: {name} {hits:.3f} first, {seconds:.1f} s"

    def ours() -> list[str]:
        result = match(left, right, "article", 1)
        return [p.target if (p := result.best(q.eid)) else "" for q in left.provisions]

    lines = [line("lexmatch", ours)]
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer

        def plain() -> list[str]:
            machine = TfidfVectorizer()
            both = machine.fit_transform([*texts[0], *texts[1]])
            return [names[int(n)] for n in (both[:count] @ both[count:].T).toarray().argmax(axis=1)]

        lines.append(line("plain TF-IDF (scikit-learn)", plain))
    except ImportError:
        pass
    from rapidfuzz import fuzz, process

    def fuzzy() -> list[str]:
        return [
            names[int(n)] for n in process.cdist(texts[0][:100], texts[1], scorer=fuzz.token_set_ratio).argmax(axis=1)
        ]

    return [*lines, line("rapidfuzz token_set_ratio", fuzzy)]


def growth(counts: Sequence[int]) -> list[str]:
    """The whole of a ranked match of made-up provisions with as many, reasons included."""
    import math

    lines, before = [], (0, 0.0)
    for count in counts:
        sides = []
        for name, seed in (("one", 1), ("two", 2)):
            articles = (Provision(f"art_{n}", "article", str(n), text=t) for n, t in enumerate(made(count, seed), 1))
            sides.append(instrument(name, name, tuple(articles)))
        seconds = cpu(lambda sides=sides: match(sides[0], sides[1], "article", 5))  # type: ignore[misc]
        power = f", power {math.log(seconds / before[1]) / math.log(count / before[0]):.2f}" if before[0] else ""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        lines.append(f"{count:,} × {count:,}: lexmatch match {seconds:.1f} s, {peak:,} MB{power}")
        before = (count, seconds)
    return lines


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


def main() -> None:
    """Runs what can be run."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    options.add_argument("--quick", action="store_true")
    chosen = options.parse_args()
    print(command_time(), flush=True)
    if chosen.data.is_dir():
        english, french = "lims/ca-extraditionact-en.xml", "lims/ca-extraditionact-fr.xml"
        print(recall(chosen.data, english, french), flush=True)
        for mode in ("one-to-one", "monotone"):
            print("\n".join(recasts(chosen.data, mode)), flush=True)
            print(deletion(chosen.data, mode, [(english, french)], 3 if chosen.quick else 8), flush=True)
        print("\n".join(across(chosen.data)), flush=True)
    print("\n".join(beside_others()), flush=True)
    if not chosen.quick:
        print("\n".join(speed(5000)), flush=True)
        print("\n".join(growth((3000, 10_000))), flush=True)


if __name__ == "__main__":
    main()
