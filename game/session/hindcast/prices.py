"""The real prices of the past by month, and rules under which they are the prices that the mines get."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from game.compile import Book
from game.content.where import library
from game.engine.rules import Rules

Prices = dict[str, dict[int, float]]
"""By commodity and month (see `month`)."""


def month(year: int, number: int = 1) -> int:
    """A month as one number, so that months can be counted; `number` is 1 for January."""
    return 12 * year + number - 1


def real_prices() -> Prices:
    """The monthly prices of coal, copper and gold that come with the game (`assets/prices`)."""
    found: Prices = {}
    path = library().parent / "assets" / "prices" / "monthly.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            year, number = row.pop("month").split("-")
            for commodity, price in row.items():
                found.setdefault(commodity, {})[month(int(year), int(number))] = float(price)
    return found


def imposed(book: Book, rules: Rules, prices: Prices) -> Iterator[Rules]:
    """For each turn the rules under which every price becomes the mean of the real prices of its months.

    Commodities without a real price keep the model's own.
    """
    goods = rules.goods
    for turn in range(rules.turns):
        months = range(*months_of(book, turn))
        mean, reversion, volatility = goods.mean.copy(), goods.reversion.copy(), goods.volatility.copy()
        for place, commodity in enumerate(book.names.ids["commodity"]):
            if commodity in prices:
                mean[place] = np.mean([prices[commodity][one] for one in months])
                reversion[place], volatility[place] = 1.0, 0.0
        yield replace(rules, goods=replace(goods, mean=mean, reversion=reversion, volatility=volatility))


def months_of(book: Book, turn: int) -> tuple[int, int]:
    """The first month of a turn, and the first one after it."""
    begins, ends = (book.calendar.day_of(one) for one in (turn, turn + 1))
    return month(begins.year, begins.month), month(ends.year, ends.month)
