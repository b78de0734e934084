"""Plays games that are killed at any instant, and looks at what is left; run as a program by test_killed.py.

    python -m tests.session.killing FOLDER TRIES SEED

A child is forked for each try, so that the scenario is read once. It tells its parent each turn that has ended through
a pipe, which knows nothing of files.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from game.engine.world import digests
from game.session.lines import Line
from game.session.match import Match
from game.session.record import read
from game.session.save import Save, marker, restored
from tests.worlds import STORY, book

BOOK = book(STORY)
MOST, LONGEST = 4, 0.02
"""A child is killed a moment after it told of up to so many turns; the moment (seconds) is longer than a turn."""


def play(path: Path, seed: int, told: int) -> None:
    """Play and never end: after the last turn, begin a new branch."""
    if path.exists():
        with Save.resume(path) as save:
            _turns(save.match, seed, told)
    with Save.begin(path, Match(BOOK, seed)) as save:
        _turns(save.match, seed, told)


def _turns(match: Match, seed: int, told: int) -> None:
    chance = random.Random(seed)
    os.write(told, b"open\n")
    while True:
        if match.over:
            match.rewind(chance.randrange(1, match.turn))
        for partner in ("china", "russia", "japan"):
            match.place(partner, "visit", chance.randrange(1, 3))
        match.undo()
        played = match.end_turn()
        os.write(told, digests(played.after)[0].encode() + b"\n")


def one(path: Path, seed: int, chance: random.Random) -> tuple[int, int, bool]:
    """Kill one child. The turns that it told of, those that its save holds, and whether its last line was torn."""
    before = len(read(path).lines) if path.exists() else 0
    heard, told = os.pipe()
    child = os.fork()
    if not child:
        play(path, seed, told)
    os.close(told)
    with os.fdopen(heard, "rb") as pipe:
        turns = [pipe.readline() for _ in range(chance.randrange(-MOST, MOST + 1))]
        time.sleep(chance.uniform(0, LONGEST * (1 if turns else 3)))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert os.WTERMSIG(status) == signal.SIGKILL, "the child ended by itself"
        turns = [turn.strip() for turn in (*turns, *pipe)][1:]
    if not path.exists():
        assert not turns, "a turn was told of before there was a save"
        return 0, 0, False
    return _looked_at(path, before, [turn.decode() for turn in turns])


def _looked_at(path: Path, before: int, told: list[str]) -> tuple[int, int, bool]:
    record = read(path)
    held = [line.digest for line in record.lines[before:]]
    assert record.damage is None
    assert held[: len(told)] == told, "a turn that had ended is lost"
    assert len(held) <= len(told) + 1
    found = restored(record, BOOK)
    assert found.notes == ()
    assert len(found.match.nodes) == len(record.lines) + 1
    assert marker(path).exists()
    return len(told), len(held), record.size < path.stat().st_size


def go_on(path: Path) -> None:
    """Open a save as a player would, play a turn and close it."""
    with Save.resume(path) as save:
        assert (save.path, save.notes) == (path, ())
        if save.match.over:
            save.match.rewind(1)
        save.match.end_turn()
        turns = len(save.match.nodes) - 1
    assert len(read(path).lines) == turns
    assert not marker(path).exists()
    assert isinstance(read(path).entries[-1][1], Line) or read(path).tail


def main(folder: Path, tries: int, seed: int) -> dict[str, int]:
    """Kill so many children; every fifth save is opened and killed once more."""
    chance = random.Random(seed)
    found = {"tries": 0, "told": 0, "held": 0, "torn": 0, "empty": 0}
    for number in range(tries):
        path = folder / f"{number}.jsonl"
        for again in range(2 if number % 5 == 0 else 1):
            told, held, torn = one(path, number + 1000 * again, chance)
            for key, value in (("tries", 1), ("told", told), ("held", held), ("torn", torn), ("empty", not held)):
                found[key] += value
        if number % 5 == 0 and path.exists():
            go_on(path)
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
