"""Campaigns at a terminal: from a chapter into the next one."""

from __future__ import annotations

from collections.abc import Sequence

from game.session.match import Match
from game.session.sequel import Sequel, sequel
from game.terminal import deeds
from game.terminal.keeping import Taken
from game.terminal.opening import words_of
from game.terminal.prose import INDENT
from game.terminal.sitting import Sitting


def next_(sitting: Sitting, said: Sequence[str]) -> None:
    """Begin the next chapter; in a game that is not over, end the turn. Raises Trouble if no chapter follows."""
    match = sitting.match
    if not match.over:
        deeds.end(sitting, said)
        return
    with sitting.busy("chapter.reading"):
        found = sequel(match)
    tell(sitting, found)
    new = Match(found.book, match.seed, mode=match.mode)
    save = sitting.desk.saves.begin(new)
    save.loaded = found.loaded
    raise Taken(save)


def tell(sitting: Sitting, found: Sequel) -> None:
    """What is carried over, the largest difference first."""
    words = words_of(found.loaded, sitting.words.language)
    time = found.book.content.time
    if found.late and time is not None:
        sitting.say("chapter.late", first=str(time.start))
    sitting.page.section(words.t("chapter.carried"))
    sitting.say("chapter.about" if found.carried else "chapter.nothing")
    rows = [one.said(words) for one in found.carried]
    if rows:
        sitting.page.table(rows, ("", words.t("chapter.then"), words.t("chapter.now")), indent=INDENT)
    if found.more:
        sitting.say("chapter.more", INDENT, "dim", count=found.more)
    sitting.page.say()
