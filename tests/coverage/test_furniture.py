"""Site matter is kept out of matching; copy that recurs is not."""

from __future__ import annotations

from tests.coverage.builders import CONFIG, annotated, article
from variorum.coverage import Coverage, cover
from variorum.coverage.grams import TAIL, first_look
from variorum.coverage.prepare import source
from variorum.model import Article

PROMPT = (
    "Subscribe to our newsletter and get the latest news, updates and special offers delivered "
    "directly to your inbox every day."
)
STORIES = [
    "The harbour master closed the northern basin after divers had found a crack in the second gate below the waterline.",
    "A painter from Delft sold her first picture to the museum for less than it would have cost to frame it.",
    "Rain fell for nine days on the vineyards and the growers fear for the grapes that were to ripen in September.",
    "Two brothers have opened a bakery in the arches under the railway and sell nothing there but rye bread.",
    "The council voted by one voice to keep the trams running on Sundays through the old town until midnight.",
    "An owl has nested in the clock of the town hall, which therefore stands still at a quarter past four.",
]

OWN = [" ".join(f"Witness {n} saw the {n * 10 + k}th of them." for k in range(6)) for n in range(6)]


def found(articles: list[Article]) -> Coverage:
    return cover(articles, annotated(articles), CONFIG)


def test_a_prompt_in_five_articles_with_text_of_their_own_is_furniture() -> None:
    coverage = found([article(f"a{n}", f"Title {n}", text, PROMPT, outlet="mail") for n, text in enumerate(STORIES)])
    assert (coverage.clusters, coverage.relations) == ((), ())
    assert [(problem.code, problem.severity) for problem in coverage.problems] == [("C001", "warning")]
    assert "stands in 6 articles of mail" in coverage.problems[0].text


def test_a_prompt_in_four_articles_is_not_yet_furniture() -> None:
    coverage = found([article(f"a{n}", f"Title {n}", text, PROMPT, outlet="mail") for n, text in enumerate(STORIES[:4])])
    assert coverage.problems == ()


def test_the_prompt_of_another_outlet_does_not_count() -> None:
    coverage = found([article(f"a{n}", f"Title {n}", text, PROMPT, outlet=f"o{n % 2}") for n, text in enumerate(STORIES)])
    assert coverage.problems == ()


def test_a_story_updated_six_times_is_no_furniture() -> None:
    body = STORIES[:4]
    coverage = found([article(f"a{n}", f"Update {n}", *body, outlet="mail") for n in range(6)])
    assert coverage.problems == ()
    assert [len(cluster.witnesses) for cluster in coverage.clusters] == [6]


def test_furniture_does_not_keep_real_copies_apart() -> None:
    articles = [article(f"a{n}", f"Title {n}", text, PROMPT, outlet="mail") for n, text in enumerate(STORIES)]
    copy = article("copy", "Copy", STORIES[0], outlet="post")
    assert [cluster.witnesses for cluster in found([*articles, copy]).clusters] == [("a0", "copy")]


def test_a_prompt_that_texts_without_paragraphs_end_with_is_furniture() -> None:
    articles = [article(f"a{n}", f"Title {n}", f"{STORIES[n]} {OWN[n]} {PROMPT} Learn more", outlet="mail") for n in range(6)]
    coverage = found(articles)
    assert coverage.relations == ()
    assert [problem.text.split(" stands")[0] for problem in coverage.problems] == [f"“{PROMPT[:52]} …”"]
    left_out = [[span.of(one.text) for span in coverage.furniture[one.id]] for one in articles]
    assert left_out == [[PROMPT.removesuffix(".")]] * 6


def test_a_sentence_that_other_text_follows_is_no_furniture() -> None:
    articles = [article(f"a{n}", f"Title {n}", f"{STORIES[n]} {PROMPT} {OWN[n]}", outlet="mail") for n in range(6)]
    assert (found(articles).furniture, found(articles).problems) == ({}, ())


def test_the_last_sentences_of_a_long_last_paragraph_are_asked_and_an_abbreviation_ends_none() -> None:
    text = " ".join(f"Sentence {n} says nothing that the U.S. Navy could use, nor anybody who reads it." for n in range(9))
    one = article("a", "", f"{text} Read more")
    _, spans, _ = first_look(source(one, None))
    asked = [one.text[start:end] for start, end, _ in spans.tolist()]
    assert [words.split(" says")[0] for words in asked] == [f"Sentence {n}" for n in range(9 - TAIL, 9)]
    assert spans[:-1, 2].tolist() == spans[1:, 0].tolist()
