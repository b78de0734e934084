"""Which goals count in a world: all of them, or those that its government chose to be judged by."""

from __future__ import annotations

from game.compile import Book
from game.content import expressions as ex
from game.engine.world import State
from game.session.conditions import conjuncts, hold


def asked(book: Book, state: State) -> tuple[str, ...]:
    """The goals that are asked for in the first world of `state`, in the order of the files."""
    return tuple(name for name in book.content.goals if _is_asked(book, state, name))


def always_asked(book: Book) -> tuple[str, ...]:
    """The goals that are asked for in every world, whatever was chosen."""
    return tuple(name for name, goal in book.content.goals.items() if goal.asked is None)


def _is_asked(book: Book, state: State, name: str) -> bool:
    text = book.content.goals[name].asked
    return text is None or all(hold(book, state, conjuncts(ex.parse(text))))
