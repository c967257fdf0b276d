"""Tables of provisions, CSV, TSV and XLSX: many comparisons begin as a spreadsheet."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath

from lexmatch.findings import Finding, Place, Unreadable
from lexmatch.readers import Source
from lexmatch.readers.fidelity import Operative
from lexmatch.readers.table_cells import HEAD_ROWS, Grid, delimiter, grid, is_workbook, regular, text_of
from lexmatch.readers.table_columns import Columns, columns, judge
from lexmatch.readers.table_keys import place
from lexmatch.readers.table_rows import Entry, Reading, understand
from lexmatch.readers.table_tree import build
from lexmatch.readers.text_parts import language_of
from lexmatch.readers.units import Document, Meta, p

NAME = "table"
TITLE = "Table of provisions (CSV, TSV, XLSX)"
SUFFIXES = (".csv", ".tsv", ".xlsx")
OPERATIVE = Operative()

_WHERE = {True: "stands at the top", False: "was kept, but not placed"}


def detects(source: Source) -> bool:
    """A workbook; or a text in which one of the first rows heads columns of numbers and words; or one named as a table
    that is a table, so that its columns can be named in a message."""
    if is_workbook(source.data):
        return True
    head = source.data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"PK", b"%PDF", b"{", b"[", b"<", b"lexmatch:", b"---", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        return False
    text, _ = text_of(source.data[:200_000])
    lines = [line for line in text.splitlines()[: 3 * HEAD_ROWS] if line.strip()]
    named = PurePath(source.path.casefold()).suffix in (".csv", ".tsv")
    if not lines or (not named and not any(d in line for line in lines for d in ",;\t|")):
        return False
    if not delimiter(text, judge):
        return False
    table = grid(source, judge)
    if columns(table.rows, source.language) is not None and (named or (len(table.rows) > 1 and _wide(table))):
        return True
    return named and regular(source)


def _wide(table: Grid) -> bool:
    """Whether nearly all rows have more than one cell: prose with commas does not."""
    return sum(1 for r in table.rows if len(r.cells) > 1) >= 0.6 * len(table.rows)


def read(source: Source) -> tuple[Document, list[Finding]]:
    """The provisions, nested as their numbers or parents say. Raises Unreadable, naming the columns, when none fits."""
    table, found, reading = _read(source)
    units, attachments, left = build(reading)
    if not units and not attachments:
        raise Unreadable(f"{source.path} has a header, but no rows below it", "", source.place)
    before = [" ".join(c for c in r.cells if c.strip()) for r in table.rows[: found.at]]
    document = Document(_meta(source, table, found, reading, before), units, attachments=attachments)
    document.preface = [p(" ".join(line.split())) for line in before]
    return document, [*table.findings, *_findings(source, table, found, reading, left)]


def _read(source: Source) -> tuple[Grid, Columns, Reading]:
    if "table" not in source.parsed:
        table = grid(source, judge)
        found = columns(table.rows, source.language)
        if found is None:
            raise Unreadable(f"no columns of numbers and words of provisions were found in {source.path}; {_named(table)}",
                             "Head one column “number” (or article, section, no., ref id) and one “text” or “heading”; "
                             "“parent” is optional. A crosswalk is read by `lexmatch import-crosswalk`.",
                             source.place)  # fmt: skip
        reading = understand(table.rows, found, table.delimiter)
        place(reading)
        source.parsed["table"] = table, found, reading
    made: tuple[Grid, Columns, Reading] = source.parsed["table"]
    return made


def _named(table: Grid) -> str:
    widest = max(table.rows[:HEAD_ROWS], key=lambda r: sum(1 for c in r.cells if c.strip()), default=None)
    if widest is None:
        return "it is empty"
    names = [" ".join(c.split())[:40] for c in widest.cells if c.strip()][:20]
    return f"the columns are: {', '.join(names)}"


def operative(source: Source) -> str:
    """The cells of the columns that are read: every number once in its narrowest part, every other cell as it stands."""
    table, found, reading = _read(source)
    said = [c for r in table.rows[: found.at] for c in r.cells]
    said += [x for label, heading, _ in reading.groups for x in (label, heading)]
    said += [*reading.labels().values(), *reading.hoisted.values()]
    for e in reading.entries:
        said += [e.heading, *e.lines]
        if not e.key and not e.group_row:
            said += [e.label] if e.label else e.raw
    return " ".join(said)


def _meta(source: Source, table: Grid, found: Columns, reading: Reading, before: list[str]) -> Meta:
    stem = re.sub(r"[_\s]+", " ", PurePath(source.path.replace("\\", "/")).stem).strip()
    generic = table.sheet.casefold().startswith(("sheet", "tabelle", "feuil", "hoja", "planilha")) or not table.sheet
    title = next((b for b in before if len(b) < 200), "") or (stem if generic else table.sheet) or "Table"
    sample = " ".join(" ".join(e.lines) for e in reading.entries[:400])
    language = source.language or found.language or language_of(sample) or "en"
    plain = "".join(c for c in unicodedata.normalize("NFKD", title.casefold()) if not unicodedata.combining(c))
    name = re.sub(r"[^a-z0-9.]+", "-", plain).strip("-.")[:60].strip("-.") or "table"
    year = re.search(r"\b(1[89]\d\d|20\d\d)\b", title)
    adopted = year[1] if year else ""
    return Meta(title=title, uri=f"/akn/un/act/table/{adopted or 'undated'}/{name}", language=language, adopted=adopted,
                jurisdiction="un", kind="table")  # fmt: skip


def _findings(
    source: Source, table: Grid, found: Columns, reading: Reading, left: list[tuple[Entry, str]]
) -> list[Finding]:
    """What was kept apart and what was not read."""
    findings = [
        Finding("import", "warning", f"row {e.line} {_WHERE[bool(e.key)]}: {problem}", Place(source.path, e.line),
                "Give it a number, or the number of its parent.", key=f"row {e.line}")
        for e, problem in left[:50]
    ]  # fmt: skip
    if len(left) > 50:
        findings.append(Finding("import", "warning", f"{len(left) - 50} more rows could not be placed", source.place,
                                key="rows"))  # fmt: skip
    first: dict[tuple[str, ...], int] = {}
    again = [e.line for e in reading.entries if e.key and first.setdefault(e.key, e.line) != e.line]
    if again:
        findings.append(Finding("import", "note", f"{len(again)} rows have a number that a row before them has, and were "
                                f"added to it (row {', '.join(map(str, again[:12]))})", source.place, key="again"))  # fmt: skip
    unread = [n for c, n in enumerate(found.names) if c not in found.used and n
              and any(len(r.cells) > c and r.cells[c].strip() for r in table.rows[found.at + 1 :])]  # fmt: skip
    if unread:
        findings.append(Finding("import", "note", f"columns that were not read: {', '.join(unread)}", source.place,
                                key="columns"))  # fmt: skip
    over = [r.line for r in table.rows[found.at + 1 :] if any(c.strip() for c in r.cells[len(found.names) :])]
    if over:
        findings.append(Finding("import", "warning", "some rows have more cells than the header has columns; what is beyond "
                                f"was added to their text (row {', '.join(map(str, over[:12]))})", source.place,
                                "Put quotation marks around cells that hold the delimiter.", key="wide"))  # fmt: skip
    return findings
