"""The indexes: articles, speakers, outlets, topics and stories."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator

from variorum import addresses
from variorum.model import Outlet, OutletId, Speaker, Topic
from variorum.model.values import Value, dataclass
from variorum.pages.dating import listed, machine_readable, year_of
from variorum.pages.holdings import Entry, Holdings, outlet_title, shorten
from variorum.pages.lists import Facet, ListRow, ListView, article_row, paged, pager, sectioned, titled
from variorum.pages.page import Head, Link, Page, Site
from variorum.pages.pictures import flows
from variorum.strings import Strings

EXAMPLE = 60  # characters of a title that tells namesakes apart.
FLOWS = 24  # pairs of outlets in the picture of copies.
OUTLETS_AS_FACET = 12  # outlets named above the list of articles; the others are a click away.


@dataclass(frozen=True, slots=True)
class SpeakerCount(Value):
    """A speaker and how often the archive quotes them."""

    speaker: Speaker
    quotations: int
    articles: int
    example: str
    """The title of an article that quotes them, where others bear the same name; else ""."""


def index_pages(holdings: Holdings, site: Site, size: int) -> Iterator[Page]:
    """Every index, in pages of *size* entries."""
    yield from paged(
        addresses.ARTICLES,
        holdings.newest,
        size,
        site,
        "list.html",
        articles_view,
        len(holdings.newest),
        _facets(holdings, site),
    )
    counts = counted(holdings)
    by_name = sorted(counts, key=lambda one: (_sort_key(one.speaker.sort_name), one.speaker.id))
    letters = _letters(by_name, size)
    yield from paged(addresses.SPEAKERS, by_name, size, site, "list.html", speakers_view, len(by_name), letters)
    outlets = sorted(holdings.by_outlet, key=lambda id: (_sort_key(holdings.outlet(id).name), id))
    rows = [(holdings.outlet(id), len(holdings.by_outlet[id])) for id in outlets]
    yield from paged(addresses.OUTLETS, rows, size, site, "list.html", outlets_view, len(rows), _copies(holdings, site))
    topics = sorted(
        ((holdings.topic(topic), len(entries)) for topic, entries in holdings.by_topic.items()),
        key=lambda one: (_sort_key(one[0].name), one[0].key),
    )
    yield from paged(addresses.TOPICS, topics, size, site, "list.html", topics_view, len(topics))
    stories = tuple(story_entries(holdings))
    yield from paged(addresses.STORIES, stories, size, site, "list.html", stories_view, len(stories))


def _copies(holdings: Holdings, site: Site) -> tuple[tuple[str, str, int], ...]:
    """(had it first, carries it, articles) between outlets, where the direction is known; the busiest pairs."""
    count: Counter[tuple[OutletId, OutletId]] = Counter()
    for cluster in holdings.clusters:
        for relation in cluster.relations:
            base, witness = (holdings.article(id).outlet for id in (relation.base, relation.witness))
            if relation.directed and base != witness:
                count[base, witness] += 1
    busiest = sorted(count.items(), key=lambda item: (-item[1], item[0]))[:FLOWS]
    names = {id: outlet_title(holdings.outlet(id), site.t) for pair, _ in busiest for id in pair}
    return tuple((names[base], names[witness], n) for (base, witness), n in busiest)


def counted(holdings: Holdings) -> list[SpeakerCount]:
    """All speakers with their counts."""
    names = Counter(speaker.name for speaker in holdings.speakers.values())
    found = []
    for id, speaker in holdings.speakers.items():
        articles = holdings.articles_of.get(id, set())
        example = holdings.article(min(articles)).title if names[speaker.name] > 1 and articles else ""
        found.append(SpeakerCount(speaker, holdings.quotations_of.get(id, 0), len(articles), example))
    return found


def story_entries(holdings: Holdings) -> Iterator[tuple[str, Entry, tuple[str, ...]]]:
    """(address, base, names of the witnesses) of every story, the newest base first."""
    order = {entry.id: place for place, entry in enumerate(holdings.newest)}
    for cluster in sorted(holdings.clusters, key=lambda one: (order.get(one.base, len(order)), one.id)):
        names = tuple(dict.fromkeys(holdings.label(id) for id in cluster.witnesses))
        yield addresses.story(cluster.id), holdings.entry(cluster.base), names


def articles_view(
    site: Site, entries: tuple[Entry, ...], place: tuple[int, int], count: int, facets: tuple[Facet, ...]
) -> ListView:
    """The index of articles, newest first."""
    t = site.t
    rows = [(*_year(entry, t), article_row(entry, site)) for entry in entries]
    feeds = (Link(site.title, addresses.FEED),)
    head = Head(titled(t("list.articles"), place, t), t("kind.list"), section="articles", feeds=feeds)
    summary = t("front.articles", n=count)
    return ListView(head, t("list.articles"), summary, facets, sectioned(rows), pager(addresses.ARTICLES, place, t))


def speakers_view(
    site: Site, counts: tuple[SpeakerCount, ...], place: tuple[int, int], count: int, letters: tuple[tuple[str, int], ...]
) -> ListView:
    """The index of speakers, by name."""
    t = site.t
    rows = [(letter := letter_of(one.speaker), f"letter-{letter}", speaker_row(one, t)) for one in counts]
    links = tuple(
        Link(letter, f"{addresses.further(addresses.SPEAKERS, page)}#letter-{letter}", current=False)
        for letter, page in letters
    )
    head = Head(titled(t("list.speakers"), place, t), t("kind.list"), section="speakers")
    facets = (Facet(t("list.letters"), links),) if len(links) > 1 else ()
    summary = t("front.speakers", n=count)
    return ListView(head, t("list.speakers"), summary, facets, sectioned(rows), pager(addresses.SPEAKERS, place, t))


def outlets_view(
    site: Site,
    outlets: tuple[tuple[Outlet, int], ...],
    place: tuple[int, int],
    count: int,
    copies: tuple[tuple[str, str, int], ...],
) -> ListView:  # fmt: skip
    """The index of outlets, by name, and on its first page who carries whose copy."""
    t = site.t
    rows = [
        (
            "",
            "",
            ListRow(Link(outlet_title(outlet, t), addresses.outlet(outlet.id)), details=(Link(t("list.articles_n", n=n), ""),)),
        )
        for outlet, n in outlets
    ]
    head = Head(titled(t("list.outlets"), place, t), t("kind.list"), section="outlets")
    picture = flows(t("outlet.flows"), copies, t("text.as_table")) if copies and place[0] == 1 else None
    return ListView(
        head, t("list.outlets"), t("front.outlets", n=count), (), sectioned(rows), pager(addresses.OUTLETS, place, t), picture
    )


def topics_view(site: Site, topics: tuple[tuple[Topic, int], ...], place: tuple[int, int], count: int) -> ListView:
    """The index of topics and how many articles each has, by name."""
    t = site.t
    rows = []
    for topic, n in topics:
        about = (Link(topic.description, ""),) if topic.description else ()
        details = (Link(t("list.articles_n", n=n), ""), *about)
        rows.append(("", "", ListRow(Link(topic.name, addresses.topic(topic.key)), details=details)))
    head = Head(titled(t("list.topics"), place, t), t("kind.list"), section="topics")
    return ListView(head, t("list.topics"), t("list.topics_n", n=count), (), sectioned(rows), pager(addresses.TOPICS, place, t))


def stories_view(
    site: Site, stories: tuple[tuple[str, Entry, tuple[str, ...]], ...], place: tuple[int, int], count: int
) -> ListView:
    """The index of stories, the newest first."""
    t = site.t
    rows = [(*_year(base, t), story_row(address, base, names, site)) for address, base, names in stories]
    head = Head(titled(t("list.stories"), place, t), t("kind.list"), section="stories")
    summary = t("front.stories", n=count)
    return ListView(head, t("list.stories"), summary, (), sectioned(rows), pager(addresses.STORIES, place, t))


def story_row(address: str, base: Entry, names: tuple[str, ...], site: Site) -> ListRow:
    """A story in a list: its base's title, its witnesses."""
    t = site.t
    lang = "" if base.language == site.language else base.language
    details = (Link(t("list.witnesses", n=base.witnesses), ""), Link(", ".join(names[:6]), ""))
    return ListRow(Link(base.title, address, lang=lang), listed(base.published, t), machine_readable(base.published), details)


def speaker_row(one: SpeakerCount, t: Strings, inverted: bool = True) -> ListRow:
    """A speaker in a list, with the role that most articles give; *inverted*: under "Peskov, Dmitry"."""
    roles = sorted(one.speaker.roles, key=lambda role: (-len(role.articles), role.text))
    role = (Link(roles[0].text, ""),) if roles else ()
    counts = (Link(f"{t('list.quoted', n=one.quotations)} {t('list.in_articles', n=one.articles)}", ""),)
    example = (Link(f"“{shorten(one.example, EXAMPLE)}”", ""),) if one.example else ()
    return ListRow(
        Link((one.speaker.sort_name if inverted else "") or one.speaker.name, addresses.speaker(one.speaker.id)),
        details=(*role, *counts, *example),
    )


def letter_of(speaker: Speaker) -> str:
    """The letter a speaker stands under: its first, without accents; `#` for what is no letter."""
    first = unicodedata.normalize("NFD", (speaker.sort_name or speaker.name)[:1].upper())[:1]
    return first if first.isalpha() else "0-9"


def _letters(by_name: list[SpeakerCount], size: int) -> tuple[tuple[str, int], ...]:
    found: dict[str, int] = {}
    for place, one in enumerate(by_name):
        found.setdefault(letter_of(one.speaker), place // size + 1)
    return tuple(found.items())


def _sort_key(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _year(entry: Entry, t: Strings) -> tuple[str, str]:
    year = year_of(entry.published)
    return (str(year), f"y{year}") if year else (t("list.undated"), "undated")


def _facets(holdings: Holdings, site: Site) -> tuple[Facet, ...]:
    t = site.t
    years = sorted({year for entry in holdings.newest if (year := year_of(entry.published))}, reverse=True)
    by_year = tuple(Link(str(year), addresses.year(year)) for year in years)
    largest = sorted(holdings.by_outlet, key=lambda id: (-len(holdings.by_outlet[id]), id))[:OUTLETS_AS_FACET]
    by_outlet = tuple(
        Link(outlet_title(holdings.outlet(id), t), addresses.outlet(id), str(len(holdings.by_outlet[id]))) for id in largest
    )
    facets = (Facet(t("list.dates"), by_year), Facet(t("list.outlets"), by_outlet))
    return tuple(facet for facet in facets if len(facet.links) > 1)
