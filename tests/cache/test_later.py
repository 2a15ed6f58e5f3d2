from __future__ import annotations

import pickle

from variorum.later import annotation_row, later_annotation, let_go
from variorum.model import Annotation, ArticleId


def test_what_was_let_go_is_read_again_and_is_the_same() -> None:
    whole, read = Annotation(ArticleId("one"), ()), []

    def reading() -> Annotation:
        read.append(whole)
        return whole

    later = later_annotation(annotation_row(whole), b"mark", reading)
    assert (later.quotations, later.quotations, len(read)) == ((), (), 1)
    let_go([later, whole, None])
    assert (later.quotations, later, len(read)) == ((), whole, 2)


def test_what_can_be_sent_as_it_is_kept_is_not_read_before() -> None:
    whole = Annotation(ArticleId("one"), ())

    def reading() -> Annotation:
        raise AssertionError("looked into")

    later = later_annotation(annotation_row(whole), b"mark", reading, lambda: (Annotation, (ArticleId("one"), ())))
    assert pickle.loads(pickle.dumps(later)) == whole
