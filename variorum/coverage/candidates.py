"""Which articles share enough word 4-grams to be compared: an inverted index, sorted, in linear space.

Method: exact n-gram index as in passim (Smith et al. 2015), but a gram that many articles print is chained, not dropped,
so that the most printed stories are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from variorum.coverage.grams import Hashes
from variorum.coverage.weigh import needed

CHAINED = 20  # articles: a gram in more of them is chained to the earliest and to the one before, which keeps the work linear
RARE = (
    5  # articles: a gram in more of them counts less, as a formula does; at 2 rewritten answers are lost, 20 doubles the pairs
)
SHARED = 0.5  # rare grams two articles must share, for one of the weight that makes them a relation: docs/coverage.md
PARTITION = 4_000_000  # grams sorted at once: 32 MB, and at most some 300 MB of pairs

Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


class Row(NamedTuple):
    """One article of the index."""

    hashes: Hashes
    earliest: int
    """First day it can have been published, as a proleptic ordinal; 0 where unknown."""
    latest: int
    """Last day it can have been published; a day beyond all others where unknown."""


def candidates(rows: Sequence[Row], window: int) -> list[tuple[int, int]]:
    """Pairs of places in *rows* that share enough grams and lie within *window* days, in order.

    *rows* stand earliest first. Time and space grow with the grams; the pairs of one gram are at most CHAINED² / 2 or twice
    its articles.
    """
    keys, counts = _merge(_count(part, rows, window) for part in _partitions(rows))
    left, right = np.divmod(keys, max(1, len(rows)))
    wanted = np.array([SHARED * needed(len(row.hashes)) for row in rows])
    enough = counts >= np.minimum(wanted[left], wanted[right]) if len(keys) else np.zeros(0, bool)
    return list(zip(left[enough].tolist(), right[enough].tolist(), strict=True))


def _partitions(rows: Sequence[Row]) -> Iterator[Hashes]:
    """The index cut by gram, sorted: hash and article packed into one number, the hash above."""
    total = sum(len(row.hashes) for row in rows)
    bits = np.uint64(max(1, len(rows).bit_length()))
    parts = max(1, -(-total // PARTITION))
    edges = [int(edge) for edge in np.linspace(0, 2**64 - 1, parts + 1)]
    for low, high in pairwise(edges):
        cut = [_between(row.hashes, low, high, last=high == edges[-1]) for row in rows]
        packed = [(one << bits) | np.uint64(place) for place, one in enumerate(cut)]
        part = np.concatenate(packed) if packed else np.zeros(0, np.uint64)
        part.sort()
        yield part


def _between(hashes: Hashes, low: int, high: int, last: bool) -> Hashes:
    first = int(np.searchsorted(hashes, np.uint64(low)))
    return hashes[first:] if last else hashes[first : int(np.searchsorted(hashes, np.uint64(high)))]


def _count(part: Hashes, rows: Sequence[Row], window: int) -> tuple[Longs, Floats]:
    """Keys of the pairs of one partition, sorted, with the grams each shares, those in many articles counting less."""
    earliest = np.array([row.earliest for row in rows], np.int64)
    latest = np.array([row.latest for row in rows], np.int64)
    keys, counts = [np.zeros(0, np.int64)], [np.zeros(0)]
    for left, right, worth in _pairs(part, len(rows)):
        near = (earliest[right] - latest[left] <= window) & (earliest[left] - latest[right] <= window)
        keys.append((left * len(rows) + right)[near])
        counts.append(np.full(len(keys[-1]), worth))
    return _summed(np.concatenate(keys), np.concatenate(counts))


def _pairs(part: Hashes, articles: int) -> Iterator[tuple[Longs, Longs, float]]:
    """Pairs of articles that hold one gram, and what it counts; groups of one size at a time."""
    bits = np.uint64(max(1, articles.bit_length()))
    hashes, places = part >> bits, (part & np.uint64((1 << int(bits)) - 1)).astype(np.int64)
    starts = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1]))) if len(part) else np.zeros(0, np.int64)
    sizes = np.diff(np.concatenate((starts, [len(part)])))
    for size in range(2, CHAINED + 1):
        group = starts[sizes == size]
        for one, two in combinations(range(size), 2) if len(group) else ():
            yield places[group + one], places[group + two], min(1.0, RARE / size)
    for start, size in zip(starts[sizes > CHAINED].tolist(), sizes[sizes > CHAINED].tolist(), strict=True):
        group = places[start : start + size]
        yield np.full(size - 1, group[0]), group[1:], RARE / CHAINED
        yield group[1:-1], group[2:], RARE / CHAINED


def _merge(parts: Iterator[tuple[Longs, Floats]]) -> tuple[Longs, Floats]:
    """Add the counts of equal keys."""
    keys, counts = np.zeros(0, np.int64), np.zeros(0)
    for more, times in parts:
        keys, counts = _summed(np.concatenate((keys, more)), np.concatenate((counts, times)))
    return keys, counts


def _summed(keys: Longs, counts: Floats) -> tuple[Longs, Floats]:
    """The distinct keys, sorted, each with the sum of its counts."""
    distinct, place = np.unique(keys, return_inverse=True)
    return distinct, np.bincount(place, weights=counts, minlength=len(distinct)).astype(np.float64, copy=False)
