"""The Whoosh indexes on disk, under the archive's cache folder: made anew in parts, or changed article by article."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whoosh import index as whoosh_index  # type: ignore[import-untyped]
from whoosh.reading import SegmentReader  # type: ignore[import-untyped]

from .documents import Document
from .fields import INDEXES, SCORED, Entry, Texts, entry
from .schema import ARTICLES, QUOTATIONS
from .segments import Writer, commit_segments

if TYPE_CHECKING:
    from .tokens import Arranged

FEW = 100  # documents up to which a segment is that of an edit
MANY = 20  # such segments from which on they are merged: fewer would merge more often, more would be slower to search
SCHEMAS = dict(zip(INDEXES, (ARTICLES, QUOTATIONS), strict=True))


def create(folder: Path) -> None:
    """Make both indexes empty."""
    for name, schema in SCHEMAS.items():
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).mkdir(parents=True)
        whoosh_index.create_in(str(folder / name), schema)


def segments(folder: Path, documents: Sequence[Document]) -> tuple[dict[str, Any], list[Texts], list[Arranged]]:
    """Write one segment of each index, uncommitted, of documents in order of their slots. Runs in a process of its own.

    Gives with them the terms of each document, and the postings of SCORED that were written.
    """
    writers = {name: Writer(_open(folder, name), locked=False) for name in SCHEMAS}
    measured = [add(writers, entry(one)) for one in documents]
    texts = [writers[name].pool.field(field) for name, field in SCORED]
    found = {name: segment for name, writer in writers.items() if (segment := writer.segment())}
    return found, measured, [text.arranged for text in texts]


def commit(folder: Path, parts: Sequence[dict[str, Any]]) -> None:
    """Make the segments of all processes one index, in order of slots."""
    for name in SCHEMAS:
        commit_segments(_open(folder, name), [part[name] for part in parts if name in part])


def change(folder: Path, gone: Sequence[str], come: Sequence[Entry]) -> None:
    """Take the articles *gone* out, then put those of *come* in, with their quotations."""
    writers = {name: Writer(_open(folder, name)) for name in SCHEMAS}
    if gone:
        _take_out(writers["articles"], "key", gone)
        _take_out(writers["quotations"], "article", gone)
    for one in come:
        add(writers, one)
    for writer in writers.values():
        writer.commit(mergetype=tidied)


def _take_out(writer: Any, field: str, values: Iterable[str]) -> None:
    """Delete the documents that have one of these values. Whoosh's own way takes longer to import than to do."""
    with closing(writer.reader()) as reader:
        for value in values:
            if (field, value) in reader:
                for number in [*reader.postings(field, value).all_ids()]:
                    writer.delete_document(number)


def tidied(writer: Any, segments: Sequence[Any]) -> list[Any]:
    """Whoosh's merge policy, ours: the small segments of many edits become one; what was made in one go stays as it is.

    Whoosh's own, at times, merges a large segment by its slow way, and an edit takes half a minute.
    """
    alive = [one for one in segments if one.deleted_count() < one.doc_count_all()]
    small = [one for one in alive if one.doc_count_all() <= FEW]
    if len(small) < MANY:
        return alive
    for one in small:
        reader = SegmentReader(writer.storage, writer.schema, one)
        writer.add_reader(reader)
        reader.close()
    return [one for one in alive if one not in small]


def add(writers: dict[str, Any], one: Entry) -> Texts:
    """Put an article and its quotations in; gives the terms that it has."""
    writers["articles"].add_document(**one.article)
    for fields in one.quotations:
        writers["quotations"].add_document(**fields)
    return one.texts


def _open(folder: Path, name: str) -> Any:
    return whoosh_index.open_dir(str(folder / name))
