"""Dates as far as they are known: ISO 8601 and the parts of EDTF (ISO 8601-2) that newspapers need.

`2020-09-11`, `2020-09-11T14:03:00+03:00`, `2020-09`, `2020`, `202X`, `XXXX-09-11`, `2020-XX-11`, `2020-09-11?`, `~`, `%`,
`2020-09-01/2020-09-11`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime

from variorum.model import Basis, Published

_DAY = re.compile(r"(?P<year>\d{4}|\d{3}X|\d\dXX|XXXX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?[?~%]?")
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
_ZONE = re.compile(r"(?:Z|[+-]\d\d:?\d\d)\Z")
_LEAP = 2000
"""A year in which every day of the calendar exists."""


def published(written: str, basis: Basis = Basis.STATED) -> Published:
    """What *written* says. Raises ValueError, in the archivist's words, where it is no date."""
    if _TIME.match(written):
        day = _moment(written)
        return Published(written, day, day, basis)
    first, _, last = written.partition("/")
    earliest, latest = _bounds(first)
    if last:
        latest = _bounds(last)[1]
        if earliest and latest and earliest > latest:
            raise ValueError("the interval ends before it begins")
    return Published(written, earliest, latest, basis)


def _moment(written: str) -> date:
    if not _ZONE.search(written):
        raise ValueError("a time needs its zone")
    return datetime.fromisoformat(written).date()


def _bounds(written: str) -> tuple[date | None, date | None]:
    match = _DAY.fullmatch(written)
    if not match:
        raise ValueError("it is not in a form of date that is understood")
    year, month, day = match["year"], match["month"] or "XX", match["day"] or "XX"
    low = _day(year.replace("X", "0"), month, day, last=False)
    high = _day(year.replace("X", "9"), month, day, last=True)
    return (None, None) if year == "XXXX" else (low, high)


def _day(year: str, month: str, day: str, last: bool) -> date:
    """The first or last day that fits. Raises ValueError where no such day is in the calendar."""
    number = int(year) if int(year) not in {0, 9999} else _LEAP
    months = (12 if last else 1) if month == "XX" else int(month)
    if not 1 <= months <= 12:
        raise ValueError(f"there is no month {month}")
    longest = monthrange(number, months)[1]
    days = (longest if last else 1) if day == "XX" else int(day)
    if not 1 <= days <= longest:
        raise ValueError(f"there is no day {day} in that month")
    return date(number, months, days)
