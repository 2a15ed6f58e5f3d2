"""The page of a speaker: who they are called, and what they said, one entry an utterance with all who carried it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from variorum import addresses
from variorum.markup import render
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
from variorum.pages.article import RIGHT_TO_LEFT, MovedView, Row, moved_view
from variorum.pages.dating import listed, machine_readable, newest_key, sort_key, year_of
from variorum.pages.holdings import Holdings
from variorum.pages.lists import Facet, Pager, paged, pager, titled
from variorum.pages.page import Head, Link, Page, Site, make
from variorum.pages.pictures import Picture, column_chart
from variorum.pages.wording import compared
from variorum.strings import Strings

TOGETHER = 12  # speakers named as quoted in the same stories.


@dataclass(frozen=True, slots=True)
class Witnessed:
    """A quotation of an utterance in one article."""

    article: ArticleId
    href: str
    label: str
    """What the witness is called."""
    outlet: OutletId
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
    """How the attribution is known and who answers for it, in words."""
    machine: bool
    cite: str
    """The source's address at its outlet; "" where it is not known."""


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """What `speaker.html` receives as `view`."""

    head: Head
    heading: str
    record: tuple[Row, ...]
    timeline: Picture | None
    together: tuple[Link, ...]
    facets: tuple[Facet, ...]
    utterances: tuple[UtteranceView, ...]
    pager: Pager


def speaker_pages(holdings: Holdings, site: Site, size: int) -> Iterator[Page]:
    """The page of every speaker, and one at each former id that points on."""
    together = _together(holdings)
    for id, speaker in holdings.archive.speakers.items():
        said = [_said(utterance, holdings) for utterance in holdings.utterances_of.get(id, ())]
        said.sort(key=lambda one: (newest_key(one.witnesses[0].published), one.id))
        address = addresses.speaker(id)
        yield from paged(address, said, size, site, "speaker.html", speaker_view, speaker, _summary(said), together.get(id, ()))
        for former in speaker.former_ids:
            if former not in holdings.archive.speakers:
                yield make(addresses.speaker(former), "moved.html", site, _moved, address, speaker.name)


def _moved(site: Site, address: str, name: str) -> MovedView:
    return moved_view(site, address, name)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a speaker's page says of all their utterances, whichever page of them it is."""

    utterances: int
    quotations: int
    articles: int
    first: Published | None
    last: Published | None
    years: tuple[tuple[int, int], ...]
    """(year, quotations), each year from the first to the last."""


def _summary(said: list[Said]) -> Summary:
    witnesses = [one for utterance in said for one in utterance.witnesses]
    dated = sorted((one.published for one in witnesses if one.published and one.published.earliest), key=sort_key)
    years = Counter(year for one in witnesses if (year := year_of(one.published)))
    span = range(min(years), max(years) + 1) if years else range(0)
    return Summary(
        len(said), len(witnesses), len({one.article for one in witnesses}), dated[0] if dated else None,
        dated[-1] if dated else None, tuple((year, years[year]) for year in span),
    )  # fmt: skip


def _said(utterance: Utterance, holdings: Holdings) -> Said:
    wording = {reference: index for index, group in enumerate(utterance.wordings) for reference in group}
    return Said(utterance.id, tuple(_witnessed(one, wording.get(one, 0), holdings) for one in utterance.witnesses))


def _witnessed(reference: QuotationRef, wording: int, holdings: Holdings) -> Witnessed:
    article, quotation = holdings.article(reference.article), holdings.quoted(reference)
    block = next((block for block in article.blocks if block.span.overlaps(quotation.spans[0])), article.blocks[0])
    text = " ".join(span.of(article.text) for span in quotation.spans)
    return Witnessed(
        article.id, f"{addresses.article(article.id)}#{quotation.id}", holdings.label(article.id), article.outlet,
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
        timeline=column_chart(t("speaker.timeline"), [(str(year), n) for year, n in summary.years], t("text.as_table"))
        if len(summary.years) > 1
        else None,
        together=tuple(Link(name, addresses.speaker(id)) for id, name in together),
        facets=(),
        utterances=tuple(_utterance(one, site) for one in said),
        pager=pager(addresses.speaker(speaker.id), place, t),
    )


def _record(speaker: Speaker, summary: Summary, t: Strings) -> Iterator[Row]:
    if speaker.aliases:
        yield Row(t("speaker.also"), "; ".join(speaker.aliases))
    if speaker.roles:
        yield Row(t("speaker.roles"), "; ".join(dict.fromkeys(f"“{role.text}”" for role in speaker.roles)))
    counted = f"{t('list.quoted', n=summary.quotations)} {t('list.in_articles', n=summary.articles)}"
    first, last = listed(summary.first, t), listed(summary.last, t)
    dates = f", {first if first == last else t('speaker.span', first=first, last=last)}" if summary.first else ""
    yield Row(t("speaker.quoted"), counted + dates)
    if speaker.wikidata:
        yield Row(t("quotes.wikidata"), links=(Link(speaker.wikidata, f"https://www.wikidata.org/wiki/{speaker.wikidata}"),))
    yield Row(t("record.label"), t("speaker.authority") if speaker.listed else t("speaker.no_authority"))


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
        cite="",
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
    return t("speaker.uncertain") if attribution.confidence < site.certain_from else t("speaker.machine")


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
