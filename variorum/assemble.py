"""The stages' results, put together as the one value that pages, exports and search are made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
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
    SpeakerId,
    Topic,
    Utterance,
)

_Key = TypeVar("_Key", bound=str)
_Value = TypeVar("_Value")


class Lazily(Mapping[_Key, _Value]):
    """A mapping that is made when it is first looked at: an edit of an archive looks at few of those over all of it."""

    def __init__(self, make: Callable[[], Mapping[_Key, _Value]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Mapping[_Key, _Value]:
        return self._make()

    def __getitem__(self, key: _Key) -> _Value:
        return self._made[key]

    def __iter__(self) -> Iterator[_Key]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)

    def __reduce__(self) -> tuple[type[dict[_Key, _Value]], tuple[dict[_Key, _Value]]]:
        return dict, (dict(self._made),)


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
    """Sort everything by id and add what pages look up: the cluster of an article, a speaker's utterances."""
    by_id = {one.id: one for one in sorted(articles, key=lambda one: one.id)}
    notes = {one.article: one for one in sorted(annotations, key=lambda one: one.article)}
    clusters, utterances = tuple(clusters), tuple(utterances)
    return Archive(
        articles=by_id,
        annotations=notes,
        speakers={one.id: one for one in sorted(speakers, key=lambda one: one.id)},
        outlets={one.id: one for one in sorted(outlets, key=lambda one: one.id)},
        clusters=clusters,
        utterances=utterances,
        problems=tuple(problems),
        relations=tuple(sorted(relations, key=lambda one: (one.base, one.witness))),
        topics={one.key: one for one in sorted(topics, key=lambda one: one.key)},
        furniture=_sorted(furniture or {}),
        cluster_of=Lazily(lambda: cluster_of(clusters)),
        said=Lazily(lambda: said(utterances)),
        quoted_in=Lazily(lambda: quoted_in(utterances)),
    )


def cluster_of(clusters: Iterable[Cluster]) -> Mapping[ArticleId, Cluster]:
    """The cluster of each article that is a witness of one."""
    return _sorted({article: cluster for cluster in clusters for article in cluster.witnesses})


def said(utterances: Iterable[Utterance]) -> Mapping[SpeakerId, tuple[Utterance, ...]]:
    """The utterances of each speaker."""
    found: dict[SpeakerId, list[Utterance]] = defaultdict(list)
    for one in utterances:
        if one.speaker:
            found[one.speaker].append(one)
    return _sorted({key: tuple(these) for key, these in found.items()})


def quoted_in(utterances: Iterable[Utterance]) -> Mapping[ArticleId, tuple[Utterance, ...]]:
    """The utterances that each article is a witness of, each once."""
    found: dict[ArticleId, dict[str, Utterance]] = defaultdict(dict)
    for one in utterances:
        for witness in one.witnesses:
            found[witness.article].setdefault(one.id, one)
    return _sorted({key: tuple(these.values()) for key, these in found.items()})


def _sorted(mapping: Mapping[_Key, Any]) -> dict[_Key, Any]:
    return dict(sorted(mapping.items()))
