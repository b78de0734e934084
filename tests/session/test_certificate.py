"""The certificate: intervals, gates on made-up numbers, words counted by hand, the same from any processes."""

from __future__ import annotations

import json
from dataclasses import replace
from math import inf
from pathlib import Path

import numpy as np
import pytest

from game.cli import main
from game.compile import Book, compile_book
from game.content.load import Loaded, load
from game.content.where import find, library
from game.engine.world import State
from game.session.batch import play
from game.session.bots.plain import EvenSplit
from game.session.bots.study import Lesson
from game.session.certificate import certify, intervals, machine
from game.session.certificate.certify import TOGETHER, Certified, all_reasons, certified, rules_digest, together, wanted
from game.session.certificate.evidence import Evidence
from game.session.certificate.games import Games, joined, played
from game.session.certificate.gates import GATES, IDS
from game.session.certificate.intervals import Part, exact
from game.session.certificate.judging import finding, found, judged
from game.session.certificate.length import path_words, says_length
from game.session.certificate.machine import data, read_back
from game.session.certificate.measures import by_seed, within
from game.session.certificate.players import FIXED, MIXED, MUCH, PLANNER, Play, lessons
from game.session.certificate.prospects import calibrated, prospects
from game.session.certificate.size import FAST, FULL
from game.session.certificate.work import pieces
from game.session.goals import callable_goals
from game.session.trouble import Trouble
from game.terminal import certify as command
from tests.test_docs import in_backticks
from tests.worlds import ROOT, SCENARIOS, STORY, book, opening, seeds

GATE = {gate.id: gate for gate in GATES}
TINY = """
id: tiny
extends: rulebook
time: {start: 2018-01, end: 2018-12, turn: quarter}
capital: {value: 6, unit: tokens, grade: design}
without:
  events: [national_goal]
  goals: [national, diversify_exports, energy_security, recognised_mediator, no_concession, prosperity_first]
events:
  a_question:
    on: 2018-02
    grade: design
    options:
      yes_please:
        effects:
          - {add: relation.japan, by: 4}
      no_thanks:
        effects:
          - {add: relation.russia, by: 4}
    default: no_thanks
history:
  2018-01: {place: {}}
endings:
  warm: {when: relation.japan >= 74, result: win, at: end, grade: design}
  cool: {when: autonomy >= 0, result: draw, at: end, grade: design}
"""
SAID = """
scenario.title: A tiny year
scenario.summary: One two three.
scenario.brief: Four five.
event.a_question: A question
event.a_question.text: Will you come?
option.a_question.yes_please: Yes, please
option.a_question.yes_please.hint: Japan likes it.
option.a_question.no_thanks: No, thanks
option.a_question.no_thanks.hint: Russia likes it.
ending.warm: Warm
ending.warm.text: All is well.
ending.cool: Cool
ending.cool.text: It might be better.
"""


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a scenario of four turns."""
    folder = tmp_path_factory.mktemp("certified") / "tiny"
    (folder / "words").mkdir(parents=True)
    (folder / "scenario.yaml").write_text(TINY, encoding="utf-8")
    (folder / "words" / "en.yaml").write_text(SAID, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def loaded(tiny: Path) -> Loaded:
    return load(tiny, library())


# ---- numbers and their intervals ----


def test_a_share_has_a_wilson_interval() -> None:
    part = intervals.share(np.array([True] * 8 + [False] * 2))
    assert (part.value, part.games) == (80.0, 10)
    assert (part.low, part.high) == (pytest.approx(49.02, abs=0.01), pytest.approx(94.33, abs=0.01))


def test_a_difference_is_paired_by_seed() -> None:
    chance = np.random.Generator(np.random.PCG64(3))
    luck = chance.random(400)
    better, worse = luck < 0.6, luck < 0.5
    paired, unpaired = intervals.difference(better, worse), intervals.difference(better, worse[::-1])
    assert paired.value == pytest.approx(unpaired.value)
    assert paired.low <= paired.value <= paired.high
    assert paired.high - paired.low < 0.6 * (unpaired.high - unpaired.low)


def test_equal_players_are_not_certainly_equal() -> None:
    few = intervals.difference(np.ones(10, dtype=bool), np.ones(10, dtype=bool))
    assert few.low < few.value == 0.0 < few.high


def test_a_difference_uses_the_seeds_that_both_played() -> None:
    assert intervals.difference(np.array([True] * 20), np.array([False] * 10 + [True] * 90))[1:5:3] == (50.0, 20)


@pytest.mark.parametrize("shift", range(3))
def test_intervals_hold_the_truth_about_as_often_as_they_say(shift: int) -> None:
    chance, hits = np.random.Generator(np.random.PCG64(shift)), np.zeros(3)
    for _ in range(300):
        luck = chance.random((2, 120))
        better, worse = luck[0] < 0.7, luck[1] < 0.4
        some = chance.poisson(3, 120)
        of = some + chance.poisson(7, 120)
        found = intervals.difference(better, worse), intervals.ratio(some, of), intervals.median(luck[0] * 100)
        hits += [part.low <= truth <= part.high for part, truth in zip(found, (30, 30, 50), strict=True)]
    assert (hits / 300 > 0.9).all()


@pytest.mark.parametrize("seeds", [12, 24, 60])
def test_bounds_of_lucks_share_hold_the_true_one(seeds: int) -> None:
    dice, spread, hits = np.random.Generator(np.random.PCG64(1)), 0.5, []
    skill = np.linspace(-1.0, 1.0, 12)[:, None, None] + np.linspace(-0.5, 0.5, 5)[None, :, None]
    truth = 100.0 * spread**2 / (spread**2 + skill.var())
    for _ in range(100):
        goals = dice.integers(0, 5, (12, seeds))
        margins = np.take_along_axis(skill[..., 0], goals, axis=1) + spread * dice.standard_normal((12, seeds))
        both = np.stack([margins, goals], axis=-1)
        part = intervals.jackknifed(both, lambda some: within(some[..., 0], some[..., 1]))
        assert part.low <= part.value <= part.high
        hits.append(part.low <= truth <= part.high)
    assert np.mean(hits) > 0.85


def test_luck_is_what_lies_within_players() -> None:
    skill = np.repeat([[0.0], [0.5], [1.0]], 40, axis=1)
    luck = np.tile(np.random.Generator(np.random.PCG64(1)).random(40), (3, 1))
    alike = np.zeros((3, 40))
    assert (within(skill, alike), within(luck, alike)) == (0.0, pytest.approx(100.0))
    assert np.isnan(within(alike, alike)), "where all is alike, nothing can be told"
    assert np.isnan(within(skill[:, :2], np.array([[0.0, 1.0]] * 3))), "nor where no goal was called twice"
    assert (by_seed(skill), by_seed(luck)) == (0.0, pytest.approx(100.0))
    assert by_seed(np.random.Generator(np.random.PCG64(2)).random((5, 400))) < 5.0


def test_the_goal_that_a_bot_drew_is_no_luck() -> None:
    goals = np.tile(np.arange(40.0) % 4, (3, 1))
    assert within(goals / 3.0, goals) == pytest.approx(0.0)
    assert within(goals / 3.0, np.zeros((3, 40))) == pytest.approx(100.0)
    luck = np.random.Generator(np.random.PCG64(3)).random((3, 4000))
    assert within(luck, np.tile(np.arange(4000.0) % 4, (3, 1))) == pytest.approx(100.0, abs=1.0)


# ---- judging ----


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (80, 95, "passes"),
        (82, 90, "passes"),
        (79, 90, "undecided"),
        (90, 96, "undecided"),
        (70, 99, "undecided"),
        (60, 79.9, "fails"),
        (95.1, 99, "fails"),
    ],
)
def test_an_interval_passes_fails_or_is_undecided(low: float, high: float, said: str) -> None:
    assert judged(Part("", (low + high) / 2, low, high, 100), 80.0, 95.0) == said


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.id)
def test_every_gate_passes_inside_fails_outside_and_doubts_between(gate) -> None:
    inside = gate.least + 1.0 if gate.least > -inf else gate.most - 1.0
    outside = gate.most + 10.0 if gate.most < inf else gate.least - 10.0
    across = Part("", inside, min(inside, outside) - 1.0, max(inside, outside), 10)
    judgements = [finding(gate, (part,)).judgement for part in (exact(inside), exact(outside), across)]
    assert judgements == ["passes", "fails", "undecided"]
    assert finding(gate, ()).judgement == "nothing"


def test_of_several_numbers_the_worst_decides() -> None:
    gate = GATE["options"]
    parts = exact(50.0, "fine"), Part("wide", 9.0, 5.0, 15.0, 50), exact(3.0, "never"), exact(99.0, "always")
    assert (finding(gate, parts).judgement, finding(gate, parts).deciding) == ("fails", parts[3])
    assert finding(gate, parts[:2]).deciding == parts[1]
    assert finding(gate, parts[:1]).judgement == "passes"


# ---- measures on made-up games ----


def made_up(rules: Book, endings: list[int], **given: np.ndarray) -> Games:
    """Games that came to these endings, without any orders unless they are given."""
    sizes = len(rules.names.ids["instrument"]), len(rules.rules.decisions)
    nothing = {
        "tokens": np.zeros((sizes[0], len(endings)), dtype=np.intp),
        "wanted": np.zeros((sizes[1], 5), dtype=np.intp),
        "prospects": np.zeros((0, len(endings))),
        "goals": np.full(len(endings), -1),
    }
    even = np.full(len(endings), 50.0)
    return Games(np.array(endings), even, even, **{**nothing, **given})


def ending(result: str) -> int:
    """The number of an ending of the flagship with that result."""
    content = book(STORY).content
    names = book(STORY).names.ids["ending"]
    return 1 + next(n for n, name in enumerate(names) if content.endings[name].result == result)


def seen(**games: Games) -> Evidence:
    """Evidence of the flagship; the players' names with _ for -."""
    return Evidence(book(STORY), {}, {Play(_dashed(name)): some for name, some in games.items()})


def _dashed(name: str) -> str:
    """A player's name; a goal keeps its own."""
    return f"goal-{name[5:]}" if name.startswith("goal_") else name.replace("_", "-")


def test_wins_are_read_from_the_endings() -> None:
    win, loss = ending("win"), ending("loss")
    evidence = seen(random=made_up(book(STORY), [win, loss, 0, loss]))
    assert evidence.wins("random").tolist() == [True, False, False, False]
    assert found(GATE["random"], evidence).parts[0].value == 25.0
    assert found(GATE["passive"], evidence).judgement == "nothing"


def test_the_best_fixed_player_and_its_lead() -> None:
    win, loss = ending("win"), ending("loss")
    games = {name.replace("-", "_"): made_up(book(STORY), [loss] * 10) for name in FIXED}
    assert seen(**games).best_fixed() == ""
    games["lean_china"] = made_up(book(STORY), [win] * 4 + [loss] * 6)
    games["passive"] = made_up(book(STORY), [win] + [loss] * 9)
    assert seen(**games).best_fixed() == "lean-china"
    assert found(GATE["fixed-gap"], seen(**games)).parts[0][:2] == ("lean-china, passive", pytest.approx(30.0))


def test_options_are_counted_where_they_are_asked_often_enough() -> None:
    rules, wanted = book(STORY), np.zeros((len(book(STORY).rules.decisions), 5), dtype=np.intp)
    ids = rules.names.ids["decision"]
    wanted[ids.index("visit"), :3] = 10, 30, 0
    wanted[ids.index("egiin_gol"), 0] = 1
    wanted[ids.index("national_goal"), 0] = 100
    games = made_up(rules, [0] * 4, wanted=wanted)
    none = {f"goal_{name}": made_up(rules, [0] * 4) for name in callable_goals(rules)}
    told = found(GATE["options"], seen(planner=games, planner_slips_30=games, **none))
    options = list(rules.content.events["visit"].options)
    assert {part.name: part.value for part in told.parts} == {
        f"visit: {option}": share for option, share in zip(options, (25.0, 75.0, *[0.0] * 9), strict=False)
    }
    assert told.judgement == "fails"


def test_the_most_used_instrument() -> None:
    tokens = np.zeros((len(book(STORY).names.ids["instrument"]), 2), dtype=np.intp)
    tokens[1], tokens[2] = [6, 6], [2, 6]
    part = found(GATE["instrument"], seen(planner=made_up(book(STORY), [0, 0], tokens=tokens))).parts[0]
    assert (part.name, part.value) == (book(STORY).names.ids["instrument"][1], 60.0)


def test_games_are_open_as_long_as_what_becomes_of_them_is_in_doubt() -> None:
    """Ten games of four turns: in the second, five stand badly and one of them is won; in the last, all is clear."""
    endings = np.array([ending("win"), *[0] * 4, *[ending("win")] * 5])
    level, bad = np.full(10, 0.5), np.repeat([0.1, 0.6], 5)
    clear = np.where(endings > 0, 1.0, 0.0)
    games = made_up(book(STORY), endings.tolist(), prospects=np.stack([level, bad, level, clear]))
    evidence = seen(planner_slips_30=games)
    assert found(GATE["open"], evidence).parts[0].value == 50.0
    assert found(GATE["comebacks"], evidence).parts[0].value == pytest.approx(100 / 6)


def test_a_reckoned_chance_counts_what_became_of_such_games() -> None:
    won = np.array([False, True, False, True, True, True])
    reckoned = np.array([[0.0, 0.0, 0.2, 0.2, 0.9, 0.9]])
    assert calibrated(reckoned, won)[0].tolist() == [0.5, 0.5, 0.5, 0.5, 1.0, 1.0]
    upside_down = calibrated(1.0 - reckoned, won)[0]
    assert np.all(upside_down == won.mean()), "a chance that says nothing is the share of all games"
    assert calibrated(np.zeros((0, 6)), won).shape == (0, 6)
    over = calibrated(np.where(won, np.nan, reckoned), won)[0]
    assert over.tolist() == [0.0, 1.0, 0.0, 1.0, 1.0, 1.0], "a game that is over is what it became"


def test_goals_are_measured_against_their_mean() -> None:
    win, names = ending("win"), list(callable_goals(book(STORY)))
    games = {Play(f"goal-{name}"): made_up(book(STORY), [win] * 10) for name in names}
    games[Play(f"goal-{names[0]}")] = made_up(book(STORY), [0] * 10)
    told = found(GATE["goals"], Evidence(book(STORY), {}, games))
    assert [part.name for part in told.parts] == names
    assert told.parts[0].value == pytest.approx(-100.0 * (len(names) - 1) / len(names))
    assert sum(part.value for part in told.parts) == pytest.approx(0.0)
    assert told.judgement == "fails"


def test_endings_are_those_of_mixed_players() -> None:
    games = {Play(name): made_up(book(STORY), [1, 2, 2, 3]) for name in MIXED}
    games[Play("random")] = made_up(book(STORY), [1, 2, 2, 3] * 5)
    told = found(GATE["endings"], Evidence(book(STORY), {}, games))
    assert [part.value for part in told.parts[:4]] == [25.0, 50.0, 25.0, 0.0]
    assert len(told.parts) == len(book(STORY).names.ids["ending"])


# ---- length ----


def test_words_are_counted_as_they_are_read(loaded: Loaded) -> None:
    rules = compile_book(loaded)
    words = loaded.words("en")
    own = {key: text for key, text in words.items() if key in SAID}
    opening, event, end = 3 + 3 + 2, 2 + 3 + 2 + 3 + 2 + 3, 1 + 4
    counts = path_words(rules, own, worlds=5)
    assert max(counts) == opening + event + end
    assert set(counts) <= {opening + event + end, opening + event}, "a loss ends in words that are not counted here"


@pytest.mark.parametrize(
    ("title", "said"),
    [("Ten years in 42 quarters", "42 quarters"), ("In 10 quarters", ""), ("Within these months", ""), ("A year", "")],
)
def test_a_title_may_name_the_length(title: str, said: str) -> None:
    assert says_length({"scenario.title": title}, 42) == said


# ---- games ----


def test_orders_are_noted_before_they_slip(loaded: Loaded) -> None:
    rules = compile_book(loaded)
    games = played(rules, Play(MUCH), 0, 5, FAST.budget, 4, lambda _: None)
    later = played(rules, Play(MUCH), 3, 2, FAST.budget, 4, lambda _: None)
    asked = rules.names.ids["decision"].index("a_question")
    assert games.wanted[asked].sum() == 5, "asked once in each world"
    assert games.prospects.shape == (4, 5)
    assert (games.tokens.sum(axis=0) > 0).all()
    assert (games.endings[3:] == later.endings).all()
    assert (games.prospects[:, 3:] == later.prospects).all()
    assert (joined([games, later]).tokens[:, 5:] == later.tokens).all()


def test_prospects_are_those_of_futures_that_a_player_may_imagine(loaded: Loaded) -> None:
    rules = compile_book(loaded)
    state = opening(rules, 4)
    orders = EvenSplit().orders(rules, state)
    found = prospects(rules, state, orders, 16)
    hidden = np.flatnonzero(~rules.rules.visible[-1])
    other = State(state.table.copy(), state.keys, 0)
    other.table[hidden] = np.where(np.isin(hidden, own_rows(rules))[:, None], other.table[hidden], 7.0)
    assert ((found >= 0.0) & (found <= 1.0)).all()
    assert (prospects(rules, other, orders, 16) == found).all()
    end = play(rules, EvenSplit(), seeds(1, 4))
    assert np.isnan(prospects(rules, end, orders, 16)).all(), "what is over has no prospects"


def own_rows(rules: Book) -> list[int]:
    """Hidden rows that keep the books of what is seen."""
    rows = rules.rules.layout.rows
    return [row for name in ("formula", "last_stage", "begin") for row in range(rows[name].start, rows[name].stop)]


# ---- the whole ----


def test_work_holds_every_game_once() -> None:
    plays = [play for gate in GATES for play in gate.measure.plays(book(STORY))]
    for size in (FULL, FAST):
        blocks = [block for piece in pieces(plays, size) for block in piece.blocks]
        for one in set(plays):
            own = sorted(block[1:] for block in blocks if block.play == one)
            assert [first for first, _ in own] == [sum(count for _, count in own[:n]) for n in range(len(own))]
            assert sum(count for _, count in own) == size.of(one)


def test_everybody_has_learned_what_they_need() -> None:
    rules = book(STORY)
    count = len(callable_goals(rules))
    plain = [Lesson(goal) for goal in range(count)]
    assert lessons(Play(PLANNER), rules) == lessons(Play(MUCH, "hard"), rules) == plain
    assert lessons(Play("without-foresight"), rules) == plain
    assert lessons(Play("without-home"), rules) == [Lesson(goal, "home") for goal in range(count)]
    assert lessons(Play(f"goal-{callable_goals(rules)[2]}"), rules) == [Lesson(2)]
    assert lessons(Play("greedy"), rules) == lessons(Play("random"), rules) == []


def test_longer_scenarios_have_fewer_planner_games() -> None:
    assert FULL.fitted(book(STORY)) == FULL
    longer = FULL.fitted(book("third-neighbour-2000"))
    assert (longer.quick, longer.planned < FULL.planned / 2) == (FULL.quick, True)


@pytest.mark.parametrize(
    "names",
    [
        ["random", "open"],
        pytest.param([MUCH, "difficulty-hard", "options", "luck-normal"], marks=pytest.mark.slow),
    ],
)
def test_the_same_from_one_process_and_two(loaded: Loaded, names: list[str]) -> None:
    gates = wanted(names)
    size = FAST.with_games(8)
    one, two = (certified(loaded, size, gates, processes) for processes in (1, 2))
    assert json.dumps(data([one], fast=True)) == json.dumps(data([two], fast=True))
    assert [finding.gate.id for finding in one.findings] == [gate.id for gate in gates]


@pytest.mark.slow
def test_the_command_writes_both_files(tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "new" / "folder"
    with pytest.raises(SystemExit) as ended:
        main(["certify", str(tiny), "--fast", "--jobs", "1", "--games", "4", "--out", str(out), "--strict"])
    shown = capsys.readouterr().out
    page, twin = ((out / f"certificate.{kind}").read_text(encoding="utf-8") for kind in ("md", "json"))
    findings = json.loads(twin)["scenarios"]["tiny"]["gates"]
    assert list(findings) == list(IDS)
    assert ended.value.code == 1, "four turns are too few"
    assert findings["turns"]["judgement"] == "fails"
    assert findings["goals"]["judgement"] == "nothing"
    assert findings["words"]["deciding"]["value"] > 20
    assert "# Certificate" in page
    assert "A tiny year" in page
    assert "A tiny year" in shown
    assert "{" not in page + shown


def test_a_certificate_is_read_back(loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    gates = wanted(["random", "luck-normal", "turns"])
    one = certified(loaded, FAST, gates)
    written = json.loads(json.dumps(data([one], fast=False)))
    assert list(read_back(written)) == [], "not all gates are in it"
    monkeypatch.setattr(machine, "GATES", gates)
    assert data(list(read_back(written)), fast=False) == written
    assert list(read_back({**written, "fast": True})) == []
    assert list(read_back({**written, "version": "0.0.1"})) == []


def test_one_scenario_is_renewed_and_the_others_are_kept(
    loaded: Loaded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gates = wanted(["random", "turns"])
    monkeypatch.setattr(machine, "GATES", gates)
    one = certified(loaded, FAST, gates)

    def measured(other: Loaded, *_: object) -> Certified:
        return replace(one, scenario=other.content.id, content=rules_digest(other.content))

    monkeypatch.setattr(command, "certified", measured)
    page, twin = tmp_path / "certificate.md", tmp_path / "certificate.json"
    for name in ("dalai-lama-2016", "battulga-2017"):
        with pytest.raises(SystemExit):
            main(["certify", name, "--out", str(tmp_path)])
    assert list(json.loads(twin.read_text())["scenarios"]) == ["battulga-2017", "dalai-lama-2016"]
    assert "have changed" not in page.read_text()
    twin.write_text(twin.read_text().replace(rules_digest(load(find("battulga-2017", library())).content), "other"))
    with pytest.raises(SystemExit):
        main(["certify", "dalai-lama-2016", "--out", str(tmp_path)])
    assert page.read_text().count("have changed") == 1
    assert "not kept" not in capsys.readouterr().err, "nothing was lost so far"
    whole = json.loads(twin.read_text())
    for useless in ("[]", "{", json.dumps({**whole, "version": "0.0.1"}), json.dumps({**whole, "fast": True})):
        twin.write_text(useless)
        with pytest.raises(SystemExit):
            main(["certify", "dalai-lama-2016", "--out", str(tmp_path)])
        assert list(json.loads(twin.read_text())["scenarios"]) == ["dalai-lama-2016"]
        assert capsys.readouterr().err.count(f"The certificate in {twin} belongs to another version") == 1


def test_a_gate_over_all_scenarios_needs_two(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["certify", str(tiny), "--only", TOGETHER])
    assert ended.value.code == 1
    assert "needs two of them" in capsys.readouterr().err


def test_a_part_is_written_only_where_it_is_said(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["certify", str(tiny), "--only", "turns", "--jobs", "1"])
    assert ended.value.code == 0
    assert "Nothing was written" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], 'there is no scenario "nowhere"'),
        ([STORY, "--only", "plannr"], 'Did you mean "planner"?'),
        ([STORY, "--out", "README.md"], "nothing can be written there"),
    ],
)
def test_what_is_asked_wrongly_is_said_in_a_sentence(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit) as ended:
        main(["certify", *arguments])
    assert ended.value.code == 1
    assert said in capsys.readouterr().err


def test_gates_are_wanted_by_name() -> None:
    assert wanted([]) == GATES
    assert [gate.id for gate in wanted(["words", "random"])] == ["random", "words"]
    assert [gate.id for gate in wanted([TOGETHER])] == ["fixed-gap"]
    with pytest.raises(Trouble):
        wanted(["wins"])


def test_over_scenarios_the_best_fixed_player_differs(loaded: Loaded) -> None:
    one = certified(loaded, FAST, wanted(["fixed-gap"]))

    def of(*best: str):
        return together([replace(one, scenario=str(n), best_fixed=name) for n, name in enumerate(best)])

    assert of("passive") is None
    mixed, alike = of("passive", "lean-china", "passive", ""), of("passive", "passive", "")
    assert mixed is not None
    assert alike is not None
    assert (mixed.most, mixed.part.value, mixed.passes) == ("passive", 50.0, True)
    assert (alike.part.value, alike.passes) == (pytest.approx(200 / 3), False)


def test_reasons_are_about_gates_and_scenarios_that_there_are() -> None:
    known = all_reasons()
    assert set(known) <= set(SCENARIOS)
    assert {gate for given in known.values() for gate in given} <= {*IDS, TOGETHER}
    assert certify.reasons_file().is_file()


def test_the_page_names_every_gate() -> None:
    text = (ROOT / "docs" / "balance.md").read_text(encoding="utf-8")
    assert {*IDS, TOGETHER, PLANNER} - in_backticks(text) == set()
