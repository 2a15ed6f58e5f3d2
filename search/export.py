"""The records of the shards, read from the Whoosh indexes one range of terms at a time. FORMAT.md says what is in each."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from whoosh import index as whoosh_index  # type: ignore[import-untyped]

from .blocks import SegmentPostings, decoded
from .postings import Numbers, column_of
from .schema import UNKNOWN
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
MANY = 200  # postings from which on an edit finds their numbers kept: with fewer it takes as long to read them from the groups


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
    return f"[{columns},1]" if frequent(sum(map(len, term))) else f"[{columns}]"


def _grouped(column: Column) -> str:
    if len(column) == 1:
        return f"[[{column.frequencies[0]},{column.lengths[0]},{column.numbers[0]}]]"
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, key in zip(column.numbers, zip(column.frequencies, column.lengths, strict=True), strict=True):
        groups[key].append(number)
    return numbers([[*key, *deltas(groups[key])] for key in sorted(groups)]) if groups else "0"


def frequent(postings: int) -> bool:
    """True where the positions of a term with so many postings are cut into slices."""
    return postings > FREQUENT


def positions_records(key: str, term: Term, line: int, place: int) -> Iterator[tuple[str, str, Numbers | None]]:
    """The positions of a term: one record under its own key, or SLICES under `term 0` to `term f`, by slots.

    With each the numbers of its documents, where an edit wants them.
    """
    count = sum(map(len, term))
    if not frequent(count):
        numbers = _numbers(column.numbers for column in term) if count > MANY else None
        yield key, _positions(column.positions for column in term), numbers
        return
    ends = [_slice_ends(column.numbers, line, 1 if field < 2 else place) for field, column in enumerate(term)]
    for number in range(SLICES):
        cut = [slice(end[number], end[number + 1]) for end in ends]
        record = _positions(column.positions[here] for column, here in zip(term, cut, strict=True))
        yield f"{key} {number:x}", record, _numbers(column.numbers[here] for column, here in zip(term, cut, strict=True))


def _positions(columns: Iterable[Sequence[str]]) -> str:
    return "[" + ",".join(map(column_of, columns)) + "]"


def _numbers(columns: Iterable[Sequence[int]]) -> Numbers:
    title, body, words = (array("I", column) for column in columns)
    return title, body, words


def _slice_ends(numbers: Sequence[int], line: int, place: int) -> list[int]:
    inner = [bisect_left(numbers, -(-number * line // SLICES) * place) for number in range(1, SLICES)]
    return [0, *inner, len(numbers)]


Ordinals = tuple[tuple[str, tuple[bytes, ...]], ...]
"""Index, and for each of its segments the numbers of its documents in the shards, as an array; ascending over all segments."""


class Reading:
    """The two indexes opened for an export. They were made in one go: nothing in them is deleted."""

    def __init__(self, folder: Path, ordinals: Ordinals) -> None:
        self.segments = {name: _segments(folder / name) for name, _ in ordinals}
        self.ordinals = {name: [array("Q", one) for one in found] for name, found in ordinals}
        self._lengths: dict[tuple[str, int], list[int]] = {}

    def close(self) -> None:
        """Let go of the files."""
        for segment in chain.from_iterable(self.segments.values()):
            segment.close()

    def terms(self, first: str, end: str | None) -> Iterator[tuple[str, Term]]:
        """Each term from *first* up to, not including, *end*."""
        found: dict[bytes, tuple[_Pieces, _Pieces, _Pieces]] = {}
        for place, (index, field) in enumerate(SCORED):
            for term, pieces in self._pieces(index, field, first.encode(), end.encode() if end is not None else None).items():
                if term not in found:
                    found[term] = ([], [], [])
                found[term][place].extend(pieces)
        for term in sorted(found):
            title, body, words = (self._column(*SCORED[place], pieces) for place, pieces in enumerate(found[term]))
            yield term.decode(), (title, body, words)

    def keys(self) -> Iterator[tuple[str, list[int]]]:
        """Each `field:value` with its numbers, in no order."""
        for index, field in KEYS:
            for value, pieces in self._pieces(index, field).items():
                documents = ((segment, decoded(data)[0]) for segment, data in pieces)
                yield (
                    f"{field}:{value.decode()}",
                    [
                        number
                        for segment, these in documents
                        for number in map(self.ordinals[index][segment].__getitem__, these)
                    ],
                )

    def _pieces(self, index: str, field: str, first: bytes = b"", end: bytes | None = None) -> dict[bytes, _Pieces]:
        found: dict[bytes, _Pieces] = {}
        for number, segment in enumerate(self.segments[index]):
            for term, data in segment.terms(field, first, end):
                if term in found:
                    found[term].append((number, data))
                else:
                    found[term] = [(number, data)]
        return found

    def _column(self, index: str, field: str, pieces: _Pieces) -> Column:
        if not pieces:
            return NONE
        column = Column([], [], [], [])
        for segment, data in pieces:
            documents, frequencies, values = decoded(data)
            column.numbers += map(self.ordinals[index][segment].__getitem__, documents)
            column.frequencies += frequencies
            column.lengths += map(self._lengths_of(index, field, segment).__getitem__, documents)
            column.positions += b" ".join(values).replace(UNKNOWN, b"").decode().split(" ")
        return column

    def _lengths_of(self, index: str, field: str, segment: int) -> list[int]:
        key = (field, segment)
        if key not in self._lengths:
            self._lengths[key] = self.segments[index][segment].lengths(field)
        return self._lengths[key]


_Pieces = list[tuple[int, bytes]]
"""Segment and postings."""


def _segments(folder: Path) -> list[SegmentPostings]:
    reader = whoosh_index.open_dir(str(folder)).reader()
    return [SegmentPostings(leaf) for leaf, _ in reader.leaf_readers()] if reader.doc_count_all() else []
