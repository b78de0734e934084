"""The players of a certificate, by name: every bot, and planners that are forced to something."""

from __future__ import annotations

from typing import NamedTuple, get_args

from game.compile import Book
from game.content.difficulty import DEFAULT
from game.session.bots.exploit import Budget, exploit
from game.session.bots.giving import Policy
from game.session.bots.limits import Part
from game.session.bots.planner import Planner
from game.session.bots.study import Lesson
from game.session.goals import callable_goals, numbered
from game.session.policies import POLICIES, STUDIOUS, THINKERS

PLANNER = "planner"
LITTLE, MUCH = "planner-slips-10", "planner-slips-30"
"""Planners whose orders slip now and then: stand-ins for people."""
FIXED = ("passive", "even-split", "first-option", "lean-russia", "lean-china", "lean-third-neighbour")
"""Players who do the same whatever happens."""
MIXED = ("random", *FIXED, "greedy", "hedge", PLANNER, LITTLE, MUCH)
"""One of every kind."""
EXPLOIT = "exploit"
WITHOUT = "without-"
GOAL = "goal-"
PARTS: tuple[Part, ...] = get_args(Part)


class Play(NamedTuple):
    """A player at a difficulty."""

    player: str
    level: str = DEFAULT

    @property
    def thinks(self) -> bool:
        """Whether it plays futures before every turn."""
        return self.player in THINKERS or self.player.startswith((WITHOUT, GOAL))


def player(name: str, book: Book, budget: Budget) -> Policy:
    """The player of that name; an exploit is searched for first, with so much to spend."""
    if name == EXPLOIT:
        return exploit(book, budget, tests=1).policy
    if name.startswith(WITHOUT):
        return Planner(without=next(part for part in PARTS if name == WITHOUT + part))
    if name.startswith(GOAL):
        return Planner(goal=name.removeprefix(GOAL))
    return POLICIES[name](book)


def lessons(play: Play, book: Book) -> list[Lesson]:
    """What somebody has to study before these games."""
    name = play.player
    if name.startswith(GOAL):
        return [Lesson(numbered(book, name.removeprefix(GOAL)))]
    part = next((part for part in PARTS if name == WITHOUT + part), None)
    if part is None and name not in STUDIOUS:
        return []
    goals = range(len(callable_goals(book))) if callable_goals(book) else (-1,)
    return [Lesson(goal, None if part == "foresight" else part) for goal in goals]
