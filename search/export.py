"""The records of a term, of its columns. FORMAT.md says what is in each."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .postings import Numbers, column_of, places_of

SLICES = 16  # pieces that the positions of a frequent term are cut into, by slots; a phrase needs those with candidates
FREQUENT = 4_000  # postings from which on they are cut: 20 KB
MANY = 200  # postings from which on an edit finds their numbers kept: with fewer it takes as long to read them from the groups


class Column(NamedTuple):
    """Where one term stands in one field."""

    numbers: array[int]
    """Of the documents, ascending."""
    places: str
    """As it stands in a positions record."""


NONE = Column(array("I"), "0")


def terms_record(columns: Iterable[str], postings: int) -> str:
    """`[title, body, words]`, each `[[frequency, length, number, step, …], …]` or `0`; then `1` where positions are cut."""
    return "[" + ",".join([*columns, *["1"] * frequent(postings)]) + "]"


def frequent(postings: int) -> bool:
    """True where the positions of a term with so many postings are cut into slices."""
    return postings > FREQUENT


def positions_records(key: str, term: Sequence[Column], line: int, place: int) -> Iterator[tuple[str, str, Numbers | None]]:
    """The positions of a term: one record under its own key, or SLICES under `term 0` to `term f`, by slots.

    *term*: titles, bodies and words. With each record the numbers of its documents, where an edit wants them.
    """
    numbers = [column.numbers for column in term]
    count = sum(map(len, numbers))
    if not frequent(count):
        yield key, _record(column.places for column in term), _numbers(numbers) if count > MANY else None
        return
    places = [places_of(column.places) for column in term]
    ends = [_slice_ends(column, line, 1 if field < 2 else place) for field, column in enumerate(numbers)]
    for number in range(SLICES):
        cut = [slice(end[number], end[number + 1]) for end in ends]
        record = _record(column_of(column[here]) for column, here in zip(places, cut, strict=True))
        yield f"{key} {number:x}", record, _numbers([column[here] for column, here in zip(numbers, cut, strict=True)])


def _record(columns: Iterable[str]) -> str:
    return "[" + ",".join(columns) + "]"


def _numbers(columns: Sequence[array[int]]) -> Numbers:
    title, body, words = columns
    return title, body, words


def _slice_ends(numbers: Sequence[int], line: int, place: int) -> list[int]:
    inner = [bisect_left(numbers, -(-number * line // SLICES) * place) for number in range(1, SLICES)]
    return [0, *inner, len(numbers)]
