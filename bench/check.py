"""How long `lexmatch check` takes, against what is the least it could take.

    python bench/check.py [FILES]

One file of 100 entries, start included, against importing lxml, PyYAML, Jinja2 and click; then FILES files (1,000) of 100
entries in one process, against PyYAML's C composer reading them, with the peak memory of both. Where check-jsonschema or sssom
are installed, they run on the same data. The entries are made from the shipped corpus, so that every reference resolves.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BARE = "import lxml.etree, yaml, jinja2, click"
STANDARD, SUBJECT, ENTRIES = "ets-24", "ca-extradition-1999", 100


def entries_of(count: int = ENTRIES) -> str:
    """A crosswalk in canonical form with `count` accepted entries on provisions that exist, stamped as they read."""
    from lexmatch import crosswalk
    from lexmatch.project import load
    from lexmatch.ref import Ref

    project, _ = load(Path(__file__).resolve().parent.parent)
    laws = {alias: project.instrument(alias) for alias in (STANDARD, SUBJECT)}
    carriers = [(p.eid, c) for p in laws[STANDARD].walk() for c in p.concepts]
    subjects = {c: p.eid for p in reversed(list(laws[SUBJECT].walk())) for c in p.concepts}
    made = []
    for n in range(count):
        eid, concept = carriers[n % len(carriers)]
        standard = (Ref(STANDARD, eid),)
        found = subjects.get(concept)
        subject = (Ref(SUBJECT, found),) if found else ()
        made.append(
            crosswalk.Entry(
                concept, standard, subject, "subset" if found else "", "" if found else "not-applicable", "accepted", 0.87,
                ("concept", "text 0.71"), note=f"The Act differs from the Convention in point {n}.",
                stamps=(crosswalk.stamp(standard, laws), crosswalk.stamp(subject, laws)),
            )
        )  # fmt: skip
    whole = crosswalk.Crosswalk("Canada against the Convention", (STANDARD,), (SUBJECT,), ("ext", "gen"), tuple(made),
                                {"by": "A. Reader", "on": "2026-05-04", "rationale": "semantic"})  # fmt: skip
    return crosswalk.dump(whole)


def best(command: list[str], times: int = 7, **options: object) -> float:
    """The shortest of several runs, in seconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, **options)  # type: ignore[call-overload]
        taken.append(time.perf_counter() - start)
    return min(taken)


def measured(code: str, folder: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of a Python snippet that prints its own time."""
    tail = "; import resource; print(taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    said = subprocess.run([sys.executable, "-c", code + tail], cwd=folder, capture_output=True, text=True, check=True)
    seconds, megabytes = said.stdout.split()[-2:]
    return float(seconds), float(megabytes)


COMPOSE = """
import time, yaml, pathlib
start = time.perf_counter()
for path in sorted(pathlib.Path("crosswalks").glob("*.yaml")):
    yaml.compose(path.read_text("utf-8"), Loader=yaml.CBaseLoader)
taken = time.perf_counter() - start"""
CHECK = """
import time, pathlib
start = time.perf_counter()
from lexmatch.project import load
from lexmatch.checks import run
run(load(pathlib.Path("."))[0], [pathlib.Path("crosswalks")])
taken = time.perf_counter() - start"""


def main(files: int) -> None:
    """Run all of it and print a table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text = entries_of()
        (folder / "crosswalks").mkdir()
        (folder / "corpus" / "treaties").mkdir(parents=True)  # so that the folder is a project
        one = folder / "crosswalks" / "n0000.yaml"
        one.write_text(text, "utf-8")
        command = [sys.executable, "-m", "lexmatch", "check", str(one)]
        os.environ["PYTHONPATH"] = str(Path(__file__).resolve().parent.parent)
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package has its bytecode
        os.environ["LEXMATCH_CACHE"] = str(folder / "cache")
        environment = dict(os.environ)
        bare = best([sys.executable, "-c", BARE])
        ours = best(command, env=environment, cwd=folder)
        print(f"one file of {ENTRIES} entries, start included")
        print(f"  importing lxml, yaml, jinja2, click {bare * 1000:7.0f} ms")
        print(f"  lexmatch check                      {ours * 1000:7.0f} ms   ratio {ours / bare:.2f}  (limit 1.5)")
        schema = folder / "schema.json"
        if shutil.which("check-jsonschema"):
            from lexmatch.cli.schema import schema as made

            schema.write_text(made("crosswalk"), "utf-8")
            other = best(["check-jsonschema", "--schemafile", str(schema), str(one)], 3)
            print(f"  check-jsonschema                    {other * 1000:7.0f} ms")
        if shutil.which("sssom"):
            table = folder / "n.sssom.tsv"
            best(
                [sys.executable, "-m", "lexmatch", "export", str(one), "--to", "sssom", "-o", str(table)], 1, cwd=folder
            )
            other = best(["sssom", "validate", str(table)], 3)
            print(f"  sssom validate                      {other * 1000:7.0f} ms")
        for n in range(1, files):
            (folder / "crosswalks" / f"n{n:04}.yaml").write_text(text.replace("Canada", f"Canada {n}", 1), "utf-8")
        compose, lean = measured(COMPOSE, folder)
        check, memory = measured(CHECK, folder)
        print(f"{files} files of {ENTRIES} entries")
        print(f"  PyYAML's C composer                 {compose:7.2f} s    {lean:6.0f} MB")
        print(
            f"  lexmatch check                      {check:7.2f} s    {memory:6.0f} MB   ratio {check / compose:.2f}  (limit 2)"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
