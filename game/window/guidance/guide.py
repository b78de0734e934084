"""The guide of the first game: it lies over the screens, watches what is done, and says what to look at next."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, NamedTuple

import pygame

from game.session import numbers
from game.session.prediction import Prediction, outcome, step
from game.session.verdict import aim
from game.session.words import Slot
from game.window.guidance.callout import Choice, Note, callout
from game.window.guidance.steps import COUNT, PREDICTED, SCREENS, STEPS, Scene, Step, tokens
from game.window.play import Play
from game.window.widget import Act, Answer, Group, Stay, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk
    from game.window.screen import Screen

NAME = "guide"
BACK = "back"
"""The card on a screen where the present step has nothing to show."""


@dataclass(frozen=True)
class _Shown:
    """What lies over which screen: the card, what it points at and keeps off, and for which layout it was placed."""

    screen: int
    key: str
    target: tuple[int, int, int, int] | None
    laid: object
    clear: tuple[tuple[int, int, int, int], ...] = ()

    def is_new(self, before: _Shown | None) -> bool:
        """Whether this is another card than before, or points at something for the first time."""
        if before is None or (before.screen, before.key) != (self.screen, self.key):
            return True
        return before.target is None and self.target is not None


class Target(NamedTuple):
    """Something that a card points at: a widget of a group, and the part of it that is in view."""

    group: Group
    widget: Widget
    seen: pygame.Rect


class Guide:
    """One guided game, from the first step to the last; `desk.overlay` holds it."""

    def __init__(self, desk: Desk, play: Play) -> None:
        """Steps on screens that this window does not have are left out."""
        self.desk, self.play = desk, play
        self.steps = tuple(one for one in STEPS if desk.knows(one.screen))
        self.at = 0
        """Which step comes next."""
        self.prediction: Prediction | None = None
        """What the player expected, as long as it was not asked for again."""
        self._top: Screen | None = None
        self._shown: _Shown | None = None
        self._begin()

    def _begin(self) -> None:
        """Remember where the step began."""
        self._turn, self._most, self._title = self.play.match.turn, tokens(self.play), ""

    @property
    def step(self) -> Step:
        """The step that waits to be done."""
        return self.steps[self.at]

    # ---- over the screens ----

    def over(self, screen: Screen) -> list[Group]:
        """The card over the screen on top; none over any other."""
        shown = self._on(screen.name) if screen is self._top else ""
        if not shown:
            return []
        return [self._group(screen, shown, _union(self._targets(screen, shown)))]

    def tick(self, screen: Screen, now: int) -> bool:
        """See what was done, and put the card where it is needed."""
        if self.desk.play is not self.play:
            self.desk.overlay = None
            return False
        if screen is not self._top:
            self._clear()
            self._top = screen
        return self._advance(screen) and self._show(screen)

    def _advance(self, screen: Screen) -> bool:
        """Go on past all that is done; whether the guide goes on at all."""
        while (done := self.step.done) is not None and done(self._scene(screen)):
            if not self._next():
                return False
        return True

    def _scene(self, screen: Screen) -> Scene:
        self._most = max(self._most, tokens(self.play))
        if screen.name == self.step.screen and not self._title:
            self._title = screen.title
        moved = screen.name == self.step.screen and screen.title != self._title
        return Scene(screen.name, moved, self.play, self._turn, self._most)

    def _show(self, screen: Screen) -> bool:
        """Put the card over the screen unless it is there already; whether it had to be put there."""
        key = self._on(screen.name)
        found = self._targets(screen, key)
        target = _union(found)
        place = (target.left, target.top, target.width, target.height) if target else None
        kept = self._clear_of(screen, self._card(key)) if key else []
        clear = tuple((one.left, one.top, one.width, one.height) for one in kept)
        wanted = _Shown(id(screen), key, place, screen.laid, clear)
        there = bool(screen.groups) and screen.groups[-1].name == NAME
        if wanted == self._shown and there == bool(key):
            return False
        fresh = wanted.is_new(self._shown)
        self._shown = wanted
        self._put(screen, [self._group(screen, key, target)] if key else [])
        if fresh and key:
            self._lead(screen, found)
        return True

    def _put(self, screen: Screen, groups: list[Group]) -> None:
        """Have these groups over a screen instead of those that were there."""
        screen.regroup([*(one for one in screen.groups if one.name != NAME), *groups])

    def _lead(self, screen: Screen, marked: list[Target]) -> None:
        """At a new step the focus goes to the card's button, or to what is to be used unless it is there already."""
        card = screen.groups[-1]
        waits = [one for one in card.members if one.name != f"{NAME}.skip"]
        usable = [(one.group, one.widget) for one in marked if one.widget.focusable]
        in_use = self._card(self._on(screen.name)).done is not None
        there = in_use and any(one.widget is screen.focus for one in marked)
        if waits and not there:
            screen.set_focus(card, waits[0])
        elif usable and not there:
            entries = [(group, screen.entry(group)) for group, _ in usable]
            screen.set_focus(*next((one for one in entries if one in usable), usable[0]))
        said = next(one for one in card.widgets if one.name == f"{NAME}.card")
        self.desk.speak(said.line)

    def _clear(self) -> None:
        """Take the card away from the screen that was on top."""
        if self._top is not None and any(one.name == NAME for one in self._top.groups):
            self._put(self._top, [])
        self._shown = None

    # ---- what is shown ----

    def _on(self, screen: str) -> str:
        """The key of the card for a screen: the step's own, the one that leads to it, or the one that leads back."""
        if self.step.screen == screen:
            return self.step.key
        before = [one for one in self.steps[: self.at] if one.number == self.step.number and one.screen == screen]
        if before:
            return before[-1].key
        return BACK if screen in SCREENS else ""

    def _card(self, key: str) -> Step:
        """The step of that key, or for the card that leads back, the present one without anything to point at."""
        found = next((one for one in self.steps if one.key == key), None)
        return found or Step(BACK, self.step.number, "", (), lambda _: False)

    def _targets(self, screen: Screen, key: str) -> list[Target]:
        """What a card points at, as far as it is in view: the first of its marks that is there."""
        for mark in self._card(key).marks if key else ():
            found = []
            for group in screen.groups:
                for widget in group.widgets if group.name != NAME else ():
                    seen = widget.rect.clip(group.view) if group.view is not None else widget.rect
                    if (group.name == mark or fnmatchcase(widget.name, mark)) and seen.width and seen.height:
                        found.append(Target(group, widget, seen))
            if found:
                return found
        return []

    def _group(self, screen: Screen, key: str, target: pygame.Rect | None) -> Group:
        shown = self._card(key)
        waiting = shown.waits and target is None
        text = self.desk.t(f"guide.{key}.waits" if waiting else self._words(key), **self._slots())
        head = self.desk.t("guide.head", number=shown.number, count=COUNT)
        taken = [one.rect for group in screen.groups if group.name != NAME for one in group.widgets]
        note = Note(head, text, self._choices(shown, waiting))
        return callout(self.desk.measure("paper"), NAME, note, target, taken, shown.near, self._clear_of(screen, shown))

    def _clear_of(self, screen: Screen, shown: Step) -> list[pygame.Rect]:
        """What the card must not cover besides what it points at."""
        groups = [one for one in screen.groups if one.name != NAME]
        return [
            widget.rect
            for group in groups
            for widget in group.widgets
            if any(group.name == mark or fnmatchcase(widget.name, mark) for mark in shown.clear)
        ]

    def _choices(self, shown: Step, waiting: bool) -> list[Choice]:
        """Answers to a question, the button that goes on where nothing is to be done, and the one that skips."""
        t = self.desk.t
        found = [Choice(way, t(f"guide.way.{way}"), self._predict(way)) for way in shown.answers]
        last = shown is self.steps[-1]
        if waiting or shown.passes or (shown.done is None and not shown.answers):
            label = t("guide.finish" if last else "guide.next")
            found.append(Choice("next", label, self._pass if waiting else self._done, "primary"))
        return found if last else [*found, Choice("skip", t("guide.skip"), self.finish, "plain")]

    def _words(self, key: str) -> str:
        """The key of a card's words: the report has others if nothing was predicted for its turn."""
        if key == "report":
            return "guide.report" if self._told is not None else "guide.report.plain"
        return f"guide.{key}"

    @property
    def _told(self) -> Prediction | None:
        """The prediction for the turn that was played last."""
        made = self.prediction
        return made if made is not None and made.turn == self.play.match.turn - 1 else None

    def _slots(self) -> dict[str, Slot]:
        """What the cards' words may name."""
        seen, words = self.play.situation, self.desk.words
        figure = next((one for one in seen.figures if one.name == PREDICTED), None)
        found: dict[str, Slot] = {"aim": aim(self.play.book, self.play.match.state)}
        if figure is not None:
            least = numbers.bare(words, figure.unit, step(self.play.book, PREDICTED))
            found |= {
                "value": numbers.value(words, figure.unit, figure.value),
                "change": numbers.change(words, figure.unit, figure.change),
                "least": least,
                "did": self.desk.t(f"guide.did.{outcome(self.play.book, figure)}"),
            }
        if self._told is not None:
            found["said"] = self.desk.t(f"guide.said.{self._told.way}")
        found["futures"] = numbers.written(words, self.play.limits.foresight.futures, 0)
        standing = [one for one in seen.pressures if one.kind == "pressure"]
        return {**found, "pressure": standing[0].title} if standing else found

    # ---- acts ----

    def _predict(self, way: str) -> Act:
        """Keep what the player expects, and go on."""

        def act() -> Answer:
            figure = next(one for one in self.play.situation.figures if one.name == PREDICTED)
            self.prediction = Prediction(PREDICTED, way, self.play.match.turn, figure.value, figure.unit)
            return self._done()

        return act

    def _done(self) -> Answer:
        """The step's button was used."""
        self._next()
        return Stay()

    def _pass(self) -> Answer:
        """Go on without what has not come yet: the whole subject is left out."""
        number = self.step.number
        while self.step.number == number and self._next():
            pass
        return Stay()

    def _next(self) -> bool:
        """Go to the next step; whether there was one."""
        if self.at + 1 == len(self.steps):
            self.finish()
            return False
        self.at += 1
        self._begin()
        return True

    def finish(self) -> Answer:
        """The guide has ended, or was skipped; the game goes on."""
        self.desk.overlay = None
        self._clear()
        self.desk.change(seen_guide=True)
        return Stay()


def _union(found: list[Target]) -> pygame.Rect | None:
    """The least place that holds all targets."""
    return found[0].seen.unionall([one.seen for one in found[1:]]) if found else None
