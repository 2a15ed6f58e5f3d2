"""Values as plain tuples: pickling those takes a thirtieth of the time, since no class has to be looked up by its name.

For digests alone: from the tuples nothing is made again. Equal tuples, equal values.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

from variorum.model.values import Value

Plain = Callable[[Any], object]

ATOMS = frozenset((str, int, float, bool, bytes, type(None)))
"""What is plain as it is."""
DECLARED = frozenset(("str", "int", "float", "bool", "bytes", "None", "ArticleId", "SpeakerId", "OutletId", "QuotationId"))
"""What the types of fields that hold such are called: these are not asked what they are."""


def plain(value: Any) -> object:
    """*value* as tuples, texts and numbers; what is none of ours, dates among it, as it is."""
    kind = type(value)
    return value if kind in ATOMS else (_KNOWN.get(kind) or _known(kind))(value)


def by(kind: type[Any], made: Plain) -> None:
    """Have values of the class *kind*, which have other fields than they seem to, made plain by *made*."""
    _KNOWN[kind] = made


def of_fields(kind: type[Any], values: tuple[Any, ...]) -> tuple[object, ...]:
    """A value of the class *kind* that has these fields."""
    return (_name(kind), *_members(values))


def _members(values: tuple[Any, ...] | list[Any]) -> tuple[object, ...]:
    return tuple([
        one if (kind := type(one)) in ATOMS else (_KNOWN.get(kind) or _known(kind))(one) for one in values
    ])  # fmt: skip


def _known(kind: type[Any]) -> Plain:
    """What makes values of the class *kind* plain: told once for each."""
    made = _KNOWN[kind] = _told(kind)
    return made


def _told(kind: type[Any]) -> Plain:
    name = _name(kind)
    if issubclass(kind, Value):
        return _compiled(kind, name)
    if issubclass(kind, Enum):
        return lambda value: (name, value._value_)
    if issubclass(kind, tuple):
        return lambda value: (name, *_members(value))
    return lambda value: value


def _compiled(kind: type[Value], name: bytes) -> Plain:
    """What takes the fields of values of the class *kind* by name: in a third of the time that going through them takes."""
    names: tuple[str, ...] = kind.__match_args__  # type: ignore[attr-defined]
    taken = [f"value.{one}" if _declared(kind.__annotations__.get(one, "")) else f"plain(value.{one})" for one in names]
    known: dict[str, Any] = {"plain": plain, "name": name}
    exec(f"def made(value):\n    return (name, {', '.join(taken)})\n", known)
    made: Plain = known["made"]
    return made


def _declared(annotation: str) -> bool:
    """Whether the type of a field says that it holds nothing but `ATOMS`, or a tuple of them."""
    one = annotation.removeprefix("tuple[").removesuffix(", ...]")
    return DECLARED.issuperset(one.split(" | "))


def _name(kind: type[Any]) -> bytes:
    """Stands for a class: bytes, which no text or number is."""
    return f"{kind.__module__}.{kind.__qualname__}".encode()


_KNOWN: dict[type[Any], Plain] = {tuple: _members, list: lambda value: [*_members(value)]}
