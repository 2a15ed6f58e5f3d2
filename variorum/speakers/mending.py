"""Annotations on which more bears than the article by itself: a curator's corrections, and what others say of a pronoun."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from variorum.corrections import correct
from variorum.model import Annotation, Article, ArticleId
from variorum.speakers.naming import Naming
from variorum.speakers.pooled import Looked, Pool, contradicted, follow_again, leading


class Sources(NamedTuple):
    """What stage 3 reads of articles; but for the first two, asked for by place where it must."""

    articles: Sequence[Article]
    marks: Sequence[bytes]
    """Each stands for the names of an article."""
    naming: Callable[[int], Naming]
    whole: Callable[[int], bytes]
    """Stands for an article and its annotation."""
    annotation: Callable[[int], Annotation]


class Mended(NamedTuple):
    """An annotation that was corrected, or in which pronouns were followed again, and what that was made from."""

    whole: bytes
    """Stands for the article, its annotation, and whether pronouns were followed."""
    votes: dict[str, tuple[int, int] | None]
    """Those of the archive that were looked up, by name."""
    annotation: Annotation


def mended(sources: Sources, pools: Mapping[str, Pool], before: Mapping[ArticleId, Mended]) -> dict[ArticleId, Mended]:
    """The annotations that are other than stage 2 found them; those of *before* of which nothing changed are kept."""
    votes = leading(pools)
    again = contradicted(pools, votes)
    found: dict[ArticleId, Mended] = {}
    for place, article in enumerate(sources.articles):
        if article.id in again or (article.notes and article.notes.quotes):
            whole = sources.whole(place) + (b"again" if article.id in again else b"")
            held = before.get(article.id)
            if held and held.whole == whole and all(votes.get(name) == vote for name, vote in held.votes.items()):
                found[article.id] = held
                continue
            looked, annotation = Looked(votes), sources.annotation(place)
            if article.id in again:
                annotation = follow_again(article, annotation, looked)
            found[article.id] = Mended(whole, looked.seen, correct(article, annotation))
    return found
