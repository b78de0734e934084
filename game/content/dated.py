"""Orders by date in a file of their own, in the shape of a scenario's `history`."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from game.content.causes import explain
from game.content.models import Orders
from game.content.places import Part, Places
from game.content.problems import ContentError, Problem
from game.content.reading import read
from game.content.values import Date, Model


class DatedOrders(Model):
    """What such a file says."""

    history: dict[Date, Orders]


def read_orders(path: Path) -> tuple[dict[str, Orders], Places]:
    """Orders by date, and where each stands (under `history`, which the file may write or leave out).

    Raises ContentError with everything that is wrong in the file.
    """
    value = read(path)
    if not isinstance(value, dict):
        raise ContentError([Problem("orders are a mapping of dates, such as `2016-11:`", path, 1, 1)])
    written = "history" in value
    places = Places((Part(path, value, () if written else ("history",)),))
    whole = value if written else {"history": value}
    try:
        return DatedOrders.model_validate(whole).history, places
    except ValidationError as error:
        raise ContentError(explain(error, whole, places, complete=True)) from None
