"""Gap reports: one view, one file per format."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lexmatch.files import write
from lexmatch.findings import Unreadable
from lexmatch.report.model import View
from lexmatch.text import did_you_mean

# Format → (module, file name suffix). Every module has `render`; those of TEXT give a string.
FORMATS = {"html": ".html", "md": ".md", "csv": ".csv", "json": ".json"}


def write_reports(view: View, formats: tuple[str, ...], folder: Path, name: str, templates: Mapping[str, Path]
                  ) -> list[Path]:  # fmt: skip
    """Write the report in each format as `name` + suffix in `folder`; every format is rendered before any is written, so
    that a fault in one leaves nothing behind. Raises Unreadable for an unknown format."""
    for wanted in formats:
        if wanted not in FORMATS:
            raise Unreadable(f"there is no report format '{wanted}'",
                             did_you_mean(wanted, tuple(FORMATS)) or f"The formats are {', '.join(FORMATS)}.")  # fmt: skip
    rendered = {folder / f"{name}{FORMATS[f]}": render(view, f, templates) for f in formats}
    for path, content in rendered.items():
        write(path, content)
    return list(rendered)


def render(view: View, wanted: str, templates: Mapping[str, Path]) -> str:
    """The report in one text format."""
    if wanted == "html":
        from lexmatch.report import html

        return html.render(view, templates)
    if wanted == "md":
        from lexmatch.report import markdown

        return markdown.render(view)
    from lexmatch.report import tables

    return tables.csv(view) if wanted == "csv" else tables.json(view)
