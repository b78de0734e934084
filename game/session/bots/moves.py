"""Tokens taken from one cell and placed on another, in every world as it is told."""

from __future__ import annotations

import numpy as np

from game.compile import Book
from game.engine.arrays import Bits, Floats, Ints, Mask, Small
from game.engine.chance import ALWAYS, draw, draw_id, level
from game.engine.world import State


def bits(state: State, names: list[str]) -> Bits:
    """The levels of draws so named, [names, worlds]: whole numbers below ALWAYS, a function of key and turn."""
    return level(draw(state.keys, state.turn, np.array([draw_id(name) for name in names], dtype=np.uint64)))


def parts(found: Bits) -> Floats:
    """Levels of draws as numbers from 0 to 1."""
    result: Floats = found.astype(np.float64) / ALWAYS
    return result


def moved(book: Book, tokens: Small, taken: Mask, targets: Ints) -> Small:
    """Tokens [instruments, partners, worlds] after moves [tokens, worlds], a world's tokens counted along its cells.

    Where `taken`, token number k is lifted (if the world has so many), then one is placed on the cell number
    `targets` (flat), unless it is full.
    """
    flat = tokens.reshape(-1, tokens.shape[-1]).copy()
    most = np.repeat(book.rules.cells.most.astype(np.int8), tokens.shape[1])
    edges, worlds = np.cumsum(flat, axis=0, dtype=np.int8), np.arange(flat.shape[1])
    for number, lifted in enumerate(taken):
        held = lifted & (edges[-1] > number)
        place = (edges <= number).sum(axis=0)
        flat[place[held], worlds[held]] -= 1
    for cells, placed in zip(targets, taken, strict=True):
        room = placed & (flat[cells, worlds] < most[cells])
        flat[cells[room], worlds[room]] += 1
    return flat.reshape(tokens.shape)
