"""Counts of what each two articles share."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.coverage import tally

LISTS = st.lists(st.lists(st.integers(0, 400), max_size=30), max_size=12)


@given(LISTS, st.sampled_from((4, 16, 1_000_000)))
def test_sums_are_the_same_however_many_are_added_up_together(parts: list[list[int]], together: int) -> None:
    """Rows, and the borders in them, are a matter of space."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tally, "TOGETHER", together)
        patch.setattr(tally, "STEP", 2)
        keys, counts = tally.summed(np.array(part, np.int64) for part in parts)
    expected: Counter[int] = Counter()
    for part in parts:
        for entry in part:
            expected[entry >> int(tally._PLACE)] += int(tally._COUNTS[entry & 31])
    assert dict(zip(keys.tolist(), counts.tolist(), strict=True)) == expected
    assert keys.tolist() == sorted(expected)


def test_grams_of_one_article_bring_none_together() -> None:
    """Nor do no grams at all."""
    facts = tally.Facts(*(np.zeros(2, np.int64) for _ in tally.Facts._fields))
    alone = np.array([1 << 22, 2 << 22 | 1], np.uint64)
    assert [part.tolist() for part in tally.counted(alone, facts, 0)] == []
    assert [part.tolist() for part in tally.counted(alone[:0], facts, 0)] == []
