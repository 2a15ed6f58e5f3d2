"""Which articles share enough word 4-grams to be compared: an inverted index in two sorted arrays, which can be added to.

Method: exact n-gram index as in passim (Smith et al. 2015), but a gram that many articles print is chained, not dropped, so
that the most printed stories are kept. An index that articles were added to and taken from is equal to one made afresh.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from variorum.coverage.hashing import Hashes, Longs, distinct, stand_in
from variorum.coverage.tally import PAIR_BITS, SLOT, SLOT_BITS, UNIT, Counts, Facts, counted, summed
from variorum.coverage.weigh import needed

SHARED = 0.5  # rare grams two articles must share, for one of the weight that makes them a relation: docs/coverage.md
NEAREST = 8  # others an article is compared with, or that are compared with it: more only adds pairs inside large stories
NEAR = 1 << 16  # entries gone through together where that is all that is done: half the time of eight times as many
PART = 500_000  # pairs looked at together: 4 MB
FEW = 10_000  # entries that come or go: between more of them, copying stretch by stretch would take longer than all at once

_Number = TypeVar("_Number", np.uint64, np.int64, np.int32)


class Index(NamedTuple):
    """The grams of all articles, and how many each two share. Made by `updated`."""

    packed: Hashes
    """Gram and slot in one number, sorted."""
    pairs: Longs
    """Two slots in one number, the lower above, sorted."""
    counts: Counts
    """Parallel to `pairs`: the grams both hold, UNIT each, less where more than RARE articles hold one."""


def wanted(grams: int) -> int:
    """The count from which an article of so many *grams* is compared."""
    return int(UNIT * SHARED * needed(grams))


def entries(slots: Sequence[int], grams: Sequence[Hashes]) -> Hashes:
    """Gram and slot in one number, sorted, each once, of the articles in *slots*, which hold *grams*."""
    found = np.concatenate([np.zeros(0, np.uint64), *grams])
    found &= ~SLOT
    end = 0
    for slot, hashes in zip(slots, grams, strict=True):  # all at once would take as much again as the grams themselves
        start, end = end, end + len(hashes)
        found[start:end] |= np.uint64(slot)
    found.sort()
    twice = found[1:] == found[:-1]
    return np.delete(found, np.flatnonzero(twice)) if twice.any() else found


def updated(index: Index, window: int, was: Facts, now: Facts, leaving: Iterable[int], come: Hashes) -> Index:
    """*index*, of articles of which *was* is known, after those in the slots *leaving* went and others, `packed`, came.

    *window*: days that two dated articles may lie apart. The time grows with the grams of the articles that came or went, not
    with the archive, but for copying its arrays.
    """
    gone = _of(index.packed, leaving, len(was.rank))
    if not len(gone) and not len(come):
        return index
    if not len(index.packed):
        return Index(come, *summed(counted(come, now, window)))
    touched = distinct(np.concatenate((index.packed[gone], come)) >> SLOT_BITS)
    went = index.packed[gone]
    gone, come = gone[~stand_in(went, come)], come[~stand_in(come, went)]  # few of an article that was edited
    packed = _spliced(index.packed, gone, np.searchsorted(index.packed, come), come)
    before = counted(_holding(index.packed, touched), was, window, taken=True)
    after = counted(_holding(packed, touched), now, window)
    return Index(packed, *_added(index.pairs, index.counts, *summed(chain(before, after))))


def candidates(index: Index, now: Facts) -> tuple[Longs, Longs]:
    """Slots of the articles that share enough grams to be compared, the earlier of each pair first, in order."""
    enough = np.concatenate([_enough(index, now, start) for start in range(0, max(1, len(index.pairs)), PART)])
    left, right = index.pairs[enough] >> PAIR_BITS, index.pairs[enough] & np.int64(SLOT)
    best = _best(now.rank[left], now.rank[right], index.counts[enough])
    left, right = left[best], right[best]
    turn = now.rank[left] > now.rank[right]
    left, right = np.where(turn, right, left), np.where(turn, left, right)
    order = np.lexsort((now.rank[right], now.rank[left]))
    return left[order], right[order]


def _enough(index: Index, now: Facts, start: int) -> Longs:
    """Places of those of PART pairs, from *start* on, that share enough grams; most share less than any article wants."""
    counts = index.counts[start : start + PART]
    many = np.flatnonzero(counts >= wanted(0))
    pairs = index.pairs[start + many]
    needed_by_both = np.minimum(now.wanted[pairs >> PAIR_BITS], now.wanted[pairs & np.int64(SLOT)])
    found: Longs = start + many[counts[many] >= needed_by_both]
    return found


def _best(left: Longs, right: Longs, counts: Counts) -> npt.NDArray[np.bool_]:
    """Which pairs are among the NEAREST of one of their articles: those that share most, the earlier of equals."""
    article, other = np.concatenate((left, right)), np.concatenate((right, left))
    pair = np.tile(np.arange(len(left)), 2)
    order = np.lexsort((other, -np.tile(counts, 2), article))
    opens = np.searchsorted(article[order], article[order])
    kept = np.zeros(len(left), bool)
    kept[pair[order][np.arange(len(order)) - opens < NEAREST]] = True
    return kept


def _of(packed: Hashes, slots: Iterable[int], count: int) -> Longs:
    """Places of the entries of the articles in *slots*; there are *count* slots."""
    flags = np.zeros(count, bool)
    flags[np.fromiter(slots, np.int64)] = True
    found = [np.zeros(0, np.int64)]
    for start in range(0, len(packed) if flags.any() else 0, NEAR):
        here = (packed[start : start + NEAR] & SLOT).view(np.int64)
        found.append(start + np.flatnonzero(flags.take(here)))
    return np.concatenate(found)


def _spliced(column: npt.NDArray[_Number], gone: Longs, at: Longs, coming: npt.NDArray[_Number]) -> npt.NDArray[_Number]:
    """*column* without what stands at the places *gone*, and with *coming* before the places *at*; both in order.

    The very array where there are none. Of a few, what lies between them is copied as it is, in a fifth of the time.
    """
    if not len(gone) and not len(at):
        return column
    if len(gone) + len(at) > FEW:
        return _interleaved(np.delete(column, gone), at - np.searchsorted(gone, at), coming)
    column, start = np.asarray(column), 0
    parts: list[npt.NDArray[_Number]] = []
    for place, number in sorted([*((place, -1) for place in gone.tolist()), *zip(at.tolist(), range(len(at)), strict=True)]):
        parts.append(column[start:place])
        if number >= 0:
            parts.append(coming[number : number + 1])
        start = max(start, place + (number < 0))
    return np.concatenate([*parts, column[start:]])


def _interleaved(column: npt.NDArray[_Number], at: Longs, coming: npt.NDArray[_Number]) -> npt.NDArray[_Number]:
    """*column* with *coming* before the places *at*: as `np.insert`, which sorts the places anew."""
    found = np.empty(len(column) + len(at), column.dtype)
    new, old = at + np.arange(len(at)), np.ones(len(found), bool)
    old[new] = False
    found[new], found[old] = coming, column
    return found


def _holding(packed: Hashes, grams: Hashes) -> Hashes:
    """The entries of *packed* whose gram is one of *grams*; both sorted."""
    if not len(packed) or not len(grams):
        return packed[:0]
    first = np.searchsorted(packed, grams << SLOT_BITS)
    end = np.searchsorted(packed, (grams << SLOT_BITS) | SLOT, side="right")
    sizes = end - first
    offsets = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return np.asarray(packed[np.repeat(first, sizes) + offsets], np.uint64)


def _added(keys: Longs, counts: Counts, more: Longs, numbers: Counts) -> tuple[Longs, Counts]:
    """*counts*, by *keys*, and the *numbers*, by *more*, added up; both sorted and distinct.

    Sums of nothing are left out. Where nothing changes, the very arrays that were given: they need not be written again.
    """
    more, numbers = more[numbers != 0], numbers[numbers != 0]
    if not len(more):
        return keys, counts
    if not len(keys):
        return more, numbers
    at = np.searchsorted(keys, more)
    known = keys.take(at, mode="clip") == more
    counts = np.array(counts)
    counts[at[known]] += numbers[known]
    gone, new = at[known][counts[at[known]] == 0], ~known
    return _spliced(keys, gone, at[new], more[new]), _spliced(counts, gone, at[new], numbers[new])
