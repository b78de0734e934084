"""Chance as a function of (world, turn, name of the draw)."""

from __future__ import annotations

import numpy as np
import pytest

from game.compile import Book
from game.content.problems import ContentError
from game.engine.arrays import Bits, Floats, pieces
from game.engine.chance import draw, draw_id, draw_normal, keys, level, normal, threshold
from game.engine.step import step
from game.session.policies import policy
from tests.worlds import SAMPLE, STORY, book, opening, seeds, variant

MANY = 200_000
ONE = np.array([draw_id("price.coal")], dtype=np.uint64)


def bits(turn: int = 3, name: str = "price.coal", first: int = 0) -> Bits:
    """One draw in many worlds of neighbouring seeds."""
    found: Bits = draw(keys(seeds(first, MANY)), turn, np.array([draw_id(name)], dtype=np.uint64))[0]
    return found


NOVELTY = {"when": "turn >= 5", "chance": 0.3, "grade": "design", "effects": [{"add": "standing", "by": 7}]}


class TestNewDraws:
    """Another event with a chance of its own moves nothing until it fires, and then only where it fires."""

    @pytest.mark.parametrize("scenario", SAMPLE)
    def test_an_added_event_moves_no_other_draw(self, scenario: str) -> None:
        old, new = book(scenario), variant(scenario, events={"a_novelty": NOVELTY})
        common = [name for name in old.names.rows if name in new.names.rows]
        assert len(common) > 1000
        fired = np.zeros(40, dtype=np.bool_)
        pair = opening(old, 40), opening(new, 40)
        orders = policy("passive", old).orders(old, pair[0]), policy("passive", new).orders(new, pair[1])
        for _ in range(old.rules.turns):
            fired |= pair[1].table[new.names.rows["happened.a_novelty"]] > 0
            for world in np.flatnonzero(~fired).tolist():
                assert _of(old, pair[0].table, common, world) == _of(new, pair[1].table, common, world)
            pair = step(old.rules, pair[0], orders[0])[0], step(new.rules, pair[1], orders[1])[0]
        assert fired.sum() > 0

    def test_where_it_fires_the_luck_of_prices_stays(self) -> None:
        """What an event does not touch goes on with the same luck even in the worlds in which it fired."""
        old, new = book(STORY), variant(STORY, events={"a_novelty": {**NOVELTY, "chance": 1.0}})
        pair = opening(old, 10), opening(new, 10)
        for _ in range(old.rules.turns):
            first, second = (
                step(b.rules, s, policy("passive", b).orders(b, s))[0] for b, s in zip((old, new), pair, strict=True)
            )
            pair = first, second
            prices = [s.table[b.names.rows["price.gold"]] for b, s in zip((old, new), pair, strict=True)]
            assert prices[0].tobytes() == prices[1].tobytes()


def _of(book: Book, table: Floats, names: list[str], world: int) -> bytes:
    return table[[book.names.rows[name] for name in names], world].tobytes()


def _mixed(bits: int) -> int:
    """SplitMix64's next number, in Python's own integers."""
    bits = (bits + 0x9E3779B97F4A7C15) % 2**64
    bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
    bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB % 2**64
    return bits ^ (bits >> 31)


@pytest.mark.parametrize("seed", [0, 1, 2**63, 2**64 - 1])
@pytest.mark.parametrize("turn", [-1, 0, 40])
def test_draws_are_what_they_have_always_been(seed: int, turn: int) -> None:
    """Records say nothing about luck, so that old ones replay only while this stays as it is."""
    name = draw_id("price.coal")
    assert name == 0xFDC4EABAEC
    drawn = draw(keys(np.array([seed], dtype=np.uint64)), turn, np.array([name], dtype=np.uint64))[0, 0]
    assert int(drawn) == _mixed(_mixed(((turn + 1) << 40) + name) ^ _mixed(_mixed(seed)))


def test_splitmix_is_the_published_one() -> None:
    """The first number of the published generator (Vigna's splitmix64.c) from the seed 0."""
    assert _mixed(0) == 0xE220A8397B1DCDAF


def test_uniform_moments() -> None:
    uniform = level(bits()) / 2.0**53
    assert uniform.mean() == pytest.approx(0.5, abs=0.004)
    assert uniform.var() == pytest.approx(1 / 12, abs=0.001)
    counts = np.histogram(uniform, bins=64, range=(0, 1))[0]
    chi_square = ((counts - MANY / 64) ** 2 / (MANY / 64)).sum()
    assert chi_square < 120, "63 degrees of freedom: above 120 in fewer than one of 10,000 cases"


def test_normal_moments() -> None:
    sample = normal(bits())
    assert sample.mean() == pytest.approx(0.0, abs=0.01)
    assert sample.std() == pytest.approx(1.0, abs=0.01)
    assert (sample**3).mean() == pytest.approx(0.0, abs=0.03)
    assert (sample**4).mean() == pytest.approx(2.7, abs=0.05)
    assert np.abs(sample).max() < 3.47


def test_normal_reaches_both_ends() -> None:
    ends = normal(np.array([0, 2**64 - 1], dtype=np.uint64))
    assert ends.tolist() == [-ends[1], ends[1]]
    assert ends[1] == pytest.approx(3.464, abs=0.001)


@pytest.mark.parametrize("worlds", [0, 1, 7, 9_000])
def test_normal_deviates_drawn_in_pieces_are_those_of_the_bits(worlds: int) -> None:
    ids = np.array([draw_id(f"price.{number}") for number in range(61)], dtype=np.uint64)
    world_keys = keys(seeds(3, worlds))
    assert draw_normal(world_keys, 5, ids).tobytes() == normal(draw(world_keys, 5, ids)).tobytes()


@pytest.mark.parametrize(("rows", "width"), [(0, 5), (61, 0), (61, 1), (61, 9_000), (3, 1 << 20)])
def test_pieces_are_all_rows_in_their_order(rows: int, width: int) -> None:
    found = [row for piece in pieces(rows, width) for row in range(rows)[piece]]
    assert found == list(range(rows))
    assert len(list(pieces(61, 9_000))) > 1


@pytest.mark.parametrize("other", [{"first": 1}, {"turn": 4}, {"name": "price.copper"}])
def test_neighbours_differ_in_half_of_all_bits_and_do_not_correlate(other: dict[str, int]) -> None:
    one, two = bits(), bits(**other)  # type: ignore[arg-type]
    flipped = np.unpackbits((one ^ two).view(np.uint8)).sum() / MANY
    assert flipped == pytest.approx(32.0, abs=0.06)
    correlation = np.corrcoef(normal(one), normal(two))[0, 1]
    assert abs(correlation) < 4 / MANY**0.5


def test_the_next_number_of_a_draw_is_another_draw() -> None:
    world_keys = keys(seeds(0, MANY))
    one, two = draw(world_keys, 3, np.array([ONE[0], ONE[0] + np.uint64(1)], dtype=np.uint64))
    assert np.unpackbits((one ^ two).view(np.uint8)).sum() / MANY == pytest.approx(32.0, abs=0.06)


def test_every_bit_is_fair() -> None:
    share = np.unpackbits(bits().view(np.uint8).reshape(MANY, 8), axis=1).mean(axis=0)
    assert np.abs(share - 0.5).max() < 0.006


def test_thresholds_are_exact_at_never_and_always() -> None:
    highest = np.array([2**64 - 1], dtype=np.uint64)
    assert not (level(np.zeros(1, dtype=np.uint64)) < np.uint64(threshold(0.0))).any()
    assert (level(highest) < np.uint64(threshold(1.0))).all()
    assert threshold(-1.0) == threshold(0.0) == 0
    assert threshold(2.0) == threshold(1.0)


@pytest.mark.parametrize("chance", [0.01, 0.25, 0.9])
def test_thresholds_hold_their_share(chance: float) -> None:
    happened = (level(bits()) < np.uint64(threshold(chance))).mean()
    assert happened == pytest.approx(chance, abs=4 * (chance * (1 - chance) / MANY) ** 0.5)


def test_a_draw_does_not_depend_on_the_others_drawn_with_it() -> None:
    ids = np.array([draw_id(name) for name in ("a", "b", "c")], dtype=np.uint64)
    world_keys = keys(seeds(5, 7))
    together = draw(world_keys, 2, ids)
    for place in range(3):
        assert (draw(world_keys, 2, ids[place : place + 1])[0] == together[place]).all()
        assert (draw(world_keys[3:4], 2, ids)[:, 0] == together[:, 3]).all()


def test_no_two_draws_of_any_scenario_share_a_number() -> None:
    names = {f"policy.{kind}.{place}" for kind in ("token", "decision") for place in range(100)}
    for scenario in SAMPLE:
        content, known = book(scenario).content, book(scenario).names.ids
        names |= {f"event.{name}" for name in content.events} | {f"measure.{slot}" for slot in known["slot"]}
        for kind, axis in (
            ("price", "commodity"),
            ("output", "commodity"),
            ("attention", "partner"),
            ("approval", "cohort"),
        ):
            names |= {f"{kind}.{member}" for member in known[axis]}
        for cause in book(scenario).causes:
            names |= {
                f"{cause}.{part}.{place}" for part in ("effects", "begins", "during", "ends") for place in range(20)
            }
    assert len({draw_id(name) for name in names}) == len(names)


def test_two_draws_that_share_a_number_are_refused() -> None:
    """These two ids were found by trial: their draws have the same number of 40 bits."""
    clash = {f"quarrel_{number}": NOVELTY for number in (1025062, 1668004)}
    assert len({draw_id(f"event.{name}") for name in clash}) == 1
    with pytest.raises(ContentError) as caught:
        variant(STORY, events=clash)
    (problem,) = caught.value.problems
    assert problem.path == ("events", "quarrel_1668004")
    assert "quarrel_1025062" in problem.message
