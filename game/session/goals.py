"""Which goals count in a world: all of them, or those that its government chose to be judged by."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from game.compile import Book
from game.content import expressions as ex
from game.engine.arrays import Ints
from game.engine.chance import draw, draw_id, level
from game.engine.world import State, World
from game.session.conditions import conjuncts, hold

CALL = "national_goal"
"""The decision by which a government says which goal it wants to be measured by, where a scenario has it."""


def asked(book: Book, state: State) -> tuple[str, ...]:
    """The goals that are asked for in the first world of `state`, in the order of the files."""
    return tuple(name for name in book.content.goals if _is_asked(book, state, name))


def always_asked(book: Book) -> tuple[str, ...]:
    """The goals that are asked for in every world, whatever was chosen."""
    return tuple(name for name, goal in book.content.goals.items() if goal.asked is None)


def callable_goals(book: Book) -> tuple[str, ...]:
    """The goals among which a government chooses the one that it is judged by; none where a scenario has no choice."""
    return tuple(book.content.events[CALL].options) if CALL in book.content.events else ()


def numbered(book: Book, goal: str) -> int:
    """The number of a goal among those that can be called. Raises ValueError for one that cannot be."""
    options = callable_goals(book)
    if not options:
        raise ValueError(f"{book.content.id} asks for no national goal")
    if goal not in options:
        raise ValueError(f"there is no national goal {goal!r}; there are {', '.join(options)}")
    return options.index(goal)


def choices(book: Book, state: State) -> Ints:
    """The number of the goal that each world has chosen, -1 before the choice and where there is none, [worlds]."""
    if not callable_goals(book):
        return np.full(state.width, -1, dtype=np.intp)
    chosen = World(book.rules.layout, state.table).chosen[book.names.ids["decision"].index(CALL)]
    found: Ints = chosen.astype(np.intp) - 1
    return found


def drawn(book: Book, state: State) -> Ints:
    """A goal drawn for each world, by its number: the same in every turn, for every player; -1 where there is none.

    Which goal a country has is what it wants, and no means to anything: so those who have no wishes draw one.
    """
    count = len(callable_goals(book))
    if not count:
        return np.full(state.width, -1, dtype=np.intp)
    bits = level(draw(state.keys, 0, np.array([draw_id("policy.goal")], dtype=np.uint64)))[0]
    found: Ints = (bits % np.uint64(count)).astype(np.intp)
    return found


def wished(book: Book, state: State, goal: str | None = None) -> Ints:
    """The number of the goal that each world is to follow: the one it has chosen, else `goal`, else one drawn for it.

    It is -1 where a scenario asks for none. Raises ValueError for a goal that cannot be called.
    """
    chosen = choices(book, state)
    wish = drawn(book, state) if goal is None else np.full(state.width, numbered(book, goal))
    return np.where(chosen < 0, wish, chosen)


def called(book: Book, state: State) -> str | None:
    """The goal that was chosen in the first world of `state`; None before the choice, and where there is none."""
    number = int(choices(book, state)[0])
    return callable_goals(book)[number] if number >= 0 else None


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
