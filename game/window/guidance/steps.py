"""The steps of the guided first game, as data: where each belongs, what it points at, and how it counts as done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from game.session.prediction import WAYS
from game.window.play import Play


@dataclass(frozen=True)
class Scene:
    """What a step is judged by: the screen on top, the one on which the step was first seen, and the game.

    `turn` and `tokens` are those of the moment in which the step began.
    """

    screen: str
    moved: bool
    play: Play
    turn: int
    tokens: int


@dataclass(frozen=True)
class Step:
    """One card of the guide. Its words are `guide.<key>`, two sentences.

    `number` is that of its subject, which several cards may share. `screen` is where it belongs. `marks` are the names
    of the widgets or groups that it points at, a star at the end stands for any ending. Without `done` it waits for
    its button. `answers` are buttons that are kept as the player's prediction.
    """

    key: str
    number: int
    screen: str
    marks: tuple[str, ...]
    done: Callable[[Scene], bool] | None = None
    answers: tuple[str, ...] = ()
    waits: bool = False
    """Whether there may be nothing to point at yet; then the guide waits, or goes on if it is told to."""
    passes: bool = False
    """Whether it has a button that goes on although there is something to be done."""
    clear: tuple[str, ...] = ()
    """Names of other widgets or groups that the card must not cover."""
    near: tuple[float, float] | None = None
    """About where in the window the card has most room, as parts of its width and height; usually beside its mark."""


def tokens(play: Play) -> int:
    """How many tokens the draft has placed."""
    return sum(sum(cells.values()) for cells in play.match.draft.place.values())


def on(screen: str) -> Callable[[Scene], bool]:
    """Done when that screen was opened."""
    return lambda scene: scene.screen == screen


def answered(scene: Scene) -> bool:
    """Done when every decision that is asked was taken."""
    return len(scene.play.match.draft.decide) >= len(scene.play.situation.decisions)


def placed(scene: Scene) -> bool:
    """Done when a token lies in the ledger."""
    return tokens(scene.play) > 0


def taken_back(scene: Scene) -> bool:
    """Done when fewer tokens lie there than when the step began, or there is nothing to spend any more."""
    return tokens(scene.play) < scene.tokens or scene.play.match.turn > scene.turn


def ended(scene: Scene) -> bool:
    """Done when the turn was ended."""
    return scene.play.match.turn > scene.turn


def followed(scene: Scene) -> bool:
    """Done when the chain was followed to another number, or left."""
    return scene.moved or scene.screen == "turn"


def told(scene: Scene) -> bool:
    """Done when a reason was asked for, or the report was left."""
    return scene.screen in ("why", "turn")


STEPS: Final = (
    Step("look", 1, "turn", ("balance",)),
    Step("predict", 2, "turn", ("figure.exports",), answers=WAYS),
    Step("decision", 3, "turn", ("decision.*",), lambda scene: scene.screen == "decision" or answered(scene)),
    Step("ranges", 3, "decision", ("option.*",), answered, near=(0.18, 0.72)),
    Step("tokens", 4, "turn", ("ledger",), placed),
    Step("undo", 4, "turn", ("ledger",), taken_back, passes=True),
    Step("foresight", 5, "turn", ("foresight",), on("foresight")),
    Step("fan", 5, "foresight", ("chart.0",), clear=("charts",), near=(0.36, 0.75)),
    Step("risk", 5, "foresight", ("chances", "balance"), on("turn"), clear=("tabs",), near=(0.36, 0.75)),
    Step("end", 6, "turn", ("end",), ended),
    Step("report", 6, "report", ("change.exports",), told, clear=("changed", "happened"), near=(0.83, 0.77)),
    Step("why", 6, "why", ("link.*", "reasons"), followed, clear=("meaning",), near=(0.78, 0.82)),
    Step("pressure", 7, "turn", ("pressure.*",), on("pressure"), waits=True),
    Step("release", 7, "pressure", ("release.*", "reach.*", "sheet"), on("turn")),
    Step("ledger", 8, "turn", ("top.ledger",), on("ledger")),
    Step("line", 8, "ledger", ("chart.export_share.china", "charts"), on("turn"), clear=("tabs", "charts")),
    Step("alone", 8, "turn", ("issues",)),
)
"""In their order; a step whose screen this window does not have is left out."""
COUNT: Final = max(step.number for step in STEPS)
SCREENS: Final = frozenset(step.screen for step in STEPS)
PREDICTED: Final = "exports"
"""The number whose way the player predicts."""
