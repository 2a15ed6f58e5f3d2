"""Articles as kept from build to build: a row that every build needs, and the rest, which is read where it is shown."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from functools import partial
from typing import Any

from variorum.bench import Reading, Shape
from variorum.later import article_row, later_article
from variorum.model import Article, Problem

Loaded = tuple[Article | None, tuple[Problem, ...]]


def loaded_row(result: Loaded) -> Any:
    """Of what `variorum.load.read_entry` gives, the row."""
    article, problems = result
    return article_row(article) if article else None, problems


def loaded(row: Any, mark: bytes, read: Reading) -> Loaded:
    """What `variorum.load.read_entry` gives, the article to be read later."""

    def whole() -> Article:
        article: Article | None = read()[0]
        if article is None:
            raise ValueError("an article that was read once cannot be read again")
        return article

    return later_article(row[0], mark, whole, partial(_sent, read)) if row[0] else None, row[1]


def _sent(read: Reading) -> tuple[Callable[[bytes], Article], tuple[bytes]] | None:
    """How the article is sent to another process, as `__reduce__` gives it: as it is kept."""
    packed = read.packed()
    return None if packed is None else (_unpacked, (packed,))


def _unpacked(packed: bytes) -> Article:
    article: Article = pickle.loads(packed)[0][0]
    return article


ARTICLES = Shape(loaded_row, loaded)
