"""The stage, readable top to bottom: articles to clusters, and quotations to utterances."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from variorum.config import Config
from variorum.coverage.candidates import Row, candidates
from variorum.coverage.compare import compare
from variorum.coverage.direction import Outlets
from variorum.coverage.furniture import furniture, short_blocks
from variorum.coverage.grams import grams
from variorum.coverage.prepare import source
from variorum.coverage.relate import relate
from variorum.coverage.stated import Stated, settle, stated
from variorum.coverage.stories import stories
from variorum.coverage.utterances import gather
from variorum.model import Annotation, Article, ArticleId, Cluster, Problem, Relation, Utterance

Map = Callable[..., Iterable[Any]]
"""`map`, or the `map` of an executor: both give results in order."""

NO_OUTLETS: Outlets = {}
UNKNOWN_DAY = 10**7
"""Beyond every day there is; an undated article lies in every window."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """All that stage 4 finds of duplicate coverage."""

    clusters: tuple[Cluster, ...]
    relations: tuple[Relation, ...] = ()
    """Those that lie in no cluster: between two stories, and of articles that share quotations only."""
    problems: tuple[Problem, ...] = ()


def match(
    articles: Sequence[Article], annotations: Mapping[ArticleId, Annotation], config: Config, outlets: Outlets = NO_OUTLETS
) -> tuple[Cluster, ...]:
    """The stories of the archive. Withdrawn articles are in none."""
    return cover(articles, annotations, config, outlets).clusters


def cover(
    articles: Sequence[Article],
    annotations: Mapping[ArticleId, Annotation],
    config: Config,
    outlets: Outlets = NO_OUTLETS,
    mapped: Map = map,
) -> Coverage:
    """Stories, relations outside them, and what an archivist should look at. The work on one article and on one pair runs
    through *mapped*."""
    ordered = earliest_first(articles)
    bare = [source(article, annotations.get(article.id)) for article in ordered]
    left_out = furniture(ordered, bare, list(mapped(short_blocks, bare)))
    sources = [replace(one, furniture=left_out.blocks.get(one.article, ())) for one in bare]
    rows = [_row(article, hashes) for article, hashes in zip(ordered, mapped(grams, sources), strict=True)]
    asserted, unknown = stated(ordered)
    rank = {article.id: place for place, article in enumerate(ordered)}
    pairs = _with_asserted(candidates(rows, config.coverage.window_days), asserted, rank)
    compared = mapped(compare, [sources[one] for one, _ in pairs], [sources[two] for _, two in pairs])
    detected = (
        relate(ordered[one], ordered[two], shared, outlets, config.coverage)
        for (one, two), shared in zip(pairs, compared, strict=True)
        if shared
    )
    relations, disagreements = settle(detected, asserted, {one.id: one for one in ordered}, outlets)
    clusters, others = stories(relations, rank)
    return Coverage(clusters, others, (*left_out.problems, *unknown, *disagreements))


def _with_asserted(
    pairs: Sequence[tuple[int, int]], asserted: Sequence[Stated], rank: Mapping[ArticleId, int]
) -> list[tuple[int, int]]:
    """*pairs* and those a curator names, in order."""
    named = {(min(places), max(places)) for one in asserted if len(places := {rank[one.base], rank[one.witness]}) == 2}
    return sorted(named.union(pairs)) if named else list(pairs)


def utterances(
    articles: Sequence[Article], annotations: Mapping[ArticleId, Annotation], config: Config
) -> tuple[Utterance, ...]:
    """The archive's utterances; what withdrawn articles quote is left out."""
    del config  # no setting bears on utterances yet; the entry points of a stage take the same arguments
    return gather(earliest_first(articles), annotations)


def earliest_first(articles: Iterable[Article]) -> list[Article]:
    """The articles that are not withdrawn, by first possible day, those without one last, then by id."""
    return sorted((one for one in articles if one.withdrawn is None), key=lambda one: (_days(one)[0] or UNKNOWN_DAY, one.id))


def _days(article: Article) -> tuple[int, int]:
    published = article.published
    if published is None or published.earliest is None or published.latest is None:
        return 0, UNKNOWN_DAY
    return published.earliest.toordinal(), published.latest.toordinal()


def _row(article: Article, hashes: Any) -> Row:
    return Row(hashes, *_days(article))
