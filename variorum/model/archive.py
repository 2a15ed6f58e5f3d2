"""Everything the pages, exports and the index are made from, and the files they give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from variorum.model.article import Article, Outlet
from variorum.model.basic import ArticleId, OutletId, Problem, SpeakerId
from variorum.model.coverage import Cluster, Utterance
from variorum.model.quotation import Annotation, Speaker


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything the pages, exports and the index are made from. Mappings are in sorted order of their keys."""

    articles: Mapping[ArticleId, Article]
    annotations: Mapping[ArticleId, Annotation]
    speakers: Mapping[SpeakerId, Speaker]
    outlets: Mapping[OutletId, Outlet]
    clusters: tuple[Cluster, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    problems: tuple[Problem, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file of the site."""

    path: str
    """Relative to `site/`, with `/`."""
    content: bytes
