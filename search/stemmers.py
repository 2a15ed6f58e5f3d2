"""Snowball's stemmers, the pure Python ones of snowballstemmer 3.0.1, with a faster way to look endings up.

The generated code looks for the longest of many endings by bisection, character by character, which is most of its time. Here
the endings of each list are in a dict, and the pieces of the word are looked up from the longest on: the same answer.
tests/search/test_analyzer.py compares the two over a vocabulary in every language.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any, Protocol, cast


class Stemmer(Protocol):
    """What snowballstemmer's classes offer."""

    def stemWord(self, word: str) -> str:  # noqa: N802
        """The stem of one folded word."""


class Quick:
    """Two methods of snowballstemmer's `BaseStemmer`. Each list of endings is an attribute of a class, and so lives on."""

    cursor: int
    limit: int
    limit_backward: int
    current: str
    _tables: dict[int, tuple[dict[str, Any], list[int]]] = {}  # noqa: RUF012 -- shared by all stemmers

    def find_among(self, endings: Sequence[Any]) -> Any:
        """What follows from the longest of *endings* that stands behind the cursor and holds; 0 for none."""
        table, lengths = self._tables.get(id(endings)) or self._table(endings)
        start, room = self.cursor, self.limit - self.cursor
        for length in lengths:
            if length <= room and (found := table.get(self.current[start : start + length])):
                self.cursor = start + length
                if found.method is None or self._holds(found, start + length):
                    return found.result
        return 0

    def find_among_b(self, endings: Sequence[Any]) -> Any:
        """The same before the cursor."""
        table, lengths = self._tables.get(id(endings)) or self._table(endings)
        end, room = self.cursor, self.cursor - self.limit_backward
        for length in lengths:
            if length <= room and (found := table.get(self.current[end - length : end])):
                self.cursor = end - length
                if found.method is None or self._holds(found, end - length):
                    return found.result
        return 0

    def _holds(self, found: Any, cursor: int) -> bool:
        holds = bool(found.method(self))
        self.cursor = cursor
        return holds

    def _table(self, endings: Sequence[Any]) -> tuple[dict[str, Any], list[int]]:
        table = {one.s: one for one in endings}
        self._tables[id(endings)] = table, sorted({len(ending) for ending in table}, reverse=True)
        return self._tables[id(endings)]


class QuickEnglish(Quick):
    """One more of the English stemmer, a quarter of its time: it looks at every letter for a `y`, which most words have not."""

    B_Y_found: bool

    def _EnglishStemmer__r_prelude(self) -> bool:  # noqa: N802 -- as Python names the method of its class
        """Mark each `y` that is a consonant, and drop an apostrophe in front."""
        if "y" in self.current or self.current.startswith("'"):
            return bool(super()._EnglishStemmer__r_prelude())  # type: ignore[misc]
        self.B_Y_found = False
        return True


def snowball(name: str) -> Stemmer:
    """The stemmer of a language, by Snowball's name for it."""
    return cast(Stemmer, type("QuickStemmer", (QuickEnglish if name == "english" else Quick, _plain(name)), {})())


def _plain(name: str) -> Any:
    return getattr(import_module(f"{_package()}.{name}_stemmer"), f"{name.capitalize()}Stemmer")


@cache
def _package() -> str:
    """The package of the stemmers under a name of ours: its own beginning imports those of thirty languages, for 20 ms."""
    found, name = find_spec("snowballstemmer"), f"{__name__}.plain"
    if found is None or found.submodule_search_locations is None:
        raise ModuleNotFoundError("snowballstemmer", name="snowballstemmer")
    sys.modules[name] = package = ModuleType(name)
    package.__path__ = found.submodule_search_locations
    return name
