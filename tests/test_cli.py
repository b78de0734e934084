"""Every command, as a user meets it: what it prints, where, and with which exit code."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from game.cli import main
from game.session.policies import POLICIES
from tests.worlds import ROOT, STORY

SCRIPT = "def orders(view):\n    return {'place': {'china': {'visit': 9}}}\n"


class Result:
    """What a command did."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Run a command in this process, on a screen of 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: object) -> Result:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Result(int(ended.value.code or 0), out, err)

    return run


def noted(into: list[object], thing: object) -> int:
    """What a front end that ends well gives back."""
    into.append(thing)
    return 0


def test_help_names_the_commands(call) -> None:
    found = call("--help").out
    assert all(name in found for name in ("play", "run", "replay"))


def test_without_arguments_the_best_front_end_opens(call, monkeypatch: pytest.MonkeyPatch) -> None:
    """A window where there is a display, else the terminal game where there is a terminal, else a story."""
    opened: list[object] = []
    for name, front in (("window.run", "window"), ("terminal.game", "terminal")):
        monkeypatch.setattr(f"game.{name}.run", lambda *given, front=front: noted(opened, front))
    for display, terminal in ((True, True), (False, True)):
        monkeypatch.setattr("game.cli.has_display", lambda display=display: display)
        monkeypatch.setattr("game.cli.has_terminal", lambda terminal=terminal: terminal)
        assert call().code == 0
    assert opened == ["window", "terminal"]
    monkeypatch.setattr("game.cli.has_terminal", lambda: False)
    monkeypatch.setattr("game.terminal.play.play", lambda wish: noted(opened, (wish.scenario, wish.policy)))
    assert call().code == 0
    assert opened[2:] == [(STORY, "hedge")]


def test_play_picks_its_front_end(call, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr("game.window.run.run", lambda scenario=None: noted(asked, ("window", scenario)))
    monkeypatch.setattr("game.terminal.game.run", lambda wish: noted(asked, ("terminal", wish.scenario)))
    monkeypatch.setattr("game.cli.has_display", lambda: True)
    for more in ((), ("--terminal",), ("--plain",), ("--difficulty", "hard")):
        assert call("play", STORY, *more).code == 0
    monkeypatch.setattr("game.cli.has_display", lambda: False)
    assert call("play", STORY).code == 0
    assert asked == [("window", STORY), *[("terminal", STORY)] * 4]


@pytest.mark.parametrize(
    "wrong",
    [("nowhere",), (STORY, "--difficulty", "easy"), (STORY, "--mode", "chess"), ("--load", "x"), ("--continue",)],
)
def test_a_game_that_cannot_begin(call, wrong: tuple[str, ...], tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("THIRD_NEIGHBOUR_HOME", str(tmp_path))
    found = call("play", "--terminal", *wrong)
    assert (found.code, found.out) == (1, "")
    assert found.err
    assert not list(tmp_path.rglob("*.jsonl"))


def test_help_imports_nothing_heavy() -> None:
    code = "import sys\nfrom game.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
    code += "print([m for m in ('numpy', 'pydantic', 'yaml', 'rich', 'pyarrow') if m in sys.modules], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_help_names_every_policy(call) -> None:
    shown = "".join(call("run", "--help").out.split())
    assert not [name for name in POLICIES if f"{name}," not in shown]


def test_list(call) -> None:
    found = call("list")
    assert (found.code, found.err) == (0, "")
    assert STORY in found.out
    assert "The visit and the debt wall" in found.out


def test_a_chronicle(call) -> None:
    found = call("run", STORY)
    assert (found.code, found.err) == (0, "")
    for part in (
        "November 2016 · turn 3 of 16",
        "Will the Dalai Lama come?",
        "Mongolia's decision: Let him come as the",
    ):
        assert part in found.out
    for part in (
        "China puts pressure: Meetings cancelled, Loans frozen.",
        "How it ends: ",
        "Goals at the end",
        "https://",
    ):
        assert part in found.out
    lines = found.out.splitlines()
    assert all(len(line) <= 80 or "http" in line for line in lines)
    assert not [line for line in lines if line.endswith(" ")]
    assert not [line for line in lines if any(f"{key}." in line for key in ("cause", "variable", "option"))]


@pytest.mark.parametrize(
    "policy", ["passive", "random", "even-split", "lean-russia", pytest.param("hedge", marks=pytest.mark.slow)]
)
def test_policies(call, policy: str) -> None:
    assert call("run", STORY, "--policy", policy, "--turns", 3).code == 0


def test_the_seed_decides(call) -> None:
    assert call("run", STORY, "--seed", 5).out == call("run", STORY, "--seed", 5).out
    assert call("run", STORY, "--seed", 5, "--turns", 4).out != call("run", STORY, "--seed", 6, "--turns", 4).out


def test_a_narrow_screen(call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    lines = call("run", STORY, "--turns", 3).out.splitlines()
    assert all(len(line) <= 50 or "http" in line for line in lines)


def test_a_table_of_outcomes(call) -> None:
    found = call("run", STORY, "--worlds", 40)
    assert (found.code, found.err) == (0, "")
    for part in ("40 worlds, 16 turns each", "50 %", "Reserves", "m USD", "Ending", "Border fees"):
        assert part in found.out
    assert max(map(len, found.out.splitlines())) <= 80


def test_json_of_one_world(call) -> None:
    found = call("run", STORY, "--json", "--turns", 3)
    assert found.err == ""
    told = json.loads(found.out)
    assert [turn["date"] for turn in told["turns"]] == ["2016-09-01", "2016-10-01", "2016-11-01"]
    assert (told["over"], told["ending"]) == (False, None)
    assert {figure["name"] for figure in told["turns"][0]["figures"]} >= {"autonomy", "share.russia", "strain.china"}


def test_json_of_many_worlds(call, tmp_path: Path) -> None:
    found = call("run", STORY, "--json", "--worlds", 20, "--out", tmp_path / "rows.csv")
    told = json.loads(found.out)
    assert told["worlds"] == 20
    assert len(told["quantiles"]["autonomy"]) == len(told["levels"])
    assert sum(told["endings"].values()) == pytest.approx(1)
    assert "320 rows" in found.err


def test_json_of_a_mistake_is_empty(call) -> None:
    found = call("run", "nowhere", "--json")
    assert (found.code, found.out) == (1, "")


def test_rows(call, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    found = call("run", STORY, "--worlds", 3, "--out", path, "--columns", "reserves,ending")
    assert f"48 rows are in {path}." in found.out
    assert path.read_text().splitlines()[0] == "world,seed,turn,date,reserves,ending"


def test_record_and_replay(call, tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    assert str(path) in call("run", STORY, "--record", path, "--seed", 9).out
    same = call("replay", path)
    assert (same.code, same.err) == (0, "")
    assert "All 16 turns came out as recorded" in same.out
    text = path.read_text()
    path.write_text(text.replace('"seed":9', '"seed":8'))
    assert call("replay", path).code == 1
    path.write_text(text.replace('"content":"', '"content":"0'))
    changed = call("replay", path, "--scenario", STORY)
    assert changed.code == 0
    assert "The scenario has changed" in changed.out
    damaged = call("replay", path)
    assert damaged.code == 1
    assert f"{path}:1: the first line of the record" in damaged.err


def test_replay_of_an_own_scenario(call, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "mine.yaml").write_text(f"id: mine\nextends: {STORY}\nclosed: [kazakhstan]\n")
    assert call("run", folder, "--turns", 2, "--record", tmp_path / "r.jsonl").code == 0
    assert call("replay", tmp_path / "r.jsonl", "--scenario", folder).code == 0
    (folder / "mine.yaml").unlink()
    without = call("replay", tmp_path / "r.jsonl")
    assert (without.code, without.err) == (0, "")
    assert "All 2 turns came out as recorded" in without.out


def test_replay_of_an_old_record_without_its_scenario(call, tmp_path: Path) -> None:
    text = Path(__file__).with_name("saves").joinpath("dalai-lama-2016-documented.jsonl").read_text()
    path = tmp_path / "old.jsonl"
    path.write_text(text.replace(f'"scenario":"{STORY}"', '"scenario":"mine"'))
    without = call("replay", path)
    assert (without.code, without.out) == (1, "")
    assert 'its scenario "mine" does not come with the game; say where it is with --scenario PATH.' in without.err
    compared = call("replay", path, "--scenario", STORY)
    assert "The scenario has changed since this was recorded" in compared.out + compared.err


def test_orders_by_date(call, tmp_path: Path) -> None:
    path = tmp_path / "orders.yaml"
    path.write_text("2016-09:\n  place: {china: {visit: 3, trade: 3, energy: 3}}\n  decide: {visit: cancel}\n")
    found = call("run", STORY, "--orders", path, "--turns", 1)
    assert found.code == 0
    assert "left out of the orders" in found.out
    assert "Cancel the visit, as Beijing asks" in " ".join(found.out.split())


def test_a_script(call, tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    path.write_text("def orders(view):\n    return {'place': {'china': {'visit': 2}}}\n")
    assert "Visit (China) × 2" in call("run", STORY, "--policy", path, "--turns", 1).out
    path.write_text(SCRIPT)
    found = call("run", STORY, "--policy", path, "--worlds", 3)
    assert (found.code, found.out) == (1, "")
    assert found.err.startswith(f"Error: {path}: ")


def test_check(call, tmp_path: Path) -> None:
    found = call("check", STORY)
    assert (found.code, found.err) == (0, "")
    assert f"{STORY}: no mistakes." in found.out
    assert "A rulebook" in call("check", ROOT / "scenarios" / "rulebook").out
    path = tmp_path / "broken.yaml"
    path.write_text("id: broken\nextends: rulebook\nevents: {a: {on: 2016-13, effects: [], grade: design}}\n")
    broken = call("check", path)
    assert (broken.code, broken.out) == (1, "")
    assert f"{path}:3:" in broken.err


@pytest.mark.parametrize(
    ("event", "line"),
    [
        ("when: populism > 20 and populism < 10, chance: 0.5", 4),
        ("when: date >= 2022-01 and date < 2021-06", 4),
        ("when: populism > 200", 4),
        ("on: 2031-01", 4),
    ],
)
def test_check_warns_of_events_that_never_happen(call, tmp_path: Path, event: str, line: int) -> None:
    path = tmp_path / "odd.yaml"
    head = "id: odd\nextends: dalai-lama-2016\nevents:\n"
    path.write_text(f"{head}  never: {{{event}, effects: [{{add: reserves, by: 1}}], grade: design}}\n")
    found = call("check", path)
    assert (found.code, found.err) == (0, "")
    warnings = [said for said in found.out.splitlines() if f"{path}:{line}:" in said and "can never happen" in said]
    assert len(warnings) == 1, found.out
    assert "odd: no mistakes." in found.out


OPEN_END = "id: open\nextends: rulebook\ntime: {start: 2016-09, end: 2016-10, turn: month}\n"


def test_no_ending_after_the_last_turn(call, tmp_path: Path) -> None:
    path = tmp_path / "open.yaml"
    path.write_text(OPEN_END)
    assert f"{path}: warning: no ending has `at: end`" in call("check", path).out
    assert "no ending has" not in call("check", STORY).out
    done, left = "The last turn is over, and no ending", "The story was left before its end."
    whole, part = call("run", path).out, call("run", path, "--turns", 1).out
    assert (done in whole, left in whole, done in part, left in part) == (True, False, False, True)
    assert json.loads(call("run", path, "--json").out)["over"]
    assert not json.loads(call("run", path, "--json", "--turns", 1).out)["over"]


def test_no_ending_in_a_batch(call, tmp_path: Path) -> None:
    path = tmp_path / "open.yaml"
    path.write_text(OPEN_END)
    batch = ["run", path, "--worlds", 5]
    assert "over, and no ending describes it" in call(*batch).out
    assert "not over yet" in call(*batch, "--turns", 1).out
    whole = json.loads(call(*batch, "--json").out)
    part = json.loads(call(*batch, "--turns", 1, "--json").out)
    assert (whole["over"], whole["endings"]["no-ending"], "not-over" in whole["endings"]) == (True, 1.0, False)
    assert (part["over"], part["endings"]["not-over"], "no-ending" in part["endings"]) == (False, 1.0, False)


def test_a_checkout_without_its_packages_says_so(tmp_path: Path) -> None:
    command = [sys.executable, "-S", "main.py", "list"]
    bare = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=bare)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "python -m pip install ." in done.stderr


def test_orders_and_scenarios_are_told_apart(call, tmp_path: Path) -> None:
    path = tmp_path / "orders.yaml"
    path.write_text("2016-09:\n  place: {china: {visit: 1}}\n")
    for command in ("run", "check"):
        found = call(command, path)
        assert (found.code, found.err.count("\n")) == (1, 1)
        assert "this looks like orders by date, not like a scenario; give it with --orders" in found.err
    found = call("run", STORY, "--orders", ROOT / "docs/examples/first-scenario.yaml")
    assert (found.code, found.err.count("\n")) == (1, 1)
    assert "this looks like a scenario file; --orders takes orders by date, see docs/running.md" in found.err


def test_the_parquet_hint_is_that_of_the_docs(call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    command = "python -m pip install '.[research]'"
    assert command in call("run", STORY, "--worlds", 2, "--out", tmp_path / "rows.parquet").err
    assert command in (ROOT / "docs/running.md").read_text(encoding="utf-8")


def test_schema(call) -> None:
    assert json.loads(call("schema").out)["title"]


def test_explain(call) -> None:
    assert "transit_fee" in call("explain", STORY).out
    fee = call("explain", STORY, "transit_fee").out
    assert "Grade: documented." in fee
    assert "https://www.reuters.com/article/china-mongolia-idUSL4N1DW1Z2" in fee
    both = call("explain", STORY, "visit").out
    assert "· event visit" in both
    assert "· instrument visit" in both
    assert "· instrument visit" not in call("explain", STORY, "event.visit").out
    for name in ("china", "coal", "trade_elasticity", "relation.china", "solvency", "refinery", "russia_china"):
        assert "Grade: " in call("explain", STORY, name).out
    strain = " ".join(call("explain", STORY, "strain with china").out.split())
    for part in (
        "How annoyed this power is.",
        "Unit: points; from 0 to 100. High is bad for Mongolia.",
        "At the start: ",
    ):
        assert part in strain
    near = call("explain", STORY, "transit_fees")
    assert (near.code, near.out) == (1, "")
    assert 'Did you mean "transit_fee"?' in near.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["run", "dalai-lama"], f'Did you mean "{STORY}"?'),
        (["run", "nothing.yaml"], "nothing.yaml: there is no such file or folder."),
        (["check", "./nothing"], "nothing: there is no such file or folder."),
        (["replay", "game.jsonl", "--scenario", "mine/mine.yaml"], "cannot be read"),
        (["run", STORY, "--policy", "documentd"], 'Did you mean "documented"?'),
        (["run", STORY, "--policy", "nowhere.py"], "cannot be read"),
        (["run", STORY, "--orders", "nowhere.yaml"], "cannot be read"),
        (["run", STORY, "--turns", "99"], "has 16 turns"),
        (["run", STORY, "--out", "/nowhere/rows.csv"], "nothing can be written there"),
        (["run", STORY, "--out", "rows.xls"], ".parquet"),
        (["run", STORY, "--record", "/nowhere/r.jsonl"], "nothing can be written there"),
        (["run", STORY, "--out", "/nowhere/rows.csv", "--columns", "autonmy"], 'Did you mean "autonomy"?'),
        (["run", STORY, "--language", "xx"], 'no words in "xx"'),
        (["run", str(ROOT / "scenarios" / "rulebook")], "it has no `time`"),
        (["check", "nowhere"], "no scenario"),
        (["explain", STORY, "nothing_like_it"], "Leave the name out"),
        (["replay", "nowhere.jsonl"], "cannot be read"),
        (["replay", __file__], "not a record"),
    ],
)
def test_mistakes(call, arguments: list[str], sentence: str) -> None:
    found = call(*arguments)
    assert (found.code, found.out) == (1, "")
    assert sentence in found.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing"],
        ["run"],
        ["run", STORY, "--seed", "x"],
        ["run", STORY, "--seed", "-1"],
        ["run", STORY, "--worlds", "0"],
        ["run", STORY, "--worlds", "3", "--record", "r.jsonl"],
        ["run", STORY, "--orders", "a.yaml", "--policy", "passive"],
        ["run", STORY, "--columns", "autonomy"],
    ],
)
def test_wrong_usage(call, arguments: list[str]) -> None:
    found = call(*arguments)
    assert (found.code, found.out) == (2, "")
    assert "Error" in found.err


def test_the_unforeseen_is_logged(call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("surprise")

    monkeypatch.setattr("game.terminal.library.show_scenarios", fail)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    found = call("list")
    assert found.code == 1
    assert "RuntimeError: surprise" in found.err
    (log,) = tmp_path.iterdir()
    assert str(log) in found.err
    assert "Traceback" in log.read_text()


def worlds_of(rows: str, end: str) -> tuple[list[int], int]:
    """How many turns each world of a file has, and the number of the last world."""
    lines = rows.splitlines()[end == "csv" :]
    worlds = [int(line.split(",")[0]) if end == "csv" else json.loads(line)["world"] for line in lines]
    return list(Counter(worlds).values()), max(worlds)


@pytest.mark.skipif(sys.platform == "win32", reason="sends an interrupt")
@pytest.mark.parametrize("end", ["csv", "jsonl"])
def test_an_interrupt_leaves_whole_rows(tmp_path: Path, end: str) -> None:
    path = tmp_path / f"rows.{end}"
    part = tmp_path / f"rows.{end}.part"
    command = [sys.executable, "main.py", "run", STORY, "--worlds", "5000000", "--out", str(path)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (part.exists() and part.stat().st_size > 1_000_000):
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert not part.exists()
    rows = path.read_text()
    assert rows.endswith("\n")
    count = rows.count("\n") - (end == "csv")
    assert f"Broken off. {count} whole rows are in {path}." in err
    turns, last = worlds_of(rows, end)
    assert f"Worlds with all their turns: {turns.count(16)}; worlds cut short: {len(turns) - turns.count(16)}." in err
    assert last == len(turns)
    if end == "jsonl":
        assert json.loads(rows.splitlines()[-1])["date"]


@pytest.mark.parametrize(("variable", "shows"), [("NO_COLOR", False), ("FORCE_COLOR", True)])
def test_colour_only_where_it_is_wanted(variable: str, shows: bool) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    command = [sys.executable, "main.py", "run", STORY, "--turns", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, env={**environment, variable: "1"})
    assert (b"\x1b[" in done.stdout) == shows
