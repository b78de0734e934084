"""Chance as a function of (world, turn, draw): nothing random is stored, and no draw moves another.

A counter-based generator: key and counter are mixed by the SplitMix64 finaliser (Steele, Lea and Flood 2014,
"Fast splittable pseudorandom number generators"); counters come from the draw's name and the turn.
"""

from __future__ import annotations

import hashlib

import numpy as np

from game.engine.arrays import Bits, Floats

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_QUARTER = np.uint64(0xFFFF)


def _mix(bits: Bits) -> Bits:
    """The SplitMix64 finaliser, in place on a fresh array."""
    bits = bits + _GOLDEN
    bits ^= bits >> np.uint64(30)
    bits *= _FIRST
    bits ^= bits >> np.uint64(27)
    bits *= _SECOND
    bits ^= bits >> np.uint64(31)
    return bits


def keys(seeds: Bits) -> Bits:
    """The key of each world from its seed [worlds]; near seeds give unrelated keys."""
    return _mix(_mix(seeds))


def draw_id(name: str) -> int:
    """The 40-bit number of a named draw."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=5).digest(), "little")


def draw(world_keys: Bits, turn: int, ids: Bits) -> Bits:
    """64 random bits [draws, worlds] for each id [draws] and each world; turn -1 is the opening."""
    counters = _mix((np.uint64(turn + 1) << np.uint64(40)) + ids)
    return _mix(counters[:, None] ^ world_keys)


def normal(bits: Bits) -> Floats:
    """Normal deviates (mean 0, variance 1) as the sum of four uniform quarters of the bits: exact integers, no libm.

    The tails are a little light: kurtosis 2.7, nothing beyond 3.46 standard deviations.
    """
    quarters = (bits & _QUARTER) + ((bits >> np.uint64(16)) & _QUARTER)
    quarters += (bits >> np.uint64(32)) & _QUARTER
    quarters += bits >> np.uint64(48)
    return (quarters.astype(np.float64) - 131070.0) * _NORMAL_SCALE


_NORMAL_SCALE = (12.0 / (4.0 * (65536.0**2 - 1.0))) ** 0.5


ALWAYS = 2**53
"""The threshold of what is certain."""


def threshold(probability: float) -> int:
    """The whole number that `level` of a draw must be below for something of this probability to happen."""
    return round(min(1.0, max(0.0, probability)) * ALWAYS)


def level(bits: Bits) -> Bits:
    """Draws as whole numbers from 0 to 2**53 - 1, to compare with a threshold: no rounding anywhere."""
    return bits >> np.uint64(11)
