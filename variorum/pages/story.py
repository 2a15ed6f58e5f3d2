"""The page of a story: its witnesses, who had it first, and what each made of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_uppercase

from variorum import addresses
from variorum.model import ArticleId, Cluster, Relation
from variorum.pages.apparatus import Apparatus, apparatus
from variorum.pages.comparing import Comparison, Side, Witness, compare, evidence_text, side
from variorum.pages.holdings import Holdings
from variorum.pages.page import Head, Link, Page, Site, make


@dataclass(frozen=True, slots=True)
class WitnessView:
    """One line of the list of witnesses."""

    side: Side
    relation: str
    """"republished from A, 92 %"; "base" for the base."""
    verdict: str
    evidence: tuple[str, ...]
    compare: str
    """The page that sets it beside its source; "" for the base, and where this page does."""


@dataclass(frozen=True, slots=True)
class StoryView:
    """What `story.html` receives as `view`."""

    head: Head
    heading: str
    language: str
    summary: str
    witnesses: tuple[WitnessView, ...]
    comparison: Comparison | None
    """Where there are two witnesses, or on the page of two."""
    apparatus: Apparatus | None
    """Where there are more."""
    pairs: tuple[Link, ...]


def story_pages(holdings: Holdings, site: Site) -> Iterator[Page]:
    """The page of every story, and for those of more than two witnesses one for each pair that shares text."""
    for cluster in holdings.archive.clusters:
        witnesses = tuple(_witness(id, place, holdings) for place, id in enumerate(cluster.witnesses))
        yield make(addresses.story(cluster.id), "story.html", site, story_view, cluster, witnesses)
        if len(witnesses) > 2:
            for relation in cluster.relations:
                address = addresses.pair(cluster.id, relation.base, relation.witness)
                pair = tuple(one for one in witnesses if one.article.id in (relation.base, relation.witness))
                yield make(address, "story.html", site, pair_view, cluster.id, relation, pair)


def sigil(place: int) -> str:
    """`A`, `B`, … `Z`, `A2`, …: what the witness at *place* is called in the apparatus."""
    turn, letter = divmod(place, 26)
    return ascii_uppercase[letter] + (str(turn + 1) if turn else "")


def _witness(id: ArticleId, place: int, holdings: Holdings) -> Witness:
    return Witness(holdings.article(id), sigil(place), holdings.label(id))


def story_view(site: Site, cluster: Cluster, witnesses: tuple[Witness, ...]) -> StoryView:
    """What `story.html` shows of a whole story."""
    t, base = site.t, witnesses[0].article
    by_id = {one.article.id: one for one in witnesses}
    two = len(witnesses) == 2
    comparison = _compared(cluster.relations[0], by_id, site) if two else None
    return StoryView(
        head=_head(base.title, witnesses, site, t("kind.story")),
        heading=base.title,
        language="" if base.language == site.language else base.language,
        summary=t("story.title", n=len(witnesses)),
        witnesses=tuple(_view(one, cluster, by_id, site, two) for one in witnesses),
        comparison=comparison,
        apparatus=None if two else apparatus(cluster, by_id, site),
        pairs=() if two else tuple(_pair(relation, cluster, by_id, site) for relation in cluster.relations),
    )


def pair_view(site: Site, story: ArticleId, relation: Relation, pair: tuple[Witness, ...]) -> StoryView:
    """What `story.html` shows of two witnesses of a larger story."""
    t, by_id = site.t, {one.article.id: one for one in pair}
    base = by_id[relation.base]
    cluster = Cluster(story, relation.base, (relation.base, relation.witness), (relation,))
    head = _head(base.article.title, pair, site, t("kind.pair"), Link(t("kind.story"), addresses.story(story)))
    ordered = (base, by_id[relation.witness])
    return StoryView(
        head=head,
        heading=base.article.title,
        language="" if base.article.language == site.language else base.article.language,
        summary=t("story.pair", a=ordered[0].name, b=ordered[1].name),
        witnesses=tuple(_view(one, cluster, by_id, site, True) for one in ordered),
        comparison=_compared(relation, by_id, site),
        apparatus=None,
        pairs=(),
    )


def _compared(relation: Relation, by_id: dict[ArticleId, Witness], site: Site) -> Comparison:
    return compare(relation, by_id[relation.base], by_id[relation.witness], site)


def _head(title: str, witnesses: tuple[Witness, ...], site: Site, kind: str, *crumbs: Link) -> Head:
    t = site.t
    names = ", ".join(one.name for one in witnesses[:6])
    return Head(
        title=f"{title}: {names}", kind=kind, section="stories", description=f"{t('story.title', n=len(witnesses))}: {names}",
        noindex=any(one.article.rights.noindex for one in witnesses),
        crumbs=(Link(t("nav.stories"), addresses.STORIES), *crumbs),
    )  # fmt: skip


def _view(one: Witness, cluster: Cluster, by_id: dict[ArticleId, Witness], site: Site, two: bool) -> WitnessView:
    t = site.t
    relation = next((relation for relation in cluster.relations if relation.witness == one.article.id), None)
    if relation is None:
        return WitnessView(side(one, site), t("story.base"), "", (), "")
    source = by_id[relation.base]
    names = {id: witness.name for id, witness in by_id.items()}
    kind = f"{t(f'relations.{relation.kind.value}')}, {source.sigil}, {relation.witness_share:.0%}"
    verdict = t("story.directed", base=source.name, witness=one.name) if relation.directed else t("story.undirected")
    address = "" if two else addresses.pair(cluster.id, relation.base, relation.witness)
    return WitnessView(side(one, site), kind, verdict, tuple(evidence_text(x, names, t) for x in relation.evidence), address)


def _pair(relation: Relation, cluster: Cluster, by_id: dict[ArticleId, Witness], site: Site) -> Link:
    a, b = by_id[relation.base], by_id[relation.witness]
    text = site.t("story.pair", a=f"{a.sigil} {a.name}", b=f"{b.sigil} {b.name}")
    return Link(text, addresses.pair(cluster.id, relation.base, relation.witness), site.t(f"relations.{relation.kind.value}"))
