"""The page of a speaker: who they are called, and what they said, one entry an utterance with all who carried it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from variorum import addresses
from variorum.markup import render, safe_link
from variorum.model import (
    ArticleId,
    Attribution,
    OutletId,
    Published,
    QuotationRef,
    Span,
    Speaker,
    SpeakerId,
    Standing,
    Utterance,
)
from variorum.pages.article import RIGHT_TO_LEFT, Row, moved_pages
from variorum.pages.dating import listed, machine_readable, month_of, newest_key, sort_key, year_of
from variorum.pages.holdings import Holdings
from variorum.pages.lists import Facet, Pager, Years, paged, pager, titled, year_facet
from variorum.pages.page import Head, Link, Page, Site
from variorum.pages.pictures import Picture, columns
from variorum.pages.wording import compared
from variorum.strings import Strings

TOGETHER = 12  # speakers named as quoted in the same stories, outlets named as quoting.
ROLES = 8  # roles printed of one speaker: a head of state collects dozens of phrases.
MONTHS = 36  # columns of the timeline by month; more are drawn by year.


@dataclass(frozen=True, slots=True)
class Witnessed:
    """A quotation of an utterance in one article."""

    article: ArticleId
    href: str
    label: str
    """What the witness is called."""
    outlet: OutletId
    outlet_name: str
    number: int
    """Of the quotation in its article."""
    original: str
    """The article's own address; "" where it is not known."""
    place: str
    """"4" of "¶ 4"; `title` or `dek` there."""
    published: Published | None
    text: str
    """With the source's own marks; blocks joined by a space."""
    language: str
    attribution: Attribution
    wording: int
    """Which of the utterance's wordings it has, from 0: the one shown."""


@dataclass(frozen=True, slots=True)
class Said:
    """An utterance with its witnesses, the first of them the one shown."""

    id: str
    witnesses: tuple[Witnessed, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """Another wording of an utterance, compared with the one shown."""

    html: Markup
    witnesses: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class UtteranceView:
    """One entry of the list."""

    anchor: str
    date: str
    datetime: str
    html: Markup
    language: str
    direction: str
    source: Link
    also: tuple[Link, ...]
    wordings: tuple[Wording, ...]
    wordings_label: str
    standing: str
    """Who checked or corrected the attribution, or that it is uncertain; "" for what a machine is certain of."""
    machine: bool
    cite: str
    """The source's address at its outlet; "" where it is not known."""


@dataclass(frozen=True, slots=True)
class UtteranceGroup:
    """The utterances of a year."""

    heading: str
    """"" where all are of one."""
    anchor: str
    utterances: tuple[UtteranceView, ...]


@dataclass(frozen=True, slots=True)
class SpeakerView:
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


def speaker_pages(holdings: Holdings, site: Site, size: int) -> Iterator[Page]:
    """The page of every speaker, and one at each former id that points on, or lets choose where several had it."""
    together = _together(holdings)
    for id, speaker in holdings.archive.speakers.items():
        said = [_said(utterance, holdings) for utterance in holdings.utterances_of.get(id, ())]
        said.sort(key=_newest_in_order)
        summary = _summary(said, _roles(speaker, holdings), size)
        address = addresses.speaker(id)
        yield from paged(address, said, size, site, "speaker.html", speaker_view, speaker, summary, together.get(id, ()))
    speakers = holdings.archive.speakers
    old = [(former, addresses.speaker(id), one.name) for id, one in speakers.items() for former in one.former_ids]
    yield from moved_pages(old, speakers, addresses.speaker, site)


def _newest_in_order(said: Said) -> tuple[tuple[int, int, str], str, int]:
    """Newest first; those of one article in the order of its text."""
    shown = said.witnesses[0]
    return newest_key(shown.published), shown.article, shown.number


@dataclass(frozen=True, slots=True)
class RoleUse:
    """A role as articles word it, and when."""

    text: str
    articles: int
    first: Published | None
    last: Published | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a speaker's page says of all their utterances, whichever page of them it is."""

    utterances: int
    quotations: int
    articles: int
    first: Published | None
    last: Published | None
    roles: tuple[RoleUse, ...]
    months: tuple[tuple[int, int, int], ...]
    """(year, month, quotations), where both are known."""
    years: Years
    outlets: tuple[tuple[OutletId, str, int], ...]
    """(id, name, quotations), the most first."""


def _summary(said: list[Said], roles: tuple[RoleUse, ...], size: int) -> Summary:
    witnesses = [one for utterance in said for one in utterance.witnesses]
    first, last = _extent(one.published for one in witnesses)
    months = Counter(
        (year, month) for one in witnesses if (year := year_of(one.published)) and (month := month_of(one.published))
    )
    begin: dict[int, int] = {}
    for place, one in enumerate(said):
        begin.setdefault(year_of(one.witnesses[0].published) or 0, place // size + 1)
    years = Counter(year_of(one.witnesses[0].published) or 0 for one in said)
    outlets = Counter((one.outlet, one.outlet_name) for one in witnesses)
    return Summary(
        len(said), len(witnesses), len({one.article for one in witnesses}), first, last, roles,
        tuple((year, month, count) for (year, month), count in sorted(months.items())),
        tuple((year, years[year], page) for year, page in begin.items()),
        tuple((id, name, count) for (id, name), count in sorted(outlets.items(), key=lambda item: (-item[1], item[0]))),
    )  # fmt: skip


def _extent(dates: Iterable[Published | None]) -> tuple[Published | None, Published | None]:
    dated = sorted((one for one in dates if one and one.earliest), key=sort_key)
    return (dated[0], dated[-1]) if dated else (None, None)


def _roles(speaker: Speaker, holdings: Holdings) -> tuple[RoleUse, ...]:
    uses = [
        RoleUse(role.text, len(role.articles), *_extent(holdings.article(id).published for id in role.articles))
        for role in speaker.roles
    ]
    return tuple(sorted(uses, key=lambda use: (-use.articles, sort_key(use.first), use.text)))


def _said(utterance: Utterance, holdings: Holdings) -> Said:
    wording = {reference: index for index, group in enumerate(utterance.wordings) for reference in group}
    return Said(utterance.id, tuple(_witnessed(one, wording.get(one, 0), holdings) for one in utterance.witnesses))


def _witnessed(reference: QuotationRef, wording: int, holdings: Holdings) -> Witnessed:
    article, quotation = holdings.article(reference.article), holdings.quoted(reference)
    block = next((block for block in article.blocks if block.span.overlaps(quotation.spans[0])), article.blocks[0])
    text = " ".join(span.of(article.text) for span in quotation.spans)
    return Witnessed(
        article.id, f"{addresses.article(article.id)}#{quotation.id}", holdings.label(article.id), article.outlet,
        holdings.outlet_shown(article.outlet), quotation.number, article.url if safe_link(article.url) else "",
        str(block.number) if block.number else block.anchor, article.published, text, article.language, quotation.attribution,
        wording,
    )  # fmt: skip


def speaker_view(
    site: Site, said: tuple[Said, ...], place: tuple[int, int], speaker: Speaker, summary: Summary,
    together: tuple[tuple[SpeakerId, str], ...],
) -> SpeakerView:  # fmt: skip
    """What `speaker.html` shows."""
    t = site.t
    shown = [one.witnesses[0].attribution.standing for one in said]
    kind = t("kind.organisation") if speaker.organisation else t("kind.speaker")
    head = Head(
        titled(speaker.name, place, t), kind, section="speakers", crumbs=(Link(t("nav.speakers"), addresses.SPEAKERS),),
        checked=sum(standing is not Standing.MACHINE for standing in shown),
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
        yield UtteranceGroup(heading, f"y{year}" if heading else "", tuple(_utterance(one, site) for one in group))


def _facets(speaker: Speaker, summary: Summary, t: Strings) -> Iterator[Facet]:
    """By year, to the place in the list; by outlet, to the search for the speaker there."""
    address = addresses.speaker(speaker.id)
    yield from year_facet(address, summary.years, t)
    if len(summary.outlets) > 1:
        outlets = tuple(
            Link(name or t("record.unknown_outlet"), addresses.asked(f"speaker:{speaker.id} outlet:{id}"), str(count))
            for id, name, count in summary.outlets[:TOGETHER]
        )
        yield Facet(t("speaker.by_outlet"), outlets)


def _timeline(summary: Summary, t: Strings) -> Picture | None:
    """Quotations by month, or by year where there are more months than columns."""
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


def _record(speaker: Speaker, summary: Summary, t: Strings) -> Iterator[Row]:
    if speaker.aliases:
        yield Row(t("speaker.also"), "; ".join(speaker.aliases))
    for place, role in enumerate(summary.roles[:ROLES]):
        dates = _dates(role.first, role.last, t)
        note = ", ".join(part for part in (t("list.articles_n", n=role.articles), dates) if part)
        yield Row(t("speaker.roles") if place == 0 else "", f"“{role.text}”", note=note)
    counted = f"{t('list.quoted', n=summary.quotations)} {t('list.in_articles', n=summary.articles)}"
    yield Row(t("speaker.quoted"), ", ".join(part for part in (counted, _dates(summary.first, summary.last, t)) if part))
    if speaker.wikidata:
        yield Row(t("quotes.wikidata"), links=(Link(speaker.wikidata, f"https://www.wikidata.org/wiki/{speaker.wikidata}"),))
    yield Row(t("record.label"), t("speaker.authority") if speaker.listed else t("speaker.no_authority"))


def _dates(first: Published | None, last: Published | None, t: Strings) -> str:
    if first is None:
        return ""
    one, two = listed(first, t), listed(last, t)
    return one if one == two else t("speaker.span", first=one, last=two)


def _utterance(said: Said, site: Site) -> UtteranceView:
    t, shown, others = site.t, said.witnesses[0], said.witnesses[1:]
    wordings = tuple(_wordings(said, t))
    return UtteranceView(
        anchor=said.id,
        date=listed(shown.published, t),
        datetime=machine_readable(shown.published),
        html=Markup(render_plain(shown.text)),
        language="" if shown.language == site.language else shown.language,
        direction="rtl" if shown.language.split("-")[0] in RIGHT_TO_LEFT else "ltr",
        source=_link(shown, shown, t),
        also=tuple(_link(one, shown, t) for one in others),
        wordings=wordings,
        wordings_label=t("speaker.wordings", n=len(wordings)),
        standing=_standing(shown.attribution, site),
        machine=shown.attribution.standing is Standing.MACHINE,
        cite=shown.original,
    )


def render_plain(text: str) -> Markup:
    """*text* as HTML without marks."""
    return render(text, Span(0, len(text)), ())


def _wordings(said: Said, t: Strings) -> Iterator[Wording]:
    shown = said.witnesses[0]
    groups: dict[int, list[Witnessed]] = defaultdict(list)
    for one in said.witnesses:
        groups[one.wording].append(one)
    for wording, group in sorted(groups.items()):
        if wording != shown.wording:
            yield Wording(compared(shown.text, group[0].text), tuple(_link(one, one, t) for one in group))


def _link(one: Witnessed, shown: Witnessed, t: Strings) -> Link:
    note = "" if one is shown else t("speaker.identical") if one.wording == shown.wording else t("speaker.reworded")
    place = f"¶ {one.place}" if one.place.isdigit() else one.place
    return Link(f"{one.label}, {place}", one.href, note)


def _standing(attribution: Attribution, site: Site) -> str:
    t = site.t
    if attribution.standing is not Standing.MACHINE:
        return t(f"speaker.{attribution.standing.value}", by=attribution.by)
    return t("speaker.uncertain") if attribution.confidence < site.certain_from else ""


def _together(holdings: Holdings) -> dict[SpeakerId, tuple[tuple[SpeakerId, str], ...]]:
    """Who else is quoted in the same stories (an article that has none is its own), the most often first."""
    found: dict[SpeakerId, Counter[SpeakerId]] = defaultdict(Counter)
    stories: dict[ArticleId, set[SpeakerId]] = defaultdict(set)
    for speaker, articles in holdings.articles_of.items():
        for article in articles:
            story = holdings.story_of.get(article)
            stories[story.base if story else article].add(speaker)
    for together in stories.values():
        for one in together:
            found[one].update(together - {one})
    names = holdings.archive.speakers
    return {
        id: tuple(
            (other, names[other].name)
            for other, _ in sorted(count.items(), key=lambda item: (-item[1], item[0]))[:TOGETHER]
            if other in names
        )
        for id, count in found.items()
    }
