"""What coverage asks of the tokenizer: the words of a text, each where it stands."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from variorum.text import WORD, words


@given(st.text(alphabet=st.one_of(st.sampled_from("aB1 ’'._ßİͅﬁÄ"), st.characters())))
@example("Straße x’s")
@example("ᾳβ Α’")
def test_words_stand_where_the_pattern_finds_them_and_are_folded_one_by_one(text: str) -> None:
    plain = text.replace("’", "'")
    found = words(text)
    assert list(zip(found.starts, found.ends, strict=True)) == [match.span() for match in WORD.finditer(plain)]
    assert found.folded == [plain[start:end].casefold() for start, end in zip(found.starts, found.ends, strict=True)]
