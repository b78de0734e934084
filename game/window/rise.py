"""A sheet that opens: it comes up a little and grows clear over what was shown before."""

from __future__ import annotations

from typing import Final

import pygame

REACH: Final = 24
"""How far a sheet rises, in reference pixels."""


class Rise:
    """The way from one picture of the window to the next, for `span` milliseconds from `start`."""

    def __init__(self, before: pygame.Surface, after: pygame.Surface, start: int, span: int, reach: int) -> None:
        """`reach` in pixels; `after` is what stands there at the end."""
        self.before, self.after = before, after.convert(before)
        self.start, self.span, self.reach = start, span, reach

    def skip(self) -> None:
        """Be at the end with the next picture."""
        self.span = 0

    def draw(self, window: pygame.Surface, now: int) -> bool:
        """Draw how it stands now; whether it still moves."""
        part = min(1.0, (now - self.start) / self.span) if self.span else 1.0
        if part >= 1.0:
            self.after.set_alpha(None)
            window.blit(self.after, (0, 0))
            return False
        eased = 1.0 - (1.0 - part) ** 3
        window.blit(self.before, (0, 0))
        self.after.set_alpha(round(255 * eased))
        window.blit(self.after, (0, round(self.reach * (1.0 - eased))))
        return True
