"""Nothing that an archive may hold stops the annotation, and an odd mark harms its own paragraph only."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.quotations.test_cases import article
from variorum.model import Article
from variorum.quotations import annotate

MARKS = "\"'“”„‟«»‹›‘’‚「」『』``''—-:,.?! \n"
WORDS = [
    "he",
    "said",
    "Smith",
    "Mr.",
    "the",
    "spokesman",
    "claim",
    "by",
    "'s",
    "and",
    "which",
    "NAME:",
    "1",
    "…",
    "that",
    "told",
]
PIECES = st.sampled_from([*WORDS, "according to", *MARKS])
TEXTS = st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join), st.text(alphabet=MARKS + "aB"))


def _paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _sound(one: Article) -> None:
    for by_rules in (False, True):
        found = annotate(one, by_rules=by_rules).quotations
        assert len({quotation.id for quotation in found}) == len(found)
        for quotation in found:
            assert len(quotation.spans) == len(quotation.words)
            for span, words in zip(quotation.spans, quotation.words, strict=True):
                assert 0 <= span.start <= words.start <= words.end <= span.end <= len(one.text)
            assert 0.0 <= quotation.attribution.confidence <= 1.0
            assert (quotation.attribution.mention is None) == (quotation.attribution.rule == "nobody")


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_any_text_is_annotated(text: str) -> None:
    _sound(article(_paragraphs(text)))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_random_bytes_are_annotated(data: bytes) -> None:
    _sound(article(_paragraphs(data.decode("utf-8", "replace") + data.decode("latin-1"))))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="\"“”„«»‘’' ab.,", max_size=40))
def test_an_odd_mark_harms_no_paragraph_but_its_own(odd: str) -> None:
    sound = "“We shall rebuild the quay,” said Omar Haddad."
    lines = [sound, odd.replace("\n", " ") + " and", "Nothing happened for a week.", sound.replace("quay", "pier")]
    found = annotate(article(lines)).quotations
    words = [quotation.words[0].of(article(lines).text) for quotation in found]
    assert words[0] == "We shall rebuild the quay,"
    assert words[-1] == "We shall rebuild the pier,"


def test_one_paragraph_of_a_hundred_thousand_words_is_annotated() -> None:
    drawn = random.Random(7)
    words = ["Smith", "said", "the", "report", "“we", "agree,”", "he", "told", "them.", "Mr.", "Jones", "claims", "that"]
    _sound(article([" ".join(drawn.choice(words) for _ in range(20_000))]))


def test_a_pronoun_with_nothing_but_places_before_it_has_a_confidence() -> None:
    """The best of bad choices leads by less than nothing."""
    lines = ["Relations between Paris and London improved in May.", "It was in Paris that “we agreed on the tunnel,” it said."]
    _sound(article(lines))
    _sound(article(["In the Senate of Rome, Rome and Senate. She said: “We shall rebuild the old quay.”"]))
