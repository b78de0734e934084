"""What a seat sees is what the world holds, and nothing that it may not know."""

import math
from functools import cache

import pytest

from game.engine.legality import legal
from game.engine.observe import MONGOLIA, observe
from game.engine.world import State
from game.session.orders import Plan, orders_of
from game.session.playthrough import Played, play_turn, playthrough
from game.session.policies import documented, policy
from game.session.report import STAGES, report
from game.session.situation import Situation, code, situation
from game.session.trouble import Trouble
from game.session.words import Words, interface
from tests.worlds import SAMPLE, STORY, book, nudged, opening, placed, quiet, value, variant

BOOK = book(STORY)
WORDS = Words("en", BOOK.content.words["en"], interface("en"))


@cache
def plays() -> list[Played]:
    return list(playthrough(BOOK, documented(BOOK), 1))


def at(turn: int, seat: str = "mongolia") -> Situation:
    """The story as its documented course comes to a turn (from 1)."""
    last = plays()[turn - 2]
    return situation(BOOK, last.after, last, seat)


@pytest.mark.parametrize("scenario", SAMPLE)
def test_an_opening_has_no_changes(scenario: str) -> None:
    played = book(scenario)
    found = situation(played, opening(played))
    assert (found.turn, found.turns, found.over) == (1, played.rules.turns, False)
    assert found.date == played.calendar.first.isoformat()
    assert [figure for figure in found.figures if figure.change or figure.causes] == []
    assert {one.relation.change for one in found.partners} == {0.0}
    assert sum(share.value for share in found.shares.values()) == pytest.approx(1.0)
    assert not any(corridor.changed for corridor in found.corridors)


@pytest.mark.parametrize("scenario", SAMPLE)
def test_every_situation_of_a_random_game_can_be_said(scenario: str) -> None:
    played = book(scenario)
    words = Words("en", played.content.words["en"], interface("en"))
    for last in playthrough(played, policy("random", played), 7):
        found = situation(played, last.after, last)
        keys = [one.title for group in (found.partners, found.pressures, found.corridors) for one in group]
        keys += [one.title for group in (found.decisions, found.pledges, found.projects, found.perils) for one in group]
        keys += [one.rung for one in found.partners] + [one.since for one in found.pressures]
        keys += [one.release for one in found.pressures if one.release] + [one.said for one in found.perils]
        keys += [a.missing for d in found.decisions for a in d.answers if a.missing] + [found.label]
        assert [key for key in keys if "." in words.say(key).replace(". ", " ") and key.key not in words] == []
        hints = [one.hint for one in found.pressures] + [a.hint for d in found.decisions for a in d.answers]
        assert [key for key in (*hints, *(one.text for one in found.decisions)) if key not in words] == []


def test_the_figures_are_those_of_the_report() -> None:
    last = plays()[4]
    assert situation(BOOK, last.after, last).figures == report(BOOK, last).figures


def test_partners_and_changes() -> None:
    last, found = plays()[2], at(4)
    china = next(one for one in found.partners if one.id == "china")
    now, before = (value(BOOK, state, "strain.china")[0] for state in (last.after, last.before))
    assert (china.strain.value, china.strain.change) == (now, now - before)
    assert (china.code, china.camp, china.open) == ("CN", "china", True)
    assert found.partners[0].id == "russia"
    assert all(0 <= one.steps <= 5 for one in found.partners)


def test_codes_are_the_marks_of_the_window() -> None:
    wanted = "RU CN US JP KR IN TR DE FR GB EU CA KZ KP"
    assert [code(BOOK.content, partner) for partner in BOOK.content.partners] == wanted.split()
    content = BOOK.content.model_copy(update={"words": {}})
    assert code(content, "turkey") == "TU"


def test_cells_say_what_may_be_placed() -> None:
    found, state = at(4), plays()[2].after
    for cell in found.cells.values():
        one = orders_of(BOOK, Plan({cell.partner: {cell.instrument: 1}}))
        assert legal(BOOK.rules, state, one) == (cell.open and cell.most >= 1)
    committed = {key for key, cell in found.cells.items() if cell.committed}
    counted = value(BOOK, state, "commitment.knowledge.japan")[0]
    assert found.cells["knowledge", "japan"].committed == counted
    assert (("knowledge", "japan") in committed) == bool(counted)


def test_a_committed_token_counts_down() -> None:
    played = quiet()
    turns = played.content.instruments["treaty"].commit
    last = play_turn(played, opening(played), placed(played, {("treaty", "japan"): 1}))
    assert situation(played, last.after, last).cells["treaty", "japan"].committed == turns > 0


def test_pressures_with_their_cost_and_release() -> None:
    fees = next(one for one in at(5).pressures if one.slot == "transit_fee")
    assert (fees.power, fees.kind, fees.stage) == ("china", "pressure", "force")
    assert WORDS.say(fees.since) == "December 2016"
    assert fees.since_turn == 4
    assert fees.release is not None
    assert WORDS.say(fees.release) == "Strain with China below 27"
    assert [one.holds for one in fees.conditions] == [False]
    assert fees.costs[0].name == "fees"
    assert fees.costs[0].amount == value(BOOK, plays()[3].after, "fees")[0] > 0
    assert "reuters_fees" in fees.sources


def test_a_stage_is_dated_from_the_turn_in_which_it_came() -> None:
    seen: dict[str, tuple[int, str]] = {}
    for last in playthrough(BOOK, policy("random", BOOK), 5):
        found = situation(BOOK, last.after, last)
        for slot in BOOK.names.ids["slot"]:
            before, now = (int(value(BOOK, state, f"stage.{slot}")[0]) for state in (last.before, last.after))
            pressure = next((one for one in found.pressures if one.slot == slot), None)
            assert (pressure.stage if pressure else "calm") == STAGES[now]
            if pressure and before == now and slot in seen:
                assert (pressure.since_turn, pressure.stage) == seen[slot]
            elif pressure:
                assert pressure.since_turn in (found.turn - 1, found.turn)
            if pressure:
                seen[slot] = (pressure.since_turn, pressure.stage)
            else:
                seen.pop(slot, None)


def test_a_corridor_that_is_narrowed_is_marked() -> None:
    found = {one.id: one for one in at(5).corridors}
    gate = found["gashuunsukhait"]
    assert gate.changed
    assert gate.passage.value < 1.0
    assert gate.fee_vehicle.value == 10.0
    assert gate.megatonnes == pytest.approx(gate.carried.value * BOOK.rules.months / 1000)
    assert not found["airways"].changed
    assert found["airways"].to is None


def test_decisions_with_what_is_missing() -> None:
    event = {
        "on": "2016-09",
        "default": "no",
        "grade": "design",
        "about": ["china"],
        "options": {
            "no": {"effects": [{"add": "mood", "by": 1}]},
            "poor": {"effects": [{"add": "mood", "by": 1}], "needs": "reserves > 90000"},
            "dear": {"effects": [{"add": "mood", "by": 1}], "cost": 6},
            "fine": {"effects": [{"add": "mood", "by": 1}], "cost": 1, "needs": "reserves > 1"},
        },
    }
    played = variant(events={"asked": event}, capital={"value": 3, "grade": "design"})
    decision = next(one for one in situation(played, opening(played)).decisions if one.event == "asked")
    said = [WORDS.say(one.missing) if one.missing else "" for one in decision.answers]
    assert [one.may for one in decision.answers] == [True, False, False, True]
    assert said[0] == said[3] == ""
    assert said[1] == "Reserves above 90,000 m USD"
    assert "6 tokens" in said[2]
    assert [one.default for one in decision.answers] == [True, False, False, False]
    assert decision.about == ("china",)


def test_perils_count_down_to_the_end() -> None:
    played = variant(
        endings={"gone": {"when": "reserves < 100000", "result": "loss", "at": "any", "grace": 2, "grade": "design"}},
        capital={"value": 8, "grade": "design"},
        without={"endings": ["satellite", "isolation", "default", "ousted"]},
    )
    left, state, last = [], opening(played), None
    while not (found := situation(played, state, last)).over:
        left.append([one.left for one in found.perils])
        last = play_turn(played, state, placed(played))
        state = last.after
    assert left == [[], [2], [1]]
    assert found.ending == "gone"


def test_pledges_and_projects() -> None:
    state = nudged(BOOK, opening(BOOK), {"pledge.neutrality": 1, "project.refinery": 0.4})
    found = situation(BOOK, state)
    assert ("neutrality", None) in [(one.id, one.to) for one in found.pledges]
    assert [one.progress.value for one in found.projects if one.id == "refinery"] == [0.4]


@pytest.mark.parametrize("seat", ["china", "japan"])
def test_a_power_sees_no_secrets(seat: str) -> None:
    found = at(5, seat)
    place = BOOK.names.ids["partner"].index(seat)
    table = observe(BOOK.rules, plays()[3].after, place)
    for one in found.partners:
        shown = table[BOOK.names.rows[f"strain.{one.id}"], 0]
        assert one.strain.seen == (not math.isnan(shown)) == (one.id == seat)
    assert (found.capital, found.decisions, found.perils) == (0, (), ())
    assert not any(cell.committed for cell in found.cells.values())
    seen = {name for name, row in BOOK.names.rows.items() if BOOK.rules.visible[place][row]}
    assert {figure.name for figure in found.figures} <= seen
    assert {cost.name for pressure in found.pressures for cost in pressure.costs} <= seen


def test_mongolia_sees_its_own_readings() -> None:
    found = at(5)
    assert all(one.strain.seen and one.relation.seen for one in found.partners)
    assert BOOK.rules.visible[MONGOLIA][BOOK.names.rows["capital"]]


def test_what_is_hidden_is_shown_as_unseen() -> None:
    hides = ["attention", "ladder", "strain.china", "carried", "reserves", "signal"]
    played = variant(hides=hides, capital={"value": 8, "grade": "design"})
    last = play_turn(played, opening(played), placed(played))
    found = situation(played, last.after, last)
    china = next(one for one in found.partners if one.id == "china")
    assert (china.steps, china.attention.seen, china.strain.seen, china.relation.seen) == (0, False, False, True)
    assert WORDS.say(china.rung) == "partnership not known"
    assert "reserves" not in {figure.name for figure in found.figures}
    assert not any(one.changed or one.carried.seen for one in found.corridors)
    assert [one.stage for one in found.pressures if one.stage == "signal"] == []


def test_an_unknown_seat_is_a_mistake() -> None:
    with pytest.raises(Trouble):
        situation(BOOK, opening(BOOK), None, "atlantis")


def test_only_the_first_world_is_read() -> None:
    two = opening(BOOK, worlds=2)
    both = State(two.table, two.keys, two.turn)
    assert situation(BOOK, both) == situation(BOOK, opening(BOOK))


def test_goods_that_a_scenario_does_not_sell_are_no_headline() -> None:
    names = {figure.name for figure in situation(BOOK, opening(BOOK)).figures}
    early = book("two-communisms-1956")
    assert "volume.coal" in names
    assert "volume.coal" not in {figure.name for figure in situation(early, opening(early)).figures}
