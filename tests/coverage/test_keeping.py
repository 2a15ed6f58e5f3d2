"""A build that remembers gives what a build afresh gives, and does only what is new."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.coverage.builders import CONFIG, annotated, article
from tests.coverage.test_furniture import PROMPT, STORIES
from tests.coverage.test_relations import MARKET, MILL
from variorum.coverage import Memory, cover
from variorum.coverage.index import Index, Row, candidates, updated
from variorum.model import Article, ArticleId

ARCHIVE = [
    article("a", "Fire", *MILL, on="2020-05-01"),
    article("b", "Blaze", MILL[1], MILL[0], on="2020-05-02"),
    article("c", "Wool", *MARKET),
    article("d", "Wool again", *MARKET, MILL[2], on="2020-05-03"),
    *(article(f"p{n}", f"Title {n}", text, PROMPT, outlet="mail") for n, text in enumerate(STORIES)),
]


def found(articles: list[Article], before: Memory | None = None, mapped: Callable[..., Iterable[Any]] = map) -> Any:
    return cover(articles, annotated(articles), CONFIG, mapped=mapped, before=before or Memory())


@pytest.mark.parametrize("place", range(len(ARCHIVE)))
def test_an_article_added_to_a_remembered_archive_gives_what_a_build_afresh_gives(place: int) -> None:
    others = ARCHIVE[:place] + ARCHIVE[place + 1 :]
    after, afresh = found(ARCHIVE, found(others).memory), found(ARCHIVE)
    assert (after.clusters, after.relations, after.problems) == (afresh.clusters, afresh.relations, afresh.problems)


@pytest.mark.parametrize("place", range(len(ARCHIVE)))
def test_an_article_taken_out_leaves_nothing_behind(place: int) -> None:
    others = ARCHIVE[:place] + ARCHIVE[place + 1 :]
    after, afresh = found(others, found(ARCHIVE).memory), found(others)
    assert (after.clusters, after.relations, after.problems) == (afresh.clusters, afresh.relations, afresh.problems)
    assert set(after.memory.kept) == set(afresh.memory.kept)


def test_nothing_is_worked_out_twice() -> None:
    def fails(function: Callable[..., Any], *columns: Any) -> Iterable[Any]:
        raise AssertionError(f"{function.__name__} was called again")

    assert found(ARCHIVE, found(ARCHIVE).memory, mapped=fails).clusters == found(ARCHIVE).clusters


def test_a_memory_survives_being_stored() -> None:
    memory = pickle.loads(pickle.dumps(found(ARCHIVE[1:]).memory))
    assert found(ARCHIVE, memory).clusters == found(ARCHIVE).clusters


def rows(archive: dict[str, list[int]]) -> dict[str, Row]:
    return {
        name: Row(np.unique(np.array(grams, np.uint64) << np.uint64(40)), day, day, ArticleId(name))
        for day, (name, grams) in enumerate(archive.items(), 1)
    }


archives = st.dictionaries(
    st.sampled_from("abcdefghijklmnopqrstuvwxyz"), st.lists(st.integers(1, 60), min_size=1, max_size=40), max_size=26
)


@settings(deadline=None)
@given(archives, st.sets(st.sampled_from("abcdefghijklmnopqrstuvwxyz")), st.sets(st.sampled_from("abcdefghijklmnopqrstuvwxyz")))
def test_an_index_that_was_changed_finds_what_one_made_afresh_finds(
    archive: dict[str, list[int]], first: set[str], second: set[str]
) -> None:
    everything = rows(archive)
    one, two = ({name: row for name, row in everything.items() if name in some} for some in (first, second))
    changed = updated(updated(Index(14), one, {}), two, one)
    assert candidates(changed, two) == candidates(updated(Index(14), two, {}), two)


def test_a_gram_that_thirty_articles_print_still_brings_all_of_them_together() -> None:
    copies = rows({f"{number:02}": list(range(1, 60)) for number in range(30)})
    pairs = candidates(updated(Index(100), copies, {}), copies)
    assert {("00", f"{number:02}") for number in range(1, 30)} <= set(pairs)
    assert len(pairs) == 29 + 28
