"""Two books that many tests of the engine look into."""

from __future__ import annotations

import pytest

from game.compile import Book
from tests.engine.asking import NO_INCIDENTS
from tests.worlds import quiet, variant


@pytest.fixture(scope="session")
def still() -> Book:
    """The rulebook without luck, events and measures."""
    return quiet()


@pytest.fixture(scope="session")
def year() -> Book:
    """The whole rulebook, month by month."""
    return variant(capital={"value": 8, "grade": "design"}, parameters=NO_INCIDENTS)
