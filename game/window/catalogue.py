"""Every screen by its name: a new screen is a file, and two lines here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Final, TypeAlias

from game.window.screen import Screen
from game.window.screens.title import TitleScreen

Maker: TypeAlias = Callable[..., Screen]


@cache
def screens() -> dict[str, Maker]:
    """All screens. They are imported here, so that the title is shown before they, and the game itself, are read."""
    from game.window.screens.advice import AdviceScreen
    from game.window.screens.ask import AskScreen, NameScreen
    from game.window.screens.begin import BeginScreen
    from game.window.screens.broken import BrokenScreen
    from game.window.screens.campaign import CampaignScreen
    from game.window.screens.chapter import ChapterScreen
    from game.window.screens.crashed import CrashedScreen
    from game.window.screens.debrief import DebriefScreen
    from game.window.screens.decision import DecisionScreen
    from game.window.screens.foresight import ForesightScreen
    from game.window.screens.guide import GuideScreen
    from game.window.screens.help import HelpScreen
    from game.window.screens.ledger import LedgerScreen
    from game.window.screens.pause import PauseScreen
    from game.window.screens.pressure import PressureScreen
    from game.window.screens.report import ReportScreen
    from game.window.screens.resume import ResumeScreen
    from game.window.screens.saves import SavesScreen
    from game.window.screens.settings import SettingsScreen, WelcomeScreen
    from game.window.screens.sources import SourcesScreen
    from game.window.screens.table import TableScreen
    from game.window.screens.turn import TurnScreen
    from game.window.screens.whatif import WhatIfScreen
    from game.window.screens.why import WhyScreen

    return {
        "advice": AdviceScreen,
        "ask": AskScreen,
        "begin": BeginScreen,
        "broken": BrokenScreen,
        "campaign": CampaignScreen,
        "chapter": ChapterScreen,
        "crashed": CrashedScreen,
        "debrief": DebriefScreen,
        "decision": DecisionScreen,
        "foresight": ForesightScreen,
        "guide": GuideScreen,
        "help": HelpScreen,
        "ledger": LedgerScreen,
        "name": NameScreen,
        "pause": PauseScreen,
        "pressure": PressureScreen,
        "report": ReportScreen,
        "resume": ResumeScreen,
        "saves": SavesScreen,
        "settings": SettingsScreen,
        "sources": SourcesScreen,
        "table": TableScreen,
        "title": TitleScreen,
        "turn": TurnScreen,
        "welcome": WelcomeScreen,
        "whatif": WhatIfScreen,
        "why": WhyScreen,
    }


class Catalogue(Mapping[str, Maker]):
    """The screens by their names. Only the title is there without a delay."""

    def __getitem__(self, name: str) -> Maker:
        return TitleScreen if name == "title" else screens()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(screens())

    def __len__(self) -> int:
        return len(screens())


CATALOGUE: Final = Catalogue()
