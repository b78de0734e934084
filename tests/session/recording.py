"""Writes the record of format 2 that `tests/saves` keeps: branches, a draft undone, a look, a power's seat.

    python -m tests.session.recording FILE

Only a game whose numbers were meant to change needs a new one.
"""

from __future__ import annotations

import sys
from pathlib import Path

from game.session.match import Match
from game.session.orders import plan_of
from game.session.policies import policy
from game.session.save import Save
from tests.worlds import STORY, book


def plan(match: Match, who: str) -> None:
    """Draft what a policy would do."""
    wanted = plan_of(match.book, policy(who, match.book).orders(match.book, match.state))
    for partner, cells in wanted.place.items():
        for instrument, tokens in cells.items():
            match.place(partner, instrument, tokens)
    for event, option in wanted.decide.items():
        match.decide(event, option)


def main(path: Path) -> None:
    """Play five turns as documented and go back to the third: from there hedge to the end."""
    match = Match(book(STORY), 11, {"china": "person"})
    with Save.begin(path, match):
        for turn in range(1, 6):
            plan(match, "documented")
            if turn == 2:
                match.act("transit_fee", "escalate")
            match.undo()
            match.redo()
            match.look()
            match.end_turn()
        match.rewind(3)
        while not match.over:
            plan(match, "hedge")
            match.end_turn()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
