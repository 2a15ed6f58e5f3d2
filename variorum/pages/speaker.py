"""The page of a speaker: who they are called, and what they said, one entry an utterance with all who carried it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import groupby

from variorum import addresses
from variorum.model import Speaker, SpeakerId, Standing
from variorum.model.values import Value, dataclass
from variorum.pages.dating import year_of
from variorum.pages.holdings import Holdings
from variorum.pages.lists import Facet, Pager, paged, pager, titled, year_facet
from variorum.pages.page import Group, Head, Link, Page, Site
from variorum.pages.pictures import Picture, columns
from variorum.pages.row import Row
from variorum.pages.standins import moved_pages
from variorum.pages.summary import Summary, extent, has_data, roles_of, summary_of
from variorum.pages.utterances import Said, UtteranceView, newest_utterances, read, said_by, utterance_view
from variorum.strings import Strings

OUTLETS = 12  # outlets named as quoting.
ROLES = 8  # roles printed of one speaker: a head of state collects dozens of phrases.
MONTHS = 36  # columns of the timeline by month; more are drawn by year.


@dataclass(frozen=True, slots=True)
class UtteranceGroup(Value):
    """The utterances of a year."""

    heading: str
    """"" where all are of one."""
    anchor: str
    utterances: tuple[UtteranceView, ...]


@dataclass(frozen=True, slots=True)
class SpeakerView(Value):
    """What `speaker.html` receives as `view`."""

    head: Head
    heading: str
    record: tuple[Row, ...]
    within: str
    """What the search box on the page keeps to: `speaker:dmitry-peskov`."""
    timeline: Picture | None
    together: tuple[Link, ...]
    facets: tuple[Facet, ...]
    groups: tuple[UtteranceGroup, ...]
    pager: Pager


def speaker_pages(holdings: Holdings, site: Site, size: int) -> Iterator[Group]:
    """The page of every speaker, and one at each former id that points on, or lets choose where several had it."""
    for id in holdings.archive.speakers:
        yield Group(f"speaker {id}", partial(_pages, id, holdings, site, size))
    yield Group("former speakers", partial(_former, holdings, site))


def _pages(id: SpeakerId, holdings: Holdings, site: Site, size: int) -> Iterator[Page]:
    speaker = holdings.speaker(id)
    assert speaker is not None
    said = [said_by(utterance, holdings) for utterance in newest_utterances(id, holdings)]
    summary = summary_of(said, roles_of(speaker, holdings), size, has_data(id, holdings))
    together = holdings.together(id)
    return paged(addresses.speaker(id), said, size, site, "speaker.html", speaker_view, speaker, summary, together, read=read)


def _former(holdings: Holdings, site: Site) -> Iterator[Page]:
    speakers = holdings.speakers
    old = [(former, addresses.speaker(id), one.name) for id, one in speakers.items() for former in one.former_ids]
    return moved_pages(old, speakers, addresses.speaker, site)


def speaker_view(
    site: Site, said: tuple[Said, ...], place: tuple[int, int], speaker: Speaker, summary: Summary,
    together: tuple[tuple[SpeakerId, str], ...],
) -> SpeakerView:  # fmt: skip
    """What `speaker.html` shows."""
    t = site.t
    shown = [one.witnesses[0].standing for one in said]
    kind = t("kind.organisation") if speaker.organisation else t("kind.speaker")
    head = Head(
        titled(speaker.name, place, t), kind, section="speakers", crumbs=(Link(t("nav.speakers"), addresses.SPEAKERS),),
        checked=sum(standing is not Standing.MACHINE for standing in shown),
        feeds=(Link(speaker.name, addresses.feed(addresses.speaker(speaker.id))),),
    )  # fmt: skip
    return SpeakerView(
        head=head,
        heading=speaker.name,
        record=tuple(_record(speaker, summary, t)),
        within=f"speaker:{speaker.id}",
        timeline=_timeline(summary, t),
        together=tuple(Link(name, addresses.speaker(id)) for id, name in together),
        facets=tuple(_facets(speaker, summary, t)),
        groups=tuple(_groups(said, summary, site)),
        pager=pager(addresses.speaker(speaker.id), place, t),
    )


def _groups(said: tuple[Said, ...], summary: Summary, site: Site) -> Iterator[UtteranceGroup]:
    """By year, where there is more than one."""
    for year, group in groupby(said, key=lambda one: year_of(one.witnesses[0].published) or 0):
        heading = "" if len(summary.years) < 2 else str(year) if year else site.t("list.undated")
        yield UtteranceGroup(heading, f"y{year}" if heading else "", tuple(utterance_view(one, site) for one in group))


def _facets(speaker: Speaker, summary: Summary, t: Strings) -> Iterator[Facet]:
    """By year, to the place in the list; by outlet, to the search for the speaker there."""
    address = addresses.speaker(speaker.id)
    yield from year_facet(address, summary.years, t)
    if len(summary.outlets) > 1:
        outlets = tuple(
            Link(name or t("record.unknown_outlet"), addresses.asked(f"speaker:{speaker.id} outlet:{id}"), str(count))
            for id, name, count in summary.outlets[:OUTLETS]
        )
        yield Facet(t("speaker.by_outlet"), outlets)


def _timeline(summary: Summary, t: Strings) -> Picture | None:
    """Quotations by day where they lie close together, else by month, or by year where there are more months than columns."""
    if len(summary.days) > 1:
        said = dict(summary.days)
        days = range(summary.days[0][0], summary.days[-1][0] + 1)
        return columns(t("speaker.timeline"), [(_day(day, t), said.get(day, 0)) for day in days], t("text.as_table"))
    if len(summary.months) < 2:
        return None
    counts = {(year, month): count for year, month, count in summary.months}
    names = t("date.months").split()
    first, last = summary.months[0], summary.months[-1]
    months = [divmod(number, 12) for number in range(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1])]
    if len(months) <= MONTHS:
        rows = [(t("date.month", month=names[month], year=year), counts.get((year, month + 1), 0)) for year, month in months]
    else:
        years = Counter[int]()
        for (year, _), count in counts.items():
            years[year] += count
        rows = [(str(year), years[year]) for year in range(first[0], last[0] + 1)]
    return columns(t("speaker.timeline"), rows, t("text.as_table"))


def _day(ordinal: int, t: Strings) -> str:
    day = date.fromordinal(ordinal)
    return t("date.short", day=day.day, month=t("date.months").split()[day.month - 1])


def _record(speaker: Speaker, summary: Summary, t: Strings) -> Iterator[Row]:
    if speaker.aliases:
        yield Row(t("speaker.also"), "; ".join(speaker.aliases))
    for place, role in enumerate(summary.roles[:ROLES]):
        dates = extent(role.first, role.last, t)
        note = ", ".join(part for part in (t("list.articles_n", n=role.articles), dates) if part)
        yield Row(t("speaker.roles") if place == 0 else "", f"“{role.text}”", note=note)
    counted = f"{t('list.quoted', n=summary.quotations)} {t('list.in_articles', n=summary.articles)}"
    yield Row(t("speaker.quoted"), ", ".join(part for part in (counted, extent(summary.first, summary.last, t)) if part))
    if speaker.wikidata:
        yield Row(t("quotes.wikidata"), links=(Link(speaker.wikidata, f"https://www.wikidata.org/wiki/{speaker.wikidata}"),))
    page = addresses.speaker(speaker.id)
    data = [Link(form.upper(), addresses.beside(page, form)) for form in ("csv", "json") if summary.data]
    yield Row(t("feed.label"), links=(Link(t("feed.here"), addresses.feed(page)), *data))
    yield Row(t("record.label"), t("speaker.authority") if speaker.listed else t("speaker.no_authority"))
