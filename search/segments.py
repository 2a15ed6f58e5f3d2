"""The one place that knows the inside of whoosh-reloaded 2.7.5, for the sake of time: six times faster than its writer.

Whoosh's own writer makes several calls for each posting. Here a segment's postings are gathered in a dict, term by term,
and written a term at a time, in blocks that the stock reader reads; and an export reads whole blocks at once. The version is
pinned exactly; tests/search/test_segments.py holds both directions to the stock writer and reader (docs/adr/search-whoosh.md).
"""

from __future__ import annotations

import io
import pickle
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from operator import sub
from typing import Any, cast

from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3FieldWriter, W3TermInfo  # type: ignore[import-untyped]
from whoosh.writing import SegmentWriter  # type: ignore[import-untyped]

BLOCK = 1024  # postings a block. Whoosh's 128 skips finer while searching; 1024 halves the time of writing.
PICKLE = 2
_INT = struct.Struct("!i")
_KEY = struct.Struct("!H")
_EXTENT = struct.Struct("!qi")
_LONGEST = (
    255  # as Whoosh codes lengths. Bounds that hold for any block: only Whoosh's pruning of a top N would use tighter ones.
)

Gathered = dict[str, dict[bytes, list[Any]]]
"""By field and term: document, weight, value, document, weight, value, …"""


class Gatherer:
    """Stands in for Whoosh's PostingPool, which writes sorted runs to disk and merges them."""

    def __init__(self) -> None:
        self.fields: Gathered = {}

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        """Take one posting; Whoosh calls this when it merges small segments."""
        field, term, document, weight, value = item
        self.fields.setdefault(field, {}).setdefault(term, []).extend((document, weight, value))

    def iter_postings(self) -> Gathered:
        """What `TermWriter.add_postings` is given."""
        return self.fields

    def cleanup(self) -> None:
        """Forget everything."""
        self.fields = {}


class TermWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes a segment's terms, each whole."""

    def add_postings(self, schema: Any, lengths: object, items: Gathered) -> None:  # noqa: ARG002
        """Write all gathered fields in order."""
        for field in sorted(items):
            self.start_field(field, schema[field])
            sized = schema[field].format.fixed_value_size() != 0
            terms = items[field]
            for term in sorted(terms):
                self._tindex.add(_KEY.pack(self._fieldid) + term, self._write(terms[term], sized))
            self.finish_field()

    def _write(self, postings: list[Any], sized: bool) -> bytes:
        file = self._postfile
        start = file.tell()
        file.write(WHOOSH3_HEADER_MAGIC)
        documents, weights, values = postings[0::3], postings[1::3], postings[2::3]
        count = len(documents)
        for first in range(0, count, BLOCK):
            block = _block(
                documents[first : first + BLOCK], weights[first : first + BLOCK], values[first : first + BLOCK], sized
            )
            file.write(_INT.pack(-len(block) if first + BLOCK >= count else len(block)))
            file.write(block)
        summary = W3TermInfo._struct.pack(0, sum(weights), count, 0, _LONGEST, max(weights), documents[0], documents[-1])
        return cast(bytes, summary + _EXTENT.pack(start, file.tell() - start))


def _block(documents: Sequence[int], weights: Sequence[float], values: Sequence[bytes], sized: bool) -> bytes:
    heaviest = max(weights)
    if heaviest == min(weights):
        weight: Any = None if heaviest == 1.0 else heaviest
    else:
        weight = tuple(weights)
    steps = (documents[0], *map(sub, documents[1:], documents))
    information = pickle.dumps((len(documents), documents[-1], heaviest, 0, 0, _LONGEST), PICKLE)
    return information + pickle.dumps((steps, weight, tuple(values) if sized else None), PICKLE)


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec with another writer of terms. The files are the same."""

    def __init__(self) -> None:
        super().__init__(blocklimit=BLOCK, compression=0)

    def field_writer(self, storage: Any, segment: Any) -> TermWriter:
        """The writer of a new segment's terms."""
        return TermWriter(self, storage, segment)


class Writer(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer of one segment, with a gatherer for a pool."""

    def __init__(self, index: Any, locked: bool = True) -> None:
        super().__init__(index, codec=Codec(), compound=False, _lk=locked)
        self.pool.cleanup()
        self.pool: Any = Gatherer()

    def add_document(self, **fields: Any) -> None:
        """Take one document: what Whoosh's method does, less the boosts, vectors and columns that no field of ours has."""
        number, gathered = self.docnum, cast(Gathered, self.pool.fields)
        self.perdocwriter.start_doc(number)
        for name in sorted(fields):
            field, value = self.schema[name], fields[name]
            terms = gathered.setdefault(name, {})
            length = 0
            for term, frequency, weight, positions in field.index(value):
                length += frequency
                found = terms.get(term)
                if found is None:
                    terms[term] = [number, weight, positions]
                else:
                    found += (number, weight, positions)
            self.perdocwriter.add_field(name, field, value if field.stored else None, length if field.scorable else 0)
        self.perdocwriter.finish_doc()
        self._added = True
        self.docnum += 1

    def segment(self) -> Any:
        """Finish the segment without committing it, for `commit_segments`. None without documents."""
        if self._added:
            return self._finalize_segment()
        self.cancel()
        return None


def commit_segments(index: Any, segments: Sequence[Any]) -> None:
    """Make an index of finished segments, in this order."""
    writer = SegmentWriter(index)
    writer._close_segment()
    writer._commit_toc(list(segments))
    writer._finish()


class SegmentPostings:
    """One segment of an index, read a term at a time."""

    def __init__(self, reader: Any) -> None:
        self.reader = reader
        self._terms = reader._terms
        self._file = reader._terms._postfile

    def lengths(self, field: str) -> list[int]:
        """Of each document, as Whoosh rounds them."""
        return [self.reader.doc_field_length(number, field) for number in range(self.reader.doc_count_all())]

    def terms(self, field: str, first: bytes, end: bytes | None) -> Iterator[tuple[bytes, Any]]:
        """Terms of a field from *first* up to, not including, *end*, with what `postings` needs of them."""
        if field not in self._terms._fieldmap:
            return
        for (name, term), information in self._terms.items_from(field, first):
            if name != field or (end is not None and term >= end):
                return
            yield term, information

    def postings(self, information: Any) -> tuple[list[int], list[int], list[bytes]]:
        """Documents, frequencies and values of a term, deleted documents included; no values in a field without."""
        offset, length = information.extent()
        return _decoded(self._file.get(offset, length[0] if isinstance(length, tuple) else length))


def _decoded(data: bytes) -> tuple[list[int], list[int], list[bytes]]:
    documents: list[int] = []
    frequencies: list[int] = []
    found: list[bytes] = []
    at, more = _INT.size, True
    while more:
        (size,) = _INT.unpack_from(data, at)
        at += _INT.size
        more = size > 0
        block = io.BytesIO(data[at : at + abs(size)])
        count = pickle.load(block)[0]
        steps, weight, values = pickle.load(block)
        documents.extend(accumulate(steps))
        frequencies.extend(_frequencies(weight, count))
        found.extend(values or ())
        at += abs(size)
    return documents, frequencies, found


def _frequencies(weight: Any, count: int) -> Iterable[int]:
    if isinstance(weight, tuple):
        return map(int, weight)
    return [1 if weight is None else int(weight)] * count


def living(reader: Any, numbers: Mapping[str, int]) -> list[int]:
    """The number of each document of a segment by its stored key, -1 for a deleted one."""
    found = [-1] * reader.doc_count_all()
    for document, stored in reader.iter_docs():
        found[document] = numbers[stored["key"]]
    return found
