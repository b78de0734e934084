"""Help: what a screen is for, its keys, and the words of the game."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

import pygame

from game.session.verdict import aim, asks, verdicts
from game.window.drawing.pen import ENTER, Style
from game.window.parts.passage import Block, Passage
from game.window.parts.sheet import Entry, SheetScreen
from game.window.widget import Answer, Group

if TYPE_CHECKING:
    from game.window.desk import Desk

EVERYWHERE: Final = (
    ("↑ ↓ ← →", "arrows"),
    ("Tab", "tab"),
    (ENTER, "enter"),
    ("Esc", "escape"),
    ("?", "help"),
    ("S", "sources"),
    ("T", "table"),
    ("+ −", "text"),
    ("F11", "fullscreen"),
    ("F10", "mute"),
)
"""Keys that mean the same on every screen, and the ends of the keys of their words."""
OWN: Final = {
    "turn": (
        ("Space", "place"),
        ("0 1 2 3", "tokens"),
        ("Ctrl Z", "undo"),
        ("Ctrl Y", "redo"),
        ("D", "decision"),
        ("F", "foresight"),
        ("L", "ledger"),
        ("M", "map"),
        ("P", "pressures"),
        ("B", "balance"),
        ("I", "issues"),
        ("A", "advice"),
        ("Ctrl " + ENTER, "end"),
    ),
    "advice": (("1 2 3 4", "adviser"), (ENTER, "adopt")),
    "decision": (("1 2 3 …", "option"), ("F", "foresight")),
    "title": (("C", "continue"), ("N", "new"), ("G", "guide"), ("L", "load"), ("O", "settings"), ("Q", "quit")),
    "saves": (("R", "rename"), ("Del", "delete"), ("K", "keep")),
    "begin": (("Space", "choose"), ("R", "seed")),
    "table": (("E", "export"),),
    "pause": (("K", "keep"), ("O", "load"), ("A", "again"), ("L", "title"), ("Q", "quit")),
}
"""What else a screen takes."""
WORDS: Final = (
    "capital",
    "partner",
    "relation",
    "leverage",
    "attention",
    "influence",
    "autonomy",
    "instrument",
    "measure",
    "pressure",
    "event",
    "corridor",
    "alignment",
    "ledger",
    "foresight",
    "goal",
)
HEAD: Final = Style("heading")
STRONG: Final = Style("body", weight="SemiBold")
QUIET: Final = Style("small", "text_2")


class HelpScreen(SheetScreen):
    """Help for one screen."""

    name: ClassVar[str] = "help"

    def __init__(self, desk: Desk, about: str = "turn") -> None:
        """`about` is the name of the screen that asked."""
        super().__init__(desk)
        self.about = about

    @property
    def heading(self) -> str:
        """The screen that this is about."""
        return self.desk.t(f"screen.{self.about}")

    def lay(self) -> None:
        """Purpose and keys at the left, words at the right."""
        t, page, pen = self.desk.t, self.page, self.desk.measure("paper")
        texts = [Block(t(f"help.{self.about}"), Style("body", family="serif"), 20), *self._aims()]
        texts.append(Block(t("help.keys"), HEAD))
        keys = (*OWN.get(self.about, ()), *EVERYWHERE)
        texts += [Block(t(f"keys.{name}"), Style("label"), 4, cap=cap) for cap, name in keys]
        said = [Block(t("help.words"), HEAD, 10)]
        for word in WORDS:
            said += [Block(t(f"word.{word}"), STRONG, 0), Block(t(f"word.{word}.text"), QUIET, 8)]
        foot = self.foot(page, self._entries(), "sheet")
        bottom = min(widget.rect.top for widget in foot.widgets) - self.desk.look.px(20)
        room = pygame.Rect(page.left, page.top, page.width, bottom - page.top)
        self.groups = [Group("words", [Passage("words", room, pen, said)]), self.aside(texts), foot]

    def _aims(self) -> list[Block]:
        """How the game in progress is won, for the screen of its turns."""
        play, desk = self.desk.play, self.desk
        if play is None or self.about != "turn":
            return []
        found = [Block(desk.t("aim.head"), HEAD), Block(desk.say(aim(play.book, play.match.state)), Style("label"))]
        for one in (one for one in verdicts(play.book, play.match.state) if one.goal):
            asked = desk.say(asks(desk.words, one.goal, one.asked))
            found += [Block(desk.say(one.title), STRONG, 0, mark=True), Block(asked, QUIET, 6, inset=True)]
        return [*found[:-1], Block(found[-1].text, found[-1].style, 20, inset=found[-1].inset)]

    def _entries(self) -> list[Entry]:
        """The sources, if there is a game to have any, and the way back."""
        if self.desk.play is None:
            return [self.back()]
        return [self.back(), Entry("sources", "S", lambda: self.desk.push("sources", ""))]

    def key(self, key: str) -> Answer:
        """The key that opened it closes it."""
        return super().key("escape" if key == "?" else key)
