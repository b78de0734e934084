"""Every screen by its name: a new screen is a file, and a line here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from game.window.screen import Screen
from game.window.screens.decision import DecisionScreen
from game.window.screens.title import TitleScreen
from game.window.screens.turn import TurnScreen

CATALOGUE: Final[dict[str, Callable[..., Screen]]] = {
    "decision": DecisionScreen,
    "title": TitleScreen,
    "turn": TurnScreen,
}
