"""Play the real program from title to debrief under Xvfb with xdotool: `python -m tests.xvfb FOLDER`.

Nothing of the game is imported: the driver presses keys and clicks as a person would, reads how far the game has come
from its save, and keeps pictures in FOLDER. It ends with an error if any step does not happen in time.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
DISPLAY = ":93"
SIZE = (1280, 720)
PATIENCE = 40.0


class Late(Exception):
    """Something did not happen in time."""


@contextlib.contextmanager
def running(command: list[str], **surroundings: str) -> Iterator[subprocess.Popen[bytes]]:
    """A program that runs meanwhile."""
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **surroundings})
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def until(what: str, true: Callable[[], bool]) -> None:
    """Wait for something. Raises Late."""
    begun = time.monotonic()
    while not true():
        if time.monotonic() - begun > PATIENCE:
            raise Late(what)
        time.sleep(0.05)


class Player:
    """Presses keys, clicks, looks, and knows from the save how far the game is."""

    def __init__(self, home: Path, pictures: Path) -> None:
        self.home, self.pictures = home, pictures
        self.surroundings = {**os.environ, "DISPLAY": DISPLAY}
        self.taken = 0

    def do(self, *arguments: str) -> str:
        """Run xdotool; a search that finds nothing is an empty text."""
        command = ["xdotool", *arguments]
        done = subprocess.run(command, env=self.surroundings, capture_output=True, text=True, check=False)
        return done.stdout

    def press(self, *keys: str, pause: float = 0.25) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.do("key", "--clearmodifiers", key)
            time.sleep(pause)

    def click(self, x: int, y: int) -> None:
        """Click a place of the window."""
        self.do("mousemove", str(x), str(y), "click", "1")
        time.sleep(0.25)

    def picture(self, name: str) -> None:
        """Keep a picture of the screen."""
        self.taken += 1
        target = self.pictures / f"{self.taken:02}-{name}.png"
        subprocess.run(["import", "-window", "root", str(target)], env=self.surroundings, check=True)

    def lines(self) -> list[dict[str, object]]:
        """What the save holds; empty before there is one."""
        saves = sorted((self.home / "games").glob("*.jsonl"))
        if not saves:
            return []
        return [json.loads(line) for line in saves[0].read_text(encoding="utf-8").splitlines() if line.endswith("}")]

    def turns(self) -> int:
        """How many turns were played."""
        return sum("digest" in line and "orders" in line for line in self.lines())

    def finished(self) -> bool:
        """Whether the game has come to its end."""
        return any("ending" in line and "digest" not in line for line in self.lines())


def play(player: Player) -> None:
    """From the first start to the debrief."""
    until("the window opens", lambda: bool(player.do("search", "--onlyvisible", "--class", ".")))
    time.sleep(2.0)
    player.picture("welcome")
    player.press("Return")
    time.sleep(1.5)
    player.picture("title")
    player.press("n", "Return")
    time.sleep(1.5)
    player.picture("begin")
    player.press("Return")
    until("the game begins", lambda: bool(player.lines()))
    time.sleep(1.0)
    player.picture("report")
    player.press("Return")
    time.sleep(3.0)
    player.picture("turn")
    player.press("f")
    time.sleep(3.0)
    player.picture("foresight")
    player.press("Escape")
    while not player.finished():
        one_turn(player)
    time.sleep(1.5)
    player.press("Return")
    time.sleep(4.0)
    player.picture("debrief")


def one_turn(player: Player) -> None:
    """Answer a decision if there is one, place tokens, end the turn and read the report."""
    before = player.turns()
    player.press("d")
    if before in (0, 3, 8):
        time.sleep(1.0)
        player.picture("decision")
    player.press("1", "Return", pause=0.2)
    if before == 5:
        player.picture("turn")
    until(f"turn {before + 1} is played", lambda: ended(player, before))
    time.sleep(0.5)
    if before in (0, 3):
        player.picture("report")
    player.press("Return", pause=0.3)


def ended(player: Player, before: int) -> bool:
    """End the turn, and say whether it is; from another screen Escape leads back for the next try."""
    player.press("ctrl+Return", "ctrl+Return", pause=0.15)
    time.sleep(0.3)
    if player.turns() == before:
        player.press("Escape")
    return player.turns() > before


def main(folder: str) -> None:
    """Start everything and play."""
    pictures = Path(folder)
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        screen = ["Xvfb", DISPLAY, "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24", "-nolisten", "tcp"]
        with running(screen):
            time.sleep(1.0)
            game = [sys.executable, "main.py"]
            with running(game, DISPLAY=DISPLAY, THIRD_NEIGHBOUR_HOME=home, SDL_AUDIODRIVER="dummy"):
                player = Player(Path(home), pictures)
                try:
                    play(player)
                except Late as late:
                    player.picture("late")
                    raise SystemExit(f"not in time: {late} (after {player.turns()} turns)") from None
                mistakes = list((Path(home) / "logs").glob("*.log"))
                if mistakes:
                    raise SystemExit(mistakes[0].read_text(encoding="utf-8"))
                print(f"played {player.turns()} turns to the end; {player.taken} pictures in {pictures}")


if __name__ == "__main__":
    main(sys.argv[1])
