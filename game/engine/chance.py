"""Chance as a function of (world, turn, draw): nothing random is stored, and no draw moves another.

A counter-based generator: key and counter are mixed by the SplitMix64 finaliser (Steele, Lea and Flood 2014,
"Fast splittable pseudorandom number generators"); counters come from the draw's name and the turn.
"""

from __future__ import annotations

import hashlib

import numpy as np
import numpy.typing as npt

from game.engine.arrays import Bits, Floats, pieces

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_EVERY_OTHER = np.uint64(0x0000FFFF0000FFFF)
"""The first and the third quarter of the bits."""
_BOTH_HALVES = np.uint64(0x0000000100000001)
"""Times this, the upper half of the bits becomes the sum of both halves."""


def _mixed(bits: Bits) -> Bits:
    """The SplitMix64 finaliser. `bits` is a fresh array, which becomes the result."""
    bits += _GOLDEN
    shifted = bits >> np.uint64(30)
    bits ^= shifted
    bits *= _FIRST
    bits ^= np.right_shift(bits, np.uint64(27), out=shifted)
    bits *= _SECOND
    bits ^= np.right_shift(bits, np.uint64(31), out=shifted)
    return bits


def keys(seeds: Bits) -> Bits:
    """The key of each world from its seed [worlds]; near seeds give unrelated keys."""
    return _mixed(_mixed(seeds.copy()))


def draw_id(name: str) -> int:
    """The 40-bit number of a named draw."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=5).digest(), "little")


def draw(world_keys: Bits, turn: int, ids: Bits) -> Bits:
    """64 random bits [draws, worlds] for each id [draws] and each world; turn -1 is the opening."""
    return _mixed(_counters(turn, ids) ^ world_keys)


def draw_normal(world_keys: Bits, turn: int, ids: Bits) -> Floats:
    """Normal deviates [draws, worlds] from such bits, which are never all there at once."""
    counters = _counters(turn, ids)
    deviates = np.empty((len(ids), len(world_keys)))
    for piece in pieces(*deviates.shape):
        deviates[piece] = normal(_mixed(counters[piece] ^ world_keys))
    return deviates


def _counters(turn: int, ids: Bits) -> Bits:
    """What is to be mixed with the worlds' keys: a number for each id and turn, [draws, 1]."""
    return _mixed((np.uint64(turn + 1) << np.uint64(40)) + ids)[:, None]


def normal(bits: Bits) -> Floats:
    """Normal deviates (mean 0, variance 1) as the sum of four uniform quarters of the bits: exact integers, no libm.

    The tails are a little light: kurtosis 2.7, nothing beyond 3.46 standard deviations.
    """
    deviates = _sum_of_quarters(bits).astype(np.float64)
    deviates -= 131070.0
    deviates *= _NORMAL_SCALE
    return deviates


def _sum_of_quarters(bits: Bits) -> npt.NDArray[np.int64]:
    """The four quarters of the bits added up, as signed numbers, which become fractions faster than unsigned ones."""
    sums = bits >> np.uint64(16)
    sums &= _EVERY_OTHER
    sums += bits & _EVERY_OTHER
    sums *= _BOTH_HALVES
    sums >>= np.uint64(32)
    return sums.view(np.int64)


_NORMAL_SCALE = (12.0 / (4.0 * (65536.0**2 - 1.0))) ** 0.5


ALWAYS = 2**53
"""The threshold of what is certain."""


def threshold(probability: float) -> int:
    """The whole number that `level` of a draw must be below for something of this probability to happen."""
    return round(min(1.0, max(0.0, probability)) * ALWAYS)


def level(bits: Bits) -> Bits:
    """Draws as whole numbers from 0 to 2**53 - 1, to compare with a threshold: no rounding anywhere."""
    return bits >> np.uint64(11)
