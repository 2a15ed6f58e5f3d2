"""Postings come to a column of a terms record and go from it while the rest of it stays as it stands."""

from __future__ import annotations

import pytest

from variorum.search.postings import Row, column_of, columns_of, count, exchanged, numbers_of, places_of

COLUMN = "[[1,8,3,2],[1,12,7],[11,8,1,9]]"
"""3 and 5, then 7, once in 8 and in 12 terms; 1 and 10 eleven times."""


def test_the_numbers_of_a_column_are_those_of_all_groups_in_order() -> None:
    assert (numbers_of(COLUMN), count(COLUMN)) == ([1, 3, 5, 7, 10], 5)
    assert (numbers_of("0"), count("0")) == ([], 0)


@pytest.mark.parametrize(
    ("gone", "come", "now"),
    [
        pytest.param([], [(4, 1, 8, "")], "[[1,8,3,1,1],[1,12,7],[11,8,1,9]]", id="into its group"),
        pytest.param([], [(4, 2, 8, "")], "[[1,8,3,2],[1,12,7],[2,8,4],[11,8,1,9]]", id="into a new group"),
        pytest.param([(3, 1, 8, "")], [], "[[1,8,5],[1,12,7],[11,8,1,9]]", id="out of its group"),
        pytest.param([(7, 1, 12, "")], [], "[[1,8,3,2],[11,8,1,9]]", id="out with its group"),
        pytest.param([(7, 1, 12, "")], [(7, 1, 8, "")], "[[1,8,3,2,2],[11,8,1,9]]", id="from one group to another"),
    ],
)
def test_only_the_groups_of_what_comes_and_goes_are_other(gone: list[Row], come: list[Row], now: str) -> None:
    assert exchanged(COLUMN, gone, come) == now


def test_the_last_posting_leaves_nothing_and_the_first_makes_a_group() -> None:
    assert exchanged("[[1,8,3]]", [(3, 1, 8, "")], []) == "0"
    assert exchanged("0", [], [(3, 1, 8, "")]) == "[[1,8,3]]"


def test_records_fall_into_columns_and_columns_of_positions_into_documents() -> None:
    assert columns_of(f"[{COLUMN},0,[[1,2,3]],1]", "]]") == [COLUMN, "0", "[[1,2,3]]", "1"]
    columns = columns_of('[["4,12","","1"],0,[""]]', "]")
    assert [places_of(column) for column in columns] == [["4,12", "", "1"], [], [""]]
    assert [column_of(places_of(column)) for column in columns] == columns
