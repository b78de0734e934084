"""The command `hindcast`: play the past, print how it came out, and write the page, its pictures and the data."""

from __future__ import annotations

import importlib.util
import json
import math
from pathlib import Path
from typing import NamedTuple

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from game.content.load import load
from game.content.where import find, library
from game.research.hindcast.page import page
from game.session.hindcast.chapters import chapters
from game.session.hindcast.fit import Fit, fit
from game.session.hindcast.hindcast import Hindcast, hindcast
from game.session.hindcast.prices import real_prices
from game.session.hindcast.score import Score
from game.session.numbers import percent, written
from game.session.orders import hint
from game.session.trouble import Trouble
from game.session.words import Words, interface, languages, variable

PICTURES = Path("pictures", "hindcast")
"""Where the pictures lie, beside the page."""


class Wish(NamedTuple):
    """What the user asked for; without `out` nothing is written."""

    worlds: int
    seed: int
    out: Path | None
    fitted: bool
    language: str


def run(wish: Wish) -> None:
    """Do what was asked for. Raises Trouble for what the user can mend."""
    if wish.language not in languages():
        raise Trouble("error.no_language", name=wish.language, hint=hint(wish.language, languages()))
    if wish.out is not None and importlib.util.find_spec("matplotlib") is None:
        raise Trouble("error.no_matplotlib")
    played, prices = chapters(), real_prices()
    found = hindcast(played, prices, wish.worlds, wish.seed)
    words = _words(played[-1].name, wish.language)
    show(words, found)
    if wish.out is not None:
        typer.echo(words.t("table.written", file=str(write(found, wish.out))))
    if wish.fitted:
        _show_fit(words, fit(played, prices, min(wish.worlds, 100), wish.seed))


def _words(scenario: str, language: str) -> Words:
    """The words of the interface and of a scenario, which names partners and goods."""
    loaded = load(find(scenario, library()), library())
    return Words(language, loaded.words(language), interface(language))


def write(found: Hindcast, folder: Path) -> Path:
    """Write hindcast.md, hindcast.json and the pictures into a folder; the page's path. Raises Trouble."""
    from game.research.hindcast.pictures import draw

    target = folder / "hindcast.md"
    try:
        (folder / PICTURES).mkdir(parents=True, exist_ok=True)
        draw(found, folder / PICTURES)
        target.write_text(page(found, PICTURES.as_posix()), encoding="utf-8")
        data = json.dumps(found.data(), indent=1, allow_nan=False)
        target.with_suffix(".json").write_text(data + "\n", encoding="utf-8")
    except OSError as error:
        raise Trouble("error.unwritable", file=folder, cause=error.strerror or "") from None
    return target


def show(words: Words, found: Hindcast) -> None:
    """Print a row for each series: the seen and the unseen years."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column(words.t("hindcast.series"))
    for part in ("seen", "unseen"):
        for column in ("covered", "ratio", "right"):
            table.add_column(words.t(f"hindcast.{column}", years=words.t(f"hindcast.{part}")), justify="right")
    for one in found.series:
        name = words.say(variable(one.name))
        table.add_row(*map(Text, (name, *_cells(words, one.seen), *_cells(words, one.unseen))))
    _console().print(table)
    better, known = found.beaten(seen=False)
    covered = percent(words, found.covered(seen=False))
    typer.echo(words.t("hindcast.sum", covered=covered, better=better, known=known, worlds=found.worlds))


def _cells(words: Words, score: Score) -> tuple[str, str, str]:
    shares = (percent(words, one) if math.isfinite(one) else "–" for one in (score.covered, score.right))
    covered, right = shares
    return covered, written(words, score.ratio, 2) if math.isfinite(score.ratio) else "–", right


def _show_fit(words: Words, found: Fit) -> None:
    """Print what a fit suggests, and what it does to years that it has not seen."""
    for name, factor in found.factors.items():
        if factor != 1.0:
            typer.echo(words.t("hindcast.factor", name=name, factor=written(words, factor, 2)))
    before, after = (
        [written(words, one, 3) for one in losses] for losses in zip(found.seen, found.unseen, strict=True)
    )
    typer.echo(words.t("hindcast.loss", seen=before[0], unseen=before[1], fitted_seen=after[0], fitted_unseen=after[1]))


def _console() -> Console:
    return Console(markup=False, highlight=False, emoji=False)
