"""A build that remembers gives what a build afresh gives, and does only what is new."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import blake2b
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.coverage.builders import CONFIG, annotated, article
from tests.coverage.test_furniture import OWN, PROMPT, STORIES
from tests.coverage.test_relations import MARKET, MILL
from variorum.coverage import Memory, cover
from variorum.coverage.hashing import Hashes
from variorum.coverage.index import Index, candidates, entries, updated, wanted
from variorum.coverage.tally import NO_FACTS, Facts
from variorum.model import Article

ARCHIVE = [
    article("a", "Fire", *MILL, on="2020-05-01"),
    article("b", "Blaze", MILL[1], MILL[0], on="2020-05-02"),
    article("c", "Wool", *MARKET),
    article("d", "Wool again", *MARKET, MILL[2], on="2020-05-03"),
    *(article(f"p{n}", f"Title {n}", text, PROMPT, outlet="mail") for n, text in enumerate(STORIES)),
    *(article(f"t{n}", f"Whole {n}", f"{text} {PROMPT} Learn more", outlet="post") for n, text in enumerate(OWN[:5])),
]


def found(articles: list[Article], before: Memory | None = None, mapped: Callable[..., Iterable[Any]] = map) -> Any:
    return cover(articles, annotated(articles), CONFIG, mapped=mapped, before=before or Memory())


@pytest.mark.parametrize("place", range(len(ARCHIVE)))
def test_an_article_added_to_a_remembered_archive_gives_what_a_build_afresh_gives(place: int) -> None:
    others = ARCHIVE[:place] + ARCHIVE[place + 1 :]
    after, afresh = found(ARCHIVE, found(others).memory), found(ARCHIVE)
    assert (after.clusters, after.relations, after.problems) == (afresh.clusters, afresh.relations, afresh.problems)
    assert after.furniture == afresh.furniture


@pytest.mark.parametrize("place", range(len(ARCHIVE)))
def test_an_article_taken_out_leaves_nothing_behind(place: int) -> None:
    others = ARCHIVE[:place] + ARCHIVE[place + 1 :]
    after, afresh = found(others, found(ARCHIVE).memory), found(others)
    assert (after.clusters, after.relations, after.problems) == (afresh.clusters, afresh.relations, afresh.problems)
    assert after.furniture == afresh.furniture
    assert len(after.memory.records) == len(afresh.memory.records)
    assert len(after.memory.grams) == len(afresh.memory.grams)


def test_of_an_article_that_is_marked_as_unchanged_no_text_is_read() -> None:
    marks = {one.id: blake2b(one.id.encode(), digest_size=16).digest() for one in ARCHIVE}
    before = cover(ARCHIVE, annotated(ARCHIVE), CONFIG, marks=marks).memory
    unread = [replace(one, text="", blocks=()) if one.id in "abcd" else one for one in ARCHIVE[:-1]]
    after = cover(unread, {}, CONFIG, before=before, marks=marks)
    assert after.clusters == found(ARCHIVE[:-1]).clusters


def test_nothing_is_worked_out_twice() -> None:
    def fails(function: Callable[..., Any], *columns: Any) -> Iterable[Any]:
        raise AssertionError(f"{function.__name__} was called again")

    assert found(ARCHIVE, found(ARCHIVE).memory, mapped=fails).clusters == found(ARCHIVE).clusters


@pytest.mark.parametrize("place", range(len(ARCHIVE)))
def test_what_a_process_made_is_taken_again_and_the_result_is_the_same(place: int) -> None:
    others = ARCHIVE[:place] + ARCHIVE[place + 1 :]
    for first, then in ((others, ARCHIVE), (ARCHIVE, others)):
        before, afresh = found(first), found(then)
        after = cover(then, annotated(then), CONFIG, before=before.memory, made=before.made)
        assert (after.clusters, after.relations, after.problems) == (afresh.clusters, afresh.relations, afresh.problems)


def test_of_an_archive_that_is_as_it_was_the_very_same_stories_are_told() -> None:
    before = found(ARCHIVE)
    after = cover(ARCHIVE, annotated(ARCHIVE), CONFIG, before=before.memory, made=before.made)
    assert before.clusters
    assert after.clusters is before.clusters
    assert after.relations is before.relations


def test_a_memory_survives_being_stored() -> None:
    memory = Memory(**pickle.loads(pickle.dumps(dict(found(ARCHIVE[1:]).memory.arrays()))))
    assert found(ARCHIVE, memory).clusters == found(ARCHIVE).clusters


Archive = dict[str, list[int]]
"""Grams of articles by name; the order is that of their days."""


def facts(archive: Archive, slots: list[str]) -> Facts:
    """What is known of the articles in *slots*; "" is a free one."""
    days = {name: day for day, name in enumerate(archive, 1)}
    found = [(*[days.get(name, 0)] * 3, wanted(len(set(archive.get(name, ()))))) for name in slots]
    return Facts(*np.array(found, np.int64).reshape(-1, 4).T)


def hashes(archive: Archive, name: str) -> Hashes:
    return np.unique(np.array(archive[name], np.uint64) << np.uint64(40))


def indexed(archive: Archive, slots: list[str], window: int = 14) -> Index:
    """The index of those of an archive's articles that are in *slots*, made afresh."""
    come = entries(range(len(slots)), [hashes(archive, name) for name in slots])
    return updated(Memory().index, window, NO_FACTS, facts(archive, slots), (), come)


def pairs(index: Index, archive: Archive, slots: list[str]) -> list[tuple[str, str]]:
    left, right = candidates(index, facts(archive, slots))
    return [(slots[one], slots[two]) for one, two in zip(left.tolist(), right.tolist(), strict=True)]


names = st.sampled_from("abcdefghijklmnopqrstuvwxyz")
archives = st.dictionaries(names, st.lists(st.integers(1, 60), min_size=1, max_size=40), max_size=26)


@settings(deadline=None)
@given(archives, st.sets(names), st.sets(names))
def test_an_index_that_was_changed_finds_what_one_made_afresh_finds(
    archive: Archive, first: set[str], second: set[str]
) -> None:
    slots, afresh = ([name for name in archive if name in some] for some in (first, second))
    leaving = [slot for slot, name in enumerate(slots) if name not in afresh]
    new = [name for name in afresh if name not in slots]
    places = [*leaving, *range(len(slots), len(slots) + len(new))][: len(new)]
    now = ["" if slot in leaving else name for slot, name in enumerate(slots)] + [""] * len(new)
    for place, name in zip(places, new, strict=True):
        now[place] = name
    come = entries(places, [hashes(archive, name) for name in new])
    changed = updated(indexed(archive, slots), 14, facts(archive, slots), facts(archive, now), leaving, come)
    assert pairs(changed, archive, now) == pairs(indexed(archive, afresh), archive, afresh)


def test_a_gram_that_thirty_articles_print_still_brings_all_of_them_together() -> None:
    copies = {f"{number:02}": list(range(1, 60)) for number in range(30)}
    found = pairs(indexed(copies, list(copies), 100), copies, list(copies))
    assert {("00", f"{number:02}") for number in range(1, 30)} <= set(found)
    assert len(found) == 29 + 28
