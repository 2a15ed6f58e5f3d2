"""What is new: a feed of the whole archive, of each outlet, topic and speaker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from variorum import addresses
from variorum.exports.atom import Entry, Feed, atom, atom_entry, time_of
from variorum.exports.export import Contents, Export, Piece
from variorum.exports.told import Told
from variorum.later import digest, joined
from variorum.markup import as_attribute
from variorum.model import Article, ArticleId, Utterance
from variorum.pages.dating import listed
from variorum.pages.holdings import Entry as Holding
from variorum.pages.holdings import Holdings, outlet_title, shorten
from variorum.pages.page import Site

NEWEST = 50  # entries of a feed: a reader who looks once a week misses nothing of an archive that grows by seven a day.
TITLE = 100  # characters of a quotation in the title of its entry.


def feed_exports(holdings: Holdings, site: Site, told: Told) -> Iterator[Export]:
    """The feeds of articles: of the archive, of each outlet and of each topic."""
    t = site.t
    yield _articles(addresses.FEED, addresses.FRONT, site.title, holdings.newest, holdings, site, told)
    for id, entries in sorted(holdings.by_outlet.items()):
        page = addresses.outlet(id)
        title = t("feed.title", what=outlet_title(holdings.outlet(id), t), archive=site.title)
        yield _articles(addresses.feed(page), page, title, entries, holdings, site, told)
    for topic, entries in holdings.by_topic.items():
        page = addresses.topic(topic)
        title = t("feed.title", what=holdings.topic(topic).name, archive=site.title)
        yield _articles(addresses.feed(page), page, title, entries, holdings, site, told)


def _articles(
    path: str, page: str, title: str, listed: Sequence[Holding], holdings: Holdings, site: Site, told: Told
) -> Export:
    newest = {entry.id: joined(told.common, told.heeded([entry.id])) for entry in listed[:NEWEST]}

    def prepare() -> Contents:
        pieces = [Piece(key, partial(_article, id, holdings, site)) for id, key in newest.items()]
        return feed(path, page, title, newest, pieces, holdings, site)

    return Export((path,), digest(path, title, tuple(newest.values())), prepare)


def feed(
    path: str, page: str, title: str, shown: Iterable[ArticleId], entries: Sequence[Piece], holdings: Holdings, site: Site
) -> Contents:
    """A feed of this archive. *entries* give `Entry`s, each of one of the articles *shown*."""
    told = Feed(path, page, title, site.publisher or site.title, site.t.language, f"Variorum {site.version}")
    updated = [_time(holdings.article(id))[0] for id in shown]
    return Contents((atom(told, updated, site.base_url),), entries, partial(atom_entry, path, site.base_url))


def _article(id: ArticleId, holdings: Holdings, site: Site) -> Entry:
    """An article: its record and how its text begins, never more than may be shown of it."""
    t, article = site.t, holdings.article(id)
    first = next((block for block in article.blocks if block.kind.value != "title"), None)
    opening = shorten(first.span.of(article.text), 400) if first else ""
    quotations = holdings.annotation(id).count
    told = [_outlet(article, holdings, site), listed(article.published, t)]
    told += [t("list.quoted", n=quotations)] if quotations else []
    text = f'<p lang="{as_attribute(article.language)}">{as_attribute(opening)}</p>' if opening else ""
    html = f"{text}<p>{as_attribute(', '.join(told))}</p>"
    return _entry(article, addresses.article(id), article.title, html, holdings, site)


def utterance_entry(utterance: Utterance, holdings: Holdings, site: Site) -> Entry:
    """Something said: the words, and every article that has them."""
    t, places = site.t, []
    for reference in utterance.witnesses:
        article = holdings.article(reference.article)
        told = f"{holdings.label(article.id)}, {listed(article.published, t)}"
        full = site.base_url or addresses.up(addresses.speaker(""))
        address = addresses.link(f"{addresses.article(article.id)}#{reference.quotation}")
        places.append(f'<a href="{as_attribute(full + address)}">{as_attribute(told)}</a>')
    shown = holdings.quoted(utterance.witnesses[0])
    article = holdings.article(shown.article)
    words = " ".join(span.of(article.text) for span in shown.spans)
    said = f'<blockquote lang="{as_attribute(article.language)}"><p>{as_attribute(words)}</p></blockquote>'
    html = f"{said}<p>{'; '.join(places)}</p>"
    return _entry(article, f"{addresses.article(article.id)}#{shown.id}", shorten(words, TITLE), html, holdings, site)


def _entry(article: Article, path: str, title: str, html: str, holdings: Holdings, site: Site) -> Entry:
    updated, published = _time(article)
    rights = ", ".join(part for part in (article.rights.holder, article.rights.license) if part)
    return Entry(path, title, html, updated, published, _outlet(article, holdings, site), rights, article.language)


def _time(article: Article) -> tuple[str, str]:
    return time_of(article.published, article.retrieved)


def _outlet(article: Article, holdings: Holdings, site: Site) -> str:
    return holdings.outlet_name(article.outlet) or site.t("record.unknown_outlet")
