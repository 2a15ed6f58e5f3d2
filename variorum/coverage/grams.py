"""What the index holds of one article: hashes of its word 4-grams. Pure, so it is kept from build to build."""

from __future__ import annotations

from variorum.coverage.cut import codes
from variorum.coverage.hashing import Hashes, distinct, runs
from variorum.coverage.prepare import Source

SIZE = 4  # words. 5 loses 2 of 57 rewritten answers; 3 gives ten times the pairs to compare (docs/coverage.md)


def grams(of: Source) -> Hashes:
    """The distinct word 4-grams outside furniture, as sorted 64-bit hashes; none of fewer than four words."""
    left_out = set(of.furniture)
    blocks = [of.text[block.start : block.end] for number, block in enumerate(of.blocks) if number not in left_out]
    return distinct(runs(codes("\n".join(blocks).casefold().replace("’", "'")), SIZE))
