"""XLSX: the table of CSV with a second sheet that holds the head of the crosswalk."""

from __future__ import annotations

import io
from typing import Any

from lexmatch.crosswalk import Crosswalk
from lexmatch.exports import Names
from lexmatch.exports import csv as table
from lexmatch.findings import Place, Unreadable

TITLE = "Workbook"
SUFFIX = ".xlsx"
LOSES = (
    "defaults: who decided and when stands in every row instead",
    "comments of the file",
    "line breaks at the edges of a note",
)
_WIDTHS = {"concept": 28, "standard": 30, "subject": 30, "note": 60, "concept-label": 30, "basis": 24}


def write(crosswalk: Crosswalk, names: Names) -> bytes:
    """The workbook: entries with frozen header and filter, then the head. Text is text: nothing becomes a formula."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "entries"
    sheet.append(table.COLUMNS)
    for row in table.rows(crosswalk, names):
        sheet.append([_text(cell) for cell in row])
    for n, key in enumerate(table.COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(n)].width = _WIDTHS.get(key, 14)
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.data_type = "s" if cell.value is not None else cell.data_type
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if cell.row == 1:
                cell.font = Font(bold=True)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    head: Any = book.create_sheet("crosswalk")
    for key, value in (("title", crosswalk.title), ("standard", "; ".join(crosswalk.standard)),
                       ("subject", "; ".join(crosswalk.subject)), ("scope", "; ".join(crosswalk.scope))):  # fmt: skip
        head.append([key, _text(table.neutral(value))])
    out = io.BytesIO()
    book.save(out)
    return _stable(out.getvalue())


def _text(text: str) -> str:
    """Without the control characters that the format forbids."""
    return "".join(c for c in text if c in "\n\t" or ord(c) >= 32)


def _stable(data: bytes) -> bytes:
    """The same archive without the time at which it was made."""
    import re
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2000-01-01T00:00:00Z", content)
            new.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def read(data: bytes, path: str) -> Crosswalk:
    """The entries and the head of a workbook; one without a sheet "crosswalk" gives entries alone."""
    import zipfile

    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, TypeError):
        raise Unreadable(f"{path} is no XLSX workbook", "Save it as .xlsx.", Place(path)) from None
    sheet = book["entries"] if "entries" in book.sheetnames else book.worksheets[0]
    rows = [["" if v is None else str(v) for v in row] for row in sheet.iter_rows(values_only=True)]
    about: dict[str, str] = {}
    if "crosswalk" in book.sheetnames:
        for row in book["crosswalk"].iter_rows(values_only=True, max_col=2):
            about[str(row[0])] = "" if row[1] is None else table._plain(str(row[1]))
    book.close()
    found = table.from_rows(rows, path, about.get("title", ""), _words(about.get("scope", "")))
    standards, subjects = _words(about.get("standard", "")), _words(about.get("subject", ""))
    return Crosswalk(found.title, standards or found.standard, subjects or found.subject, found.scope, found.entries)


def _words(text: str) -> tuple[str, ...]:
    return tuple(w.strip() for w in text.split(";") if w.strip())
