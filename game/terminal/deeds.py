"""The commands that change the draft of a turn, and the one that ends it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.session import numbers
from game.session.goals import CALL
from game.session.numbers import Amount
from game.session.situation import Answer, Decision
from game.session.trials import THIRD, OptionEffect, Range, option_effects, option_names
from game.session.trouble import Trouble
from game.session.words import Phrase, cell_title, variable
from game.terminal.brief import brief, planned
from game.terminal.debrief import ending
from game.terminal.looking import conditions, goal_asks
from game.terminal.names import Known, number_in, pick, plain
from game.terminal.prose import INDENT
from game.terminal.sitting import Sitting

NOTHING = ("none", "nothing", "default")
"""What takes an answer back."""


def place(sitting: Sitting, said: Sequence[str]) -> None:
    """Put tokens on a cell: so many, or one more."""
    count = number_in(said[-1]) if said else None
    partner, instrument = _cell(sitting, said if count is None else said[:-1])
    now = sitting.match.draft.place.get(partner, {}).get(instrument, 0)
    sitting.match.place(partner, instrument, now + 1 if count is None else count)
    _told(sitting, partner, instrument)


def take(sitting: Sitting, said: Sequence[str]) -> None:
    """Take the tokens of a cell back, those of a power, or everything."""
    whole = " ".join(said)
    if plain(whole) == "all":
        sitting.match.clear()
        sitting.say("play.cleared")
        return
    partner, instrument = _taken(sitting, said)
    placed = sitting.match.draft.place.get(partner, {})
    if not instrument and not placed:
        sitting.say("play.nothing_there", partner=Phrase(f"partner.{partner}"))
    for name in [instrument] if instrument else list(placed):
        sitting.match.place(partner, name, 0)
        _told(sitting, partner, name)


def _taken(sitting: Sitting, said: Sequence[str]) -> tuple[str, str]:
    """The power, and the instrument if one is named. Raises Trouble."""
    if not said:
        raise Trouble("error.how_to_place")
    try:
        return pick(" ".join(said), sitting.partners, "partner"), ""
    except Trouble:
        if len(said) < 2:
            raise
    return _cell(sitting, said)


def _cell(sitting: Sitting, said: Sequence[str]) -> tuple[str, str]:
    """The power and the instrument that these words mean, in either order. Raises Trouble."""
    if len(said) < 2:
        raise Trouble("error.how_to_place")
    parts = [(" ".join(said[:cut]), " ".join(said[cut:])) for cut in range(1, len(said))]
    for first, second in (*parts, *((second, first) for first, second in parts)):
        try:
            return pick(first, sitting.partners, "partner"), pick(second, sitting.instruments, "instrument")
        except Trouble:
            continue
    first, second = parts[0]
    return pick(first, sitting.partners, "partner"), pick(second, sitting.instruments, "instrument")


def _told(sitting: Sitting, partner: str, instrument: str) -> None:
    """What stands on a cell now, and what is left."""
    match = sitting.match
    tokens = match.draft.place.get(partner, {}).get(instrument, 0)
    sitting.say("play.placed", cell=cell_title(instrument, partner), count=tokens)
    useless = sitting.situation.cells[instrument, partner].vain
    if tokens and useless is not None:
        sitting.page.say(sitting.words.say(useless), style="bold")
    sitting.say("play.tokens_left", count=match.capital_left, capital=match.capital)


def decide(sitting: Sitting, said: Sequence[str]) -> None:
    """Show the decisions that are asked, or answer one."""
    if sitting.match.over:
        raise Trouble("error.over", turn=sitting.match.turn)
    asked = sitting.situation.decisions
    if not asked:
        sitting.say("play.no_decision")
    elif not said:
        for number, decision in enumerate(asked, start=1):
            _show(sitting, number, decision)
        sitting.say("play.how_to_decide", style="dim", count=len(asked))
    else:
        _answer(sitting, asked, said)


def _answer(sitting: Sitting, asked: Sequence[Decision], said: Sequence[str]) -> None:
    """Answer the decision that the first words mean, or the only one."""
    decision, rest = _asked(sitting, asked, said)
    if not rest:
        _show(sitting, asked.index(decision) + 1, decision)
        return
    if plain(" ".join(rest)) in NOTHING:
        sitting.match.decide(decision.event, None)
        sitting.say("play.left_open", event=decision.title)
        return
    option = _option(sitting, decision, " ".join(rest))
    if option.missing is not None:
        raise Trouble("error.option_closed", option=option.title, missing=option.missing)
    sitting.match.decide(decision.event, option.id)
    sitting.say("play.decided", event=decision.title, option=option.title)
    sitting.say("play.tokens_left", count=sitting.match.capital_left, capital=sitting.match.capital)


def _asked(sitting: Sitting, asked: Sequence[Decision], said: Sequence[str]) -> tuple[Decision, Sequence[str]]:
    """The decision that is meant, and the words that are left over for its option."""
    known = sitting.titles("event", [one.event for one in asked])
    by_id = {one.event: one for one in asked}
    number = number_in(said[0])
    if number is not None and (len(asked) > 1 or len(said) > 1):
        if not 1 <= number <= len(asked):
            raise Trouble("error.no_number", number=number, last=len(asked))
        return asked[number - 1], said[1:]
    for cut in range(len(said), 0, -1):
        try:
            return by_id[pick(" ".join(said[:cut]), known, "decision")], said[cut:]
        except Trouble:
            continue
    return (asked[0], said) if len(asked) == 1 else (_by_option(sitting, asked, said), said)


def _by_option(sitting: Sitting, asked: Sequence[Decision], said: Sequence[str]) -> Decision:
    """The one decision that has an option of that name. Raises Trouble."""
    known: dict[str, list[str]] = {}
    for one in asked:
        for answer in one.answers:
            known[f"{one.event} {answer.id}"] = [answer.id, sitting.words.say(answer.title)]
    event = pick(" ".join(said), known, "option").partition(" ")[0]
    return next(one for one in asked if one.event == event)


def _option(sitting: Sitting, decision: Decision, text: str) -> Answer:
    number = number_in(text)
    if number is None:
        known: Known = {one.id: [sitting.words.say(one.title)] for one in decision.answers}
        wanted = pick(text, known, "option")
        return next(one for one in decision.answers if one.id == wanted)
    if not 1 <= number <= len(decision.answers):
        raise Trouble("error.no_number", number=number, last=len(decision.answers))
    return decision.answers[number - 1]


def _show(sitting: Sitting, number: int, decision: Decision) -> None:
    """A decision with its options, what each needs and costs, and what it is likely to bring."""
    words, answer = sitting.words, sitting.match.draft.decide.get(decision.event)
    sitting.page.heading(words.t("play.decision", number=number, event=decision.title))
    if decision.text in words:
        sitting.say(decision.text)
    effects = _effects(sitting, decision.event)
    usual = next(place for place, option in enumerate(decision.answers, start=1) if option.default)
    for place, option in enumerate(decision.answers, start=1):
        sitting.page.say()
        sitting.page.say(f"{place}. {words.say(option.title)}{_marks(sitting, option, answer)}", INDENT, "bold")
        if option.hint in words:
            sitting.say(option.hint, 2 * INDENT)
        if decision.event == CALL:
            sitting.say("play.goal_asks", 2 * INDENT, asked=goal_asks(sitting, option.id))
        if option.missing is not None:
            sitting.say("play.missing", 2 * INDENT, missing=option.missing)
        elif option.needs:
            conditions(sitting, option.needs, 2 * INDENT)
        if option.id in effects:
            _brings(sitting, option, effects[option.id], usual)
    sitting.page.say()
    sitting.say("play.ranges" if effects else "play.no_ranges", style="dim")


def _marks(sitting: Sitting, option: Answer, answer: str | None) -> str:
    """What is said of an option behind its title."""
    words = sitting.words
    said = [words.t("play.chosen")] if option.id == answer else []
    said += [words.t("play.default")] if option.default else []
    said += [words.t("play.costs", count=option.cost)] if option.cost else []
    return "".join(f" ({mark})" for mark in said)


def _effects(sitting: Sitting, event: str) -> Mapping[str, OptionEffect]:
    """What each option is likely to bring; nothing where looks ahead are counted."""
    if sitting.limits.foresight.looks is not None:
        return {}
    return option_effects(sitting.book, sitting.match.state, event, sitting.orders)


def _brings(sitting: Sitting, option: Answer, effect: OptionEffect, usual: int) -> None:
    """What an option is likely to bring: the one that follows by itself from now, another beside that one."""
    if option.default:
        sitting.say("play.brings", 2 * INDENT, effects=_ranges(sitting, effect.change))
    else:
        sitting.say("play.brings.beside", 2 * INDENT, number=usual, effects=_ranges(sitting, effect.beside))


def _ranges(sitting: Sitting, changes: Mapping[str, Range]) -> str:
    """Changes as ranges; what does not change is left out."""
    words, found = sitting.words, []
    for name in option_names(sitting.book):
        low, _, high = changes[name]
        title = words.t("play.third") if name == THIRD else words.say(variable(name))
        bounds = [numbers.change(words, "points", bound) for bound in (low, high)]
        if not (Amount("points", low).is_nothing and Amount("points", high).is_nothing):
            key = "play.range" if bounds[0] != bounds[1] else "play.range_one"
            found.append(words.t(key, title=title, low=bounds[0], high=bounds[1]))
    return "; ".join(found) or words.t("play.no_change")


def undo(sitting: Sitting, said: Sequence[str]) -> None:
    """Take the last change back."""
    if not sitting.match.can_undo:
        left = sitting.match.undos_left
        sitting.say("play.no_undo" if left != 0 else "play.undo_spent")
        return
    sitting.match.undo()
    planned(sitting)


def redo(sitting: Sitting, said: Sequence[str]) -> None:
    """Do again what was taken back last."""
    if not sitting.match.can_redo:
        sitting.say("play.no_redo")
        return
    sitting.match.redo()
    planned(sitting)


def end(sitting: Sitting, said: Sequence[str]) -> None:
    """End the turn; asks first if anything is left to do, unless told `end yes`."""
    if sitting.match.over:
        raise Trouble("error.over", turn=sitting.match.turn)
    if plain(" ".join(said)) not in ("yes", "now") and not _ready(sitting):
        sitting.say("play.goes_on")
        return
    sitting.match.end_turn()
    if sitting.match.over:
        ending(sitting)
    else:
        brief(sitting)


def _ready(sitting: Sitting) -> bool:
    """Whether nothing is left to do, or a person is sure to leave it."""
    match = sitting.match
    left = max(match.capital_left, 0)
    open_still = [one for one in sitting.situation.decisions if one.event not in match.draft.decide]
    if left:
        sitting.say("turn.left", count=left)
    if open_still:
        sitting.say("turn.waiting", count=len(open_still))
    return not (left or open_still) or sitting.sure("play.sure_end")
