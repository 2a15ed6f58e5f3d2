"""Gather related articles into stories: each article hangs on its best source, so that one event does not swallow its day.

Connected components at a low threshold joined 351 of 612 articles on one event; a tree of best sources does not, because an
article that shares only a little with its source brings nobody else along.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from variorum.coverage.records import curated
from variorum.model import ArticleId, Cluster, Relation, RelationKind

STRONG = 0.5  # share of the witness (or of the base, if that is shorter) from which it stands for its source
AS_GOOD = 0.05  # a source whose share is this close to the best is as good, and the earliest of those is taken

WEAK_KINDS = frozenset({RelationKind.SHARES_PASSAGE})
STORY_KINDS = frozenset(RelationKind) - {RelationKind.SAME_QUOTATIONS}


def stories(relations: Sequence[Relation], rank: Mapping[ArticleId, int]) -> tuple[tuple[Cluster, ...], tuple[Relation, ...]]:
    """The clusters, and the relations that lie in none: between stories, and of articles that share only quotations.

    *rank* orders the articles: the earlier, the lower. Every relation's base is in it, and its witness.
    """
    trees = _trees(relations, rank)
    members: dict[ArticleId, list[ArticleId]] = defaultdict(list)
    for article in sorted(trees, key=rank.__getitem__):
        members[trees[article][0]].append(article)
    inside: dict[ArticleId, list[Relation]] = defaultdict(list)
    outside: list[Relation] = []
    for relation in relations:
        base, witness = trees.get(relation.base), trees.get(relation.witness)
        if base and witness and base[0] == witness[0]:
            inside[base[0]].append(relation)
        else:
            outside.append(relation)
    clusters = [
        _cluster(base, witnesses, inside[base], trees, rank) for base, witnesses in members.items() if len(witnesses) > 1
    ]
    return tuple(sorted(clusters, key=lambda cluster: cluster.id)), tuple(outside)


_Tree = dict[ArticleId, tuple[ArticleId, ArticleId | None]]
"""Article to (base of its story, best source); the base's own source is None."""


def _trees(relations: Iterable[Relation], rank: Mapping[ArticleId, int]) -> _Tree:
    """Hang each article, sources first, on the best source that stands for a story or is its base."""
    sources: dict[ArticleId, list[Relation]] = defaultdict(list)
    followed: set[ArticleId] = set()
    for relation in relations:
        if relation.kind in STORY_KINDS:
            sources[relation.witness].append(relation)
            followed |= {relation.base, relation.witness}
    trees: _Tree = {}
    weak: set[ArticleId] = set()
    for article in _sources_first(followed, sources, rank):
        best = _best([one for one in sources[article] if one.base in trees and one.base not in weak], rank)
        trees[article] = (trees[best.base][0], best.base) if best else (article, None)
        if best and strength(best) < STRONG:
            weak.add(article)
    return trees


def _sources_first(
    articles: Iterable[ArticleId], sources: Mapping[ArticleId, list[Relation]], rank: Mapping[ArticleId, int]
) -> list[ArticleId]:
    """The articles by rank, but each after the sources of its directed relations; a ring is cut at its first by rank."""
    done: dict[ArticleId, None] = {}
    for article in sorted(articles, key=rank.__getitem__):
        path = [article]
        while path:
            waiting = [one.base for one in sources.get(path[-1], ()) if one.base not in done and one.base not in path]
            if waiting:
                path.append(min(waiting, key=rank.__getitem__))
            else:
                done[path.pop()] = None
    return list(done)


def strength(relation: Relation) -> float:
    """How much of the shorter article stands in the other, 0 to 1; a shared passage alone is weak whatever its share."""
    return 0.0 if relation.kind in WEAK_KINDS else max(relation.base_share, relation.witness_share)


def _best(found: Sequence[Relation], rank: Mapping[ArticleId, int]) -> Relation | None:
    """The relation a curator states, else that to the earliest of the sources that share the most of the witness."""
    if not found:
        return None
    found = [one for one in found if curated(one)] or found
    most = max(one.witness_share for one in found)
    return min((one for one in found if one.witness_share >= most - AS_GOOD), key=lambda one: rank[one.base])


def _cluster(
    base: ArticleId, members: Sequence[ArticleId], relations: Sequence[Relation], trees: _Tree, rank: Mapping[ArticleId, int]
) -> Cluster:
    order = sorted(members, key=lambda one: (one != base, rank[one]))

    def place(relation: Relation) -> tuple[bool, int, int]:
        return trees[relation.witness][1] != relation.base, rank[relation.witness], rank[relation.base]

    return Cluster(base, base, tuple(order), tuple(sorted(relations, key=place)))
