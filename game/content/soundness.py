"""Checks what cannot be right, or can never matter, although every word of it exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.content.effects import Add, Effect, End, Signal, Touch
from game.content.findings import Finding
from game.content.models import Content, Orders
from game.content.problems import Keys, did_you_mean, quoted
from game.content.values import first_day, last_day
from game.content.walk import Pieces

_ROUNDING = 1e-6


def check(content: Content, pieces: Pieces) -> Iterator[Finding]:
    """Everything that is unsound, errors before warnings."""
    yield from _sums(content)
    yield from _effects(pieces)
    yield from _time(content)
    yield from _history(content)
    yield from _dates(content)
    yield from _reaches(content, pieces)
    yield from _releases(content, pieces)
    yield from _unused_sources(content, pieces)


def _sums(content: Content) -> Iterator[Finding]:
    for name, commodity in content.commodities.items():
        yield from _at_most_one(("commodities", name, "markets"), commodity.markets)
        yield from _exactly_one(("commodities", name, "routes"), commodity.routes)
    for name, supply in content.supplies.items():
        yield from _at_most_one(("supplies", name, "suppliers"), supply.suppliers)
    sizes = {name: cohort.size for name, cohort in content.cohorts.items()}
    if sizes:
        yield from _exactly_one(("cohorts",), sizes)


def _at_most_one(path: Keys, shares: Mapping[str, float]) -> Iterator[Finding]:
    total = sum(shares.values())
    if total > 1 + _ROUNDING:
        yield Finding(path, f"the shares add up to {total:g}, which is more than 1")


def _exactly_one(path: Keys, shares: Mapping[str, float]) -> Iterator[Finding]:
    total = sum(shares.values())
    if abs(total - 1) > _ROUNDING:
        yield Finding(path, f"the shares add up to {total:g}, not to 1")


def _effects(pieces: Pieces) -> Iterator[Finding]:
    for path, effect in pieces.effects:
        if path[0] == "instruments" and not isinstance(effect, Add):
            yield Finding(path, "an instrument can only `add`", "Let an event or a measure do this.")
        if path[0] == "pledges" and not _is_plain(effect):
            yield Finding(path, "what a pledge brings comes at once: no `after`, `turns` or `chance`")
        if path[0] == "pledges" and "broken" in path and not isinstance(effect, Add | Touch):
            yield Finding(
                path, "breaking a pledge can only `add` or `touch`", "Its effects count as far as it was made."
            )


def _is_plain(effect: Effect) -> bool:
    return not effect.after and effect.turns is None and effect.chance is None


def _time(content: Content) -> Iterator[Finding]:
    time = content.time
    if time is not None and last_day(time.end) < first_day(time.start):
        yield Finding(("time", "end"), f"the end {time.end} comes before the start {time.start}")


def _dates(content: Content) -> Iterator[Finding]:
    for name, event in content.events.items():
        if event.on is not None and not _in_span(content, event.on):
            message = f"{event.on} lies outside the scenario's time: this event can never fire"
            yield Finding(("events", name, "on"), message, severity="warning")
        if event.chance == 0:
            yield Finding(("events", name, "chance"), "with chance 0 this event can never fire", severity="warning")


def _in_span(content: Content, date: str) -> bool:
    if content.time is None:
        return True
    return first_day(content.time.start) <= last_day(date) and first_day(date) <= last_day(content.time.end)


def _history(content: Content) -> Iterator[Finding]:
    before = ""
    for date, orders in content.history.items():
        path: Keys = ("history", date)
        if not _in_span(content, date):
            yield Finding(path, f"{date} lies outside the scenario's time")
        if before and first_day(date) <= first_day(before):
            yield Finding(path, f"{date} does not come after {before}, which stands before it", "Put them in order.")
        before = date
        yield from _orders(content, path, orders)


def _orders(content: Content, path: Keys, orders: Orders) -> Iterator[Finding]:
    spent = 0
    for partner, cells in orders.place.items():
        if partner in content.closed:
            yield Finding((*path, "place", partner), f"nothing can be placed with {quoted(partner)}: it is closed")
        for name, tokens in cells.items():
            spent += tokens
            yield from _cell(content, (*path, "place", partner, name), tokens)
    for event, option in orders.decide.items():
        options = content.events[event].options if event in content.events else {}
        if option in options:
            spent += options[option].cost
        elif event in content.events:
            hint = did_you_mean(option, options)
            yield Finding((*path, "decide", event), f"{quoted(option)} is no option of the event", hint)
    if content.difficulty is None and content.capital is not None and spent > content.capital.value:
        yield Finding(path, f"{spent} tokens are spent, but there are only {content.capital.value:g} a turn")


def _cell(content: Content, path: Keys, tokens: int) -> Iterator[Finding]:
    partner, name = str(path[-2]), str(path[-1])
    instrument = content.instruments.get(name)
    if instrument is None:
        return
    if tokens > instrument.most:
        yield Finding(path, f"{tokens} tokens are too many: at most {instrument.most} can stand on {quoted(name)}")
    if instrument.toward and partner not in instrument.toward:
        yield Finding(path, f"{quoted(name)} cannot be placed with {quoted(partner)}")


def _releases(content: Content, pieces: Pieces) -> Iterator[Finding]:
    ended = {effect.end.partition(".")[0] for _, effect in pieces.effects if isinstance(effect, End)}
    for name, measure in content.measures.items():
        if measure.release is None and name not in ended:
            hint = "Give it a `release`, or let an effect `end` it."
            yield Finding(("measures", name), "nothing releases this measure", hint, "warning")


def _reaches(content: Content, pieces: Pieces) -> Iterator[Finding]:
    """Measures that nothing brings into force: no `reach` of their own, and no effect that starts or warns of them."""
    moved = {_measure_moved(content, effect) for _, effect in pieces.effects}
    for name, measure in content.measures.items():
        if measure.signal is None and measure.reach is None and name not in moved:
            hint = "Give it a `reach`, or let an effect `start` it."
            yield Finding(("measures", name), "this measure can never come into force", hint, "warning")


def _measure_moved(content: Content, effect: Effect) -> str:
    """The measure that an effect brings to a higher stage; empty if it does nothing like that."""
    if isinstance(effect, Signal | End):
        return ""
    targets = (change.target.split(".") for change in effect.changes(content))
    return next((target[1] for target in targets if target[0] == "stage" and len(target) > 1), "")


def _unused_sources(content: Content, pieces: Pieces) -> Iterator[Finding]:
    used = {source for _, thing in pieces.sourced for source in thing.source}
    for name in content.sources:
        if name not in used:
            yield Finding(("sources", name), "no entry uses this source", severity="warning")
