"""Advisers: what a few policies with a clear point of view would do in this turn, as proposals a player may take over.

They are the policies that also play, so an adviser knows what Mongolia may see and no more.
"""

from __future__ import annotations

from types import TracebackType
from typing import Final, NamedTuple

from game.compile import Book
from game.engine.world import State
from game.session.futures import Watch, unwatched
from game.session.goals import intended, with_goal
from game.session.orders import Plan, plan_of
from game.session.policies import policy
from game.session.pool import Handle, Pool
from game.session.words import Phrase, cell_title, phrase
from game.session.workers import Kind

ADVISERS: Final = ("hedge", "greedy", "documented", "planner")
"""The policies that advise. Their words are `counsel.<name>`."""
RECORD: Final = "documented"
"""The one that speaks only where a scenario has a documented course."""


def advisers(book: Book) -> tuple[str, ...]:
    """Who advises in a scenario."""
    return tuple(name for name in ADVISERS if name != RECORD or book.content.history)


def proposed(book: Book, state: State, adviser: str, watch: Watch = unwatched) -> Plan:
    """What an adviser would do now: tokens and answers that may be given. Raises KeyError for no such adviser."""
    watch(0.0)  # whoever no longer waits for an answer stops it here, before a policy that cannot be stopped begins
    return plan_of(book, policy(adviser, book).orders(book, state))


class Cell(NamedTuple):
    """Tokens on a cell in a proposal, and in the draft beside it."""

    partner: str
    instrument: str
    theirs: int
    yours: int

    @property
    def title(self) -> Phrase:
        """What the cell is called."""
        return cell_title(self.instrument, self.partner)


def cells(book: Book, proposal: Plan, draft: Plan) -> tuple[Cell, ...]:
    """Every cell on which either has tokens, in the order of the files."""
    ids = book.names.ids
    found = (
        Cell(partner, name, *(plan.place.get(partner, {}).get(name, 0) for plan in (proposal, draft)))
        for partner in ids["partner"]
        for name in ids["instrument"]
    )
    return tuple(one for one in found if one.theirs or one.yours)


def option(event: str, chosen: str | None) -> Phrase:
    """An answer in words; without one the decision is left to its default."""
    return phrase(f"option.{event}.{chosen}") if chosen else Phrase("counsel.open")


def taken_over(proposal: Plan, draft: Plan) -> Plan:
    """The draft once a proposal stands in its place; the goal that it calls stays, as with `Match.adopt`."""
    return Plan(proposal.place, with_goal(proposal.decide, draft.decide), draft.acts)


def changed(before: Plan, after: Plan) -> tuple[Phrase, ...]:
    """The answers of a draft that are others after a proposal was taken over, each with its decision."""
    mine, now = before.decide, after.decide
    events = (event for event in {**mine, **now} if mine.get(event) != now.get(event))
    return tuple(
        phrase("counsel.answer", event=Phrase(f"event.{event}"), option=option(event, now.get(event)))
        for event in events
    )


def keeps_goal(proposal: Plan, draft: Plan) -> Phrase | None:
    """The goal that the draft calls, if the proposal would call another one: taking it over leaves the goal."""
    mine, theirs = intended(draft.decide), intended(proposal.decide)
    return Phrase(f"goal.{mine}") if mine is not None and theirs not in (None, mine) else None


class Counsel:
    """The proposals for one turn, made by a worker of their own, which is started with the first question.

    A study of the scenario takes a planner a while, once in a game; forecasts need not wait for it. What is asked for
    arrives later: `poll` takes it in.
    """

    def __init__(self, book: Book, kind: Kind = "process") -> None:
        """For matches of `book`; `kind` is that of the worker."""
        self.advisers = advisers(book)
        self.plans: dict[str, Plan] = {}
        """The proposals that are there."""
        self.failed: dict[str, Exception] = {}
        """Why some will not come."""
        self._book, self._kind = book, kind
        self._pool: Pool | None = None
        self._asked: dict[str, Handle] = {}

    def ask(self, state: State) -> None:
        """Ask all advisers about the one world of `state`, unless they were asked since `cancel`."""
        if self._asked or self.plans or self.failed:
            return
        self._pool = self._pool or Pool(self._book, 1, self._kind)
        ordered = sorted(self.advisers, key=lambda name: name != RECORD)  # one worker: who only reads goes first
        self._asked = {name: self._pool.submit(proposed, state, name) for name in ordered}

    @property
    def busy(self) -> bool:
        """Whether anybody is still thinking."""
        return bool(self._asked)

    def poll(self) -> bool:
        """Take in what has arrived; whether anything is new. Never waits."""
        found = [self._fetch(name) for name in [*self._asked]]
        return any(found)

    def _fetch(self, name: str) -> bool:
        """Take in one adviser's answer, if there is one."""
        try:
            plan: Plan | None = self._asked[name].poll()
        except Exception as error:
            self.failed[name] = error
        else:
            if plan is None:
                return False
            self.plans[name] = plan
        del self._asked[name]
        return True

    def cancel(self) -> None:
        """Another turn, or another world: nobody waits for these proposals any more."""
        for handle in self._asked.values():
            handle.cancel()
        self._asked, self.plans, self.failed = {}, {}, {}

    def close(self) -> None:
        """Dismiss the worker."""
        self.cancel()
        if self._pool is not None:
            self._pool.close()

    def __enter__(self) -> Counsel:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
