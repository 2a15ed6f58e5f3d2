"""The two articles the project began with: a TASS story and the rewrite of it, collated by hand."""

from __future__ import annotations

from functools import cache

import pytest

from tests.coverage.builders import CONFIG, annotated, seed
from variorum.coverage import cover
from variorum.model import Cluster, Outlet, OutletId, Relation, Span, Variant, Weight

TASS, REWRITE = seed("tass", "tass"), seed("rewrite")
OUTLETS = {OutletId("tass"): Outlet(OutletId("tass"), "TASS")}


@cache
def clusters() -> tuple[Cluster, ...]:
    return cover([REWRITE, TASS], annotated([TASS, REWRITE]), CONFIG, OUTLETS).clusters


def relation() -> Relation:
    return clusters()[0].relations[0]


def variants(weight: Weight) -> list[tuple[int, str, str, str]]:
    return [
        (number, one.change, one.base.of(TASS.text), one.witness.of(REWRITE.text))
        for number, passage in enumerate(relation().passages, 1)
        for one in passage.variants
        if one.weight is weight
    ]


def occurrences(text: str, word: str) -> list[int]:
    return [at for at in range(len(text)) if text.casefold().startswith(word, at)]


def block_number(article_text: str, at: int) -> int:
    return article_text.count("\n\n", 0, at)


def test_the_two_are_one_story_that_tass_had_first() -> None:
    assert [(c.id, c.base, c.witnesses) for c in clusters()] == [("tass", "tass", ("tass", "rewrite"))]
    found = relation()
    assert (found.base, found.witness, found.kind, found.directed) == ("tass", "rewrite", "republished", True)


def test_the_evidence_is_that_the_rewrite_credits_tass() -> None:
    assert [(e.rule, e.article, e.text, e.span and e.span.of(REWRITE.text)) for e in relation().evidence] == [
        ("credit-line", "rewrite", "TASS reported", "TASS reported"),
        ("credit-line", "rewrite", "– TASS)", "– TASS)"),
    ]


OPENINGS = [
    "Microsoft’s conclusions Russia allegedly interfered",
    "Since the end of 2016",
    "You will agree that there was no sensible information then.",
    "The presidential spokesman said he had not seen the Microsoft report himself yet",
    "What makes Microsoft think that it was a group of Russian hackers?",
    "Peskov promised he would make more comments on this issue",
    "In response to a quote from the report read out by journalists",
    "It was recognized by US legislators themselves",
    "The Kremlin spokesman called for interpreting such reports",
    "We’ve heard all this many times, to our regret.",
    "The US corporation Microsoft on Thursday claimed that hackers",
    "Microsoft claims that a hacker group called Strontium (also known",
]
CLOSINGS = [
    ("on Friday.", "on Friday."),
    ("Peskov said.", "TASS reported."),
    ("Peskov said.", "Peskov said."),
    ("had used.", "had used."),
    ("group involved?", "group involved?"),
    ("certain country.", "certain country."),
    ("parliamentary probes.", "parliamentary probes”."),
    ("he said.", "he said."),
    ("far greater tolerance.", "far greater tolerance."),
    ("Peskov said.", "Peskov said."),
    ("presidential election.", "presidential election."),
    ("groups and parties.", "groups and parties."),
    ("notifications from Microsoft.", "notifications from Microsoft."),
]


def test_thirteen_passages_open_as_the_hand_collation_does() -> None:
    found = [(p.base.of(TASS.text), p.witness.of(REWRITE.text)) for p in relation().passages]
    assert len(found) == 13
    assert [(one.startswith(o), two.startswith(o)) for (one, two), o in zip(found, OPENINGS, strict=False)] == [
        (True, True)
    ] * 12
    assert found[12][0].startswith("Groups operating") and found[12][1].startswith("Supposed groups operating")


def test_thirteen_passages_close_as_the_hand_collation_does() -> None:
    found = [(p.base.of(TASS.text), p.witness.of(REWRITE.text)) for p in relation().passages]
    ends = [(one[-len(a) :], two[-len(b) :]) for (one, two), (a, b) in zip(found, CLOSINGS, strict=True)]
    assert ends == CLOSINGS


def test_each_passage_lies_in_one_paragraph_of_each_text() -> None:
    assert [p for p in relation().passages if "\n\n" in p.base.of(TASS.text) or "\n\n" in p.witness.of(REWRITE.text)] == []


def test_no_passage_is_moved() -> None:
    assert not any(passage.moved for passage in relation().passages)


def test_516_of_the_words_stand_in_both() -> None:
    assert relation().shared_words == 516


def test_the_substantive_changes_are_these_and_no_others() -> None:
    speech = (
        "Microsoft’s conclusions Russia allegedly interfered in the US election do not deserve attention as long as "
        "there is no substantial proof"
    )
    exposed = "timely exposed and prevented most of these attacks"
    assert variants(Weight.SUBSTANTIVE) == [
        (1, "speech-became-quotation", speech, speech),
        (2, "attribution-added", "", "TASS reported"),
        (5, "added", "", "adding"),
        (11, "hedge-added", "", "allegedly"),
        (13, "hedge-added", "", "Supposed"),
        (13, "verb-shifted", "said", "claims"),
        (13, "speech-became-quotation", exposed, exposed),
    ]


def test_the_accidental_changes_are_one_spelling_two_letter_cases_and_marks() -> None:
    assert [one for one in variants(Weight.ACCIDENTAL) if one[1] != "typography"] == [
        (1, "punctuation", ",", "”,"),
        (1, "case", "presidential spokesman", "Presidential Spokesman"),
        (6, "spelling", "cyber criminals", "cybercriminals"),
        (13, "case", "Groups", "groups"),
        (13, "punctuation", "", "“"),
        (13, "punctuation", ".", "”."),
    ]


def test_what_the_rewrite_dropped() -> None:
    assert [span.of(TASS.text) for span in relation().dropped] == [
        "Microsoft report about Russian interference in US election lacks proof — Kremlin",
        "Microsoft claims that a hacker group called Strontium, allegedly operating from Russia, carried out attacks against "
        "200 organizations, including election teams, human rights groups and parties",
        "MOSCOW, September 11. /TASS/.",
        "Microsoft’s report on 'interference' in US election",
    ]


def test_what_the_rewrite_added() -> None:
    assert [" ".join(span.of(REWRITE.text).split()[:4]) for span in relation().added] == [
        "Russia And China Reject",
        "MOSCOW/BEIJING – Russia and",
        "“The US presidential election",
        "“We have no interest",
        "The remarks came after",
        "Microsoft claimed that the",
        "Separately on Friday, Iran’s",
        "The US has also",
        "Zhao warned in his",
        "With the US presidential",
        "Subscribe to our newsletter",
        "Sign up here to",
        "Notify of",
        "Inline Feedbacks",
        "View all comments",
        "Would love your thoughts,",
    ]


def test_of_six_allegedlys_in_the_rewrite_only_the_fifth_was_put_into_copied_text() -> None:
    places = occurrences(REWRITE.text, "allegedly")
    inserted = [v.witness.start for p in relation().passages for v in p.variants if v.witness.of(REWRITE.text) == "allegedly"]
    assert (len(occurrences(TASS.text, "allegedly")), len(places)) == (4, 6)
    assert inserted == [places[4]]


def test_the_standfirst_that_repeats_a_paragraph_is_no_second_passage() -> None:
    strontium = relation().passages[11]
    assert block_number(TASS.text, strontium.base.start) == 12
    assert not any(passage.base.overlaps(TASS.blocks[1].span) for passage in relation().passages)


@pytest.mark.parametrize("text", ["comment.x", ""])
def test_the_files_ends_make_no_difference(text: str) -> None:
    end = Span(len(REWRITE.text) - len(text), len(REWRITE.text))
    touched: list[Variant] = [v for p in relation().passages for v in p.variants if v.witness.end >= end.start]
    assert touched == []


def test_the_order_of_the_articles_makes_no_difference() -> None:
    swapped = cover([TASS, REWRITE], annotated([REWRITE, TASS]), CONFIG, OUTLETS)
    assert swapped.clusters == clusters()
