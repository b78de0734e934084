"""The commands that look ahead: what is likely to come of the plan, and what one more token would do where."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import NamedTuple

import numpy as np

from game.session import numbers
from game.session.advisers import advice, percent
from game.session.difficulty import tells
from game.session.forecast import LEVELS, Comparison, Forecast, compare, forecast_variables
from game.session.headlines import headlines
from game.session.report import label
from game.session.trials import CellEffects, cell_effects
from game.session.trouble import Trouble
from game.session.variables import title_of, unit_of
from game.session.words import Phrase, Words, cell_title, measure, phrase
from game.terminal.names import pick, plain
from game.terminal.prose import INDENT
from game.terminal.sitting import Look, Sitting

RARE = 0.005
"""Chances below this are not told."""
BEST = 7
"""How many cells `effects` shows for the relation, and as many for shares."""


def foresight(sitting: Sitting, said: Sequence[str]) -> None:
    """Look ahead under the plan of this turn; with a name, at one number turn by turn."""
    if sitting.match.over:
        raise Trouble("error.over", turn=sitting.match.turn)
    sure = plain(" ".join(said)) in ("yes", "now")
    wanted = None
    if said and not sure:
        titles = sitting.variables
        known = {name: titles[name] for name in forecast_variables(sitting.book, sitting.match.state)}
        wanted = pick(" ".join(said), known, "variable")
    found = _found(sitting, sure=sure)
    if found is None:
        return
    if wanted is not None:
        _course(sitting, found, wanted)
        return
    _table(sitting, found)
    _pressures(sitting, found)
    _endings(sitting, found)
    _advisers(sitting, found)
    sitting.page.say()
    sitting.say("play.foresight_more", style="dim")


def _found(sitting: Sitting, *, sure: bool) -> Comparison | None:
    """The foresight of this draft: the last one if nothing has changed, else a new one, which may have to be asked."""
    here, draft, seen = sitting.match.here.id, sitting.match.draft, sitting.seen
    if seen is not None and (seen.node, seen.draft) == (here, draft):
        return seen.comparison
    left, wanted = sitting.looks_left, sitting.limits.foresight
    if left == 0:
        raise Trouble("error.no_look")
    if left is not None:
        if not sure and not sitting.sure("play.sure_look", count=left):
            sitting.say("play.not_looked")
            return None
        sitting.match.look()
    state, futures, turns = sitting.match.state, wanted.futures, wanted.turns
    with sitting.busy("play.looking", futures=futures, turns=turns) as watch:
        found = compare(
            sitting.book, state, sitting.orders, futures=futures, turns=turns, exact=wanted.exact, watch=watch
        )
    sitting.seen = Look(here, draft, found)
    return found


def _table(sitting: Sitting, found: Comparison) -> None:
    """Where the headline numbers are likely to stand at the horizon, with the plan and with nothing placed."""
    words, plan = sitting.words, found.plan
    sitting.page.section(words.t("play.foreseen", count=plan.turns, futures=plan.futures))
    rows = [
        (words.say(title_of(sitting.book.content, one.name)), *_marks(sitting, found, one.name, one.unit))
        for one in headlines(sitting.book)
        if one.name in plan.quantiles
    ]
    keys = ("now", "low", "middle", "high", "nothing", *(["line"] if plan.line is not None else []))
    sitting.page.table(rows, ("", *(words.t(f"play.column.{key}") for key in keys)), indent=INDENT)
    sitting.say("play.foreseen_about", INDENT, "dim")
    if plan.line is not None:
        sitting.say("play.line_about", INDENT, "dim")


def _marks(sitting: Sitting, found: Comparison, name: str, unit: str) -> list[str]:
    """Now, the 5 %, the middle, the 95 %, the middle with nothing placed and, if it is known, what will really come."""
    marks, plan = found.plan.quantiles[name], found.plan
    low, middle, high = (LEVELS.index(level) for level in (5, 50, 95))
    nothing = float(found.nothing.median(name)[-1])
    values = [marks[0, middle], marks[-1, low], marks[-1, middle], marks[-1, high], nothing]
    if plan.line is not None:
        values.append(plan.line[name][-1])
    return [numbers.bare(sitting.words, unit, float(one)) for one in values]


def _pressures(sitting: Sitting, found: Comparison) -> None:
    """The measures that may come, and how likely."""
    words = sitting.words
    outlooks = {slot: (one, found.nothing.measures[slot]) for slot, one in found.plan.measures.items()}
    known = {slot: pair for slot, pair in outlooks.items() if tells(sitting.book, slot, pair[0].stage)}
    likely = [(slot, *pair) for slot, pair in known.items() if max(one.ever for one in pair) >= RARE]
    ordered = sorted(likely, key=lambda row: -row[1].ever)
    sitting.page.section(words.t("play.may_come"))
    if not ordered:
        sitting.say("play.none_likely", INDENT)
        return
    rows = [
        (words.say(measure(slot)), *(f"{percent(chance)} %" for chance in (plan.next, plan.ever, nothing.ever)))
        for slot, plan, nothing in ordered
    ]
    titles = ("", *(words.t(f"play.column.{key}") for key in ("next", "ever", "ever_nothing")))
    sitting.page.table(rows, titles, indent=INDENT)


class _Chance(NamedTuple):
    said: Phrase
    plan: float
    nothing: float


def _endings(sitting: Sitting, found: Comparison) -> None:
    """How likely each ending and goal is."""
    words = sitting.words
    endings = {name: phrase(f"ending.{name}" if name else "table.not_over") for name in found.plan.endings}
    chances = [_Chance(said, *_both(found, "endings", name)) for name, said in endings.items()]
    chances += [
        _Chance(phrase("condition.goal", title=Phrase(f"goal.{name}")), *_both(found, "goals", name))
        for name in found.plan.goals
    ]
    rows = [
        (words.say(one.said), f"{percent(one.plan)} %", f"{percent(one.nothing)} %")
        for one in chances
        if max(one.plan, one.nothing) >= RARE
    ]
    sitting.page.section(words.t("play.how_it_may_end"))
    titles = ("", *(words.t(f"play.column.{key}") for key in ("plan", "nothing")))
    sitting.page.table(rows, titles, indent=INDENT)


def _both(found: Comparison, kind: str, name: str) -> tuple[float, float]:
    plan, nothing = (getattr(one, kind)[name] for one in (found.plan, found.nothing))
    return plan, nothing


def _advisers(sitting: Sitting, found: Comparison) -> None:
    words = sitting.words
    sitting.page.section(words.t("play.advisers"))
    for camp, line in advice(sitting.book, found).items():
        sitting.say("play.adviser", INDENT, camp=Phrase(f"camp.{camp}"), line=line)


def _course(sitting: Sitting, found: Comparison, name: str) -> None:
    """One number turn by turn."""
    words, plan = sitting.words, found.plan
    unit = unit_of(sitting.book.content, name)
    title = words.say(title_of(sitting.book.content, name))
    sitting.page.section(words.t("play.course", variable=title, unit=words.t(f"unit.{unit}", value="").strip()))
    beside = {"nothing": found.nothing.median(name), **({} if plan.line is None else {"line": plan.line[name]})}
    rows = [
        (
            _when(sitting, plan, turn),
            *(numbers.bare(words, unit, float(one)) for one in (*marks, *(way[turn] for way in beside.values()))),
        )
        for turn, marks in enumerate(plan.quantiles[name])
    ]
    levels = [words.t("table.level", level=level) for level in LEVELS]
    sitting.page.table(rows, ("", *levels, *(words.t(f"play.column.{key}") for key in beside)), indent=INDENT)
    if plan.line is not None:
        sitting.say("play.line_about", INDENT, "dim")


def _when(sitting: Sitting, plan: Forecast, turn: int) -> str:
    """What the moment after so many turns is called: the turn that has just been played then."""
    if not turn:
        return sitting.words.t("play.column.now")
    return sitting.words.say(label(sitting.book, plan.start + turn - 1))


def effects(sitting: Sitting, said: Sequence[str]) -> None:
    """Show where one more token would do most; with a name, for one power or one instrument."""
    if sitting.match.over:
        raise Trouble("error.over", turn=sitting.match.turn)
    if sitting.looks_left is not None:
        raise Trouble("error.no_effects")
    known = {**sitting.partners, **sitting.instruments}
    only = pick(" ".join(said), known, "name") if said else ""
    with sitting.busy("play.trying") as watch:
        found = cell_effects(sitting.book, sitting.match.state, sitting.orders, watch=watch)
    words, ids = sitting.words, sitting.book.names.ids
    rows = []
    for row, column in _best(found, few=not only):
        instrument, partner = ids["instrument"][row], ids["partner"][column]
        if only in ("", instrument, partner):
            moved = (_points(words, float(one[row, column])) for one in (found.relation, found.share))
            rows.append((words.say(cell_title(instrument, partner)), *moved))
    if not rows:
        sitting.say("play.effects_none", INDENT)
        return
    sitting.say("play.effects", style="underline", count=found.turns)
    titles = ("", words.t("play.column.relation"), words.t("play.column.share"))
    sitting.page.table(rows, titles, indent=INDENT)
    sitting.say("play.effects_about", INDENT, "dim")


def _points(words: Words, change: float) -> str:
    """A change in points; a dash where nothing can change, such as the share of a camp that a partner is not in."""
    return "–" if isnan(change) else numbers.change(words, "points", change)


def _best(found: CellEffects, *, few: bool) -> list[tuple[int, int]]:
    """The cells that take a token, the best for the relation first; or the few best for it and the best for shares."""
    cells = [(int(row), int(column)) for row, column in np.argwhere(~np.isnan(found.relation))]
    warm = sorted(cells, key=lambda at: -float(found.relation[at]))
    shares = sorted(cells, key=lambda at: -float(np.nan_to_num(found.share[at])))
    chosen = {*warm[:BEST], *shares[:BEST]} if few else {*cells}
    return [cell for cell in warm if cell in chosen]
