"""Segments of whoosh-reloaded 2.7.5 written fast, for the sake of time: many times faster than its own writer.

Whoosh's writer makes several calls for each posting. Here a segment's postings are gathered by field, and written a term at a
time, in the format that its reader reads. The version is pinned exactly; tests/search/test_segments.py holds what is written to
Whoosh's own writer (docs/adr/search-whoosh.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from struct import pack
from typing import Any, Protocol
from zlib import adler32, crc32

from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3PerDocWriter, W3TermInfo  # type: ignore[import-untyped]
from whoosh.filedb.filetables import HashWriter, OrderedHashWriter  # type: ignore[import-untyped]
from whoosh.util.numlists import GrowableArray  # type: ignore[import-untyped]
from whoosh.writing import SegmentWriter  # type: ignore[import-untyped]

from .blocks import BLOCK, ENTRY, EXTENT, FIELD, LONGEST, encoded

CRC = 1  # Whoosh's name for this hash; its default is MD5, which takes three times as long and gives nothing here

Postings = tuple[str, Sequence[int], Sequence[int], Sequence[bytes]]
"""A term; documents, frequencies and values of its postings."""


class Gathering(Protocol):
    """The postings of a field of a segment, before they are written."""

    def take(self, value: Any, document: int) -> int:
        """Take what one document has in this field; gives how many terms that are."""

    def put(self, term: str, document: int, frequency: int, value: bytes) -> None:
        """Take one posting."""

    def postings(self) -> Iterator[Postings]:
        """Of all terms, in order."""


class GatheringField(Protocol):
    """What a field of ours offers beside Whoosh's `index`."""

    stored: bool
    scorable: bool

    def gathering(self) -> Gathering:
        """Where the postings of a segment are gathered."""


class Gathered(dict[str, list[Any]]):
    """Postings by term: document, frequency, value, document, frequency, value, … For fields of exact values."""

    def take(self, value: Sequence[str] | str, document: int) -> int:
        """Take the values that a document has."""
        for one in (value,) if isinstance(value, str) else set(value):
            self.put(one, document, 1, b"")
        return len(value)

    def put(self, term: str, document: int, frequency: int, value: bytes) -> None:
        """Take one posting; documents come in their order."""
        self.setdefault(term, []).extend((document, frequency, value))

    def postings(self) -> Iterator[Postings]:
        """Of all terms, in order."""
        for term in sorted(self):
            found = self[term]
            yield term, found[0::3], found[1::3], found[2::3]


class Gatherer:
    """Stands in for Whoosh's PostingPool, which writes sorted runs to disk and merges them."""

    def __init__(self, schema: Any) -> None:
        self.schema = schema
        self.fields: dict[str, Gathering] = {}

    def field(self, name: str) -> Gathering:
        """Where the postings of a field are gathered."""
        if name not in self.fields:
            field: GatheringField = self.schema[name]
            self.fields[name] = field.gathering()
        return self.fields[name]

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        """Take one posting; Whoosh calls this when it merges small segments."""
        field, term, document, weight, value = item
        self.field(field).put(term.decode(), document, int(weight), value)

    def iter_postings(self) -> dict[str, Gathering]:
        """What `TermWriter.add_postings` is given."""
        return self.fields

    def cleanup(self) -> None:
        """Forget everything."""
        self.fields = {}


class Table(OrderedHashWriter):  # type: ignore[misc]
    """Whoosh's table of terms, with another of its hashes, its slots written a bucket at a time."""

    def __init__(self, file: Any) -> None:
        HashWriter.__init__(self, file, hashtype=CRC)
        self.index = GrowableArray("H")
        self.lastkey = b""

    def add_all(self, items: Sequence[tuple[bytes, bytes]]) -> None:
        """Add terms in order, with what is known of each."""
        at, append, buckets = self.dbfile.tell(), self.index.append, self.buckets
        pieces: list[bytes] = []
        for key, value in items:
            append(at)
            hashed = crc32(key)
            buckets[hashed & 255].append((hashed, at))
            pieces += (ENTRY.pack(len(key), len(value)), key, value)
            at += ENTRY.size + len(key) + len(value)
        self.dbfile.write(b"".join(pieces))

    def _write_hashes(self) -> None:
        for entries in self.buckets:
            count = 2 * len(entries)
            self.directory.append((self.dbfile.tell(), count))
            slots = [(0, 0)] * count
            for entry in entries:
                slot = (entry[0] >> 8) % count
                while slots[slot] != (0, 0):
                    slot = (slot + 1) % count
                slots[slot] = entry
            self.dbfile.write(pack("!" + "Iq" * count, *chain.from_iterable(slots)))


class TermWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes a segment's terms, each whole."""

    def __init__(self, codec: Any, storage: Any, segment: Any) -> None:
        super().__init__(codec, storage, segment)
        file = self._tindex.dbfile
        file.seek(0)
        self._tindex: Any = Table(file)
        self._tindex.extras["fieldmap"] = self._fieldmap

    def add_postings(self, schema: Any, lengths: object, items: dict[str, Gathering]) -> None:  # noqa: ARG002
        """Write all gathered fields in order."""
        for field in sorted(items):
            self.start_field(field, schema[field])
            sized, key = schema[field].format.fixed_value_size() != 0, FIELD.pack(self._fieldid)
            self._tindex.add_all(
                [
                    (key + term.encode(), self._write(documents, weights, values if sized else None))
                    for term, documents, weights, values in items[field].postings()
                ]
            )
            self.finish_field()

    def _write(self, documents: Sequence[int], weights: Sequence[int], values: Sequence[bytes] | None) -> bytes:
        data = encoded(documents, weights, values)
        start = self._postfile.tell()
        self._postfile.write(data)
        summary = W3TermInfo._struct.pack(
            0, sum(weights), len(documents), 0, LONGEST, max(weights), documents[0], documents[-1]
        )
        return bytes(summary + EXTENT.pack(start, len(data)))


def _stored(value: bytes, _: int) -> bytes:
    """As zlib gives what it does not compress. An id would only grow, and to begin to compress takes ten times as long."""
    return b"".join((b"\x78\x01\x01", pack("<HH", len(value), len(value) ^ 0xFFFF), value, pack(">I", adler32(value))))


class DocumentWriter(W3PerDocWriter):  # type: ignore[misc]
    """Writes what is stored of each document, a short id, without compressing it."""

    def __init__(self, codec: Any, storage: Any, segment: Any) -> None:
        super().__init__(codec, storage, segment)
        self._get_column("_stored")._child._compress = _stored


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec with writers of ours. Its reader reads the files."""

    def __init__(self) -> None:
        super().__init__(blocklimit=BLOCK, compression=0)

    def per_document_writer(self, storage: Any, segment: Any) -> DocumentWriter:
        """The writer of what a new segment has of each document."""
        return DocumentWriter(self, storage, segment)

    def field_writer(self, storage: Any, segment: Any) -> TermWriter:
        """The writer of a new segment's terms."""
        return TermWriter(self, storage, segment)


class Writer(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer of one segment, with a gatherer for a pool."""

    def __init__(self, index: Any, locked: bool = True) -> None:
        super().__init__(index, codec=Codec(), compound=False, _lk=locked)
        self.pool.cleanup()
        self.pool: Any = Gatherer(self.schema)

    def add_document(self, **fields: Any) -> None:
        """Take one document: what Whoosh's method does, less the boosts, vectors and columns that no field of ours has."""
        number = self.docnum
        self.perdocwriter.start_doc(number)
        for name, value in fields.items():
            field: GatheringField = self.schema[name]
            length = self.pool.field(name).take(value, number)
            if field.stored or field.scorable:
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
