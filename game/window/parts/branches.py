"""The tree of turns: turns across, branches below each other, and every turn a widget that leads there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

import pygame

from game.session.branches import Node
from game.session.report import label
from game.window.drawing import shapes
from game.window.drawing.pen import Pen, Style
from game.window.parts.sheet import quiet
from game.window.play import Play
from game.window.widget import Act, Group, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk

LANE: Final = 46
"""The distance between branches, in reference pixels."""


def lanes(nodes: Sequence[Node], branch: Sequence[Node]) -> dict[int, int]:
    """The row of every node by its id: the present branch keeps to the first one, others begin a row of their own."""
    own = {node.id for node in branch}
    found: dict[int, int] = {}
    taken: set[int | None] = set()
    last = 0
    for node in nodes:
        if node.id in own:
            found[node.id] = 0
        elif node.parent in taken or node.parent is None or node.parent in own:
            last += 1
            found[node.id] = last
        else:
            found[node.id] = found[node.parent]
        if node.id not in own:
            taken.add(node.parent)
    return found


def tree(desk: Desk, play: Play, view: pygame.Rect, go: Callable[[Node], Act]) -> Group:
    """The tree within a view, which scrolls down where there are many branches."""
    match, look = play.match, desk.look
    rows = lanes(match.nodes, match.branch)
    side, lane = look.px(20), look.px(LANE)
    left, top = view.left + look.px(18), view.top + look.px(48)
    step = min(look.px(64), (view.width - look.px(48)) // max(1, match.turns))
    side = min(side, max(8, step - 2))
    places = {
        node.id: pygame.Rect(left + (node.turn - 1) * step, top + rows[node.id] * lane - side // 2, side, side)
        for node in match.nodes
    }
    height = top + (max(rows.values()) + 1) * lane - view.top
    ground = pygame.Rect(view.left, view.top, view.width, height)
    own = {node.id for node in match.branch}
    widgets: list[Widget] = [Links(ground, match.nodes, places, own, match.turns, step, desk.t("tree.last"))]
    for node in match.nodes:
        mark = NodeMark(desk, play, node, places[node.id], go(node), own=node.id in own)
        mark.view = view
        widgets.append(mark)
    return Group("tree", widgets, view)


class Links(Widget):
    """The lines between the turns, and the numbers of the turns above them."""

    def __init__(
        self,
        rect: pygame.Rect,
        nodes: Sequence[Node],
        places: dict[int, pygame.Rect],
        own: set[int],
        turns: int,
        step: int,
        end: str,
    ) -> None:
        """`end` is written above what comes after the last turn."""
        super().__init__("links", rect, focusable=False)
        self.nodes, self.own, self.turns, self.step, self.end = nodes, own, turns, step, end
        self._places = {id: (place.centerx - rect.left, place.centery - rect.top) for id, place in places.items()}

    def draw(self, pen: Pen) -> None:
        """The present branch thick, others thin; a new branch goes down from its parent."""
        pen = quiet(pen, self.rect, pen.surface.get_clip())
        left, top = self.rect.topleft
        self._numbers(pen)
        for node in self.nodes:
            if node.parent is None:
                continue
            (x0, y0), (x1, y1) = self._places[node.parent], self._places[node.id]
            thick = 3 if node.id in self.own else 1.6
            tint = "text" if node.id in self.own else "control"
            if y0 != y1:
                pen.rule((left + x0, top + y0), (left + x0, top + y1), tint, thick)
            pen.rule((left + x0, top + y1), (left + x1, top + y1), tint, thick)

    def _numbers(self, pen: Pen) -> None:
        style, x0 = Style("small", "text_2"), self._places[0][0]
        every = max(1, -(-(pen.width("00", style) + pen.px(10)) // self.step))
        end = self.rect.left + x0 + self.turns * self.step
        room = end - pen.width(self.end, style) // 2 - pen.px(6)
        pen.text(self.end, (end, self.rect.top + pen.px(4)), style, "centre")
        for turn in range(1, self.turns + 1, every):
            x = self.rect.left + x0 + (turn - 1) * self.step
            if x + pen.width(str(turn), style) // 2 <= room:
                pen.text(str(turn), (x, self.rect.top + pen.px(4)), style, "centre")


class NodeMark(Widget):
    """The opening of a turn: a lozenge, gold where the game stands, full on its branch, with a bar where it ended."""

    def __init__(self, desk: Desk, play: Play, node: Node, rect: pygame.Rect, act: Act, *, own: bool) -> None:
        self.node, self.own, self.here = node, own, node is play.match.here
        self.view: pygame.Rect | None = None
        key = "tree.here" if self.here else "tree.own" if own else "tree.other"
        last = node.turn > play.match.turns or node.ending is not None
        date = desk.say(label(play.book, min(node.turn, play.match.turns) - 1))
        line = desk.t("tree.end") if last else desk.t(key, turn=node.turn, date=date)
        super().__init__(f"node.{node.id}", rect, act, line=line)

    def reach(self, pen: Pen) -> pygame.Rect:
        """The bar stands right of it."""
        return super().reach(pen).inflate(2 * pen.px(4), 0)

    def draw(self, pen: Pen) -> None:
        """The lozenge, with the ring of the focus around it."""
        ink, ground = pen.colour("text"), pen.colour("bg")
        fill = pen.colour("accent_fill") if self.here else ink if self.own else ground
        width = max(1.4, 2 * pen.look.scale)
        side = round(self.rect.width * (1.15 if self.hovered or self.here else 1))
        drawn = shapes.mark("mongolia", side, fill, ink, width)
        pen.surface.blit(drawn, drawn.get_rect(center=self.rect.center))
        if self.node.ending:
            x, half = self.rect.right + pen.px(5), self.rect.height // 2
            pen.rule((x, self.rect.centery - half), (x, self.rect.centery + half), "text", 3)
        self.ring(pen, 4)
