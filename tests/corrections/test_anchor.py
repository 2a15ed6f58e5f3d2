"""Words found again after edits: the same places as edit distance over all stretches of the text would give."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.corrections import anchor
from variorum.corrections.anchor import DOUBTFUL, SILENT, _ends

TEXT = (
    "He said no. “We never interfered in it,” Zhao said. “We never did,” he repeated. “We never interfered at all,” he wrote."
)


def distance(one: str, two: str) -> int:
    row = list(range(len(two) + 1))
    for place, a in enumerate(one, 1):
        before, row[0] = row[0], place
        for column, b in enumerate(two, 1):
            before, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, before + (a != b))
    return row[-1]


@settings(deadline=None)
@given(st.text("abc", max_size=12), st.text("abc", min_size=1, max_size=6))
def test_the_edits_at_each_end_are_those_of_the_best_stretch_that_ends_there(text: str, pattern: str) -> None:
    expected = [(end, min(distance(text[start:end], pattern) for start in range(end + 1))) for end in range(1, len(text) + 1)]
    assert _ends(text, pattern) == expected


def test_words_that_are_unchanged_score_one() -> None:
    found = anchor(TEXT, "We never did,")
    assert found is not None
    assert (found.span.of(TEXT), found.score) == ("We never did,", 1.0)


def test_marks_and_case_count_for_nothing() -> None:
    found = anchor(TEXT, '"WE NEVER DID,"')
    assert found is not None
    assert (found.span.of(TEXT), found.score) == ("“We never did,”", 1.0)


def test_one_changed_word_in_five_is_found_and_doubtful() -> None:
    found = anchor(TEXT, "We never interfered in them,")
    assert found is not None
    assert found.span.start == TEXT.index("We never")
    assert DOUBTFUL <= found.score < SILENT


def test_the_context_chooses_between_two_places() -> None:
    found = anchor(TEXT, "We never", prefix="Zhao said. “", suffix=" did")
    assert found is not None
    assert found.span.start == TEXT.index("We never did")


def test_words_that_are_gone_score_low() -> None:
    found = anchor(TEXT, "The committee will meet again on Tuesday morning to vote")
    assert found is None or found.score < DOUBTFUL


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=30), st.text(max_size=8), st.integers(-5, 100))
def test_no_text_raises(text: str, exact: str, prefix: str, hint: int) -> None:
    found = anchor(text, exact, prefix, prefix, hint)
    assert found is None or 0 <= found.span.start <= found.span.end <= len(text)
