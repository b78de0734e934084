"""The corridors on the map of a turn: what each carries, and a place for the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.session import numbers
from game.session.situation import CorridorView
from game.window.drawing.pen import Pen
from game.window.region.map import CorridorMark, MapPicture, State
from game.window.widget import Widget

if TYPE_CHECKING:
    from game.window.desk import Desk


def mark(desk: Desk, view: CorridorView, *, focused: bool) -> CorridorMark:
    """What the map says of a corridor."""
    passage = view.passage.value if view.passage.seen else 1.0
    state: State = "closed" if passage <= 0.05 else "throttled" if passage < 0.95 else "open"
    flow = view.carried.value / max(view.capacity.value, 1e-9) if view.carried.seen else 0.5
    compact = desk.look.compact
    detail = corridor_detail(desk, view, ".brief" if compact else "")
    label = (desk.short(f"corridor.{view.id}") if compact else "") or desk.say(view.title)
    return CorridorMark(view.id, label, detail, min(flow, 1.0), state, focused, view.changed)


def corridor_detail(desk: Desk, view: CorridorView, form: str = "") -> str:
    """What a corridor carries, and what is in the way; `form` is the end of another key, such as `.brief`."""
    if view.mode == "air" or not view.carried.seen:
        return desk.t(f"corridor.{view.mode}")
    amount = numbers.written(desk.words, view.megatonnes, 2 if view.megatonnes < 1 else 1)
    fees = any(fee.seen and fee.value > 0 for fee in (view.fee_vehicle, view.fee_tonne, view.fee_value))
    key = "corridor.carries.fees" if fees else "corridor.carries"
    return desk.t(f"{key}{form}", mode=desk.t(f"corridor.{view.mode}"), amount=amount)


class CorridorSpot(Widget):
    """A corridor on the map, around its port or label."""

    def __init__(self, desk: Desk, view: CorridorView, picture: MapPicture) -> None:
        self.view, self.picture = view, picture
        x, y = picture.place(view.id)
        side = desk.look.px(28)
        rect = pygame.Rect(round(x) - side // 2, round(y) - side // 2, side, side)
        line = f"{desk.say(view.title)}: {corridor_detail(desk, view)}"
        super().__init__(f"corridor.{view.id}", rect, lambda: desk.push("sources", f"corridor.{view.id}"), line=line)
        self.term = f"corridor.{view.id}"
        self.desk = desk
        self._halo = rect

    def reach(self, pen: Pen) -> pygame.Rect:
        """Where its halo may shine."""
        return self._halo.union(self.rect)

    def draw(self, pen: Pen) -> None:
        """The halo, which comes and goes while the corridor has the focus."""
        if self.focused and not self.desk.settings.reduced_motion:
            self._halo = self.picture.halo(pen, self.desk.now) or self._halo
