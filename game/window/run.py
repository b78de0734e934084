"""The window from its opening to its end. What it needs is imported inside, so that a lack of it can be told."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from game.content.where import CAMPAIGNS, campaigns, find, library
from game.session import settings as stored
from game.session.settings import Settings
from game.session.trouble import Trouble
from game.session.words import Phrase

if TYPE_CHECKING:
    import pygame

    from game.window.desk import Desk, Player
    from game.window.screen import Screen
    from game.window.widget import Push

UNSEEN: Final = ("offscreen", "dummy")
"""Drivers that draw where nobody sees it; they are fine only for who asked for them."""


def run(scenario: str | None = None, size: tuple[int, int] | None = None) -> int:
    """Open the window and play until it is closed; the program's exit code.

    `scenario` is the name or path of one that is to be begun, or the name of a campaign; `size` is that of the window
    in pixels, else the largest usual one that fits. Raises Trouble where there is no display, or where the packages of
    the window are missing, and ContentError for a scenario that is not there.
    """
    settings, note = stored.load()
    chosen = campaigns(library()).get(scenario) or find(scenario, library()) if scenario is not None else None
    try:
        return _played(settings, note, chosen, size)
    except ImportError as error:
        if (error.name or "").partition(".")[0] != "pygame":
            raise
        raise Trouble("error.no_window", name=error.name or "") from None


def _played(settings: Settings, note: Phrase | None, chosen: Path | None, size: tuple[int, int] | None) -> int:
    """Open everything, play, close everything."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    from game.window.app import App
    from game.window.catalogue import CATALOGUE
    from game.window.desk import Desk

    desk = Desk(settings, _sounds(settings), CATALOGUE)
    app = App(desk, _window(desk, size), lambda one: opening(one, note))
    try:
        if chosen is not None:
            app.answer(_begun(desk, chosen))
        app.run()
    except Exception as error:
        return _fallen(desk, error)
    finally:
        desk.leave()
        _closed()
    return 0


def _window(desk: Desk, size: tuple[int, int] | None) -> pygame.Surface:
    """The window. Raises Trouble where there is no display, and for missing fonts."""
    import pygame

    from game.window.app import open_window
    from game.window.drawing.fonts import FACES, FontsMissing, path

    try:
        for family in FACES:
            path(family)
        window = open_window(desk, size)
    except FontsMissing as missing:
        raise Trouble("error.no_window", name=str(missing)) from None
    except pygame.error as error:
        raise Trouble("error.no_display", cause=str(error)) from None
    driver = pygame.display.get_driver()
    if driver in UNSEEN and "SDL_VIDEODRIVER" not in os.environ:
        pygame.display.quit()
        raise Trouble("error.no_display", cause=driver)
    return window


def _sounds(settings: Settings) -> Player:
    """The sounds, as loud as they are wanted."""
    from game.window.sounds.voice import Voice

    voice = Voice()
    voice.set(settings.volume, mute=settings.mute)
    return voice


def opening(desk: Desk, note: Phrase | None = None) -> Screen:
    """The first screen: what to choose at the first start, or after the settings were lost; else the title."""
    if note is not None or not desk.settings.first_run_done:
        return desk.screen("welcome", note)
    return desk.screen("title")


def _begun(desk: Desk, path: Path) -> Push:
    """The sheet on which a campaign or scenario is begun, or what is wrong with it."""
    from game.session.shelf import CampaignCard, campaign_card, glance

    make = campaign_card if path.parent.name == CAMPAIGNS else glance
    found = make(path.stem, path, desk.settings.language)
    if found.problems:
        return desk.push("broken", found.problems)
    return desk.push("campaign" if isinstance(found, CampaignCard) else "begin", found)


def _fallen(desk: Desk, error: Exception) -> int:
    """Say where the second mistake in a row was written down."""
    from game.window import log

    sys.stderr.write(desk.t("crashed.twice", file=str(log.write(error))) + "\n")
    return 1


def _closed() -> None:
    """Give the display back."""
    import pygame

    pygame.display.quit()
