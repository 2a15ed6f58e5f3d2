"""How whoosh-reloaded 2.7.5 lays the postings of a segment on disk: blocks of terms, made and read whole.

With `segments.py` the one place that knows the inside of Whoosh. A block is two pickles: how many postings there are, the last
document and the heaviest weight; then steps between documents, weights and values. Whoosh's own reader reads what is made here,
and this reads what Whoosh makes, so long as it does not compress (docs/adr/search-whoosh.md).
"""

from __future__ import annotations

import os
import pickle
import struct
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import sub
from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3TermInfo  # type: ignore[import-untyped]

BLOCK = 1024  # postings a block. Whoosh's 128 skips finer while searching; 1024 halves the time of writing.
LONGEST = 255
"""A field's length as Whoosh codes it: a bound that holds for any block. Tighter ones would help only to prune a top N."""
PICKLE = 3  # the first that knows bytes; with Whoosh's 2 each value takes a call when it is read
SIZE = struct.Struct("!i")
EXTENT = struct.Struct("!qi")
FIELD = struct.Struct("!H")
ENTRY = struct.Struct("!ii")
"""In front of each term in the table of terms: the lengths of its key and of what is known of it."""
_END = b"tq\x00."
"""Ends the first pickle of a block: a tuple of numbers that is remembered as the first of its kind."""

Posting = tuple[list[int], list[int], list[bytes]]
"""Documents, frequencies and values of a term; no values in a field that keeps none."""


def encoded(documents: Sequence[int], weights: Sequence[int], values: Sequence[bytes] | None) -> bytes:
    """The postings of a term. *values*: None in a field that keeps none."""
    pieces = [WHOOSH3_HEADER_MAGIC]
    count = len(documents)
    for first in range(0, count, BLOCK):
        last = first + BLOCK
        kept = None if values is None else tuple(values[first:last])
        block = _block(documents[first:last], weights[first:last], kept)
        pieces += (SIZE.pack(-len(block) if last >= count else len(block)), block)
    return b"".join(pieces)


def _block(documents: Sequence[int], weights: Sequence[int], values: tuple[bytes, ...] | None) -> bytes:
    heaviest = float(max(weights))
    if heaviest == min(weights):
        weight: Any = None if heaviest == 1.0 else heaviest
    else:
        weight = tuple(weights)
    steps = (documents[0], *map(sub, documents[1:], documents))
    information = pickle.dumps((len(documents), documents[-1], heaviest, 0, 0, LONGEST), PICKLE)
    return information + pickle.dumps((steps, weight, values), PICKLE)


def decoded(data: bytes) -> Posting:
    """The postings of a term from what `encoded` or Whoosh made of them."""
    at = len(WHOOSH3_HEADER_MAGIC)
    (size,) = SIZE.unpack_from(data, at)
    if size < 0:
        return _read(data, at + SIZE.size)
    documents: list[int] = []
    frequencies: list[int] = []
    values: list[bytes] = []
    more = True
    while more:
        (size,) = SIZE.unpack_from(data, at)
        at += SIZE.size
        more = size > 0
        some = _read(data[at : at + abs(size)], 0)
        documents += some[0]
        frequencies += some[1]
        values += some[2]
        at += abs(size)
    return documents, frequencies, values


def _read(data: bytes, at: int) -> Posting:
    steps, weight, values = pickle.loads(memoryview(data)[data.index(_END, at) + len(_END) :])
    documents = list(accumulate(steps))
    return documents, _frequencies(weight, len(documents)), values or []


def _frequencies(weight: Any, count: int) -> list[int]:
    if isinstance(weight, tuple):
        return list(map(int, weight))
    return [1 if weight is None else int(weight)] * count


class SegmentPostings:
    """One segment of an index, read a range of terms at a time."""

    def __init__(self, reader: Any) -> None:
        self.reader = reader
        self._table = reader._terms._tindex
        self._fields = reader._terms._fieldmap
        folder = Path(reader.storage().folder)
        names = [reader.segment().make_filename(ending) for ending in (W3Codec.TERMS_EXT, W3Codec.POSTS_EXT)]
        self._terms, self._posts = (os.open(folder / name, os.O_RDONLY | getattr(os, "O_BINARY", 0)) for name in names)

    def lengths(self, field: str) -> list[int]:
        """Of each document, as Whoosh rounds them."""
        return [self.reader.doc_field_length(number, field) for number in range(self.reader.doc_count_all())]

    def terms(self, field: str, first: bytes = b"", end: bytes | None = None) -> Iterator[tuple[bytes, bytes]]:
        """Terms of a field from *first* up to, not including, *end*, each with its postings, for `decoded`."""
        if field not in self._fields:
            return
        number = self._fields[field]
        start = self._place(FIELD.pack(number) + first)
        table = _part(self._terms, start, self._place(FIELD.pack(number + 1) if end is None else FIELD.pack(number) + end))
        known = list(_entries(table))
        if not known:
            return
        begin = known[0][1]
        posts = _part(self._posts, begin, known[-1][1] + known[-1][2])
        for term, offset, size in known:
            yield term, posts[offset - begin : offset - begin + size]

    def _place(self, key: bytes) -> int:
        place: int | None = self._table.closest_key_pos(key)
        return self._table.endofdata if place is None else place

    def close(self) -> None:
        """Let go of the files."""
        os.close(self._terms)
        os.close(self._posts)


def _entries(table: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Term, and where its postings lie: offset, length."""
    at, known = 0, W3TermInfo._struct.size
    while at < len(table):
        key, information = ENTRY.unpack_from(table, at)
        at += ENTRY.size
        yield table[at + FIELD.size : at + key], *EXTENT.unpack_from(table, at + key + known)
        at += key + information


def _part(handle: int, start: int, end: int) -> bytes:
    pieces = []
    while start < end:
        os.lseek(handle, start, os.SEEK_SET)
        pieces.append(os.read(handle, end - start))
        start += len(pieces[-1])
    return b"".join(pieces)
