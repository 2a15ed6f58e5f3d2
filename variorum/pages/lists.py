"""Lists: what every index, topic, date and outlet page is made of, cut into pages of a fixed size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from variorum import addresses
from variorum.model.values import Value, dataclass
from variorum.pages.dating import listed, machine_readable, year_of
from variorum.pages.holdings import Entry
from variorum.pages.page import Deferred, Head, Link, Page, Site, make
from variorum.pages.pictures import Picture
from variorum.strings import Strings

Years = tuple[tuple[int, int, int], ...]
"""(year, or 0 where it is not known; entries; the page of the list on which they begin), as they are listed."""


@dataclass(frozen=True, slots=True)
class ListRow(Value):
    """One line of a list: a date or count before, a link, and what is said of it."""

    link: Link
    before: str = ""
    datetime: str = ""
    """Of `before`, where that is a date."""
    details: tuple[Link, ...] = ()
    """Words after the link; those without an address are plain."""
    quiet: bool = False
    """True for what is no longer there."""


@dataclass(frozen=True, slots=True)
class Section(Value):
    """A run of rows under a heading; "" for none."""

    heading: str
    anchor: str
    rows: tuple[ListRow, ...]


@dataclass(frozen=True, slots=True)
class Facet(Value):
    """One way to cut the list: a label and links."""

    label: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Pager(Value):
    """Where a long list goes on."""

    label: str
    """"Page 2 of 14"; "" where there is but one."""
    previous: str
    next: str
    pages: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ListView(Value):
    """What `list.html` receives as `view`."""

    head: Head
    heading: str
    summary: str
    facets: tuple[Facet, ...]
    sections: tuple[Section, ...]
    pager: Pager
    picture: Picture | None = None
    about: str = ""
    """A sentence or two on what is listed."""


def paged(
    address: str, rows: Sequence[object], size: int, site: Site, template: str, view: Callable[..., object], *arguments: object,
    read: Callable[..., object] | None = None,
) -> Iterator[Page]:  # fmt: skip
    """One page for each *size* of *rows*; *view* gets the site, its rows, (number, of), then *arguments*.

    With *read*, it gets `read(rows)`, which is worked out only where the page is made.
    """
    pages = max(1, -(-len(rows) // size))
    for number in range(1, pages + 1):
        part = tuple(rows[(number - 1) * size : number * size])
        shown = Deferred(read, (part,)) if read else part
        yield make(addresses.further(address, number), template, site, view, shown, (number, pages), *arguments)


def pager(address: str, place: tuple[int, int], t: Strings) -> Pager:
    """The way to the other pages of the list at *address*; the nearest and the outermost are linked."""
    number, pages = place
    if pages == 1:
        return Pager("", "", "", ())
    near = sorted({1, 2, pages - 1, pages, *range(max(1, number - 2), min(pages, number + 2) + 1)} & set(range(1, pages + 1)))
    links = tuple(Link(str(one), addresses.further(address, one), current=one == number) for one in near)
    before = addresses.further(address, number - 1) if number > 1 else ""
    after = addresses.further(address, number + 1) if number < pages else ""
    return Pager(t("list.page", n=number, of=pages), before, after, links)


def titled(title: str, place: tuple[int, int], t: Strings) -> str:
    """The window's title of one page of a list."""
    return title if place[0] == 1 else t("list.title", what=title, n=place[0])


def article_row(entry: Entry, site: Site, outlet: bool = True) -> ListRow:
    """An article in a list; without its *outlet* where the page is that outlet's own."""
    t = site.t
    lang = "" if entry.language == site.language else entry.language
    link = Link(entry.title or t("list.withdrawn"), entry.href, lang=lang)
    details: list[Link] = []
    if outlet:
        details.append(Link(entry.outlet_name or t("record.unknown_outlet"), addresses.outlet(entry.outlet)))
    if entry.quotations:
        details.append(Link(t("list.quoted", n=entry.quotations), ""))
    if entry.story:
        details.append(Link(t("list.witnesses", n=entry.witnesses), entry.story))
    return ListRow(link, listed(entry.published, t), machine_readable(entry.published), tuple(details))


def year_heading(entry: Entry, years: Years, t: Strings) -> tuple[str, str]:
    """(heading, anchor) of the year that *entry* stands under; nothing where there is only one."""
    year = year_of(entry.published)
    if len(years) < 2:
        return "", ""
    return (str(year), f"y{year}") if year else (t("list.undated"), "y0")


def year_starts(entries: Sequence[Entry], size: int) -> Years:
    """The years of *entries* in their order, with pages of *size*."""
    starts: dict[int, int] = {}
    for place, entry in enumerate(entries):
        starts.setdefault(year_of(entry.published) or 0, place // size + 1)
    counts = Counter(year_of(entry.published) or 0 for entry in entries)
    return tuple((year, counts[year], page) for year, page in starts.items())


def year_facet(address: str, years: Years, t: Strings) -> tuple[Facet, ...]:
    """Links to where each year begins in the list at *address*; nothing where there is only one."""
    if len(years) < 2:
        return ()
    links = tuple(
        Link(str(year) if year else t("list.undated"), f"{addresses.further(address, page)}#y{year}", f"{count:,}")
        for year, count, page in years
    )
    return (Facet(t("speaker.by_year"), links),)


def sectioned(rows: Sequence[tuple[str, str, ListRow]]) -> tuple[Section, ...]:
    """*rows* of (heading, anchor, row), grouped as they come; an anchor is given once."""
    sections: list[Section] = []
    taken: set[str] = set()
    for (heading, anchor), group in groupby(rows, key=lambda row: row[:2]):
        sections.append(Section(heading, "" if anchor in taken else anchor, tuple(row for _, _, row in group)))
        taken.add(anchor)
    return tuple(sections)
