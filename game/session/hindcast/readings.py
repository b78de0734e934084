"""Variables as the record counts them, where the model counts something more."""

from __future__ import annotations

import numpy as np

from game.session.hindcast.chapters import FIRST, Course
from game.session.hindcast.elections import EVENTS
from game.session.hindcast.prices import month
from game.session.hindcast.record import MAIN

SETTLED = 2004
"""From this year on the old debt in roubles was settled; before it no statistics of public debt counted it."""
NEEDED = (*MAIN, "debt.russia", "gdp", *EVENTS)
"""All that a hindcast reads from a world."""


def as_recorded(course: Course) -> Course:
    """The same course, with public debt that leaves the Soviet debt out as long as it was disputed."""
    months = course.months.copy()
    ratio, before = months[course.names.index("debt_ratio")], month(SETTLED) - month(FIRST)
    ratio[:before] -= 100.0 * course.of("debt.russia")[:before] / course.of("gdp")[:before]
    np.maximum(ratio, 0.0, out=ratio)
    return Course(course.names, months)
