"""Names to numbers: which row of the table each variable is, and the order of the ids on every axis."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from game.content.models import Content
from game.content.problems import did_you_mean
from game.content.tempo import MONTHS
from game.content.values import first_day, last_day
from game.engine.chance import draw_id
from game.engine.world import Group, Layout, groups

MATERIAL = ("trade", "energy", "transit", "investment", "debt")
"""The channels whose flow the engine computes, in its order; all others are ties."""
CAMPS = ("russia", "china", "third_neighbour")
MERITS = ("balance", "market", "standing", "solvency", "squeeze", "pressure")

DERIVED = {"export_share": ("partner",), "import_share": ("partner",), "inflow_month": ()}
"""The readings that are worked out from variables (`game.session.derived`) and have no row, with their axes."""

Path = tuple[str | int, ...]


@dataclass
class Faults:
    """What is wrong with the content, collected so that an author sees all of it at once."""

    found: list[tuple[Path, str, str]] = field(default_factory=list)

    def add(self, path: Path, message: str, hint: str = "") -> None:
        """Remember a fault of the entry at `path`, with what might mend it."""
        self.found.append((path, message, hint))


@dataclass
class Draws:
    """The numbers of named draws. Two draws of one number would always fall alike, so that is a fault."""

    faults: Faults
    found: dict[int, str] = field(default_factory=dict)

    def number(self, name: str, path: Path) -> int:
        """The number of a new draw, which belongs to the entry at `path`."""
        number = draw_id(name)
        other = self.found.setdefault(number, name)
        if other != name:
            self.faults.add(path, f"its luck {name!r} would always be that of {other!r}", "give it another id")
        return number


@dataclass(frozen=True)
class Names:
    """The ids on every axis, in table order, and the row of every variable by its public name."""

    ids: dict[str, tuple[str, ...]]
    rows: dict[str, int]
    kinds: Mapping[str, str]
    bounds: Mapping[str, tuple[float, float]]
    layout: Layout

    @classmethod
    def of(cls, content: Content, lasting: int, formulas: int = 0) -> Names:
        """The names of `content`, with so many lasting effects and formulas."""
        ids = axes(content)
        ids["lasting"] = tuple(str(place) for place in range(lasting))
        ids["formula"] = tuple(str(place) for place in range(formulas))
        layout = Layout.of({axis: len(members) for axis, members in ids.items()})
        rows, kinds, bounds = {}, {}, {}
        for attribute, group in groups().items():
            start = layout.rows[attribute].start
            for offset, name in enumerate(public_names(attribute, group, ids)):
                rows[name], kinds[name], bounds[name] = start + offset, group.kind, (group.low, group.high)
        bounds |= {name: (variable.low, variable.high) for name, variable in content.variables.items()}
        return cls(ids, rows, kinds, bounds, layout)

    def row(self, name: str, faults: Faults, path: Path) -> int:
        """The row of a variable; an unknown name is a fault of the entry at `path`."""
        if name not in self.rows:
            faults.add(path, f"there is no variable {name!r}", did_you_mean(name, self.rows))
            return 0
        return self.rows[name]


def public_names(attribute: str, group: Group, ids: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """The names of a group's rows as authors write them, in table order."""
    prefix = attribute if group.public is None else group.public
    for members in product(*(ids[axis] for axis in group.axes)):
        yield ".".join([prefix, *members] if prefix else members)


def derived_names(ids: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The names of all derived readings, such as `export_share.china`."""
    return [
        ".".join([prefix, *members]) for prefix, used in DERIVED.items() for members in product(*(ids[a] for a in used))
    ]


def check_series(content: Content, names: Names, faults: Faults) -> None:
    """Each series of real values is held against a variable or a derived reading, and fits its bounds."""
    known = {*names.rows, *derived_names(names.ids)}
    for name, series in content.series.items():
        path = ("series", name)
        if series.of not in known:
            faults.add((*path, "of"), f"there is no variable {series.of!r}", did_you_mean(series.of, known))
        low, high = names.bounds.get(series.of, (-float("inf"), float("inf")))
        for date, value in series.values.items():
            if not low <= value / series.divide_by + series.plus <= high:
                message = f"{value:g} of {date} is outside the bounds of {series.of!r}, {low:g} to {high:g}"
                faults.add((*path, "values", date), message, "mend `divide_by` and `plus`, or the value")


def slots(content: Content) -> dict[str, tuple[str, str]]:
    """(measure, power) of every slot by its name; a measure of one power is named plainly."""
    found = {}
    for name, measure in content.measures.items():
        for power in measure.by:
            found[name if len(measure.by) == 1 else f"{name}.{power}"] = (name, power)
    return found


def axes(content: Content) -> dict[str, tuple[str, ...]]:
    """The ids on every axis that authors fill."""
    ties = [name for name, channel in content.channels.items() if channel.kind == "tie"]
    return {
        "partner": tuple(content.partners),
        "tie": tuple(ties),
        "channel": (*MATERIAL, *ties),
        "pair": tuple(content.alignments),
        "instrument": tuple(content.instruments),
        "commitment": tuple(name for name, instrument in content.instruments.items() if instrument.commit),
        "camp": CAMPS,
        "merit": MERITS,
        "commodity": tuple(content.commodities),
        "corridor": tuple(content.corridors),
        "supply": tuple(sorted(content.supplies, key=lambda name: content.supplies[name].push != "trade")),
        "creditor": tuple(content.creditors),
        "cohort": tuple(content.cohorts),
        "pledge": tuple(content.pledges),
        "project": tuple(content.projects),
        "variable": tuple(content.variables),
        "slot": tuple(slots(content)),
        "event": tuple(content.events),
        "decision": tuple(name for name, event in content.events.items() if event.options),
        "goal": tuple(content.goals),
        "ending": tuple(content.endings),
    }


@dataclass(frozen=True)
class Calendar:
    """Turns and dates: the first day, the last, and how long a turn is."""

    first: datetime.date
    last: datetime.date
    length: str

    @classmethod
    def of(cls, content: Content) -> Calendar:
        """The calendar of a scenario, whose last turn contains the last day of the `end` that is named."""
        assert content.time is not None
        return cls(first_day(content.time.start), last_day(content.time.end), content.time.turn)

    @property
    def turns(self) -> int:
        """How many turns the scenario has; the last one contains its end."""
        return self.turn_of(self.last) + 1

    def turn_of(self, day: datetime.date) -> int:
        """The turn (from 0; negative before the start) that contains a day."""
        if self.length == "week":
            return (day - self.first).days // 7
        months = (day.year - self.first.year) * 12 + day.month - self.first.month
        return months // int(MONTHS[self.length])

    def day_of(self, turn: int) -> datetime.date:
        """The first day of a turn."""
        if self.length == "week":
            return self.first + datetime.timedelta(days=7 * turn)
        months = self.first.month - 1 + turn * int(MONTHS[self.length])
        return datetime.date(self.first.year + months // 12, months % 12 + 1, 1)
