"""What deserves attention now: a short list that is read from what a seat sees, its draft and the forecast."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from game.session.forecast import Comparison
from game.session.orders import Plan
from game.session.pressures import Pressure
from game.session.release import Condition
from game.session.report import Moved, TurnReport
from game.session.views import GoalView, Situation
from game.session.words import Phrase, phrase

KINDS = ("peril", "decision", "force", "warning", "release", "slipping", "reach", "tokens", "looks")
WITHIN_REACH = 0.25
"""The chance from which a goal that is not reached yet is told as within reach."""
SLIPPING = 0.5
"""The chance below which a goal that is reached now is told as slipping."""


@dataclass(frozen=True)
class Issue:
    """One thing to look after: its kind, one of KINDS, and the id of what it is about (ending, event, slot or goal)."""

    kind: str
    about: str
    said: Phrase


def issues(
    seen: Situation,
    draft: Plan,
    capital_left: int,
    last: TurnReport | None = None,
    comparison: Comparison | None = None,
    looks: int | None = None,
) -> tuple[Issue, ...]:
    """What deserves attention before the orders of this turn are given, the most urgent first.

    `capital_left`: tokens that the draft does not spend. `last`: the turn that led here, if there was one.
    `comparison`: the forecast, without which goals are left out. `looks`: how often one may still look ahead; None is
    without limit. When the game is over there is nothing.
    """
    if seen.over:
        return ()
    chances = comparison.plan.goals if comparison is not None and comparison.plan.turns else {}
    return (
        *_perils(seen),
        *_decisions(seen, draft),
        *_pressures(seen, last.measures if last is not None else ()),
        *(one for goal in seen.goals if goal.id in chances for one in _goal(goal, chances[goal.id])),
        *([Issue("tokens", "", phrase("issue.tokens", count=capital_left))] if capital_left > 0 else ()),
        *([Issue("looks", "", phrase("issue.looks", count=looks))] if looks else ()),
    )


def _perils(seen: Situation) -> Iterator[Issue]:
    """Those that end the game soonest first."""
    for one in sorted(seen.perils, key=lambda peril: peril.left):
        yield Issue("peril", one.ending, phrase("issue.peril", title=one.title, count=one.left))


def _decisions(seen: Situation, draft: Plan) -> Iterator[Issue]:
    for one in seen.decisions:
        if one.event not in draft.decide:
            said = phrase("issue.decision", title=one.title, count=len(one.answers))
            yield Issue("decision", one.event, said)


def _pressures(seen: Situation, moved: Sequence[Moved]) -> Iterator[Issue]:
    """What came into force, what is warned of anew, and what a single condition would lift."""
    standing = [one for one in seen.pressures if one.kind == "pressure"]
    new = {one.measure for one in moved}
    for stage in ("force", "warning"):
        for one in standing:
            if one.stage == stage and one.slot in new:
                yield Issue(one.stage, one.slot, _moved(one))
    for one in standing:
        lacking = missing(one.conditions)
        if one.stage == "force" and one.slot not in new and len(lacking) == 1:
            yield Issue("release", one.slot, phrase("issue.release", title=one.title, condition=lacking[0]))


def _moved(one: Pressure) -> Phrase:
    power = Phrase(f"partner.{one.power}")
    return phrase(f"issue.{one.stage}", title=one.title, power=power, count=len(missing(one.conditions)))


def missing(conditions: tuple[Condition, ...]) -> list[Phrase]:
    """Those that do not hold, or of which the seat cannot know it."""
    return [one.said for one in conditions if not one.holds]


def _goal(goal: GoalView, chance: float) -> Iterator[Issue]:
    percent = f"{100 * chance:.0f}"
    lacking = missing(goal.conditions)
    if goal.reached and chance < SLIPPING:
        yield Issue("slipping", goal.id, phrase("issue.slipping", title=goal.title, chance=percent))
    elif not goal.reached and len(lacking) == 1 and chance >= WITHIN_REACH:
        said = phrase("issue.reach", title=goal.title, condition=lacking[0], chance=percent)
        yield Issue("reach", goal.id, said)
