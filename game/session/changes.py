"""Effects in words: what an author wrote as `{add: reserves, by: -30, turns: 3}`, as a reader would say it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from game.content import effects as kinds
from game.content.effects import Effect
from game.content.models import Content
from game.session.numbers import Amount
from game.session.variables import title_of, unit_of
from game.session.words import Phrase, Slot, listed, measure, phrase


def changes(content: Content, effects: Iterable[Effect], power: str = "") -> Phrase:
    """What these effects do, one after the other; `power` stands where the author wrote `{power}`."""
    said = [_timed(effect, _change(content, effect, power)) for effect in effects]
    return listed(said, "list.semicolon", "list.semicolon")


def _timed(effect: Effect, said: Phrase) -> Phrase:
    """A change with when it comes, for how long and with what chance, where that is not at once, once and surely."""
    if effect.turns is not None:
        said = phrase("effect.turns", effect=said, turns=phrase("count.turns", count=effect.turns))
    if effect.after:
        said = phrase("effect.after", effect=said, turns=phrase("count.turns", count=effect.after))
    if effect.chance is not None:
        said = phrase("effect.chance", effect=said, chance=Amount("share", effect.chance))
    return said


def _change(content: Content, effect: Effect, power: str) -> Phrase:
    """What an effect does when it happens."""
    match effect:
        case kinds.Add(add=name, by=by):
            return phrase("effect.add", variable=_title(content, name, power), amount=_amount(content, name, by))
        case kinds.Multiply(multiply=name, by=by):
            key = "effect.multiply" if by else "effect.nothing"
            return phrase(key, variable=_title(content, name, power), factor=Amount("number", by, "limit"))
        case kinds.Floor(floor=name, at=value):
            return _bounded(content, "condition.at_least", name, value, power)
        case kinds.Cap(cap=name, at=value):
            return _bounded(content, "condition.at_most", name, value, power)
        case kinds.Set(set=name, to=value):
            return _bounded(content, "effect.set", name, value, power)
        case kinds.Move():
            return _moved(content, effect, power)
    return _deed(effect, power)


def _deed(effect: Effect, power: str) -> Phrase:
    """What an effect does to a measure, a topic or a pledge."""
    match effect:
        case kinds.Signal(signal=name):
            return phrase("condition.signal", measure=measure(_of(name, power)))
        case kinds.Warn(warn=name):
            return phrase("condition.warning", measure=measure(_of(name, power)))
        case kinds.Start(start=name):
            return phrase("condition.pressure", measure=measure(_of(name, power)))
        case kinds.End(end=name):
            return phrase("effect.end", measure=measure(_of(name, power)))
        case kinds.Touch(touch=name, by=by):
            key = f"effect.{'touch' if by > 0.0 else 'against'}{'' if abs(by) == 1.0 else '.part'}"
            return phrase(key, topic=Phrase(f"topic.{name}"), part=Amount("share", abs(by), "limit"))
        case kinds.Promise(pledge=name):
            return phrase("condition.pledge", title=Phrase(f"pledge.{name}"))
        case kinds.Break(break_=name):
            return phrase("effect.break", title=Phrase(f"pledge.{name}"))
    raise TypeError(f"{type(effect).__name__} has no words")


def _moved(content: Content, effect: kinds.Move, power: str) -> Phrase:
    taken, given = (_title(content, f"{effect.move}.{one}", power) for one in (effect.origin, effect.to))
    return phrase("effect.move", share=Amount("share", effect.share, "limit"), taken=taken, given=given)


def _bounded(content: Content, key: str, name: str, value: float, power: str) -> Phrase:
    limit = Amount(unit_of(content, name), value, "limit")
    return phrase(key, variable=_title(content, name, power), value=limit)


def _amount(content: Content, name: str, by: float) -> Amount:
    return Amount(unit_of(content, name), by, "exact")


def _of(name: str, power: str) -> str:
    return name.replace("{power}", power) if power else name


def _title(content: Content, name: str, power: str) -> Phrase:
    return _open(title_of(content, _of(name, power)))


def _open(said: Phrase) -> Phrase:
    """A title in which "the power" stands where the author left one open, as in `warmth.{partner}`."""
    if "{" in said.key:
        return Phrase("effect.partner")
    slots: Mapping[str, Slot] = {
        name: _open(slot) if isinstance(slot, Phrase) else slot for name, slot in said.slots.items()
    }
    return Phrase(said.key, slots)
