"""The same words, said once: gathered across articles, in all their wordings, and never two speakers in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tests.coverage.builders import article, marked
from variorum.coverage.stage import earliest_first
from variorum.coverage.utterances import gather
from variorum.model import Annotation, Article, ArticleId, Kind, Utterance, Withdrawal

SCHOOLS = "We will not close a single school in this county while I have a say in the matter"


def found(*said: tuple[Article, str]) -> tuple[Utterance, ...]:
    annotations: Mapping[ArticleId, Annotation] = {one.id: marked(one, speaker) for one, speaker in said}
    return gather(earliest_first([one for one, _ in said]), annotations)


def said(name: str, words: str, on: str = "") -> Article:
    return article(name, "Schools", f"He told the board: “{words}.” Then he sat down.", on=on)


def witnesses(utterance: Utterance) -> list[str]:
    return [ref.article for ref in utterance.witnesses]


def test_the_same_words_in_three_articles_are_one_utterance_earliest_first() -> None:
    (one,) = found(
        (said("c", SCHOOLS, "2020-01-01"), "jones"), (said("a", SCHOOLS, "2020-01-03"), "jones"), (said("b", SCHOOLS), "jones")
    )
    assert (one.speaker, witnesses(one), len(one.wordings)) == ("jones", ["c", "a", "b"], 1)


def test_a_cut_quotation_is_another_wording_of_the_utterance() -> None:
    cut = SCHOOLS.removesuffix(" while I have a say in the matter")
    (one,) = found((said("a", SCHOOLS), "jones"), (said("b", SCHOOLS), "jones"), (said("c", cut), "jones"))
    assert [[ref.article for ref in wording] for wording in one.wordings] == [["a", "b"], ["c"]]


def test_an_altered_word_is_another_wording_of_the_utterance() -> None:
    (one,) = found((said("a", SCHOOLS), "jones"), (said("b", SCHOOLS.replace("school", "hospital")), "jones"))
    assert len(one.wordings) == 2


def test_the_same_words_of_two_speakers_are_two_utterances() -> None:
    assert [one.speaker for one in found((said("a", SCHOOLS), "jones"), (said("b", SCHOOLS), "smith"))] != [None, None]
    assert len(found((said("a", SCHOOLS), "jones"), (said("b", SCHOOLS), "smith"))) == 2


def test_a_witness_that_names_nobody_joins_the_speaker_who_is_named_elsewhere() -> None:
    (one,) = found((said("a", SCHOOLS), ""), (said("b", SCHOOLS), "jones"))
    assert (one.speaker, witnesses(one)) == ("jones", ["a", "b"])


def test_a_quotation_that_stands_in_one_article_is_its_speaker_s_utterance() -> None:
    assert [(one.speaker, witnesses(one)) for one in found((said("a", SCHOOLS), "jones"))] == [("jones", ["a"])]


def test_words_of_nobody_in_one_article_are_no_utterance() -> None:
    assert found((said("a", SCHOOLS), "")) == ()


def test_short_words_are_the_same_only_from_the_same_mouth() -> None:
    assert len(found((said("a", "A great day"), "jones"), (said("b", "A great day"), "jones"))) == 1
    assert len(found((said("a", "A great day"), "jones"), (said("b", "A great day"), "smith"))) == 2
    assert found((said("a", "A great day"), ""), (said("b", "A great day"), "")) == ()


def test_another_sentence_of_the_same_speaker_is_another_utterance() -> None:
    other = "The treasurer knows very well that there is no money for a new roof this year"
    assert len(found((said("a", SCHOOLS), "jones"), (said("b", other), "jones"))) == 2


def test_a_withdrawn_article_is_no_witness() -> None:
    gone = replace(said("b", SCHOOLS), withdrawn=Withdrawal("2021-01-01", "asked for"))
    assert [witnesses(one) for one in found((said("a", SCHOOLS), "jones"), (gone, "jones"))] == [["a"]]


def test_titles_and_scare_quotations_are_nobody_s_words() -> None:
    one = said("a", SCHOOLS)
    annotation = marked(one, "jones")
    titles = replace(annotation, quotations=tuple(replace(q, kind=Kind.TITLE) for q in annotation.quotations))
    assert gather([one], {one.id: titles}) == ()


def test_an_utterance_keeps_its_id_when_a_later_witness_is_added() -> None:
    first = said("a", SCHOOLS, "2020-01-01")
    (alone,) = found((first, "jones"))
    (joined,) = found((first, "jones"), (said("b", SCHOOLS, "2020-01-02"), "jones"))
    assert alone.id == joined.id
