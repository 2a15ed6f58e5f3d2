"""What holds of passages whatever the texts are."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.coverage.builders import article
from variorum.coverage.align import align
from variorum.coverage.compare import compare
from variorum.coverage.equals import Cell
from variorum.coverage.prepare import Prepared, prepare, source

WORDS = st.sampled_from(
    "the of mill river wool fire Monday engine cellar door spring buyers valley barn said he it was".split()
)
SENTENCES = st.lists(WORDS, min_size=4, max_size=14).map(lambda words: " ".join(words).capitalize() + ".")
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join)
POOLS = st.lists(PARAGRAPHS, min_size=2, max_size=5)


def texts(pool: list[str], places: list[int], own: list[str]) -> tuple[Prepared, Prepared]:
    """Two articles of one pool of paragraphs, the second in an order of its own."""
    witness = [pool[place % len(pool)] for place in places] + own
    return prepare(source(article("a", "Title", *pool), None)), prepare(source(article("b", "Other", *witness), None))


@settings(deadline=None, max_examples=200)
@given(POOLS, st.lists(st.integers(0, 4), min_size=1, max_size=5), st.lists(PARAGRAPHS, max_size=2))
def test_no_word_stands_in_two_passages(pool: list[str], places: list[int], own: list[str]) -> None:
    cells = align(*texts(pool, places, own))
    for bounds in (lambda cell: (cell.base, cell.base_end), lambda cell: (cell.witness, cell.witness_end)):
        for (_, end), (start, _) in pairwise(sorted(map(bounds, cells))):
            assert end <= start


@settings(deadline=None, max_examples=200)
@given(POOLS, st.lists(st.integers(0, 4), min_size=1, max_size=5), st.lists(PARAGRAPHS, max_size=2))
def test_the_pairs_of_a_passage_are_equal_words_in_order_inside_one_block_of_each_text(
    pool: list[str], places: list[int], own: list[str]
) -> None:
    base, witness = texts(pool, places, own)
    for cell in align(base, witness):
        assert list(cell.pairs) == sorted(cell.pairs)
        assert all(base.words.folded[one] == witness.words.folded[two] for one, two in cell.pairs)
        assert {base.block[word] for word in range(cell.base, cell.base_end)} == {base.block[cell.base]}
        assert {witness.block[word] for word in range(cell.witness, cell.witness_end)} == {witness.block[cell.witness]}


@settings(deadline=None)
@given(POOLS)
def test_an_article_compared_with_itself_is_the_same_throughout(pool: list[str]) -> None:
    one, two = (source(article(name, "A title of some length for the mill", *pool), None) for name in "ab")
    shared = compare(one, two)
    assert shared is None or [v for passage in shared.passages for v in passage.variants if not passage.moved] == []


def test_two_articles_without_a_word_in_common_share_no_passage() -> None:
    one, two = article("a", "Fire", "The mill burned down."), article("b", "Wool", "Prices fell at auctions.")
    found: list[Cell] = align(prepare(source(one, None)), prepare(source(two, None)))
    assert found == []
