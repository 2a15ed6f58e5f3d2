"""The front page: what the archive holds, the newest, the most quoted, the most carried."""

from __future__ import annotations

from collections.abc import Iterator

from variorum import addresses
from variorum.model import Topic
from variorum.model.values import Value, dataclass
from variorum.pages.calendar import Calendar, YearCount, by_year, calendar, year_counts
from variorum.pages.holdings import Entry, Holdings
from variorum.pages.indexes import SpeakerCount, counted, speaker_row, story_entries, story_row
from variorum.pages.lists import ListRow, article_row
from variorum.pages.page import Head, Link, Page, Site, make

SHOWN = 8  # rows in each list of the front page.
TOPICS = 24  # topics named there.


@dataclass(frozen=True, slots=True)
class FrontView(Value):
    """What `front.html` receives as `view`."""

    head: Head
    holdings: tuple[Link, ...]
    """"33 articles", "4 speakers", …, each leading to its index."""
    calendar: Calendar
    newest: tuple[ListRow, ...]
    quoted: tuple[ListRow, ...]
    carried: tuple[ListRow, ...]
    topics: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Totals(Value):
    """How much of everything there is."""

    articles: int
    outlets: int
    speakers: int
    quotations: int
    stories: int


def front_page(holdings: Holdings, site: Site, size: int) -> Iterator[Page]:
    """The front page."""
    totals = Totals(
        len(holdings.newest), len(holdings.by_outlet), len(holdings.speakers), holdings.quotations, len(holdings.clusters)
    )  # fmt: skip
    quoted = sorted(counted(holdings), key=lambda one: (-one.articles, -one.quotations, one.speaker.id))[:SHOWN]
    carried = sorted(story_entries(holdings), key=lambda story: (-story[1].witnesses, story[0]))[:SHOWN]
    largest = sorted(holdings.by_topic.items(), key=lambda one: (-len(one[1]), one[0]))[:TOPICS]
    topics = tuple((holdings.topic(topic), len(found)) for topic, found in largest)
    counts = year_counts(by_year(holdings.oldest), size)
    yield make(
        addresses.FRONT, "front.html", site, front_view, totals, counts, holdings.newest[:SHOWN], tuple(quoted), tuple(carried),
        topics,
    )  # fmt: skip


def front_view(
    site: Site, totals: Totals, counts: tuple[YearCount, ...], newest: tuple[Entry, ...], quoted: tuple[SpeakerCount, ...],
    carried: tuple[tuple[str, Entry, tuple[str, ...]], ...], topics: tuple[tuple[Topic, int], ...],
) -> FrontView:  # fmt: skip
    """What `front.html` shows."""
    t = site.t
    numbers = (
        ("articles", totals.articles, addresses.ARTICLES), ("outlets", totals.outlets, addresses.OUTLETS),
        ("speakers", totals.speakers, addresses.SPEAKERS), ("quotations", totals.quotations, addresses.SEARCH),
        ("stories", totals.stories, addresses.STORIES),
    )  # fmt: skip
    return FrontView(
        head=Head(title="", description=site.description, feeds=(Link(site.title, addresses.FEED),)),
        holdings=tuple(Link(t(f"front.{key}", n=n), address) for key, n, address in numbers),
        calendar=calendar(counts, t),
        newest=tuple(article_row(entry, site) for entry in newest),
        quoted=tuple(speaker_row(one, t, inverted=False) for one in quoted),
        carried=tuple(story_row(address, base, names, site) for address, base, names in carried),
        topics=tuple(Link(topic.name, addresses.topic(topic.key), str(n)) for topic, n in topics),
    )
