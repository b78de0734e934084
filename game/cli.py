"""The command line. Everything heavy is imported inside the commands, so that `--help` comes at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="Steer Mongolia's foreign policy between two neighbours and many third ones.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)

Scenario = Annotated[str, typer.Argument(help="The name of a scenario (see `list`), or the path of one.")]
Language = Annotated[str, typer.Option(help="The language of the words, such as en.")]
POLICIES = (
    "documented, passive, random, even-split, lean-russia, lean-china, lean-third-neighbour, first-option, hedge, "
    "greedy, planner, planner-slips-10, planner-slips-30"
)
"""Written out, because the policies themselves need numpy."""
FLAGSHIP = "dalai-lama-2016"
"""The scenario that is told where nobody can play."""
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and end the program: 0 if all went well, 1 for a user's mistake, 2 for wrong usage."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    try:
        app(given)
    except Exception as error:
        from game.terminal.mistakes import tell

        tell(error, _language(given))
        raise SystemExit(1) from None


def _language(arguments: Sequence[str]) -> str:
    """The language that a command line asks for, read by hand because an error can come before it is understood."""
    for place, argument in enumerate(arguments):
        option, _, value = argument.partition("=")
        if option == "--language":
            return value or "".join(arguments[place + 1 : place + 2])
    return "en"


@app.callback(invoke_without_command=True)
def _root(context: typer.Context) -> None:
    """Steer Mongolia's foreign policy between two neighbours and many third ones.

    Without a command the game opens: in a window, or in the terminal where there is no display. Where there is neither,
    a whole game is played and told.
    """
    if context.invoked_subcommand is None:
        _open()


def has_display() -> bool:
    """Whether windows can be opened here, as far as one can tell without trying."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def has_terminal() -> bool:
    """Whether a person sits before a terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _open() -> None:
    """Open the game in the best way that this place has."""
    from game.terminal.game import Wish, run

    if has_display():
        from game.window.run import run as run_window

        raise typer.Exit(run_window())
    if has_terminal():
        raise typer.Exit(run(Wish()))
    from game.terminal.play import Wish as Story
    from game.terminal.play import play as tell

    tell(Story(FLAGSHIP, policy="hedge"))


@app.command()
def play(
    scenario: Annotated[
        str | None, typer.Argument(help="A scenario by name or path, or a campaign by name; else a menu.")
    ] = None,
    terminal: Annotated[bool, typer.Option("--terminal", help="Play in the terminal, not in a window.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="In the terminal, without colours and tables.")] = False,
    go_on: Annotated[bool, typer.Option("--continue", help="In the terminal: go on with the newest game.")] = False,
    load: Annotated[str | None, typer.Option(help="In the terminal: go on with the save of that name.")] = None,
    difficulty: Annotated[str | None, typer.Option(help="In the terminal: guided, normal, hard or expert.")] = None,
    mode: Annotated[str | None, typer.Option(help="In the terminal: study or statesman (nothing comes back).")] = None,
    seed: Annotated[
        int | None, typer.Option(min=0, max=2**64 - 1, help="In the terminal: the seed of a new game's chance.")
    ] = None,
    language: Annotated[str | None, typer.Option(help="In the terminal: the language, as in the settings.")] = None,
) -> None:
    """Play the game, in a window or in the terminal.

    It opens in the terminal with --terminal, and where there is no display. The options on a game are for the
    terminal; in the window all this is chosen there. See docs/playing.md.
    """
    from game.terminal.game import Wish, run

    asked = any(given is not None for given in (load, difficulty, mode, seed, language))
    if not (terminal or plain or go_on or asked) and has_display():
        from game.window.run import run as run_window

        raise typer.Exit(run_window(scenario=scenario))
    raise typer.Exit(run(Wish(scenario, language, difficulty, mode, seed, go_on, load, plain)))


@app.command("list")
def list_(language: Language = "en") -> None:
    """List the scenarios and campaigns that come with the game."""
    from game.terminal.library import show_scenarios

    show_scenarios(language)


@app.command()
def run(
    scenario: Scenario,
    policy: Annotated[str, typer.Option(help=f"Who decides: {POLICIES}, or your own FILE.py.")] = "documented",
    orders: Annotated[Path | None, typer.Option(help="A YAML file of orders by date, instead of a policy.")] = None,
    worlds: Annotated[int, typer.Option(min=1, help="How many worlds to play.")] = 1,
    seed: Annotated[int, typer.Option(min=0, max=2**64 - 1, help="The seed of the first world.")] = 1,
    turns: Annotated[int | None, typer.Option(min=1, help="Stop after so many turns.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write a row per world and turn: .csv, .jsonl, .parquet.")] = None,
    columns: Annotated[str | None, typer.Option(help="The columns of these rows: autonomy,relation.china ...")] = None,
    record: Annotated[Path | None, typer.Option(help="Write the record of the one world, for `replay`.")] = None,
    difficulty: Annotated[
        str, typer.Option(help="guided, normal, hard or expert; what each changes: `explain`.")
    ] = "normal",
    as_json: AsJson = False,
    language: Language = "en",
) -> None:
    """Play a scenario: one world as a chronicle, many worlds as a table.

    A Python file given to --policy is run; it holds one function, orders(view) -> {"place": ..., "decide": ...}.
    """
    if worlds > 1 and record is not None:
        raise typer.BadParameter("a record holds one world, so leave out --worlds", param_hint="--record")
    if orders is not None and policy != "documented":
        raise typer.BadParameter("give either --orders or --policy", param_hint="--orders")
    if columns is not None and out is None:
        raise typer.BadParameter("columns are those of the file in --out", param_hint="--columns")
    from game.terminal.play import Wish, play

    chosen = columns.split(",") if columns is not None else None
    play(Wish(scenario, language, policy, orders, worlds, seed, turns, out, chosen, record, as_json, difficulty))


@app.command()
def certify(
    scenarios: Annotated[list[str] | None, typer.Argument(help="Scenarios by name or path; without any, all.")] = None,
    only: Annotated[list[str] | None, typer.Option(help="Measure this gate only; may be given several times.")] = None,
    out: Annotated[Path | None, typer.Option(help="The folder for certificate.md and .json; else docs.")] = None,
    fast: Annotated[bool, typer.Option("--fast", help="A small version that shows only gross faults.")] = False,
    games: Annotated[int | None, typer.Option(min=4, help="Games of the planner in a scenario of 16 turns.")] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="How many processes; else one for each processor.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 when a gate fails.")] = False,
    language: Language = "en",
) -> None:
    """Measure whether scenarios are good games: bots play, gates are judged. See docs/balance.md."""
    from game.terminal.certify import Wish
    from game.terminal.certify import certify as measure

    if not measure(Wish(scenarios or (), only or (), out, fast, games, jobs, language)) and strict:
        raise typer.Exit(1)


@app.command()
def check(
    path: Annotated[str, typer.Argument(help="A scenario's folder or file, or its name.")], language: Language = "en"
) -> None:
    """Check a scenario: everything that is wrong or odd in it, with file, line and column."""
    from game.terminal.library import check_scenario

    check_scenario(path, language)


@app.command()
def schema() -> None:
    """Print the JSON Schema of scenario files, for editors."""
    import json

    from game.content.schema import schema as make

    typer.echo(json.dumps(make(), indent=2))


@app.command()
def explain(
    scenario: Scenario,
    name: Annotated[str | None, typer.Argument(help="An event, measure, parameter, partner ...")] = None,
    language: Language = "en",
) -> None:
    """Show where something in a scenario comes from: its grade and its sources. Without NAME, list what there is."""
    from game.terminal.library import explain_name

    explain_name(scenario, name, language)


@app.command()
def replay(
    file: Annotated[Path, typer.Argument(help="A record, as written by `run --record`.")],
    scenario: Annotated[str | None, typer.Option(help="The path of its scenario, if it is one of your own.")] = None,
    language: Language = "en",
) -> None:
    """Play a record again and compare every turn, to the last bit."""
    from game.terminal.replay import compare

    if not compare(file, scenario, language):
        raise typer.Exit(1)


@app.command()
def hindcast(
    worlds: Annotated[int, typer.Option(min=2, max=100_000, help="How many worlds to play.")] = 1000,
    seed: Annotated[int, typer.Option(min=0, max=2**64 - 1, help="The seed of the first world.")] = 1,
    out: Annotated[Path | None, typer.Option(help="Write hindcast.md, hindcast.json and pictures to a folder.")] = None,
    fit: Annotated[bool, typer.Option("--fit", help="Say which parameters the years to 2014 suggest.")] = False,
    language: Language = "en",
) -> None:
    """Play 1990 to 2024 as it was, with the real prices, and hold what comes out against the record.

    The page docs/hindcast.md is written with --out docs.
    """
    from game.research.hindcast.command import Wish, run

    run(Wish(worlds, seed, out, fit, language))
