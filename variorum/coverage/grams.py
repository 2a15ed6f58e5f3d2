"""What the index holds of one article: hashes of its word 4-grams. Pure, so it is kept from build to build."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from variorum.coverage.cut import InNumbers, cut_in_numbers
from variorum.coverage.hashing import Hashes, Longs, coded, distinct, runs
from variorum.coverage.prepare import Source, place

SIZE = 4  # words. 5 loses 2 of 57 rewritten answers; 3 gives ten times the pairs to compare (docs/coverage.md)
SHORT = 40  # words: a longer stretch that recurs is copy
HEAD, TAIL = 3, 6  # sentences: so many first ones of an article's first long paragraph, and last ones of its last, stand alone
WHOLE = 5  # words that such a sentence has at least: a dateline is none


def grams(of: Source) -> Hashes:
    """The distinct word 4-grams outside furniture, as sorted 64-bit hashes; none of fewer than four words."""
    return _grams(of, cut_in_numbers(of.text))


def first_look(of: Source) -> tuple[Hashes, Longs, Hashes]:
    """The grams of *of*, and what of it may be furniture: where each stretch starts and ends (n × 2), and a hash of its words.

    That is each paragraph of at most SHORT words, and, as texts come without paragraphs too, each such sentence at the head of
    the first longer one and at the tail of the last.
    """
    found = cut_in_numbers(of.text)
    block = place(found.starts, of.blocks)
    first, end = _stretches(block)
    long = np.flatnonzero((end - first > SHORT) & (block[first] >= 0))
    for at, kept in ((long[:1], slice(HEAD)), (long[-1:], slice(-TAIL, None))):
        for start, stop in zip(first[at].tolist(), end[at].tolist(), strict=True):
            opens, closes = (edges[kept] + start for edges in _stretches(found.sentences[start:stop]))
            whole = closes - opens >= WHOLE
            first, end = np.append(first, opens[whole]), np.append(end, closes[whole])
    short = (end - first <= SHORT) & (block[first] >= 0)
    first, end = np.unique(np.stack((first[short], end[short])), axis=1)
    spans = np.stack((found.starts[first], found.ends[end - 1]), axis=1)
    return _grams(of, found), spans, coded(found.codes, first, end)


def _stretches(numbers: Longs) -> tuple[Longs, Longs]:
    """Where each stretch of equal *numbers* begins, and the place after it."""
    first = np.flatnonzero(np.diff(numbers, prepend=numbers[:1] - 1))
    return first, np.append(first[1:], len(numbers)) if len(numbers) else first


def _grams(of: Source, found: InNumbers) -> Hashes:
    kept: npt.NDArray[np.bool_] = (place(found.starts, of.blocks) >= 0) & (place(found.starts, of.furniture) < 0)
    return distinct(runs(found.codes[kept], SIZE))
