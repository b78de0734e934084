"""Which variables a variable depends on: the links along which a window follows a cause to what is behind it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import TypeAlias

from game.compile import Book
from game.compile.names import slots
from game.content import expressions as ex
from game.engine.world import groups
from game.session.conditions import rows_read
from game.session.words import placed, word_of

ALWAYS = ""
_Behind: TypeAlias = dict[str, tuple[str, ...]]
_PASSAGE: _Behind = {"corridors": ("pass", "capacity", "queue", "offered")}
_SALES: _Behind = {
    "prices": ("price",),
    "output": ("offered",),
    "corridors": ("through",),
    "costs": ("burden",),
    "fees": ("fee",),
}
DEPENDS: dict[str, _Behind] = {
    "relation": {
        "strain": ("strain",),
        "relations": ("ladder",),
        "jealousy": ("courted", "alignment"),
        ALWAYS: ("warmth", "attention", "squeeze"),
    },
    "attention": {"attention": ("standing",), ALWAYS: ("appeal",)},
    "strain": {"jealousy": ("courted", "alignment")},
    "ladder": {"relations": ("treaty", "relation")},
    "treaty": {"relations": ("ladder", "relation")},
    "alignment": {"pivot": ("share",)},
    "leverage": {"influence": ("dependence",)},
    "dependence": {"influence": ("market", "supply", "carried", "investment", "debt", "tie")},
    "influence": {"influence": ("dependence",)},
    "share": {"influence": ("influence",)},
    "autonomy": {
        "balance": ("share",),
        "market": ("concentration",),
        "standing": ("standing",),
        "solvency": ("cover",),
        "squeeze": ("squeeze",),
        "pressure": ("stage",),
    },
    "merit": {"autonomy": ("share", "concentration", "standing", "cover", "squeeze", "stage")},
    "squeeze": {"autonomy": ("alignment", "leverage")},
    "market": {"markets": ("trade", "attention")},
    "offered": {"corridors": ("output", "demand")},
    "through": _PASSAGE,
    "carried": _PASSAGE,
    "queue": {"corridors": ("pass", "capacity", "offered")},
    "fee": {"sales": ("fee_vehicle", "fee_tonne", "fee_value")},
    "burden": {"sales": ("fee", "haul", "price")},
    "volume": {key: _SALES[key] for key in ("output", "corridors", "costs")},
    "exports_of": _SALES,
    "exports": {**_SALES, ALWAYS: ("exports_of",)},
    "exports_trend": {"growth": ("exports",)},
    "concentration": {"influence": ("exports_of", "market")},
    "fees": {"sales": ("fee", "volume")},
    "supply": {"markets": ("trade", "energy", "attention")},
    "shortage": {"purchases": ("tap", "supply")},
    "imports": {"purchases": ("exports",)},
    "balance": {"purchases": ("exports", "imports")},
    "investment": {"investment": ("growth", "democracy"), ALWAYS: ("funding",)},
    "investment_share": {"investment": ("investment",)},
    "inflow": {"investment": ("investment", "growth", "democracy", "funding")},
    "debt": {ALWAYS: ("loan", "lending")},
    "reserves": {
        "trade": ("exports", "imports"),
        "investment": ("inflow",),
        "debt_service": ("debt",),
        "loans": ("loan", "lending"),
        ALWAYS: ("receipts",),
    },
    "cover": {"finance": ("reserves", "imports")},
    "debt_ratio": {"growth": ("debt", "gdp")},
    "gdp": {"growth": ("growth",)},
    "growth": {"exports": ("exports", "exports_trend"), "shortages": ("shortage",), ALWAYS: ("confidence",)},
    "inflation": {"growth": ("growth", "shortage", "cover")},
    "budget": {"growth": ("exports", "exports_trend"), ALWAYS: ("spending",)},
    "approval": {
        **{part: (part,) for part in ("growth", "inflation", "autonomy", "religion", "populism")},
        "friends": ("relation",),
        ALWAYS: ("mood",),
    },
    "populism": {"public": ("growth", "concentration")},
    "parliament": {"public": ("support",)},
    "support": {ALWAYS: ("approval",)},
    "capital": {"capital": ("support", "commitment")},
    "project": {ALWAYS: ("pace",)},
    "last_stage": {ALWAYS: ("stage",)},
    "clock": {ALWAYS: ("stage",)},
    "open": {ALWAYS: ("happened",)},
    "ending": {"endings": ("peril",)},
    "export_share": {"sales": ("market", "exports_of")},
    "import_share": {"purchases": ("supply",)},
    "inflow_month": {"investment": ("inflow",)},
}
"""By group of variables: what is behind each part of the model that moves it; ALWAYS is behind every deed, too."""


def leads(book: Book, name: str, part: str | None = None) -> tuple[str, ...]:
    """The variables that are behind `name`, or behind one part of the model that moved it, in the order of the model.

    Nouns that both share are the same (relation with China: strain with China); others stand for each member.
    """
    first, _, rest = name.partition(".")
    found = placed(name)
    group, ids = (found.group, dict(found.members)) if found is not None else (first, {"partner": rest} if rest else {})
    behind = DEPENDS.get(group, {}) if name not in book.content.variables else {}
    wanted = [one for key, groups in behind.items() if part in (None, key) for one in groups]
    members = [member for one in dict.fromkeys(wanted) for member in _members(book, one, ids)]
    return tuple(dict.fromkeys([*members, *_asked(book, group, rest)]))


def _asked(book: Book, group: str, member: str) -> list[str]:
    """The variables that the conditions of a measure, an event, a goal or an ending read."""
    content = book.content
    texts: list[str | None] = []
    if group == "stage":
        measure, power = slots(content)[member]
        entry = content.measures[measure]
        texts = [text and text.replace("{power}", power) for text in (entry.signal, entry.reach, entry.release)]
    elif group == "happened":
        texts = [content.events[member].when]
    elif group in ("goal", "peril"):
        texts = [(content.goals if group == "goal" else content.endings)[member].when]
    return [name for text in texts if text for name in rows_read(book, ex.parse(text))]


_SAME = {"tie": "channel", "commitment": "instrument"}
"""Axes whose members are among those of another one."""


def _members(book: Book, group: str, ids: dict[str, str]) -> Iterator[str]:
    """The variables of a group, with every noun fixed that is given."""
    attribute = next(name for name in groups() if word_of(name) == group)
    declared, given = groups()[attribute], {_SAME.get(axis, axis): member for axis, member in ids.items()}
    prefix = declared.public or attribute
    choices = [_choices(book, axis, given) for axis in declared.axes]
    for chosen in product(*choices):
        yield ".".join([prefix, *chosen])


def _choices(book: Book, axis: str, given: dict[str, str]) -> list[str]:
    """The ids that a noun can have beside those that are given: the powers of a camp, the pairs of a power."""
    content, known = book.content, [one for one in book.names.ids[axis] if given.get(_SAME.get(axis, axis), one) == one]
    if axis == "partner" and "camp" in given:
        return [one for one in known if content.partners[one].camp == given["camp"]]
    if axis == "pair" and "partner" in given:
        return [one for one in known if given["partner"] in content.alignments[one].between]
    return known
