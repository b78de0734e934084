"""The command `look`: the situation, section by section, or one power in detail."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from game.session import numbers
from game.session.advisers import percent
from game.session.goals import callable_goals, called, intended
from game.session.numbers import Amount
from game.session.pressures import Pressure
from game.session.release import Condition
from game.session.release import said as said_of
from game.session.situation import PartnerView, Reading
from game.session.verdict import Part, Verdict, asked_parts, asks, verdicts
from game.session.views import CorridorView
from game.session.words import Phrase, phrase, variable
from game.terminal.brief import perils, planned
from game.terminal.names import pick
from game.terminal.prose import INDENT
from game.terminal.sitting import Sitting

UNKNOWN = "?"
KINDS = ("relation", "leverage", "attention", "strain")
"""The readings of a power."""
MARKS = {True: "play.holds", False: "play.lacks", None: "play.unseen"}
"""How a condition is told, by whether it holds; None is not known."""


def look(sitting: Sitting, said: Sequence[str]) -> None:
    """Show everything, one section, or one power."""
    if not said:
        for number, section in enumerate(AFTER if sitting.match.over else USUAL):
            if number:
                sitting.page.say()
            SECTIONS[section](sitting)
        sitting.page.say()
        sitting.say("play.look_more", style="dim")
        return
    known = {name: [sitting.words.t(f"play.section.{name}")] for name in SECTIONS}
    found = pick(" ".join(said), {**known, **sitting.partners}, "section")
    if found in SECTIONS:
        SECTIONS[found](sitting)
    else:
        _partner(sitting, found)


def _title(sitting: Sitting, section: str) -> None:
    sitting.say(f"play.section.{section}", style="underline")


def figures(sitting: Sitting) -> None:
    """The numbers of the country."""
    _title(sitting, "figures")
    rows = [
        (sitting.words.say(variable(one.name)), *_value_and_change(sitting, one.unit, one.value, one.change))
        for one in sitting.situation.figures
    ]
    titles = ("", sitting.words.t("chart.value"), sitting.words.t("chart.change"))
    sitting.page.table(rows, titles, indent=INDENT)


def _value_and_change(sitting: Sitting, unit: str, value: float, change: float) -> tuple[str, str]:
    still = Amount(unit, change).is_nothing
    return numbers.value(sitting.words, unit, value), "" if still else numbers.change(sitting.words, unit, change)


def partners(sitting: Sitting) -> None:
    """The powers: relation, leverage, attention, strain, and how far the partnership has gone."""
    _title(sitting, "partners")
    words, seen = sitting.words, sitting.situation
    rows = [
        (
            words.say(one.title),
            *(_reading(sitting, getattr(one, kind)) for kind in KINDS),
            words.t(f"play.{one.rung.key}"),
        )
        for one in seen.partners
        if one.open or one.strain.value > 0.0
    ]
    titles = ("", *(words.t(f"play.column.{kind}") for kind in KINDS), words.t("play.column.rung"))
    sitting.page.table(rows, titles, left=(0, 5), indent=INDENT)
    sitting.say("play.points", INDENT, "dim")


def _reading(sitting: Sitting, reading: Reading) -> str:
    """A number in points with its change, if there is one."""
    if not reading.seen:
        return UNKNOWN
    value = f"{reading.value:.0f}"
    moved = round(reading.change)
    return f"{value} ({numbers.change(sitting.words, 'turn', moved)})" if moved else value


def shares(sitting: Sitting) -> None:
    """How much of the influence on the country each camp has."""
    _title(sitting, "shares")
    rows = [
        (sitting.words.t(f"camp.{camp}"), *_value_and_change(sitting, "share", share.value, share.change))
        for camp, share in sitting.situation.shares.items()
        if share.seen
    ]
    sitting.page.table(rows, indent=INDENT)


def pressures(sitting: Sitting) -> None:
    """Measures that are signalled, warned of or in force, each with what lifts it."""
    _title(sitting, "pressures")
    found = sitting.situation.pressures
    if not found:
        sitting.say("turn.calm", INDENT)
    for one in found:
        _pressure(sitting, one)


def _pressure(sitting: Sitting, one: Pressure) -> None:
    words = sitting.words
    state = phrase(f"pressure.{one.kind}.{one.stage}", power=Phrase(f"partner.{one.power}"), since=one.since)
    sitting.page.say(f"{words.say(one.title)}: {words.say(state)}", INDENT, "bold" if one.stage == "force" else "")
    if one.hint in words:
        sitting.say(one.hint, 2 * INDENT)
    for cost in one.costs:
        amount = Amount(cost.unit, cost.amount, "whole")
        if not amount.is_nothing:
            key = "play.cost" if one.kind == "pressure" else "play.effect"
            sitting.say(key, 2 * INDENT, variable=cost.title, amount=amount)
    if one.conditions and one.kind == "pressure":
        sitting.say("play.release", 2 * INDENT)
        conditions(sitting, one.conditions, 3 * INDENT)


def conditions(sitting: Sitting, found: Iterable[Condition], indent: int) -> None:
    """Conditions, each with whether it holds."""
    for one in found:
        sitting.say(MARKS[one.holds], indent, condition=one.said)


def corridors(sitting: Sitting) -> None:
    """The ways out: what goes down them, and what stands in the way."""
    _title(sitting, "corridors")
    words = sitting.words
    rows = [
        (
            words.say(one.title),
            words.t(f"corridor.{one.mode}"),
            _carried(sitting, one),
            f"{percent(one.passage.value)} %" if one.passage.seen else UNKNOWN,
            ", ".join(_fees(sitting, one)),
        )
        for one in sitting.situation.corridors
    ]
    titles = ("", *(words.t(f"play.column.{name}") for name in ("mode", "carried", "passage", "fees")))
    sitting.page.table(rows, titles, left=(0, 1, 4), indent=INDENT)


def _carried(sitting: Sitting, one: CorridorView) -> str:
    """What goes down a way out; goods that are weighed never fly, so of flights there is no number."""
    if one.mode == "air":
        return ""
    return numbers.value(sitting.words, "kt_month", one.carried.value) if one.carried.seen else UNKNOWN


def _fees(sitting: Sitting, one: CorridorView) -> Iterable[str]:
    units = {"yuan_vehicle": one.fee_vehicle, "yuan_tonne": one.fee_tonne, "percent_value": one.fee_value}
    return (numbers.value(sitting.words, unit, fee.value) for unit, fee in units.items() if fee.value > 0.0)


def goals_(sitting: Sitting, said: Sequence[str]) -> None:
    """The command `goals`: what `look goals` shows."""
    goals(sitting)


def goals(sitting: Sitting) -> None:
    """What a win takes: the floor of autonomy and the goals that count, each with how things stand now."""
    _title(sitting, "goals")
    for one in verdicts(sitting.book, sitting.match.state):
        sitting.say("play.goal_yes" if one.reached else "play.goal_no", INDENT, "bold", goal=one.title)
        if _is_open(sitting, one):
            _choice(sitting)
        else:
            _asked_parts(sitting, one.goal)


def _choice(sitting: Sitting) -> None:
    """The goal that the draft of this turn chooses; else all of them, and what each asks for."""
    chosen = intended(sitting.match.draft.decide)
    if chosen is not None:
        sitting.say("play.goal_planned", 2 * INDENT, goal=Phrase(f"goal.{chosen}"))
        _asked_parts(sitting, chosen)
        return
    sitting.say("play.goal_open", 2 * INDENT)
    for name in callable_goals(sitting.book):
        sitting.say("play.goal_choice", 3 * INDENT, goal=Phrase(f"goal.{name}"), asked=goal_asks(sitting, name))


def goal_asks(sitting: Sitting, goal: str) -> Phrase:
    """What a goal asks for, short."""
    return asks(sitting.words, goal, said_of(sitting.book, sitting.book.content.goals[goal].when))


def _is_open(sitting: Sitting, one: Verdict) -> bool:
    """Whether a goal stands for the choice that has not been made yet."""
    options = callable_goals(sitting.book)
    if not options or called(sitting.book, sitting.match.state) is not None:
        return False
    return bool(one.goal) and one.goal not in options and sitting.book.content.goals[one.goal].asked is not None


def _asked_parts(sitting: Sitting, goal: str) -> None:
    for part in asked_parts(sitting.book, sitting.match.state, goal):
        _asked_part(sitting, part)


def _asked_part(sitting: Sitting, part: Part) -> None:
    """One thing that a goal asks for: whether it is so, and the number as it is now."""
    words, condition, mark = sitting.words, part.condition, part.mark
    told = words.t(MARKS[condition.holds], condition=condition.said)
    now = words.t("play.goal_now", value=Amount(mark.unit, mark.value)) if mark is not None else ""
    sitting.page.say(f"{told} {now}".strip(), 2 * INDENT)


def dangers(sitting: Sitting) -> None:
    """What ends the game unless it is mended."""
    _title(sitting, "perils")
    seen = sitting.situation
    if not seen.perils and not sitting.match.over:
        sitting.say("play.no_peril", INDENT)
    perils(sitting, seen)


def promises(sitting: Sitting) -> None:
    """Pledges that stand, and works that go on."""
    _title(sitting, "promises")
    seen, words = sitting.situation, sitting.words
    for pledge in seen.pledges:
        sitting.page.say(words.say(pledge.title), INDENT)
    for works in seen.projects:
        sitting.page.say(f"{words.say(works.title)}: {numbers.value(words, 'part', works.progress.value)}", INDENT)
    if not seen.pledges and not seen.projects:
        sitting.say("play.no_promise", INDENT)


def instruments(sitting: Sitting) -> None:
    """What capital can be spent on, and how many tokens a cell takes."""
    _title(sitting, "instruments")
    cells, words = sitting.situation.cells, sitting.words
    for name in sitting.book.names.ids["instrument"]:
        own = [cell for (instrument, _), cell in cells.items() if instrument == name]
        to = [words.t(f"partner.{cell.partner}") for cell in own if cell.open]
        if to:
            most = words.t("count.tokens", count=max(cell.most for cell in own))
            sitting.page.say(words.t("play.instrument", title=words.t(f"instrument.{name}"), most=most), INDENT, "bold")
            sitting.say(f"instrument.{name}.hint", 2 * INDENT)
            sitting.say("play.toward", 2 * INDENT, "dim", partners=", ".join(to))


def _partner(sitting: Sitting, name: str) -> None:
    """One power: its readings, what it minds, its measures, and what can be placed there."""
    seen = sitting.situation
    one = next(partner for partner in seen.partners if partner.id == name)
    sitting.page.say(sitting.words.say(one.title), style="bold")
    _readings(sitting, one)
    for concern, feeling in sitting.book.content.partners[name].concerns.items():
        key = "play.minds" if feeling.strain > 0.0 else "play.welcomes"
        sitting.say(key, INDENT, concern=Phrase(f"topic.{concern}"))
    for pressure in seen.pressures:
        if pressure.power == name:
            _pressure(sitting, pressure)
    open_to = [sitting.words.t(f"instrument.{at}") for (at, to), cell in seen.cells.items() if to == name and cell.open]
    key = "play.can_place" if open_to else "play.cannot_place"
    sitting.say(key, INDENT, instruments=", ".join(open_to))


def _readings(sitting: Sitting, one: PartnerView) -> None:
    words = sitting.words
    for kind in KINDS:
        sitting.page.say(f"{words.t(f'play.column.{kind}')}: {_reading(sitting, getattr(one, kind))}", INDENT)
    sitting.page.say(f"{words.t('play.column.rung')}: {words.say(one.rung)}", INDENT)


SECTIONS: Mapping[str, Callable[[Sitting], None]] = {
    "figures": figures,
    "partners": partners,
    "shares": shares,
    "pressures": pressures,
    "corridors": corridors,
    "goals": goals,
    "perils": dangers,
    "promises": promises,
    "plan": planned,
    "instruments": instruments,
}
USUAL = ("figures", "partners", "pressures", "corridors", "goals", "perils", "plan")
"""What `look` alone shows."""
AFTER = tuple(section for section in USUAL if section != "perils")
"""The same when the game is over: the plan tells how it ended, and that once is enough."""
