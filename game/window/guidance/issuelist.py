"""The list of issues over the map: one line, or unfolded a row for each thing that deserves attention now."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import pygame

from game.session.issues import Issue, issues
from game.session.verdict import asks
from game.session.words import Phrase
from game.window.drawing.pen import Pen, Style
from game.window.play import Play
from game.window.widget import Act, Answer, Group, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk

HEAD: Final = Style("label", weight="SemiBold")
ROW: Final = Style("small")
WIDTH: Final = 400
"""How wide the unfolded list is at most, in reference pixels."""
ICONS: Final = {
    "decision": "vote",
    "peril": "clock",
    "force": "warn",
    "warning": "warn",
    "release": "doc",
    "slipping": "treaty",
    "reach": "treaty",
    "tokens": "people",
    "looks": "eye",
}
"""The icon of a row by the kind of its issue."""
SCREENS: Final = {"decision": "decision", "force": "pressure", "warning": "pressure", "release": "pressure"}
"""The screen that a kind of issue leads to with its id."""
TERMS: Final = {"peril": "ending", "slipping": "goal", "reach": "goal"}
"""What a kind of issue is called in the glossary, to which it leads."""


def listed(play: Play) -> tuple[Issue, ...]:
    """What deserves attention in the game in progress."""
    match = play.match
    last = play.reports[-1] if play.last is not None else None
    return issues(play.situation, match.draft, match.capital_left, last, play.comparison, play.looks_left)


def issue_group(desk: Desk, play: Play, box: pygame.Rect, fold: Act, place: Callable[[], Answer]) -> Group:
    """The head and, if it is unfolded, the rows, from the top left of `box` and no larger than it.

    `fold` folds and unfolds the list; `place` leads to where tokens are placed.
    """
    found, pen = listed(play), desk.measure("dark")
    head = IssueHead(desk, box.topleft, len(found), fold)
    widgets: list[Widget] = [head]
    if desk.issues_open:
        width = min(box.width, pen.px(WIDTH * max(1.0, desk.look.text**0.5)))
        head.rect.width = max(head.rect.width, width) if found else head.rect.width
        y = head.rect.bottom + pen.px(4)
        for number, issue in enumerate(found):
            row = IssueRow(desk, issue, pygame.Rect(box.left, y, width, 0), f"issue.{number}", _act(desk, issue, place))
            widgets.append(row)
            y = row.rect.bottom + pen.px(3)
    reach = pen.px(8)
    return Group("issues", widgets, box.inflate(2 * reach, 2 * reach))


def _act(desk: Desk, issue: Issue, place: Callable[[], Answer]) -> Act:
    """What Enter on an issue does."""
    if issue.kind in SCREENS:
        return lambda: desk.push(SCREENS[issue.kind], issue.about)
    if issue.kind in TERMS:
        return lambda: desk.push("sources", f"{TERMS[issue.kind]}.{issue.about}")
    return place if issue.kind == "tokens" else lambda: desk.push("foresight")


def _told(desk: Desk, issue: Issue) -> Phrase:
    """A goal within reach is told as its author put it: its condition may name what has not happened yet."""
    if issue.kind != "reach":
        return issue.said
    said, condition = issue.said, issue.said.slots["condition"]
    assert isinstance(condition, Phrase)
    asked = desk.say(asks(desk.words, issue.about, condition)).removesuffix(".").removesuffix("。")
    return Phrase(said.key, {**said.slots, "condition": asked})


class IssueHead(Widget):
    """How many issues there are; Enter or a click unfolds and folds the list."""

    def __init__(self, desk: Desk, at: tuple[int, int], count: int, fold: Act) -> None:
        pen = desk.measure("dark")
        self.label = desk.t("issues.head", count=count) if count else desk.t("issues.none")
        self.opened = desk.issues_open
        width = pen.width(self.label, HEAD) + pen.key_width("I") + pen.px(56)
        rect = pygame.Rect(*at, width, max(pen.line(HEAD), pen.px(pen.look.grid("key"))) + pen.px(10))
        super().__init__("issues.head", rect, fold, line=desk.t("issues.line", head=self.label))

    def draw(self, pen: Pen) -> None:
        """A triangle that points where it unfolds, the label, and the key."""
        pen.panel(self.rect, "raised" if self.hovered or self.focused else "panel", "line_strong", 6, 1.2)
        x, y, side = self.rect.left + pen.px(16), self.rect.centery, pen.px(5)
        ahead = [(x - side, y - side), (x + side, y - side), (x, y + side)]
        down = [(x - side, y - side), (x - side, y + side), (x + side, y)]
        pygame.draw.polygon(pen.surface, pen.colour("accent_text"), ahead if self.opened else down)
        pen.text(self.label, (x + pen.px(14), y - pen.line(HEAD) // 2), HEAD)
        cap = pen.key_width("I")
        pen.key("I", (self.rect.right - cap - pen.px(8), y - pen.px(pen.look.grid("key")) // 2))
        self.ring(pen, 6)


class IssueRow(Widget):
    """One issue: an icon and a sentence that leads to its place."""

    def __init__(self, desk: Desk, issue: Issue, rect: pygame.Rect, name: str, act: Act) -> None:
        """The height of `rect` follows from the text."""
        self.issue, self.said = issue, desk.say(_told(desk, issue))
        pen = desk.measure("dark")
        rect.height = max(pen.height(self.said, ROW, self._room(pen, rect).width), pen.px(20)) + pen.px(10)
        term = f"{TERMS[issue.kind]}.{issue.about}" if issue.kind in TERMS else ""
        super().__init__(name, rect, act, line=self.said, term=term)

    @staticmethod
    def _room(pen: Pen, rect: pygame.Rect) -> pygame.Rect:
        """Where the sentence stands."""
        left = rect.left + pen.px(38)
        return pygame.Rect(left, rect.top + pen.px(5), rect.right - pen.px(10) - left, rect.height)

    def draw(self, pen: Pen) -> None:
        """A panel of its own, raised where the focus is."""
        pen.panel(self.rect, "raised" if self.hovered or self.focused else "panel", "line", 6)
        pen.icon(ICONS[self.issue.kind], (self.rect.left + pen.px(10), self.rect.top + pen.px(5)), 20, "accent_text")
        pen.paragraph(self.said, self._room(pen, self.rect), ROW)
        self.ring(pen, 6)
