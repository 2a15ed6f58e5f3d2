"""The stage, readable top to bottom: articles to clusters, and quotations to utterances."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from variorum.config import Config
from variorum.coverage.compare import compare
from variorum.coverage.direction import Outlets
from variorum.coverage.furniture import furniture, short_blocks
from variorum.coverage.grams import grams
from variorum.coverage.hashing import Hashes
from variorum.coverage.index import Index, Row, candidates, updated
from variorum.coverage.keep import Keeper, Map, Memory
from variorum.coverage.prepare import Source, source, without
from variorum.coverage.relate import relate
from variorum.coverage.stated import Stated, settle, stated
from variorum.coverage.stories import stories
from variorum.coverage.utterances import gather
from variorum.model import Annotation, Article, ArticleId, Cluster, Problem, Relation, Utterance

NO_OUTLETS: Outlets = {}
NO_FURNITURE: Mapping[ArticleId, tuple[int, ...]] = {}
NOTHING = Memory()
UNKNOWN_DAY = 10**7
"""Beyond every day there is; an undated article lies in every window."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """All that stage 4 finds of duplicate coverage."""

    clusters: tuple[Cluster, ...]
    relations: tuple[Relation, ...] = ()
    """Those that lie in no cluster: between two stories, and of articles that share quotations only."""
    problems: tuple[Problem, ...] = ()
    furniture: Mapping[ArticleId, tuple[int, ...]] = field(default_factory=dict)
    """Places in `Article.blocks` of paragraphs that are site matter; articles without have no entry."""
    memory: Memory = NOTHING
    """For the next build."""


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
    before: Memory = NOTHING,
) -> Coverage:
    """Stories, relations outside them, and what an archivist should look at.

    The work on one article and on one pair runs through *mapped*; what *before*, of an earlier build, remembers is not done
    again, and the result is the same.
    """
    keeper = Keeper(mapped, before.kept)
    ordered = earliest_first(articles)
    bare = [source(article, annotations.get(article.id)) for article in ordered]
    left_out = furniture(ordered, bare, keeper.map(short_blocks, bare), keeper.map)
    sources = {one.article: without(one, left_out.blocks.get(one.article, ())) for one in bare}
    rows = _rows(ordered, sources, keeper.map(grams, list(sources.values())))
    index = updated(_same_window(before.index, config), rows, before.rows)
    asserted, unknown = stated(ordered)
    pairs = _with_asserted([(rows[one].name, rows[two].name) for one, two in candidates(index, rows)], asserted, ordered)
    compared = keeper.map(compare, [sources[one] for one, _ in pairs], [sources[two] for _, two in pairs])
    by_id = {article.id: article for article in ordered}
    detected = [
        relate(by_id[one], by_id[two], shared, outlets, config.coverage)
        for (one, two), shared in zip(pairs, compared, strict=True)
        if shared
    ]
    relations, disagreements = settle(detected, asserted, by_id, outlets)
    clusters, others = stories(relations, {article.id: place for place, article in enumerate(ordered)})
    problems = (*left_out.problems, *unknown, *disagreements)
    return Coverage(clusters, others, problems, left_out.blocks, Memory(keeper.kept, index, rows))


def collated(
    one: Article,
    two: Article,
    annotations: Mapping[ArticleId, Annotation],
    config: Config,
    outlets: Outlets = NO_OUTLETS,
    furniture: Mapping[ArticleId, tuple[int, ...]] = NO_FURNITURE,
) -> Relation | None:
    """What any two articles are to each other, whether or not `cover` compared them; None where they share next to nothing.

    Pure, some 5 ms a pair. With the archive's annotations, outlets and `furniture` it is what `cover` gives of the same pair,
    before a curator's word, whichever is named first.
    """
    earlier, later = sorted((one, two), key=_order)
    left, right = (without(source(of, annotations.get(of.id)), furniture.get(of.id, ())) for of in (earlier, later))
    shared = compare(left, right)
    return relate(earlier, later, shared, outlets, config.coverage) if shared else None


def utterances(
    articles: Sequence[Article], annotations: Mapping[ArticleId, Annotation], config: Config
) -> tuple[Utterance, ...]:
    """The archive's utterances; what withdrawn articles quote is left out."""
    del config  # no setting bears on utterances yet; the entry points of a stage take the same arguments
    return gather(earliest_first(articles), annotations)


def earliest_first(articles: Iterable[Article]) -> list[Article]:
    """The articles that are not withdrawn, by first possible day, those without one last, then by id."""
    return sorted((one for one in articles if one.withdrawn is None), key=_order)


def _order(article: Article) -> tuple[int, ArticleId]:
    return _days(article)[0] or UNKNOWN_DAY, article.id


def _days(article: Article) -> tuple[int, int]:
    published = article.published
    if published is None or published.earliest is None or published.latest is None:
        return 0, UNKNOWN_DAY
    return published.earliest.toordinal(), published.latest.toordinal()


def _rows(articles: Sequence[Article], sources: Mapping[ArticleId, Source], hashes: Sequence[Hashes]) -> dict[str, Row]:
    """A row of the index for each article, by what it is made of."""
    rows: dict[str, Row] = {}
    for article, held in zip(articles, hashes, strict=True):
        days = _days(article)
        rows[f"{article.id} {sources[article.id].digest} {days}"] = Row(held, *days, article.id)
    return rows


def _same_window(index: Index | None, config: Config) -> Index:
    window = config.coverage.window_days
    return index if index is not None and index.window == window else Index(window)


def _with_asserted(
    pairs: list[tuple[ArticleId, ArticleId]], asserted: Sequence[Stated], ordered: Sequence[Article]
) -> list[tuple[ArticleId, ArticleId]]:
    """*pairs* and those a curator names, the earlier of each first, in order."""
    if not asserted:
        return pairs
    rank = {article.id: place for place, article in enumerate(ordered)}
    named = {
        (min(one.base, one.witness, key=rank.__getitem__), max(one.base, one.witness, key=rank.__getitem__)) for one in asserted
    }
    return sorted(named.union(pairs), key=lambda pair: (rank[pair[0]], rank[pair[1]]))
