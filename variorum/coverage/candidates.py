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

CHAINED = 20  # articles: a gram in more of them is chained to the earliest and to the one before, which keeps the work linear
SHARED = 4  # grams two articles must share to be compared
SHARED_SHORT = 2  # … where one of them has fewer than SHORT words
SHORT = 60
PARTITION = 8_000_000  # grams sorted at once: 64 MB, and at most some 300 MB of pairs

Longs = npt.NDArray[np.int64]


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
    keys, counts = _merge(_count(part, len(rows), rows, window) for part in _partitions(rows))
    left, right = np.divmod(keys, max(1, len(rows)))
    sizes = np.array([len(row.hashes) for row in rows], np.int64)
    short = np.minimum(sizes[left], sizes[right]) < SHORT if len(keys) else np.zeros(0, bool)
    enough = counts >= np.where(short, SHARED_SHORT, SHARED)
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


def _count(part: Hashes, articles: int, rows: Sequence[Row], window: int) -> tuple[Longs, Longs]:
    """Keys of the pairs of one partition, sorted, with the number of grams each shares."""
    earliest = np.array([row.earliest for row in rows], np.int64)
    latest = np.array([row.latest for row in rows], np.int64)
    found = [np.zeros(0, np.int64)]
    for left, right in _pairs(part, articles):
        near = (earliest[right] - latest[left] <= window) & (earliest[left] - latest[right] <= window)
        found.append((left * articles + right)[near])
    keys, counts = np.unique(np.concatenate(found), return_counts=True)
    return keys, counts.astype(np.int64)


def _pairs(part: Hashes, articles: int) -> Iterator[tuple[Longs, Longs]]:
    """Pairs of articles that hold one gram, groups of one size at a time."""
    bits = np.uint64(max(1, articles.bit_length()))
    hashes, places = part >> bits, (part & np.uint64((1 << int(bits)) - 1)).astype(np.int64)
    starts = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1]))) if len(part) else np.zeros(0, np.int64)
    sizes = np.diff(np.concatenate((starts, [len(part)])))
    for size in range(2, CHAINED + 1):
        group = starts[sizes == size]
        for one, two in combinations(range(size), 2) if len(group) else ():
            yield places[group + one], places[group + two]
    for start, size in zip(starts[sizes > CHAINED].tolist(), sizes[sizes > CHAINED].tolist(), strict=True):
        group = places[start : start + size]
        yield np.full(size - 1, group[0]), group[1:]
        yield group[1:-1], group[2:]


def _merge(parts: Iterator[tuple[Longs, Longs]]) -> tuple[Longs, Longs]:
    """Add the counts of equal keys."""
    keys, counts = np.zeros(0, np.int64), np.zeros(0, np.int64)
    for more, times in parts:
        joined, place = np.unique(np.concatenate((keys, more)), return_inverse=True)
        sums = np.zeros(len(joined), np.int64)
        np.add.at(sums, place, np.concatenate((counts, times)))
        keys, counts = joined, sums
    return keys, counts
