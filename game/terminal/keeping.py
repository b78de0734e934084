"""The commands about the game as a whole: saves, earlier turns and branches, settings, the report, the way out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from game.session import settings as stored
from game.session.difficulty import changes
from game.session.numbers import Amount
from game.session.report import label
from game.session.save import Save
from game.session.saves import Saves, Thumbnail
from game.session.transcript import export
from game.session.trouble import Trouble
from game.session.words import Phrase, Words, languages
from game.terminal.brief import brief
from game.terminal.names import Known, number_in, pick, plain
from game.terminal.prose import INDENT, Page
from game.terminal.sitting import Sitting


class Left(Exception):
    """The person leaves the game."""


class Taken(Exception):
    """The person goes on with another save."""

    def __init__(self, save: Save) -> None:
        super().__init__()
        self.save = save


def quit_(sitting: Sitting, said: Sequence[str]) -> None:
    """Leave; the game stays saved."""
    raise Left


# ---- saves ----


def save(sitting: Sitting, said: Sequence[str]) -> None:
    """Keep a copy under a name."""
    if not said:
        sitting.say("play.saved_by_itself", name=sitting.save.path.stem)
        return
    name = " ".join(said)
    try:
        sitting.desk.saves.keep(sitting.save, name)
    except Trouble as trouble:
        if trouble.phrase.key != "error.save_exists" or not sitting.sure("play.sure_replace", name=name):
            raise
        sitting.desk.saves.keep(sitting.save, name, replace=True)
    sitting.say("play.kept", name=name)


def saves(sitting: Sitting, said: Sequence[str]) -> None:
    """List the saves, delete one, or call one something else."""
    shelf = sitting.desk.saves
    match list(said):
        case []:
            show_saves(sitting.page, sitting.words, shelf)
        case ["delete", *name] if name:
            found = saved(shelf, " ".join(name))
            if sitting.sure("play.sure_delete", name=found.name):
                file = shelf.delete(found.path)
                sitting.say("play.deleted", name=found.name)
                sitting.page.say(str(file), wrap=False)
        case ["rename", *names] if "as" in names[1:-1]:
            cut = names.index("as", 1)
            found = saved(shelf, " ".join(names[:cut]))
            sitting.say("play.renamed", name=shelf.rename(found.path, " ".join(names[cut + 1 :])).stem)
        case _:
            raise Trouble("error.how_to_saves")


def show_saves(page: Page, words: Words, shelf: Saves) -> None:
    """The saves, the one written last first."""
    found = shelf.list()
    if not found:
        page.say(words.t("play.no_saves"))
        return
    rows = [(one.name, *_described(words, one)) for one in found]
    titles = ("", *(words.t(f"play.column.{key}") for key in ("scenario", "turn", "difficulty", "written", "state")))
    page.table(rows, titles, left=(0, 1, 3, 5))
    page.say(words.t("play.how_to_load"), style="dim")


def _described(words: Words, one: Thumbnail) -> tuple[str, ...]:
    title = one.called(words)
    turn = f"{min(one.turn + 1, one.turns)}/{one.turns}" if one.turns else str(one.turn)
    written = one.written.strftime("%Y-%m-%d %H:%M")
    return title, turn, one.level(words), written, _state(words, one)


def _state(words: Words, one: Thumbnail) -> str:
    """Whether a game goes on, and how it ended if it does not."""
    ending = one.came_to(words)
    if ending and not one.damage:
        return words.t("play.save.ended", ending=ending)
    state = "damaged" if one.damage else "finished" if one.finished else "kept" if one.kept else "going"
    return words.t(f"play.save.{state}")


def saved(shelf: Saves, name: str) -> Thumbnail:
    """The save of that name. Raises Trouble."""
    found = {one.name if not one.kept else f"{one.name} (copy)": one for one in shelf.list()}
    known: Known = {title: [one.name] for title, one in found.items()}
    return found[pick(name, known, "save")]


def resumed(shelf: Saves, name: str) -> Save:
    """Go on with the save of that name, or with the record in that file. Raises Trouble."""
    if name.endswith(".jsonl") and Path(name).exists():
        return shelf.resume(Path(name))
    return shelf.resume(saved(shelf, name).path)


def load(sitting: Sitting, said: Sequence[str]) -> None:
    """Go on with another save; this game stays saved."""
    if not said:
        show_saves(sitting.page, sitting.words, sitting.desk.saves)
        return
    found = saved(sitting.desk.saves, " ".join(said))
    if found.path == sitting.save.path:
        raise Trouble("error.this_save", name=found.name)
    raise Taken(sitting.desk.saves.resume(found.path))


# ---- earlier turns ----


def rewind(sitting: Sitting, said: Sequence[str]) -> None:
    """Go back to the opening of an earlier turn."""
    turn = number_in(" ".join(said))
    if turn is None:
        raise Trouble("error.how_to_rewind", last=sitting.match.turn)
    sitting.match.rewind(turn)
    brief(sitting)


def tree(sitting: Sitting, said: Sequence[str]) -> None:
    """Show all turns played in all branches, or go to one of them."""
    if said:
        node = number_in(" ".join(said))
        if node is None:
            raise Trouble("error.how_to_tree", last=len(sitting.match.nodes) - 1)
        sitting.match.switch(node)
        brief(sitting)
        return
    words, rows = sitting.words, []
    for one in sitting.match.nodes:
        date = words.t("play.end") if one.turn > sitting.match.turns else words.say(label(sitting.book, one.turn - 1))
        after = "" if one.parent is None else str(one.parent)
        mark = words.t("play.here") if one is sitting.match.here else ""
        ending = words.t(f"ending.{one.ending}") if one.ending else ""
        autonomy = Amount("points", one.facts["autonomy"], "bare").said(words)
        rows.append((str(one.id), after, date, autonomy, ", ".join(filter(None, (ending, mark)))))
    titles = [words.t(f"play.column.{key}") for key in ("node", "after", "opening")]
    sitting.page.table(rows, (*titles, words.t("variable.autonomy"), ""), left=(2, 4))
    sitting.say("play.how_to_tree", style="dim")


# ---- settings and the report ----


def settings(sitting: Sitting, said: Sequence[str]) -> None:
    """Show how this game is set, or choose the language."""
    if not said:
        _show_settings(sitting)
        return
    if len(said) != 2 or not "language".startswith(plain(said[0])):
        raise Trouble("error.how_to_settings", names=", ".join(languages()))
    wanted = pick(said[1], {name: [] for name in languages()}, "language")
    sitting.speak(wanted)
    sitting.settings = replace(sitting.settings, language=wanted)
    stored.store(sitting.settings)
    sitting.say("play.language_set", language=wanted)


def _show_settings(sitting: Sitting) -> None:
    match, words = sitting.match, sitting.words
    rows = [
        (words.t("play.setting.language"), words.language),
        (words.t("play.setting.scenario"), words.t("scenario.title")),
        (words.t("play.setting.mode"), words.t(f"mode.{match.mode}")),
        (words.t("play.setting.seed"), str(match.seed)),
        (words.t("play.setting.save"), str(sitting.save.path)),
        (words.t("play.setting.difficulty"), words.say(Phrase(f"difficulty.{match.difficulty}"))),
    ]
    for name, value in rows:
        sitting.page.say(f"{name}: {value}", wrap=False)
    difficulty = match.difficulty
    if difficulty in sitting.book.content.difficulties:
        for sentence in changes(sitting.book.content, difficulty):
            sitting.page.say(words.say(sentence), INDENT)
    sitting.say("play.how_to_settings", style="dim", names=", ".join(languages()))


def report(sitting: Sitting, said: Sequence[str]) -> None:
    """Write the report of the game so far into a file."""
    file = export(sitting.words, sitting.match)
    sitting.say("play.exported")
    sitting.page.say(str(file), wrap=False)
