"""The record at the head of an article: who published it when, what it shares with others, whose it is."""

from __future__ import annotations

from collections.abc import Iterator

from variorum import addresses
from variorum.markup import safe_link
from variorum.model import Annotation, Article, Outlet, Topic
from variorum.pages.dating import listed, machine_readable, recorded
from variorum.pages.holdings import outlet_title
from variorum.pages.page import Link, Site
from variorum.pages.row import Row
from variorum.pages.sharing import SAME_QUOTATIONS, Neighbour

CARRIERS = 12  # other articles named in the record: a wire story or a much-quoted speech has dozens.


def record_of(
    article: Article, outlet: Outlet, others: tuple[Neighbour, ...], story: str, topics: tuple[Topic, ...],
    annotation: Annotation, site: Site,
) -> Iterator[Row]:  # fmt: skip
    """The rows of the record; *others* share text with the article, *story* is where all of them are compared."""
    t = site.t
    yield Row(t("record.outlet"), links=(Link(outlet_title(outlet, t), addresses.outlet(outlet.id)),))
    yield Row(t("record.published"), recorded(article.published, t), datetime=machine_readable(article.published))
    yield from _plain_rows(article, site)
    if topics:
        yield Row(t("record.topics"), links=tuple(Link(topic.name, addresses.topic(topic.key)) for topic in topics))
    sharing = [_carrier(other, site) for other in others if other.kind != SAME_QUOTATIONS]
    quoting = [_carrier(other, site) for other in others if other.kind == SAME_QUOTATIONS]
    whole = [Link(t("shared.compare"), story)] if story else []
    for label, links, more in ((t("record.carried"), sharing, whole), (t("record.same_quotations"), quoting, [])):
        if links:
            note = t("shared.more", n=len(links) - CARRIERS) if len(links) > CARRIERS else ""
            yield Row(label, links=(*links[:CARRIERS], *more), note=note)
    if not annotation.searched:
        yield Row(t("record.language"), f"{article.language}. {t('record.not_searched')}")
    yield Row(t("record.digest"), article.digest, code=True)


def _plain_rows(article: Article, site: Site) -> Iterator[Row]:
    """What is known of these, and may be shown."""
    t = site.t
    if article.bylines:
        yield Row(t("record.byline"), ", ".join(article.bylines))
    if article.dateline:
        yield Row(t("record.dateline"), article.dateline)
    for key, href in (("record.original", article.url), ("record.archived", article.archived)):
        if href and safe_link(href):
            yield Row(t(key), links=(Link(_shown_address(href), href),))
    if article.retrieved:
        yield Row(t("record.retrieved"), article.retrieved)
    if article.syndicated_from:
        yield Row(t("record.syndicated"), article.syndicated_from)
    if rights := rights_of(article):
        yield Row(t("record.rights"), rights)


def _shown_address(href: str) -> str:
    return href.split("://", 1)[-1].rstrip("/")


def _carrier(other: Neighbour, site: Site) -> Link:
    date = listed(other.published, site.t)
    note = date if other.kind == SAME_QUOTATIONS else f"{date}, {site.t(f'relations.{other.kind}')}, {other.share:.0%}"
    return Link(other.cited, addresses.article(other.id), note)


def rights_of(article: Article) -> str:
    """Whose the words are and under which licence, in a line; "" where neither is known."""
    return ", ".join(part for part in (article.rights.holder, article.rights.license) if part)
