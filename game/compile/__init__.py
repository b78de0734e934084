"""From content to rules: the only place where names become numbers."""

from game.compile.build import Book, compile_book

__all__ = ["Book", "compile_book"]
