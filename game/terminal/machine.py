"""The same reports for machines: one JSON object on stdout, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import typer

from game.compile import Book
from game.session.batch import LEVELS, Outcome
from game.session.report import TurnReport
from game.session.words import Words

NO_ENDING, NOT_OVER = "no-ending", "not-over"
"""What stands in place of an ending: the last turn is over and none applies, or there are turns to come. No ending
can be called so, because ids have no hyphens."""


class JsonChronicle:
    """Gathers the turns of one world, and prints them at the end."""

    def __init__(self, words: Words, book: Book) -> None:
        self._words = words
        self._whole: dict[str, Any] = {"scenario": book.content.id}
        self._turns: list[dict[str, Any]] = []

    def opening(self, seed: int, policy: str) -> None:
        """How the game is played."""
        self._whole |= {"seed": seed, "policy": policy, "turns": self._turns}

    def turn(self, report: TurnReport) -> None:
        """One turn, with its keys as they are and its name in words."""
        coming = [{"event": one.event, "label": self._words.say(one.label)} for one in report.coming]
        self._turns.append({**asdict(report), "label": self._words.say(report.label), "coming": coming})

    def closing(self, ending: str | None, goals: Mapping[str, bool], *, over: bool) -> None:
        """The end: everything is printed."""
        _print(self._whole | {"over": over, "ending": ending, "goals": dict(goals)})


def print_outcome(book: Book, seed: int, policy: str, found: Outcome) -> None:
    """How a batch came out; the quantiles stand in the order of `levels`."""
    about = {"scenario": book.content.id, "seed": seed, "policy": policy, "levels": LEVELS}
    endings = {name or (NO_ENDING if found.over else NOT_OVER): share for name, share in found.endings.items()}
    _print({**about, **asdict(found), "endings": endings})


def _print(value: Mapping[str, Any]) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False))
