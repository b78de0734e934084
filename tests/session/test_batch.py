"""Batches: chunking changes no bit, and the outcome counts what happened."""

import numpy as np
import pytest

from game.engine.world import State, World, digests
from game.session.batch import LEVELS, Tally, play, seeds_from
from game.session.playthrough import ending, playthrough
from game.session.policies import policy
from tests.worlds import PLAYERS, STORY, book

BOOK = book(STORY)


@pytest.mark.parametrize("name", PLAYERS)
def test_chunks_change_no_bit(name: str) -> None:
    seeds, who = seeds_from(7, 23), policy(name, BOOK)
    whole = play(BOOK, who, seeds, turns=5)
    assert digests(play(BOOK, who, seeds, turns=5, chunk=4)) == digests(whole)
    assert whole.turn == 5


def test_a_match_is_its_world_in_a_batch() -> None:
    who = policy("random", BOOK)
    *_, last = playthrough(BOOK, who, 11, turns=6)
    assert digests(last.after)[0] == digests(play(BOOK, who, seeds_from(9, 5), turns=6))[2]


def test_watch_sees_every_chunk_after_every_turn() -> None:
    seen: list[tuple[int, int, int]] = []
    play(BOOK, policy("passive", BOOK), seeds_from(1, 5), 2, 2, lambda first, s: seen.append((first, s.turn, s.width)))
    assert seen == [(0, 1, 2), (0, 2, 2), (2, 1, 2), (2, 2, 2), (4, 1, 1), (4, 2, 1)]


def test_seeds_wrap_round() -> None:
    assert seeds_from(2**64 - 1, 2).tolist() == [2**64 - 1, 0]


def test_outcome_sums_up() -> None:
    tally = Tally(BOOK, 40)
    forced = np.zeros((len(BOOK.names.ids["slot"]), 40), dtype=bool)

    def watch(first: int, state: State) -> None:
        tally.watch(first, state)
        forced[:, first : first + state.width] |= World(BOOK.rules.layout, state.table).stage == 3

    end = play(BOOK, policy("documented", BOOK), seeds_from(1, 40), chunk=16, watch=watch)
    found = tally.outcome()
    assert (found.worlds, found.turns) == (40, BOOK.rules.turns)
    assert sum(found.endings.values()) == pytest.approx(1.0)
    assert found.pressures["transit_fee"] == forced[BOOK.names.ids["slot"].index("transit_fee")].mean()
    reserves = end.table[BOOK.names.rows["reserves"]]
    assert found.quantiles["reserves"] == tuple(np.percentile(reserves, LEVELS))
    number = BOOK.names.ids["ending"].index("rescued_at_a_price") + 1
    ends = World(BOOK.rules.layout, end.table).ending
    assert found.endings["rescued_at_a_price"] == (ends == number).mean()


def test_a_match_stops_at_its_ending() -> None:
    turns = list(playthrough(BOOK, policy("documented", BOOK), 1))
    assert ending(BOOK, turns[-1].after) is not None
    assert all(ending(BOOK, played.before) is None for played in turns)
