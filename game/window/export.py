"""A table as a file for a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Final

from game.session.files import exports, free_path, write_whole
from game.window.table import Table, is_number

STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def export(table: Table) -> Path:
    """Write a table as CSV into the folder of exports and say where. Raises Trouble if nothing can be written."""
    name = re.sub(r"[^\w .-]+", "", table.title).strip(" .")[:60] or "table"
    path = free_path(exports() / f"{name}.csv")
    write_whole(path, text(table).encode("utf-8-sig"))
    return path


def text(table: Table) -> str:
    """The table as CSV. A text that a spreadsheet would compute is marked as text."""
    found = io.StringIO()
    writer = csv.writer(found)
    writer.writerow(map(_plain, table.head))
    writer.writerows(map(_plain, row) for row in table.rows)
    return found.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(STARTS) and not is_number(cell) else cell
