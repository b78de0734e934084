"""Trials: options and cells are compared under the same chances, and say what playing them would."""

import numpy as np
import pytest

from game.compile import Book
from game.engine.orders import Orders
from game.engine.world import State
from game.session.futures import Repeated, branch, follow, future_keys
from game.session.trials import THIRD, cell_effects, option_effects, option_names
from game.session.trouble import Trouble
from tests.worlds import STORY, after, book, opening, placed

BOOK = book(STORY)
ASKED = after(BOOK, opening(BOOK, first=7), turns=2)
DRAFT = placed(BOOK, {("visit", "china"): 3, ("trade", "japan"): 2})


def cell(instrument: str, partner: str) -> tuple[int, int]:
    ids = BOOK.names.ids
    return ids["instrument"].index(instrument), ids["partner"].index(partner)


def test_options_differ_as_they_should() -> None:
    found = option_effects(BOOK, ASKED, "visit", futures=40)
    assert list(found) == list(BOOK.content.events["visit"].options)
    china = {name: effect.change["relation.china"] for name, effect in found.items()}
    assert china["cancel"].median > china["postpone"].median > china["private"].median > china["open"].median
    for effect in found.values():
        assert tuple(effect.change) == option_names(BOOK)
        assert all(change.low <= change.median <= change.high for change in effect.change.values())


def test_the_default_is_what_others_are_compared_with() -> None:
    found = option_effects(BOOK, ASKED, "visit", futures=30)
    default = BOOK.content.events["visit"].default
    assert all(change == (0.0, 0.0, 0.0) for change in found[str(default)].beside.values())
    assert found["cancel"].beside["relation.china"].low > 0


def test_an_option_brings_what_playing_it_brings() -> None:
    found = option_effects(BOOK, ASKED, "visit", DRAFT, futures=20, turns=3)["cancel"]
    orders = placed(BOOK, {("visit", "china"): 3, ("trade", "japan"): 2}, visit="cancel")
    rows = [BOOK.names.rows[name] for name in ("autonomy", "relation.china")]
    seen = follow(BOOK, branch(ASKED, future_keys(ASKED, 20, 0)), Repeated(ASKED.turn, orders), rows, 3)
    for place, name in enumerate(("autonomy", "relation.china")):
        assert found.change[name] == pytest.approx(np.percentile(seen[-1, place] - seen[0, place], [10, 50, 90]))


def test_the_third_neighbours_are_told_as_a_mean() -> None:
    found = option_effects(BOOK, ASKED, "visit", futures=10, turns=1)["private"].change[THIRD]
    assert -10 < found.low <= found.high < 10


@pytest.mark.parametrize(("event", "key"), [("vissit", "error.no_decision"), ("fees_bite", "error.decision_closed")])
def test_only_an_open_decision_can_be_tried(event: str, key: str) -> None:
    with pytest.raises(Trouble) as trouble:
        option_effects(BOOK, ASKED, event)
    assert trouble.value.phrase.key == key


class Once(Repeated):
    """One turn's orders, then the draft's tokens, as a cell's trial goes."""

    def orders(self, book: Book, state: State) -> Orders:
        if state.turn == ASKED.turn:
            return placed(BOOK, {("visit", "china"): 3, ("trade", "japan"): 3})
        return super().orders(book, state)


def test_a_cell_brings_what_one_more_token_brings() -> None:
    found = cell_effects(BOOK, ASKED, DRAFT, futures=8, turns=3)
    rows = [BOOK.names.rows[name] for name in ("share.third_neighbour", "relation.japan")]
    draft, more = (
        follow(BOOK, branch(ASKED, future_keys(ASKED, 8, 0)), kind(ASKED.turn, DRAFT), rows, 3)[-1]
        for kind in (Repeated, Once)
    )
    share, relation = np.median(more - draft, axis=1)
    assert relation > 0
    assert found.relation[cell("trade", "japan")] == pytest.approx(relation)
    assert found.share[cell("trade", "japan")] == pytest.approx(100 * share)


def test_where_no_token_fits_there_is_no_effect() -> None:
    found = cell_effects(BOOK, ASKED, DRAFT, futures=2, turns=1)
    assert np.isnan(found.relation[cell("visit", "china")])
    assert np.isnan(found.relation[cell("energy", "usa")])
    assert found.relation[cell("visit", "russia")] > 0
    open_cells = BOOK.rules.cells.open & (DRAFT.tokens[:, :, 0] < BOOK.rules.cells.most[:, None])
    assert np.array_equal(~np.isnan(found.relation), open_cells)


def test_cells_without_a_draft() -> None:
    found = cell_effects(BOOK, ASKED, futures=2, turns=2)
    assert found.turns == 2
    assert found.relation[cell("visit", "china")] > 0
    assert found.share[cell("security", "japan")] > 0
