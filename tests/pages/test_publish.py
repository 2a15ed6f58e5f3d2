"""What may be shown of an archive."""

from __future__ import annotations

from dataclasses import replace

from tests.pages.samples import CONFIG, archive, article
from variorum.assemble import assemble
from variorum.model import Rights, Show
from variorum.publish import publishable


def test_doing_it_twice_changes_nothing() -> None:
    once = publishable(archive(), CONFIG)
    assert publishable(once, CONFIG) == once


def test_an_excerpt_of_a_short_article_is_at_most_half_of_it() -> None:
    short = replace(article("short", "Title", "one two three four", "five six"), rights=Rights(show=Show.EXCERPT))
    shown = publishable(assemble([short], []), CONFIG).articles[short.id]
    assert shown.text == "Title\n\none two three"


def test_lists_of_a_withdrawn_article_do_not_know_its_title() -> None:
    card = publishable(archive(), CONFIG).cards["gone"]  # type: ignore[index]
    assert (card.title, card.withdrawn, card.speakers) == ("", True, ())


def test_a_story_that_loses_all_but_one_witness_is_none() -> None:
    of = archive()
    gone = replace(of.articles["copy-1"], withdrawn=of.articles["gone"].withdrawn)  # type: ignore[index]
    assert publishable(replace(of, articles={**of.articles, gone.id: gone}), CONFIG).clusters == ()
