"""Values are made by an `__init__` of our own, and are what frozen dataclasses are."""

from __future__ import annotations

import inspect
import pickle
from dataclasses import MISSING, FrozenInstanceError, fields, replace

import pytest

from variorum.model import Archive, Article, ArticleId, Block, BlockKind, Inline, OutletId, Span
from variorum.plain import plain


def test_a_value_is_made_of_the_arguments_that_its_dataclass_takes() -> None:
    assert (Span(1, end=2), Inline(Span(1, 2), "em").href) == (Span(start=1, end=2), "")
    assert list(inspect.signature(Inline).parameters) == ["span", "tag", "href"]
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'tag'"):
        Inline(Span(1, 2))  # type: ignore[call-arg]


def test_a_value_stays_as_it_was_made() -> None:
    made = Span(1, 2)
    with pytest.raises(FrozenInstanceError):
        made.start = 3  # type: ignore[misc]
    assert replace(made, start=0) == Span(0, 2)
    assert {made: "found"}[pickle.loads(pickle.dumps(made))] == "found"


def test_a_field_whose_default_is_made_is_made_for_each_value() -> None:
    one, two = Archive({}, {}, {}, {}), Archive({}, {}, {}, {})
    assert one.topics == {}
    assert one.topics is not two.topics


def test_an_article_travels_with_all_its_blocks() -> None:
    blocks = (Block(Span(0, 5), BlockKind.TITLE, 0), Block(Span(7, 9), BlockKind.ITEM, 1, -2))
    article = Article(ArticleId("one"), "Title", OutletId("tass"), "Title\n\nIt", blocks, "0" * 64, aliases=("two",))
    assert pickle.loads(pickle.dumps(article)) == article
    assert pickle.loads(pickle.dumps(replace(article, blocks=()))).blocks == ()


def test_a_value_but_for_one_field_is_what_replace_gives() -> None:
    inline = Inline(Span(1, 2), "a", "https://tass.com/")
    assert inline.but(tag="em", href="") == replace(inline, tag="em", href="") == Inline(Span(1, 2), "em")


def test_values_of_one_class_with_equal_fields_are_equal_and_have_one_hash() -> None:
    assert (Span(1, 2), hash(Span(1, 2))) == (Span(1, 2), hash((1, 2)))
    assert Span(1, 2) not in (Span(1, 3), (1, 2), None)
    assert sorted([Span(2, 3), Span(1, 4), Span(1, 2)]) == [Span(1, 2), Span(1, 4), Span(2, 3)]


def test_a_value_is_shown_as_it_would_be_written() -> None:
    assert repr(Inline(Span(1, 2), "em")) == "Inline(span=Span(start=1, end=2), tag='em', href='')"


def test_the_library_knows_a_value_for_a_dataclass() -> None:
    assert [(one.name, one.default) for one in fields(Inline)] == [("span", MISSING), ("tag", MISSING), ("href", "")]
    told = [vars(kind)["__dataclass_params__"].__get__(None, kind) for kind in (Inline, Span)]
    assert [(one.frozen, one.eq, one.order) for one in told] == [(True, True, False), (True, True, True)]
    with pytest.raises(TypeError, match="unexpected keyword argument 'end'"):
        replace(Inline(Span(1, 2), "em"), end=3)  # type: ignore[call-arg]


def test_a_value_is_made_plain_field_by_field_after_the_name_of_its_class() -> None:
    span, kind = (b"variorum.model.basic.Span", 0, 5), (b"variorum.model.article.BlockKind", "title")
    assert plain(Block(Span(0, 5), BlockKind.TITLE, 0)) == (b"variorum.model.article.Block", span, kind, 0, 0)
    assert plain((Span(0, 5), None, "it")) == (span, None, "it")
