"""Draw the pictures of the window: `python -m docs.pictures.draw_window`, from the top of the repository.

Every screen of one game, the flagship as it was documented, at 1920 x 1080 without a display.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.update(SDL_VIDEODRIVER="dummy", SDL_AUDIODRIVER="dummy", PYGAME_HIDE_SUPPORT_PROMPT="1")
sys.path.insert(0, str(Path(__file__).parents[2]))

import pygame

from game.session.settings import Settings
from game.window.app import App
from tests.window.playing import new_game, press, window_app

HERE = Path(__file__).parent / "window"
FULL, SMALL = (1920, 1080), (1280, 720)


def settled(app: App, patience: float = 30.0) -> None:
    """Let frames pass until nothing is foreseen or built any more."""
    end = time.monotonic() + patience
    quiet = 0
    while quiet < 20 and time.monotonic() < end:
        play = app.desk.play
        app.frame(app.desk.now + 50)
        busy = (play is not None and play.busy) or app._moving
        quiet = 0 if busy else quiet + 1
        time.sleep(0.01)


def keep(app: App, name: str) -> None:
    """Write what the window shows."""
    settled(app)
    app.top.refresh()
    app.frame(app.desk.now + 16)
    pygame.image.save(app.window, HERE / f"{name}.png")


def shots(
    turns: int,
    first: str,
    wanted: Sequence[tuple[str, Callable[[App], None]]],
    size: tuple[int, int] = FULL,
    settings: Settings | None = None,
) -> None:
    """Pictures of one game after so many turns: (name, what to do before it)."""
    with new_game(turns) as play, window_app(play, size, first, settings) as app:
        for name, act in wanted:
            settled(app)
            act(app)
            keep(app, name)


def keys(*names: str) -> Callable[[App], None]:
    """Press these."""
    return lambda app: press(app, *names)


def planned(app: App) -> None:
    """A plan for the turn: visits, trade, a word to Beijing."""
    for cell in (
        "cell.visit.japan",
        "cell.trade.china",
        "cell.reassurance.china",
        "cell.loans.japan",
        "cell.investment.eu",
    ):
        app.top.focus_on(cell)
        press(app, "space")
    press(app, "space")


def opened(name: str, *arguments: object) -> Callable[[App], None]:
    """Open a screen over the present one."""
    return lambda app: app.answer(app.desk.push(name, *arguments))


def main() -> None:
    """Draw all of them."""
    HERE.mkdir(exist_ok=True)
    nothing = keys()
    with window_app(None, FULL, "title") as app:
        keep(app, "title")
        press(app, "n", "enter")
        keep(app, "begin")
    with window_app(None, FULL, "welcome") as app:
        keep(app, "welcome")
    shots(2, "turn", [("decision", keys("d"))])
    shots(
        4,
        "turn",
        [("turn", planned), ("foresight", keys("f")), ("pressure", keys("escape", "p", "down", "down", "enter"))],
    )
    shots(4, "turn", [("turn-720", planned)], SMALL)
    shots(4, "turn", [("turn-720-mongolian", planned)], SMALL, Settings(language="mn", reduced_motion=True))
    shots(4, "report", [("report", nothing)])
    shots(
        9,
        "turn",
        [
            ("ledger", keys("l")),
            ("why", opened("why", "exports")),
            ("sources", opened("sources", "measure.transit_fee")),
        ],
    )
    shots(
        9,
        "turn",
        [
            ("pause", keys("escape")),
            ("settings", opened("settings")),
            ("help", opened("help", "turn")),
            ("saves", opened("saves")),
        ],
    )
    shots(16, "debrief", [("debrief", nothing)])


if __name__ == "__main__":
    main()
