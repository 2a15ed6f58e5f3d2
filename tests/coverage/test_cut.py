"""Words that are cut all at once are those that are matched one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.coverage.cut import cut, cut_in_numbers
from variorum.coverage.hashing import coded_words
from variorum.text import words

LETTERS = "ab 'ʼ’_-.é\nßΩж漢İ\u0345\u0301𝒜🙂\ud800"


@given(st.text(st.sampled_from(LETTERS)) | st.text())
def test_the_words_are_those_of_the_one_tokenizer(text: str) -> None:
    """Whatever the text, folded words and places are equal."""
    assert cut(text)[0] == words(text)


@given(st.text(st.sampled_from(LETTERS)))
def test_a_hash_belongs_to_each_word(text: str) -> None:
    """A word has one hash, wherever it stands."""
    found, hashes = cut(text)
    assert hashes.tolist() == [coded_words([word])[0] for word in found.folded]


@pytest.mark.parametrize("text", ["", "'", "'a''b'", "o'brien’s 'twas rock'n'roll'", "a'", "'a"])
def test_an_apostrophe_belongs_to_a_word_between_letters_only(text: str) -> None:
    """As in the expression `WORD`."""
    assert cut(text)[0] == words(text)


def test_equal_words_have_equal_hashes_and_others_have_others() -> None:
    """Letters count by their place."""
    starts, found = cut_in_numbers("ab ba ab abc a b")
    assert starts.tolist() == [0, 3, 6, 9, 13, 15]
    assert found[0] == found[2]
    assert len(set(found.tolist())) == 5
