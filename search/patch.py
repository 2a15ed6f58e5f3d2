"""The records of a term after articles came and went: the old record, less some numbers, plus some postings."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from whoosh.util.numeric import byte_to_length, length_to_byte  # type: ignore[import-untyped]

from .documents import Document
from .export import NONE, SLICES, Column, Term
from .schema import UNKNOWN, TermField, article_fields, ordinal, quotation_fields
from .shards import deltas, dump

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


def parsed(record: str, positions: Sequence[str]) -> Term:
    """A term from its two records; *positions* are one record or the slices of a frequent term."""
    groups = json.loads(record)
    where = [json.loads(one) for one in positions]
    columns = []
    for field in range(3):
        postings = sorted((number, group[0], group[1]) for group in groups[field] or () for number in accumulate(group[2:]))
        known = [entry for one in where for entry in one[field] or ()]
        columns.append(Column([one[0] for one in postings], [one[1] for one in postings], [one[2] for one in postings], known))
    return columns[0], columns[1], columns[2]


def slice_keys(term: str) -> list[str]:
    """The keys of the positions of a frequent term."""
    return [f"{term} {number:x}" for number in range(SLICES)]


def changed(term: Term, gone: Sequence[Iterable[int]], come: Sequence[Sequence[Row]]) -> Term:
    """A term less the numbers *gone* of each column, plus the postings that *come*."""
    columns = [_column(column, less, more) for column, less, more in zip(term, gone, come, strict=True)]
    return columns[0], columns[1], columns[2]


def _column(column: Column, gone: Iterable[int], come: Sequence[Row]) -> Column:
    if column is NONE:
        column = Column([], [], [], [])
    for number in gone:
        at = bisect_left(column.numbers, number)
        if at < len(column.numbers) and column.numbers[at] == number:
            for part in (column.numbers, column.frequencies, column.lengths, column.positions):
                del part[at]
    for number, frequency, length, positions in come:
        at = bisect_left(column.numbers, number)
        column.numbers.insert(at, number)
        column.frequencies.insert(at, frequency)
        column.lengths.insert(at, length)
        column.positions.insert(at, positions)
    return column


def changed_key(record: str, gone: Iterable[int], come: Iterable[int]) -> str:
    """A record of `keys/` less some numbers, plus others; "" where nothing is left."""
    numbers = sorted({*accumulate(json.loads(record or "[]"))} - {*gone} | {*come})
    return dump(deltas(numbers)) if numbers else ""
