"""Articles and annotations that are read when they are looked into, and digests that need not look.

A build after an edit knows of each unchanged article what lists and counts need; its text, its blocks and its quotations are
read from what is kept only where a page that shows them is made again. To every other part of the program such a value is an
`Article` or an `Annotation` like any other.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Collection, Iterable, Sequence
from hashlib import blake2b
from operator import attrgetter
from typing import Any, ClassVar, NamedTuple

from variorum.looking import note
from variorum.model import Annotation, Article, Kind, QuotationId, Relation, SpeakerId, Spoken, speakers_in
from variorum.model.values import Value
from variorum.plain import by, of_fields, plain

_put = object.__setattr__


class Later(Value):
    """What is read when it is looked into. A subclass names its slots: `mark`, `_read` and `_found` among them.

    One that `dataclasses.replace` made has all its fields, and no mark.
    """

    __slots__ = ()
    HEAVY: ClassVar[frozenset[str]]
    """Fields that are not there before."""
    mark: bytes
    """Stands for the whole value: equal marks, equal values."""

    def __getattr__(self, name: str) -> Any:
        if name not in self.HEAVY:
            raise AttributeError(name)
        self.note()
        try:
            whole = self._found
        except AttributeError:
            whole = self._read()
            _put(self, "_found", whole)
        return getattr(whole, name)

    def note(self) -> None:
        """Tell whoever asks that this value is looked into."""
        note(self.mark)

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:  # type: ignore[override]
        """As a value that has all it needs, for another process: where it can be, as it is kept, without a look."""
        sent = getattr(self, "_sent", None)  # one that `dataclasses.replace` made has none
        return (sent and sent()) or (_plain(type(self)), fields(self))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _plain(type(self))) and fields(self) == fields(other)

    def __hash__(self) -> int:
        return hash(fields(self))


def let_go(values: Iterable[object]) -> None:
    """Have the rest of *values* read again at the next look: between stages it would only be in the way."""
    for value in values:
        if isinstance(value, Later):
            try:
                object.__delattr__(value, "_found")
            except AttributeError:  # most were not read
                continue


def _plain(later: type) -> type[Value]:
    """The class that *later* stands for."""
    found: type[Value] = later.__mro__[2]
    return found


class LaterArticle(Later, Article):
    """An article whose text is read later."""

    __slots__ = ("_found", "_read", "_sent", "light", "mark")
    HEAVY = frozenset(("text", "blocks", "inlines", "omitted", "digest"))
    light: bytes
    """Stands for all that is known without reading it."""


Said = tuple[QuotationId, int, Kind, SpeakerId | None, float]
"""`Spoken`, plain: a build reads tens of thousands, and makes those that it needs."""


class Saying(NamedTuple):
    """What is said in an article, and who says it: worked out as it is asked for, as of most articles nobody asks."""

    said: Sequence[Said]
    """Who that is left aside."""
    names: Sequence[str]
    """Parallel to it: whom the article names."""
    given: Sequence[tuple[str, SpeakerId, str]]
    """Each of these names, and who that is."""

    def voices(self) -> tuple[SpeakerId | None, ...]:
        """Who says each quotation."""
        return tuple(map({name: id for name, id, _ in self.given}.get, self.names))

    def spoken(self) -> tuple[Spoken, ...]:
        """The quotations in short."""
        make, pairs = tuple.__new__, zip(self.said, self.voices(), strict=True)  # as `Spoken(…)`, in half the time
        return tuple([make(Spoken, (id, number, kind, speaker, sure)) for (id, number, kind, _, sure), speaker in pairs])


class LaterAnnotation(Later, Annotation):
    """An annotation whose quotations are read later."""

    __slots__ = ("_found", "_read", "_said", "_sent", "count", "light", "mark", "speakers", "spoken")
    HEAVY = frozenset(("quotations", "entities"))
    light: bytes
    """Stands for all that is known without reading it."""
    _said: Saying | None

    @property
    def voices(self) -> tuple[SpeakerId | None, ...]:
        """Who says each quotation, in their order."""
        said = getattr(self, "_said", None)
        return said.voices() if said else tuple([one.speaker for one in self.spoken])

    def __getattr__(self, name: str) -> Any:
        if name == "spoken":  # of most nobody asks
            said = getattr(self, "_said", None)
            spoken = said.spoken() if said else Annotation.spoken.fget(self)  # type: ignore[attr-defined]
            _put(self, "spoken", spoken)
            return spoken
        if name in ("count", "speakers"):  # of one that `dataclasses.replace` made
            return getattr(Annotation, name).fget(self)
        return super().__getattr__(name)


_LIGHT_OF_ARTICLE = tuple(name for name in Article.__match_args__ if name not in LaterArticle.HEAVY)


def making(later: type[Later], *names: str) -> Callable[..., Any]:
    """What makes a value of *later*, called with what goes into these slots: in a third of the time that a loop takes."""
    known: dict[str, Any] = {f"_put_{name}": getattr(later, name).__set__ for name in names}
    lines = "".join([f"    _put_{name}(made, {name})\n" for name in names])
    known |= {"new": later.__new__, "later": later}
    exec(f"def make({', '.join(names)}):\n    made = new(later)\n{lines}    return made\n", known)
    made: Callable[..., Any] = known["make"]
    return made


_make_article = making(LaterArticle, *_LIGHT_OF_ARTICLE, "light", "mark", "_read", "_sent")
_ANNOTATION = ("article", "searched", "problems", "count", "speakers", "light", "mark", "_said", "_read", "_sent")
make_annotation: Callable[..., LaterAnnotation] = making(LaterAnnotation, *_ANNOTATION)
"""An annotation of which what is said, too, is only worked out at the first look."""


def fields(value: Value) -> tuple[Any, ...]:
    """What the class is called with to make *value* again."""
    return tuple([getattr(value, name) for name in value.__match_args__])  # type: ignore[attr-defined]


def article_row(article: Article) -> tuple[Any, ...]:
    """What a `LaterArticle` knows before it is looked into."""
    row = tuple([getattr(article, name) for name in _LIGHT_OF_ARTICLE])
    return (*row, digest(row))


Sent = tuple[Callable[..., Any], tuple[Any, ...]]
"""A function and its arguments that give the value in another process."""


def later_article(
    row: Sequence[Any], mark: bytes, read: Callable[[], Article], sent: Callable[[], Sent | None]
) -> LaterArticle:
    """The article of *row*; *read* gives the whole of it, *sent* how it goes to another process."""
    made: LaterArticle = _make_article(*row, mark, read, sent)
    return made


def annotation_row(annotation: Annotation) -> tuple[Any, ...]:
    """What a `LaterAnnotation` knows before it is looked into."""
    row = annotation.article, annotation.searched, annotation.problems, annotation.spoken
    return (*row, digest(row))


def later_annotation(
    row: Sequence[Any], mark: bytes, read: Callable[[], Annotation], sent: Callable[[], Sent | None] | None = None
) -> LaterAnnotation:
    """The annotation of *row*; *read* gives the whole of it, *sent* how it goes to another process without being read here."""
    article, searched, problems, spoken, light = row
    made = make_annotation(article, searched, problems, len(spoken), speakers_in(spoken), light, mark, None, read, sent)
    _put(made, "spoken", spoken)
    return made


def surface(value: Value) -> bytes:
    """Stands for what is known of an article or annotation without looking into it; of one without a mark, for all of it."""
    light = getattr(value, "light", None)
    if isinstance(light, bytes):
        return light
    made = digest(value)
    if isinstance(value, Later):  # one that `dataclasses.replace` made: data files ask again
        _put(value, "light", made)
    return made


def surfaces(values: Collection[Value]) -> bytes:
    """The `surface` of each of *values*, in a row."""
    try:
        return b"".join(map(_light, values))
    except AttributeError:  # of one that is whole, or that `dataclasses.replace` made
        return b"".join(map(surface, values))


_light: Callable[[Value], bytes] = attrgetter("light")


def outline(relation: Relation) -> str:
    """What is known of *relation* without looking into it; of one without a mark, what stands for all of it. Text, no id of
    which holds a blank: digests of as many tuples would take five times as long."""
    if getattr(relation, "mark", None) is None:
        return digest(relation).hex()
    return f"{relation.base} {relation.witness} {relation.kind.value} {relation.directed}"


def digest(*values: object) -> bytes:
    """16 bytes that stand for *values*, made of frozen dataclasses, tuples, texts and numbers; no sets.

    What has a mark is not looked into.
    """
    return blake2b(pickled(*values), digest_size=16).digest()


def joined(*digests: bytes) -> bytes:
    """16 bytes that stand for *digests*, each of 16 bytes or none: a tenth of the time of `digest`."""
    return blake2b(b"".join(digests), digest_size=16).digest()


def marked(value: object) -> bytes:
    """The mark of a value that has one, else a digest of it."""
    mark = getattr(value, "mark", None)
    if not isinstance(mark, bytes):
        return digest(value)
    if isinstance(value, Later):
        value.note()
    return mark


def pickled(*values: object) -> bytes:
    """*values* as bytes, the same for equal values, whether or not their parts are one object: pickled without a memo."""
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, protocol=5)
    pickler.fast = True
    pickler.dump(plain(values))
    return buffer.getvalue()


def _marked(value: Any) -> object:
    """*value* by its mark; one that `dataclasses.replace` made has none, and goes by its fields."""
    try:
        mark = value.mark
    except AttributeError:
        return of_fields(_plain(type(value)), fields(value))
    value.note()
    return mark


def by_mark(later: type[Later]) -> type[Later]:
    """Have digests take the mark of values of the class *later*; a decorator."""
    by(later, _marked)
    return later


by_mark(LaterArticle)
by_mark(LaterAnnotation)
