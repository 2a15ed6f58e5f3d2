"""Words that are cut all at once are those that are matched one by one."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.coverage.cut import cut, cut_in_numbers
from variorum.coverage.hashing import coded_words
from variorum.text import Words, words

LETTERS = "ab 'ʼ’_-.é\nßΩж漢İ\u0345\u0301𝒜🙂\ud800"
TEXTS = st.text(st.sampled_from(LETTERS)) | st.text()
BORDER = re.compile(r"[.!?…\n](?:(?<=\n)|[\"”’»')\]]*\s)")


def words_of(texts: list[str]) -> list[Words]:
    """The words of each of *texts*, cut together."""
    found, at = cut(texts), 0
    each = []
    for count in found.counts.tolist():
        here = slice(at, at + count)
        each.append(Words(found.folded[here], found.starts[here].tolist(), found.ends[here].tolist()))
        at += count
    return each


@given(st.lists(TEXTS, max_size=5))
def test_the_words_are_those_of_the_one_tokenizer(texts: list[str]) -> None:
    """Whatever the texts, folded words and places are equal."""
    assert words_of(texts) == list(map(words, texts))


@given(st.text(st.sampled_from(LETTERS)))
def test_a_hash_belongs_to_each_word(text: str) -> None:
    """A word has one hash, wherever it stands."""
    found = cut([text, text])
    assert found.codes.tolist() == [coded_words([word])[0] for word in found.folded]


@given(st.text(st.sampled_from("ab .!…\n\"')”_")))
def test_a_sentence_ends_after_a_stop_its_marks_and_white_space_and_with_a_line(text: str) -> None:
    """Words have one number where no border of a sentence stands between them."""
    found = cut([text])
    borders = [match.end() for match in BORDER.finditer(text)]
    expected = [sum(border <= start for border in borders) for start in found.starts.tolist()]
    numbers = found.sentences.tolist()
    assert [one == two for one, two in pairwise(numbers)] == [one == two for one, two in pairwise(expected)]


LINE_END = re.compile(r"[^\w]*\n")
STOP_OR_LINE_END = re.compile(r"[^\w\s]*[.!?…][^\w\s]*\s|[^\w]*\n")


@given(st.text(st.sampled_from("ab5ß .!…\n\"')”_")))
def test_a_sentence_ends_after_a_word_that_a_stop_and_white_space_follow_or_a_line_ends(text: str) -> None:
    """But a stop after one letter is that of an initial."""
    found = words(text)
    edges = zip(found.folded, found.ends, [*found.starts, len(text)][1:], strict=True)
    expected = [
        (LINE_END if len(word) == 1 and word.isalpha() else STOP_OR_LINE_END).match(text, end, following) is not None
        for word, end, following in edges
    ]
    assert cut([text]).closes.astype(bool).tolist() == expected


@pytest.mark.parametrize("text", ["", "'", "'a''b'", "o'brien’s 'twas rock'n'roll'", "a'", "'a"])
def test_an_apostrophe_belongs_to_a_word_between_letters_only(text: str) -> None:
    """As in the expression `WORD`."""
    assert words_of([text]) == [words(text)]


def test_equal_words_have_equal_hashes_and_others_have_others() -> None:
    """Letters count by their place."""
    found = cut_in_numbers("ab ba ab abc a b")
    assert found.starts.tolist() == [0, 3, 6, 9, 13, 15]
    assert found.codes[0] == found.codes[2]
    assert len(set(found.codes.tolist())) == 5
