"""Words get the same terms at build time and in the browser."""

from __future__ import annotations

import json
import subprocess
import unicodedata
from pathlib import Path

import pytest

from tests import tools
from tests.search import made
from variorum.search.analyzer import SNOWBALL, analyzer, fold, words
from variorum.search.stemmers import COMPILED, in_python, snowball
from variorum.text import words as cut_words

HERE = Path(__file__).parent


def in_the_browser(words: list[tuple[str, str]]) -> list[list[str]]:
    """The terms that static/search/analyzer.js gives to (language, word)."""
    run = subprocess.run(["node", str(HERE / "terms.mjs")], input=json.dumps(words), capture_output=True, text=True, check=True)
    found: list[list[str]] = json.loads(run.stdout)
    return found


def vocabulary() -> list[str]:
    """Every word of the project's own texts in every language: documents, lexicons, names, licences."""
    files = [
        *tools.ROOT.glob("content/**/*.md"), *tools.ROOT.glob("docs/**/*.md"), *tools.ROOT.glob("variorum/**/*.yaml"),
        *tools.ROOT.glob("variorum/**/*.py"), *HERE.glob("*.py"),
    ]  # fmt: skip
    texts = [file.read_text("utf-8") for file in files] + list(made.VOCABULARY.values())
    return sorted({word for text in texts for word in text.split()})


@pytest.mark.node
@pytest.mark.parametrize("language", [*SNOWBALL, "it"])
def test_every_word_of_a_vocabulary_has_the_same_terms_in_the_browser(language: str) -> None:
    words = vocabulary() + sorted({f"{word[:6]}{ending}" for word in vocabulary() for ending in endings(language)})
    mine = [analyzer(language).of(word) for word in words]
    assert [
        pair
        for pair in zip(words, mine, in_the_browser([(language, word) for word in words]), strict=True)
        if pair[1] != pair[2]
    ] == []


@pytest.mark.parametrize("language", SNOWBALL)
def test_both_packages_give_the_same_stems(language: str) -> None:
    pytest.importorskip("Stemmer", reason="no wheel of PyStemmer for this machine: pyproject.toml")
    words = [fold(word) for word in vocabulary()]
    words += sorted({f"{word[:6]}{fold(ending)}" for word in words[::8] for ending in endings(language)})
    one, other = snowball(SNOWBALL[language]), in_python(SNOWBALL[language])
    assert type(one) is not type(other)
    assert [word for word in words if one.stemWord(word) != other.stemWord(word)] == []


def test_another_release_of_pystemmer_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("variorum.search.stemmers.version", lambda _: "3.1.0")
    assert type(snowball("english")) is type(in_python("english"))
    assert snowball("english").stemWord("internal") == "intern"  # 3.1.0 says "internal", which the browser would not find


def endings(language: str) -> list[str]:
    """Endings that the language's stemmer knows, to reach its rules with the words of other languages."""
    return {
        "en": ["ing", "edly", "ization", "fulness", "ies", "'s", "ously", "ational"],
        "fr": ["issement", "euses", "aient", "ités", "amment", "ivement", "era"],
        "de": ["ungen", "lichkeit", "igsten", "heiten", "erns", "ßes"],
        "es": ["aciones", "amente", "ándolos", "ábamos", "idades", "ería"],
        "ru": ["остями", "ировавшийся", "ейшего", "ание", "лась", "ую"],
    }.get(language, [])


@pytest.mark.node
def test_every_character_folds_alike_in_the_browser() -> None:
    letters = [
        chr(code)
        for code in range(0x110000)
        if unicodedata.category(chr(code))[0] in "LN" and not 0x3400 <= code <= 0x9FFF and not 0xAC00 <= code <= 0xD7A3
    ]
    mine = [analyzer("xx").of(letter) for letter in letters]
    theirs = in_the_browser([("xx", letter) for letter in letters])
    assert [triple for triple in zip(letters, mine, theirs, strict=True) if triple[1] != triple[2]] == []


@pytest.mark.parametrize("word", ["Erdoğan’s", "réélection", "Übergriffe", "Straße", "CANCIÓN", "naïve"])
def test_a_query_without_accents_finds_what_one_with_them_finds(word: str) -> None:
    bare = "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
    assert [analyzer(language).of(bare) for language in SNOWBALL] == [analyzer(language).of(word) for language in SNOWBALL]


def test_cyrillic_and_greek_keep_their_marks() -> None:
    assert [fold(word) for word in ("Йод", "Ёлка", "Άνθρωπος")] == ["йод", "ёлка", "άνθρωποσ"]


def test_chinese_and_japanese_runs_become_pairs_of_characters() -> None:
    assert analyzer("zh").of("中国政府 2020年 说") == ["中国", "国政", "政府", "2020", "年", "说"]


def test_a_french_elision_is_not_part_of_the_word() -> None:
    assert analyzer("fr").of("l’élection qu’ils aujourd'hui") == ["elect", "il", "aujourd'hui"]


def test_the_words_are_those_of_the_one_tokenizer() -> None:
    text = "“Don’t,” O'Brien’s U.S. cyber-crime unit said in 2020 — naïve!"
    assert analyzer("xx").of(text) == [fold(word) for word in cut_words(text).folded]


@pytest.mark.parametrize("language", ["en", "fr", "zh"])
def test_a_text_cut_at_its_spaces_has_the_terms_of_its_words(language: str) -> None:
    text = " ".join(
        [
            *vocabulary()[::7],
            "“cyber-crimes”,\u00a0l’été",
            "<\u0338a",
            '"\u0301e',
            "e\u0301",
            "中国政府”2020年",
            "x" * 50,
            "'’",
            "_a_",
        ]
    )
    assert analyzer(language).of(text) == [term for word in words(text) for term in analyzer(language)[word]]


def test_the_stemmers_come_from_the_same_release_of_snowball() -> None:
    licence = (tools.ROOT / "static" / "search" / "stem" / "LICENSE.txt").read_text("utf-8")
    wanted = (tools.ROOT / "pyproject.toml").read_text("utf-8")
    assert "Snowball 3.0.1" in licence
    assert '"snowballstemmer==3.0.1"' in wanted
    assert f'"pystemmer=={COMPILED};' in wanted
