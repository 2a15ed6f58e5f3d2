"""Snowball's stemmers of release 3.0.1, as the browser has them: in C where PyStemmer is installed, otherwise in Python.

PyStemmer 3.0.0 and snowballstemmer 3.0.1 are made of the same rules, and give the same stems; PyStemmer takes 1 us a word, the
other 60. There are machines and versions of Python that PyStemmer has no wheel for; pyproject.toml names those that it has.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Protocol, cast

COMPILED = "3.0.0"
"""The release of PyStemmer with the rules of Snowball 3.0.1. Those of 3.1.0 are others: it stems *internal* another way."""


class Stemmer(Protocol):
    """What both packages offer."""

    def stemWord(self, word: str) -> str:  # noqa: N802
        """The stem of one folded word."""


def snowball(name: str) -> Stemmer:
    """The stemmer of a language, by Snowball's name for it."""
    return cast(Stemmer, import_module("Stemmer").Stemmer(name, 0) if _installed() == COMPILED else in_python(name))


def in_python(name: str) -> Stemmer:
    """The stemmer that any machine can run. The package's own way to it takes whatever PyStemmer there is."""
    return cast(Stemmer, getattr(import_module(f"snowballstemmer.{name}_stemmer"), f"{name.capitalize()}Stemmer")())


def _installed() -> str:
    try:
        return version("PyStemmer")
    except PackageNotFoundError:
        return ""
