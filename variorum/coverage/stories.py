"""Gather related articles into stories: each article hangs on its best source, so that one event does not swallow its day.

Connected components at a low threshold joined 351 of 612 articles on one event; a tree of best sources does not, because an
article that shares only a little with its source brings nobody else along.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import is_
from typing import NamedTuple

from variorum.coverage.records import standing
from variorum.model import ArticleId, Cluster, Relation, RelationKind

STRONG = 0.5  # share of the witness (or of the base, if that is shorter) from which it stands for its source
AS_GOOD = 0.05  # a source whose share is this close to the best is as good, and the earliest of those is taken

NO_STORY, WEAK = RelationKind.SAME_QUOTATIONS, RelationKind.SHARES_PASSAGE

Ends = tuple[int, int]
"""The base and the witness of a relation, by their places among the articles, the earliest at 0."""


class Stories(NamedTuple):
    """What `stories` gives, and of what it was made."""

    relations: Sequence[Relation]
    ordered: Sequence[ArticleId]
    clusters: tuple[Cluster, ...]
    others: tuple[Relation, ...]
    """The relations that lie in none: between stories, and of articles that share only quotations."""


def stories(relations: Sequence[Relation], ordered: Sequence[ArticleId], before: Stories | None = None) -> Stories:
    """The stories of all articles, *ordered* earliest first. Those *before* are the same where they were made of the same."""
    if before and _same(relations, before.relations) and ordered == before.ordered:
        return before
    return Stories(relations, ordered, *_told(relations, ordered))


def _same(these: Sequence[Relation], those: Sequence[Relation]) -> bool:
    """Whether they are the very same relations: none is looked into to tell."""
    return len(these) == len(those) and all(map(is_, these, those))


def _told(relations: Sequence[Relation], ordered: Sequence[ArticleId]) -> tuple[tuple[Cluster, ...], tuple[Relation, ...]]:
    rank = {article: place for place, article in enumerate(ordered)}
    ends = [(rank[relation.base], rank[relation.witness]) for relation in relations]
    trees = _trees(zip(relations, ends, strict=True))
    members: dict[int, list[int]] = defaultdict(list)
    for article in sorted(trees):
        members[trees[article][0]].append(article)
    inside: dict[int, list[tuple[bool, int, int, Relation]]] = defaultdict(list)
    outside: list[Relation] = []
    for relation, (base, witness) in zip(relations, ends, strict=True):
        one, two = trees.get(base), trees.get(witness)
        if one and two and one[0] == two[0]:
            inside[one[0]].append((two[1] != base, witness, base, relation))
        else:
            outside.append(relation)
    clusters = [
        _cluster([ordered[base], *(ordered[one] for one in witnesses if one != base)], sorted(inside[base]))
        for base, witnesses in members.items()
        if len(witnesses) > 1
    ]
    return tuple(sorted(clusters, key=lambda cluster: cluster.id)), tuple(outside)


_Source = tuple[int, float, float, bool]
"""What an article may hang on: a base; the share of the article that stands in it; how much of the shorter of the two stands in
the other, 0 to 1, where a shared passage alone is weak whatever its share; and whether a curator says so."""
_Tree = dict[int, tuple[int, int | None]]
"""Article to (base of its story, best source); the base's own source is None."""


def _trees(relations: Iterable[tuple[Relation, Ends]]) -> _Tree:
    """Hang each article, sources first, on the best source that stands for a story or is its base."""
    sources: dict[int, list[_Source]] = {}
    for relation, (base, witness) in relations:
        if (kind := relation.kind) is not NO_STORY:
            of_base, of_witness, curated = standing(relation)
            strength = 0.0 if kind is WEAK else max(of_base, of_witness)
            sources.setdefault(base, [])
            sources.setdefault(witness, []).append((base, of_witness, strength, curated))
    trees: _Tree = {}
    weak: set[int] = set()
    for article in _sources_first(sources):
        best = _best([one for one in sources[article] if one[0] in trees and one[0] not in weak])
        trees[article] = (trees[best[0]][0], best[0]) if best else (article, None)
        if best and best[2] < STRONG:
            weak.add(article)
    return trees


def _sources_first(sources: Mapping[int, Sequence[_Source]]) -> list[int]:
    """The articles by rank, but each after the sources of its directed relations; a ring is cut at its first by rank."""
    done: dict[int, None] = {}
    for article in sorted(sources):
        path = [article]
        while path:
            waiting = [one[0] for one in sources[path[-1]] if one[0] not in done and one[0] not in path]
            if waiting:
                path.append(min(waiting))
            else:
                done[path.pop()] = None
    return list(done)


def _best(found: Sequence[_Source]) -> _Source | None:
    """The source a curator states, else the earliest of those that share the most of the witness."""
    if len(found) < 2:
        return found[0] if found else None
    found = [one for one in found if one[3]] or found
    most = max([one[1] for one in found])
    return min([one for one in found if one[1] >= most - AS_GOOD])


def _cluster(witnesses: Sequence[ArticleId], relations: Sequence[tuple[bool, int, int, Relation]]) -> Cluster:
    return Cluster(witnesses[0], witnesses[0], tuple(witnesses), tuple([relation for *_, relation in relations]))
