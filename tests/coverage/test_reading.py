"""What coverage reads of annotations that are read when they are looked into."""

from __future__ import annotations

from tests.coverage.builders import CONFIG, article, marked
from variorum.coverage import cover
from variorum.later import annotation_row, later_annotation
from variorum.model import Annotation

WOOL = (
    "The mill beside the river stopped spinning wool on Monday after a fire in the engine house destroyed both of its boilers."
)
SAID = "“Nobody was hurt, and the looms will run again before the buyers come in spring,” said the manager of the mill."


def test_quotations_are_read_of_compared_articles_alone_and_not_held() -> None:
    """An article that shares nothing is not asked for them, if its mark is known."""
    articles = [
        article("a", "Fire at the mill", WOOL, SAID),
        article("b", "Mill burns", WOOL, SAID),
        article("c", "Rain in the valley", "It rained, and “nothing else happened here at all,” said somebody who was there."),
    ]
    read: list[str] = []

    def reading(of: Annotation) -> Annotation:
        read.append(of.article)
        return of

    later = {
        one.article: later_annotation(annotation_row(one), bytes(16), lambda one=one: reading(one))  # type: ignore[misc]
        for one in map(marked, articles)
    }
    found = cover(articles, later, CONFIG, marks={one.id: one.id.encode() * 16 for one in articles})
    assert [cluster.witnesses for cluster in found.clusters] == [("a", "b")]
    assert sorted(read) == ["a", "b"]
    assert not any(hasattr(one, "_found") for one in later.values())
