"""Characters that no page can hold stay in the article and are shown as U+FFFD, one for one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.pages.samples import CONFIG, WIRE
from variorum.assemble import assemble
from variorum.exports import exports
from variorum.model import Annotation
from variorum.pages import pages
from variorum.text import UNSHOWABLE, showable


def test_no_page_and_no_feed_holds_a_control_character_and_the_article_keeps_its_own() -> None:
    text = WIRE.text.replace("Flood", "Fl\x92od").replace("ANNTOWN", "ANNT\x0cWN")
    dirty = replace(WIRE, title=text.split("\n")[0], text=text)
    sample = assemble([dirty], [Annotation(dirty.id, ())])
    files = {file.path: file.content.decode("utf-8", "ignore") for file in (*pages(sample, CONFIG), *exports(sample, CONFIG))}
    told = [path for path, content in files.items() if path.endswith((".html", ".xml")) and UNSHOWABLE.search(content)]
    assert told == []
    assert "Fl\ufffdod" in files["articles/wire-1.html"]
    assert "ANNT\ufffdWN" in files["articles/wire-1.html"]
    assert dirty.text == text


@pytest.mark.parametrize("char", ["\x01", "\x0b", "\x1f", "\x7f", "\x80", "\x9f", "\ufdd0", "\ufdef", "\ufffe", "\uffff"])
def test_each_character_that_html_forbids_is_shown_in_one_place(char: str) -> None:
    assert showable(f"a{char}b") == "a\ufffdb".encode()


@pytest.mark.parametrize("text", ["tab\t, line\n, return\r", "a\xa0space", "\ufffd", "\u3ffe and \u4fff", "\U0001f600", "é"])
def test_everything_else_is_shown_as_it_is(text: str) -> None:
    assert showable(text) == text.encode()
