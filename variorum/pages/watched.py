"""A table of which it is noted whose rows are looked at."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, KeysView, Mapping, ValuesView
from typing import Any, TypeVar

from variorum.looking import note
from variorum.pages.outlines import WHOLE

_Key = TypeVar("_Key")
_Made = TypeVar("_Made")


class Watched(Mapping[_Key, _Made]):
    """A table of which it is noted whose rows are looked at; who goes through all of them has looked at the whole archive."""

    def __init__(self, table: Mapping[_Key, _Made], look: Callable[[_Key], None]) -> None:
        self._table, self._look = table, look

    def __getitem__(self, key: _Key) -> _Made:
        self._look(key)
        return self._table[key]

    def get(self, key: _Key, default: Any = None) -> Any:
        """The row, or *default*."""
        self._look(key)
        return self._table.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._look(key)  # type: ignore[arg-type]
        return key in self._table

    def __iter__(self) -> Iterator[_Key]:
        note(WHOLE)
        return iter(self._table)

    def __len__(self) -> int:
        note(WHOLE)
        return len(self._table)

    def items(self) -> ItemsView[_Key, _Made]:
        """All rows."""
        note(WHOLE)
        return self._table.items()

    def keys(self) -> KeysView[_Key]:
        """Of all rows."""
        note(WHOLE)
        return self._table.keys()

    def values(self) -> ValuesView[_Made]:
        """Of all rows."""
        note(WHOLE)
        return self._table.values()
