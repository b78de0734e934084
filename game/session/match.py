"""A game in progress, turn by turn: `Match` is its one authority."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, Protocol

from game.compile import Book
from game.compile.names import slots
from game.engine.orders import Orders
from game.engine.step import start
from game.engine.world import State, World
from game.session.actions import Act, Action, Adopt, Decide, Place, Rewind, Step, Switch
from game.session.batch import seeds_from
from game.session.branches import Node, Tree
from game.session.difficulty import limits
from game.session.draft import Draft, with_act, with_answer, with_tokens
from game.session.goals import with_goal
from game.session.observed import facts, goals, observed
from game.session.orders import Plan, hint, orders_of, refused
from game.session.playthrough import Played, ending, over, play_turn
from game.session.seats import HOME, PERSON, called, filled, seated
from game.session.trouble import Trouble
from game.session.words import Phrase

Mode = Literal["study", "statesman"]
"""In study mode earlier turns can be played again; in statesman mode what is done is done."""
LARGEST_SEED = 2**64 - 1
MOST_NODES = 2000
"""How many turns all branches may have together; a node takes about a tenth of a megabyte."""


class Listener(Protocol):
    """Is told what happens in a match, in order, right after it happened; a save is one."""

    def acted(self, action: Action) -> None:
        """Something was done between two turns."""

    def ended(self, played: Played) -> None:
        """A turn was played."""


class Match:
    """One game: who plays, the tree of all turns played, where the game stands in it, and the draft of this turn.

    Whatever is refused raises Trouble and changes nothing.
    """

    def __init__(
        self,
        book: Book,
        seed: int,
        seats: Mapping[str, str] | None = None,
        *,
        difficulty: str | None = None,
        mode: Mode = "study",
    ) -> None:
        """`seats` says who gives the orders of which actor: `person`, a policy's name, or for powers `built-in`.

        Mongolia is a person and powers are built in unless it says otherwise. `seed`: from 0 to LARGEST_SEED.
        `difficulty` is that of the book unless a record says else. Raises Trouble for a seat or policy that is not
        there.
        """
        self.book, self.seed, self.mode = book, seed, mode
        self.difficulty = difficulty or book.difficulty
        self.seats = seated(book, seats or {})
        """Who gives the orders of each actor."""
        opening = start(book.rules, seeds_from(seed, 1))
        self._tree = Tree(opening, facts(book, opening), ending(book, opening))
        self._draft = Draft()
        self._looks: Counter[int] = Counter()
        self._undone: Counter[int] = Counter()
        self._listeners: list[Listener] = []

    # where the game stands

    @property
    def state(self) -> State:
        """The world now, at the opening of `turn`. Not to be changed."""
        return self._tree.here.state

    @property
    def turn(self) -> int:
        """The turn that is being planned, from 1; after the last turn one more than there are."""
        return self._tree.here.turn

    @property
    def turns(self) -> int:
        """How many turns the scenario has."""
        return self.book.rules.turns

    @property
    def over(self) -> bool:
        """Whether the game is over here."""
        return over(self.book, self.state)

    @property
    def ending(self) -> str | None:
        """The id of the ending that the game has come to here, if it has."""
        return self._tree.here.ending

    @property
    def goals(self) -> dict[str, bool]:
        """Whether each national goal is reached here."""
        return goals(self.book, self.state)

    @property
    def facts(self) -> Mapping[str, float]:
        """Autonomy and the camps' shares here."""
        return self._tree.here.facts

    def view(self, seat: str = HOME) -> dict[str, float]:
        """What a seat (`mongolia` or a partner) may know here, by public name. Raises Trouble for no such seat."""
        return observed(self.book, self.state, seat)

    # this turn's draft

    @property
    def draft(self) -> Plan:
        """What is planned for this turn."""
        return self._draft.plan

    @property
    def capital(self) -> int:
        """The tokens of this turn."""
        return int(World(self.book.rules.layout, self.state.table).capital[0])

    @property
    def capital_left(self) -> int:
        """The tokens of this turn that the draft does not spend, on cells or on options."""
        placed = sum(sum(cells.values()) for cells in self.draft.place.values())
        events = self.book.content.events
        return self.capital - placed - sum(events[name].options[to].cost for name, to in self.draft.decide.items())

    def place(self, partner: str, instrument: str, tokens: int) -> None:
        """Set the tokens on a cell; 0 takes them back. Raises Trouble if they cannot stand there."""
        self._seat_of_a_person(HOME)
        bounded = max(-1, min(tokens, 127))
        action = Place(partner=partner, instrument=instrument, tokens=bounded)
        self._change(with_tokens(self.draft, partner, instrument, bounded), action)

    def decide(self, event: str, option: str | None) -> None:
        """Take an option of an open decision; None leaves it to its default. Raises Trouble if it cannot be taken."""
        self._seat_of_a_person(HOME)
        self._change(with_answer(self.draft, event, option), Decide(event=event, option=option))

    def act(self, slot: str, act: str | None) -> None:
        """Have a power stay, escalate or withdraw in one of its measures; None leaves it to its published policy.

        Raises Trouble if the power's seat is not a person's, or if it cannot act so now.
        """
        known = slots(self.book.content)
        if slot not in known:
            raise Trouble("error.no_measure", name=slot, hint=hint(slot, known))
        self._seat_of_a_person(known[slot][1])
        self._change(with_act(self.draft, slot, act), Act(slot=slot, act=act))

    def adopt(self, place: Mapping[str, Mapping[str, int]], decide: Mapping[str, str]) -> None:
        """Make these the tokens and answers of the draft, in one step. Raises Trouble if they cannot be given.

        The goal that the draft calls stays: what the government is measured by is the player's own word.
        """
        self._replace(place, with_goal(decide, self.draft.decide))

    def _replace(self, place: Mapping[str, Mapping[str, int]], decide: Mapping[str, str]) -> None:
        """Make these the tokens and answers of the draft, whatever stood there."""
        self._seat_of_a_person(HOME)
        plan = Plan(acts=self.draft.acts)
        for partner, cells in place.items():
            for instrument, tokens in cells.items():
                plan = with_tokens(plan, partner, instrument, max(-1, min(tokens, 127)))
        plan = replace(plan, decide={**decide})
        self._change(plan, Adopt(place={name: {**row} for name, row in plan.place.items()}, decide={**decide}))

    def clear(self) -> None:
        """Take everything back at once; that can be undone too."""
        self._change(Plan(), Step(do="clear"))

    @property
    def can_undo(self) -> bool:
        """Whether anything was done in this turn that can be taken back, and the difficulty lets it be."""
        return self._draft.can_undo and self.undos_left != 0

    @property
    def undos_left(self) -> int | None:
        """How many steps of this turn can still be taken back; None is without limit."""
        most = limits(self.book).undo
        return None if most is None else max(0, most - self._undone[self._tree.here.id])

    @property
    def can_redo(self) -> bool:
        """Whether anything was taken back that can be done again."""
        return self._draft.can_redo

    def undo(self) -> None:
        """Take the last change of this turn's draft back, if there is one."""
        if self.can_undo:
            self._draft.undo()
            self._undone[self._tree.here.id] += 1
            self._tell(Step(do="undo"))

    def redo(self) -> None:
        """Do again what was taken back last, if there is anything."""
        if self.can_redo:
            self._draft.redo()
            self._tell(Step(do="redo"))

    def look(self) -> None:
        """Note that something was revealed in this turn, such as a foresight. No undo gives the look back."""
        self._looks[self._tree.here.id] += 1
        self._tell(Step(do="look"))

    @property
    def looks_used(self) -> int:
        """How often something was revealed at the opening of this turn, in this branch."""
        return self._looks[self._tree.here.id]

    def end_turn(self) -> Played:
        """Play the turn as drafted; the draft of the next one is empty. Raises Trouble when the game is over."""
        return self.play(filled(self.book, self.seats, self.state, orders_of(self.book, self.draft)))

    def play(self, orders: Orders) -> Played:
        """Play the turn with these orders of all seats, whatever the draft says. Raises Trouble if they are not legal.

        For records and remote seats; a person's turn ends with `end_turn`.
        """
        played = play_turn(self.book, self.state, orders)
        self._tree.grow(played, facts(self.book, played.after), ending(self.book, played.after))
        self._draft = Draft()
        for listener in self._listeners:
            listener.ended(played)
        return played

    # branches

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The openings of all turns in all branches, each after its parent; the first one is the root."""
        return tuple(self._tree.nodes)

    @property
    def here(self) -> Node:
        """The node where the game stands."""
        return self._tree.here

    @property
    def branch(self) -> tuple[Node, ...]:
        """The nodes from the root to where the game stands."""
        return self._tree.branch

    @property
    def played(self) -> tuple[Played, ...]:
        """The turns of this branch, the first one first."""
        return tuple(node.played for node in self.branch if node.played is not None)

    def rewind(self, turn: int) -> None:
        """Go back to the opening of a turn (from 1) of this branch; what is played from there is a new branch.

        Everything played stays in the tree. Raises Trouble in statesman mode, for a turn that is not there, and when
        there are very many turns already.
        """
        self._study()
        if not 1 <= turn <= self.turn:
            raise Trouble("error.no_turn", turn=turn, last=self.turn)
        self._move(self.branch[turn - 1])
        self._tell(Rewind(turn=turn))

    def switch(self, node: int) -> None:
        """Go to any node of the tree. Raises Trouble in statesman mode, and for a node that is not there."""
        self._study()
        if not 0 <= node < len(self._tree.nodes):
            raise Trouble("error.no_node", node=node)
        self._move(self._tree.nodes[node])
        self._tell(Switch(node=node))

    # records

    def do(self, action: Action) -> None:
        """Do what a record says was done. Raises Trouble as the method of that name does."""
        match action:
            case Place(partner=partner, instrument=instrument, tokens=tokens):
                self.place(partner, instrument, tokens)
            case Decide(event=event, option=option):
                self.decide(event, option)
            case Act(slot=slot, act=act):
                self.act(slot, act)
            case Adopt(place=cells, decide=answers):
                self._replace(cells, answers)
            case Rewind(turn=turn):
                self.rewind(turn)
            case Switch(node=node):
                self.switch(node)
            case Step(do=name):
                {"undo": self.undo, "redo": self.redo, "clear": self.clear, "look": self.look}[name]()

    def listen(self, listener: Listener) -> None:
        """Tell `listener` of everything from now on."""
        self._listeners.append(listener)

    def ignore(self, listener: Listener) -> None:
        """Tell `listener` nothing any more."""
        self._listeners.remove(listener)

    # inside

    def _tell(self, action: Action) -> None:
        for listener in self._listeners:
            listener.acted(action)

    def _move(self, node: Node) -> None:
        self._tree.here = node
        self._draft = Draft()

    def _change(self, plan: Plan, action: Action) -> None:
        """Make `plan` the draft if it is legal and says anything new. Raises Trouble with the engine's own refusal."""
        if self.over:
            raise Trouble("error.over", turn=self.turn)
        reason = refused(self.book, self.state, orders_of(self.book, plan))
        if reason is not None:
            raise _said(reason)
        if plan != self.draft:
            self._draft.change(plan)
            self._tell(action)

    def _seat_of_a_person(self, actor: str) -> None:
        if self.seats[actor] != PERSON:
            raise Trouble("error.seat_taken", actor=called(actor), who=self.seats[actor])

    def _study(self) -> None:
        if self.mode != "study":
            raise Trouble("error.statesman")
        if len(self._tree.nodes) > MOST_NODES + self.turns:
            raise Trouble("error.branches", turns=len(self._tree.nodes) - 1)


def _said(reason: Phrase) -> Trouble:
    trouble = Trouble(reason.key)
    trouble.phrase = reason
    return trouble
