"""What all articles say by name, brought up to date: only names of articles that changed are gone through again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Protocol, TypeVar

from variorum.model import ArticleId
from variorum.speakers.naming import Naming

Read = Callable[[ArticleId], Naming | None]
"""The names of an article; None of one that is not there."""


class Row(Protocol):
    """What is said by one name."""

    @property
    def articles(self) -> AbstractSet[ArticleId]:
        """All that it is made from."""


_Part = TypeVar("_Part")
_Row = TypeVar("_Row", bound=Row)


def updated(
    before: Mapping[str, _Row],
    changed: AbstractSet[ArticleId],
    read: Read,
    parts: Callable[[Naming], Mapping[str, _Part]],
    make: Callable[[Iterable[tuple[ArticleId, _Part]]], _Row],
) -> tuple[dict[str, _Row], AbstractSet[str]]:
    """The index of all articles, and the names whose rows may be other than *before*, when articles *changed*, came or went.

    *parts* gives what one article says by name, *make* a row from what all articles say, in their order. From nothing, with
    all articles changed, it is the whole index.
    """
    found, held = dict(before), dict[ArticleId, Mapping[str, _Part]]()

    def said(article: ArticleId) -> Mapping[str, _Part]:
        if article not in held:
            naming = read(article)
            held[article] = parts(naming) if naming else {}
        return held[article]

    come: defaultdict[str, list[ArticleId]] = defaultdict(list)
    for article in changed:
        for name in said(article):
            come[name].append(article)
    touched = {name for name, row in before.items() if not changed.isdisjoint(row.articles)} | come.keys()
    for name in touched:
        stay = before[name].articles - changed if name in before else ()
        articles = sorted((*come.get(name, ()), *stay))
        if articles:
            found[name] = make([(article, said(article)[name]) for article in articles])
        else:
            del found[name]
    return found, touched
