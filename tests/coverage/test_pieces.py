"""Pieces of work hold each pair once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.coverage import pieces as module
from variorum.coverage.pieces import Pair, pieces

PAIRS = st.sets(st.tuples(st.integers(0, 30), st.integers(31, 60)), max_size=80).map(sorted)


@given(PAIRS)
def test_each_pair_is_in_one_piece(pairs: list[Pair]) -> None:
    """However small the pieces are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "TOGETHER", 4)
        found = list(pieces(pairs))
    assert sorted(place for piece in found for place in piece) == list(range(len(pairs)))
    assert all(found)


def test_articles_that_are_compared_with_one_another_stay_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two stories of four articles, joined by one pair, neither is cut in two."""
    story = [(1, 2), (1, 3), (1, 4), (2, 3), (2, 4), (3, 4)]
    other = [(one + 4, two + 4) for one, two in story]
    monkeypatch.setattr(module, "TOGETHER", 6)
    pairs = [*story, (4, 5), *other]
    assert [{pairs[place] for place in piece} for piece in pieces(pairs)] == [set(story), {(4, 5), *other}]
