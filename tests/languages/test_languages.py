"""Other languages than English: sentences after the manner of the news, through stage 2, `de.txt` and `ru.txt`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.quotations.test_cases import article
from variorum.quotations import annotate

CASES = Path(__file__).parent
LANGUAGES = ("de", "ru")


def cases(language: str) -> Iterator[tuple[str, list[str], list[str]]]:
    for block in re.split(r"\n\s*\n(?=#)", (CASES / f"{language}.txt").read_text("utf-8").strip()):
        title, *lines = block.splitlines()
        if not all(line.startswith("#") for line in lines):
            yield title[2:], [line for line in lines if line[:2] != "->"], [line for line in lines if line[:2] == "->"]


def found(language: str, lines: list[str]) -> list[str]:
    one = replace(article(lines), language=language)
    shown = []
    for quotation in annotate(one).quotations:
        said = quotation.attribution
        words = "|".join(span.of(one.text) for span in quotation.words)
        shown.append(f"-> [{words}] {said.name or '-'} / {said.cue.of(one.text) if said.cue else '-'}")
    return shown


@pytest.mark.parametrize(
    ("language", "lines", "expected"),
    [
        pytest.param(language, lines, expected, id=f"{language}: {title}")
        for language in LANGUAGES
        for title, lines, expected in cases(language)
    ],
)
def test_a_sentence_of_another_language_is_attributed_as_the_case_says(
    language: str, lines: list[str], expected: list[str]
) -> None:
    assert found(language, lines) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_forty_cases_a_language(language: str) -> None:
    assert len(list(cases(language))) >= 40


def test_a_language_without_a_lexicon_has_its_marks_and_says_that_speakers_were_not_looked_for() -> None:
    one = replace(article(["« Nous verrons », a dit Paul Morel."]), language="fr")
    annotation = annotate(one)
    assert not annotation.searched
    assert [(quotation.words[0].of(one.text).strip(), quotation.attribution.name) for quotation in annotation.quotations] == [
        ("Nous verrons", "")
    ]
