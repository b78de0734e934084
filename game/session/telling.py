"""What a turn's report says, phrase by phrase: acts of powers, orders, decisions, causes and sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.content.models import Content
from game.content.values import Source
from game.session.numbers import Amount, spare
from game.session.report import Figure, Moved, Placed, Taken, cause
from game.session.words import Phrase, cell_title, listed, measure, phrase


def moved(content: Content, act: Moved) -> Phrase:
    """What a power did in one of its measures."""
    named = measure(act.measure.partition(".")[0])
    return phrase(f"moved.{step(content, act)}", partner=Phrase(f"partner.{act.power}"), measure=named)


def step(content: Content, act: Moved) -> str:
    """The kind of a measure and where it went; one that calms down was in force, or only a threat."""
    kind = content.measures[act.measure.partition(".")[0]].kind
    calm = "ended" if act.before == "force" else "dropped"
    return f"{kind}.{calm if act.after == 'calm' else act.after}"


def placed(order: Placed) -> Phrase:
    """Tokens on one cell."""
    title = cell_title(order.instrument, order.partner)
    return title if order.tokens == 1 else phrase("chronicle.placed_more", cell=title, tokens=order.tokens)


def decided(taken: Taken) -> Phrase:
    """Which option followed, and whether it was chosen."""
    key = "chronicle.chosen" if taken.chosen else "chronicle.default"
    return phrase(key, option=Phrase(f"option.{taken.event}.{taken.option}"))


def causes(figure: Figure, *, next_turn: bool = False) -> Phrase | None:
    """The causes of a change with their amounts, largest first; None if there are none worth a word.

    `next_turn` says that the reader sees the events of the next turn beside it, and need not be sent there.
    """
    said = list(_causes(figure, next_turn))
    return listed(said) if said else None


def _causes(figure: Figure, next_turn: bool) -> Iterator[Phrase]:
    more = spare(figure.unit, (one.amount for one in figure.causes))
    for one in figure.causes:
        amount = Amount(figure.unit, one.amount, "change", more)
        if not amount.is_nothing:
            named = cause(one.name, figure.name)
            told = phrase("cause.ahead", cause=named) if one.ahead and not next_turn else named
            yield phrase("why.reason", cause=told, amount=amount)


def cited(source: Source) -> Phrase:
    """A source with its title, publisher and date."""
    key = "source.dated" if source.date else "source.undated"
    return phrase(key, title=source.title, publisher=source.publisher, date=source.date)


def shares(found: Sequence[float]) -> Phrase:
    """The shares of the camps russia, china and third_neighbour, each 0 to 1, in a row."""
    camps = ("russia", "china", "third_neighbour")
    said = [
        phrase("camp.share", camp=Phrase(f"camp.{camp}"), share=Amount("share", share))
        for camp, share in zip(camps, found, strict=True)
    ]
    return listed(said, "list.and")
