"""The calendar of holdings: a table of years and months with how many articles the archive holds of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from variorum import addresses
from variorum.model.values import Value, dataclass
from variorum.pages.dating import month_of, year_of
from variorum.pages.holdings import Entry
from variorum.strings import Strings

SHADES = 4
"""Steps of shading of a month; the busiest has the darkest."""


@dataclass(frozen=True, slots=True)
class YearCount(Value):
    """How many articles of a year there are."""

    year: int
    """0 for those whose year is not known."""
    months: tuple[int, ...]
    """Twelve counts."""
    other: int
    """Those whose month is not known."""
    pages: tuple[int, ...]
    """On which page of the year's list each month begins."""

    @property
    def total(self) -> int:
        """All of the year."""
        return sum(self.months) + self.other


@dataclass(frozen=True, slots=True)
class Month(Value):
    """A cell of the calendar."""

    count: int
    href: str
    """"" where there is nothing."""
    label: str
    """"September 2020, 12 articles": what it is read as."""
    shade: int
    """0 for nothing to `SHADES` for the busiest."""


@dataclass(frozen=True, slots=True)
class Year(Value):
    """A row of the calendar."""

    year: str
    href: str
    total: int
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True)
class Calendar(Value):
    """The whole table."""

    months: tuple[str, ...]
    years: tuple[Year, ...]
    undated: int
    undated_href: str


def by_year(entries: Iterable[Entry]) -> dict[int, list[Entry]]:
    """*entries*, oldest first, by year, 0 for those without; within a year by month, those without one last."""
    years: dict[int, list[Entry]] = {}
    for entry in entries:
        years.setdefault(year_of(entry.published) or 0, []).append(entry)
    for found in years.values():
        found.sort(key=lambda entry: month_of(entry.published) or 13)
    return dict(sorted(years.items(), reverse=True))


def year_counts(years: Mapping[int, Sequence[Entry]], size: int) -> tuple[YearCount, ...]:
    """The counts of *years*, whose lists have *size* entries a page."""
    return tuple(_count(year, entries, size) for year, entries in years.items())


def _count(year: int, entries: Sequence[Entry], size: int) -> YearCount:
    counts = Counter(month_of(entry.published) or 0 for entry in entries)
    months = tuple(counts[month] for month in range(1, 13))
    pages = tuple(sum(months[:month]) // size + 1 for month in range(12))
    return YearCount(year, months, counts[0], pages)


def calendar(counts: Iterable[YearCount], t: Strings) -> Calendar:
    """The table of *counts*."""
    dated = [one for one in counts if one.year]
    busiest = max((count for one in dated for count in one.months), default=1) or 1
    years = tuple(_year(one, busiest, t) for one in dated)
    undated = sum(one.total for one in counts if not one.year)
    return Calendar(tuple(t("date.months").split()), years, undated, addresses.UNDATED)


def _year(one: YearCount, busiest: int, t: Strings) -> Year:
    href = addresses.year(one.year)
    names = t("date.months_long").split()
    months = tuple(
        Month(
            count, f"{addresses.further(href, page)}#m{one.year:04d}-{number:02d}" if count else "",
            f"{names[number - 1]} {one.year}: {t('list.articles_n', n=count)}", -(-count * SHADES // busiest),
        )
        for number, (count, page) in enumerate(zip(one.months, one.pages, strict=True), start=1)
    )  # fmt: skip
    return Year(str(one.year), href, one.total, months)
