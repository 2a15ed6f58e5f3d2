"""What may be shown of an archive."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.pages.samples import CONFIG, archive, article
from variorum.assemble import assemble
from variorum.config import Printed
from variorum.later import annotation_row, digest, later_annotation
from variorum.model import Annotation, Archive, Rights, Show
from variorum.publish import publishable


def test_doing_it_twice_changes_nothing() -> None:
    once = publishable(archive(), CONFIG)
    assert publishable(once, CONFIG) == once


def test_an_excerpt_of_a_short_article_is_at_most_half_of_it() -> None:
    short = replace(article("short", "Title", "one two three four", "five six"), rights=Rights(show=Show.EXCERPT))
    shown = publishable(assemble([short], []), CONFIG).articles[short.id]
    assert shown.text == "Title\n\none two three"


def test_lists_of_a_withdrawn_article_do_not_know_its_title() -> None:
    shown = publishable(archive(), CONFIG)
    gone, said = shown.articles["gone"], shown.annotations["gone"]  # type: ignore[index]
    assert (gone.title, gone.withdrawn is None, said.spoken) == ("", False, ())


def test_a_story_that_loses_all_but_one_witness_is_none() -> None:
    of = archive()
    gone = replace(of.articles["copy-1"], withdrawn=of.articles["gone"].withdrawn)  # type: ignore[index]
    assert publishable(replace(of, articles={**of.articles, gone.id: gone}), CONFIG).clusters == ()


def related(of: Archive) -> Archive:
    """*of* with the relation of its one story outside any story."""
    return replace(of, clusters=(), relations=of.clusters[0].relations)


def test_relations_outside_stories_are_published() -> None:
    shown = publishable(related(archive()), CONFIG).relations
    assert [(one.base, one.witness, len(one.passages)) for one in shown] == [("wire-1", "copy-1", 1)]


def test_a_relation_to_a_withdrawn_article_is_not_published() -> None:
    of = related(archive())
    gone = replace(of.articles["copy-1"], withdrawn=of.articles["gone"].withdrawn)  # type: ignore[index]
    assert publishable(replace(of, articles={**of.articles, gone.id: gone}), CONFIG).relations == ()


def test_a_relation_to_an_article_shown_by_its_metadata_keeps_none_of_its_words() -> None:
    of = related(archive())
    kept_back = replace(of.articles["copy-1"], rights=Rights(show=Show.METADATA))  # type: ignore[index]
    (shown,) = publishable(replace(of, articles={**of.articles, kept_back.id: kept_back}), CONFIG).relations
    assert (shown.passages, shown.added) == ((), (kept_back.blocks[0].span,))


@pytest.mark.parametrize("printed", Printed)
def test_whose_words_are_kept_back_is_told_without_reading_them(printed: Printed) -> None:
    of, config = archive(), replace(CONFIG, attributions=printed)
    read: list[str] = []

    def reading(one: Annotation) -> Annotation:
        read.append(one.article)
        return one

    later = {
        id: later_annotation(annotation_row(one), digest(one), lambda one=one: reading(one))  # type: ignore[misc]
        for id, one in of.annotations.items()
    }
    shown, wanted = publishable(replace(of, annotations=later), config), publishable(of, config)
    full = {id for id, one in of.articles.items() if one.withdrawn is None and one.rights.show is Show.FULL}
    whole = full & of.annotations.keys()
    speakers = [
        {id: [one.speaker for one in by_id[id].spoken] for id in whole} for by_id in (shown.annotations, wanted.annotations)
    ]
    assert speakers[0] == speakers[1]
    assert not whole & {*read}
    assert dict(shown.annotations) == dict(wanted.annotations)
