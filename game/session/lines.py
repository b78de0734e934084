"""The lines of a record, as JSON: how a world began, what was done, and what each turn led to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from game import __version__
from game.compile import Book
from game.content.models import Content, Orders
from game.content.values import Model
from game.engine.step import start
from game.engine.world import digests
from game.session.actions import Act, Action, Adopt, Decide, Place, Rewind, Step, Switch
from game.session.batch import seeds_from
from game.session.match import Match, Mode
from game.session.observed import facts
from game.session.orders import plan_of
from game.session.playthrough import Played

FORMAT: Final = 2
TITLE = "scenario.title"


class Old(Model):
    """The head of format 1: no scenario inside, and a policy that gave Mongolia's orders, or the file of orders."""

    format: Literal[1]
    scenario: str
    content: str
    seed: int
    policy: str
    digest: str


class Head(Model):
    """How the world began: `content` is the digest of what `embedded`, the whole scenario, says without its words.

    `titles` is its title by language, `date` its first day, `game` the version that wrote it. `seats` says who gave the
    orders of which actor: `person`, `built-in`, a policy, or a file of orders.
    """

    format: Literal[2]
    game: str
    scenario: str
    titles: dict[str, str]
    date: str
    turns: int
    content: str
    seed: int
    seats: dict[str, str]
    difficulty: str
    mode: Mode
    digest: str
    embedded: dict[str, Any]


class Written(Orders):
    """A turn's orders in words, with what seats of powers did with their measures."""

    acts: dict[str, str]


class Line(Model):
    """One turn (from 1): its orders, the digest of the world after it, and the facts that label it in a list."""

    do: Literal["end_turn"] = "end_turn"
    turn: int
    date: str
    orders: Written
    digest: str
    facts: dict[str, float] | None = None


class Tail(Model):
    """How it ended; null if the game was left before its end, or no ending described it."""

    do: Literal["end"] = "end"
    ending: str | None


Entry: TypeAlias = Action | Line | Tail
KINDS: Mapping[str, type[Entry]] = {
    "place": Place,
    "decide": Decide,
    "act": Act,
    "adopt": Adopt,
    **dict.fromkeys(("undo", "redo", "clear", "look"), Step),
    "rewind": Rewind,
    "switch": Switch,
    "end_turn": Line,
    "end": Tail,
}
"""What a line after the head can be, by what it says under `do`."""


class Kind(Model, extra="ignore"):
    """The one word by which the kind of a line is known."""

    do: str


def head(book: Book, seed: int, seats: Mapping[str, str], difficulty: str = "normal", mode: Mode = "study") -> Head:
    """The first line of a new record."""
    content = book.content
    return Head(
        format=FORMAT,
        game=__version__,
        scenario=content.id,
        titles=_titles(content),
        date=book.calendar.day_of(0).isoformat(),
        turns=book.rules.turns,
        content=content_digest(content),
        seed=seed,
        seats=dict(seats),
        difficulty=difficulty,
        mode=mode,
        digest=digests(start(book.rules, seeds_from(seed, 1)))[0],
        embedded=content.model_dump(mode="json", by_alias=True),
    )


def _titles(content: Content) -> dict[str, str]:
    return {name: texts[TITLE] for name, texts in content.words.items() if TITLE in texts}


def line(book: Book, played: Played) -> Line:
    """The line of a turn that was played."""
    plan = plan_of(book, played.orders)
    return Line(
        turn=played.before.turn + 1,
        date=book.calendar.day_of(played.before.turn).isoformat(),
        orders=Written.model_validate(asdict(plan)),
        digest=digests(played.after)[0],
        facts=facts(book, played.after),
    )


def content_digest(content: Content) -> str:
    """The SHA-256 of what a scenario says, in any language: another spelling or order of its files changes nothing."""
    return digest_of(content.model_dump(mode="json", by_alias=True, exclude={"words"}))


def digest_of(plain: Mapping[str, Any]) -> str:
    """The same of a scenario as it stands in a head."""
    said = {key: value for key, value in plain.items() if key != "words"}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def row(said: Head | Entry) -> bytes:
    """One line of a record as it stands in the file."""
    return said.model_dump_json(exclude={"orders": {"note"}}).encode() + b"\n"


def entries(match: Match) -> Iterator[Entry]:
    """What follows the head in a record of all that was played in a match, with its draft. Undone changes are left out.

    Played again they give the same tree, with the same numbers of nodes.
    """
    here = 0
    for node in match.nodes:
        if node.played is not None and node.parent is not None:
            if node.parent != here:
                yield Switch(node=node.parent)
            yield line(match.book, node.played)
            here = node.id
    if here != match.here.id:
        yield Switch(node=match.here.id)
    yield from _drafting(match)


def _drafting(match: Match) -> Iterator[Action]:
    for partner, cells in match.draft.place.items():
        for instrument, tokens in cells.items():
            yield Place(partner=partner, instrument=instrument, tokens=tokens)
    yield from (Decide(event=event, option=option) for event, option in match.draft.decide.items())
    yield from (Act(slot=slot, act=act) for slot, act in match.draft.acts.items())
    yield from (Step(do="look") for _ in range(match.looks_used))


def write(path: Path, head: Head, entries: Iterable[Entry]) -> None:
    """Write a whole record. Raises OSError."""
    path.write_bytes(b"".join(map(row, (head, *entries))))
