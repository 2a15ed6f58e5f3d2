from __future__ import annotations

from datetime import date

import pytest

from variorum.load.dates import published
from variorum.model import Basis, Published


@pytest.mark.parametrize(
    ("written", "earliest", "latest"),
    [
        ("2020-09-11", date(2020, 9, 11), date(2020, 9, 11)),
        ("2020-09-11T23:30:00+03:00", date(2020, 9, 11), date(2020, 9, 11)),
        ("2020-09-11T23:30:00Z", date(2020, 9, 11), date(2020, 9, 11)),
        ("2020-09-11?", date(2020, 9, 11), date(2020, 9, 11)),
        ("2020-09", date(2020, 9, 1), date(2020, 9, 30)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("202X", date(2020, 1, 1), date(2029, 12, 31)),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
        ("2020-XX-11", date(2020, 1, 11), date(2020, 12, 11)),
        ("2020-09-XX", date(2020, 9, 1), date(2020, 9, 30)),
        ("2020-09-01/2020-09-11", date(2020, 9, 1), date(2020, 9, 11)),
        ("2020-08/2020-09", date(2020, 8, 1), date(2020, 9, 30)),
        ("XXXX-09-11", None, None),
        ("XXXX-02-29", None, None),
        ("XXXX-09", None, None),
    ],
)
def test_a_date_is_known_as_far_as_it_is_written(written: str, earliest: date | None, latest: date | None) -> None:
    assert published(written, Basis.SUPPLIED) == Published(written, earliest, latest, Basis.SUPPLIED)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("2020-13-01", "there is no month 13"),
        ("2021-02-29", "there is no day 29 in that month"),
        ("XXXX-02-30", "there is no day 30 in that month"),
        ("2020-09-11T14:03", "a time needs its zone"),
        ("2020-09-11/2020-09-01", "the interval ends before it begins"),
        ("11 September 2020", "it is not in a form of date that is understood"),
        ("2020-9-1", "it is not in a form of date that is understood"),
        ("", "it is not in a form of date that is understood"),
    ],
)
def test_what_is_no_date_is_refused_with_a_reason(written: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{reason}$"):
        published(written)
