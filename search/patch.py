"""The records of a term after articles came and went: the old record, less some numbers, plus some postings."""

from __future__ import annotations

import json
from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Any

from whoosh.util.numeric import byte_to_length, length_to_byte  # type: ignore[import-untyped]

from .documents import Document
from .export import SLICES, Column, Term, frequent
from .schema import UNKNOWN, TermField, article_fields, ordinal, quotation_fields
from .shards import deltas, dump, numbers

Row = tuple[int, int, int, str]
"""Number, frequency, length, positions: one posting."""
Rows = dict[str, tuple[list[Row], list[Row], list[Row]]]
"""By term: the postings that come in, for title, body and words."""


def rows(documents: Mapping[int, Document]) -> Rows:
    """The postings of articles and their quotations, by slot."""
    found: Rows = {}
    for slot, one in documents.items():
        fields = article_fields(one)
        for column, name in enumerate(("title", "body")):
            _gather(found, column, slot, fields[name])
        for said in one.quotations:
            _gather(found, 2, ordinal(slot, said), quotation_fields(one, said)["words"])
    return found


def _gather(found: Rows, column: int, number: int, terms: Sequence[str]) -> None:
    length = byte_to_length(length_to_byte(len(terms)))
    for term, frequency, _, positions in TermField().index(terms):
        row = (number, frequency, length, "" if positions == UNKNOWN else positions.decode())
        found.setdefault(term.decode(), ([], [], []))[column].append(row)


@dataclass(slots=True)
class Changing:
    """The postings of one term in one field while they change."""

    groups: dict[tuple[int, int], list[int]]
    """Numbers by (frequency, length), ascending."""
    positions: list[str]
    """In order of numbers."""

    def place(self, number: int) -> int:
        """How many numbers are smaller."""
        return sum(bisect_left(group, number) for group in self.groups.values())

    def remove(self, number: int) -> None:
        """Take the posting of a document out, if there is one."""
        for group in self.groups.values():
            at = bisect_left(group, number)
            if at < len(group) and group[at] == number:
                del self.positions[self.place(number)]
                del group[at]
                return

    def insert(self, row: Row) -> None:
        """Put a posting in."""
        number, frequency, length, positions = row
        self.positions.insert(self.place(number), positions)
        insort(self.groups.setdefault((frequency, length), []), number)

    def record(self) -> list[list[int]] | int:
        """As it stands in the record of the term."""
        found = [[*key, *deltas(self.groups[key])] for key in sorted(self.groups) if self.groups[key]]
        return found or 0

    def column(self) -> Column:
        """What `positions_records` needs of it."""
        return Column(sorted(chain.from_iterable(self.groups.values())), [], [], self.positions)


def parsed(record: str, positions: Sequence[str]) -> tuple[Changing, ...]:
    """A term from its two records, `0` for none; *positions* are one record or the slices of a frequent term."""
    groups: Any = json.loads(record) or (0, 0, 0)
    where = [json.loads(one) for one in positions]
    return tuple(
        Changing(
            {(group[0], group[1]): [*accumulate(group[2:])] for group in groups[field] or ()},
            [entry for one in where for entry in one[field] or ()],
        )
        for field in range(3)
    )


def slice_keys(term: str) -> list[str]:
    """The keys of the positions of a frequent term."""
    return [f"{term} {number:x}" for number in range(SLICES)]


def changed(term: Sequence[Changing], gone: Sequence[Iterable[int]], come: Sequence[Sequence[Row]]) -> tuple[str, Term]:
    """The record of a term less the numbers *gone* of each field, plus the postings that *come*; and its columns."""
    for column, less, more in zip(term, gone, come, strict=True):
        for number in less:
            column.remove(number)
        for row in more:
            column.insert(row)
    title, body, words = (one.column() for one in term)
    columns = (title, body, words)
    return numbers([one.record() for one in term] + [1] * frequent(columns)), columns


def changed_key(record: str, gone: Iterable[int], come: Iterable[int]) -> str:
    """A record of `keys/` less some numbers, plus others; "" where nothing is left."""
    numbers = sorted({*accumulate(json.loads(record or "[]"))} - {*gone} | {*come})
    return dump(deltas(numbers)) if numbers else ""
