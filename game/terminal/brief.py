"""How a turn opens: what changed and why, what happened, what is coming, and what waits for an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.session.report import report
from game.session.situation import Situation
from game.session.words import Phrase, cell_title, phrase
from game.terminal.prose import INDENT
from game.terminal.sitting import Sitting


def brief(sitting: Sitting, said: Sequence[str] = ()) -> None:
    """Tell how this turn opens."""
    seen, words = sitting.situation, sitting.words
    turn = min(seen.turn, seen.turns)
    sitting.page.heading(words.t("chronicle.turn", date=seen.label, turn=turn, turns=seen.turns))
    _past(sitting)
    for happening in seen.happenings:
        sitting.chronicle.event(happening)
    if not seen.happenings:
        sitting.page.say()
        sitting.say("chronicle.quiet")
    if seen.coming:
        sitting.chronicle.known(seen.coming)
    sitting.page.say()
    perils(sitting, seen)
    if sitting.match.over:
        return
    waiting(sitting, seen)
    left = sitting.match.capital_left
    sitting.say("play.tokens" if left == seen.capital else "play.tokens_left", count=left, capital=seen.capital)


def _past(sitting: Sitting) -> None:
    """What the last turn brought."""
    last = sitting.match.here.played
    if last is None:
        return
    told = report(sitting.book, last)
    sitting.page.say()
    sitting.say("play.last_turn", style="underline", date=told.label)
    for taken in told.decisions:
        title, option = phrase(f"event.{taken.event}"), phrase(f"option.{taken.event}.{taken.option}")
        sitting.say("play.followed" if taken.chosen else "play.by_default", event=title, option=option)
    sitting.chronicle.deeds(told)
    sitting.chronicle.figures(told.figures)


def perils(sitting: Sitting, seen: Situation) -> None:
    """What ends the game unless it is mended, or how it has ended."""
    if sitting.match.over:
        sitting.chronicle.ending(sitting.match.ending, over=True)
        return
    for peril in seen.perils:
        said = phrase("situation.peril", ending=peril.title, count=peril.left)
        sitting.page.say(sitting.words.t("play.peril", peril=said, condition=peril.said), style="bold")


def waiting(sitting: Sitting, seen: Situation) -> None:
    """Which decisions are asked, and what the draft answers."""
    draft = sitting.match.draft.decide
    for number, decision in enumerate(seen.decisions, start=1):
        answer = draft.get(decision.event)
        if answer is None:
            sitting.say("play.asked", style="bold", number=number, event=decision.title)
        else:
            option = phrase(f"option.{decision.event}.{answer}")
            sitting.say("play.answered", number=number, event=decision.title, option=option)


def useless(sitting: Sitting) -> Iterator[Phrase]:
    """What is said of the cells of the draft whose tokens bring nothing now."""
    cells, draft = sitting.situation.cells, sitting.match.draft.place
    found = (cells[instrument, partner].vain for partner, row in draft.items() for instrument in row)
    return (said for said in found if said is not None)


def planned(sitting: Sitting, said: Sequence[str] = ()) -> None:
    """Tell the draft of this turn, and what is left to spend; of a game that is over, how it ended."""
    match, words = sitting.match, sitting.words
    if match.over:
        sitting.chronicle.ending(match.ending, over=True)
        return
    rows = [
        (words.say(cell_title(name, partner)), words.t("count.tokens", count=tokens))
        for partner, cells in match.draft.place.items()
        for name, tokens in cells.items()
    ]
    if rows:
        sitting.say("play.planned", style="underline")
        sitting.page.table(rows, indent=INDENT)
        for said in dict.fromkeys(words.say(one) for one in useless(sitting)):
            sitting.page.say(said, INDENT, "bold")
    else:
        sitting.say("play.nothing_planned")
    waiting(sitting, sitting.situation)
    sitting.say("play.tokens_left", count=match.capital_left, capital=match.capital)
