"""Where tokens bring no money, the cell says so before and after they are placed."""

import pytest

from game.session.settings import Settings
from game.window.parts.ledger import CellEntry
from game.window.screens.turn import TurnScreen
from tests.window.playing import new_game, press, window_app


@pytest.mark.parametrize("language", ["en", "mn", "ru", "tr", "zh"])
def test_the_cell_of_a_lender_who_has_stopped_lending_warns(language: str) -> None:
    settings = Settings(language=language, reduced_motion=True)
    with new_game(5) as play, window_app(play, (1280, 720), "turn", settings) as app:
        said = app.desk.t(
            "vain.lending", measure=app.desk.t("measure.loan_freeze"), partner=app.desk.t("partner.china")
        )
        assert isinstance(app.top, TurnScreen)
        for to, warned in (("china", True), ("japan", False)):
            app.top.focus_on(f"cell.loans.{to}")
            app.frame(app.desk.now + 16)
            for _ in range(2):
                cell = app.top.focus
                assert isinstance(cell, CellEntry)
                assert (said in cell.line) is warned
                assert (said in [text for text, _ in app.top.side._said()]) is warned
                press(app, "space")
        assert not app.desk.overflows
