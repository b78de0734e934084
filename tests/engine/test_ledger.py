"""The ledger: what it says adds up, points at real causes, and tells the story of 2016 rightly."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from game.compile import Book
from game.engine.arrays import Floats
from game.engine.ledger import Ledger
from game.engine.step import step
from game.engine.world import State
from game.session.policies import policy
from tests.worlds import PLAYERS, SAMPLE, STORY, book, explained, opening, quiet, value, world

WORLDS = 6


def played(rules: Book, name: str, worlds: int, first: int = 1) -> Iterator[tuple[State, State, Ledger]]:
    """(before, after, ledger) of every turn."""
    state, orders = opening(rules, worlds, first), policy(name, rules)
    for _ in range(rules.rules.turns):
        late, ledger = step(rules.rules, state, orders.orders(rules, state), ledger=True)
        assert ledger is not None
        yield state, late, ledger
        state = late


def of(rules: Book, ledger: Ledger, name: str) -> dict[str, Floats]:
    """What moved a variable, by cause."""
    row = rules.names.rows[name]
    return {rules.causes[entry.cause]: entry.amount for entry in ledger.entries() if entry.row == row}


@pytest.mark.parametrize("name", PLAYERS)
@pytest.mark.parametrize("scenario", SAMPLE)
def test_entries_sum_to_the_change_of_every_variable(scenario: str, name: str) -> None:
    rules = book(scenario)
    levers = rules.rules.levers
    for before, late, ledger in played(rules, name, WORLDS, 100):
        total = before.table.copy()
        total[levers] = rules.rules.base[levers, None]
        for entry in ledger.entries():
            assert 0 <= entry.cause < len(rules.causes)
            total[entry.row] += entry.amount
        gap = np.abs(total - late.table) / np.maximum(np.abs(late.table), 1.0)
        row = int(gap.max(axis=1).argmax())
        name_of = {number: word for word, number in rules.names.rows.items()}
        assert gap.max() < 1e-9, f"turn {late.turn}, {name_of[row]}: off by {gap[row].max()}"


def test_entries_name_each_cause_and_variable_once() -> None:
    rules = book(STORY)
    for _, _, ledger in played(rules, "random", 3):
        pairs = [(entry.cause, entry.row) for entry in ledger.entries()]
        assert len(pairs) == len(set(pairs))


def test_causes_have_names_of_their_own() -> None:
    for scenario in SAMPLE:
        causes = book(scenario).causes
        assert len(set(causes)) == len(causes)


def test_fees_cost_exports_under_their_own_name() -> None:
    """In the turn in which the fees begin, all that they take from exports is entered under the fees."""
    rules, checked = book(STORY), 0
    for before, late, ledger in played(rules, "documented", 30):
        begins = (value(rules, before, "fees") == 0) & (value(rules, late, "fees") > 0)
        if begins.any():
            fees = of(rules, ledger, "exports")["stage.fees"]
            assert fees[begins] == pytest.approx(-value(rules, late, "fees")[begins])
            checked += int(begins.sum())
    assert checked >= 25


def test_the_visit_and_the_pledge_are_named() -> None:
    rules = book(STORY)
    by_day = {
        str(rules.calendar.day_of(late.turn - 1))[:7]: ledger for _, late, ledger in played(rules, "documented", 1)
    }
    visit = of(rules, by_day["2016-11"], "strain.china")["option.visit.private"]
    concern = rules.content.partners["china"].concerns["tibet"]
    assert visit == pytest.approx(0.8 * concern.strain)
    assert of(rules, by_day["2016-11"], "stage.loan_freeze") == {"option.visit.private": pytest.approx(3.0 - 2.0)}
    answer = of(rules, by_day["2016-12"], "pledge.no_dalai_lama_visit")
    assert answer == {"option.december_answer.pledge": pytest.approx(1.0)}


def test_tokens_are_entered_under_their_cell() -> None:
    rules = book(STORY)
    state = opening(rules)
    orders = policy("documented", rules).orders(rules, state)
    _, ledger = explained(rules, state, orders)
    warmth = of(rules, ledger, "warmth.china")
    assert warmth["order.visit.china"] == pytest.approx(2.5 * 1.6)
    assert of(rules, ledger, "debt.japan")["order.loans.japan"] == pytest.approx(25.0)
    assert "order.visit.china" in of(rules, ledger, "relation.china")
    assert not any(cause.startswith("order.") for cause in of(rules, ledger, "relation.canada"))


class TestWhatIsLeftToTheStage:
    """In a world without events, the part that no note explains is the stage's own return to its anchor."""

    @pytest.fixture(scope="class")
    @staticmethod
    def turn() -> tuple[Book, State, State, Ledger]:
        rules = quiet()
        start = opening(rules, 3)
        state = State(start.table + 0.0, start.keys, start.turn)
        state.table[rules.names.rows["growth"]] = [-3.0, 4.5, 12.0]
        state.table[rules.names.rows["relation.japan"]] = [20.0, 50.0, 80.0]
        state.table[rules.names.rows["approval.old"]] = [20.0, 50.0, 80.0]
        late, ledger = explained(rules, state)
        return rules, state, late, ledger

    def test_growth(self, turn: tuple[Book, State, State, Ledger]) -> None:
        rules, before, _, ledger = turn
        params = rules.rules.params
        own = of(rules, ledger, "growth").get("stage.growth", 0.0)
        assert own == pytest.approx(params.growth_speed * (params.growth_potential - value(rules, before, "growth")))

    def test_relation(self, turn: tuple[Book, State, State, Ledger]) -> None:
        rules, before, _, ledger = turn
        params = rules.rules.params
        entries = of(rules, ledger, "relation.japan")
        then = value(rules, before, "relation.japan") + entries.get("stage.jealousy", 0.0)
        anchor = params.relation_anchor + params.relation_rung * value(rules, before, "ladder.japan")
        assert entries["stage.relations"] == pytest.approx(params.relation_return * (anchor - then))

    def test_approval(self, turn: tuple[Book, State, State, Ledger]) -> None:
        rules, before, _, ledger = turn
        params = rules.rules.params
        own = of(rules, ledger, "approval.old")["stage.approval"]
        assert own == pytest.approx(
            params.approval_speed * (params.approval_base - value(rules, before, "approval.old"))
        )

    def test_reserves(self, turn: tuple[Book, State, State, Ledger]) -> None:
        rules, _, _, ledger = turn
        entries = of(rules, ledger, "reserves")
        assert np.abs(entries.get("stage.finance", np.zeros(3))).max() < 1e-9
        assert {"stage.trade", "stage.investment", "stage.debt_service"} <= entries.keys()


def test_autonomy_is_explained_by_its_six_merits() -> None:
    rules = book(STORY)
    merits = {f"stage.{merit}" for merit in rules.names.ids["merit"]}
    for _, late, ledger in played(rules, "random", 10):
        entries = of(rules, ledger, "autonomy")
        inside = (value(rules, late, "autonomy") > 0) & (value(rules, late, "autonomy") < 100)
        assert inside.any()
        assert entries.keys() - merits <= {"stage.autonomy"}
        assert np.abs(entries.get("stage.autonomy", np.zeros(10))[inside]).max() < 1e-9
        assert world(rules, late).merit.sum(axis=0)[inside] == pytest.approx(value(rules, late, "autonomy")[inside])
