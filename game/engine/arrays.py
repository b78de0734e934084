"""Array types, and the one sum that gives the same bits for a world alone and in any batch."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]
Small = npt.NDArray[np.int8]
Bits = npt.NDArray[np.uint64]
Mask = npt.NDArray[np.bool_]
_CACHED = 1 << 15
"""How many numbers of eight bytes stay at hand in a processor's own cache, with room for as many beside them."""


def pieces(rows: int, width: int) -> Iterator[slice]:
    """Cut [rows, width] into stretches of rows that fit the cache: several steps over each are faster than over all."""
    stretch = max(1, _CACHED // max(1, width))
    return (slice(first, first + stretch) for first in range(0, rows, stretch))


def total(block: Floats) -> Floats:
    """Sum over the first axis of `block` [n, ..., worlds], by adding halves.

    `np.sum` takes another path when the block holds one world (it becomes contiguous), so its last bits would
    depend on the batch; additions of whole rows never do. The sum of nothing is 0.
    """
    count = len(block)
    if not count:
        return np.zeros(block.shape[1:])
    while count > 1:
        half = count // 2
        folded = block[:half] + block[half : 2 * half]
        if count % 2:
            folded[0] += block[count - 1]
        block, count = folded, half
    result: Floats = block[0]
    return result


def ratio(part: Floats, whole: Floats) -> Floats:
    """`part / whole`, and 0 where the whole is (nearly) nothing."""
    return part / np.maximum(whole, 1e-9)


def within(block: Floats, low: float, high: float) -> None:
    """Keep `block` between two bounds, in place. (Two calls with plain numbers are faster than `np.clip`.)"""
    if low > -np.inf:
        np.maximum(block, low, out=block)
    if high < np.inf:
        np.minimum(block, high, out=block)
