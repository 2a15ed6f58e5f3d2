"""Which articles share enough word 4-grams to be compared: an inverted index in two sorted arrays, which can be added to.

Method: exact n-gram index as in passim (Smith et al. 2015), but a gram that many articles print is chained, not dropped, so
that the most printed stories are kept. An index that articles were added to and taken from is equal to one made afresh.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from variorum.coverage.hashing import Hashes, Longs, distinct
from variorum.coverage.weigh import needed
from variorum.model import ArticleId

CHAINED = 20  # articles: a gram in more of them is chained to the earliest and to the one before, which keeps the work linear
RARE = (
    5  # articles: a gram in more of them counts less, as a formula does; at 2 rewritten answers are lost, 20 doubles the pairs
)
UNIT = 1000  # what a gram counts that RARE articles hold; whole numbers, so that adding and taking away leaves nothing behind
SHARED = 0.5  # rare grams two articles must share, for one of the weight that makes them a relation: docs/coverage.md
NEAREST = 8  # others an article is compared with, or that are compared with it: more only adds pairs inside large stories
PART = 4_000_000  # grams looked at together: 32 MB, and at most some 300 MB of pairs
SLOT_BITS = np.uint64(22)  # of a packed number name the article, up to 4 million; the other 42 its gram

_SLOT = np.uint64((1 << 22) - 1)
_PAIR = np.int64(22)


class Row(NamedTuple):
    """One article of the index."""

    hashes: Hashes
    earliest: int
    """First day it can have been published, as a proleptic ordinal; 0 where unknown."""
    latest: int
    """Last day it can have been published; a day beyond all others where unknown."""
    name: ArticleId
    """Its id, which orders articles of one day."""

    @property
    def order(self) -> tuple[int, str]:
        """Earliest first, undated last."""
        return self.earliest or self.latest, self.name


@dataclass(frozen=True, slots=True)
class Index:
    """The grams of all articles, and how many each two share. Picklable; made by `updated`."""

    window: int
    """Days that two dated articles may lie apart."""
    slots: tuple[str, ...] = ()
    """The key of the article in each slot; "" in a free one."""
    packed: Hashes = field(default_factory=lambda: np.zeros(0, np.uint64))
    """Gram and slot in one number, sorted."""
    pairs: Longs = field(default_factory=lambda: np.zeros(0, np.int64))
    """Two slots in one number, the lower above, sorted."""
    counts: Longs = field(default_factory=lambda: np.zeros(0, np.int64))
    """Parallel to `pairs`: the grams both hold, UNIT each, less where more than RARE articles hold one."""


def updated(index: Index, rows: Mapping[str, Row], old: Mapping[str, Row]) -> Index:
    """*index*, made of the rows *old*, as it is of *rows*; keys name a row's content: equal keys, equal rows.

    The time grows with the grams of the rows that came or went, not with the archive, but for copying its arrays.
    """
    gone = {key for key in index.slots if key and key not in rows}
    slots = [key if key in rows else "" for key in index.slots]
    known = set(slots)
    come = {key for key in rows if key not in known}
    free = [slot for slot, key in enumerate(slots) if not key][: len(come)]
    new = [key for key in rows if key in come]
    for slot, key in zip(free, new, strict=False):
        slots[slot] = key
    slots += new[len(free) :]
    was, now = _facts(index.slots, old), _facts(slots, rows)
    leaving = _pack([(slot, old[key].hashes) for slot, key in enumerate(index.slots) if key in gone])
    coming = _pack([(slot, rows[key].hashes) for slot, key in enumerate(slots) if key in come])
    touched = distinct(np.concatenate((leaving, coming)) >> SLOT_BITS)
    packed = _merged(_without(index.packed, leaving), coming)
    before = _counted(_holding(index.packed, touched), was, index.window, -1)
    after = _counted(_holding(packed, touched), now, index.window, 1)
    pairs, counts = _sums([(index.pairs, index.counts), *before, *after])
    return Index(index.window, tuple(slots), packed, pairs[counts > 0], counts[counts > 0])


def candidates(index: Index, rows: Mapping[str, Row]) -> list[tuple[str, str]]:
    """Keys of the articles that share enough grams to be compared, the earlier of each pair first, in order."""
    facts = _facts(index.slots, rows)
    left, right = index.pairs >> _PAIR, index.pairs & np.int64(_SLOT)
    enough = index.counts >= np.minimum(facts.wanted[left], facts.wanted[right])
    left, right = facts.rank[left[enough]], facts.rank[right[enough]]
    best = _best(left, right, index.counts[enough])
    places = np.stack((left[best], right[best]))
    pairs = np.stack((places.min(axis=0), places.max(axis=0))).T
    in_order = [key for key in facts.keys if key]
    return [(in_order[one], in_order[two]) for one, two in sorted(map(tuple, pairs.tolist()))]


def _best(left: Longs, right: Longs, counts: Longs) -> npt.NDArray[np.bool_]:
    """Which pairs are among the NEAREST of one of their articles: those that share most, the earlier of equals."""
    article, other = np.concatenate((left, right)), np.concatenate((right, left))
    pair = np.tile(np.arange(len(left)), 2)
    order = np.lexsort((other, -np.tile(counts, 2), article))
    opens = np.searchsorted(article[order], article[order])
    kept = np.zeros(len(left), bool)
    kept[pair[order][np.arange(len(order)) - opens < NEAREST]] = True
    return kept


class _Facts(NamedTuple):
    """What is known of the article in each slot."""

    keys: list[str]
    """In order: earliest first."""
    rank: Longs
    earliest: Longs
    latest: Longs
    wanted: Longs
    """The count from which it is compared."""


def _facts(slots: Sequence[str], rows: Mapping[str, Row]) -> _Facts:
    held = [(slot, rows[key]) for slot, key in enumerate(slots) if key]
    in_order = sorted(held, key=lambda one: one[1].order)
    facts = _Facts([slots[slot] for slot, _ in in_order], *(np.zeros(len(slots), np.int64) for _ in range(4)))
    facts.rank[[slot for slot, _ in in_order]] = np.arange(len(in_order))
    places = [slot for slot, _ in held]
    facts.earliest[places] = [row.earliest for _, row in held]
    facts.latest[places] = [row.latest for _, row in held]
    facts.wanted[places] = [int(UNIT * SHARED * needed(len(row.hashes))) for _, row in held]
    return facts


def _pack(held: Sequence[tuple[int, Hashes]]) -> Hashes:
    """Gram and slot in one number, sorted."""
    packed = np.concatenate(
        [np.zeros(0, np.uint64), *((hashes >> SLOT_BITS << SLOT_BITS) | np.uint64(slot) for slot, hashes in held)]
    )
    packed.sort()
    return packed


def _without(packed: Hashes, leaving: Hashes) -> Hashes:
    return np.delete(packed, np.searchsorted(packed, leaving)) if len(leaving) else packed


def _merged(packed: Hashes, coming: Hashes) -> Hashes:
    return np.insert(packed, np.searchsorted(packed, coming), coming) if len(packed) else coming


def _holding(packed: Hashes, grams: Hashes) -> Hashes:
    """The entries of *packed* whose gram is one of *grams*; both sorted."""
    if not len(packed) or not len(grams):
        return packed[:0]
    first = np.searchsorted(packed, grams << SLOT_BITS)
    end = np.searchsorted(packed, (grams << SLOT_BITS) | _SLOT, side="right")
    sizes = end - first
    offsets = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return np.asarray(packed[np.repeat(first, sizes) + offsets], np.uint64)


def _counted(packed: Hashes, facts: _Facts, window: int, sign: int) -> Iterator[tuple[Longs, Longs]]:
    """Pairs that share grams of *packed*, with their counts times *sign*; sorted, a part of the grams at a time."""
    start = 0
    while start < len(packed):
        end = min(start + PART, len(packed))
        if end < len(packed):
            end = int(np.searchsorted(packed, packed[end - 1] | _SLOT, side="right"))
        found = [_pair(left, right, facts, window, sign * count) for left, right, count in _together(packed[start:end], facts)]
        yield _sums(found)
        start = end


def _together(packed: Hashes, facts: _Facts) -> Iterator[tuple[Longs, Longs, int]]:
    """Slots of articles that hold one gram, and what it counts; the grams that as many hold together."""
    grams, slots = packed >> SLOT_BITS, (packed & _SLOT).astype(np.int64)
    starts = np.flatnonzero(np.concatenate(([True], grams[1:] != grams[:-1])))
    sizes = np.diff(np.concatenate((starts, [len(packed)])))
    for size in range(2, CHAINED + 1):
        group = starts[sizes == size]
        for one, two in combinations(range(size), 2) if len(group) else ():
            yield slots[group + one], slots[group + two], UNIT * RARE // max(size, RARE)
    many = np.repeat(sizes > CHAINED, sizes)
    if many.any():
        yield from _chained(np.repeat(np.arange(len(starts)), sizes)[many], slots[many], facts)


def _chained(group: Longs, slots: Longs, facts: _Facts) -> Iterator[tuple[Longs, Longs, int]]:
    """The earliest article of each *group* with every other, and each other with the one before it."""
    slots = slots[np.lexsort((facts.rank[slots], group))]
    opens = np.concatenate(([True], group[1:] != group[:-1]))
    first = slots[np.flatnonzero(opens)][np.cumsum(opens) - 1]
    second = np.concatenate(([False], opens[:-1]))
    yield first[~opens], slots[~opens], UNIT * RARE // CHAINED
    later = np.flatnonzero(~opens & ~second)
    yield slots[later - 1], slots[later], UNIT * RARE // CHAINED


def _pair(left: Longs, right: Longs, facts: _Facts, window: int, count: int) -> tuple[Longs, Longs]:
    near = (facts.earliest[right] - facts.latest[left] <= window) & (facts.earliest[left] - facts.latest[right] <= window)
    left, right = left[near], right[near]
    keys = (np.minimum(left, right) << _PAIR) | np.maximum(left, right)
    return keys, np.full(len(keys), count, np.int64)


def _sums(parts: Sequence[tuple[Longs, Longs]]) -> tuple[Longs, Longs]:
    """The distinct keys, sorted, each with the sum of its counts."""
    keys = np.concatenate([np.zeros(0, np.int64), *(keys for keys, _ in parts)])
    counts = np.concatenate([np.zeros(0, np.int64), *(counts for _, counts in parts)])
    order = np.argsort(keys, kind="stable")
    keys, counts = keys[order], counts[order]
    starts = np.flatnonzero(np.concatenate((np.ones(min(1, len(keys)), bool), keys[1:] != keys[:-1])))
    return keys[starts], np.add.reduceat(counts, starts) if len(keys) else counts
