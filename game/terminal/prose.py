"""Paragraphs and tables of plain text on a console: nothing in them is markup, and no line ends in spaces."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

INDENT = 2
WIDEST = 100
"""Prose wider than this is hard to read."""


def say(console: Console, text: str = "", indent: int = 0, style: str = "", *, wrap: bool = True) -> None:
    """Print a paragraph, wrapped at the console's width or at WIDEST, every line indented."""
    whole = Text(text, style=style)
    width = max(min(console.width, WIDEST) - indent, 20)
    for line in whole.wrap(console, width) if wrap and text else [whole]:
        line.rstrip()
        line.pad_left(indent)
        console.print(line, soft_wrap=True)


def rule(console: Console, title: str) -> None:
    """Print a heading that opens a section."""
    say(console)
    say(console, f"── {title} ".ljust(min(console.width, WIDEST), "─"), style="bold")


def grid(console: Console, table: Table, indent: int = 0) -> None:
    """Print a table."""
    with console.capture() as captured:
        console.print(Padding(table, (0, 0, 0, indent), expand=False))
    console.file.writelines(f"{line.rstrip()}\n" for line in captured.get().splitlines())
