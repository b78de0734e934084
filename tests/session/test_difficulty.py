"""Each difficulty does what it says: luck, hidden things, rules, limits, and `normal` is the scenario as written."""

from __future__ import annotations

import json
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import get_type_hints

import numpy as np
import pytest

from game.cli import main
from game.compile import Book, compile_book
from game.content.difficulty import LUCK
from game.content.load import Loaded, load
from game.content.where import find, library
from game.engine.arrays import Floats
from game.engine.legality import refusals
from game.engine.observe import MONGOLIA, observe
from game.engine.rules import ROOT_OF_TIME, Params
from game.engine.step import start, step
from game.engine.world import State, digests
from game.session.batch import play, seeds_from
from game.session.course import course
from game.session.difficulty import at, changes, hears, limits, names, sees, tells
from game.session.observed import goals
from game.session.playthrough import playthrough
from game.session.policies import documented, policy
from game.session.release import parts
from game.session.report import report
from game.session.situation import situation
from game.session.trouble import Trouble
from game.session.verdict import verdicts
from game.session.words import Words, interface
from tests.worlds import ROOT, STORY, after, nudged, placed, value

LEVELS = ("guided", "normal", "hard", "expert")
NEUTRAL = {"value": 0.0, "grade": "design"}


@cache
def loaded() -> Loaded:
    return load(find(STORY, library()), library())


@cache
def book(name: str) -> Book:
    return compile_book(at(loaded(), name))


@cache
def still() -> Book:
    """The story without any luck but chances."""
    content = loaded().content
    level = content.difficulties["normal"].model_copy(update={"luck": 0.0})
    changed = content.model_copy(update={"difficulties": {"normal": level}})
    return compile_book(at(Loaded(changed, (), ("en",), loaded().places), "normal"))


def opening(name: str, worlds: int = 1) -> State:
    return start(book(name).rules, seeds_from(1, worlds))


def test_they_come_from_the_easiest_on() -> None:
    assert names(loaded().content) == LEVELS


def test_normal_is_the_scenario_as_written() -> None:
    assert at(loaded(), "normal").content == loaded().content
    plain = compile_book(loaded())
    ends = [play(one, policy("random", one), seeds_from(5, 20)) for one in (plain, book("normal"))]
    assert digests(ends[0]) == digests(ends[1])
    assert plain.difficulty == book("normal").difficulty == "normal"


def test_a_scenario_without_difficulties_is_normal() -> None:
    bare = Loaded(loaded().content.model_copy(update={"difficulties": {}}), (), ("en",), loaded().places)
    assert at(bare) is bare
    assert names(bare.content) == ("normal",)
    assert limits(compile_book(bare)).undo is None
    with pytest.raises(Trouble):
        at(bare, "hard")


def test_an_unknown_difficulty_is_guessed() -> None:
    words = Words("en", {}, interface("en"))
    with pytest.raises(Trouble) as raised:
        at(loaded(), "hrad")
    assert raised.value.said(words) == 'there is no difficulty "hrad". Did you mean "hard"?'


def test_difficulties_are_not_laid_over_each_other() -> None:
    with pytest.raises(ValueError, match="already"):
        at(at(loaded(), "hard"), "expert")


# ---- luck ----


def test_all_luck_goes_by_one_name() -> None:
    hints = get_type_hints(Params, include_extras=True)
    marked = {field.name for field in fields(Params) if ROOT_OF_TIME in getattr(hints[field.name], "__metadata__", ())}
    assert marked == {field.name for field in fields(Params) if field.name.endswith(LUCK)}


@pytest.mark.parametrize("name", ["price.coal", "output.copper"])
@pytest.mark.parametrize("level", ["guided", "hard", "expert"])
def test_the_same_luck_in_another_size(name: str, level: str) -> None:
    rows = still().names.rows
    ends = [after(one, start(one.rules, seeds_from(3, 50))) for one in (still(), book("normal"), book(level))]
    calm, normal, other = (end.table[rows[name]] for end in ends)
    assert np.std(normal - calm) > 0
    assert other == pytest.approx(calm + loaded().content.difficulties[level].luck * (normal - calm), rel=1e-9)


def test_draws_stay_where_they_are() -> None:
    """What difficulties bring has draws of its own, so it moves no other luck."""
    first = [set(book(level).rules.core_draws.tolist()) for level in LEVELS]
    assert first[0] == first[1] == first[2] == first[3]


@cache
def spreads(worlds: int) -> dict[str, float]:
    """Luck's share of the variance of autonomy at the end, over fixed policies."""
    found = {}
    fixed = ("documented", "passive", "even-split", "hedge", "lean-russia", "lean-china", "lean-third-neighbour")
    for level in LEVELS:
        played = book(level)
        ends = [play(played, policy(name, played), seeds_from(1, worlds)) for name in fixed]
        autonomy = np.array([value(played, end, "autonomy") for end in ends])
        within, between = autonomy.var(axis=1).mean(), autonomy.mean(axis=1).var()
        found[level] = float(within / (within + between))
    return found


@pytest.mark.slow
def test_luck_decides_more_from_step_to_step() -> None:
    shares = [spreads(60)[level] for level in LEVELS]
    assert shares == sorted(shares)
    assert shares[-1] > 4 * shares[0]


@pytest.mark.slow
def test_the_page_says_how_much() -> None:
    page = " ".join((ROOT / "docs/scenarios.md").read_text(encoding="utf-8").split())
    shares = [round(100 * spreads(400)[level]) for level in LEVELS]
    assert "{} % of the variance on guided, {} % on normal, {} % on hard and {} % on expert".format(*shares) in page


# ---- rules ----


def test_neighbours_share_anger_earlier_and_more() -> None:
    assert (shared("hard", 60.0) > 2 * shared("normal", 60.0)).all()
    assert (shared("normal", 60.0) > 0).all()
    assert (shared("hard", 45.0) > 0).all()
    assert shared("normal", 45.0) == pytest.approx(0)


def shared(level: str, anger: float) -> Floats:
    """How much more strained Russia is after a turn in which China is so angry, in the same worlds."""
    states = [
        nudged(book(level), opening(level, 50), {"strain.china": china, "strain.russia": 19.0})
        for china in (anger, 0.0)
    ]
    angry, calm = (value(book(level), after(book(level), state), "strain.russia") for state in states)
    risen: Floats = angry - calm
    return risen


def test_notes_are_compared_on_hard_only() -> None:
    assert "notes_compared" not in book("normal").content.events
    hard = book("hard")
    annoyed, calm = (
        after(hard, nudged(hard, opening("hard", 60), {"strain.china": strain, "strain.russia": strain}))
        for strain in (40.0, 10.0)
    )
    came = value(hard, annoyed, "happened.notes_compared") > 0
    assert 0.2 < came.mean() < 0.8
    assert not (value(hard, calm, "happened.notes_compared") > 0).any()
    closer = value(hard, annoyed, "alignment.russia_china") - value(hard, calm, "alignment.russia_china")
    assert closer[came].min() > closer[~came].max() + 0.05


def test_a_rumour_can_be_denied_for_a_token() -> None:
    expert = book("expert")
    state = nudged(expert, opening("expert", 200), {"open.rumour": 1.0, "strain.china": 10.0, "strain.russia": 10.0})
    passed = after(expert, state)
    denied = after(expert, state, placed(expert, rumour="deny_it"))
    more = value(expert, passed, "strain.china") - value(expert, denied, "strain.china")
    believed = more > 0
    assert 0.3 < believed.mean() < 0.7
    assert more[believed].min() > 5
    price = expert.rules.decisions[expert.names.ids["decision"].index("rumour")].cost
    assert price == (1, 0)


@pytest.mark.parametrize(("level", "more"), [("guided", 1), ("normal", 0), ("hard", 0), ("expert", -1)])
def test_warnings_stand_longer_or_shorter(level: str, more: int) -> None:
    written, found = loaded().content.measures, book(level).content.measures
    for name, measure in written.items():
        expected = measure.notice + more if measure.kind == "pressure" else measure.notice
        assert found[name].notice == max(expected, 0), name


@pytest.mark.parametrize(("level", "tokens"), [("guided", 8), ("normal", 8), ("hard", 7), ("expert", 6)])
def test_tokens_of_a_turn(level: str, tokens: int) -> None:
    assert book(level).rules.capital == tokens


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", ["documented", "random", pytest.param("hedge", marks=pytest.mark.slow)])
def test_every_difficulty_can_be_played_to_an_ending(level: str, name: str) -> None:
    played, state = book(level), opening(level, 30)
    who = policy(name, played)
    for _ in range(played.rules.turns):
        orders = who.orders(played, state)
        assert not list(refusals(played.rules, state, orders))
        state, _ = step(played.rules, state, orders)
    assert np.isfinite(state.table).all()
    assert value(played, state, "ending").min() >= 1


# ---- what is seen ----


def seen(level: str, name: str, seat: int = MONGOLIA) -> bool:
    row = observe(book(level).rules, opening(level), seat)[book(level).names.rows[name]]
    return not np.isnan(row).any()


def test_expert_hides_what_others_show() -> None:
    for name, hidden in (("attention.japan", "hard"), ("strain.china", "expert"), ("leverage.china", "expert")):
        shown = [seen(level, name) and sees(book(level), name) for level in LEVELS]
        assert shown == [level not in LEVELS[LEVELS.index(hidden) :] for level in LEVELS], name
        assert sees(book("expert"), name) is False
    assert seen("expert", "autonomy")
    assert seen("expert", "capital")


def test_a_power_still_knows_its_own_strain() -> None:
    china = book("expert").names.ids["partner"].index("china")
    assert seen("expert", "strain.china", china)
    assert seen("expert", "stage.transit_fee", china)


def stages_seen(level: str) -> Floats:
    """What Mongolia reads of the fee's stage in worlds where it is calm, signalled, announced and in force."""
    played = book(level)
    state = opening(level, 4)
    table = state.table.copy()
    table[played.names.rows["stage.transit_fee"]] = [0, 1, 2, 3]
    seen = observe(played.rules, State(table, state.keys, 0))
    row: Floats = seen[played.names.rows["stage.transit_fee"]]
    return row


def test_calm_and_signal_cannot_be_told_apart_on_expert() -> None:
    assert stages_seen("hard").tolist() == [0, 1, 2, 3]
    found = stages_seen("expert")
    assert np.isnan(found).tolist() == [True, True, False, False]
    assert found[2:].tolist() == [2, 3]
    assert (hears(book("hard"), "transit_fee"), hears(book("expert"), "transit_fee")) == (True, False)


def test_a_measure_that_is_not_heard_is_told_from_its_warning_on() -> None:
    assert [tells(book("expert"), "transit_fee", stage) for stage in range(4)] == [False, False, True, True]
    assert all(tells(book("hard"), "transit_fee", stage) for stage in range(4))


@pytest.mark.parametrize(("level", "stages"), [("hard", [0, 1, 2, 3]), ("expert", [0, 0, 2, 3])])
def test_the_course_of_a_game_keeps_signals_too(level: str, stages: list[int]) -> None:
    states = [nudged(book(level), opening(level), {"stage.transit_fee": float(stage)}) for stage in range(4)]
    assert course(book(level), states).values("stage.transit_fee").tolist() == stages


def test_what_is_announced_is_known_even_where_signals_are_not() -> None:
    state = nudged(book("expert"), opening("expert"), {"stage.transit_fee": 1.0})
    asked = "not pressure.transit_fee and not warning.transit_fee and not signal.transit_fee and strain.china < 30"
    assert [one.holds for one in parts(book("expert"), state, asked)] == [True, True, None, None]


@pytest.mark.parametrize("level", LEVELS)
def test_every_difficulty_tells_which_goals_are_reached(level: str) -> None:
    """Even where a goal hangs on numbers that are hidden."""
    *_, last = playthrough(book(level), policy("documented", book(level)), 7)
    judged = {one.goal: one.reached for one in verdicts(book(level), last.after) if one.goal}
    assert judged == goals(book(level), last.after)
    assert judged == {one.id: one.reached for one in situation(book(level), last.after).goals}


@cache
def told(level: str) -> tuple[set[str], set[str]]:
    """The variables and the stages of measures that the reports of the documented course speak of."""
    played = book(level)
    reports = [report(played, turn) for turn in playthrough(played, documented(played), 1)]
    figures = {figure.name for one in reports for figure in one.figures}
    return figures, {stage for one in reports for moved in one.measures for stage in (moved.before, moved.after)}


def test_reports_keep_what_is_hidden() -> None:
    assert told("normal") == (
        told("expert")[0] | {"strain.china", "strain.russia"},
        {"calm", "signal", "warning", "force"},
    )
    assert told("expert")[1] == {"calm", "warning", "force"}


def test_signals_change_nothing_in_the_world() -> None:
    """Hiding is for eyes only: the same content with nothing hidden plays the same."""
    laid = at(loaded(), "expert")
    open_book = compile_book(Loaded(laid.content.model_copy(update={"hides": ()}), (), ("en",), laid.places))
    ends = [play(one, policy("random", one), seeds_from(1, 10)) for one in (open_book, book("expert"))]
    assert digests(ends[0]) == digests(ends[1])


# ---- limits and words ----


def test_limits_tighten() -> None:
    found = [limits(book(level)) for level in LEVELS]
    assert [one.undo for one in found] == [None, None, 5, 0]
    assert [limits(book(level)).foresight.exact for level in LEVELS] == [True, False, False, False]
    assert [one.foresight.looks for one in found] == [None, None, 3, 1]


@pytest.mark.parametrize("level", LEVELS)
def test_everything_that_it_changes_is_said(level: str) -> None:
    words = Words("en", loaded().words("en"), interface("en"))
    assert {f"difficulty.{level}", f"difficulty.{level}.text"} <= loaded().words("en").keys()
    said = [words.say(one) for one in changes(loaded().content, level)]
    assert not [text for text in said if "{" in text or "." not in text or text.startswith(("changed.", "difficulty."))]
    assert len(said) == len(set(said)) >= 3


def test_the_page_shows_the_numbers() -> None:
    page = (ROOT / "docs/scenarios.md").read_text(encoding="utf-8").split("## Difficulties", 1)[1]
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line[:1] == "|"]
    rows = {cells[0]: cells[1:] for cells in lines}
    levels = [loaded().content.difficulties[level] for level in LEVELS]
    assert rows["luck"] == [f"{level.luck:g}" for level in levels]
    assert rows["steps back in a turn"] == ["any" if level.undo is None else str(level.undo) for level in levels]


# ---- the command ----


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as left:
        main(["run", STORY, "--turns", "3", *arguments])
    assert left.value.code == 0
    return capsys.readouterr().out


def test_run_takes_a_difficulty(capsys: pytest.CaptureFixture[str]) -> None:
    plain, normal = run(capsys, "--json"), run(capsys, "--json", "--difficulty", "normal")
    assert plain == normal
    expert = json.loads(run(capsys, "--json", "--difficulty", "expert"))
    assert expert["turns"][0]["capital"] == 6


def test_a_record_is_replayed_at_its_difficulty(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    run(capsys, "--difficulty", "expert", "--record", str(path))
    for scenario in ([], ["--scenario", STORY]):
        with pytest.raises(SystemExit) as left:
            main(["replay", str(path), *scenario])
        assert left.value.code == 0
        assert "to the last bit" in capsys.readouterr().out
