"""Names, places in a text, and what an archivist can mend: what every other value is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any, NewType

ArticleId = NewType("ArticleId", str)
SpeakerId = NewType("SpeakerId", str)
OutletId = NewType("OutletId", str)
QuotationId = NewType("QuotationId", str)
"""`q-3f9a2c`, unique within its article; archive-wide the key is article id + quotation id."""


class Value:
    """What every value of ours is: pickled as its class and its fields, five times faster than dataclasses do it."""

    __slots__ = ()

    def __reduce__(self) -> tuple[type[Value], tuple[Any, ...]]:
        """The class, and what to call it with."""
        kind: Any = type(self)
        return kind, _fields(kind)(self)


@cache
def _fields(kind: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the fields of values of a class: made once for each, since a build pickles millions of values."""
    names: tuple[str, ...] = kind.__match_args__
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple([getattr(value, name) for name in names])


@dataclass(frozen=True, slots=True, order=True)
class Span(Value):
    """A half-open stretch of an article's text, in code points. An empty one names a place between two characters."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of *text* that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Problem(Value):
    """Something an archivist can mend."""

    file: str
    line: int
    """From 1; 0 where no line is to blame."""
    code: str
    """Stable: `A005`. All codes: docs/problems.md."""
    text: str
    fix: str
    severity: str = "error"
    """`error` stops the build (or sets the article aside); `warning` is only shown."""
