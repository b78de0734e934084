"""What a player expected of a number, beside what it did: rise, hold (by less than is worth a word) or fall."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from game.compile import Book
from game.session.headlines import headlines, own_variables
from game.session.report import Figure

WAYS: Final = ("rise", "hold", "fall")


@dataclass(frozen=True)
class Prediction:
    """That the variable `name`, which stood at `value` [`unit`], would go one of WAYS in turn `turn` (from 1)."""

    name: str
    way: str
    turn: int
    value: float
    unit: str

    def __post_init__(self) -> None:
        if self.way not in WAYS:
            raise ValueError(f"a number can {', '.join(WAYS)}, not {self.way}")


def step(book: Book, name: str) -> float:
    """The smallest change of a variable that is worth a word, in its unit; any change if it is no headline."""
    return next((one.step for one in (*headlines(book), *own_variables(book)) if one.name == name), 0.0)


def outcome(book: Book, figure: Figure) -> str:
    """Which of WAYS a figure went in the turn that it tells of."""
    if abs(figure.change) < step(book, figure.name) or not figure.change:
        return "hold"
    return "rise" if figure.change > 0 else "fall"
