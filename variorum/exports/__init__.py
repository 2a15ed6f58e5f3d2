"""Stage 5, exports: the archive as files for other programs, one format or table a module.

`groups` says which files there are, those planned together with a key of all they depend on where that is known before;
`exports` makes them all; `tables` tells what came of them, for the page that offers them. A further format is a module that
yields `Export`s, and a line in `groups`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Protocol, TypeVar

from variorum import addresses
from variorum.config import Config
from variorum.exports.articles import ARTICLES, TEXTS, article_row, has_text, text_row
from variorum.exports.export import Contents, Export, Group, Piece
from variorum.exports.feeds import feed_exports
from variorum.exports.quotations import QUOTATIONS, quotation_rows
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
from variorum.exports.tables import FORMS, RECORDS, Row, json_line, lines_of, parts, table_frames
from variorum.exports.told import Told
from variorum.later import digest, joined
from variorum.model import Archive, ArticleId, Column, DataFile, OutputFile, Table
from variorum.pages.dating import year_of
from variorum.pages.holdings import Holdings
from variorum.pages.page import Site, site_of
from variorum.publish import publishable

__all__ = ["COLUMNS", "Export", "Group", "exports", "groups", "plan", "tables"]

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
    for export in plan(Holdings(publishable(archive, config)), config):
        yield from export.files()


def plan(holdings: Holdings, config: Config) -> Iterator[Export]:
    """Every file of data of a publishable archive, not yet made."""
    for group in groups(holdings, config):
        yield from group.exports()


def groups(holdings: Holdings, config: Config) -> Iterator[Group]:
    """The same, not yet planned: those of a speaker, a part of the tables by article, each other table, the feeds."""
    site, articles = site_of(config), holdings.tables.archive.articles
    told = Told(holdings, site)
    rows = told.by_article()
    years = {id: str(year_of(one.published) or "undated") for id, one in articles.items()}
    for part, ids in parts(articles, years):
        key = joined(told.common, "\n".join(ids).encode(), *[rows[id] for id in ids])
        own = partial(_own_keys, ids, told.common, rows)
        yield Group(f"by article {part}", partial(_by_article, part, own, key, holdings, site), key)
    yield Group("speakers", lambda: _speakers(holdings, site))
    yield Group("outlets", lambda: _outlets(holdings, site))
    yield Group("topics", lambda: _topics(holdings, site))
    yield Group("relations", lambda: _relations(holdings, site))
    yield Group("feeds", lambda: feed_exports(holdings, site, told))
    for id in holdings.tables.archive.speakers:
        yield Group(f"speaker {id}", partial(speaker_exports, id, holdings, site, told))


def _own_keys(ids: Sequence[ArticleId], common: bytes, rows: Mapping[ArticleId, bytes]) -> dict[ArticleId, bytes]:
    return {id: joined(common, rows[id], id.encode()) for id in ids}


def _by_article(
    part: str, own: Callable[[], dict[ArticleId, bytes]], key: bytes, holdings: Holdings, site: Site
) -> Iterator[Export]:
    """Articles, quotations and texts: tables of many rows, cut by year."""
    told, articles, annotation = own(), holdings.tables.archive.articles, holdings.tables.annotation
    yield _pieces("articles", part, len(told), key, told, lambda id: [article_row(id, holdings, site)])
    counts = {id: annotation(id).count for id in told}
    quoting = {id: one for id, one in told.items() if counts[id]}
    if quoting:
        yield _pieces("quotations", part, sum(counts.values()), key, quoting, lambda id: [*quotation_rows(id, holdings, site)])
    free = {id: one for id, one in told.items() if has_text(articles[id])}
    if free:
        yield _pieces("texts", part, len(free), key, free, lambda id: [text_row(id, holdings)])


def _speakers(holdings: Holdings, site: Site) -> Iterator[Export]:
    """Speakers: rows so small that they are their own key, as are those of outlets and topics."""
    for part, ids in parts(holdings.speakers, most=RECORDS):
        yield _rows("speakers", part, _each(speaker_row, ids, holdings, site))


def _outlets(holdings: Holdings, site: Site) -> Iterator[Export]:
    rows = _each(outlet_row, sorted(holdings.by_outlet), holdings, site)
    if rows:
        yield _rows("outlets", "", rows)


def _topics(holdings: Holdings, site: Site) -> Iterator[Export]:
    for part, topics in parts(holdings.by_topic, most=RECORDS):
        yield _rows("topics", part, _each(topic_row, topics, holdings, site))


def _relations(holdings: Holdings, site: Site) -> Iterator[Export]:
    """Relations, story by story: to count what two articles share takes a look into each relation."""
    found, where = relations_by_story(holdings), digest(site.base_url)
    for part, names in parts(found, most=RECORDS):
        told = {name: joined(where, told_of(found[name]), name.encode()) for name in names}
        count = sum(len(found[name]) for name in names)
        key = joined(*told.values())
        yield _pieces("relations", part, count, key, told, lambda name: [relation_row(*one, site) for one in found[name]])


def _each(row: Callable[..., Row], ids: Iterable[str], *arguments: object) -> list[Row]:
    return [row(id, *arguments) for id in ids]


def _rows(table: str, part: str, rows: Sequence[Row]) -> Export:
    def prepare() -> Contents:
        columns = COLUMNS[table]
        return Contents(table_frames(columns), [Piece(b"", lambda: rows)], partial(lines_of, json_line(columns)))

    return _part(table, part, len(rows), digest(rows), prepare)


def _pieces(
    table: str, part: str, count: int, key: bytes, told: Mapping[_Id, bytes], rows: Callable[[_Id], Sequence[Row]]
) -> Export:
    """A part that is put together article by article, or story by story; *told* stands for all that is told of each."""

    def prepare() -> Contents:
        columns = COLUMNS[table]
        pieces = [Piece(own, partial(rows, id)) for id, own in told.items()]
        return Contents(table_frames(columns), pieces, partial(lines_of, json_line(columns)))

    return _part(table, part, count, key, prepare)


def _part(table: str, part: str, count: int, key: bytes, prepare: Callable[[], Contents]) -> Export:
    return Export(tuple(addresses.data(table, part, form) for form in FORMS), key, prepare, table, part, count)


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
