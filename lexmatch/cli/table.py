"""Tables for the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any


def table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print rows under their column names: fitted to a terminal, as tab-separated whole words into a pipe."""
    if not sys.stdout.isatty():
        print("\t".join(columns))
        for row in rows:
            print("\t".join(str(cell) for cell in row))
        return
    from rich.console import Console
    from rich.table import Table

    made = Table(box=None, pad_edge=False, header_style="dim", show_edge=False)
    for number, column in enumerate(columns):
        made.add_column(column, no_wrap=number == 0, style="bold" if number == 0 else "", overflow="fold")
    for row in rows:
        made.add_row(*(str(cell) for cell in row))
    Console().print(made)
