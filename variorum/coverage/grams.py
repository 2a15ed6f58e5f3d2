"""What the index holds of one article: hashes of its word 4-grams. Pure, so it is kept from build to build."""

from __future__ import annotations

import numpy as np

from variorum.coverage.cut import cut_in_numbers
from variorum.coverage.hashing import Hashes, Longs, coded, distinct, runs
from variorum.coverage.prepare import Source, place

SIZE = 4  # words. 5 loses 2 of 57 rewritten answers; 3 gives ten times the pairs to compare (docs/coverage.md)
SHORT = 40  # words: a longer paragraph that recurs is copy


def grams(of: Source) -> Hashes:
    """The distinct word 4-grams outside furniture, as sorted 64-bit hashes; none of fewer than four words."""
    starts, codes = cut_in_numbers(of.text)
    return _grams(place(starts, of.blocks), codes, of.furniture)


def first_look(of: Source) -> tuple[Hashes, Longs, Hashes]:
    """The grams of *of*, and its blocks of at most SHORT words: their numbers, from 0, and a hash of the words of each."""
    starts, codes = cut_in_numbers(of.text)
    block = place(starts, of.blocks)
    first = np.flatnonzero(np.concatenate(([True], block[1:] != block[:-1]))) if len(block) else block
    end = np.concatenate((first[1:], [len(block)])) if len(block) else block
    short = (end - first <= SHORT) & (block[first] >= 0)
    first, end = first[short], end[short]
    return _grams(block, codes, of.furniture), block[first], coded(codes, first, end)


def _grams(block: Longs, codes: Hashes, furniture: tuple[int, ...]) -> Hashes:
    kept = block >= 0
    if furniture:
        kept &= ~np.isin(block, furniture)
    return distinct(runs(codes[kept], SIZE))
