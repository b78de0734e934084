"""How a game came out: its ending and goals, the moments that mattered, and how much of it was luck."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.orders import Orders
from game.session.campaign import way
from game.session.counterfactual import (
    LOSS,
    SCORE,
    WIN,
    Counterfactual,
    Fortune,
    TurningPoint,
    luck,
    objective_said,
    objectives,
    turning_points,
)
from game.session.futures import part_of
from game.session.missed import misses
from game.session.numbers import Amount
from game.session.reach import reach, told
from game.session.report import label
from game.session.sequel import end_of
from game.session.trouble import Trouble
from game.session.unclear import no_difference, too_little
from game.session.variables import unit_of
from game.session.verdict import aim, result, verdicts
from game.session.words import phrase
from game.terminal.names import plain
from game.terminal.prose import INDENT
from game.terminal.sitting import Sitting

REACH = "reach"
"""What is said after the command to ask what would have reached a missed goal."""


def ending(sitting: Sitting) -> None:
    """Tell how the game came out, then look back on it."""
    match = sitting.match
    sitting.page.heading(sitting.words.t("play.game_over"))
    sitting.chronicle.ending(match.ending, over=match.over)
    said = result(match.book, match.ending)
    if said is not None:
        sitting.page.say(sitting.words.say(said), style="bold")
    sitting.say("result.rule", aim=aim(match.book, match.state))
    debrief(sitting, ())
    sitting.page.say()
    _chapter(sitting)
    sitting.say("play.after" if match.mode == "study" else "play.after_statesman")


def _chapter(sitting: Sitting) -> None:
    """Tell what the end of a chapter means for its campaign; nothing of a game that is no chapter."""
    book, state = sitting.book, sitting.match.state
    said = end_of(book, state)
    if said is not None:
        sitting.page.say(sitting.words.say(said), style="bold")
    if way(book, state) == "next":
        sitting.say("play.next_chapter")


def debrief(sitting: Sitting, said: Sequence[str]) -> None:
    """Look back on the turns played so far: goals, turning points, luck. Raises Trouble before the first one.

    Told `reach`, say what would have reached the goals that a finished game missed.
    """
    given = [played.orders for played in sitting.match.played]
    if not given:
        raise Trouble("error.nothing_played")
    book, seed = sitting.book, sitting.match.seed
    if plain(" ".join(said)) == REACH:
        _reach(sitting, given)
        return
    _goals(sitting)
    sitting.page.say()
    unclear = too_little(book, given)
    with sitting.busy("play.looking_back") as watch:
        found = turning_points(book, seed, given, watch=part_of(watch, 0.0, 0.8))
        fortunes = luck(book, seed, given) if unclear is None else {}
    _points(sitting, found)
    sitting.page.section(sitting.words.t("play.luck"))
    unclear = unclear or no_difference(fortunes.values())
    if unclear is not None:
        sitting.page.say(sitting.words.say(unclear), INDENT)
    else:
        _luck(sitting, fortunes)


def _goals(sitting: Sitting) -> None:
    """Autonomy and the goals: whether each is reached, what is missing, and how near each missing number came."""
    words, states = sitting.words, [node.state for node in sitting.match.branch]
    sitting.page.section(words.t("play.goals"))
    found = verdicts(sitting.book, sitting.match.state)
    for one in found:
        sitting.say("play.goal_yes" if one.reached else "play.goal_no", INDENT, "bold", goal=one.title)
        if one.missing is not None:
            sitting.say("play.missing_goal", 2 * INDENT, missing=one.missing)
        missed = () if one.reached else misses(sitting.book, states, one.goal)
        for said in missed:
            sitting.page.say(words.say(said), 2 * INDENT)
        if one.mark is not None and not missed:
            sitting.say("play.mark", 2 * INDENT, title=one.mark.title, value=Amount(one.mark.unit, one.mark.value))
    if sitting.match.over and any(one.goal and not one.reached for one in found):
        sitting.say("play.reach", INDENT, "dim")


def _reach(sitting: Sitting, given: Sequence[Orders]) -> None:
    """What would have reached each missed goal. Raises Trouble while the game goes on."""
    match, words = sitting.match, sitting.words
    if not match.over:
        raise Trouble("error.not_over")
    missed = [one for one in verdicts(sitting.book, match.state) if one.goal and not one.reached]
    if not missed:
        sitting.say("play.reach_none")
        return
    with sitting.busy("play.looking_back") as watch:
        found = reach(sitting.book, match.seed, given, [one.goal for one in missed], watch=watch)
    for one in missed:
        sitting.say("play.goal_no", 0, "bold", goal=one.title)
        sitting.page.say(words.say(told(sitting.book, found[one.goal])), INDENT)


def _points(sitting: Sitting, found: Sequence[TurningPoint]) -> None:
    sitting.page.section(sitting.words.t("play.turning_points"))
    worth = [point for point in found if not Amount("points", point.weight).is_nothing]
    if not worth:
        sitting.say("play.no_turning_point", INDENT)
    for point in worth:
        _point(sitting, point)
    if worth:
        sitting.say("play.score_about", INDENT, "dim")


def _point(sitting: Sitting, point: TurningPoint) -> None:
    """What was done, and what the best other choice would have made of the game."""
    change = point.instead.change
    date = label(sitting.book, change.turn)
    score = Amount("points", point.instead.differences[SCORE].mean, "change")
    if change.event:
        option, other = (phrase(f"option.{change.event}.{one}") for one in (point.taken, change.option))
        title = phrase(f"event.{change.event}")
        key = "play.point" if score.number > 0.0 else "play.point_right"
        sitting.say(key, INDENT, date=date, event=title, option=option, other=other, score=score)
    else:
        sitting.say("play.point_tokens", INDENT, date=date, score=score)
    _chances(sitting, point.instead)


def _chances(sitting: Sitting, other: Counterfactual) -> None:
    """How another choice would have moved the chances of winning and losing, if it did."""
    for name in (WIN, LOSS):
        moved = Amount("share", other.differences[name].mean, "whole")
        if abs(moved.number) >= 0.005:
            sitting.say(f"play.chance_{name}", 2 * INDENT, change=moved)


def _luck(sitting: Sitting, fortunes: dict[str, Fortune]) -> None:
    """What came of it beside what usually comes of the same orders, where that says anything."""
    words = sitting.words
    names = [name for name in objectives(sitting.book) if not name.startswith("goal.") and _tells(fortunes[name])]
    rows = [(words.say(objective_said(name)), *_fortune(sitting, name, fortunes[name])) for name in names]
    titles = ("", *(words.t(f"play.luck.{name}") for name in ("real", "mean", "nothing", "better", "part")))
    sitting.page.table(rows, titles, indent=INDENT)
    sitting.say("play.luck.about", INDENT, "dim")


def _tells(found: Fortune) -> bool:
    """Whether chance or the orders made any difference; what is the same in every game needs no row."""
    return not found.real == found.mean == found.nothing


def _fortune(sitting: Sitting, name: str, found: Fortune) -> tuple[str, ...]:
    unit = "share" if name in (WIN, LOSS) else "points" if name == SCORE else unit_of(sitting.book.content, name)
    numbers = (found.real, found.mean, found.nothing)
    values = (Amount(unit, number, "value" if unit == "share" else "bare").said(sitting.words) for number in numbers)
    if found.real == found.mean and not found.share:
        return (*values, "–", "–")  # all games came to the same: nothing was better, and nothing was luck
    shares = (Amount("share", part, "value").said(sitting.words) for part in (found.percentile / 100.0, found.share))
    return (*values, *shares)
