"""Games at a terminal without one: lines from a list, and the page in a string."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from rich.console import Console

from game.compile import compile_book
from game.content.load import load
from game.content.where import find, library
from game.session.difficulty import at
from game.session.match import Match, Mode
from game.session.orders import Plan
from game.session.saves import Saves
from game.session.settings import Settings
from game.terminal.game import attend
from game.terminal.keeping import Left, Taken
from game.terminal.keyboard import Piped
from game.terminal.prose import Page
from game.terminal.sitting import Desk, Sitting
from tests.worlds import STORY

LOADED = load(find(STORY, library()))
LEVELS = {name: at(LOADED, name) for name in ("guided", "normal", "hard", "expert")}
BOOKS = {name: compile_book(loaded) for name, loaded in LEVELS.items()}


class Typed:
    """A sitting that obeys lines and gives back what is written."""

    def __init__(
        self,
        home: Path,
        *,
        plain: bool = False,
        width: int = 80,
        difficulty: str = "normal",
        mode: Mode = "study",
        seed: int = 7,
        seats: Mapping[str, str] | None = None,
    ) -> None:
        self.out = io.StringIO()
        console = Console(file=self.out, width=width, markup=False, highlight=False, emoji=False, color_system=None)
        self.page = Page(console, plain)
        self.desk = Desk(self.page, Piped(self.page, io.StringIO()), Saves(home))
        match = Match(BOOKS[difficulty], seed, seats, mode=mode)
        self.sitting = Sitting(self.desk, self.desk.saves.begin(match), LEVELS[difficulty], Settings())
        self.left = ""

    @property
    def match(self) -> Match:
        return self.sitting.match

    def type(self, *lines: str) -> str:
        """What these lines bring onto the page."""
        before = self.out.tell()
        self.sitting.desk = Desk(
            self.page, Piped(self.page, io.StringIO("".join(f"{line}\n" for line in lines))), self.desk.saves
        )
        try:
            attend(self.sitting)
        except (EOFError, Left, Taken) as gone:
            self.left = type(gone).__name__
        return self.out.getvalue()[before:]

    def close(self) -> None:
        self.sitting.save.close()


def lines_of(plan: Plan) -> Iterable[str]:
    """What a person would type to give these orders."""
    for partner, cells in plan.place.items():
        yield from (f"place {partner} {instrument} {tokens}" for instrument, tokens in cells.items())
    yield from (f"decide {event} {option}" for event, option in plan.decide.items())
    yield "end yes"
