"""Draws chronicle.svg, the picture in the README, from what `run` prints: python docs/pictures/draw_chronicle.py."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from itertools import dropwhile, takewhile
from pathlib import Path

from rich.console import Console
from rich.text import Text

HERE = Path(__file__).resolve().parent
MAIN = HERE.parent.parent / "main.py"
WIDTH = 100
FIRST, NEXT = "── November 2016", "── December 2016"


def main() -> None:
    """Play the documented course once and draw one of its turns."""
    turn = _turn(_chronicle())
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    for line in turn:
        console.print(line, soft_wrap=True)
    drawn = console.export_svg(title="python main.py run dalai-lama-2016", unique_id="chronicle")
    (HERE / "chronicle.svg").write_text(_without_remote_fonts(drawn), encoding="utf-8")


def _chronicle() -> list[Text]:
    colours = {**os.environ, "COLUMNS": str(WIDTH), "FORCE_COLOR": "1", "TERM": "xterm-256color"}
    command = [sys.executable, str(MAIN), "run", "dalai-lama-2016", "--seed", "1"]
    said = subprocess.run(command, env=colours, capture_output=True, text=True, check=True, encoding="utf-8").stdout
    return [Text.from_ansi(line) for line in said.splitlines()]


def _turn(lines: list[Text]) -> list[Text]:
    begun = dropwhile(lambda line: not line.plain.startswith(FIRST), lines)
    return list(takewhile(lambda line: not line.plain.startswith(NEXT), begun))


def _without_remote_fonts(drawn: str) -> str:
    """The picture is complete by itself: the reader's own fixed-width font is used."""
    return re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)


if __name__ == "__main__":
    main()
