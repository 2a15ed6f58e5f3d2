"""How many grams each two articles share, counted in passes over sorted arrays.

A gram that many articles hold is chained, not dropped, and counts less than one that few hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from variorum.coverage.hashing import Hashes, Longs

CHAINED = 20  # articles: a gram in more of them is chained to the earliest and to the one before, which keeps the work linear
RARE = (
    5  # articles: a gram in more of them counts less, as a formula does; at 2 rewritten answers are lost, 20 doubles the pairs
)
UNIT = 1000  # what a gram counts that RARE articles hold; whole numbers, so that adding and taking away leaves nothing behind
PART = 500_000  # grams looked at together: 4 MB, and at most some 40 MB of pairs
TOGETHER = 1_000_000  # pairs that are added up together: 32 MB while it is done
STEP = 1 << 10  # pairs of which one is looked at to tell where others lie
SLOT_BITS = np.uint64(22)  # of a packed number name the article, up to 4 million; the other 42 its gram
PAIR_BITS = np.int64(22)  # of a pair in one number name the higher slot
SLOT = np.uint64((1 << 22) - 1)

Counts = npt.NDArray[np.int32]
"""A pair would have to share two million grams to be beyond them."""
_SHARES = [UNIT * RARE // size for size in range(RARE, CHAINED + 1)]
_COUNTS = np.array(_SHARES + [-share for share in _SHARES], np.int32)
"""What a gram counts that as many articles hold, at least RARE and at most CHAINED; then the same, taken away."""
_PLACE = np.int64((len(_COUNTS) - 1).bit_length())  # bits that name one of `_COUNTS`, below a pair


class Facts(NamedTuple):
    """What is known of the article in each slot; of a free one nothing that is looked at."""

    rank: Longs
    """Earliest first, undated last, then by id."""
    earliest: Longs
    """First day it can have been published, as a proleptic ordinal; 0 where unknown."""
    latest: Longs
    """Last day it can have been published; a day beyond all others where unknown."""
    wanted: Longs
    """The count from which it is compared."""


NO_FACTS = Facts(*(np.zeros(0, np.int64) for _ in Facts._fields))


def counted(packed: Hashes, facts: Facts, window: int, taken: bool = False) -> Iterator[Longs]:
    """Pairs that share grams of *packed*, once for each, what it counts below: its place in `_COUNTS`. A part at a time."""
    start = 0
    while start < len(packed):
        end = min(start + PART, len(packed))
        if end < len(packed):
            end = int(np.searchsorted(packed, packed[end - 1] | SLOT, side="right"))
        for left, right, size in _together(packed[start:end], facts):
            yield (_pair(left, right, facts, window) << _PLACE) | np.int64(max(size - RARE, 0) + taken * len(_SHARES))
        start = end


def _together(packed: Hashes, facts: Facts) -> Iterator[tuple[Longs, Longs, int]]:
    """Slots of articles that hold one gram, and how many hold it, CHAINED at most; the grams that as many hold together."""
    packed = _not_alone(packed)
    grams, slots = packed >> SLOT_BITS, (packed & SLOT).view(np.int64)
    starts = np.flatnonzero(np.concatenate((np.ones(min(1, len(grams)), bool), grams[1:] != grams[:-1])))
    sizes = np.diff(np.concatenate((starts, [len(packed)])))
    for size in range(2, CHAINED + 1):
        group = starts[sizes == size]
        if len(group):
            one, two = np.triu_indices(size, 1)
            left, right = slots[group[:, None] + one], slots[group[:, None] + two]
            yield left.ravel(), right.ravel(), size
    many = np.repeat(sizes > CHAINED, sizes)
    if many.any():
        yield from _chained(np.repeat(np.arange(len(starts)), sizes)[many], slots[many], facts)


def _not_alone(packed: Hashes) -> Hashes:
    """Those of *packed* whose gram another article holds too: two in five."""
    same = np.zeros(len(packed) + 1, bool)
    same[1:-1] = (packed[1:] ^ packed[:-1]) <= SLOT
    return packed[same[1:] | same[:-1]]


def _chained(group: Longs, slots: Longs, facts: Facts) -> Iterator[tuple[Longs, Longs, int]]:
    """The earliest article of each *group* with every other, and each other with the one before it."""
    slots = slots[np.lexsort((facts.rank[slots], group))]
    opens = np.concatenate(([True], group[1:] != group[:-1]))
    first = slots[np.flatnonzero(opens)][np.cumsum(opens) - 1]
    second = np.concatenate(([False], opens[:-1]))
    yield first[~opens], slots[~opens], CHAINED
    later = np.flatnonzero(~opens & ~second)
    yield slots[later - 1], slots[later], CHAINED


def _pair(left: Longs, right: Longs, facts: Facts, window: int) -> Longs:
    near = (facts.earliest[right] - facts.latest[left] <= window) & (facts.earliest[left] - facts.latest[right] <= window)
    left, right = left[near], right[near]
    return (np.minimum(left, right) << PAIR_BITS) | np.maximum(left, right)


def summed(parts: Iterable[Longs]) -> tuple[Longs, Counts]:
    """The distinct pairs of all parts, sorted, each with the sum of its counts.

    Rows are sorted, and then what lies between two borders is added up of all rows: each entry is sorted twice, however many
    there are.
    """
    rows = list(_rows(parts))
    borders = _borders(rows)
    edges = [[0, *np.searchsorted(row, borders).tolist(), len(row)] for row in rows]
    stretches = [[row[start:end] for start, end in pairwise(ends)] for row, ends in zip(rows, edges, strict=True)]
    sums = [_sums(()), *(_sums(here) for here in zip(*stretches, strict=True))]
    return np.concatenate([keys for keys, _ in sums]), np.concatenate([counts for _, counts in sums])


def _borders(rows: Sequence[Longs]) -> Longs:
    """Between each two of them some TOGETHER entries of all *rows* lie, and all of a pair."""
    every = TOGETHER // STEP
    marks = np.sort(np.concatenate([np.zeros(0, np.int64), *(row[::STEP] for row in rows)]))[every::every]
    found: Longs = marks >> _PLACE << _PLACE
    return found if len(rows) > 1 else found[:0]


def _rows(parts: Iterable[Longs]) -> Iterator[Longs]:
    """What the parts hold, in sorted rows of TOGETHER or a little more."""
    waiting: list[Longs] = []
    room = TOGETHER
    for part in parts:
        waiting.append(part)
        room -= len(part)
        if room < 0:
            yield np.sort(np.concatenate(waiting))
            waiting, room = [], TOGETHER
    if waiting:
        yield np.sort(np.concatenate(waiting))


def _sums(parts: Sequence[Longs]) -> tuple[Longs, Counts]:
    """The distinct pairs, sorted, each with the sum of its counts."""
    found = np.concatenate([np.zeros(0, np.int64), *parts])
    found.sort()
    keys = found >> _PLACE
    starts = np.flatnonzero(np.concatenate((np.ones(min(1, len(keys)), bool), keys[1:] != keys[:-1])))
    counts = _COUNTS[found & np.int64((1 << _PLACE) - 1)]
    return keys[starts], np.add.reduceat(counts, starts, dtype=np.int32) if len(keys) else counts
