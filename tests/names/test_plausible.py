"""What looks like no speaker is never printed as certain."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.quotations.test_cases import article
from variorum.config import Config
from variorum.lexicon import lexicon
from variorum.names import Resolved, plausible
from variorum.quotations import annotate


@pytest.mark.parametrize(
    "name",
    [
        "Peskov",
        "Li Keqiang",
        "European Commission",
        "IRNA",
        "BBC",
        "Kim Jong-un",
        "Khalid al-Falih",
        "Israel Katz",
        "Saudi Arabia",
    ],
)
def test_a_persons_or_organisations_name_is_plausible(name: str) -> None:
    words = lexicon("en")
    assert words and plausible(Resolved(name, "name", 1.0), words)


@pytest.mark.parametrize(
    "name",
    [
        "Officials",
        "Bizarrely",
        "Trump Tower",
        "Russian",
        "Photo",
        "Meehan-said Lang",
        "B_Team Lang",
        "12",
        "Iran EU",
        "Iranian FM",
    ],
)
def test_other_words_are_no_plausible_name(name: str) -> None:
    words = lexicon("en")
    assert words and not plausible(Resolved(name, "pronoun", 1.0), words)


@pytest.mark.parametrize(
    "phrase", ["a police source", "the statement", "officials from both countries", "they", "a person close to the family"]
)
def test_a_phrase_with_a_noun_for_one_who_speaks_is_plausible(phrase: str) -> None:
    words = lexicon("en")
    assert words and plausible(Resolved(phrase, "unnamed", 1.0), words)


@pytest.mark.parametrize("phrase", ["the travel", "a bit", "unes"])
def test_another_phrase_is_not(phrase: str) -> None:
    words = lexicon("en")
    assert words and not plausible(Resolved(phrase, "unnamed", 1.0), words)


def test_a_quotation_by_what_looks_like_no_speaker_is_never_certain() -> None:
    found = annotate(article(["“The quay will be open again before the summer,” said Russian."])).quotations[0]
    assert found.attribution.name == "Russian"
    assert found.attribution.confidence < Config(Path()).certain_from
