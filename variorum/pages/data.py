"""The page that offers the archive as data: files, columns, rights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from variorum import addresses
from variorum.config import Config
from variorum.model import Archive, Column, DataFile, Table
from variorum.model.values import Value, dataclass
from variorum.pages.page import Head, Link, Page, Site, make, site_of
from variorum.pages.row import Row
from variorum.strings import Strings

Rights = tuple[tuple[str, str, int], ...]
"""(holder, licence, articles), the most first."""


@dataclass(frozen=True, slots=True)
class ColumnView(Value):
    """A column of a table, in words."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class FileRow(Value):
    """One part of a table, in each of its forms."""

    part: str
    """The year or piece; "" where there is but one."""
    rows: str
    """How many, in words."""
    links: tuple[Link, ...]
    """A file a form, its size as the note."""


@dataclass(frozen=True, slots=True)
class TableView(Value):
    """A table of the data."""

    anchor: str
    title: str
    about: str
    rows: str
    """How many there are, in words."""
    files: tuple[FileRow, ...]
    folded: bool
    """True where there are so many files that they are better opened than scrolled past."""
    columns: tuple[ColumnView, ...]


@dataclass(frozen=True, slots=True)
class DataView(Value):
    """What `data.html` receives as `view`."""

    head: Head
    heading: str
    tables: tuple[TableView, ...]
    rights: tuple[Row, ...]
    """Whose the articles' words are: a row a holder and licence."""
    terms: str
    """Under which terms the archive's own work may be used."""
    feed: str
    """The address of the feed of the whole archive."""


FOLD = 12  # files of a table that are shown unfolded: a dozen years.


def data_page(archive: Archive, tables: tuple[Table, ...], config: Config) -> Page:
    """The page that offers *tables*."""
    count = Counter((one.rights.holder, one.rights.license) for one in archive.articles.values() if one.withdrawn is None)
    rights = tuple((*whose, n) for whose, n in sorted(count.items(), key=lambda item: (-item[1], item[0])))
    return make(addresses.DATA, "data.html", site_of(config), data_view, tables, rights, config.data_license)


def data_view(site: Site, tables: tuple[Table, ...], rights: Rights, license_: str) -> DataView:
    """What `data.html` shows."""
    t = site.t
    return DataView(
        head=Head(t("data.title"), feeds=(Link(site.title, addresses.FEED),)),
        heading=t("data.title"),
        tables=tuple(_table(table, t) for table in tables),
        rights=tuple(Row(_whose(holder, terms, t), t("list.articles_n", n=n)) for holder, terms, n in rights),
        terms=t("data.licensed", license=license_) if license_ else t("data.unlicensed"),
        feed=addresses.FEED,
    )


def _whose(holder: str, terms: str, t: Strings) -> str:
    return ", ".join(part for part in (holder, terms) if part) or t("data.no_rights")


def _table(table: Table, t: Strings) -> TableView:
    files = tuple(_files(table, t))
    return TableView(
        anchor=table.name,
        title=t(f"tables.{table.name}.title"),
        about=t(f"tables.{table.name}.about"),
        rows=t("data.rows", n=table.rows),
        files=files,
        folded=len(files) > FOLD,
        columns=tuple(_column(column, t) for column in table.columns),
    )


def _files(table: Table, t: Strings) -> Iterator[FileRow]:
    parts: dict[str, list[DataFile]] = {}
    for file in table.files:
        parts.setdefault(file.part, []).append(file)
    for part, files in parts.items():
        links = tuple(Link(file.path.rsplit(".", 1)[1].upper(), file.path, size(file.size)) for file in files)
        yield FileRow(part.replace("undated", t("list.undated")), t("data.rows", n=files[0].rows), links)


def _column(column: Column, t: Strings) -> ColumnView:
    return ColumnView(column.name, t(f"data.types.{column.type}"), t(f"columns.{column.name}"))


def size(count: int) -> str:
    """Bytes as people read them: "812 B", "4.1 kB", "2.3 MB"."""
    if count < 1000:
        return f"{count} B"
    return f"{count / 1000:,.1f} kB" if count < 1_000_000 else f"{count / 1_000_000:,.1f} MB"
