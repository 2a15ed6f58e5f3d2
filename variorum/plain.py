"""Values as plain tuples: pickling those takes a thirtieth of the time, since no class has to be looked up by its name.

For digests alone: from the tuples nothing is made again. Equal tuples, equal values.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from operator import attrgetter
from typing import Any

from variorum.model.values import Value

Plain = Callable[[Any], object]

ATOMS = frozenset((str, int, float, bool, bytes, type(None)))
"""What is plain as it is."""


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
        names: tuple[str, ...] = kind.__match_args__  # type: ignore[attr-defined]
        if len(names) > 1:
            fields = attrgetter(*names)
            return lambda value: (name, *_members(fields(value)))
        return lambda value: (name, *_members([getattr(value, one) for one in names]))
    if issubclass(kind, Enum):
        return lambda value: (name, value._value_)
    if issubclass(kind, tuple):
        return lambda value: (name, *_members(value))
    return lambda value: value


def _name(kind: type[Any]) -> bytes:
    """Stands for a class: bytes, which no text or number is."""
    return f"{kind.__module__}.{kind.__qualname__}".encode()


_KNOWN: dict[type[Any], Plain] = {tuple: _members, list: lambda value: [*_members(value)]}
