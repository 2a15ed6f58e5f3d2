"""Postings gathered as whole numbers: the same whether in one part or several, in one go or bit by bit."""

from __future__ import annotations

import random
from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from variorum.search import pieces
from variorum.search.pieces import Grouped, Pieces
from variorum.search.ranges import EDGES
from variorum.search.tokens import Arranged, Tokens

WORDS = ("a", "and", "zeal", "12", "iran", "новый", "说")


def gathered(texts: Sequence[Sequence[str]]) -> Tokens:
    found = Tokens()
    for document, terms in enumerate(texts):
        found.take(terms, document)
    return found


def drawn(count: int) -> list[list[str]]:
    draw = random.Random(3)
    return [draw.choices(WORDS, k=draw.randrange(30)) for _ in range(count)]


def arranged(texts: Sequence[Sequence[str]]) -> Arranged:
    return gathered(texts).arranged


def columns(parts: Sequence[Pieces]) -> Iterator[tuple[str, tuple[Grouped, ...]]]:
    for number in range(len(EDGES)):
        yield from pieces.taken(pieces.fields(part.range(number) for part in parts))


def test_postings_come_by_term_with_the_steps_between_their_places_and_none_of_a_text_that_may_not_be_shown() -> None:
    assert [*gathered([["b", "a", "b"], ("c", "a", "c"), []]).postings()] == [
        ("a", [0, 1], [1, 1], [b"1", b"-"]),
        ("b", [0], [2], [b"0,2"]),
        ("c", [1], [2], [b"-"]),
    ]


def test_postings_of_a_segment_that_is_merged_come_behind_those_of_its_own_documents() -> None:
    found = gathered([["b", "a"]])
    found.put("a", 1, 2, b"4,1")
    found.put("0", 1, 1, b"-")
    assert [*found.postings()] == [("0", [1], [1], [b"-"]), ("a", [0, 1], [1, 2], [b"1", b"4,1"]), ("b", [0], [1], [b"0"])]


def test_a_field_without_a_term_has_no_postings() -> None:
    assert [*gathered([[], []]).postings()] == []


def test_several_parts_make_the_columns_of_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts, numbers = drawn(60), [*range(7, 307, 5)]
    whole = pieces.write(tmp_path / "whole", [arranged(texts)] * 3, [numbers] * 3, {})
    monkeypatch.setattr("variorum.search.tokens.MOST", 20)  # so that what is made at once is less than there is
    cuts = (0, 1, 33, 60)
    parts = [
        pieces.write(tmp_path / str(first), [arranged(texts[first:end])] * 3, [numbers[first:end]] * 3, {})
        for first, end in pairwise(cuts)
    ]
    assert [*columns(parts)] == [*columns([whole])]
    assert [term for term, _ in columns(parts)] == sorted(WORDS)


def test_a_column_has_its_groups_its_numbers_and_its_places(tmp_path: Path) -> None:
    texts = [["a", "b", "a"], ["b"], ["b", "c"], ("b", "c")]
    part = pieces.write(tmp_path / "one", [arranged([]), arranged(texts), arranged([["a"]])], [[], [3, 5, 9, 10], [64]], {})
    assert [*columns([part])][:2] == [
        ("a", (pieces.ABSENT, ("[[2,3,3]]", (array("I", [3]), '["0,2"]')), ("[[1,1,64]]", (array("I", [64]), '["0"]')))),
        (
            "b",
            (
                pieces.ABSENT,
                ("[[1,1,5],[1,2,9,1],[1,3,3]]", (array("I", [3, 5, 9, 10]), '["1","0","0",""]')),
                pieces.ABSENT,
            ),
        ),
    ]
