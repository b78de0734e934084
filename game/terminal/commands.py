"""The commands of the terminal game: their names, what they do, and the line that is understood as one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import NamedTuple, TypeAlias

from game.session.counsel import advisers
from game.session.trouble import Trouble
from game.terminal import advice, ahead, asking, brief, chapters, debrief, deeds, keeping, looking
from game.terminal.names import pick, plain
from game.terminal.prose import INDENT
from game.terminal.sitting import Sitting

Deed: TypeAlias = Callable[[Sitting, Sequence[str]], None]


class Command(NamedTuple):
    """A command: what is typed first, and what is done with the words after it."""

    name: str
    run: Deed


def help_(sitting: Sitting, said: Sequence[str]) -> None:
    """Tell how a game is played and all commands, or one of them."""
    if said:
        found = pick(" ".join(said), {one.name: [] for one in COMMANDS}, "command")
        _use(sitting, found)
        return
    sitting.say("play.help")
    sitting.page.say()
    for one in COMMANDS:
        _use(sitting, one.name)
    sitting.page.say()
    sitting.say("play.help_names")


def _use(sitting: Sitting, name: str) -> None:
    words = sitting.words
    use, hint = words.t(f"command.{name}.use"), words.t(f"command.{name}.hint")
    short = shortest(name)
    said = f"{use} ({short})" if short != name else use
    sitting.page.say(f"{said}: {hint}", INDENT)


COMMANDS = (
    Command("look", looking.look),
    Command("place", deeds.place),
    Command("goals", looking.goals_),
    Command("take", deeds.take),
    Command("decide", deeds.decide),
    Command("foresight", ahead.foresight),
    Command("end", deeds.end),
    Command("undo", deeds.undo),
    Command("redo", deeds.redo),
    Command("plan", brief.planned),
    Command("brief", brief.brief),
    Command("why", asking.why_),
    Command("sources", asking.sources),
    Command("history", asking.history),
    Command("ledger", asking.history),
    Command("effects", ahead.effects),
    Command("advice", advice.advice),
    Command("adopt", advice.adopt),
    Command("rewind", keeping.rewind),
    Command("tree", keeping.tree),
    Command("debrief", debrief.debrief),
    Command("next", chapters.next_),
    Command("report", keeping.report),
    Command("save", keeping.save),
    Command("saves", keeping.saves),
    Command("load", keeping.load),
    Command("settings", keeping.settings),
    Command("help", help_),
    Command("quit", keeping.quit_),
)
"""Of two commands that begin with the same letters, the first one is meant."""
ALSO = {
    "?": "help",
    "exit": "quit",
    "options": "decide",
    "status": "look",
    "forecast": "foresight",
    "advisers": "advice",
}
"""Other words that people try."""
FIRST = {"h": "help"}
"""Single letters that mean a later command than the first that begins so."""


def meant(text: str) -> Command | None:
    """The command that a first word means, if it is one or the beginning of one."""
    wanted = ALSO.get(text, FIRST.get(text, text))
    exact = [one for one in COMMANDS if one.name == wanted]
    return next(iter(exact or [one for one in COMMANDS if wanted and one.name.startswith(wanted)]), None)


def shortest(name: str) -> str:
    """The shortest beginning that is understood as a command."""
    found = (name[:length] for length in range(1, len(name) + 1))
    return next(start for start in found if (one := meant(start)) is not None and one.name == name)


def obey(sitting: Sitting, line: str) -> None:
    """Do what a line says. Raises Trouble for what cannot be done."""
    words = line.split()
    if not words:
        return
    found = meant(words[0].casefold())
    if found is None:
        near = get_close_matches(plain(words[0]), [one.name for one in COMMANDS], 1)
        raise Trouble("error.did_you_mean" if near else "error.no_command", name=words[0], near="".join(near))
    found.run(sitting, words[1:])


def completions(sitting: Sitting, line: str) -> Iterable[str]:
    """What the next word of a line may be."""
    if " " not in line.lstrip():
        return [one.name for one in COMMANDS]
    partners, instruments = list(sitting.partners), list(sitting.instruments)
    match meant(line.split()[0].casefold()):
        case Command(name="place" | "take" | "effects"):
            return [*partners, *instruments]
        case Command(name="advice" | "adopt"):
            return advisers(sitting.book)
        case Command(name="look"):
            return [*looking.SECTIONS, *partners]
        case Command(name="decide"):
            asked = sitting.situation.decisions
            return [*(one.event for one in asked), *(answer.id for one in asked for answer in one.answers)]
        case Command(name="why" | "history" | "ledger" | "foresight"):
            return list(sitting.variables)
        case Command(name="sources"):
            return [*partners, *instruments, *sitting.variables]
    return []
