"""What a speaker's page says of all their utterances together: counts, dates, roles, outlets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from variorum.model import OutletId, Published, Speaker, SpeakerId
from variorum.model.values import Value, dataclass
from variorum.pages.dating import listed, month_of, sort_key, year_of
from variorum.pages.holdings import Holdings
from variorum.pages.lists import Years
from variorum.pages.utterances import Unread
from variorum.strings import Strings

DATA = 2
"""Articles that quote a speaker before what they said is worth files of its own: nine in ten speakers are quoted in one, and
tables of a row or two for each of them would be a quarter of the site's files. An authority record earns them, too."""


DAYS = 62  # from the first to the last quotation: two months, which the timeline shows day by day.


@dataclass(frozen=True, slots=True)
class RoleUse(Value):
    """A role as articles word it, and when."""

    text: str
    articles: int
    first: Published | None
    last: Published | None


@dataclass(frozen=True, slots=True)
class Summary(Value):
    """What a speaker's page says of all their utterances, whichever page of them it is."""

    utterances: int
    quotations: int
    articles: int
    first: Published | None
    last: Published | None
    roles: tuple[RoleUse, ...]
    days: tuple[tuple[int, int], ...]
    """(day as an ordinal, quotations), where all that is dated lies within `DAYS`; else nothing."""
    months: tuple[tuple[int, int, int], ...]
    """(year, month, quotations), where both are known."""
    years: Years
    outlets: tuple[tuple[OutletId, str, int], ...]
    """(id, name, quotations), the most first."""
    data: bool
    """True where what they said is offered as data by itself."""


def has_data(id: SpeakerId, holdings: Holdings) -> bool:
    """True where what the speaker said is offered as data by itself."""
    speaker = holdings.speaker(id)
    return (speaker is not None and speaker.listed) or len(holdings.articles_of.get(id, ())) >= DATA


def summary_of(said: list[Unread], roles: tuple[RoleUse, ...], size: int, data: bool) -> Summary:
    """The summary of *said*, with *size* utterances on a page."""
    witnesses = [one for utterance in said for one in utterance.witnesses]
    dates = [one.article.published for one in witnesses]
    first, last = _extent(dates)
    days = Counter(date.earliest.toordinal() for date in dates if date and date.earliest and date.earliest == date.latest)
    close = bool(days) and max(days) - min(days) < DAYS
    months = Counter((year, month) for date in dates if (year := year_of(date)) and (month := month_of(date)))
    starts = [year_of(one.witnesses[0].article.published) or 0 for one in said]
    begin: dict[int, int] = {}
    for place, year in enumerate(starts):
        begin.setdefault(year, place // size + 1)
    years = Counter(starts)
    outlets = Counter((one.article.outlet, one.outlet_name) for one in witnesses)
    return Summary(
        len(said), len(witnesses), len({one.article.id for one in witnesses}), first, last, roles,
        tuple(sorted(days.items())) if close else (),
        tuple((year, month, count) for (year, month), count in sorted(months.items())),
        tuple((year, years[year], page) for year, page in begin.items()),
        tuple((id, name, count) for (id, name), count in sorted(outlets.items(), key=lambda item: (-item[1], item[0]))), data,
    )  # fmt: skip


def _extent(dates: Iterable[Published | None]) -> tuple[Published | None, Published | None]:
    dated = sorted((one for one in dates if one and one.earliest), key=sort_key)
    return (dated[0], dated[-1]) if dated else (None, None)


def roles_of(speaker: Speaker, holdings: Holdings) -> tuple[RoleUse, ...]:
    """The roles of *speaker*, those of the most articles first."""
    uses = [
        RoleUse(role.text, len(role.articles), *_extent(holdings.article(id).published for id in role.articles))
        for role in speaker.roles
    ]
    return tuple(sorted(uses, key=lambda use: (-use.articles, sort_key(use.first), use.text)))


def extent(first: Published | None, last: Published | None, t: Strings) -> str:
    """As "3 Feb 2017 to 1 Mar 2017"; one date where they are one; "" where none is known."""
    if first is None:
        return ""
    one, two = listed(first, t), listed(last, t)
    return one if one == two else t("speaker.span", first=one, last=two)
