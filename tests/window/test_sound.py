from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

import numpy as np
import pygame
import pytest

from game.window.drawing.theme import tokens
from game.window.sounds.sound import Sounds
from game.window.sounds.waves import RECIPES, Wave, cues
from tests.worlds import ROOT

SOUND = tokens()["sound"]


@pytest.fixture(scope="module")
def waves() -> dict[str, Wave]:
    return dict(cues(SOUND))


@pytest.fixture
def sounds() -> Iterator[Sounds]:
    made = Sounds()
    made.open()
    made.wait()
    yield made
    made.close()


def test_every_cue_of_the_tokens_is_made_and_no_other(waves: dict[str, Wave]) -> None:
    assert set(waves) == set(SOUND["cues"])


def test_a_cue_has_the_notes_that_the_tokens_name() -> None:
    for name, cue in SOUND["cues"].items():
        told = re.findall(r"[A-G]\d", cue["note"])
        assert list(dict.fromkeys(RECIPES[name].notes)) == told


@pytest.mark.parametrize("name", sorted(SOUND["cues"]))
def test_a_cue_has_the_length_and_the_level_of_the_tokens(waves: dict[str, Wave], name: str) -> None:
    cue, wave = SOUND["cues"][name], waves[name]
    assert len(wave) == round(cue["ms"] / 1000 * SOUND["sample_rate"])
    assert np.abs(wave).max() == pytest.approx(cue["gain"], rel=1e-9)
    assert abs(wave[0]) < 1e-3
    assert abs(wave[-1]) < 1e-3


def test_a_long_cue_grows_slowly_and_a_short_one_is_there_at_once(waves: dict[str, Wave]) -> None:
    early = slice(0, round(0.02 * SOUND["sample_rate"]))
    assert np.abs(waves["event"][early]).max() < 0.2 * np.abs(waves["event"]).max()
    assert np.abs(waves["place"][early]).max() > 0.7 * np.abs(waves["place"]).max()


def test_the_pulse_is_low(waves: dict[str, Wave]) -> None:
    wave = waves["pressure_hits"]
    strongest = np.fft.rfftfreq(len(wave), 1 / SOUND["sample_rate"])[np.abs(np.fft.rfft(wave)).argmax()]
    assert strongest == pytest.approx(110, abs=4)


def test_a_new_cue_takes_the_place_of_the_one_that_sounds(sounds: Sounds) -> None:
    assert sounds.play("event")
    assert sounds.play("place")
    assert sum(pygame.mixer.Channel(at).get_busy() for at in range(pygame.mixer.get_num_channels())) == 1


def test_mute_stops_what_sounds_and_lets_nothing_start(sounds: Sounds) -> None:
    sounds.play("goal_reached")
    sounds.mute = True
    assert not pygame.mixer.get_busy()
    assert not sounds.play("place")
    sounds.mute = False
    assert sounds.play("place")


def test_no_volume_is_silence_and_volume_stays_within_bounds(sounds: Sounds) -> None:
    sounds.volume = -3
    assert sounds.volume == 0
    assert not sounds.play("place")
    sounds.volume = 7
    assert sounds.volume == 1
    assert sounds.play("place")


def test_a_name_that_is_no_cue_is_a_mistake_even_in_silence() -> None:
    with pytest.raises(KeyError):
        Sounds(mute=True).play("fanfare")


def test_before_the_device_is_open_nothing_sounds() -> None:
    assert not Sounds().play("place")


def test_a_machine_without_a_sound_card_stays_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise pygame.error("no audio device")

    monkeypatch.setattr(pygame.mixer, "init", broken)
    sounds = Sounds()
    assert not sounds.open()
    assert not sounds.play("place")
    sounds.close()


def test_it_can_be_closed_and_opened_again(sounds: Sounds) -> None:
    sounds.close()
    assert not sounds.play("place")
    assert sounds.open()
    assert sounds.wait()
    assert sounds.play("place")


def test_importing_it_does_not_load_numbers() -> None:
    program = "import sys, game.window.sounds.sound; sys.exit('game.window.sounds.waves' in sys.modules)"
    assert not subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode
