"""A sitting: what a person at a terminal has before them, which is a game, its words and a page to read it on."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rich.progress import BarColumn, Progress, TextColumn

from game.compile import Book
from game.compile.names import derived_names
from game.content.load import Loaded
from game.engine.orders import Orders
from game.session.difficulty import Limits, limits
from game.session.forecast import Comparison
from game.session.futures import Watch, unwatched
from game.session.headlines import headlines, own_variables
from game.session.history import Ghost, ghost
from game.session.match import Match
from game.session.orders import Plan, orders_of
from game.session.save import Save
from game.session.saves import Saves
from game.session.settings import Settings
from game.session.situation import Situation, situation
from game.session.variables import title_of
from game.session.words import Slot, Words
from game.terminal.chronicle import Chronicle
from game.terminal.keyboard import Lines
from game.terminal.names import Known, plain
from game.terminal.opening import console, words_of
from game.terminal.prose import Page


@dataclass(frozen=True)
class Desk:
    """What stays when another game is taken up: the page, where lines come from, and the shelf of saves."""

    page: Page
    lines: Lines
    saves: Saves


@dataclass(frozen=True)
class Look:
    """A foresight, and for which world and draft it was made."""

    node: int
    draft: object
    comparison: Comparison


class Sitting:
    """One game at a terminal."""

    def __init__(self, desk: Desk, save: Save, loaded: Loaded, settings: Settings) -> None:
        """`loaded` is the scenario of the save, with its words; `settings` choose the language."""
        self.desk, self.save, self.loaded, self.settings = desk, save, loaded, settings
        self.page = desk.page
        self.match: Match = save.match
        self.book: Book = save.match.book
        self.seen: Look | None = None
        """The newest foresight."""
        self.proposals: dict[tuple[int, str], Plan] = {}
        """What advisers proposed, by the world they were asked in and their names."""
        self.complained: object = None
        """The last trouble with the save that was told."""
        self.speak(settings.language)

    def speak(self, language: str) -> None:
        """Go on in another language. Raises Trouble for one that there is not."""
        self.words: Words = words_of(self.loaded, language)
        self.chronicle = Chronicle(self.page, self.words, self.book)

    # ---- what there is to see ----

    @property
    def situation(self) -> Situation:
        """What Mongolia sees now."""
        here = self.match.here
        return situation(self.book, here.state, here.played)

    @property
    def orders(self) -> Orders:
        """This turn's draft in numbers."""
        return orders_of(self.book, self.match.draft)

    @property
    def limits(self) -> Limits:
        """What the difficulty allows."""
        return limits(self.book)

    @property
    def looks_left(self) -> int | None:
        """How often one may still look ahead in this turn; None is without limit."""
        looks = self.limits.foresight.looks
        return None if looks is None else max(0, looks - self.match.looks_used)

    @cached_property
    def ghost(self) -> Ghost:
        """The same world with the documented orders."""
        return ghost(self.book, self.match.seed)

    # ---- names ----

    def titles(self, noun: str, ids: Sequence[str]) -> Known:
        """What the things of one noun are called."""
        return {name: self._titles(f"{noun}.{name}") for name in ids}

    def _titles(self, key: str) -> list[str]:
        return [self.words.t(one) for one in (key, f"{key}.short") if one in self.words]

    @property
    def partners(self) -> Known:
        """The powers."""
        return self.titles("partner", self.book.names.ids["partner"])

    @property
    def instruments(self) -> Known:
        """What capital can be spent on."""
        return self.titles("instrument", self.book.names.ids["instrument"])

    @property
    def variables(self) -> Known:
        """The numbers that Mongolia may see, the headlines first."""
        first = [one.name for one in (*headlines(self.book), *own_variables(self.book))]
        names = dict.fromkeys([*first, *self.match.view(), *derived_names(self.book.names.ids)])
        return {name: [self.words.say(title_of(self.book.content, name))] for name in names}

    # ---- saying and asking ----

    def say(self, key: str, indent: int = 0, style: str = "", **slots: Slot) -> None:
        """Write the text of a key."""
        self.page.say(self.words.t(key, **slots), indent, style)

    def read(self, prompt: str) -> str:
        """The next line. Raises EOFError at the end of the input."""
        return self.desk.lines.read(prompt)

    def sure(self, key: str, **slots: Slot) -> bool:
        """Ask a question, and once more if what is typed is no answer to it; no answer then means no."""
        for _ in range(2):
            self.page.say(self.words.t(key, **slots), style="bold")
            answer = plain(self.read(self.words.t("play.yes_no")))
            if answer in ("", *self._answers("yes"), *self._answers("no")):
                return answer in self._answers("yes")
        return False

    def _answers(self, word: str) -> tuple[str, ...]:
        own = plain(self.words.t(f"play.{word}"))
        return word, word[0], own, own[:1]

    @contextlib.contextmanager
    def busy(self, key: str, **slots: Slot) -> Iterator[Watch]:
        """Tell that something takes a moment: as a bar that moves, or where nothing is drawn in a sentence."""
        text = self.words.t(key, **slots)
        if self.page.plain or not self.page.console.is_terminal:
            self.page.say(text, style="dim")
            yield unwatched
            return
        bar = Progress(TextColumn("{task.description}"), BarColumn(), console=console(errors=True), transient=True)
        with bar:
            task = bar.add_task(text, total=1.0)

            def watch(done: float, partial: object = None) -> None:
                bar.update(task, completed=done)

            yield watch
