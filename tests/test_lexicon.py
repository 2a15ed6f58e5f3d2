"""The lexicons are data that linguists edit: every file has every class, in the form the code reads."""

from dataclasses import fields

import pytest

from variorum.lexicon import LEXICONS, Lexicon, lexicon

LANGUAGES = sorted(path.stem for path in LEXICONS.glob("*.yaml"))


def _lexicon(language: str) -> Lexicon:
    found = lexicon(language)
    assert found is not None
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_lexicon_is_folded_and_without_a_final_full_stop(language: str) -> None:
    found = _lexicon(language)
    for field in fields(found):
        value = getattr(found, field.name)
        words = value if isinstance(value, frozenset) else value.keys() if isinstance(value, dict) else ()
        assert [word for word in words if word != word.lower() or word.endswith(".")] == [], field.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_lexicon_has_cues_pronouns_and_roles(language: str) -> None:
    found = _lexicon(language)
    assert found.cues and found.pronouns and found.roles and found.titles


def test_a_regional_variety_takes_the_lexicon_of_its_language() -> None:
    assert lexicon("en-GB") == lexicon("en_US") == _lexicon("en")


@pytest.mark.parametrize("language", ["xx", "", "../en", "e/n"])
def test_a_language_without_a_lexicon_has_none(language: str) -> None:
    assert lexicon(language) is None


def test_a_title_tells_its_gender() -> None:
    assert {word: _lexicon("en").titles[word] for word in ("mr", "ms", "dr")} == {"mr": "m", "ms": "f", "dr": ""}
