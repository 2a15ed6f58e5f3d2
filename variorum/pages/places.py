"""The pages of one outlet, one topic, one year: a record and a list of articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from variorum import addresses
from variorum.markup import safe_link
from variorum.model import UNKNOWN_OUTLET, Outlet, OutletId, Topic
from variorum.model.values import Value, dataclass
from variorum.pages.calendar import Calendar, YearCount, by_year, calendar, year_counts
from variorum.pages.dating import month_of
from variorum.pages.holdings import Entry, Holdings, outlet_title
from variorum.pages.lists import (
    Facet,
    ListView,
    Pager,
    Section,
    Years,
    article_row,
    paged,
    pager,
    sectioned,
    titled,
    year_facet,
    year_heading,
    year_starts,
)  # fmt: skip
from variorum.pages.page import Head, Link, Page, Site, make
from variorum.pages.row import Row
from variorum.strings import Strings


@dataclass(frozen=True, slots=True)
class OutletView(Value):
    """What `outlet.html` receives as `view`."""

    head: Head
    heading: str
    record: tuple[Row, ...]
    within: str
    """What the search box on the page keeps to: `outlet:tass`."""
    copies: tuple[Row, ...]
    """With whom it shares text: one row a partner."""
    facets: tuple[Facet, ...]
    sections: tuple[Section, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class Partner(Value):
    """Another outlet that shares text with one, in numbers of pairs of articles."""

    outlet: Outlet
    had_first: int
    took: int
    undetermined: int


@dataclass(frozen=True, slots=True)
class DatesView(Value):
    """What `dates.html` receives as `view`."""

    head: Head
    heading: str
    calendar: Calendar


def place_pages(holdings: Holdings, site: Site, size: int) -> Iterator[Page]:
    """The pages of every outlet, topic and year."""
    partners = _partners(holdings)
    for id, entries in sorted(holdings.by_outlet.items()):
        years, outlet = year_starts(entries, size), holdings.outlet(id)
        address = addresses.outlet(id)
        yield from paged(address, entries, size, site, "outlet.html", outlet_view, outlet, years, partners.get(id, ()))
    for topic, entries in holdings.by_topic.items():
        address, record = addresses.topic(topic), holdings.topic(topic)
        yield from paged(address, entries, size, site, "list.html", topic_view, record, year_starts(entries, size))
    dated = by_year(holdings.oldest)
    yield make(addresses.DATES, "dates.html", site, dates_view, year_counts(dated, size))
    for year, entries in dated.items():
        address = addresses.year(year) if year else addresses.UNDATED
        yield from paged(address, entries, size, site, "list.html", year_view, year, len(entries))


def outlet_view(
    site: Site, entries: tuple[Entry, ...], place: tuple[int, int], outlet: Outlet, years: Years, partners: tuple[Partner, ...]
) -> OutletView:
    """What `outlet.html` shows."""
    t, title = site.t, outlet_title(outlet, site.t)
    rows = [(*year_heading(entry, years, t), article_row(entry, site, outlet=False)) for entry in entries]
    head = Head(
        titled(title, place, t),
        t("kind.outlet"),
        section="outlets",
        crumbs=(Link(t("nav.outlets"), addresses.OUTLETS),),
        feeds=(Link(title, addresses.feed(addresses.outlet(outlet.id))),),
    )
    copies = tuple(
        Row(one.outlet.name, _shared(one, t), (Link(outlet_title(one.outlet, t), addresses.outlet(one.outlet.id)),))
        for one in partners
    )
    address = addresses.outlet(outlet.id)
    record = tuple(_record(outlet, sum(count for _, count, _ in years), t))
    return OutletView(
        head=head,
        heading=title,
        record=record,
        within=f"outlet:{outlet.id}",
        copies=copies,
        facets=year_facet(address, years, t),
        sections=sectioned(rows),
        pager=pager(address, place, t),
    )


def topic_view(site: Site, entries: tuple[Entry, ...], place: tuple[int, int], topic: Topic, years: Years) -> ListView:
    """The articles of a topic, newest first."""
    t, name = site.t, topic.name
    rows = [(*year_heading(entry, years, t), article_row(entry, site)) for entry in entries]
    address, count = addresses.topic(topic.key), sum(count for _, count, _ in years)
    head = Head(
        titled(name, place, t), t("kind.topic"), section="topics", crumbs=(Link(t("nav.topics"), addresses.TOPICS),),
        feeds=(Link(name, addresses.feed(address)),),
    )  # fmt: skip
    facets = year_facet(address, years, t)
    return ListView(
        head, name, t("list.articles_n", n=count), facets, sectioned(rows), pager(address, place, t), about=topic.description
    )


def year_view(site: Site, entries: tuple[Entry, ...], place: tuple[int, int], year: int, count: int) -> ListView:
    """The articles of a year, oldest first, by month; or those whose year is not known."""
    t = site.t
    title = str(year) if year else t("list.undated")
    rows = [(*_month(entry, year, t), article_row(entry, site)) for entry in entries]
    head = Head(titled(title, place, t), t("kind.date"), section="dates", crumbs=(Link(t("nav.dates"), addresses.DATES),))
    address = addresses.year(year) if year else addresses.UNDATED
    return ListView(head, title, t("list.articles_n", n=count), (), sectioned(rows), pager(address, place, t))


def dates_view(site: Site, counts: tuple[YearCount, ...]) -> DatesView:
    """The calendar of holdings."""
    t = site.t
    return DatesView(Head(t("list.dates"), t("kind.list"), section="dates"), t("list.dates"), calendar(counts, t))


def _month(entry: Entry, year: int, t: Strings) -> tuple[str, str]:
    month = month_of(entry.published)
    if not year or not month:
        return "", ""
    return t("date.months_long").split()[month - 1], f"m{year:04d}-{month:02d}"


def _record(outlet: Outlet, count: int, t: Strings) -> Iterator[Row]:
    if outlet.aliases:
        yield Row(t("outlet.aliases"), "; ".join(outlet.aliases))
    if outlet.url and safe_link(outlet.url):
        yield Row(t("outlet.url"), links=(Link(outlet.url.split("://", 1)[-1].rstrip("/"), outlet.url),))
    if outlet.credits:
        yield Row(t("outlet.credits"), "; ".join(outlet.credits))
    yield Row(t("outlet.holdings"), t("list.articles_n", n=count))
    if outlet.rights and (outlet.rights.holder or outlet.rights.license):
        yield Row(t("outlet.rights"), ", ".join(part for part in (outlet.rights.holder, outlet.rights.license) if part))
    if not outlet.listed and outlet.id != UNKNOWN_OUTLET:
        yield Row(t("kind.outlet"), t("outlet.not_listed"))


def _shared(partner: Partner, t: Strings) -> str:
    parts = ((partner.had_first, "had_first"), (partner.took, "took"), (partner.undetermined, "undetermined"))
    return ", ".join(t(f"outlet.{key}", n=number) for number, key in parts if number)


def _partners(holdings: Holdings) -> dict[OutletId, tuple[Partner, ...]]:
    """Whom each outlet shares text with, the busiest first. An outlet's own re-runs are not counted."""
    found: dict[OutletId, dict[OutletId, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for cluster in holdings.clusters:
        for relation in cluster.relations:
            base, witness = (holdings.article(id).outlet for id in (relation.base, relation.witness))
            if base == witness:
                continue
            found[base][witness]["had_first" if relation.directed else "undetermined"] += 1
            found[witness][base]["took" if relation.directed else "undetermined"] += 1
    return {
        id: tuple(
            Partner(holdings.outlet(other), count["had_first"], count["took"], count["undetermined"])
            for other, count in sorted(partners.items(), key=lambda item: (-item[1].total(), item[0]))
        )
        for id, partners in found.items()
    }
