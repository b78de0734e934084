"""Who may read what: the rows that every seat sees, and the measures whose signals Mongolia does not hear."""

from __future__ import annotations

import numpy as np

from game.compile.names import Faults, Names
from game.content.models import Content
from game.content.problems import did_you_mean
from game.engine.arrays import Ints, Mask

_NOBODYS = ("formula", "begin", "last_stage")
_MONGOLIAS = ("capital", "commitment", "treaty", "open", "peril")
SIGNALS = "signal"
"""What `hides` says for all signals; `signal.<measure>` is one measure's."""
_NEEDED = ("capital", "open", "commitment")
"""What nobody can play without seeing."""


def visible(content: Content, names: Names, faults: Faults) -> dict[int, Mask]:
    """For every seat (-1 Mongolia, else the number of a partner) the rows that it may read.

    A power knows its own strain and nobody else's, and not what Mongolia has yet to spend, to sign or to decide. Own
    variables say themselves who sees them; formulas and the clocks of lasting effects are nobody's business.
    """
    found = {}
    for seat, power in enumerate(["", *names.ids["partner"]], start=-1):
        mask = np.ones(names.layout.height, dtype=np.bool_)
        for hidden in (*_NOBODYS, *(("strain", *_MONGOLIAS) if power else ())):
            mask[names.layout.rows[hidden]] = False
        if power:
            mask[names.rows[f"strain.{power}"]] = True
        for name, variable in content.variables.items():
            mask[names.rows[name]] = variable.seen == "all" or (variable.seen == "mongolia" and not power)
        found[seat] = mask
    for name in content.hides:
        found[-1][_hidden(name, names, faults)] = False
    return found


def _hidden(name: str, names: Names, faults: Faults) -> list[int]:
    """The rows that a word of `hides` means: one variable, or all of a group. Signals are no rows."""
    rows = [row for known, row in names.rows.items() if known == name or known.startswith(f"{name}.")]
    if not rows and name not in _signals(names):
        hint = did_you_mean(name, {*names.rows, *(known.partition(".")[0] for known in names.rows), *_signals(names)})
        faults.add(("hides", name), f"there is no variable {name!r} to hide", hint)
    if name.partition(".")[0] in _NEEDED:
        faults.add(("hides", name), f"{name!r} cannot be hidden, because nobody can play without it")
    return rows


def _signals(names: Names) -> list[str]:
    """The words of `hides` that mean signals."""
    return [SIGNALS, *(f"{SIGNALS}.{slot}" for slot in names.ids["slot"])]


def unheard(content: Content, names: Names) -> Ints:
    """The slots whose signals are hidden."""
    hidden = {*content.hides}
    slots = names.ids["slot"]
    return np.array([at for at, slot in enumerate(slots) if hidden & {SIGNALS, f"{SIGNALS}.{slot}"}], dtype=np.intp)
