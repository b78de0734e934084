"""A page of plain text: paragraphs and tables on a console. Nothing in them is markup, and no line ends in spaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

INDENT = 2
WIDEST = 100
"""Prose wider than this is hard to read."""
NARROW = 70
"""A screen of fewer columns gets lists instead of tables."""


@dataclass(frozen=True)
class Page:
    """Where text is written. A `plain` page is for a screen reader: one thing a line, nothing drawn, nothing broken."""

    console: Console
    plain: bool = False

    @property
    def has_columns(self) -> bool:
        """Whether there is room for tables, and somebody who looks at them."""
        return not self.plain and self.console.width >= NARROW

    def say(self, text: str = "", indent: int = 0, style: str = "", *, wrap: bool = True) -> None:
        """Write a paragraph, wrapped at the console's width or at WIDEST, every line indented."""
        if self.plain:
            indent, wrap = 0, False
        whole = Text(text, style=style)
        width = max(min(self.console.width, WIDEST) - indent, 20)
        for line in whole.wrap(self.console, width) if wrap and text else [whole]:
            line.rstrip()
            line.pad_left(indent)
            self.console.print(line, soft_wrap=True)

    def heading(self, title: str) -> None:
        """Write a heading that opens a page."""
        self.say()
        line = f"── {title} ".ljust(min(self.console.width, WIDEST), "─")
        self.say(title if self.plain else line, style="bold")

    def section(self, title: str) -> None:
        """Write a heading within a page."""
        self.say()
        self.say(title, style="underline")

    def table(
        self, rows: Sequence[Sequence[str]], titles: Sequence[str] = (), *, left: Sequence[int] = (0,), indent: int = 0
    ) -> None:
        """Write rows whose first cell is a name, in columns or, where there are none, a line each.

        All columns are set to the right but those in `left`. Columns without any content are left out.
        """
        kept = [number for number in range(max(map(len, rows), default=0)) if any(row[number] for row in rows)]
        rows = [[row[number] for number in kept] for row in rows]
        titles = [titles[number] for number in kept] if titles else ()
        if self.has_columns and rows:
            self.grid(_table(rows, titles, [place for place, number in enumerate(kept) if number in left]), indent)
            return
        for row in rows:
            self.say(_listed(row, titles), indent)

    def grid(self, table: Table, indent: int = 0) -> None:
        """Write a table that is already made."""
        with self.console.capture() as captured:
            self.console.print(Padding(table, (0, 0, 0, indent), expand=False))
        self.console.file.writelines(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def _table(rows: Sequence[Sequence[str]], titles: Sequence[str], left: Sequence[int]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold", show_header=bool(titles))
    for number in range(max(map(len, [*rows, titles]))):
        whole = number not in left or (number == 0 and len(left) > 1)
        title = Text(titles[number] if titles else "")
        table.add_column(title, justify="left" if number in left else "right", no_wrap=whole)
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _listed(row: Sequence[str], titles: Sequence[str]) -> str:
    """A row on one line: the name, then each cell with its column's title; empty cells are left out."""
    named = [f"{title} {cell}".strip() for title, cell in zip(titles or [""] * len(row), row, strict=True) if cell]
    return f"{row[0]}: {', '.join(named[1:] if row[0] else named)}" if len(named) > 1 else row[0]
