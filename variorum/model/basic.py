"""Names, places in a text, and what an archivist can mend: what every other value is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from functools import WRAPPER_ASSIGNMENTS, cache, update_wrapper, wraps
from operator import attrgetter
from typing import Any, NewType, Self

ArticleId = NewType("ArticleId", str)
SpeakerId = NewType("SpeakerId", str)
OutletId = NewType("OutletId", str)
QuotationId = NewType("QuotationId", str)
"""`q-3f9a2c`, unique within its article; archive-wide the key is article id + quotation id."""


class Value:
    """What every value of ours is: made and pickled in a fraction of the time that frozen dataclasses take.

    A build makes millions. A frozen dataclass puts each field by `object.__setattr__`, which looks for the field's name at
    every call; here `__init__` calls what puts into the slot. It is frozen all the same.
    """

    __slots__ = ()

    def __init_subclass__(cls) -> None:
        """Give a frozen dataclass another `__init__`. Its decorator comes here twice, the second time with slots."""
        super().__init_subclass__()
        if "__slots__" in vars(cls) and "__dataclass_fields__" in vars(cls):
            _put_by_slots(cls)

    def __reduce__(self) -> tuple[type[Value], tuple[Any, ...]]:
        """The class, and what to call it with."""
        kind: Any = type(self)
        return kind, _fields(kind)(self)

    def but(self, **changes: Any) -> Self:
        """The same but for *changes*: as `dataclasses.replace`, in a third of the time."""
        kind: Any = type(self)
        values = list(_fields(kind)(self))
        for name, value in changes.items():
            values[kind.__match_args__.index(name)] = value
        made: Self = kind(*values)
        return made


def _put_by_slots(kind: type[Any]) -> None:
    """Have *kind* made with the same arguments as before, and each put into its slot, from the first value on: most programs
    make values of a few classes."""
    made: Any = vars(kind)["__init__"]
    if any(one.default_factory is not MISSING for one in fields(kind)) or hasattr(kind, "__post_init__"):
        return

    @wraps(made)
    def first(self: object, *values: object, **named: object) -> None:
        kind.__init__ = _putting(kind, made)
        kind.__init__(self, *values, **named)

    kind.__init__ = first


def _putting(kind: type[Any], made: Any) -> Any:
    """An `__init__` of the same names and defaults as *made*, which puts each value into its slot of *kind*."""
    names: tuple[str, ...] = kind.__match_args__
    known: dict[str, Any] = {f"_{name}": getattr(kind, name).__set__ for name in names}
    lines = "".join([f"    _{name}(self, {name})\n" for name in names])
    exec(f"def __init__(self, {', '.join(names)}):\n{lines}", known)
    return update_wrapper(known["__init__"], made, (*WRAPPER_ASSIGNMENTS, "__defaults__"))


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
