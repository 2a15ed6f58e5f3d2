"""The stages' results, put together as the one value that pages, exports and search are made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Any, TypeVar

from variorum.model import (
    Annotation,
    Archive,
    Article,
    ArticleId,
    Cluster,
    Outlet,
    Problem,
    Relation,
    Span,
    Speaker,
    Topic,
    Utterance,
)

_Key = TypeVar("_Key", bound=str)


def assemble(
    articles: Iterable[Article],
    annotations: Iterable[Annotation],
    speakers: Iterable[Speaker] = (),
    outlets: Iterable[Outlet] = (),
    clusters: Iterable[Cluster] = (),
    utterances: Iterable[Utterance] = (),
    problems: Iterable[Problem] = (),
    relations: Iterable[Relation] = (),
    furniture: Mapping[ArticleId, tuple[Span, ...]] | None = None,
    topics: Iterable[Topic] = (),
) -> Archive:
    """Sort everything by id."""
    return Archive(
        articles={one.id: one for one in sorted(articles, key=attrgetter("id"))},
        annotations={one.article: one for one in sorted(annotations, key=attrgetter("article"))},
        speakers={one.id: one for one in sorted(speakers, key=attrgetter("id"))},
        outlets={one.id: one for one in sorted(outlets, key=attrgetter("id"))},
        clusters=tuple(clusters),
        utterances=tuple(utterances),
        problems=tuple(problems),
        relations=tuple(sorted(relations, key=attrgetter("base", "witness"))),
        topics={one.key: one for one in sorted(topics, key=attrgetter("key"))},
        furniture=_sorted(furniture or {}),
    )


def _sorted(mapping: Mapping[_Key, Any]) -> dict[_Key, Any]:
    return dict(sorted(mapping.items()))
