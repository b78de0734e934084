"""Frame times of the turn screen, and how long the first frame, the end of a turn and a foresight take.

All in milliseconds, median / 99th of a hundred, under SDL's dummy driver, so that nothing but our own drawing counts.
`python -m tests.bench.window` prints them; the goals are those of two weak cores without a graphics card.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial

from tests.window.playing import new_game, press, window_app

SIZES = ((1280, 720), (1920, 1080), (3840, 2160))
ROUNDS = 100
FIRST = """
import time
begun = time.clock_gettime(time.CLOCK_REALTIME)
import pygame
from game.session.settings import Settings
from game.window.app import App
from game.window.catalogue import CATALOGUE
from game.window.desk import Desk
from game.window.sounds.voice import Voice
pygame.display.init()
desk = Desk(Settings(), Voice(), CATALOGUE)
app = App(desk, pygame.display.set_mode((1920, 1080)), lambda desk: desk.screen("title"))
app.frame(0)
print(time.clock_gettime(time.CLOCK_REALTIME))
"""


def timed(action: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    begun = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - begun)


def shown(times: list[float]) -> str:
    """Median and 99th percentile."""
    return f"{statistics.median(times):6.2f} / {sorted(times)[int(0.99 * (len(times) - 1))]:6.2f}"


def measure(size: tuple[int, int]) -> None:
    """One size of the window."""
    with new_game(turns=3) as play, window_app(play, size, "turn") as app:
        while play.busy:
            app.frame(0)
            time.sleep(0.005)
        idle = [timed(lambda: app.frame(0)) for _ in range(ROUNDS)]
        app.top.focus_on("cell.visit.china")
        keys = ("right", "down", "left", "up")
        drag = [timed(partial(press, app, keys[at % 4])) for at in range(ROUNDS)]
        place = [timed(partial(press, app, str(at % 2))) for at in range(ROUNDS)]
        ahead: list[float] = []
        begun = time.perf_counter()
        now = 10_000
        while play.busy:
            now += 16
            ahead.append(timed(partial(app.frame, now)))
            time.sleep(0.008)
        foresight = time.perf_counter() - begun
        press(app, "ctrl+enter")
        over = timed(lambda: press(app, "ctrl+enter"))
        print(
            f"{size[0]:>4} x {size[1]:<4}  idle {shown(idle)}   over the ledger {shown(drag)}   placing {shown(place)}"
        )
        print(f"             while foreseeing {shown(ahead)} ({foresight:.2f} s)   end of turn, next screen {over:.1f}")


def first_frame() -> float:
    """Milliseconds from the start of a process to the title's first frame, the best of five (warm)."""
    times = []
    with tempfile.TemporaryDirectory() as home:
        surroundings = {
            **os.environ,
            "SDL_VIDEODRIVER": "dummy",
            "PYGAME_HIDE_SUPPORT_PROMPT": "1",
            "THIRD_NEIGHBOUR_HOME": home,
        }
        for _ in range(5):
            begun = time.clock_gettime(time.CLOCK_REALTIME)
            done = subprocess.run(
                [sys.executable, "-c", FIRST], env=surroundings, capture_output=True, text=True, check=True
            )
            times.append(1000 * (float(done.stdout.split()[-1]) - begun))
    return min(times)


def main() -> None:
    """Print all figures."""
    print(f"process start to first frame: {first_frame():.0f} ms (goal 600)")
    for size in SIZES:
        measure(size)
        if size == (1920, 1080):
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"             memory of the window so far {most:.0f} MB (goal 250)")


if __name__ == "__main__":
    main()
