"""What a build remembers of stage 4 for the next: flat arrays, each to be stored as it is and read where it is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from variorum.coverage.hashing import Hashes, Longs
from variorum.coverage.index import Index
from variorum.coverage.tally import NO_FACTS, Counts, Facts

Map = Callable[..., Iterable[Any]]
"""`map`, or the `map` of an executor: both give results in order."""

Bytes = npt.NDArray[np.uint8]


def no_hashes() -> Hashes:
    """An empty array."""
    return np.zeros(0, np.uint64)


def no_longs() -> Longs:
    """An empty array."""
    return np.zeros(0, np.int64)


def bytes_of(content: bytes) -> Bytes:
    """*content* as an array."""
    return np.frombuffer(content, np.uint8)


@dataclass(frozen=True, slots=True)
class Memory:
    """All that stage 4 need not do twice, of one program; an empty one of a first build.

    Each article has a slot, a row of the arrays that are said to be by slot.
    """

    setting: Bytes = field(default_factory=lambda: bytes_of(b""))
    """Names the settings and the outlets' records that relations were named by."""
    window: Longs = field(default_factory=no_longs)
    """One number: the days that `pairs` lie apart at most."""
    keys: Hashes = field(default_factory=lambda: np.zeros((0, 2), np.uint64))
    """By slot: what the article is made of; zeros where the slot is free."""
    facts: Longs = field(default_factory=lambda: np.stack(NO_FACTS, axis=1))
    """By slot: the columns of `Facts`."""
    furnished: Hashes = field(default_factory=no_hashes)
    """By slot: names what is furniture; 0 where nothing is."""
    grams: Hashes = field(default_factory=no_hashes)
    """As `Index.packed`."""
    pairs: Longs = field(default_factory=no_longs)
    counts: Counts = field(default_factory=lambda: np.zeros(0, np.int32))
    """As in `Index`."""
    short: Hashes = field(default_factory=no_hashes)
    """Hashes of what of all articles is short enough to be furniture."""
    short_slots: Longs = field(default_factory=no_longs)
    short_spans: Longs = field(default_factory=lambda: np.zeros((0, 3), np.int64))
    """Parallel to them, as in `furniture.Short`."""
    verdicts: Bytes = field(default_factory=lambda: bytes_of(b""))
    """Pickled: what was said of each that recurs, by a digest of all that bears on it."""
    compared: Longs = field(default_factory=no_longs)
    """Pairs of slots in one number, the earlier article above, sorted."""
    ends: Longs = field(default_factory=no_longs)
    """Parallel to them: where each one's record ends; it begins where the one before ends."""
    records: Bytes = field(default_factory=lambda: bytes_of(b""))
    """The stored records, one after the other."""

    @property
    def index(self) -> Index:
        """The index of grams."""
        return Index(self.grams, self.pairs, self.counts)

    @property
    def known(self) -> Facts:
        """What was known of the article in each slot."""
        return Facts(*np.asarray(self.facts).T)

    def arrays(self) -> Mapping[str, npt.NDArray[Any]]:
        """By name; `Memory(**arrays)` makes it again."""
        return {one.name: getattr(self, one.name) for one in fields(self)}
