"""The shelf of saves: games in progress, copies kept under a name, and what was deleted; each a record in a file."""

from __future__ import annotations

import contextlib
import datetime
import itertools
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from game.content.models import InCampaign
from game.session.actions import Rewind, Switch
from game.session.files import data_home, free_path, write_whole
from game.session.lines import Entry, Head, Line
from game.session.match import Match
from game.session.record import Record, read
from game.session.save import Save, holding, locked, marker
from game.session.trouble import RecordError, Trouble
from game.session.words import Words

SUFFIX = ".jsonl"
_NAME = re.compile(r"\w[\w .-]{0,79}")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Thumbnail:
    """What a list shows of a save, read without playing anything again.

    `kept` marks a copy under a name, as against a game in progress. `titles` is the scenario's title by language,
    `date` the first day of the last turn played (of the first one if none was), `turn` how many turns were played
    there, out of `turns` (0 if unknown). `facts` are autonomy and the camps' shares after that turn. `chapter` says
    which one of a campaign it is, and `won_through` that it is over and was not lost. If `damage` is set, only what
    stands before it is told, and of a file without a readable first line only its name.
    """

    path: Path
    kept: bool
    written: datetime.datetime
    scenario: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    date: str = ""
    turn: int = 0
    turns: int = 0
    facts: Mapping[str, float] = field(default_factory=dict)
    difficulty: str = ""
    mode: str = ""
    finished: bool = False
    ending: str | None = None
    chapter: InCampaign | None = None
    won_through: bool = False
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What its scenario calls its difficulty and its ending: by language, the texts by key."""
    damage: RecordError | None = None

    @property
    def name(self) -> str:
        """What the save is called."""
        return self.path.stem

    @property
    def waits(self) -> bool:
        """Whether it is over, and the next chapter of its campaign can be begun."""
        return self.won_through and self.chapter is not None and not self.chapter.is_last

    def called(self, words: Words) -> str:
        """What is played in it: the scenario's title, and which chapter it is if it is one."""
        title = self.titles.get(words.language) or self.titles.get("en") or self.scenario
        if self.chapter is None:
            return title
        return words.t("saves.chapter", title=title, number=self.chapter.number, of=self.chapter.of)

    def level(self, words: Words) -> str:
        """What its difficulty is called; empty if none is known."""
        return self._text(words, f"difficulty.{self.difficulty}") or self.difficulty

    def came_to(self, words: Words) -> str:
        """What its ending is called; empty if it came to none that is known."""
        return self._text(words, f"ending.{self.ending}") if self.ending else ""

    def _text(self, words: Words, key: str) -> str:
        """A text of its scenario in the language of `words`, else in English; empty if there is none."""
        own, english = (self.texts.get(language, {}) for language in (words.language, "en"))
        return own.get(key) or english.get(key) or ""


class Saves:
    """All saves under one folder."""

    def __init__(self, home: Path | None = None) -> None:
        """`home` is where saves live unless the platform's own place, or THIRD_NEIGHBOUR_HOME, is meant."""
        where = home or data_home()
        self.games, self.kept, self.deleted = where / "games", where / "saves", where / "deleted"
        self._seen: dict[tuple[Path, int, int], Thumbnail] = {}
        """Thumbnails by file, time of the last change and size, so that only what has changed is read again."""

    def begin(self, match: Match) -> Save:
        """The save of a new game, which is written from now on. Raises Trouble if nothing can be written."""
        for number in itertools.count(1):
            path = self.games / f"{_called(match)}-{number}{SUFFIX}"
            with _unless_taken():
                if not path.exists():
                    return Save.begin(path, match)
        raise AssertionError("numbers have no end")

    def resume(self, path: Path) -> Save:
        """Go on with a save. A copy that was kept under a name stays as it is: the game goes on in a file of its own.

        Raises what `Save.resume` raises.
        """
        return self._resume_copy(path) if path.parent == self.kept else Save.resume(path)

    def keep(self, save: Save, name: str, *, replace: bool = False) -> Path:
        """Keep a copy of a game as it stands, under a name. Raises Trouble for a name that is taken or cannot be."""
        path = self._named(self.kept, name)
        with holding(path):
            if path.exists() and not replace:
                raise Trouble("error.save_exists", file=path)
            write_whole(path, _bytes(save.path) + save.unwritten)
        return path

    def list(self) -> tuple[Thumbnail, ...]:
        """All saves, the one written last first."""
        found = [self._thumbnail(path, kept=folder == self.kept) for folder, path in self._files()]
        return tuple(sorted(found, key=lambda one: (one.written, not one.kept), reverse=True))

    def newest(self) -> Thumbnail | None:
        """The game to go on with that was written last, else the newest such copy: what "Continue" means.

        It is unfinished, or the last save of a campaign whose next chapter waits.
        """
        found = self.list()
        latest = {one.chapter.campaign: one for one in reversed(found) if one.chapter is not None}
        waiting = [one for one in latest.values() if one.waits]
        open_ = [one for one in found if one.scenario and (not one.finished or one in waiting)]
        return next((one for one in open_ if not one.kept), open_[0] if open_ else None)

    def crashed(self) -> tuple[Thumbnail, ...]:
        """The unfinished games that were open when the program ended without closing them, the last one first."""
        return tuple(
            one for one in self.list() if not one.finished and marker(one.path).exists() and _is_free(one.path)
        )

    def rename(self, path: Path, name: str) -> Path:
        """Call a save something else. Raises Trouble for a name that is taken or cannot be, and for an open save."""
        target = self._named(path.parent, name)
        if target == path:
            return path
        with holding(target), holding(path):
            if target.exists():
                raise Trouble("error.save_exists", file=target)
            _move(path, target)
        return target

    def delete(self, path: Path) -> Path:
        """Put a save into the folder of deleted ones, so that nothing is lost. Raises Trouble for an open save."""
        with holding(path):
            target = free_path(self.deleted / path.name)
            _move(path, target)
        return target

    def _files(self) -> Iterator[tuple[Path, Path]]:
        for folder in (self.games, self.kept):
            yield from ((folder, path) for path in sorted(folder.glob(f"*{SUFFIX}")))

    def _thumbnail(self, path: Path, *, kept: bool) -> Thumbnail:
        try:
            status = path.stat()
        except OSError:
            return thumbnail(path, kept=kept)
        key = (path, status.st_mtime_ns, status.st_size)
        if key not in self._seen:
            self._seen[key] = thumbnail(path, kept=kept)
        return self._seen[key]

    def _resume_copy(self, path: Path) -> Save:
        """Go on in a copy among the games in progress; of a damaged copy nothing stays but the game that goes on."""
        target = free_path(self.games / path.name)
        write_whole(target, _bytes(path))
        used = path
        try:
            save = Save.resume(target)
            used = save.path
            return save
        finally:
            if used != target:
                target.unlink()

    @staticmethod
    def _named(folder: Path, name: str) -> Path:
        plain = " ".join(name.split())
        if not _NAME.fullmatch(plain) or _RESERVED.fullmatch(plain) or plain.endswith("."):
            raise Trouble("error.save_name", name=name)
        return folder / f"{plain}{SUFFIX}"


@contextlib.contextmanager
def _unless_taken() -> Iterator[None]:
    """Pass over a name that another window has just taken."""
    try:
        yield
    except Trouble as trouble:
        if trouble.phrase.key not in ("error.save_exists", "error.save_open"):
            raise


def thumbnail(path: Path, *, kept: bool) -> Thumbnail:
    """The thumbnail of the save at `path`. Raises nothing for a damaged file: that is told in it."""
    written = _written(path)
    try:
        record = read(path)
    except RecordError as damage:
        return Thumbnail(path, kept, written, damage=damage)
    last, said = last_turn(record), record.head
    new = said if isinstance(said, Head) else None
    return Thumbnail(
        path,
        kept,
        written,
        scenario=said.scenario,
        titles=new.titles if new else {},
        date=last.date if last else new.date if new else "",
        turn=last.turn if last else 0,
        turns=new.turns if new else 0,
        facts=(last.facts if last else None) or {},
        difficulty=new.difficulty if new else "",
        mode=new.mode if new else "",
        finished=record.tail is not None,
        ending=record.tail.ending if record.tail else None,
        chapter=_chapter(new) if new else None,
        won_through=_won_through(record, new) if new else False,
        texts=_texts(record, new) if new else {},
        damage=record.damage,
    )


def _called(match: Match) -> str:
    """What the saves of a game are called, without their number."""
    chapter = match.book.content.chapter
    return f"{chapter.campaign}-chapter-{chapter.number}" if chapter is not None else match.book.content.id


def _chapter(said: Head) -> InCampaign | None:
    """The chapter that a save is; None if it is none, or none that this version of the game knows."""
    try:
        return InCampaign.model_validate(said.embedded.get("chapter"))
    except ValueError:
        return None


def _won_through(record: Record, said: Head) -> bool:
    """Whether a game is over and was not lost."""
    if record.tail is None:
        return False
    found = said.embedded.get("endings", {}).get(record.tail.ending) or {}
    return bool(found.get("result") != "loss")


def _texts(record: Record, said: Head) -> dict[str, dict[str, str]]:
    """What the scenario in a record calls its difficulty and the ending that it came to."""
    keys = [f"difficulty.{said.difficulty}", *([f"ending.{record.tail.ending}"] if record.tail else [])]
    known = said.embedded.get("words") or {}
    return {name: {key: texts[key] for key in keys if key in texts} for name, texts in known.items()}


def last_turn(record: Record) -> Line | None:
    """The turn after which the game stands, whatever branches were played and left."""
    nodes: list[tuple[int, Line | None]] = [(0, None)]
    here = 0
    for _, entry in record.entries:
        if isinstance(entry, Line):
            nodes.append((here, entry))
            here = len(nodes) - 1
        else:
            here = _moved(nodes, here, entry)
    return nodes[here][1]


def _moved(nodes: list[tuple[int, Line | None]], here: int, entry: Entry) -> int:
    """Where the game stands after something that is no turn."""
    match entry:
        case Switch(node=node) if 0 <= node < len(nodes):
            return node
        case Rewind(turn=turn):
            while (line := nodes[here][1]) is not None and line.turn >= turn:
                here = nodes[here][0]
    return here


def _written(path: Path) -> datetime.datetime:
    """When a file was last written to, in local time."""
    try:
        seconds = path.stat().st_mtime
    except OSError:
        seconds = 0.0
    return datetime.datetime.fromtimestamp(seconds).astimezone()


def _is_free(path: Path) -> bool:
    """Whether nobody has a save open."""
    try:
        locked(path).release()
    except Trouble:
        return False
    return True


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise Trouble("error.save_missing", file=path) from None


def _move(path: Path, target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, target)
    except FileNotFoundError:
        raise Trouble("error.save_missing", file=path) from None
    except OSError as error:
        raise Trouble("error.unwritable", file=target, cause=error.strerror or "") from None
    marker(path).unlink(missing_ok=True)
