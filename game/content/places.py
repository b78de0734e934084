"""Where each thing of a merged scenario stands: in which file, line and column."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from game.content.problems import Keys
from game.content.reading import Place, Value, positions

Mapping = dict[str, Value]


@dataclass(frozen=True)
class Part:
    """One file: what it says, and under which keys of the content that belongs (`words`, `en` for a word file)."""

    file: Path
    value: Mapping
    prefix: Keys = ()


@dataclass(frozen=True)
class Places:
    """The files of a scenario and of what it extends, in the order of merging: the rulebook's first."""

    parts: tuple[Part, ...]
    _known: dict[Path, dict[Keys, Place]] = field(default_factory=dict, compare=False, repr=False)

    def find(self, path: Keys) -> tuple[Path, int, int]:
        """File, line and column of the value that `path` leads to, or of what comes nearest to it.

        Of two files that are equally near, the one merged last is meant, so the scenario's before the rulebook's.
        """
        own = {part.file: way for part, way in zip(self.parts, self._ways(path), strict=True)}
        depths = {part.file: _reach(part, own[part.file]) for part in self.parts}
        nearest = max(reversed(self.parts), key=lambda part: depths[part.file])
        depth = max(depths[nearest.file], 0)
        return (nearest.file, *self.within(nearest, own[nearest.file][:depth]))

    def within(self, part: Part, path: Keys) -> Place:
        """Line and column of `path` in one file."""
        if part.file not in self._known:
            self._known[part.file] = positions(part.file)
        return self._known[part.file].get(path[len(part.prefix) :], (1, 1))

    def _ways(self, path: Keys) -> list[Keys]:
        """`path` as it counts in each part: the blocks of `start` count on from file to file."""
        if len(path) < 2 or path[0] != "start" or not isinstance(path[1], int):
            return [path] * len(self.parts)
        ways: list[Keys] = []
        before = 0
        for part in self.parts:
            ways.append(("start", path[1] - before, *path[2:]))
            before += _blocks(part)
        return ways


def _blocks(part: Part) -> int:
    blocks = part.value.get("start")
    return len(blocks) if isinstance(blocks, list) and not part.prefix else 0


def _reach(part: Part, path: Keys) -> int:
    """How many steps of `path` can be gone in a part; -1 if the part is about something else."""
    size = len(part.prefix)
    if path[:size] != part.prefix:
        return -1
    value: Value = part.value
    for depth, step in enumerate(path[size:], size):
        inside = _inside(value)
        if step not in inside:
            return depth
        value = inside[step]
    return len(path)


def _inside(value: Value) -> dict[Any, Value]:
    """The keys, or the list positions, of a value, with what stands there."""
    if isinstance(value, dict):
        return value
    return dict(enumerate(value)) if isinstance(value, list) else {}
