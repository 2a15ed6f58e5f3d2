"""The command line's search."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.search import made
from variorum.assemble import assemble
from variorum.config import Config
from variorum.model import OutletId, Rights, Show
from variorum.publish import publishable
from variorum.search import refresh
from variorum.search.find import Shown, find
from variorum.search.site import state_file

WORDS = "“We have heard all this: meddling, again”"


def built(tmp_path: Path) -> Config:
    one = made.article("tass-1", "Kremlin on meddling", [f"Peskov said: {WORDS}. He went on.", "Meddling was denied."])
    other = made.article("rt-1", "Weather", ["Rain is expected."], outlet=OutletId("rt"))
    config = Config(root=tmp_path)
    refresh(assemble([one, other], [made.quoted(one, [(WORDS, "Dmitry Peskov")])]), config)
    return config


def test_a_quotation_is_found_by_speaker_and_word_and_has_its_own_address(tmp_path: Path) -> None:
    found = find(built(tmp_path), "speaker:peskov meddling")
    (hit,) = found.quotations
    assert hit.address.startswith("articles/tass-1.html#q-")
    assert (hit.title, hit.outlet, hit.speaker, hit.words) == ("Kremlin on meddling", "tass", "Dmitry Peskov", WORDS)
    assert [one.address for one in found.articles] == ["articles/tass-1.html"]
    assert found.counts == (1, 1, 0, 0)


def test_what_has_only_some_of_the_words_is_said_to(tmp_path: Path) -> None:
    found = find(built(tmp_path), "meddling rain")
    assert [(one.title, one.whole) for one in found.articles] == [("Kremlin on meddling", False), ("Weather", False)]


def test_an_article_has_neither_speaker_nor_words(tmp_path: Path) -> None:
    (hit,) = find(built(tmp_path), "rain").articles
    assert hit == Shown("Weather", "rt", "", "articles/rt-1.html", hit.score)


@pytest.mark.parametrize("show", [Show.EXCERPT, Show.METADATA])
def test_words_that_may_not_be_shown_are_not_shown_here_either(tmp_path: Path, show: Show) -> None:
    one = made.article("rt-2", "Weather", [f"He said {WORDS} to us.", "More rain."], rights=Rights(show=show))
    config = Config(root=tmp_path)
    refresh(publishable(assemble([one], [made.quoted(one, [(WORDS, "Dmitry Peskov")])]), config), config)
    found = [*find(config, "speaker:peskov").quotations, *find(config, "weather").articles, *find(config, "meddling").articles]
    assert found and not any(hit.words for hit in found)
    assert find(config, '"we have heard"').counts == (0, 0, 0, 0)


def test_an_archive_that_was_never_built_says_so(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="has not been built yet"):
        find(Config(root=tmp_path), "rain")


def test_an_index_of_another_version_is_told(tmp_path: Path) -> None:
    one, config = made.article("one", "Talks", ["He said so."]), Config(root=tmp_path)
    refresh(assemble([one], [made.quoted(one, [])]), config)
    with closing(sqlite3.connect(state_file(config))) as state:
        state.execute("pragma user_version = 1")
    with pytest.raises(LookupError, match="another version"):
        find(config, "talks", 10)
