"""Numbers for articles and quotations that depend on the content alone, so that an edit moves few of them.

An article's *slot* is where a hash of its id falls on a line of M places; M is a power of two, at least twice the number
of places needed. An article with many quotations takes several places; one that would touch its neighbour moves up. Adding
or removing an article therefore shifts only those directly behind it; numbers in order of date would shift all later ones.
The price is a fifth more bytes in the shards (docs/adr/search-slots.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b

from variorum.model import ArticleId

PLACE = 32  # quotations a place; 99 % of articles have fewer. A quotation is called slot * PLACE + its number - 1.
ROOM = 2  # places for each one needed, at least. 4 would shift fewer neighbours for one more digit in every posting.


def size(quotations: Mapping[ArticleId, int]) -> int:
    """M, the length of the line, for articles with these numbers of quotations."""
    needed = sum(places(count) for count in quotations.values())
    return 1 << max(1, ROOM * needed - 1).bit_length()


def places(quotations: int) -> int:
    """How many places an article takes."""
    return -(-quotations // PLACE) or 1


def slots(quotations: Mapping[ArticleId, int]) -> dict[ArticleId, int]:
    """The slot of each article, in ascending order of slots."""
    line = size(quotations)
    found: dict[ArticleId, int] = {}
    free = 0
    for wanted, article in sorted([(_hash(article) * line >> 64, article) for article in quotations]):
        found[article] = slot = wanted if wanted > free else free
        free = slot + places(quotations[article])
    return found


def _hash(article: ArticleId) -> int:
    return int.from_bytes(blake2b(article.encode(), digest_size=8).digest(), "big")
