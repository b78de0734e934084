"""The game at a terminal, from its opening to its end: one line is read and obeyed after another."""

from __future__ import annotations

import contextlib
import io
import secrets
import sys
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from game.compile import compile_book
from game.content.problems import ContentError
from game.session import settings as stored
from game.session.match import Match, Mode
from game.session.orders import hint
from game.session.save import Save
from game.session.saves import Saves
from game.session.sequel import place_of
from game.session.settings import Settings
from game.session.trouble import Trouble, speaking
from game.session.verdict import asks, verdicts
from game.session.words import Phrase, Words
from game.terminal.brief import brief
from game.terminal.commands import completions, obey
from game.terminal.debrief import ending
from game.terminal.keeping import Left, Taken, resumed
from game.terminal.keyboard import lines_for
from game.terminal.menu import choose
from game.terminal.opening import interface_words, loaded_for_play, page
from game.terminal.prose import INDENT
from game.terminal.sitting import Desk, Sitting

INTERRUPTED = 130
MODES = ("study", "statesman")
SEEDS = 1_000_000
"""A new game's own seed is below this, so that it can be said to a neighbour."""


@dataclass(frozen=True)
class Wish:
    """What the user asked `play` for. Without a scenario, a save or `go_on`, there is a menu."""

    scenario: str | None = None
    language: str | None = None
    difficulty: str | None = None
    mode: str | None = None
    seed: int | None = None
    go_on: bool = False
    load: str | None = None
    plain: bool = False


def run(wish: Wish) -> int:
    """Play until the person leaves or the input ends; the program's exit code. Raises Trouble and ContentError."""
    _safe_output()
    settings, note = stored.load()
    if wish.language is not None:
        settings = replace(settings, language=wish.language)
    words = interface_words(settings.language)
    paper = page(plain=wish.plain)
    desk = Desk(paper, lines_for(paper), Saves())
    if note is not None:
        paper.say(words.say(note))
    try:
        return play(desk, opened(desk, words, wish), settings)
    except (EOFError, Left):
        return 0
    except KeyboardInterrupt:
        paper.say()
        return INTERRUPTED


def opened(desk: Desk, words: Words, wish: Wish) -> Save:
    """The save of the game to be played, begun or resumed. Raises Trouble, ContentError, and what the menu raises."""
    if wish.load is not None:
        return resumed(desk.saves, wish.load)
    if wish.go_on:
        newest = desk.saves.newest()
        if newest is None:
            raise Trouble("error.nothing_to_continue")
        return desk.saves.resume(newest.path)
    if wish.scenario is None:
        choice = choose(desk, words)
        if isinstance(choice, Path):
            return desk.saves.resume(choice)
        difficulty, mode = choice.difficulty or wish.difficulty, choice.mode or wish.mode
        wish = replace(wish, scenario=choice.scenario, difficulty=difficulty, mode=mode)
    return begun(desk, words, wish)


def begun(desk: Desk, words: Words, wish: Wish) -> Save:
    """The save of a new game."""
    assert wish.scenario is not None
    mode = wish.mode or "study"
    if mode not in MODES:
        raise Trouble("error.no_mode", name=mode, hint=hint(mode, MODES))
    chosen: Mode = "statesman" if mode == "statesman" else "study"
    seed = secrets.randbelow(SEEDS) if wish.seed is None else wish.seed
    with speaking(words):
        loaded = loaded_for_play(wish.scenario, wish.difficulty or "normal")
    save = desk.saves.begin(Match(compile_book(loaded), seed, mode=chosen))
    save.loaded = loaded
    return save


def play(desk: Desk, save: Save, settings: Settings) -> int:
    """Play a save, and those that are loaded from it; the program's exit code."""
    while True:
        assert save.loaded is not None
        with save:
            sitting = Sitting(desk, save, save.loaded, settings)
            try:
                desk.lines.complete(partial(completions, sitting))
                greet(sitting)
                attend(sitting)
            except Taken as taken:
                save, settings = taken.save, sitting.settings
                continue
            except (EOFError, Left):
                _bye(sitting)
                return 0
            except KeyboardInterrupt:
                sitting.page.say()
                _bye(sitting)
                return INTERRUPTED


def _bye(sitting: Sitting) -> None:
    """Tell where the game is, and how to go on with it."""
    name = sitting.save.path.stem
    sitting.say("play.bye", name=name)
    command = f'python main.py play --load "{name}"' if " " in name else f"python main.py play --load {name}"
    sitting.page.say(f"{command} --plain" if sitting.page.plain else command, INDENT, wrap=False)


def greet(sitting: Sitting) -> None:
    """Tell where the game stands as it is taken up."""
    for note in sitting.save.notes:
        sitting.page.say(sitting.words.say(note) if isinstance(note, Phrase) else note.said(sitting.words))
    match = sitting.match
    place = place_of(sitting.book)
    if place is not None:
        sitting.page.say(sitting.words.say(place), style="bold")
    if match.turn == 1 and len(match.nodes) == 1:
        sitting.chronicle.title()
        _aims(sitting)
        sitting.page.say()
        difficulty = Phrase(f"difficulty.{match.difficulty}")
        sitting.say("play.new", difficulty=difficulty, mode=Phrase(f"mode.{match.mode}"), seed=match.seed)
        sitting.say("play.first_steps")
    else:
        sitting.say("play.taken_up", style="bold", title=Phrase("scenario.title"), name=sitting.save.path.stem)
    if match.over:
        ending(sitting)
    else:
        brief(sitting)


def _aims(sitting: Sitting) -> None:
    """What the country wants."""
    sitting.page.section(sitting.words.t("play.aims"))
    for one in verdicts(sitting.book, sitting.match.state):
        sitting.say("play.aim", INDENT, goal=one.title, asked=asks(sitting.words, one.goal, one.asked))


def attend(sitting: Sitting) -> None:
    """Read and obey. Raises EOFError at the end of the input, Left and Taken when the person goes elsewhere."""
    while True:
        sitting.page.say()
        line = sitting.read("> ")
        try:
            obey(sitting, line)
        except Trouble as trouble:
            sitting.say("error.prefix", error=trouble.said(sitting.words))
        except ContentError as error:
            sitting.page.say(str(error))
        _unsaved(sitting)


def _unsaved(sitting: Sitting) -> None:
    """Tell once that the game cannot be written down."""
    trouble = sitting.save.trouble
    if trouble is not None and trouble is not sitting.complained:
        sitting.say("error.prefix", error=trouble.said(sitting.words))
    sitting.complained = trouble


def _safe_output() -> None:
    """Signs that the terminal's alphabet lacks become question marks, not mistakes; so does odd input."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(ValueError, OSError):
                stream.reconfigure(errors="replace")
