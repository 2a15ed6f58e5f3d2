"""What the index holds of one article: hashes of its word 4-grams. Pure, so it is kept from build to build."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from variorum.coverage.cut import InNumbers, cut_in_numbers
from variorum.coverage.hashing import Hashes, Longs, coded, distinct, runs
from variorum.coverage.prepare import Source, place

SIZE = 4  # words. 5 loses 2 of 57 rewritten answers; 3 gives ten times the pairs to compare (docs/coverage.md)
SHORT = 40  # words: a longer stretch that recurs is copy
TAIL = 6  # sentences that an article ends with, each of which may be furniture where its last paragraph is longer
WHOLE = 5  # words that such a sentence has at least: "Read more" is part of the one before


def grams(of: Source) -> Hashes:
    """The distinct word 4-grams outside furniture, as sorted 64-bit hashes; none of fewer than four words."""
    return _grams(of, cut_in_numbers(of.text))


def first_look(of: Source) -> tuple[Hashes, Longs, Hashes]:
    """The grams of *of*, what of it may be furniture, as `Short.spans`, and a hash of the words of each such stretch.

    That is each paragraph of at most SHORT words, and, as texts come without paragraphs too, each such sentence at the end of a
    longer one that is the last.
    """
    found = cut_in_numbers(of.text)
    block = place(found.starts, of.blocks)
    first, end = _stretches(block)
    short = (end - first <= SHORT) & (block[first] >= 0)
    opens, closes = _tail(found, int(first[-1])) if len(first) and not short[-1] else (first[:0], end[:0])
    after = np.concatenate((np.full(np.count_nonzero(short), -1), found.starts[opens[1:]], np.full(min(len(opens), 1), -1)))
    first, end = np.concatenate((first[short], opens)), np.concatenate((end[short], closes))
    few = end - first <= SHORT
    spans = np.stack((found.starts[first], found.ends[end - 1], after), axis=1)
    return _grams(of, found), spans[few], coded(found.codes, first[few], end[few])


def _tail(found: InNumbers, start: int) -> tuple[Longs, Longs]:
    """The last TAIL sentences from the word *start* on, those of less than WHOLE words left out.

    "U.S." ends none, though a stop and white space follow it: the last word of a sentence has more than one letter.
    """
    letters = found.ends - found.starts
    opens, closes = (edges + start for edges in _stretches(found.sentences(start)))
    ends = letters[closes - 1] > 1
    ends[-1:] = True
    opens, closes = opens[np.append(True, ends[:-1])], closes[ends]
    whole = closes - opens >= WHOLE
    return opens[whole][-TAIL:], closes[whole][-TAIL:]


def _stretches(numbers: Longs) -> tuple[Longs, Longs]:
    """Where each stretch of equal *numbers* begins, and the place after it."""
    first = np.flatnonzero(np.diff(numbers, prepend=numbers[:1] - 1))
    return first, np.append(first[1:], len(numbers)) if len(numbers) else first


def _grams(of: Source, found: InNumbers) -> Hashes:
    kept: npt.NDArray[np.bool_] = (place(found.starts, of.blocks) >= 0) & (place(found.starts, of.furniture) < 0)
    return distinct(runs(found.codes[kept], SIZE))
