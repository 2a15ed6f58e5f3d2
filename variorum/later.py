"""Articles and annotations that are read when they are looked into, and digests that need not look.

A build after an edit knows of each unchanged article what lists and counts need; its text, its blocks and its quotations are
read from what is kept only where a page that shows them is made again. To every other part of the program such a value is an
`Article` or an `Annotation` like any other.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import Any, TypeVar

from variorum.model import Annotation, Article
from variorum.model.basic import Value

HEAVY_OF_ARTICLE = ("text", "blocks", "inlines", "omitted")
HEAVY_OF_ANNOTATION = ("quotations", "entities")
"""What is read later."""

_LIGHT_OF_ARTICLE = tuple(name for name in Article.__match_args__ if name not in HEAVY_OF_ARTICLE)
_put = object.__setattr__


class LaterArticle(Article):
    """An article of which `HEAVY_OF_ARTICLE` are read at the first look."""

    __slots__ = ("_read", "_sent", "mark")
    mark: bytes
    """Stands for the whole value: equal marks, equal articles."""

    def __getattr__(self, name: str) -> Any:
        return _look(self, name, HEAVY_OF_ARTICLE)

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:  # type: ignore[override]
        """As an article that has all it needs, for another process: where it can be, as it is kept, without a look."""
        sent = getattr(self, "_sent", None)  # one that `dataclasses.replace` made has none
        return (sent and sent()) or (Article, fields(self))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Article) and fields(self) == fields(other)

    def __hash__(self) -> int:
        return hash(fields(self))


class LaterAnnotation(Annotation):
    """An annotation of which `HEAVY_OF_ANNOTATION` are read at the first look."""

    __slots__ = ("_read", "mark", "spoken")
    mark: bytes
    """Stands for the whole value: equal marks, equal annotations."""

    def __getattr__(self, name: str) -> Any:
        if name == "spoken":  # of one that `dataclasses.replace` made
            return Annotation.spoken.fget(self)  # type: ignore[attr-defined]
        return _look(self, name, HEAVY_OF_ANNOTATION)

    def __reduce__(self) -> tuple[type[Value], tuple[Any, ...]]:
        """As an annotation that has all it needs, for another process."""
        return Annotation, fields(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Annotation) and fields(self) == fields(other)

    def __hash__(self) -> int:
        return hash(fields(self))


_Later = TypeVar("_Later", LaterArticle, LaterAnnotation)


def fields(value: Value) -> tuple[Any, ...]:
    """What the class is called with to make *value* again."""
    return tuple([getattr(value, name) for name in value.__match_args__])  # type: ignore[attr-defined]


def article_row(article: Article) -> tuple[Any, ...]:
    """What a `LaterArticle` knows before it is looked into."""
    return tuple([getattr(article, name) for name in _LIGHT_OF_ARTICLE])


Sent = tuple[Callable[..., Article], tuple[Any, ...]]
"""A function and its arguments that give the article in another process."""


def later_article(
    row: Sequence[Any], mark: bytes, read: Callable[[], Article], sent: Callable[[], Sent | None]
) -> LaterArticle:
    """The article of *row*; *read* gives the whole of it, *sent* how it goes to another process."""
    made = LaterArticle.__new__(LaterArticle)
    for name, value in zip(_LIGHT_OF_ARTICLE, row, strict=True):
        _put(made, name, value)
    _put(made, "mark", mark)
    _put(made, "_read", read)
    _put(made, "_sent", sent)
    return made


def annotation_row(annotation: Annotation) -> tuple[Any, ...]:
    """What a `LaterAnnotation` knows before it is looked into."""
    return annotation.article, annotation.searched, annotation.problems, annotation.spoken


def later_annotation(row: Sequence[Any], mark: bytes, read: Callable[[], Annotation]) -> LaterAnnotation:
    """The annotation of *row*; *read* gives the whole of it."""
    made = LaterAnnotation.__new__(LaterAnnotation)
    for name, value in zip(("article", "searched", "problems", "spoken", "mark", "_read"), (*row, mark, read), strict=True):
        _put(made, name, value)
    return made


def _look(value: Any, name: str, heavy: tuple[str, ...]) -> Any:
    if name not in heavy:
        raise AttributeError(name)
    whole = value._read()
    for one in heavy:
        _put(value, one, getattr(whole, one))
    return getattr(value, name)


def digest(*values: object) -> bytes:
    """16 bytes that stand for *values*, made of frozen dataclasses, tuples, texts and numbers; no sets.

    What has a mark is not looked into.
    """
    return blake2b(pickled(*values), digest_size=16).digest()


def pickled(*values: object) -> bytes:
    """*values* as bytes, the same for equal values, whether or not their parts are one object: pickled without a memo."""
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, protocol=5)
    pickler.fast = True
    pickler.dispatch_table = _MARKED
    pickler.dump(values)
    return buffer.getvalue()


def _marked(value: Any) -> tuple[Callable[[bytes], bytes], tuple[bytes]] | tuple[type[Value], tuple[Any, ...]]:
    """*value* by its mark; one that `dataclasses.replace` made has none, and goes by its fields."""
    try:
        return bytes, (value.mark,)
    except AttributeError:
        made: tuple[type[Value], tuple[Any, ...]] = value.__reduce__()
        return made


_MARKED: dict[type, Callable[[Any], Any]] = {LaterArticle: _marked, LaterAnnotation: _marked}
