"""The records of the shards, read from the Whoosh indexes one range of terms at a time. FORMAT.md says what is in each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index  # type: ignore[import-untyped]

from .schema import UNKNOWN
from .segments import SegmentPostings, living
from .shards import deltas, numbers

SCORED = (("articles", "title"), ("articles", "body"), ("quotations", "words"))
"""(index, field) of the columns of a terms or positions record."""
KEYS = (
    ("articles", "outlet"),
    ("articles", "topic"),
    ("quotations", "speaker"),
    ("quotations", "name"),
    ("quotations", "kind"),
)
SLICES = 16  # pieces that the positions of a frequent term are cut into, by slots; a phrase needs those with candidates
FREQUENT = 4_000  # postings from which on they are cut: 20 KB


@dataclass(slots=True)
class Column:
    """The postings of one term in one field, parallel lists in order of numbers."""

    numbers: list[int]
    frequencies: list[int]
    lengths: list[int]
    positions: list[str]
    """Steps, `4,12,1`; "" where they may not be shown."""

    def __len__(self) -> int:
        return len(self.numbers)


Term = tuple[Column, Column, Column]
"""Title, body, words."""
NONE = Column([], [], [], [])


def terms_record(term: Term) -> str:
    """`[title, body, words]`, each `[[frequency, length, number, step, …], …]` or `0`; then `1` where positions are cut."""
    columns = ",".join(_grouped(column) for column in term)
    return f"[{columns},1]" if frequent(term) else f"[{columns}]"


def _grouped(column: Column) -> str:
    groups: dict[tuple[int, int], list[int]] = {}
    for number, key in zip(column.numbers, zip(column.frequencies, column.lengths, strict=True), strict=True):
        if key in groups:
            groups[key].append(number)
        else:
            groups[key] = [number]
    return numbers([[*key, *deltas(groups[key])] for key in sorted(groups)]) if groups else "0"


def frequent(term: Term) -> bool:
    """True where the positions of a term are cut into slices."""
    return sum(map(len, term)) > FREQUENT


def positions_records(key: str, term: Term, line: int, place: int) -> Iterator[tuple[str, str]]:
    """The positions of a term: one record under its own key, or SLICES under `term 0` to `term f`, by slots."""
    if not frequent(term):
        yield key, _positions([column.positions for column in term])
        return
    ends = [_slice_ends(column.numbers, line, 1 if field < 2 else place) for field, column in enumerate(term)]
    for number in range(SLICES):
        cut = [column.positions[end[number] : end[number + 1]] for column, end in zip(term, ends, strict=True)]
        yield f"{key} {number:x}", _positions(cut)


def _slice_ends(numbers: Sequence[int], line: int, place: int) -> list[int]:
    inner = [bisect_left(numbers, -(-number * line // SLICES) * place) for number in range(1, SLICES)]
    return [0, *inner, len(numbers)]


def _positions(columns: Sequence[Sequence[str]]) -> str:
    return "[" + ",".join('["' + '","'.join(column) + '"]' if column else "0" for column in columns) + "]"


class Reading:
    """The two indexes opened for an export."""

    def __init__(self, folder: Path, numbers: Mapping[str, Mapping[str, int]]) -> None:
        """*numbers*: for each index, the number of each document by its key."""
        self.segments = {name: _segments(folder / name, known) for name, known in numbers.items()}
        self._lengths: dict[tuple[str, int], list[int]] = {}

    def terms(self, first: str, end: str | None) -> Iterator[tuple[str, Term]]:
        """Each term from *first* up to, not including, *end*, that stands in a living document."""
        streams = [self._tagged(place, index, field, first, end) for place, (index, field) in enumerate(SCORED)]
        for key, found in groupby(merge(*streams, key=itemgetter(0)), key=itemgetter(0)):
            columns = {place: column for _, place, column in found}
            yield key.decode(), (columns.get(0, NONE), columns.get(1, NONE), columns.get(2, NONE))

    def _tagged(self, place: int, index: str, field: str, first: str, end: str | None) -> Iterator[tuple[bytes, int, Column]]:
        for term, found in self._merged(index, field, first.encode(), end.encode() if end is not None else None):
            column = self._column(index, field, found)
            if column.numbers:
                yield term, place, column

    def keys(self) -> Iterator[tuple[str, list[int]]]:
        """Each `field:value` with its numbers, in no order."""
        for index, field in KEYS:
            for value, found in self._merged(index, field, b"", None):
                numbers = sorted(
                    number
                    for segment, information in found
                    for number in map(
                        self.segments[index][segment][1].__getitem__, self._postings(index, segment, information)[0]
                    )
                    if number >= 0
                )
                if numbers:
                    yield f"{field}:{value.decode()}", numbers

    def _merged(self, index: str, field: str, first: bytes, end: bytes | None) -> Iterator[tuple[bytes, list[tuple[int, Any]]]]:
        streams = [
            _numbered(number, segment.terms(field, first, end)) for number, (segment, _) in enumerate(self.segments[index])
        ]
        for term, found in groupby(merge(*streams, key=itemgetter(0)), key=itemgetter(0)):
            yield term, [(number, information) for _, number, information in found]

    def _column(self, index: str, field: str, found: Sequence[tuple[int, Any]]) -> Column:
        column = Column([], [], [], [])
        for segment, information in found:
            documents, frequencies, values = self._postings(index, segment, information)
            lengths = self._lengths_of(index, field, segment)
            column.numbers.extend(map(self.segments[index][segment][1].__getitem__, documents))
            column.frequencies.extend(frequencies)
            column.lengths.extend(map(lengths.__getitem__, documents))
            column.positions.extend("" if value == UNKNOWN else value.decode() for value in values)
        return column if _ascending(column.numbers) else _sorted(column)

    def _postings(self, index: str, segment: int, information: Any) -> tuple[list[int], list[int], list[bytes]]:
        return self.segments[index][segment][0].postings(information)

    def _lengths_of(self, index: str, field: str, segment: int) -> list[int]:
        key = (field, segment)
        if key not in self._lengths:
            self._lengths[key] = self.segments[index][segment][0].lengths(field)
        return self._lengths[key]


def _segments(folder: Path, numbers: Mapping[str, int]) -> list[tuple[SegmentPostings, list[int]]]:
    reader = whoosh_index.open_dir(str(folder)).reader()
    leaves = [leaf for leaf, _ in reader.leaf_readers()] if reader.doc_count_all() else []
    return [(SegmentPostings(leaf), living(leaf, numbers)) for leaf in leaves]


def _numbered(number: int, terms: Iterator[tuple[bytes, Any]]) -> Iterator[tuple[bytes, int, Any]]:
    for term, information in terms:
        yield term, number, information


def _ascending(numbers: Sequence[int]) -> bool:
    return bool(numbers) and numbers[0] >= 0 and all(before < after for before, after in pairwise(numbers))


def _sorted(column: Column) -> Column:
    rows = sorted(
        row for row in zip(column.numbers, column.frequencies, column.lengths, column.positions, strict=True) if row[0] >= 0
    )
    return Column([row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows], [row[3] for row in rows])
