"""Runs of words that two articles share, of all pairs of a piece of work at once: what the alignment of each begins with."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from variorum.coverage.equals import Run
from variorum.coverage.hashing import Hashes, Longs, recurring, runs
from variorum.coverage.prepare import SEED, Prepared

FREQUENT = 4  # a seed that stands more often than this in one article starts nothing: "the ministry said"
GAP = 12  # words that may be dropped, added or replaced between two runs of one chain
OVERLAP = 2  # words that two runs of one chain may both claim
MIN_MATCH = 8  # words of a chain that stand in both
MIN_RUN = 4  # the longest run of a chain, in words

Runs = Sequence[tuple[int, Run]]
"""What two texts share, by place in the witness; before each, how many that stand before it are left out, as they are too short
and too far from others to be in a chain."""


class _Places(NamedTuple):
    """Where equal words stand, pair by pair, as parallel arrays."""

    pair: Longs
    base: Longs
    witness: Longs


def shared_runs(articles: Sequence[Prepared], pairs: Sequence[tuple[int, int]]) -> list[Runs]:
    """The runs of at least SEED words that each of *pairs* shares, by place in the witness; *pairs* are places in *articles*.

    A pair that shares no run of MIN_RUN words has none.
    """
    edges = _joined(_seeds(articles, np.array(pairs, np.int64).reshape(-1, 2)), max(len(one.words) for one in articles))
    edges = edges[_longest(edges) >= MIN_RUN]
    alone = _alone(edges)
    left_out = np.append(0, np.cumsum(alone))
    starts = np.searchsorted(edges[:, 0], np.arange(len(pairs) + 1))
    kept = np.flatnonzero(~alone)
    before = left_out[kept] - left_out[starts[edges[kept, 0]]]
    rows = list(zip(before.tolist(), map(Run._make, edges[kept, 1:].tolist()), strict=True))
    return [rows[start:end] for start, end in pairwise((starts - left_out[starts]).tolist())]


def _seeds(articles: Sequence[Prepared], pairs: Longs) -> _Places:
    """Places of runs of SEED equal words in both texts, furniture left out.

    All seeds of all articles stand in one sorted array, those of an article under its number; the seeds of the shorter one of
    each pair are looked up there under the number of the longer.
    """
    hashes, places, sizes = _all_seeds(articles)
    starts = np.cumsum(sizes) - sizes
    bits = np.uint64(len(articles).bit_length())
    hashes >>= bits
    numbers = np.arange(len(articles), dtype=np.uint64) << (np.uint64(64) - bits)
    under = hashes | np.repeat(numbers, sizes)
    order = np.argsort(under)
    hashes, places, under = hashes[order], places[order], under[order]
    opens = _differs(under)
    first = np.flatnonzero(opens)
    times, distinct = np.diff(first, append=len(under)), under[first]
    turned = sizes[pairs[:, 0]] < sizes[pairs[:, 1]]
    longer, shorter = np.where(turned, pairs.T[::-1], pairs.T)
    asked = _rows(starts[shorter], sizes[shorter])
    number = np.repeat(np.arange(len(pairs)), sizes[shorter])
    wanted = hashes[asked] | numbers[longer][number]
    at = np.minimum(np.searchsorted(distinct, wanted), len(distinct) - 1)
    in_base = np.where(turned[number], times[np.cumsum(opens)[asked] - 1], times[at])
    found = np.flatnonzero((distinct[at] == wanted) & (in_base <= FREQUENT))
    at, number = at[found], number[found]
    one, two = places[_rows(first[at], times[at])], np.repeat(places[asked[found]], times[at])
    number = np.repeat(number, times[at])
    return _Places(number, np.where(turned[number], two, one), np.where(turned[number], one, two))


def _all_seeds(articles: Sequence[Prepared]) -> tuple[Hashes, Longs, Longs]:
    """The hashes of the runs of SEED words that stand twice, and of few others, article by article, the place of each one's
    first word, and how many each article has.

    Neither end of a run stands in furniture, or in another article.
    """
    counts = np.array([len(one.codes) for one in articles])
    article = np.repeat(np.arange(len(articles)), counts)
    matched = np.concatenate([one.matched for one in articles])
    hashes = runs(np.concatenate([one.codes for one in articles]), SEED)
    last = slice(len(article) - len(hashes), None)
    kept = np.flatnonzero((article[: len(hashes)] == article[last]) & matched[: len(hashes)] & matched[last])
    kept = kept[recurring(hashes[kept])]
    places = np.arange(len(article)) - np.repeat(np.cumsum(counts) - counts, counts)
    return hashes[kept], places[kept], np.bincount(article[kept], minlength=len(articles))


def _rows(starts: Longs, sizes: Longs) -> Longs:
    """The numbers from each of *starts* on, as many as its size."""
    ends = np.cumsum(sizes)
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - ends + sizes, sizes)


def _differs(numbers: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Which of *numbers* is another than the one before."""
    differs = np.ones(len(numbers), bool)
    differs[1:] = numbers[1:] != numbers[:-1]
    return differs


def _joined(seeds: _Places, longest: int) -> Longs:
    """Seeds that overlap on one diagonal joined to runs: rows of a pair's number and a `Run`, by place in the witness."""
    width = np.int64(longest.bit_length())
    diagonal = (seeds.pair << (width + 1)) + seeds.base - seeds.witness + (np.int64(1) << width)
    in_order = np.sort((diagonal << width) | seeds.witness)
    goes_on = np.zeros(len(in_order) + 1, bool)
    goes_on[1:-1] = np.diff(in_order) <= SEED
    opens, closes = in_order[~goes_on[:-1]], in_order[~goes_on[1:]]
    pair, witness = opens >> (2 * width + 1), opens & ((np.int64(1) << width) - 1)
    base = ((opens >> width) & ((np.int64(2) << width) - 1)) - (np.int64(1) << width) + witness
    length = closes - opens + SEED
    order = np.lexsort((base, witness, pair))
    return np.stack((pair, base, base + length, witness, witness + length), axis=1)[order]


def _longest(edges: Longs) -> Longs:
    """The words of the longest run of each run's pair."""
    if not len(edges):
        return edges[:, 0]
    first = _differs(edges[:, 0])
    longest = np.maximum.reduceat(edges[:, 2] - edges[:, 1], np.flatnonzero(first))
    found: Longs = longest[np.cumsum(first) - 1]
    return found


def _alone(edges: Longs) -> npt.NDArray[np.bool_]:
    """Which runs are too short to be a chain, and stand near no other that they could be joined to."""
    pair, base, base_end, witness, witness_end = edges.T
    alone: npt.NDArray[np.bool_] = base_end - base < MIN_MATCH
    one, step = np.arange(len(edges)), 0
    while len(one):
        step += 1
        one = one[one + step < len(edges)]
        one = one[(pair[one] == pair[one + step]) & (witness[one + step] - witness_end[one] <= GAP)]
        base_gap, witness_gap = base[one + step] - base_end[one], witness[one + step] - witness_end[one]
        meets = one[(witness_gap >= -OVERLAP) & (base_gap >= -OVERLAP) & (base_gap <= GAP)]
        alone[meets] = alone[meets + step] = False
    return alone
