"""The fast writer of segments against Whoosh's own: same postings, same answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import whoosh  # type: ignore[import-untyped]
from whoosh import index as whoosh_index
from whoosh import query as wq
from whoosh.codec.whoosh3 import W3Codec  # type: ignore[import-untyped]
from whoosh.util.numeric import byte_to_length, length_to_byte  # type: ignore[import-untyped]

from tests.search import made
from variorum.config import Config
from variorum.search.blocks import BLOCK
from variorum.search.commits import commits
from variorum.search.fields import article_fields, quotation_fields, rounded
from variorum.search.holdings import holdings
from variorum.search.schema import ARTICLES, QUOTATIONS
from variorum.search.segments import Writer, commit_segments

SCHEMAS = {"articles": ARTICLES, "quotations": QUOTATIONS}


def fields_of(name: str, count: int) -> list[dict[str, Any]]:
    """What the index *name* is given of a made archive."""
    documents = [*holdings(made.archive(count), Config(root=Path())).documents()]
    if name == "articles":
        return [article_fields(one) for one in documents]
    return [quotation_fields(one, said) for one in documents for said in one.quotations]


def stock(folder: Path, name: str, documents: list[dict[str, Any]]) -> Any:
    """An index by Whoosh's own writer, its blocks not compressed and its files apart, as ours are."""
    folder.mkdir()
    made_index = whoosh_index.create_in(str(folder), SCHEMAS[name])
    writer = made_index.writer(codec=W3Codec(compression=0), compound=False)
    for fields in documents:
        writer.add_document(**fields)
    writer.commit()
    return made_index


def fast(folder: Path, name: str, documents: list[dict[str, Any]], parts: int = 1) -> Any:
    """An index by ours, in so many segments."""
    folder.mkdir()
    made_index = whoosh_index.create_in(str(folder), SCHEMAS[name])
    segments = []
    for part in range(parts):
        writer = Writer(made_index, locked=False)
        for fields in documents[len(documents) * part // parts : len(documents) * (part + 1) // parts]:
            writer.add_document(**fields)
        segments.append(writer.segment())
    commit_segments(made_index, segments)
    return whoosh_index.open_dir(str(folder))


def postings(reader: Any) -> Iterator[tuple[str, bytes, int, float, bytes]]:
    """Every posting by Whoosh's public reader."""
    for field, term in reader.all_terms():
        matcher = reader.postings(field, term)
        while matcher.is_active():
            yield field, term, matcher.id(), matcher.weight(), matcher.value()
            matcher.next()


def test_the_fast_writer_writes_the_postings_lengths_and_stored_keys_of_whooshs_own(tmp_path: Path) -> None:
    for name in SCHEMAS:
        documents = fields_of(name, 40)
        one, other = stock(tmp_path / f"stock-{name}", name, documents), fast(tmp_path / f"fast-{name}", name, documents, 3)
        with one.reader() as left, other.reader() as right:
            assert list(postings(left)) == list(postings(right))
            assert list(left.iter_docs()) == list(right.iter_docs())
            for field in ("title", "body", "words"):
                if field in SCHEMAS[name]:
                    assert left.field_length(field) == right.field_length(field)
                    assert [left.doc_field_length(n, field) for n in range(left.doc_count_all())] == [
                        right.doc_field_length(n, field) for n in range(right.doc_count_all())
                    ]


def test_a_term_of_several_blocks_is_found_whole_and_skipped_through(tmp_path: Path) -> None:
    count = 2 * BLOCK + 10
    documents = [
        {"key": f"a{number}", "title": ["the"] * (1 + number % 3), "body": ["the", "rare"] if number % 700 == 0 else ["the"]}
        for number in range(count)
    ]
    with fast(tmp_path / "fast", "articles", documents).searcher() as searcher:
        assert len(searcher.search(wq.Term("body", "the"), limit=None)) == count
        both = searcher.search(wq.And([wq.Term("body", "the"), wq.Term("body", "rare")]), limit=None)
        assert sorted(hit["key"] for hit in both) == ["a0", "a1400", "a700"]
        assert len(searcher.search(wq.Phrase("body", ["the", "rare"]), limit=None)) == 3
        assert [len(searcher.search(wq.Term("title", "the"), limit=limit)) for limit in (5, None)] == [count, count]


def test_the_version_that_this_was_written_for_is_the_one_installed() -> None:
    assert whoosh.__version__ == (2, 7, 5)


def test_lengths_are_rounded_as_whoosh_keeps_them() -> None:
    lengths = [*range(2000), *range(2000, 120_000, 61)]
    assert [rounded(length) for length in lengths] == [byte_to_length(length_to_byte(length)) for length in lengths]


def test_commits_are_those_that_whoosh_tells(tmp_path: Path) -> None:
    assert commits(tmp_path) == ""
    for name in SCHEMAS:
        index = fast(tmp_path / name, name, fields_of(name, 3))
        told = index.latest_generation()
    assert commits(tmp_path) == f"{told} {told}"
