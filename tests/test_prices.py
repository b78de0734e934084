"""The prices' means, speeds and volatilities are what the monthly Pink Sheet of 2006-01 to 2016-08 gives."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from game.engine.arrays import Floats
from tests.worlds import STORY, book

DATA = Path(__file__).parent / "data" / "pink_sheet.csv"


def prices(commodity: str) -> Floats:
    with DATA.open(encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return np.array([float(row["price"]) for row in rows if row["commodity"] == commodity])


@pytest.mark.parametrize("commodity", ["coal", "copper", "gold"])
def test_parameters_follow_from_the_series(commodity: str) -> None:
    series = prices(commodity)
    logs = np.log(series)
    entry = book(STORY).content.commodities[commodity]
    memory = np.polyfit(logs[:-1], logs[1:], 1)[0]
    assert len(series) == 128
    assert entry.mean.value == pytest.approx(series.mean(), rel=0.005)
    assert entry.volatility.value == pytest.approx(np.diff(logs).std(ddof=1), abs=0.001)
    assert entry.reversion.value == pytest.approx(1 - memory, abs=0.001)
    assert {entry.mean.grade, entry.volatility.grade, entry.reversion.grade} == {"estimated"}
