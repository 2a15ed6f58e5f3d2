"""The records of a term after articles came and went: the old ones, less some postings, plus others.

A record is taken apart as text; of a frequent term only those groups and slices of positions are written that change.
"""

from __future__ import annotations

import json
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, repeat
from typing import Any

from whoosh.util.numeric import byte_to_length, length_to_byte  # type: ignore[import-untyped]

from .export import SCORED, SLICES, Column, frequent, positions_records
from .schema import UNKNOWN, TermField
from .shards import deltas, dump, numbers
from .slots import PLACE

Row = tuple[int, int, int, str]
"""Number, frequency, length, positions: one posting."""
Rows = tuple[list[Row], list[Row], list[Row]]
"""The postings of a term in titles, bodies and words."""


def rows(slot: int, fields: Sequence[Sequence[str]]) -> dict[str, Rows]:
    """The postings, by term, of an article's title and body and of its quotations, given as `Measured.fields`."""
    found: dict[str, Rows] = {}
    for place, terms in enumerate(fields):
        column, number = (place, slot) if place < 2 else (2, slot * PLACE + place - 2)
        length = byte_to_length(length_to_byte(len(terms)))
        for term, frequency, _, positions in TermField().index(terms):
            row = (number, frequency, length, "" if positions == UNKNOWN else positions.decode())
            found.setdefault(term.decode(), ([], [], []))[column].append(row)
    return found


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one term: by column, the postings that go and those that come."""

    gone: tuple[Sequence[Row], ...]
    come: tuple[Sequence[Row], ...]


def changes(gone: Iterable[Mapping[str, Rows]], come: Iterable[Mapping[str, Rows]]) -> dict[str, Change]:
    """By term, the postings of some articles before and after; those that stay as they are are in neither."""
    before, after = _together(gone), _together(come)
    found: dict[str, Change] = {}
    for term in before.keys() | after.keys():
        old, new = before[term], after[term]
        if old != new:
            less = tuple(sorted(mine - theirs) for mine, theirs in zip(old, new, strict=True))
            more = tuple(sorted(theirs - mine) for mine, theirs in zip(old, new, strict=True))
            found[term] = Change(less, more)
    return found


def _together(articles: Iterable[Mapping[str, Rows]]) -> dict[str, tuple[set[Row], ...]]:
    found: dict[str, tuple[set[Row], ...]] = defaultdict(lambda: (set(), set(), set()))
    for article in articles:
        for term, columns in article.items():
            for column, these in zip(found[term], columns, strict=True):
                column.update(these)
    return found


class Postings:
    """The postings of one term in one field while they change, without their positions. Read only where they do."""

    def __init__(self, text: str) -> None:
        """*text*: the column of the term's record."""
        self._text = text
        self._keys: list[tuple[int, int]] = []
        """Frequency and length of each group, ascending."""
        self._groups: list[str] = []
        """Parallel to them: the group as it stands in the record."""
        self._numbers: list[list[int]] = []
        """Parallel to them: its numbers, ascending."""
        self._read = False
        self.count = text.count(",") + 1 - 2 * (text.count("]") - 1) if text != "0" else 0

    def before(self, number: int) -> int:
        """How many numbers are smaller."""
        self._look()
        return sum(map(bisect_left, self._numbers, repeat(number)))

    def numbers(self) -> list[int]:
        """All, ascending."""
        self._look()
        return sorted(chain.from_iterable(self._numbers))

    def remove(self, row: Row) -> None:
        """Take a posting out."""
        self._look()
        at = bisect_left(self._keys, row[1:3])
        self._numbers[at].remove(row[0])
        self._write(at)
        self.count -= 1

    def insert(self, row: Row) -> None:
        """Put a posting in."""
        self._look()
        at = bisect_left(self._keys, row[1:3])
        if self._keys[at : at + 1] != [row[1:3]]:
            self._keys.insert(at, row[1:3])
            self._groups.insert(at, "")
            self._numbers.insert(at, [])
        insort(self._numbers[at], row[0])
        self._write(at)
        self.count += 1

    def _look(self) -> None:
        if self._read:
            return
        self._read = True
        if self._text != "0":
            parsed: list[list[int]] = json.loads(self._text)
            self._groups = self._text[2:-2].split("],[")
            self._keys = [(group[0], group[1]) for group in parsed]
            self._numbers = [[*accumulate(group[2:])] for group in parsed]

    def _write(self, at: int) -> None:
        if self._numbers[at]:
            self._groups[at] = numbers([*self._keys[at], *deltas(self._numbers[at])])[1:-1]
        else:
            del self._keys[at], self._groups[at], self._numbers[at]

    def text(self) -> str:
        """As it stands in the record of the term."""
        if not self._read:
            return self._text
        return f"[[{'],['.join(self._groups)}]]" if self._groups else "0"


def columns_of(record: str) -> list[str]:
    """The columns of a term's record, as they stand in it; a fourth where its positions are cut."""
    found, at = [], 1
    while at < len(record):
        end = record.index("]]", at) + 2 if record[at] == "[" else at + 1
        found.append(record[at:end])
        at = end + 1
    return found


Old = Callable[[str], str]
"""The positions record of a key, as it was."""
Patched = tuple[str, dict[str, str]]
"""The record of a term, and the positions records that are other now; "" for one that is no more."""


def patched(term: str, record: str, old: Old, change: Change, line: int) -> Patched:
    """A term after a change. *record*: "" where it is new."""
    texts = columns_of(record) if record else ["0", "0", "0"]
    columns = [Postings(text) for text in texts[:3]]
    count = sum(column.count for column in columns) - sum(map(len, change.gone)) + sum(map(len, change.come))
    places: _Slices | _Whole
    if len(texts) > 3 and frequent(count):
        places = _Slices(term, columns, old, line)
    else:
        places = _Whole(term, columns, old if record else None, len(texts) > 3)
    for place, (column, gone, come) in enumerate(zip(columns, change.gone, change.come, strict=True)):
        for row in gone:
            places.remove(place, row)
            column.remove(row)
        for row in come:
            places.insert(place, row)
            column.insert(row)
    if not count:
        return "", dict.fromkeys(places.keys, "")
    return "[" + ",".join([*(column.text() for column in columns), *["1"] * frequent(count)]) + "]", places.records(line)


class _Whole:
    """All positions of a term while they change."""

    def __init__(self, term: str, columns: Sequence[Postings], old: Old | None, sliced: bool) -> None:
        self.term, self.columns = term, columns
        self.keys = slice_keys(term) if sliced else [term] if old else []
        records = [json.loads(old(key)) for key in self.keys] if old else []
        self.positions: list[list[str]] = [[one for record in records for one in record[place] or ()] for place in range(3)]

    def remove(self, place: int, row: Row) -> None:
        del self.positions[place][self.columns[place].before(row[0])]

    def insert(self, place: int, row: Row) -> None:
        self.positions[place].insert(self.columns[place].before(row[0]), row[3])

    def records(self, line: int) -> dict[str, str]:
        cut = frequent(sum(column.count for column in self.columns))
        title, body, words = (
            Column(column.numbers() if cut else [*range(column.count)], [], [], positions)
            for column, positions in zip(self.columns, self.positions, strict=True)
        )
        return dict.fromkeys(self.keys, "") | dict(positions_records(self.term, (title, body, words), line, PLACE))


class _Slices:
    """The positions of a frequent term while a few of them change: only the slices that these lie in."""

    keys: tuple[str, ...] = ()

    def __init__(self, term: str, columns: Sequence[Postings], old: Old, line: int) -> None:
        self.term, self.columns, self.old, self.line = term, columns, old, line
        self.read: dict[int, list[Any]] = {}

    def remove(self, place: int, row: Row) -> None:
        column, at = self._at(place, row[0])
        del column[at]

    def insert(self, place: int, row: Row) -> None:
        column, at = self._at(place, row[0])
        column.insert(at, row[3])

    def _at(self, place: int, number: int) -> tuple[list[str], int]:
        width = 1 if SCORED[place][0] == "articles" else PLACE
        piece = min(SLICES - 1, number // width * SLICES // self.line)
        if piece not in self.read:
            self.read[piece] = [column or [] for column in json.loads(self.old(f"{self.term} {piece:x}"))]
        first = -(-piece * self.line // SLICES) * width
        return self.read[piece][place], self.columns[place].before(number) - self.columns[place].before(first)

    def records(self, _: int) -> dict[str, str]:
        return {f"{self.term} {piece:x}": dump([column or 0 for column in columns]) for piece, columns in self.read.items()}


def slice_keys(term: str) -> list[str]:
    """The keys of the positions of a frequent term."""
    return [f"{term} {number:x}" for number in range(SLICES)]


def changed_key(record: str, gone: Iterable[int], come: Iterable[int]) -> str:
    """A record of `keys/` less some numbers, plus others; "" where nothing is left."""
    numbers = sorted({*accumulate(json.loads(record or "[]"))} - {*gone} | {*come})
    return dump(deltas(numbers)) if numbers else ""
