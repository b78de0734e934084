"""Which goals count in a world: all of them, or those that its government chose to be judged by."""

from __future__ import annotations

from collections.abc import Mapping

from game.compile import Book
from game.content import expressions as ex
from game.engine.world import State, World
from game.session.bots.giving import CALL
from game.session.conditions import conjuncts, hold


def asked(book: Book, state: State) -> tuple[str, ...]:
    """The goals that are asked for in the first world of `state`, in the order of the files."""
    return tuple(name for name in book.content.goals if _is_asked(book, state, name))


def always_asked(book: Book) -> tuple[str, ...]:
    """The goals that are asked for in every world, whatever was chosen."""
    return tuple(name for name, goal in book.content.goals.items() if goal.asked is None)


def callable_goals(book: Book) -> tuple[str, ...]:
    """The goals among which a government chooses the one that it is judged by; none where a scenario has no choice."""
    return tuple(book.content.events[CALL].options) if CALL in book.content.events else ()


def called(book: Book, state: State) -> str | None:
    """The goal that was chosen in the first world of `state`; None before the choice, and where there is none."""
    options = callable_goals(book)
    if not options:
        return None
    chosen = World(book.rules.layout, state.table).chosen[book.names.ids["decision"].index(CALL), 0]
    return options[int(chosen) - 1] if chosen > 0.0 else None


def intended(answers: Mapping[str, str]) -> str | None:
    """The goal that the answers of a draft choose, by decision; None if they choose none."""
    return answers.get(CALL)


def with_goal(answers: Mapping[str, str], mine: Mapping[str, str]) -> dict[str, str]:
    """Somebody's answers with the goal that `mine` choose, if they choose one."""
    goal = intended(mine)
    return {**answers} if goal is None else {**answers, CALL: goal}


def _is_asked(book: Book, state: State, name: str) -> bool:
    text = book.content.goals[name].asked
    return text is None or all(hold(book, state, conjuncts(ex.parse(text))))
