"""What a build remembers of stage 4 for the next, so that one new article costs the work on one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from variorum.coverage.index import Index, Row

Map = Callable[..., Iterable[Any]]
"""`map`, or the `map` of an executor: both give results in order."""

Key = tuple[str, ...]
"""A function's name and the digests of its arguments."""


class Digested(Protocol):
    """A value that names its content."""

    @property
    def digest(self) -> str:
        """Equal digests, equal values."""


@dataclass(frozen=True, slots=True)
class Memory:
    """All that stage 4 need not do twice. Picklable; of the same content and code only."""

    kept: Mapping[Key, Any] = field(default_factory=dict)
    """Results of pure functions over one article, or two."""
    index: Index | None = None
    rows: Mapping[str, Row] = field(default_factory=dict)
    """What `index` was made of."""


class Keeper:
    """Maps pure functions over values with digests, and does no call twice that was done now or *before*."""

    def __init__(self, mapped: Map, before: Mapping[Key, Any]) -> None:
        self._mapped = mapped
        self._before = before
        self.kept: dict[Key, Any] = {}
        """The results that were asked for."""

    def map(self, function: Callable[..., Any], *columns: Sequence[Digested]) -> list[Any]:
        """The results of *function* over the rows of *columns*, in order."""
        calls = list(zip(*columns, strict=True))
        keys = [(function.__name__, *(value.digest for value in call)) for call in calls]
        new = {key: call for key, call in zip(keys, calls, strict=True) if key not in self._before and key not in self.kept}
        self.kept.update((key, self._before[key]) for key in keys if key in self._before)
        if new:
            self.kept.update(zip(new, self._mapped(function, *zip(*new.values(), strict=True)), strict=True))
        return [self.kept[key] for key in keys]
