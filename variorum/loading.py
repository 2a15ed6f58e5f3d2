"""Articles as kept from build to build: a row that every build needs, and the rest, which is read where it is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from variorum.bench import Shape
from variorum.later import article_row, later_article
from variorum.model import Article, Problem

Loaded = tuple[Article | None, tuple[Problem, ...]]


def loaded_row(result: Loaded) -> Any:
    """Of what `variorum.load.read_entry` gives, the row."""
    article, problems = result
    return article_row(article) if article else None, problems


def loaded(row: Any, mark: bytes, read: Callable[[], Loaded]) -> Loaded:
    """What `variorum.load.read_entry` gives, the article to be read later."""

    def whole() -> Article:
        article = read()[0]
        if article is None:
            raise ValueError("an article that was read once cannot be read again")
        return article

    return later_article(row[0], mark, whole) if row[0] else None, row[1]


ARTICLES = Shape(loaded_row, loaded)
