"""Dates as readers see them: "11 Sep 2020" in lists, as recorded in records."""

from __future__ import annotations

import re

from variorum.model import Basis, Published
from variorum.strings import Strings

_PARTS = re.compile(r"(\d{4}|XXXX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?")


def listed(published: Published | None, t: Strings) -> str:
    """The date as it stands in lists, as exact as it is known: "11 Sep 2020", "Sep 2020", "11 Sep, year not known"."""
    if published is None:
        return t("date.undated")
    match = _PARTS.match(published.edtf)
    if match is None:
        return published.edtf
    year, month, day = match[1], _number(match[2]), _number(match[3])
    months = t("date.months").split()
    text = year
    if month and day:
        values = {"day": day, "month": months[month - 1], "year": year}
        text = t("date.yearless", **values) if year == "XXXX" else t("date.day", **values)
    elif month:
        text = t("date.month", month=months[month - 1], year=year)
    return t("date.doubtful", date=text) if published.edtf.endswith(("?", "~", "%")) else text


def recorded(published: Published | None, t: Strings) -> str:
    """The date as it stands in a record: as written, and whether it is stated, inferred or supplied."""
    if published is None:
        return t("record.undated")
    basis = t(f"record.basis.{published.basis.value}")
    return f"{published.edtf}, {basis}" if basis else published.edtf


def machine_readable(published: Published | None) -> str:
    """The date for `<time datetime>`: a date, a month or a year; "" where the year is not known."""
    if published is None:
        return ""
    match = re.match(r"\d{4}(-\d\d(-\d\d)?)?(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?", published.edtf)
    return match[0] if match else ""


def year_of(published: Published | None) -> int | None:
    """The year, where it is known."""
    if published is None or published.earliest is None or published.latest is None:
        return None
    return published.earliest.year if published.earliest.year == published.latest.year else None


def month_of(published: Published | None) -> int | None:
    """The month of a date whose year is known, where it is known itself."""
    if year_of(published) is None or published is None or published.earliest is None or published.latest is None:
        return None
    return published.earliest.month if published.earliest.month == published.latest.month else None


def sort_key(published: Published | None) -> tuple[int, str]:
    """Sorts oldest first, what has no year last."""
    if published is None or published.earliest is None:
        return (1, "")
    return (0, f"{published.earliest.isoformat()} {published.edtf}")


def newest_key(published: Published | None) -> tuple[int, int, str]:
    """Sorts newest first, what has no year last."""
    if published is None or published.latest is None:
        return (1, 0, "")
    return (0, -published.latest.toordinal(), "".join(chr(0x10FFFF - ord(char)) for char in published.edtf))


def supplied(published: Published | None) -> bool:
    """True where the date is not the source's own."""
    return published is not None and published.basis is not Basis.STATED


def _number(part: str | None) -> int:
    return int(part) if part and part.isdigit() and 1 <= int(part) <= 31 else 0
