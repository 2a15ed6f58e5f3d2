"""The site's own words."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.pages.samples import CONFIG, Reader, built
from variorum.strings import _read, languages, plural, strings


@pytest.mark.parametrize("language", languages())
def test_every_language_has_every_text_with_the_same_names_in_it(language: str) -> None:
    english, other = _read("en"), _read(language)
    assert set(other) == set(english)
    for key, text in english.items():
        assert names(other[key]) == names(text), key


def names(text: object) -> set[str]:
    forms = text.values() if isinstance(text, dict) else [text]
    return {name for form in forms for name in re.findall(r"\{(\w+)", str(form))}


def test_a_language_without_a_file_speaks_english() -> None:
    assert strings("tlh")("nav.search") == "Search"
    assert strings("de-AT")("nav.search") == "Suche"


def test_plurals_are_those_of_the_language() -> None:
    assert [plural("ru", number) for number in (1, 2, 5, 11, 21, 22, 111)] == [
        "one",
        "few",
        "many",
        "many",
        "one",
        "few",
        "many",
    ]
    assert [plural("fr", number) for number in (0, 1, 2)] == ["one", "one", "other"]
    assert plural("ja", 1) == "other"
    assert strings("en")("list.quoted", n=1) == "1 quotation"


def test_an_archive_speaks_its_language_on_every_page() -> None:
    site = built(config=replace(CONFIG, language="de"))
    for path, html in site.items():
        assert '<html lang="de">' in html, path
        assert "maschinell ausgezeichnet" in html, path
    assert Reader(site["about.html"]).ids[:2] == ["main", "text"]
