"""Which pairs are compared in one piece of work: those that share articles, so that few are made ready more than once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush

TOGETHER = 128  # pairs compared in one piece of work: enough to prepare a text for several, few enough to share out

Pair = tuple[int, int]
"""Slots, the earlier article first."""
_Open = dict[int, dict[int, int]]
"""By article the others it is still to be compared with, each with the place of the pair."""


def pieces(pairs: Sequence[Pair]) -> Iterator[list[int]]:
    """Places of *pairs* that hang together, some TOGETHER in a piece; an article is in as few pieces as may be."""
    left: _Open = defaultdict(dict)
    for place, (one, two) in enumerate(pairs):
        left[one][two] = left[two][one] = place
    for start in left:
        piece: list[int] = []
        waiting = [start]
        while waiting:
            if not left[article := waiting.pop()]:
                continue
            waiting += [one for one in _near(article, left, piece) if left[one]]
            if len(piece) >= TOGETHER:
                yield piece
                piece = []
        if piece:
            yield piece


def _near(start: int, left: _Open, piece: list[int]) -> list[int]:
    """Add to *piece*, until it is full, the pairs that articles near *start* are left with; those articles.

    Next comes the article that most of those that came before are to be compared with, as in Prim's algorithm: 1.2 pieces an
    article; as deep as it goes, 1.5; in the order of the articles, 2.4.
    """
    met: list[int] = []
    ties: dict[int, int] = defaultdict(int)
    queue = [(0, start)]
    while queue and len(piece) < TOGETHER:
        tied, article = heappop(queue)
        if -tied != ties[article]:
            continue  # it came, or stands in the queue with more
        met.append(article)
        ties[article] = -1
        for other in list(left[article]):
            if ties[other] < 0:
                piece.append(left[article].pop(other))
                del left[other][article]
            else:
                ties[other] += 1
                heappush(queue, (-ties[other], other))
    return met
