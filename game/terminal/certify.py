"""The command that certifies: games of many players, judged gate by gate, as a table and as two files."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from game.content.load import Loaded
from game.content.problems import ContentError
from game.content.where import library, scenarios
from game.session.certificate.certify import TOGETHER, Certified, certified, fails, rules_digest, together, wanted
from game.session.certificate.gates import Gate
from game.session.certificate.length import LANGUAGE
from game.session.certificate.machine import data, read_back
from game.session.certificate.size import FAST, FULL, Size
from game.session.files import part_of, write_whole
from game.session.trouble import Trouble
from game.session.words import Words, interface
from game.terminal import certificate
from game.terminal.certificate import Chapter
from game.terminal.opening import console, interface_words, loaded_scenario, page, words_of

FILES = ("certificate.md", "certificate.json")
INTERRUPTED = 130
_Done = tuple[Certified, Loaded]


@dataclass(frozen=True)
class Wish:
    """What the user asked `certify` for."""

    scenarios: Sequence[str] = ()
    only: Sequence[str] = ()
    out: Path | None = None
    fast: bool = False
    games: int | None = None
    processes: int | None = None
    language: str = "en"

    @property
    def whole(self) -> bool:
        """Whether it is a whole certificate; of another size than the full one only with a place to write it."""
        return not self.only and not self.fast and (self.games is None or self.out is not None)

    @property
    def size(self) -> Size:
        """How many games to play."""
        size = FAST if self.fast else FULL
        return size if self.games is None else size.with_games(self.games)


def certify(wish: Wish) -> bool:
    """Do what `wish` asks for, and say whether no gate fails. Raises ContentError and Trouble for a wrong wish."""
    words = interface_words(wish.language)
    gates = wanted(wish.only)
    loaded = [loaded_scenario(name) for name in wish.scenarios or scenarios(library())]
    if TOGETHER in wish.only and len(loaded) < 2:
        raise Trouble("error.together", name=TOGETHER)
    out = _folder(wish)
    kept = _kept(out, words) if out is not None and wish.whole else {}
    done: dict[str, _Done] = {}
    try:
        for one in loaded:
            done[one.content.id] = (_certified(wish, one, gates, words), one)
            if out is not None:
                _write(out, _ordered({**kept, **done}), fast=wish.fast)
    except KeyboardInterrupt:
        typer.echo(words.t("output.broken"), err=True)
        raise SystemExit(INTERRUPTED) from None
    _close(words, [one for one, _ in done.values()], out)
    return not fails([one for one, _ in done.values()])


def _kept(folder: Path, words: Words) -> dict[str, _Done]:
    """What a whole certificate in the folder says of scenarios that can be read; one that is of no use is told."""
    file, kept = folder / FILES[1], dict[str, _Done]()
    try:
        found = list(read_back(json.loads(file.read_text(encoding="utf-8"))))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        found = []
    if not found:
        typer.echo(words.t("certify.not_kept", file=str(file)), err=True)
    for one in found:
        with suppress(ContentError, Trouble):
            kept[one.scenario] = (one, loaded_scenario(one.scenario))
    return kept


def _ordered(found: Mapping[str, _Done]) -> list[_Done]:
    """Scenarios in the order of the library, then others."""
    names = [name for name in scenarios(library()) if name in found]
    return [found[name] for name in dict.fromkeys([*names, *found])]


def _certified(wish: Wish, loaded: Loaded, gates: Sequence[Gate], words: Words) -> Certified:
    """One scenario measured and shown."""
    begun, screen, paper = time.monotonic(), console(errors=True), page()
    bars = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn()
    with Progress(*bars, console=screen, transient=True, disable=not screen.is_terminal) as progress:
        task = progress.add_task(loaded.content.id, total=1.0)
        found = certified(
            loaded, wish.size, gates, _processes(wish), lambda part: progress.update(task, completed=part)
        )
    certificate.show(paper, Chapter(found, words_of(loaded, wish.language)))
    if wish.fast:
        paper.say(words.t("certify.fast"))
    paper.say(words.t("certify.took", seconds=f"{time.monotonic() - begun:.0f}"), style="dim")
    return found


def _processes(wish: Wish) -> int:
    """One process for each processor, unless another number is wished."""
    if wish.processes is not None:
        return wish.processes
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _folder(wish: Wish) -> Path | None:
    """Where the files go; a part of a certificate is written only where the user says. Raises Trouble."""
    if wish.out is None and not wish.whole:
        return None
    pages = library().parent / "docs"
    folder = wish.out or (pages if pages.is_dir() else Path())
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble("error.unwritable", file=folder, cause=error.strerror or "") from None
    for name in FILES:
        part_of(folder / name).unlink()
    return folder


def _write(folder: Path, done: Sequence[_Done], *, fast: bool) -> None:
    """Write the page, which is in English, and its twin for programs."""
    chapters = [
        Chapter(one, words_of(loaded, LANGUAGE), one.content != rules_digest(loaded.content)) for one, loaded in done
    ]
    text = certificate.markdown(chapters, Words(LANGUAGE, {}, interface(LANGUAGE)), fast=fast)
    whole = json.dumps(data([one for one, _ in done], fast=fast), ensure_ascii=False, indent=1)
    for name, written in zip(FILES, (text, f"{whole}\n"), strict=True):
        write_whole(folder / name, written.encode())


def _close(words: Words, done: Sequence[Certified], out: Path | None) -> None:
    """What all scenarios say together, and where the files are."""
    paper, whole = page(), together(done)
    if whole is not None:
        paper.say()
        paper.say(certificate.across(words, whole))
    files = ", ".join(str(out / name) for name in FILES) if out is not None else ""
    paper.say(words.t("certify.written", files=files) if files else words.t("certify.unwritten"))
