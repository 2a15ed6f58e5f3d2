"""What the index holds of one article: hashes of its word 4-grams. Pure, so it is kept from build to build."""

from __future__ import annotations

from functools import cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

from variorum.coverage.prepare import Source
from variorum.text import WORD

SIZE = 4  # words. 5 loses 2 of 57 rewritten answers; 3 gives ten times the pairs to compare (docs/coverage.md)

Hashes = npt.NDArray[np.uint64]

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)


def grams(of: Source) -> Hashes:
    """The distinct word 4-grams outside furniture, hashed, sorted. The same on every machine and in every process."""
    left_out = set(of.furniture)
    found: list[str] = []
    for number, block in enumerate(of.blocks):
        if number not in left_out:
            found += WORD.findall(of.text[block.start : block.end].casefold().replace("’", "'"))
    return hash_grams(found)


def hash_grams(found: list[str]) -> Hashes:
    """The distinct 4-grams of *found*, folded words, as sorted 64-bit hashes; none for fewer than four words."""
    count = len(found) - SIZE + 1
    if count < 1:
        return np.zeros(0, np.uint64)
    codes = np.fromiter(map(_codes().__getitem__, found), np.uint64, len(found))
    hashes = np.zeros(count, np.uint64)
    for offset in range(SIZE):
        hashes = (hashes ^ codes[offset : offset + count]) * _MULTIPLIER
        hashes ^= hashes >> _SHIFT
    hashes.sort()
    first = np.ones(count, bool)
    np.not_equal(hashes[1:], hashes[:-1], out=first[1:])
    return hashes[first]


class _Codes(dict[str, int]):
    """A word's number, worked out once a process."""

    def __missing__(self, word: str) -> int:
        self[word] = code = crc32(word.encode("utf-8", "surrogatepass"))
        return code


@cache
def _codes() -> _Codes:
    return _Codes()
