"""Everything the pages, exports and the index are made from, and the files they give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from variorum.model.article import Article, Outlet, Topic
from variorum.model.basic import ArticleId, OutletId, Problem, Span, SpeakerId
from variorum.model.coverage import Cluster, Relation, Utterance
from variorum.model.quotation import Annotation, Speaker
from variorum.model.values import Value


@dataclass(frozen=True, slots=True)
class Archive(Value):
    """Everything the pages, exports and the index are made from. Mappings are in sorted order of their keys.

    `variorum.assemble.assemble` makes one.
    """

    articles: Mapping[ArticleId, Article]
    annotations: Mapping[ArticleId, Annotation]
    speakers: Mapping[SpeakerId, Speaker]
    outlets: Mapping[OutletId, Outlet]
    clusters: tuple[Cluster, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    relations: tuple[Relation, ...] = ()
    """Those that lie in no cluster: between two stories, and of articles that share quotations only; by base, then witness."""
    topics: Mapping[str, Topic] = field(default_factory=dict)
    """The records of topics, by key."""
    furniture: Mapping[ArticleId, tuple[Span, ...]] = field(default_factory=dict)
    """Stretches of texts that are site matter, in order, kept out of what is compared; no entry where there is none."""
    published: bool = False
    """True once all that may not be shown is gone from it (`variorum.publish`)."""


@dataclass(frozen=True, slots=True)
class OutputFile(Value):
    """A file of the site."""

    path: str
    """Relative to `site/`, with `/`."""
    content: bytes
