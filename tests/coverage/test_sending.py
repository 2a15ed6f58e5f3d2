"""What is sent to other processes, or kept in little space, comes back as it was."""

from __future__ import annotations

import pickle

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.coverage.builders import annotated, article
from variorum.coverage.hashing import among, coded_words, distinct, spread, stand_in
from variorum.coverage.prepare import Parcel, source, without
from variorum.coverage.records import Named, Packed, Record, restored, stored
from variorum.model import ArticleId, Evidence, RelationKind, Span


def test_an_article_that_is_sent_gives_the_same_source_there() -> None:
    """What is quoted and furniture included; without its annotation nothing is quoted."""
    one = article("a", "Fire", "“We saw it coming for years,” Ann Lee said on Tuesday.", "Read more below.")
    annotation, furniture = annotated([one])[one.id], (Span(3, 9),)
    there = pickle.loads(pickle.dumps(Parcel(one, annotation, furniture))).read()
    assert there == without(source(one, annotation), furniture)
    assert there.quoted and there.furniture == furniture
    assert pickle.loads(pickle.dumps(Parcel(one))).read() == source(one, None)


def test_a_record_comes_back_equal() -> None:
    """Evidence with a place, with an empty one and with none."""
    evidence = tuple(Evidence("credit-line", ArticleId("a"), span, "TASS") for span in (Span(3, 9), Span(3, 3), None))
    packed = Packed(True, False, 40, 8, 120, 90, ("added",), bytes(16))
    one = Record(packed, Named(RelationKind.UPDATED, True, True, evidence, 0.25, 0.5, evidence[:1]))
    assert restored(stored(ArticleId("a"), ArticleId("b"), one)) == one


@given(st.sets(st.text(min_size=1, max_size=6)), st.lists(st.text(min_size=1, max_size=6)))
def test_words_are_among_those_spread_where_they_are_among_those_known(known: set[str], others: list[str]) -> None:
    """Whatever the words: none takes another's place."""
    asked = [*sorted(known), *others]
    table = spread(distinct(coded_words(sorted(known))))
    assert among(coded_words(asked), table).tolist() == [word in known for word in asked]


@given(st.lists(st.integers(0, 30)), st.sets(st.integers(0, 30)))
def test_numbers_stand_in_those_that_hold_them(asked: list[int], known: set[int]) -> None:
    """Also where none is known, or none asked for."""
    found = stand_in(np.array(asked, np.int64), np.array(sorted(known), np.int64))
    assert found.tolist() == [one in known for one in asked]
