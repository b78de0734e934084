"""Reads one YAML file into plain dicts and lists, in bounded time and memory, whoever wrote it.

The parser only delivers events; the values are put together here without recursion, so that nothing a file
says can run, grow or nest beyond the limits below. Positions are a second pass, made when there is an error.
"""

from __future__ import annotations

import stat
from pathlib import Path
from typing import NoReturn, TypeAlias

import yaml

from game.content.problems import ContentError, Keys, Problem, decimal_hint, plain, quoted
from game.content.scalars import scalar
from game.content.syntax import explain

Value: TypeAlias = "bool | int | float | str | list[Value] | dict[str, Value] | None"
Place: TypeAlias = "tuple[int, int]"
"""A line and a column, counted from 1."""

DEPTH = 40
NODES = 200_000
BYTES = 2_000_000
PROBLEMS = 50
"""After so many problems the rest of a file is not read."""
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C parser, or the slower one of a PyYAML that was built without it: content is written so that both read it."""


def read(path: Path) -> Value:
    """What the file at `path` says. Raises ContentError with every problem found in it."""
    return _Builder(path).build(text_of(path))


def positions(path: Path) -> dict[Keys, Place]:
    """Where each key and each list item of the file stands. Raises ContentError as `read` does."""
    places: dict[Keys, Place] = {(): (1, 1)}
    _Builder(path, places).build(text_of(path))
    return places


def text_of(path: Path) -> str:
    """The text of a content file. Raises ContentError if it is no plain file, too large or not UTF-8."""
    data = _bytes_of(path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise _refusal(path, "is not UTF-8 text", "Save the file as UTF-8.", (line, column)) from None


def _bytes_of(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise _refusal(path, "is a folder, not a file")
        if not stat.S_ISREG(status.st_mode):
            raise _refusal(path, "is not a plain file")
        if status.st_size > BYTES:
            raise _refusal(path, f"has {status.st_size / 1e6:.1f} MB; a content file has at most {BYTES / 1e6:.0f} MB")
        with path.open("rb") as file:
            return file.read(BYTES)
    except OSError as error:
        raise _refusal(path, f"cannot be read: {error.strerror}") from None
    except ValueError:
        raise _refusal(path, "is not a path") from None


def _refusal(path: Path, message: str, hint: str = "", place: Place = (0, 0)) -> ContentError:
    return ContentError([Problem(message, path, *place, hint=hint)])


_Start: TypeAlias = yaml.ScalarEvent | yaml.MappingStartEvent | yaml.SequenceStartEvent


class _Frame:
    """A list or mapping that is still being filled, and in a mapping the key whose value comes next."""

    __slots__ = ("key", "last", "lines", "value")

    def __init__(self, value: list[Value] | dict[str, Value]) -> None:
        self.value = value
        self.key: str | None = None
        self.lines: dict[str, int] = {}
        self.last: tuple[str, Place] | None = None
        """The last plain value of a mapping, and where it ended (counted from 0)."""

    def steps(self, ahead: int) -> Keys:
        """The key, or the list position, of the last value put here; with `ahead` 1 that of the next list item."""
        if isinstance(self.value, list):
            return (len(self.value) - 1 + ahead,)
        return () if self.key is None else (self.key,)


class _Stop(Exception):
    """There is no point in reading on."""


class _Builder:
    """Puts one document together from parser events."""

    def __init__(self, file: Path, places: dict[Keys, Place] | None = None) -> None:
        self.file = file
        self.places = places
        self.problems: list[Problem] = []
        self.stack: list[_Frame] = []
        self.root: Value = None
        self.documents = 0
        self.nodes = 0

    def build(self, text: str) -> Value:
        """The value of the one document in `text`."""
        try:
            for event in yaml.parse(text, Loader=LOADER):
                self._take(event)
            if self.root is None:
                self.problems.append(Problem("the file is empty", self.file))
        except _Stop:
            pass
        except yaml.YAMLError as error:
            message, hint, place = explain(error, text)
            self.problems.append(Problem(message, self.file, *place, hint=hint))
        if self.problems:
            raise ContentError(self.problems)
        return self.root

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._check(event)
            self._put(event, self._scalar(event))
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._check(event)
            self._open(event, {} if isinstance(event, yaml.MappingStartEvent) else [])
        elif isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()
            if self.stack:
                self.stack[-1].key = None
        elif isinstance(event, yaml.AliasEvent):
            self._stop(event, "an alias (`*name`) is not allowed", "Write the value out.")
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._stop(event, "a second document starts here: a file holds one", "Remove the line `---`.")

    def _check(self, event: _Start) -> None:
        self.nodes += 1
        if self.nodes > NODES:
            self._stop(event, f"the file has more than {NODES:,} values")
        if event.anchor is not None:
            self._stop(event, "an anchor (`&name`) is not allowed", "Write the value out where it is needed.")
        if event.tag is not None:
            self._stop(event, f"a tag ({quoted(event.tag)}) is not allowed", "Content is plain data: remove the tag.")

    def _scalar(self, event: yaml.ScalarEvent) -> Value:
        text: str = event.value
        if not event.implicit[0]:
            return text
        try:
            return scalar(text)
        except ValueError as error:
            self._note(event, str(error))
            return 0.0

    def _open(self, event: _Start, value: list[Value] | dict[str, Value]) -> None:
        if len(self.stack) >= DEPTH:
            self._stop(event, f"lists and mappings are nested more than {DEPTH} deep")
        self._put(event, value)
        self.stack.append(_Frame(value))

    def _put(self, event: _Start, value: Value) -> None:
        """Place a value in the list or mapping being filled; there every other value is a key."""
        if not self.stack:
            self.root = value
            return
        frame = self.stack[-1]
        if isinstance(frame.value, list):
            self._place(event, len(frame.value))
            frame.value.append(value)
        elif frame.key is None:
            frame.key = self._key(event, value, frame)
            self._place(event, frame.key)
        else:
            frame.value[frame.key] = value
            frame.last = _plain_value(event)
            if not isinstance(value, (dict, list)):
                frame.key = None

    def _key(self, event: _Start, value: Value, frame: _Frame) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self._stop(event, "a key is text, not a list or a mapping", "Text in { } or [ ] needs quotes.")
        if not isinstance(value, str):
            hint = self._decimal(event, frame) or f'Write "{plain(event.value)}".'
            self._note(event, f"a key is text, but {plain(event.value)} is not", hint)
            return str(event.value)
        mark = event.start_mark
        first = frame.lines.setdefault(value, mark.line + 1 if mark else 1)
        if value in frame.value:
            self._note(event, f"the key {quoted(value)} stands twice: first in line {first}", "Remove one of the two.")
        return value

    def _decimal(self, event: yaml.ScalarEvent, frame: _Frame) -> str:
        """Inside { }, `by: 1,5` is read as `by: 1` and the key `5`: what was meant, if the two touch."""
        mark = event.start_mark
        if mark is None or frame.last is None or frame.last[1] != (mark.line, mark.column - 1):
            return ""
        return decimal_hint(f"{frame.last[0]},{event.value}")

    def _place(self, event: _Start, step: str | int) -> None:
        if self.places is not None:
            self.places.setdefault((*self._way(), step), _place_of(event))

    def _way(self) -> Keys:
        """The way to the list or mapping being filled."""
        return tuple(step for frame in self.stack[:-1] for step in frame.steps(0))

    def _note(self, event: yaml.Event, message: str, hint: str = "") -> None:
        way = (*self._way(), *self.stack[-1].steps(1)) if self.stack else ()
        self.problems.append(Problem(message, self.file, *_place_of(event), path=way, hint=hint))
        if len(self.problems) >= PROBLEMS:
            raise _Stop

    def _stop(self, event: yaml.Event, message: str, hint: str = "") -> NoReturn:
        self._note(event, message, hint)
        raise _Stop


def _plain_value(event: _Start) -> tuple[str, Place] | None:
    mark = event.end_mark
    return (event.value, (mark.line, mark.column)) if isinstance(event, yaml.ScalarEvent) and mark else None


def _place_of(event: yaml.Event) -> Place:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
