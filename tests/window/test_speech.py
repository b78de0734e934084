"""Parts of a line become sentences, each with one end."""

from __future__ import annotations

import pytest

from game.window.parts.panels import DecisionCard
from game.window.speech import sentences
from tests.window.foreseen import foreseen_game
from tests.window.playing import window_app


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (("Will he come?", "Decide."), "Will he come? Decide."),
        (("The wall", "Decide."), "The wall. Decide."),
        (("“Will he come?”", "Decide"), "“Will he come?” Decide"),
        (("Looking ahead …", "later"), "Looking ahead … later"),
        (("", "Alone", ""), "Alone"),
        ((), ""),
        (("他会来吗？", "请决定。"), "他会来吗？请决定。"),
        (("债务墙", "请决定。"), "债务墙。请决定。"),
        (("“他会来吗？”", "请决定。"), "“他会来吗？”请决定。"),
    ],
)
def test_each_part_ends_once(parts: tuple[str, ...], said: str) -> None:
    assert sentences(*parts) == said


def test_the_line_of_a_question_has_no_second_stop() -> None:
    with foreseen_game(0) as play, window_app(play) as app:
        cards = [one for group in app.top.groups for one in group.widgets if isinstance(one, DecisionCard)]
        lines = [one.line for one in cards]
        lines += [app.desk.screen("decision", one.event).title for one in play.situation.decisions]
        assert any("?" in line for line in lines)
        assert not [line for line in lines if "?." in line or "? ." in line]
