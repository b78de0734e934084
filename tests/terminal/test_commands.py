"""Single commands: what they change, what they refuse and in which words."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.compile import Book
from game.engine.orders import Orders
from game.engine.world import State
from game.session.counsel import proposed
from game.session.forecast import compare
from game.session.futures import Watch
from game.session.orders import Plan, plan_of
from game.session.policies import policy
from game.session.pressures import Cost, Pressure
from game.session.situation import situation
from game.session.trials import CellEffects
from game.session.trouble import Trouble
from game.session.verdict import aim
from game.session.words import Phrase
from game.terminal import advice, ahead
from game.terminal.commands import COMMANDS, completions, meant, shortest
from game.terminal.names import meant as meant_by
from game.terminal.names import pick
from tests.terminal.playing import Typed
from tests.worlds import nudged

KNOWN = {"south_korea": ["South Korea"], "north_korea": ["North Korea"], "uk": ["United Kingdom"], "usa": ["USA"]}


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("THIRD_NEIGHBOUR_HOME", str(tmp_path))
    made = []

    def begin(**wish: object) -> Typed:
        made.append(Typed(tmp_path, **wish))  # type: ignore[arg-type]
        return made[-1]

    yield begin
    for one in made:
        one.close()


@pytest.mark.parametrize(
    ("text", "name"),
    [("South  KOREA", "south_korea"), ("south", "south_korea"), ("kor sou", "south_korea"), ("king", "uk")],
)
def test_names_are_found_by_their_beginnings(text: str, name: str) -> None:
    assert pick(text, KNOWN) == name


def test_names_that_mean_two_things_or_none_are_refused() -> None:
    with pytest.raises(Trouble, match="several"):
        pick("korea", KNOWN)
    with pytest.raises(Trouble, match="no_partner"):
        pick("atlantis", KNOWN, "partner")
    assert meant_by(" . ", KNOWN) == []


@pytest.mark.parametrize("name", [one.name for one in COMMANDS])
def test_a_command_is_known_by_its_name_and_shortest_form(name: str) -> None:
    for said in (name, shortest(name)):
        found = meant(said)
        assert found is not None
        assert found.name == name


@pytest.mark.parametrize(
    ("line", "tokens"),
    [
        ("place china visit 2", 2),
        ("p visit china 2", 2),
        ("PLACE chi VIS", 1),
        ("place china visit 99", None),
        ("place china visit -1", None),
        ("place kazakhstan visit", None),
    ],
)
def test_tokens_are_placed_or_refused(typed, line: str, tokens: int | None) -> None:
    game = typed()
    said = game.type(line)
    assert game.match.draft.place == ({"china": {"visit": tokens}} if tokens else {})
    assert ("Error: " in said) is (tokens is None)


def test_tokens_are_taken_back(typed) -> None:
    game = typed()
    game.type("place china visit 2", "place china trade", "place japan loan talks 2", "take china visit")
    assert game.match.draft.place == {"china": {"trade": 1}, "japan": {"loans": 2}}
    game.type("take china")
    assert game.match.draft.place == {"japan": {"loans": 2}}
    assert "Nothing is placed with China." in game.type("take china")
    assert "say a power and an instrument" in game.type("take")
    assert "atlantis" in game.type("take atlantis")
    game.type("take all", "undo", "undo", "redo")
    assert game.match.draft.place == {"japan": {"loans": 2}}


@pytest.mark.parametrize(
    "line", ["decide 2 2", "decide rescue_search 2", "decide china_first", "d who will lend put the chinese"]
)
def test_a_decision_is_answered_by_numbers_and_names(typed, line: str) -> None:
    game = typed()
    game.type(line)
    assert game.match.draft.decide == {"rescue_search": "china_first"}
    game.type("decide 2 none")
    assert game.match.draft.decide == {}


@pytest.mark.parametrize("line", ["decide 9", "decide 1 9", "decide nobody", "decide 3 1", "decide 0"])
def test_an_answer_that_there_is_not(typed, line: str) -> None:
    game = typed()
    assert "Error: " in game.type(line)
    assert game.match.draft.decide == {}


def test_looks_ahead_are_counted_and_asked_for(typed) -> None:
    game = typed(difficulty="hard")
    assert "nothing is used up" in game.type("foresight", "no")
    assert game.match.looks_used == 0
    assert "What to watch, camp by camp" in game.type("foresight", "yes", "foresight", "foresight reserves")
    assert game.match.looks_used == 1
    game.type("place china visit", "foresight yes", "place china visit", "foresight yes")
    assert "no look ahead is left" in game.type("place japan visit", "foresight yes")
    assert game.match.looks_used == 3
    assert "cannot be tried out" in game.type("effects")
    assert "Likely in four turns" not in game.type("decide")


def test_where_nothing_can_be_placed_no_empty_table_is_shown(typed, monkeypatch: pytest.MonkeyPatch) -> None:
    game = typed()
    nowhere = np.full(game.match.book.rules.cells.open.shape, np.nan)
    monkeypatch.setattr(ahead, "cell_effects", lambda *_, **__: CellEffects(4, nowhere, nowhere, {}))
    said = game.type("effects")
    assert "No further token can be placed there" in said
    assert "median" not in said


def test_a_share_that_cannot_move_is_a_dash(typed, monkeypatch: pytest.MonkeyPatch) -> None:
    """As with a partner of no camp."""
    game = typed()
    shape = game.match.book.rules.cells.open.shape
    found = CellEffects(4, np.full(shape, np.nan), np.full(shape, 1.5), {})
    monkeypatch.setattr(ahead, "cell_effects", lambda *_, **__: found)
    said = game.type("effects")
    assert "nan" not in said
    assert "+1.5" in said
    assert "–" in said


@pytest.mark.parametrize(("difficulty", "told"), [("hard", True), ("expert", False)])
def test_what_is_hidden_is_told_by_no_command(typed, difficulty: str, told: bool) -> None:
    game = typed(difficulty=difficulty)
    book, state = game.match.book, game.match.state
    signalled = nudged(book, state, {"stage.transit_fee": 1.0, "strain.china": 100.0})
    ahead._pressures(game.sitting, compare(book, signalled, Orders.empty(book.rules), futures=8, turns=3))
    fee = game.sitting.words.t("measure.transit_fee")
    assert (fee in game.out.getvalue()) is told
    assert ("cannot be seen" not in game.type("history strain.china")) is told


def test_the_guided_look_shows_this_world(typed) -> None:
    game = typed(difficulty="guided")
    seen = game.type("foresight", "foresight autonomy")
    assert "This world" in seen
    assert seen.count("Looking ahead") == 1
    course = game.type("foresight reserves")
    assert "This world" in course, "turn by turn, too"
    assert "This world: what really comes" in course
    assert game.sitting.seen is not None
    line = game.sitting.seen.comparison.plan.line
    assert line is not None
    assert any(row.endswith(f" {line['reserves'][-1]:,.0f}") for row in course.splitlines())
    assert "This world" not in typed().type("foresight reserves")


def test_loan_tokens_that_bring_nothing_are_warned_of(typed, monkeypatch: pytest.MonkeyPatch) -> None:
    game = typed()
    assert "bring no money" not in game.type("place china loans", "take all")
    frozen = nudged(game.match.book, game.match.state, {"stage.loan_freeze": 3.0})
    monkeypatch.setattr(type(game.sitting), "situation", property(lambda _: situation(game.match.book, frozen)))
    assert game.type("place china loans 2").count("Loan tokens bring no money while this lasts: Loans frozen") == 1
    assert game.type("plan").count("Loan tokens bring no money while this lasts: Loans frozen") == 1
    assert "bring no money" not in game.type("place japan loans", "take china loans")


def test_a_look_ahead_changes_nothing(typed) -> None:
    game, other = typed(), typed()
    game.type("foresight", "effects", "decide", "history", "end yes")
    other.type("end yes")
    assert (game.match.state.table == other.match.state.table).all()


def test_going_back_and_the_tree(typed) -> None:
    game = typed()
    game.type("end yes", "end yes", "rewind 2", "place china visit", "end yes")
    assert [node.parent for node in game.match.nodes] == [None, 0, 1, 1]
    assert "you are here" in game.type("tree").splitlines()[-3]
    game.type("tree 2")
    assert game.match.here.id == 2
    assert "Error: " in game.type("tree 77")
    assert "Error: in statesman mode" in typed(mode="statesman").type("end yes", "rewind 1")


def test_saves_are_kept_listed_renamed_deleted(typed) -> None:
    game = typed()
    assert "A copy is kept as lesson 3" in game.type("save lesson 3")
    assert "Replace it?" in game.type("save lesson 3", "yes")
    assert "lesson 4 now" in game.type("saves rename lesson 3 as lesson 4")
    assert "lesson 4" in game.type("saves")
    assert "is deleted" in game.type("saves delete lesson", "yes")
    assert "lesson" not in game.type("saves").split("\n", 1)[1]
    assert "Error: " in game.type("load nowhere")
    assert "Error: you are playing" in game.type(f"load {game.sitting.save.path.stem}")


def test_loading_goes_elsewhere(typed) -> None:
    game = typed()
    game.type("save copy", "load copy")
    assert game.left == "Taken"


def test_another_language(typed) -> None:
    game = typed()
    assert "Error: " in game.type("settings language klingon")
    game.type("settings language mn", "look goals")
    assert game.sitting.words.language == "mn"


def test_the_last_turn_is_explained(typed) -> None:
    game = typed()
    assert "Error: no turn has been played yet" in game.type("why support")
    game.type("end yes")
    assert "Public support" in game.type("why support")
    assert "can mean many things" in game.type("why relation")
    assert "Error: " in game.type("why support 9")


TYPED = """look place take decide undo redo plan brief why sources end rewind tree save saves load settings help china
japan visit all none 1 2 -3 99999999 yes no delete rename as relation.china support [/bold] {0} . é ² \x1b[31m \x00"""
WORDS = st.sampled_from(TYPED.split())
LINES = st.lists(st.one_of(WORDS, st.text(max_size=12)), max_size=5).map(" ".join)


SLOW = {"foresight", "effects", "debrief", "history", "ledger", "report"}


def _command(line: str) -> str:
    found = meant(line.split()[0].casefold()) if line.split() else None
    return found.name if found else ""


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(LINES, min_size=1, max_size=6))
def test_no_line_breaks_the_game(typed, lines: list[str]) -> None:
    """Slow commands are left out here; whatever else is typed is obeyed or refused in words."""
    game = typed(plain=True)
    said = game.type(*(line for line in lines if _command(line) not in SLOW))
    assert "\x1b" not in said
    assert "Traceback" not in said
    game.close()


def test_what_is_no_answer_repeats_the_question_once_and_is_not_obeyed(typed) -> None:
    game = typed()
    said = game.type("end", "end yes", "place japan visit")
    assert said.count("End the turn all the same?") == 2
    assert "The turn goes on." in said
    assert not game.match.played
    assert game.match.draft.place == {}
    game.type("end", "perhaps", "yes")
    assert len(game.match.played) == 1


def test_goals_are_a_command_too(typed) -> None:
    game = typed()
    first, second = (game.type(line).partition("> ")[2].partition("\n")[2] for line in ("goals", "look goals"))
    assert "Reserves at least 2,000 m USD" in first
    assert first == second


def test_conditions_are_said_in_words_and_not_as_rules(typed) -> None:
    said = typed().type("sources transit_fee")
    assert "Signalled when: Strain with China above 25." in said
    assert "strain.{power}" not in said
    assert "channel: transit" in said


def test_air_routes_have_no_tonnage(typed) -> None:
    (row,) = [line for line in typed().type("look corridors").splitlines() if "Air routes" in line]
    assert " kt" not in row
    assert "100 %" in row


def test_advisers_are_told_asked_and_followed(typed) -> None:
    game = typed()
    who = game.type("advice")
    assert all(name in who for name in ("hedge", "greedy", "documented", "planner"))
    game.type("place japan trade")
    said = game.type("advice archivist")
    assert "Trade deal (Japan)" in said, "the player's own plan stands beside it"
    assert game.match.draft.place == {"japan": {"trade": 1}}, "asking changes nothing"
    game.type("adopt documented")
    plan = plan_of(game.match.book, policy("documented", game.match.book).orders(game.match.book, game.match.state))
    assert (game.match.draft.place, game.match.draft.decide) == (plan.place, plan.decide)
    game.type("undo")
    assert game.match.draft.place == {"japan": {"trade": 1}}
    assert "Error: there is no adviser" in game.type("adopt nobody")


def test_whoever_follows_an_adviser_keeps_the_goal_and_hears_what_changed(typed) -> None:
    game = typed()
    said = game.type("decide national_goal energy_security", "adopt documented")
    assert "The goal that you chose stays: Secure energy." in said
    assert "Answers that changed: “Who will lend to Mongolia?”" in said
    assert "measured by" not in said.partition("Answers that changed")[2].partition("\n\n")[0].partition("stays")[0]
    assert game.match.draft.decide["national_goal"] == "energy_security"


def test_an_adviser_must_be_named_to_be_followed(typed) -> None:
    game = typed()
    assert "Error: there is no adviser" in game.type("adopt")
    assert game.match.draft.place == {}
    assert {"hedge", "documented"} <= set(completions(game.sitting, "adopt "))


def test_nobody_advises_when_the_game_is_over(typed, monkeypatch: pytest.MonkeyPatch) -> None:
    game = typed()
    monkeypatch.setattr(type(game.match), "over", property(lambda match: True))
    for line in ("advice documented", "adopt documented"):
        assert "the game is over" in game.type(line)


def test_asking_an_adviser_is_no_look_ahead(typed) -> None:
    game = typed(difficulty="expert")
    game.type("advice documented")
    assert game.match.looks_used == 0


def test_goals_are_short_before_the_choice_and_measured_after_it(typed) -> None:
    game = typed(width=200)
    before = game.type("look goals")
    assert "To choose from" in before
    assert "More buyers: Export concentration below" in before
    assert len(before.splitlines()) < 25
    options = game.type("decide national_goal")
    assert "To reach it: Export concentration below" in options
    planned = game.type("decide national_goal energy_security", "goals")
    assert "Chosen in this turn, counts once it ends: Secure energy" in planned
    assert "More buyers" not in planned
    game.type("decide national_goal energy_security", "end yes")
    after = game.type("goals")
    assert "Secure energy" in after
    assert "More buyers" not in after
    assert " now)" in after


def test_how_to_win_names_the_goal_that_was_chosen(typed) -> None:
    game = typed()
    words, match = game.sitting.words, game.match
    assert "still to choose" in words.say(aim(match.book))
    assert "still to choose" in words.say(aim(match.book, match.state))
    game.type("decide national_goal energy_security", "end yes")
    assert "Secure energy" in words.say(aim(match.book, match.state))


def test_a_name_means_the_event_before_what_is_kept_of_it(typed) -> None:
    game = typed()
    for name in ("bond wall", "bond_wall"):
        said = game.type(f"sources {name}")
        assert "· event bond_wall" in said
        assert "may be one of these" not in said
    assert "Turn in which it happened" in game.type("sources happened.bond_wall")


def test_what_is_told_of_a_power_parts_what_it_minds_from_what_it_welcomes(typed) -> None:
    told = typed().type("look china")
    assert "Minds: Tibet" in told
    assert "Welcomes: Looser energy ties with Moscow" in told


def test_a_game_that_is_over_asks_for_nothing(typed, monkeypatch: pytest.MonkeyPatch) -> None:
    game = typed()
    monkeypatch.setattr(type(game.match), "over", property(lambda match: True))
    monkeypatch.setattr(type(game.match), "ending", property(lambda match: "voted_out"))
    for line in ("look", "plan", "brief", "look perils"):
        said = game.type(line)
        assert "A decision is asked" not in said
        assert "turns left to find" not in said
        assert game.sitting.words.t("ending.voted_out") in said
    assert "the game is over" in game.type("decide 1")


@pytest.mark.parametrize(
    ("kind", "said"), [("pressure", "Cost last turn: Growth"), ("support", "Effect last turn: Growth")]
)
def test_what_helps_is_no_cost(typed, monkeypatch: pytest.MonkeyPatch, kind: str, said: str) -> None:
    game = typed()
    told = Pressure(
        slot="compact",
        measure="compact",
        power="usa",
        kind=kind,
        channel="investment",
        title=Phrase("measure.compact"),
        hint="",
        stage="force",
        since=Phrase("month.9"),
        since_turn=1,
        costs=(Cost("growth", Phrase("variable.growth"), "percent_year", 2.2),),
        release=None,
        conditions=(),
        grade="design",
        note="",
        sources=(),
    )
    seen = replace(game.sitting.situation, pressures=(told,))
    monkeypatch.setattr(type(game.sitting), "situation", property(lambda sitting: seen))
    assert f"{said} +2.2 % a year" in game.type("look pressures")


def test_an_adviser_who_was_heard_does_not_think_again(typed, monkeypatch: pytest.MonkeyPatch) -> None:
    game = typed()
    asked: list[str] = []

    def noted(book: Book, state: State, adviser: str, watch: Watch) -> Plan:
        asked.append(adviser)
        return proposed(book, state, adviser, watch)

    monkeypatch.setattr(advice, "proposed", noted)
    game.type("advice hedge", "place japan trade", "adopt hedge")
    assert asked == ["hedge"], "what was told is what is taken over"
    assert game.match.draft.place
    game.type("advice greedy", "advice hedge")
    assert asked == ["hedge", "greedy"]
    game.type("end yes", "adopt hedge")
    assert asked == ["hedge", "greedy", "hedge"], "another turn asks for another plan"


def test_options_are_told_beside_what_follows_by_itself(typed) -> None:
    game = typed(width=200)
    said = game.type("end yes", "end yes", "decide visit")
    assert said.count("Beside answer 3, likely in four turns") == 3
    assert said.count("Likely in four turns") == 1
    assert "the others beside it" in said
