"""A game in progress: drafts, undo, refusals, branches, seats, and what a seat may know."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.compile import compile_book
from game.content.load import load
from game.content.where import find, library
from game.engine.world import digests
from game.session.actions import Action
from game.session.difficulty import at
from game.session.draft import with_answer, with_tokens
from game.session.goals import asked
from game.session.match import Match, Mode
from game.session.observed import observed
from game.session.orders import Plan, orders_of, plan_of, refused
from game.session.playthrough import Played, playthrough
from game.session.policies import policy
from game.session.trouble import Trouble
from tests.worlds import STORY, book

BOOK = book(STORY)
CELLS = [("china", "visit"), ("russia", "visit"), ("japan", "loans"), ("north_korea", "visit"), ("china", "trade")]
ANSWERS = [("rescue_search", "both"), ("rescue_search", None), ("visit", "private")]


def at_turn(turn: int, mode: Mode = "study") -> Match:
    match = Match(BOOK, 3, mode=mode)
    for _ in range(turn - 1):
        match.end_turn()
    return match


class Heard:
    """Remembers all that a match tells."""

    def __init__(self, match: Match) -> None:
        self.actions: list[Action] = []
        self.turns: list[Played] = []
        match.listen(self)

    def acted(self, action: Action) -> None:
        self.actions.append(action)

    def ended(self, played: Played) -> None:
        self.turns.append(played)


def wanted(plan: Plan) -> bool:
    """Whether the engine takes a plan at the opening, asked without a match."""
    try:
        return refused(BOOK, Match(BOOK, 3).state, orders_of(BOOK, plan)) is None
    except Trouble:
        return False


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("place"), st.sampled_from(CELLS), st.integers(-1, 5)),
        st.tuples(st.just("decide"), st.sampled_from(ANSWERS), st.none()),
        st.tuples(st.sampled_from(["undo", "redo", "undo", "clear", "look"]), st.none(), st.none()),
    ),
    max_size=14,
)


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_any_steps_leave_what_a_plain_list_of_plans_would(steps: list[tuple[str, Any, int]]) -> None:
    match, plans, at, looks = Match(BOOK, 3), [Plan()], 0, 0
    for name, what, count in steps:
        before = match.draft
        if name == "place":
            partner, instrument = what
            new = with_tokens(before, partner, instrument, count)
            change: Callable[[], None] = partial(match.place, partner, instrument, count)
        elif name == "decide":
            new, change = with_answer(before, *what), partial(match.decide, *what)
        elif name == "clear":
            new, change = Plan(), match.clear
        else:
            getattr(match, name)()
            at += (name == "redo" and at + 1 < len(plans)) - (name == "undo" and at > 0)
            looks += name == "look"
            assert match.draft == plans[at]
            continue
        if wanted(new):
            change()
            if new != before:
                plans[at + 1 :] = [new]
                at += 1
        else:
            with pytest.raises(Trouble):
                change()
        assert match.draft == plans[at]
        assert (match.can_undo, match.can_redo) == (at > 0, at + 1 < len(plans))
    assert match.looks_used == looks
    fresh = Match(BOOK, 3)
    assert digests(match.end_turn().after) == digests(fresh.play(orders_of(BOOK, plans[at])).after)
    assert match.draft == Plan()
    assert not match.can_undo


def test_capital_is_counted() -> None:
    match = Match(BOOK, 3)
    match.place("china", "visit", 2)
    match.place("japan", "loans", 1)
    assert match.capital_left == match.capital - 3
    match.place("china", "visit", 0)
    assert match.draft.place == {"japan": {"loans": 1}}


def test_what_cannot_be_paid_is_refused_with_the_engines_reason() -> None:
    match = Match(BOOK, 3)
    for partner in ("china", "russia"):
        match.place(partner, "visit", 3)
    match.place("china", "trade", match.capital_left)
    draft = match.draft
    with pytest.raises(Trouble) as found:
        match.place("japan", "loans", 1)
    assert found.value.phrase.key == "refusal.tokens.capital"
    assert match.draft == draft


@pytest.mark.parametrize("tokens", [-5, 10**30, -(10**30)])
def test_absurd_tokens_are_refused(tokens: int) -> None:
    match = Match(BOOK, 3)
    with pytest.raises(Trouble):
        match.place("china", "visit", tokens)
    assert match.draft == Plan()


def test_strangers_are_refused() -> None:
    match = Match(BOOK, 3)
    for wrong in (
        partial(match.place, "chinna", "visit", 1),
        partial(match.decide, "visits", "private"),
        partial(match.decide, "rescue_search", "nothing"),
        partial(match.act, "transit", "stay"),
        partial(match.view, "atlantis"),
        partial(match.rewind, 2),
        partial(match.switch, 4),
    ):
        with pytest.raises(Trouble):
            wrong()


def test_a_look_is_not_given_back() -> None:
    match = at_turn(2)
    match.place("china", "visit", 1)
    match.look()
    match.undo()
    assert match.looks_used == 1
    match.end_turn()
    assert match.looks_used == 0
    match.rewind(2)
    assert match.looks_used == 1


def test_a_match_and_a_playthrough_are_the_same_game() -> None:
    turns = [digests(played.after) for played in playthrough(BOOK, policy("random", BOOK), 9)]
    match = Match(BOOK, 9, {"mongolia": "random"})
    while not match.over:
        match.end_turn()
    assert [digests(played.after) for played in match.played] == turns
    assert match.turn == len(turns) + 1
    assert tuple(match.goals) == asked(BOOK, match.state)
    with pytest.raises(Trouble, match=r"error\.over"):
        match.end_turn()
    with pytest.raises(Trouble, match=r"error\.over"):
        match.clear()


def test_only_a_person_is_given_orders() -> None:
    with pytest.raises(Trouble, match=r"error\.seat_taken"):
        Match(BOOK, 1, {"mongolia": "hedge"}).place("china", "visit", 1)
    with pytest.raises(Trouble, match=r"error\.seat_taken"):
        Match(BOOK, 1).act("transit_fee", "stay")
    for seats in ({"atlantis": "person"}, {"mongolia": "built-in"}, {"china": "somebody"}):
        with pytest.raises(Trouble):
            Match(BOOK, 1, seats)


def test_a_power_may_be_a_person() -> None:
    match = Match(BOOK, 1, {"china": "person"})
    match.act("transit_fee", "escalate")
    match.undo()
    match.redo()
    played = match.end_turn()
    assert plan_of(BOOK, played.orders).acts == {"transit_fee": "escalate"}
    assert match.view()["stage.transit_fee"] == 1
    assert match.draft == Plan()


def test_secrets_are_taken_out() -> None:
    match = at_turn(2)
    home, china = match.view(), match.view("china")
    assert "strain.russia" in home
    assert "strain.russia" not in china
    assert "capital" not in china
    assert china.items() <= home.items()
    assert home == observed(BOOK, match.state)


def test_rewinding_begins_a_branch_and_keeps_the_other() -> None:
    match = at_turn(5)
    old = [digests(node.state) for node in match.branch]
    match.place("china", "visit", 1)
    match.rewind(3)
    assert (match.turn, match.draft) == (3, Plan())
    match.end_turn()
    assert digests(match.state) == old[3], "the same orders meet the same dice"
    match.rewind(3)
    match.place("china", "visit", 3)
    match.end_turn()
    assert digests(match.state) != old[3]
    assert [(node.id, node.parent) for node in match.nodes] == [
        (0, None),
        (1, 0),
        (2, 1),
        (3, 2),
        (4, 3),
        (5, 2),
        (6, 2),
    ]
    assert [node.id for node in match.branch] == [0, 1, 2, 6]
    match.switch(4)
    assert [digests(node.state) for node in match.branch] == old
    assert len(match.played) == 4
    assert match.facts == match.nodes[4].facts


def test_what_a_difficulty_lets_one_take_back() -> None:
    loaded = load(find(STORY, library()))
    expert, hard = (Match(compile_book(at(loaded, name)), 3) for name in ("expert", "hard"))
    expert.place("china", "visit", 1)
    assert (expert.difficulty, expert.can_undo, expert.undos_left) == ("expert", False, 0)
    for _ in range(9):
        hard.place("china", "visit", 1)
        hard.undo()
    assert (hard.draft.place, hard.undos_left) == ({"china": {"visit": 1}}, 0)
    hard.end_turn()
    assert hard.undos_left == 5


def test_branches_have_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.session.match.MOST_NODES", 2 - BOOK.rules.turns)
    match = at_turn(2)
    match.rewind(1)
    match.end_turn()
    with pytest.raises(Trouble, match=r"error\.branches"):
        match.rewind(1)


def test_a_statesman_does_not_go_back() -> None:
    match = at_turn(3, mode="statesman")
    for wrong in (partial(match.rewind, 1), partial(match.switch, 0)):
        with pytest.raises(Trouble, match=r"error\.statesman"):
            wrong()
    match.place("china", "visit", 1)
    match.undo()
    assert match.draft == Plan()


def test_who_listens_hears_all_and_only_what_changed_something() -> None:
    match = Match(BOOK, 3)
    heard = Heard(match)
    match.undo()
    match.place("china", "visit", 0)
    with pytest.raises(Trouble):
        match.place("north_korea", "visit", 1)
    assert heard.actions == []
    match.place("china", "visit", 2)
    match.look()
    match.undo()
    match.redo()
    played = match.end_turn()
    match.rewind(1)
    match.switch(1)
    assert [action.do for action in heard.actions] == ["place", "look", "undo", "redo", "rewind", "switch"]
    assert heard.turns == [played]
    other = Match(BOOK, 3)
    for action in heard.actions[:4]:
        other.do(action)
    assert digests(other.end_turn().after) == digests(played.after)
    match.ignore(heard)
    match.end_turn()
    assert len(heard.turns) == 1
