"""The advisers at a terminal: who they are, what one of them would do in this turn, and taking that over."""

from __future__ import annotations

from collections.abc import Sequence

from game.session.counsel import advisers, cells, changed, keeps_goal, option, proposed
from game.session.orders import Plan
from game.session.policies import STUDIOUS
from game.session.trouble import Trouble
from game.session.words import Phrase, listed
from game.terminal.brief import planned
from game.terminal.names import pick
from game.terminal.prose import INDENT
from game.terminal.sitting import Sitting


def advice(sitting: Sitting, said: Sequence[str]) -> None:
    """Tell who advises; with a name, what that adviser would do in this turn, beside the player's plan."""
    if not said:
        for name in advisers(sitting.book):
            _who(sitting, name)
        sitting.page.say()
        sitting.say("play.advice_more", style="dim")
        return
    name = _named(sitting, said)
    plan = _plan(sitting, name)
    sitting.page.say()
    _who(sitting, name)
    _answers(sitting, plan)
    _tokens(sitting, plan)
    if not (plan.place or plan.decide):
        sitting.say("play.would_nothing", INDENT)
    sitting.say("play.adopt_more", style="dim", name=name)


def adopt(sitting: Sitting, said: Sequence[str]) -> None:
    """Take the whole plan of an adviser over, in the place of the player's."""
    name = _named(sitting, said)
    plan = _plan(sitting, name)
    before = sitting.match.draft
    sitting.match.adopt(plan.place, plan.decide)
    sitting.say("play.adopted")
    _taken_over(sitting, plan, before)
    if sitting.match.can_undo:
        sitting.say("play.undoable")
    planned(sitting)


def _taken_over(sitting: Sitting, plan: Plan, before: Plan) -> None:
    """Name the answers that are others now, and the goal if it stayed against the adviser's word."""
    answers, goal = changed(before, sitting.match.draft), keeps_goal(plan, before)
    if answers:
        sitting.say("play.adopted_answers", answers=listed(answers, "list.semicolon", "list.semicolon"))
    if goal is not None:
        sitting.say("counsel.kept_goal", goal=goal)


def _named(sitting: Sitting, said: Sequence[str]) -> str:
    """The adviser that is meant. Raises Trouble when the game is over, and for nobody or several."""
    if sitting.match.over:
        raise Trouble("error.over", turn=sitting.match.turn)
    known = {name: [sitting.words.t(f"counsel.{name}")] for name in advisers(sitting.book)}
    return pick(" ".join(said), known, "adviser")


def _plan(sitting: Sitting, name: str) -> Plan:
    """What an adviser proposes; one that was asked in this turn is not made to think again."""
    asked = sitting.match.here.id, name
    if asked not in sitting.proposals:
        key = "play.studying" if name in STUDIOUS else "play.asking"
        with sitting.busy(key, title=Phrase(f"counsel.{name}")) as watch:
            sitting.proposals[asked] = proposed(sitting.book, sitting.match.state, name, watch=watch)
    return sitting.proposals[asked]


def _who(sitting: Sitting, name: str) -> None:
    title, about = Phrase(f"counsel.{name}"), Phrase(f"counsel.{name}.about")
    sitting.say("play.adviser_of", INDENT, title=title, name=name, about=about)


def _answers(sitting: Sitting, plan: Plan) -> None:
    """Each decision that is asked: the adviser's answer and the player's."""
    draft = sitting.match.draft.decide
    for one in sitting.situation.decisions:
        theirs, yours = (option(one.event, answers.get(one.event)) for answers in (plan.decide, draft))
        sitting.say("play.would_decide", INDENT, event=one.title, theirs=theirs, yours=yours)


def _tokens(sitting: Sitting, plan: Plan) -> None:
    """The cells on which either has tokens."""
    words = sitting.words
    rows = [
        (words.say(one.title), str(one.theirs or "–"), str(one.yours or "–"))
        for one in cells(sitting.book, plan, sitting.match.draft)
    ]
    sitting.page.table(rows, ("", words.t("advice.theirs"), words.t("advice.yours")), indent=INDENT)
