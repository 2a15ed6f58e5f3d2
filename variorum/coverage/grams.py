"""What the index holds of one article: hashes of its word 4-grams. Pure, so it is kept from build to build."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.coverage.hashing import Hashes, distinct, hashed
from variorum.coverage.prepare import Source
from variorum.text import WORD

SIZE = 4  # words. 5 loses 2 of 57 rewritten answers; 3 gives ten times the pairs to compare (docs/coverage.md)


def grams(of: Source) -> Hashes:
    """The distinct word 4-grams outside furniture, hashed, sorted."""
    left_out = set(of.furniture)
    found: list[str] = []
    for number, block in enumerate(of.blocks):
        if number not in left_out:
            found += WORD.findall(of.text[block.start : block.end].casefold().replace("’", "'"))
    return hash_grams(found)


def hash_grams(found: Sequence[str]) -> Hashes:
    """The distinct 4-grams of *found*, folded words, as sorted 64-bit hashes; none for fewer than four words."""
    return distinct(hashed(found, SIZE))
