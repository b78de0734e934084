"""Policies: who gives Mongolia's orders when no person does. A policy is one class and one entry in POLICIES."""

from __future__ import annotations

from collections.abc import Callable

from game.compile import Book
from game.content.problems import did_you_mean
from game.session.bots.dated import ByDate, by_turn, documented
from game.session.bots.giving import Policy, afforded, camp_members, spread, tokens_of
from game.session.bots.greedy import Greedy
from game.session.bots.hedge import Hedge
from game.session.bots.plain import EvenSplit, FirstOption, Lean, Passive, Random
from game.session.bots.planner import Planner
from game.session.bots.slips import Slips

__all__ = [
    "POLICIES",
    "STUDIOUS",
    "THINKERS",
    "ByDate",
    "Passive",
    "Policy",
    "afforded",
    "by_turn",
    "camp_members",
    "documented",
    "policy",
    "spread",
    "tokens_of",
]

POLICIES: dict[str, Callable[[Book], Policy]] = {
    "documented": documented,
    "passive": lambda _: Passive(),
    "random": lambda _: Random(),
    "even-split": lambda _: EvenSplit(),
    "lean-russia": lambda _: Lean("russia"),
    "lean-china": lambda _: Lean("china"),
    "lean-third-neighbour": lambda _: Lean("third_neighbour"),
    "first-option": lambda _: FirstOption(),
    "hedge": lambda _: Hedge(),
    "greedy": lambda _: Greedy(),
    "planner": lambda _: Planner(),
    "planner-slips-10": lambda _: Slips(Planner(), 0.1),
    "planner-slips-30": lambda _: Slips(Planner(), 0.3),
}
"""Every built-in policy by the name that a user gives."""
THINKERS = ("greedy", "planner", "planner-slips-10", "planner-slips-30")
"""Those that play futures before every turn, and so take tenths of a second a game where others take milliseconds."""
STUDIOUS = ("hedge", "planner", "planner-slips-10", "planner-slips-30")
"""Those that study the whole scenario before their first orders."""


def policy(name: str, book: Book) -> Policy:
    """The built-in policy called `name`. Raises KeyError with a sentence that lists what there is."""
    if name not in POLICIES:
        hint = did_you_mean(name, POLICIES)
        raise KeyError(f"there is no policy {name!r}. {hint} Known: {', '.join(POLICIES)}.")
    return POLICIES[name](book)
