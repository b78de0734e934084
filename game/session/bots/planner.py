"""The planner: tries answers and token plans in imagined futures, and gives the orders that came out best."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from game.compile import Book
from game.compile.names import CAMPS
from game.engine.arrays import Bits, Floats, Ints, Small
from game.engine.legality import options_open
from game.engine.orders import Orders
from game.engine.world import State, World
from game.session.bots.belief import chances
from game.session.bots.giving import spread, stock
from game.session.bots.hedge import hedged
from game.session.bots.limits import Part
from game.session.bots.moves import bits, moved, parts
from game.session.bots.plain import evenly, leaning
from game.session.bots.rollouts import Tries, given, judged
from game.session.bots.study import Study, studied
from game.session.goals import CALL, wished

_REDIRECTED = 1.0 / 3.0
"""The chance that a token of a varied plan goes elsewhere."""
_STUDIED = 0.7
"""The chance that it goes where the study's courses like it, rather than anywhere."""


class Planner:
    """Plans by rollouts: every turn each option of each open decision, then token plans, then variations of the best.

    Plans are played on for `horizon` turns, answers to the end of the game, in `futures` futures whose chances are not
    the world's own, with the plan repeated and later decisions answered as in the best course of its study.
    It reads of a world only what Mongolia may see. The same state gives the same orders, alone or in a batch.
    """

    PREPARED: ClassVar[bool] = True
    """Whether it has studied the scenario."""

    def __init__(
        self,
        *,
        horizon: int = 12,
        futures: int = 6,
        variations: int = 12,
        goal: str | None = None,
        without: Part | None = None,
    ) -> None:
        """`goal` is the national goal that it calls; None: one that is drawn for each world.

        `without` plays on without a part of the game, to show what that part is worth:
        third_neighbours: it places nothing with third neighbours. releases: it uses no instrument that lowers strain,
        and no option that lowers strain, ends a measure or makes a pledge, where the decision has another.
        home: its judgement ignores everything that people at home make (support, parliament, religion ...).
        commitments: it uses no instrument whose tokens stay committed. foresight: it keeps to the best course of its
        study, and looks at no future of the world it is in.
        """
        self._horizon, self._futures, self._variations = horizon, futures, variations
        self._goal, self._without = goal, without

    def orders(self, book: Book, state: State) -> Orders:
        """The best orders found; none in a world that has come to its ending."""
        tokens = np.zeros((*book.rules.cells.open.shape, state.width), dtype=np.int8)
        answers = np.full((len(book.rules.decisions), state.width), -1, dtype=np.int8)
        live = np.flatnonzero(World(book.rules.layout, state.table).ending == 0)
        if len(live):
            some = State(state.table[:, live], state.keys[live], state.turn)
            tokens[..., live], answers[..., live] = self._planned(book, some)
        return given(book, State(state.table.copy(), state.keys, state.turn), tokens, answers)

    def _planned(self, book: Book, state: State) -> tuple[Small, Small]:
        """The tokens and the answers for worlds that go on."""
        goals, goal = np.unique(wished(book, state, self._goal), return_inverse=True)
        study = studied(book, tuple(goals.tolist()), self._without, self.PREPARED)
        desk = _Desk(book, study, state, self._horizon, self._futures)
        answers = study.answers[:, goal]
        if self._without == "foresight":
            return study.tokens[:, :, 0][:, :, goal], answers
        answers = desk.answered(goal, answers)
        plans = _library(book, study, desk.believed, goal)
        values = desk.plans(plans, answers, goal)
        best = _taken(plans, values)
        if self._variations:
            varied = _varied(book, study, state, best, goal, self._variations)
            again = desk.plans(varied, answers, goal)
            better = again.max(axis=0) > values.max(axis=0)
            best = np.where(better, _taken(varied, again), best)
        return best, answers


@dataclass
class _Desk:
    """One turn's planning in worlds that go on."""

    book: Book
    study: Study
    state: State
    horizon: int
    futures: int

    def __post_init__(self) -> None:
        """What is believed of the worlds, and under which chances everything is tried."""
        self.believed = self.study.belief.of(self.state)
        self.open = options_open(self.book.rules, self.state)
        self._chances: Bits = chances(self.state, self.futures, "plan")
        self._left = self.book.rules.turns - self.state.turn

    def _judged(self, tries: Tries, turns: int) -> Floats:
        return judged(self.book, self.believed, tries, self.study.score, self._chances, turns)

    def answered(self, goal: Ints, answers: Small) -> Small:
        """Answers with each open decision taken the way that came out best, the others as they were.

        Every world tries only what is asked there: `line` is the place of an option among those tried in a world.
        """
        decisions = self.book.names.ids["decision"]
        asked = [(place, allowed) for place, allowed in self.open if decisions[place] != CALL]
        if not asked:
            return answers
        tried = [(place, option, allowed[option]) for place, allowed in asked for option in range(len(allowed))]
        may = np.stack([allowed & self.study.means.options[place][option] for place, option, allowed in tried])
        line = np.cumsum(may, axis=0) - 1
        answer = np.repeat(answers[:, None], max(int(line.max()) + 1, 1), axis=1)
        for (place, option, _), here, rank in zip(tried, may, line, strict=True):
            answer[place, rank[here], np.flatnonzero(here)] = option
        tokens = self.study.tokens[:, :, 0][:, :, None, goal]
        turns = self._left if self.horizon > 1 else 1  # who looks one turn ahead does so in answers, too
        values = self._judged(Tries(tokens, answer, answers[:, None]), turns)
        own = np.where(may, np.take_along_axis(values, np.maximum(line, 0), axis=0), -np.inf)
        found, first = answers.copy(), 0
        for place, allowed in asked:
            some = slice(first, first + len(allowed))
            found[place] = np.where(may[some].any(axis=0), own[some].argmax(axis=0), -1)
            first = some.stop
        return found

    def plans(self, plans: Small, answers: Small, goal: Ints) -> Floats:
        """The judgement of token plans [instruments, partners, plans, worlds]: [plans, worlds]."""
        turns = min(self.horizon, self._left)
        return self._judged(Tries(plans, answers[:, None], self.study.answers[:, goal][:, None]), turns)


def _taken(plans: Small, values: Floats) -> Small:
    """The best plan of every world, the first among equals."""
    found: Small = plans[..., values.argmax(axis=0), np.arange(values.shape[1])]
    return found


def _library(book: Book, study: Study, state: State, goal: Ints) -> Small:
    """Plans that come to mind: the study's, nothing, the hedger's, an even split, a lean to each camp, calm."""
    width = state.width
    known = [study.tokens[:, :, number][:, :, goal] for number in range(study.tokens.shape[2])]
    ids, places = book.names.ids["partner"], book.rules.partners.neighbours
    calm = [[("reassurance", ids[place])] for place in places]
    shared = [
        np.zeros((*book.rules.cells.open.shape, 1), dtype=np.int8),
        evenly(book, state.turn),
        *(leaning(book, camp, state.turn) for camp in CAMPS),
        *(spread(book, wishes, stock(book)) for wishes in (*calm, calm[0] + calm[1])),
    ]
    plans = [*known, hedged(book, state), *(np.repeat(plan, width, axis=2) for plan in shared)]
    return np.stack(plans, axis=2) * study.means.cells[:, :, None, None]


def _varied(book: Book, study: Study, state: State, plans: Small, goal: Ints, count: int) -> Small:
    """So many variations of each world's plan: some tokens go elsewhere, by draws of each world's key and the turn."""
    number, width = stock(book), state.width
    names = [f"{variation}.{token}" for token in range(number) for variation in range(count)]
    taken, place = (
        parts(bits(state, [f"plan.{what}.{name}" for name in names])).reshape(number, -1) for what in ("taken", "place")
    )
    goals = np.tile(goal, count)
    edges = np.cumsum(_STUDIED * study.liking + (1.0 - _STUDIED) * _even(study)[:, None], axis=0)
    targets = np.stack([(edges[:, goals] <= one * edges[-1, goals]).sum(axis=0) for one in place])
    wide = np.repeat(plans[:, :, None], count, axis=2).reshape(*plans.shape[:2], -1)
    last = study.liking.shape[0] - 1
    return moved(book, wide, taken < _REDIRECTED, np.minimum(targets, last)).reshape(*plans.shape[:2], count, width)


def _even(study: Study) -> Floats:
    cells = study.means.cells.reshape(-1)
    found: Floats = cells / max(int(np.count_nonzero(cells)), 1)
    return found
