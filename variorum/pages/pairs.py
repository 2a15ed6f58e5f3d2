"""Which two witnesses of a story have a page that sets them side by side, and what such a page needs to compare them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from variorum import addresses
from variorum.config import Config, Coverage
from variorum.model import Annotation, Article, ArticleId, Cluster, Outlet, Relation, Span
from variorum.model.values import Value, dataclass
from variorum.pages.aligning import Witness
from variorum.pages.holdings import Holdings
from variorum.pages.page import Link
from variorum.strings import Strings

ALL = 8  # witnesses of a story any two of which have a page: 28 pages. Forty would make 780, which nobody reads.


@dataclass(frozen=True, slots=True)
class PairRow(Value):
    """A witness, and the pages that set it beside those that stand before it."""

    sigil: str
    name: str
    """Of its outlet."""
    cells: tuple[Link | None, ...]
    """One a witness before it, in order: the share of its words that stand in the other, where they were compared."""


@dataclass(frozen=True, slots=True)
class Collating(Value):
    """What two witnesses are compared with that stage 4 did not compare."""

    annotations: tuple[Annotation, Annotation]
    outlets: tuple[Outlet, ...]
    furniture: tuple[tuple[ArticleId, tuple[Span, ...]], ...]
    coverage: Coverage

    def relation(self, one: Article, two: Article) -> Relation | None:
        """What the two are to each other; None where they share too little to align."""
        from variorum.coverage import collated  # with numpy, which takes 0.2 s to import and most pages do without

        annotations = {found.article: found for found in self.annotations}
        outlets = {outlet.id: outlet for outlet in self.outlets}
        settings = Config(Path(), coverage=self.coverage)
        return collated(one, two, annotations, settings, outlets, dict(self.furniture))


def pairs_of(cluster: Cluster) -> Iterator[tuple[ArticleId, ArticleId, Relation | None]]:
    """Any two of at most `ALL` witnesses, else those that were compared: each with its source, and with its nearest."""
    known = {frozenset((one.base, one.witness)): one for one in cluster.relations}
    for relation in cluster.relations:
        yield relation.base, relation.witness, relation
    if len(cluster.witnesses) <= ALL:
        for one, two in combinations(cluster.witnesses, 2):
            if frozenset((one, two)) not in known:
                yield one, two, None


def collating(one: ArticleId, two: ArticleId, holdings: Holdings, coverage: Coverage) -> Collating:
    """What comparing these two takes."""
    outlets = dict.fromkeys(holdings.outlet(holdings.article(id).outlet) for id in (one, two))
    furniture = tuple((id, spans) for id in (one, two) if (spans := holdings.furniture(id)))
    return Collating((holdings.annotation(one), holdings.annotation(two)), tuple(outlets), furniture, coverage)


def pair_rows(cluster: Cluster, by_id: dict[ArticleId, Witness], t: Strings) -> Iterator[PairRow]:
    """The table of pages for two witnesses."""
    links: dict[frozenset[ArticleId], Link] = {}
    for one, two, relation in pairs_of(cluster):
        text = f"{relation.witness_share:.0%}" if relation else t("shared.compare")
        note = t("story.pair", a=by_id[one].name, b=by_id[two].name)
        links[frozenset((one, two))] = Link(text, addresses.pair(cluster.id, one, two), note)
    for place, id in enumerate(cluster.witnesses[1:], start=1):
        cells = tuple(links.get(frozenset((id, other))) for other in cluster.witnesses[:place])
        yield PairRow(by_id[id].sigil, by_id[id].outlet or by_id[id].name, cells)
