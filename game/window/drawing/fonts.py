"""Text as pictures: three families, a named weight each, runs by script, and a cache of what was drawn."""

from __future__ import annotations

import importlib.util
from collections import OrderedDict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pygame
import pygame.freetype

from game.window.drawing.theme import Colour, tokens

FACES: Final = {
    "serif": ("fontpkg_source_serif_4", "files/SourceSerif4[opsz,wght].ttf", 0),
    "sans": ("fontpkg_source_sans_3", "files/SourceSans3[wght].ttf", 0),
    "chinese": ("manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc", 2),
}
"""Package, file and face of each family."""
KEPT: Final = 1500
"""How many drawn texts are kept."""
BREAKS: Final = tuple("，。、；：！？）》」")
"""Marks that may not begin a line."""


class FontsMissing(Exception):
    """The packages with the fonts are not installed."""


@cache
def path(family: str) -> Path:
    """The file of a family. Raises FontsMissing."""
    package, file, _ = FACES[family]
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise FontsMissing(package)
    return Path(spec.origin).parent / file


def is_chinese(letter: str) -> bool:
    """Whether a letter is drawn with the Chinese family."""
    return "⺀" <= letter <= "鿿" or "\uff00" <= letter <= "\uffef" or "　" <= letter <= "〿"


def runs(text: str) -> Iterator[tuple[bool, str]]:
    """The text in pieces of one script: (whether Chinese, piece)."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or is_chinese(text[at]) != is_chinese(text[start]):
            yield is_chinese(text[start]), text[start:at]
            start = at


class Fonts:
    """The fonts of one program run, and the texts that they drew."""

    def __init__(self) -> None:
        """Opens no file: a family is opened when it is first needed."""
        pygame.freetype.init()
        self._open: dict[tuple[str, str], pygame.freetype.Font] = {}
        self._drawn: OrderedDict[tuple[str, str, str, int, Colour], pygame.Surface] = OrderedDict()
        self._widths: dict[tuple[str, str, str, int], int] = {}

    def _font(self, family: str, weight: str) -> pygame.freetype.Font:
        key = (family, weight)
        if key not in self._open:
            instance = tokens()["font"]["named_instance"][weight]
            index = instance << 16 | FACES[family][2]
            font = pygame.freetype.Font(str(path(family)), 16, font_index=index)
            font.pad = True
            self._open[key] = font
        return self._open[key]

    def ascent(self, family: str, size: int) -> int:
        """Pixels from the top of a drawn text to its baseline."""
        return int(self._font(family, "Regular").get_sized_ascender(size))

    def height(self, family: str, size: int) -> int:
        """The height in pixels of a drawn text."""
        font = self._font(family, "Regular")
        return int(font.get_sized_ascender(size) - font.get_sized_descender(size))

    def width(self, text: str, family: str, weight: str, size: int) -> int:
        """The width in pixels of a text on one line."""
        key = (text, family, weight, size)
        if key not in self._widths:
            if len(self._widths) > 20 * KEPT:
                self._widths.clear()
            self._widths[key] = sum(self._advance(*run, family, weight, size) for run in runs(text))
        return self._widths[key]

    def _advance(self, chinese: bool, piece: str, family: str, weight: str, size: int) -> int:
        font = self._font("chinese" if chinese else family, weight)
        letters = piece.replace(" ", "")
        wide = round(sum(metric[4] for metric in font.get_metrics(letters, size) if metric)) if letters else 0
        return wide + (len(piece) - len(letters)) * _space(size)

    def draw(self, text: str, family: str, weight: str, size: int, colour: Colour) -> pygame.Surface:
        """The text on one line, as a picture with a clear ground. Do not change it: it is kept for the next time."""
        key = (text, family, weight, size, colour)
        found = self._drawn.get(key)
        if found is None:
            found = self._drawn[key] = self._made(*key)
            if len(self._drawn) > KEPT:
                self._drawn.popitem(last=False)
        else:
            self._drawn.move_to_end(key)
        return found

    def _made(self, text: str, family: str, weight: str, size: int, colour: Colour) -> pygame.Surface:
        width, height = self.width(text, family, weight, size), self.height(family, size)
        picture = pygame.Surface((width + 2, height), pygame.SRCALPHA)
        base, x = self.ascent(family, size), 0
        for chinese, piece in runs(text):
            font = self._font("chinese" if chinese else family, weight)
            top = base - int(font.get_sized_ascender(size))
            for number, word in enumerate(piece.split(" ")):
                x += _space(size) if number else 0
                if word:
                    picture.blit(font.render(word, colour, size=size)[0], (x, top))
                    x += self._advance(chinese, word, family, weight, size)
        return picture

    def wrap(self, text: str, family: str, weight: str, size: int, width: int) -> list[str]:
        """The text in lines no wider than `width`, broken between words and, in Chinese, between letters."""
        lines = []
        for paragraph in text.split("\n"):
            line = ""
            for word in _words(paragraph):
                if line and self.width((line + word).rstrip(), family, weight, size) > width:
                    lines.append(line.rstrip())
                    line = word.lstrip()
                else:
                    line += word
            lines.append(line.rstrip())
        return lines


def _space(size: int) -> int:
    """The width of a space: at small sizes the fonts' own is rounded away."""
    return max(3, round(0.25 * size))


def _words(text: str) -> Iterator[str]:
    """The pieces that a line may be broken between, each with the space that follows it."""
    piece = ""
    for at, letter in enumerate(text):
        piece += letter
        after = text[at + 1 : at + 2]
        splits = letter in " -–/" or is_chinese(letter) or is_chinese(after or " ")
        if splits and after not in BREAKS and (letter == " " or after != " "):
            yield piece
            piece = ""
    if piece:
        yield piece
