"""The game in progress as the window holds it: the match, its save, what the seat sees, and what is being foreseen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from game.compile import Book, compile_book
from game.content.load import load
from game.content.models import Content
from game.content.where import library
from game.engine.orders import Orders
from game.session.counsel import Counsel
from game.session.difficulty import Limits, at, limits
from game.session.forecast import Comparison
from game.session.foresight import Foresight
from game.session.history import Ghost, ghost
from game.session.match import Match, Mode
from game.session.orders import Plan, orders_of
from game.session.playthrough import Played
from game.session.pool import Handle
from game.session.report import TurnReport, report
from game.session.save import Save
from game.session.saves import Saves
from game.session.situation import Situation, situation
from game.session.trials import CellEffects, OptionEffect, cell_effects, option_effects
from game.window import log

PAUSE: Final = 120
"""Milliseconds without a change after which the plan at hand is foreseen anew."""


class Play:
    """One game. What is foreseen arrives later: `poll` fetches it and says whether anything is new."""

    def __init__(self, save: Save, foresight: Foresight | None = None, counsel: Counsel | None = None) -> None:
        """`save` holds the match, and the match its scenario."""
        self.save = save
        self.match: Match = save.match
        book: Book = self.match.book
        self.book = book
        self.limits: Limits = limits(book)
        self.foresight = foresight or Foresight(book)
        self.foresight.warm()
        self.counsel = counsel or Counsel(book)
        """The advisers, who are asked when a player wants to hear them."""
        self.comparison: Comparison | None = None
        """The newest forecast of this turn; it may be of an earlier draft where looks are limited."""
        self.looked: Plan | None = None
        """The draft that the newest look of this turn was for, where looks are counted."""
        self.effects: CellEffects | None = None
        self.options: dict[str, Mapping[str, OptionEffect]] = {}
        """By event, as far as it is known: what each option would bring."""
        self.blind = False
        """Whether looking ahead failed in this turn."""
        self._cells: Handle | None = None
        self._asked: dict[str, Handle] = {}
        self._due: int | None = 0
        self._seen: tuple[int, Situation] | None = None
        self._ghost: Ghost | None = None
        self._reports: dict[int, TurnReport] = {}

    # ---- what there is to see ----

    def content_words(self, language: str) -> dict[str, str]:
        """The scenario's own texts, as `content_words` gives them."""
        return content_words(self.book.content, language)

    @property
    def situation(self) -> Situation:
        """What Mongolia sees now."""
        here = self.match.here
        if self._seen is None or self._seen[0] != here.id:
            self._seen = (here.id, situation(self.book, here.state, here.played))
        return self._seen[1]

    @property
    def last(self) -> Played | None:
        """The turn that led here."""
        return self.match.here.played

    @property
    def reports(self) -> tuple[TurnReport, ...]:
        """What each turn of this branch brought."""
        return tuple(self._report(node.id, node.played) for node in self.match.branch if node.played is not None)

    def _report(self, node: int, played: Played) -> TurnReport:
        if node not in self._reports:
            self._reports[node] = report(self.book, played)
        return self._reports[node]

    @property
    def ghost(self) -> Ghost:
        """The same world as it goes with the documented orders."""
        if self._ghost is None:
            self._ghost = ghost(self.book, self.match.seed)
        return self._ghost

    # ---- looking ahead ----

    @property
    def free(self) -> bool:
        """Whether one may look ahead as often as one likes."""
        return self.limits.foresight.looks is None

    @property
    def looks_left(self) -> int | None:
        """How often one may still look ahead in this turn; None is without limit."""
        looks = self.limits.foresight.looks
        return None if looks is None else max(0, looks - self.match.looks_used)

    def changed(self, now: int) -> None:
        """The draft or the turn changed: what was foreseen for it is given up."""
        if self.free:
            self.foresight.withdraw()
            self._due = now + PAUSE
        if self._cells is not None:
            self._cells.cancel()
            self._cells = None

    def turned(self, now: int) -> None:
        """Another turn is being planned."""
        self.blind = False
        self.comparison, self.effects, self.looked = None, None, None
        for handle in self._asked.values():
            handle.cancel()
        self._asked, self.options = {}, {}
        self.foresight.cancel()
        self.counsel.cancel()
        self.changed(now)

    def look(self) -> bool:
        """Look ahead once where looks are counted; whether there was one left."""
        if self.free:
            return True
        if not self.looks_left:
            return False
        self.match.look()
        self.looked = self.match.draft
        self._ask()
        return True

    def ask_options(self, event: str) -> None:
        """Have the options of an open decision tried out with the draft as it is now."""
        if event in self._asked:
            self._asked.pop(event).cancel()
        if self.free:
            self._asked[event] = self.foresight.submit(option_effects, self.match.state, event, self._orders())

    def _orders(self) -> Orders:
        return orders_of(self.book, self.match.draft)

    def _ask(self) -> None:
        """Have the draft foreseen."""
        wanted = self.limits.foresight
        state, orders = self.match.state, self._orders()
        self.foresight.start(state, orders, futures=wanted.futures, turns=wanted.turns, exact=wanted.exact)

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited: of an adviser, or of a look ahead."""
        return not self.match.over and (self.counsel.busy or (not self.blind and self._foreseeing()))

    def _foreseeing(self) -> bool:
        """Whether a look ahead is under way or due."""
        waiting = self._cells is not None or bool(self._asked) or (self.free and self._due is not None)
        return waiting or not self.foresight.done

    def poll(self, now: int) -> bool:
        """Fetch what advisers and looks ahead have found, and ask for what is due; whether anything is new.

        If a look ahead fails, the game goes on without it until the next turn, and a log says why.
        """
        if self.match.over:
            return False
        advised = self._poll_counsel()
        if self.blind:
            return advised
        try:
            return self._fetch(now) or advised
        except Exception as error:
            log.write(error)
            self.blind, self._cells, self._due, self._asked = True, None, None, {}
            self.foresight.cancel()
            return True

    def _fetch(self, now: int) -> bool:
        if self.free and self._due is not None and now >= self._due:
            self._due = None
            self._ask()
            self._cells = self.foresight.submit(cell_effects, self.match.state, self._orders())
        found = self.foresight.poll()
        if found is not None:
            self.comparison = found
        return self._poll_cells() | self._poll_options() | (found is not None)

    def _poll_counsel(self) -> bool:
        """Fetch what advisers have answered; whether anything is new. A log says why one will not answer."""
        before = {*self.counsel.failed}
        found = self.counsel.poll()
        for name in self.counsel.failed.keys() - before:
            log.write(self.counsel.failed[name])
        return found

    def _poll_cells(self) -> bool:
        effects = self._cells.poll() if self._cells is not None else None
        if effects is None:
            return False
        self.effects, self._cells = effects, None
        return True

    def _poll_options(self) -> bool:
        ready = {event: found for event, handle in self._asked.items() if (found := handle.poll()) is not None}
        for event, found in ready.items():
            self.options[event] = found
            del self._asked[event]
        return bool(ready)

    def close(self) -> None:
        """Leave the game: the workers go home and the save is let go."""
        try:
            self.counsel.close()
            self.foresight.close()
        finally:
            self.save.close()


def content_words(content: Content, language: str) -> dict[str, str]:
    """A scenario's texts; what the language lacks comes from the scenario's own one, then from English."""
    order = ("en", content.language, language)
    return {key: text for known in order for key, text in content.words.get(known, {}).items()}


def begin(saves: Saves, path: Path, difficulty: str, mode: Mode, seed: int) -> Play:
    """A new game of the scenario at `path`. Raises ContentError and Trouble."""
    return begun(saves, compile_book(at(load(path, library()), difficulty)), mode, seed)


def begun(saves: Saves, book: Book, mode: Mode, seed: int) -> Play:
    """A new game by these rules. Raises Trouble if it cannot be saved."""
    return Play(saves.begin(Match(book, seed, mode=mode)))
