"""What every value of ours is, and the decorator that makes their classes: docs/adr/values.md."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import Field, FrozenInstanceError
from functools import cache, cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Self


class Value:
    """What every value of ours is: made and pickled in a fraction of the time that frozen dataclasses take.

    A build makes millions. A frozen dataclass puts each field by `object.__setattr__`, which looks for the field's name at
    every call; here `__init__` calls what puts into the slot. It is frozen all the same.
    """

    __slots__ = ()

    def __reduce__(self) -> tuple[type[Value], tuple[Any, ...]]:
        """The class, and what to call it with."""
        kind: Any = type(self)
        return kind, _fields(kind)(self)

    def __setattr__(self, name: str, _: object) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __repr__(self) -> str:
        kind: Any = type(self)
        return f"{kind.__qualname__}({', '.join([f'{name}={getattr(self, name)!r}' for name in kind.__match_args__])})"

    def but(self, **changes: Any) -> Self:
        """The same but for *changes*: as `dataclasses.replace`, in a third of the time."""
        kind: Any = type(self)
        values = list(_fields(kind)(self))
        for name, value in changes.items():
            values[kind.__match_args__.index(name)] = value
        made: Self = kind(*values)
        return made


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen: bool, slots: bool, order: bool = False) -> Callable[[type[Value]], type[Value]]:
        """What `dataclasses.dataclass` makes of a `Value`, in a twentieth of the time: most of what the library writes and
        compiles for a hundred classes no build uses, and it took a third of its imports. What is used is compiled then.

        Nothing but frozen and slotted; a class of which a field says more than its default goes to the library.
        """

        def made(kind: type[Value]) -> type[Value]:
            if any(isinstance(vars(kind).get(name), Field) for name in kind.__annotations__):
                return dataclasses.dataclass(frozen=frozen, slots=slots, order=order)(kind)
            return _slotted(kind, order)

        return made


ORDERS = {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}


def _slotted(kind: type[Any], order: bool) -> type[Any]:
    """*kind* again, with a slot for each annotation, and what values are made and compared by."""
    names = tuple(kind.__annotations__)
    defaults = tuple([vars(kind)[name] for name in names if name in vars(kind)])
    left = {*names, "__dict__", "__weakref__"}
    space = {name: one for name, one in vars(kind).items() if name not in left}
    space |= {"__slots__": names, "__match_args__": names}
    space |= {name: _Told(kind, order) for name in ("__dataclass_fields__", "__dataclass_params__")}
    meta: Any = type(kind)
    made: type[Any] = meta(kind.__name__, kind.__bases__, space)
    for name in ("__init__", "__eq__", "__hash__", *(ORDERS if order else ())):
        if vars(kind).get(name) is None:
            setattr(made, name, _first(made, name, defaults))
    return made


def _first(kind: type[Any], name: str, defaults: tuple[Any, ...]) -> Callable[..., Any]:
    """The method *name*, which makes way for what is compiled for *kind* when it is first called."""

    def first(self: object, *values: object, **named: object) -> Any:
        method = _compiled(kind, name)
        if name == "__init__":
            method.__defaults__ = defaults
        setattr(kind, name, method)
        return method(self, *values, **named)

    return first


def _compiled(kind: Any, name: str) -> Any:
    """The method *name* of values of *kind*, as fast as if it were written by hand."""
    names: tuple[str, ...] = kind.__match_args__
    known: dict[str, Any] = {}
    one, two = ("".join([f"{whose}.{field}, " for field in names]) for whose in ("self", "other"))
    if name == "__init__":
        known |= {f"_{field}": getattr(kind, field).__set__ for field in names}
        source = f"self, {', '.join(names)}):\n" + "".join([f"    _{field}(self, {field})\n" for field in names])
    elif name == "__hash__":
        source = f"self):\n    return hash(({one}))\n"
    else:
        source = (
            "self, other):\n    if other.__class__ is not self.__class__:\n        return NotImplemented\n"
            f"    return ({one}) {ORDERS.get(name, '==')} ({two})\n"
        )
    exec(f"def {name}({source}", known)
    known[name].__qualname__ = f"{kind.__qualname__}.{name}"
    return known[name]


class _Told:
    """What `dataclasses` knows a class by, for `replace`, dask and whoever asks: told by the library at the first asking."""

    def __init__(self, kind: type[Any], order: bool) -> None:
        names = kind.__annotations__
        self._space = {"__annotations__": names} | {name: one for name, one in vars(kind).items() if name in names}
        self._order = order

    def __set_name__(self, _: type[Any], name: str) -> None:
        self._name = name

    def __get__(self, _: object, kind: type[Any]) -> Any:
        return self._found

    @cached_property
    def _found(self) -> Any:
        made: Any = dataclasses.dataclass(frozen=True, order=self._order)(type("_", (), self._space))
        return getattr(made, self._name)


@cache
def _fields(kind: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the fields of values of a class: made once for each, since a build pickles millions of values."""
    names: tuple[str, ...] = kind.__match_args__
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple([getattr(value, name) for name in names])
