"""Effects to programs: what an author wrote becomes arithmetic on rows (see `game.engine.effects`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from math import inf

import numpy as np

from game.compile.names import Draws, Faults, Names, Path
from game.content import effects as fx
from game.content.models import Content
from game.engine import programs as engine
from game.engine.chance import threshold
from game.engine.world import groups

_OPERATIONS = {
    "add": engine.ADD,
    "multiply": engine.MULTIPLY,
    "floor": engine.FLOOR,
    "cap": engine.CAP,
    "set": engine.SET,
}
_LEVERS = {group.public or name for name, group in groups().items() if group.kind == "lever"}


def waits(effect: fx.Effect) -> bool:
    """Whether an effect needs a slot because it waits or repeats."""
    return effect.after > 0 or effect.turns is not None


def lasts(effect: fx.Effect, content: Content) -> bool:
    """Whether an effect that opens a turn needs a slot: also if it works a lever, which is only made ready later."""
    return waits(effect) or any(change.target.partition(".")[0] in _LEVERS for change in effect.changes(content))


def lasting_count(content: Content) -> int:
    """How many effects need a slot: of events, of measures as they begin and end, and of options."""
    count = 0
    for event in content.events.values():
        count += sum(lasts(effect, content) for effect in event.effects)
        count += sum(waits(effect) for option in event.options.values() for effect in option.effects)
    for measure in content.measures.values():
        count += len(measure.by) * sum(waits(effect) for effect in (*measure.begins, *measure.ends))
    return count


@dataclass
class Programmer:
    """Compiles the effects of one content, numbering causes and lasting slots as it goes."""

    content: Content
    names: Names
    faults: Faults
    draws: Draws
    causes: list[str] = field(default_factory=list)
    lasting: list[tuple[int, engine.Part]] = field(default_factory=list)

    def cause(self, name: str) -> int:
        """The number of a new cause."""
        self.causes.append(name)
        return len(self.causes) - 1

    def opening(self, cause: int, effects: Iterable[fx.Effect], path: Path) -> engine.Program:
        """The program of an event: it opens a turn, before the levers are made ready."""
        return engine.Program(cause, _joined(self._parts(cause, effects, path, {}, opening=True)))

    def within(self, cause: int, effects: Iterable[fx.Effect], path: Path, **placeholders: str) -> engine.Program:
        """The program of an option or a measure: levers are ready, so only what waits or repeats needs a slot.

        `{power}` in targets is filled in from `placeholders`.
        """
        return engine.Program(cause, _joined(self._parts(cause, effects, path, placeholders, opening=False)))

    def _parts(
        self, cause: int, effects: Iterable[fx.Effect], path: Path, placeholders: dict[str, str], *, opening: bool
    ) -> Iterable[engine.Part]:
        for place, effect in enumerate(effects):
            part = self._part(cause, effect, (*path, place), placeholders)
            needs_slot = lasts(effect, self.content) if opening else waits(effect)
            yield self._slotted(cause, effect, part) if needs_slot else part

    def _slotted(self, cause: int, effect: fx.Effect, part: engine.Part) -> engine.Part:
        turns = 1 if effect.turns is None else effect.turns
        slotted = replace(part, lasting=len(self.lasting), after=effect.after, turns=turns)
        self.lasting.append((cause, slotted))
        return slotted

    def repeated(self, cause: int, effects: Iterable[fx.Effect], path: Path, **placeholders: str) -> engine.Program:
        """A program that is run every turn while something holds, so its effects need no slots."""
        found = []
        for place, effect in enumerate(effects):
            if effect.after or effect.turns is not None:
                message = "`during` effects repeat every turn by themselves"
                self.faults.add((*path, place), message, "drop `after` and `turns`")
            found.append(self._part(cause, effect, (*path, place), placeholders))
        return engine.Program(cause, _joined(found))

    def _part(self, cause: int, effect: fx.Effect, path: Path, placeholders: dict[str, str]) -> engine.Part:
        changes = tuple(self.change(change, path, placeholders) for change in effect.changes(self.content))
        level = -1 if effect.chance is None or effect.chance >= 1.0 else threshold(effect.chance)
        return engine.Part(changes, threshold=level, draw=self._draw(cause, path) if level >= 0 else 0)

    def _draw(self, cause: int, path: Path) -> int:
        """The draw of an effect; a measure draws anew as it begins, while it stands and as it ends."""
        return self.draws.number(f"{self.causes[cause]}.{path[-2]}.{path[-1]}", path)

    def change(self, change: fx.Change, path: Path, placeholders: dict[str, str]) -> engine.Change:
        """One step of arithmetic on a row."""
        target = _fill(change.target, placeholders)
        row = self.names.row(target, self.faults, path)
        if self.names.kinds.get(target) in ("reading", "counter"):
            message = f"{target!r} is computed by the engine and cannot be changed"
            self.faults.add(path, message, "change what it follows from")
        times = -1 if change.times is None else self.names.row(_fill(change.times, placeholders), self.faults, path)
        low, high = self._bounds(change, target)
        amount = min(max(change.amount, low), high) if change.operation == "set" else change.amount
        return engine.Change(_OPERATIONS[change.operation], row, amount, times, low, high)

    def _bounds(self, change: fx.Change, target: str) -> tuple[float, float]:
        """The bounds that a change can pass: adding something positive never goes below the lower one, and so on."""
        low, high = self.names.bounds.get(target, (-inf, inf))
        if change.operation == "add" and change.times is None:
            return (low, inf) if change.amount < 0 else (-inf, high)
        if change.operation == "multiply" and 0 <= change.amount <= 1 and low <= 0 <= high:
            return -inf, inf
        return low, high


def _fill(name: str, placeholders: dict[str, str]) -> str:
    for key, value in placeholders.items():
        name = name.replace("{" + key + "}", value)
    return name


def _joined(parts: Iterable[engine.Part]) -> tuple[engine.Part, ...]:
    """Parts with neighbouring plain additions joined, which is faster and does the same."""
    joined: list[engine.Part] = []
    waiting: dict[int, engine.Change] = {}
    for part in parts:
        plain = part.lasting < 0 and part.threshold < 0 and all(_is_plain(change) for change in part.changes)
        rows = {change.row for change in part.changes}
        if waiting and (not plain or not rows.isdisjoint(waiting) or len(rows) < len(part.changes)):
            joined.append(_shift(list(waiting.values())))
            waiting = {}
        if plain and len(rows) == len(part.changes):
            waiting |= {change.row: change for change in part.changes}
        else:
            joined.append(part)
    return (*joined, *([_shift(list(waiting.values()))] if waiting else []))


def _is_plain(change: engine.Change) -> bool:
    return change.operation == engine.ADD and change.times < 0


def _shift(changes: list[engine.Change]) -> engine.Part:
    """Additions to different rows as one part."""
    columns = np.array([(change.amount, change.low, change.high) for change in changes]).T[:, :, None]
    rows = np.array([change.row for change in changes], dtype=np.intp)
    return engine.Part((), engine.Shift(rows, *columns))
