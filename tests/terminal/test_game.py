"""The terminal game from its first line to its last, and what becomes of it when it is broken off."""

import io
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from game.cli import main
from game.engine.orders import Orders
from game.engine.world import digests
from game.session.lines import Line
from game.session.orders import plan_of
from game.session.playthrough import playthrough
from game.session.policies import policy
from game.session.record import read
from game.terminal.commands import COMMANDS
from game.terminal.debrief import ending
from tests.terminal.playing import BOOKS, Typed, lines_of
from tests.worlds import ROOT, STORY

DRAWN = re.compile("[\x1b\u2500-\u259f]")
SEED = 7


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A sitting to type at; every file lies in the test's own folder."""
    monkeypatch.setenv("THIRD_NEIGHBOUR_HOME", str(tmp_path))
    made = []

    def begin(**wish: object) -> Typed:
        made.append(Typed(tmp_path, **wish))  # type: ignore[arg-type]
        return made[-1]

    yield begin
    for one in made:
        one.close()


def environment(home: Path) -> dict[str, str]:
    """Where no display is, and where saves lie apart."""
    kept = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return {**kept, "THIRD_NEIGHBOUR_HOME": str(home), "COLUMNS": "80"}


def run(home: Path, lines: str, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "main.py", "play", *options]
    return subprocess.run(command, cwd=ROOT, env=environment(home), input=lines, capture_output=True, text=True)


def test_a_whole_game_through_a_pipe_is_the_headless_one(tmp_path: Path) -> None:
    book = BOOKS["normal"]
    played = list(playthrough(book, policy("documented", book), SEED))
    lines = "\n".join(line for one in played for line in lines_of(plan_of(book, one.orders)))
    done = run(tmp_path, lines, STORY, "--terminal", "--seed", str(SEED))
    assert (done.returncode, done.stderr) == (0, "")
    assert "How it ends: " in done.stdout
    assert "Turning points" in done.stdout
    assert "Error" not in done.stdout
    assert max(len(line) for line in done.stdout.splitlines() if "http" not in line) <= 80
    record = read(tmp_path / "games" / f"{STORY}-1.jsonl")
    assert record.tail is not None
    written = [entry for _, entry in record.entries if isinstance(entry, Line)]
    assert [one.digest for one in written] == [digests(one.after)[0] for one in played]


def test_a_killed_game_goes_on(tmp_path: Path) -> None:
    command = [sys.executable, "-u", "main.py", "play", STORY, "--terminal", "--plain"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(tmp_path), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as game:
        assert game.stdin is not None
        assert game.stdout is not None
        game.stdin.write("end yes\nplace japan visit 2\n")
        game.stdin.flush()
        assert any("Visit (Japan): 2 tokens" in line for line in game.stdout)
        game.kill()
    done = run(tmp_path, "plan\n", "--continue", "--plain")
    assert done.returncode == 0
    assert "turn 2 of 16" in done.stdout
    assert "Visit (Japan): 2 tokens" in done.stdout


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is sent another way there")
def test_ctrl_c_saves_and_leaves(tmp_path: Path) -> None:
    command = [sys.executable, "-u", "main.py", "play", STORY, "--terminal", "--plain"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(tmp_path), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as game:
        assert game.stdin is not None
        assert game.stdout is not None
        game.stdin.write("place japan visit 2\n")
        game.stdin.flush()
        assert any("Visit (Japan): 2 tokens" in line for line in game.stdout)
        game.send_signal(signal.SIGINT)
        rest = game.stdout.read()
    assert game.returncode == 130
    assert f"The game is saved as {STORY}-1" in rest
    assert "Visit (Japan)" in run(tmp_path, "plan\n", "--load", f"{STORY}-1").stdout


def test_plain_draws_nothing(typed) -> None:
    game = typed(plain=True)
    lines = ["help", "look", "look china", "look instruments", "decide", "foresight", "effects", "end yes", "why"]
    found = game.type(*lines, "why support", "history reserves", "sources transit fee", "tree", "saves", "xyzzy")
    assert not DRAWN.search(found)
    assert "Japan: Relation 66, " in found
    assert not [line for line in found.splitlines() if line != line.strip() or "  " in line]


@pytest.mark.parametrize("width", [40, 80])
def test_everything_fits_the_screen(typed, width: int) -> None:
    game = typed(width=width)
    shown = ("help", "look", "look instruments", "decide", "foresight", "foresight exports", "effects")
    played = ("save the long lesson", "saves", "end yes", "why", "history", "history reserves", "tree")
    lines = game.type(*shown, *played).splitlines()
    long = [line for line in lines if len(line) > width and "http" not in line and line[:2] != "> "]
    assert long == []
    assert any(line.startswith("the long lesson") for line in lines)


def test_every_command_has_words_and_its_shortest_form(typed) -> None:
    found = typed().type("help")
    assert not [one.name for one in COMMANDS if f"\n  {one.name}" not in found]
    assert "command." not in found


def test_the_end_of_the_input_leaves_the_game_saved(typed) -> None:
    game = typed()
    game.type("place china visit 2")
    assert game.left == "EOFError"
    assert "Visit (China)  2 tokens" in game.type("plan")


def test_ending_a_turn_asks_if_something_is_left(typed) -> None:
    game = typed()
    assert "8 tokens are not placed yet." in game.type("end", "no")
    assert game.match.turn == 1
    game.type("end", "place japan visit", "end")
    assert game.match.turn == 1
    assert not game.match.draft.place, "an answer that is neither yes nor no is no command"
    game.type("end", "yes")
    assert game.match.turn == 2


def test_a_finished_game_is_told_and_looked_back_on(typed) -> None:
    game = typed()
    player = policy("documented", game.match.book)
    while not game.match.over:
        game.match.play(player.orders(game.match.book, game.match.state))
    before = game.out.tell()
    ending(game.sitting)
    told = game.out.getvalue()[before:]
    for part in ("How it ends: ", "Reached: ", "Turning points", "What was luck"):
        assert part in told
    assert "the game is over" in game.type("end")
    file = re.search(r"^(\S+\.md)$", game.type("report"), re.MULTILINE)
    assert file is not None
    assert Path(file[1]).read_text(encoding="utf-8").startswith("# The visit")


def test_what_is_the_same_in_every_game_is_no_luck(typed) -> None:
    game = typed()
    player = policy("documented", game.match.book)
    for _ in range(6):
        game.match.play(player.orders(game.match.book, game.match.state))
    rows = game.type("debrief").partition("What was luck")[2]
    assert "Autonomy" in rows
    assert not re.search(r"^ *(Won|Lost) ", rows, re.MULTILINE), "after six turns nobody has won or lost"


def test_what_would_have_reached_a_missed_goal_is_told_when_asked_for(typed) -> None:
    game = typed()
    game.type("end yes")
    assert "can be told only when the game is over" in game.type("debrief reach")
    while not game.match.over:
        game.match.play(Orders.empty(game.match.book.rules))
    assert "What would have reached a missed goal: debrief reach" in game.type("debrief")
    said = " ".join(game.type("debrief reach").split())
    assert "Not reached: Solvent From the opening of turn " in said
    assert "the planning staff still reaches it in" in said


def test_after_one_turn_there_is_no_talk_of_luck(typed) -> None:
    game = typed()
    game.type("place japan visit", "end yes")
    told = game.type("debrief").partition("What was luck")[2]
    assert "Too little has been played to tell luck from orders" in " ".join(told.split())
    assert "100 %" not in told


def test_the_list_of_saves_tells_the_difficulty_in_words(typed) -> None:
    game = typed(difficulty="guided")
    told = game.type("saves")
    assert "Guided" in told
    assert "guided" not in told


def test_no_display_and_no_terminal_tells_a_game(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("game.cli.has_display", lambda: False)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    monkeypatch.setenv("THIRD_NEIGHBOUR_HOME", str(tmp_path))
    with pytest.raises(SystemExit) as ended:
        main([])
    told = capsys.readouterr().out
    assert not ended.value.code
    assert "policy: hedge" in told
    assert "How it ends: " in told
    assert not list(tmp_path.iterdir())


def test_the_menu(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("THIRD_NEIGHBOUR_HOME", str(tmp_path))

    def play(lines: str) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO(lines))
        with pytest.raises(SystemExit) as ended:
            main(["play", "--terminal"])
        assert not ended.value.code
        return capsys.readouterr().out

    assert "unfinished game" in play("continue\nnonsense\n99\nquit\n")
    assert not list(tmp_path.iterdir())
    assert "Difficulty: Hard. Mode: Statesman" in play(f"{STORY} hard states\nend yes\n")
    assert "turn 2 of 16" in play("continue\n")
