"""What is new: a feed of the whole archive, of each outlet, topic and speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from variorum import addresses
from variorum.exports.atom import Entry, Feed, atom, time_of
from variorum.exports.export import Export, Keep, KeyOf, Made
from variorum.markup import as_attribute
from variorum.model import Article, ArticleId, Utterance
from variorum.pages.dating import listed
from variorum.pages.holdings import Entry as Holding
from variorum.pages.holdings import Holdings, outlet_title, shorten
from variorum.pages.page import Site

NEWEST = 50  # entries of a feed: a reader who looks once a week misses nothing of an archive that grows by seven a day.
TITLE = 100  # characters of a quotation in the title of its entry.


def feed_exports(holdings: Holdings, site: Site, key_of: KeyOf) -> Iterator[Export]:
    """The feeds of articles: of the archive, of each outlet and of each topic."""
    t = site.t
    yield _articles(addresses.FEED, addresses.FRONT, site.title, holdings.newest, holdings, site, key_of)
    for id, entries in sorted(holdings.by_outlet.items()):
        page = addresses.outlet(id)
        title = t("feed.title", what=outlet_title(holdings.outlet(id), t), archive=site.title)
        yield _articles(addresses.feed(page), page, title, entries, holdings, site, key_of)
    for topic, entries in holdings.by_topic.items():
        page = addresses.topic(topic)
        title = t("feed.title", what=holdings.topic(topic).name, archive=site.title)
        yield _articles(addresses.feed(page), page, title, entries, holdings, site, key_of)


def _articles(
    path: str, page: str, title: str, listed: Sequence[Holding], holdings: Holdings, site: Site, key_of: KeyOf
) -> Export:
    newest = [entry.id for entry in listed[:NEWEST]]
    key = (path, title, site, tuple(key_of(addresses.article(id)) for id in newest))

    def prepare(_: Keep) -> partial[Made]:
        entries = tuple(_article(id, holdings, site) for id in newest)
        return partial(feed_file, feed(path, page, title, entries, site), site.base_url)

    return Export((path,), key, prepare)


def feed_file(feed: Feed, base_url: str) -> Made:
    """The one file of a feed."""
    return (atom(feed, base_url),)


def feed(path: str, page: str, title: str, entries: tuple[Entry, ...], site: Site) -> Feed:
    """A feed of this archive."""
    return Feed(path, page, title, site.publisher or site.title, site.t.language, f"Variorum {site.version}", entries)


def _article(id: ArticleId, holdings: Holdings, site: Site) -> Entry:
    """An article: its record and how its text begins, never more than may be shown of it."""
    t, article = site.t, holdings.article(id)
    first = next((block for block in article.blocks if block.kind.value != "title"), None)
    opening = shorten(first.span.of(article.text), 400) if first else ""
    quotations = len(holdings.annotation(id).spoken)
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
    updated, published = time_of(article.published, article.retrieved)
    rights = ", ".join(part for part in (article.rights.holder, article.rights.license) if part)
    return Entry(path, title, html, updated, published, _outlet(article, holdings, site), rights, article.language)


def _outlet(article: Article, holdings: Holdings, site: Site) -> str:
    return holdings.outlet_name(article.outlet) or site.t("record.unknown_outlet")
