"""Stage 5, exports: the archive as files for other programs, one format or table a module.

`plan` says which files there are, each group with a key of what it depends on; `exports` makes them all; `tables` tells what
came of them, for the page that offers them. A further format is a module that yields `Export`s, and a line in `plan`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Protocol, TypeVar

from variorum import addresses
from variorum.config import Config
from variorum.exports.articles import ARTICLES, TEXTS, article_row, has_text, text_row
from variorum.exports.export import Export, Group, Keep, KeyOf, Made, lines_key, named
from variorum.exports.feeds import feed_exports
from variorum.exports.quotations import QUOTATIONS, quotation_key, quotation_rows
from variorum.exports.records import (
    OUTLETS,
    RELATIONS,
    SPEAKERS,
    TOPICS,
    outlet_row,
    relation_row,
    relations_by_story,
    speaker_row,
    told_of,
    topic_row,
)
from variorum.exports.saying import speaker_exports
from variorum.exports.tables import FORMS, RECORDS, Row, lines_of, parts, written
from variorum.model import Archive, ArticleId, Column, DataFile, OutputFile, Table
from variorum.pages.dating import year_of
from variorum.pages.holdings import Holdings
from variorum.pages.page import Site, site_of
from variorum.publish import publishable

__all__ = ["COLUMNS", "Export", "Group", "KeyOf", "exports", "groups", "plan", "tables"]

_Id = TypeVar("_Id", bound=str)

COLUMNS: dict[str, tuple[Column, ...]] = {
    "articles": ARTICLES,
    "quotations": QUOTATIONS,
    "speakers": SPEAKERS,
    "outlets": OUTLETS,
    "topics": TOPICS,
    "relations": RELATIONS,
    "texts": TEXTS,
}
"""The tables, as the data page lists them."""


def exports(archive: Archive, config: Config) -> Iterator[OutputFile]:
    """Every file of data of *archive*; nothing of what may not be shown."""
    for export in plan(Holdings(publishable(archive, config)), config, lambda _: b""):
        yield from export.files()


def plan(holdings: Holdings, config: Config, key_of: KeyOf) -> Iterator[Export]:
    """Every file of data of a publishable archive, not yet made. *key_of* gives the key of the page at an address."""
    for group in groups(holdings, config, key_of):
        yield from group.exports()


def groups(holdings: Holdings, config: Config, key_of: KeyOf) -> Iterator[Group]:
    """The same, not yet planned: those of a speaker, a part of the tables by article, each other table, the feeds."""
    site, size = site_of(config), config.page_size
    articles = holdings.archive.articles
    years = {id: str(year_of(one.published) or "undated") for id, one in articles.items()}
    for part, ids in parts(articles, years):
        yield Group(f"by article {part}", partial(_by_article, part, ids, holdings, site, key_of))
    yield Group("speakers", lambda: _speakers(holdings, site))
    yield Group("outlets", lambda: _outlets(holdings, site))
    yield Group("topics", lambda: _topics(holdings, site))
    yield Group("relations", lambda: _relations(holdings, site))
    yield Group("feeds", lambda: feed_exports(holdings, site, key_of))
    for id in holdings.archive.speakers:
        yield Group(f"speaker {id}", partial(speaker_exports, id, holdings, site, key_of, size))


def _by_article(part: str, ids: list[ArticleId], holdings: Holdings, site: Site, key_of: KeyOf) -> Iterator[Export]:
    """Articles, quotations and texts: tables of many rows, cut by year."""
    articles = {id: holdings.article(id) for id in ids}
    made_of = {
        id: (named(site.base_url, holdings.outlet_name(article.outlet)), key_of(addresses.article(id)))
        for id, article in articles.items()
    }
    keys = {id: lines_key("articles", id, *these) for id, these in made_of.items()}
    yield _pieces("articles", part, len(ids), keys, lambda id: [article_row(id, holdings, site)])
    counts = {id: len(holdings.annotation(id).spoken) for id in ids}
    quoting = {id: quotation_key(id, holdings, site, key_of) for id in ids if counts[id]}
    if quoting:
        yield _pieces("quotations", part, sum(counts.values()), quoting, lambda id: list(quotation_rows(id, holdings, site)))
    free = {id: lines_key("texts", id, *made_of[id]) for id in ids if has_text(articles[id])}
    if free:
        yield _pieces("texts", part, len(free), free, lambda id: [text_row(id, holdings)])


def _speakers(holdings: Holdings, site: Site) -> Iterator[Export]:
    """Speakers: rows so small that they are their own key, as are those of outlets and topics."""
    for part, ids in parts(holdings.archive.speakers, most=RECORDS):
        yield _rows("speakers", part, _each(speaker_row, ids, holdings, site))


def _outlets(holdings: Holdings, site: Site) -> Iterator[Export]:
    rows = _each(outlet_row, sorted(holdings.by_outlet), holdings, site)
    if rows:
        yield _rows("outlets", "", rows)


def _topics(holdings: Holdings, site: Site) -> Iterator[Export]:
    for part, topics in parts(holdings.by_topic, most=RECORDS):
        yield _rows("topics", part, _each(topic_row, topics, holdings, site))


def _relations(holdings: Holdings, site: Site) -> Iterator[Export]:
    """Relations, kept story by story: to count what two articles share takes a look into each relation."""
    found = relations_by_story(holdings)
    for part, names in parts(found, most=RECORDS):
        keys = {name: lines_key("relations", name, named(site.base_url, ""), told_of(found[name])) for name in names}
        count = sum(len(found[name]) for name in names)
        yield _pieces("relations", part, count, keys, lambda name: [relation_row(*one, site) for one in found[name]])


def _each(row: Callable[..., Row], ids: Iterable[str], *arguments: object) -> list[Row]:
    return [row(id, *arguments) for id in ids]


def _rows(table: str, part: str, rows: Sequence[Row]) -> Export:
    def prepare(_: Keep) -> partial[Made]:
        return partial(written, COLUMNS[table], [lines_of(COLUMNS[table], rows)])

    return _part(table, part, len(rows), (tuple(rows),), prepare)


def _pieces(table: str, part: str, count: int, keys: Mapping[_Id, bytes], rows: Callable[[_Id], Sequence[Row]]) -> Export:
    """A part whose lines are kept article by article, or story by story; *keys* name all that those of each are made of."""

    def prepare(keep: Keep) -> partial[Made]:
        pieces = [(key, partial(_gathered, rows, id)) for id, key in keys.items()]
        return partial(written, COLUMNS[table], keep(partial(lines_of, COLUMNS[table]), pieces))

    return _part(table, part, count, (b"".join(keys.values()),), prepare)


def _gathered(rows: Callable[[_Id], Sequence[Row]], id: _Id) -> tuple[Sequence[Row]]:
    return (rows(id),)


def _part(table: str, part: str, count: int, key: tuple[object, ...], prepare: Callable[[Keep], partial[Made]]) -> Export:
    paths = tuple(addresses.data(table, part, form) for form in FORMS)
    return Export(paths, (table, part, *key), prepare, table, part, count)


class Part(Protocol):
    """A part of a table, as its export has it."""

    @property
    def paths(self) -> tuple[str, ...]:
        """Its files."""

    @property
    def table(self) -> str:
        """The table."""

    @property
    def part(self) -> str:
        """Which part of it."""

    @property
    def rows(self) -> int:
        """Rows in each file."""


def tables(planned: Iterable[Part], size_of: Callable[[str], int]) -> tuple[Table, ...]:
    """The tables that *planned* gave, in the order of `COLUMNS`; *size_of* gives the bytes of a file by its path."""
    found: dict[str, list[Part]] = {}
    for export in planned:
        if export.table:
            found.setdefault(export.table, []).append(export)
    return tuple(
        Table(
            name,
            columns,
            sum(export.rows for export in found[name]),
            tuple(DataFile(path, one.part, one.rows, size_of(path)) for one in found[name] for path in one.paths),
        )
        for name, columns in COLUMNS.items()
        if name in found
    )
