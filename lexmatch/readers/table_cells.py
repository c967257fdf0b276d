"""Tables as rows of text: CSV and TSV with their delimiter and encoding found out, and the first fitting sheet of a workbook."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lexmatch.findings import Finding, Unreadable
from lexmatch.readers import Source
from lexmatch.readers.looks import decode, printable
from lexmatch.readers.zipped import files, names

MAX_ROWS = 200_000
MAX_COLUMNS = 300
MAX_CELL = 16 * 1024 * 1024
DELIMITERS = (",", ";", "\t", "|")
HEAD_ROWS = 20  # a header stands in one of the first rows
_SAMPLE = 200_000  # characters from which the delimiter is told


@dataclass(frozen=True, slots=True)
class Row:
    """A row with the line (or the row of the sheet) where it begins."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it came: its rows without the empty ones, what was noticed, and the sheet's name if it has one."""

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...] = ()
    sheet: str = ""
    delimiter: str = " "


Judge = Callable[[Sequence[Row]], int]  # how well a table's first rows look like provisions; 0: not at all


def _unknown(_rows: Sequence[Row]) -> int:
    return 0


def is_workbook(data: bytes) -> bool:
    """Whether bytes are an Excel workbook."""
    return data.startswith(b"PK\x03\x04") and "xl/workbook.xml" in names(data)


def grid(source: Source, judge: Judge) -> Grid:
    """The table in a file, read once. Raises Unreadable when it is too large or broken."""
    if "grid" not in source.parsed:
        source.parsed["grid"] = workbook(source, judge) if is_workbook(source.data) else delimited(source, judge)
    made: Grid = source.parsed["grid"]
    return made


# --- CSV and TSV ------------------------------------------------------------------------------------------------------


def text_of(data: bytes) -> tuple[str, str]:
    """The text of a table, and the encoding in which it was read where that is a guess."""
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\0" in data[:400]:
        # UTF-16 without its mark: every other byte is nothing.
        even, odd = data[:400:2].count(0), data[1:400:2].count(0)
        if max(even, odd) < 0.3 * len(data[:400:2]):
            return decode(data), ""
        return printable(data.decode("utf-16-be" if even > odd else "utf-16-le", "replace")), "UTF-16"
    text = decode(data)
    try:
        data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError:
        return text, "Windows-1252"
    return text, ""


def delimiter(text: str, judge: Judge) -> str:
    """The delimiter with which the first rows look most like a table of provisions; "" when there is none."""
    found = re.match(r"\s*sep=(.)\s*\n", text)
    if found:
        return found[1]
    best, best_score = "", (0, 0.0, 0)
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    for one in DELIMITERS:
        rows = [r for r in _parsed(sample, one, False, 200) if any(c.strip() for c in r.cells)]
        if one == "|":
            rows = [r for r in rows if r.cells[0].strip()]  # a table of Markdown is no table of ours
        widths = [len(r.cells) for r in rows]
        usual = max(set(widths), key=widths.count, default=0)
        known = judge(rows)
        if usual < 2 and not known:
            continue
        score = (known, widths.count(usual) / len(widths), usual)
        if score > best_score:
            best, best_score = one, score
    return best


def regular(source: Source) -> bool:
    """Whether a text is a table, whatever its columns: at least two rows, nearly all of one width."""
    text, _ = text_of(source.data)
    one = delimiter(text, _unknown)
    if not one:
        return False
    widths = [len(r.cells) for r in _parsed(text[:_SAMPLE], one, False, 200) if any(c.strip() for c in r.cells)]
    usual = max(set(widths), key=widths.count, default=0)
    return len(widths) >= 2 and usual >= 2 and widths.count(usual) >= 0.9 * len(widths)


def delimited(source: Source, judge: Judge) -> Grid:
    """The rows of a CSV or TSV file; quotes that do not close are reported, and nothing is lost by them."""
    text, guessed = text_of(source.data)
    findings: list[Finding] = []
    if guessed:
        findings.append(Finding("import", "note", f"the file does not say its encoding; it was read as {guessed}",
                                source.place, "Look at accented letters, or save it as UTF-8.", key="encoding"))  # fmt: skip
    one = delimiter(text, judge) or ","
    text = re.sub(r"\A\s*sep=.\s*\n", "\n", text)
    try:
        rows = _parsed(text, one, True, MAX_ROWS + 1)
    except csv.Error as error:
        # In a TSV quotes are often just quotes. Elsewhere one that is never closed takes the rest of the file with it.
        rows = _parsed(text, one, False, MAX_ROWS + 1, quoted=one != "\t" and "end of data" not in str(error))
        findings.append(Finding("import", "warning", f"quotation marks are not as in a CSV file: {error}", source.place,
                                "Look at the cells that hold quotation marks.", key="quotes"))  # fmt: skip
    return Grid(_limited(rows, source), tuple(findings), delimiter=one)


def _parsed(text: str, one: str, strict: bool, most: int, quoted: bool = True) -> list[Row]:
    """The rows of a text, at most `most`. Raises csv.Error when `strict` and a quote is wrong."""
    before = csv.field_size_limit(MAX_CELL)
    try:
        lines = io.StringIO(text, newline="")
        reader = csv.reader(
            lines, delimiter=one, strict=strict, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
        )
        rows, at = [], 1
        for cells in reader:
            rows.append(Row(at, tuple(cells)))
            at = reader.line_num + 1
            if len(rows) >= most:
                break
        return rows
    finally:
        csv.field_size_limit(before)


def _limited(rows: Iterable[Row], source: Source) -> tuple[Row, ...]:
    """The rows that hold something. Raises Unreadable beyond the limits."""
    kept = tuple(r for r in rows if any(c.strip() for c in r.cells))
    if len(kept) > MAX_ROWS:
        raise Unreadable(
            f"{source.path} has more than {MAX_ROWS:,} rows", "Split it, and import its parts.", source.place
        )
    widest = max((len(r.cells) for r in kept), default=0)
    if widest > MAX_COLUMNS:
        raise Unreadable(f"{source.path} has {widest:,} columns; the limit is {MAX_COLUMNS}",
                         "Keep the columns that hold the provisions.", source.place)  # fmt: skip
    return kept


# --- workbooks --------------------------------------------------------------------------------------------------------


def workbook(source: Source, judge: Judge) -> Grid:
    """The sheet of a workbook that looks most like provisions, the first of equals; formulas as the values they had."""
    try:
        import openpyxl  # noqa: F401
    except ImportError:
        raise Unreadable(f"{source.path} is an Excel workbook, and reading those needs openpyxl",
                         "Install it with pip install 'lexmatch-toolkit[xlsx]', or save the sheet as CSV UTF-8.",
                         source.place) from None  # fmt: skip
    parts = files(source.data, source.path)
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")) and re.search(rb"<!(?:DOCTYPE|ENTITY)", part[:4096]):
            raise Unreadable(f"{source.path} declares entities, which no workbook needs",
                             "Open it in a spreadsheet program and save it anew.", source.place)  # fmt: skip
    formulas = any(re.search(rb"<f[ >]", p) for n, p in parts.items() if n.startswith("xl/worksheets/"))
    del parts
    sheets = _sheets(source, values=True)
    judged = [(judge(rows[:HEAD_ROWS]), name, rows) for name, rows in sheets]
    best = max(judged, key=lambda s: s[0], default=None)
    if best is None:
        raise Unreadable(f"{source.path} has no sheet that is shown", "Show the sheet that holds the provisions.",
                         source.place)  # fmt: skip
    _, name, rows = best
    findings = _noticed(source, name, rows, dict(_sheets(source, values=False))[name] if formulas else ())
    others = [n for score, n, _ in judged if score and n != name]
    if others:
        findings.append(Finding("import", "warning", f"only the sheet '{name}' was read, not {', '.join(others)}",
                                source.place, "Save the other sheets as files of their own.", key="sheets"))  # fmt: skip
    return Grid(_limited(rows, source), tuple(findings), name)


def _sheets(source: Source, values: bool) -> list[tuple[str, list[Row]]]:
    """Name and rows of every sheet that is shown, with the values of formulas or the formulas themselves."""
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(source.data), read_only=True, data_only=values)
        found = []
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            sheet.reset_dimensions()  # what a file says of its own size is not believed
            rows = []
            for cells in sheet.iter_rows():
                line = next((c.row for c in cells if c.value is not None), 0)
                if line:
                    rows.append(Row(line, tuple(_cell(c) for c in cells)))
                if len(rows) > MAX_ROWS or len(cells) > 20 * MAX_COLUMNS:
                    break
            found.append((sheet.title, [Row(r.line, _trimmed(r.cells)) for r in rows]))
        book.close()
        return found
    except Unreadable:
        raise
    except Exception as error:  # openpyxl says what is wrong with a workbook in a dozen kinds of exception
        raise Unreadable(f"{source.path} is a workbook that cannot be read: {error}",
                         "Open it in a spreadsheet program and save it anew, or save the sheet as CSV UTF-8.",
                         source.place) from None  # fmt: skip


def _trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]


def _cell(cell: Any) -> str:
    """A cell as it is shown: 16.0 as 16, 3.1 formatted with two places as 3.10, dates as ISO 8601."""
    from openpyxl.utils.escape import unescape

    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        places = re.fullmatch(r"0\.(0+)", str(getattr(cell, "number_format", "") or ""))
        if places:
            return f"{value:.{len(places[1])}f}"
        return str(int(value)) if float(value).is_integer() else f"{value:.12g}"
    if hasattr(value, "isoformat"):
        return str(value.isoformat()).removesuffix("T00:00:00")
    return printable(unescape(str(value))).replace("\r\n", "\n").replace("\r", "\n")


def _noticed(source: Source, sheet: str, rows: Iterable[Row], formulas: Iterable[Row]) -> list[Finding]:
    """Formulas without a value, and cells that hold errors of the spreadsheet."""
    shown = {r.line: r.cells for r in rows}
    empty = [r.line for r in formulas for n, cell in enumerate(r.cells)
             if cell.startswith("=") and not "".join(shown.get(r.line, ())[n : n + 1])]  # fmt: skip
    wrong = [line for line, cells in shown.items() if any(re.fullmatch(r"#(?:REF|N/A|VALUE|NAME|DIV/0|NULL|NUM)[!?]?", c)
                                                          for c in cells)]  # fmt: skip
    found = []
    for lines, what, key in (
        (empty, "formulas without a value", "formulas"),
        (wrong, "an error instead of a value", "errors"),
    ):
        if lines:
            some = ", ".join(map(str, dict.fromkeys(lines[:12])))
            found.append(Finding("import", "warning", f"in the sheet '{sheet}' there are {what} (row {some})", source.place,
                                 "Open it in a spreadsheet program, let it calculate, and save it.", key=key))  # fmt: skip
    return found
