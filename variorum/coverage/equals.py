"""What two texts have in common, a stretch at a time: copy runs over many words, and mostly their number is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

Pair = tuple[int, int]
"""A word of the base and the equal one of the witness, by their numbers."""
Equal = tuple[int, int, int]
"""Words that follow one another in both texts: the first in the base, the first in the witness, and how many."""


class Run(NamedTuple):
    """A stretch of each text, as half-open word numbers."""

    base: int
    base_end: int
    witness: int
    witness_end: int


class Cell(NamedTuple):
    """A shared stretch inside one block of each text, as half-open word numbers, and the equal words in it."""

    base: int
    base_end: int
    witness: int
    witness_end: int
    equals: tuple[Equal, ...]
    """In order; no two of them touch in both texts."""

    @property
    def pairs(self) -> list[Pair]:
        """The equal words one by one."""
        return list(forward(self.equals))


def equal_words(left: Sequence[str], right: Sequence[str], hull: Run) -> list[Equal]:
    """The equal words of *hull* in two texts of the words *left* and *right*: a longest common subsequence."""
    one, two = left[hull.base : hull.base_end], right[hull.witness : hull.witness_end]
    if one == two:
        return [(hull.base, hull.witness, len(one))] if one else []
    return [
        (hull.base + block.src_start, hull.witness + block.dest_start, block.src_end - block.src_start)
        for block in _common()(one, two)
        if block.tag == "equal"
    ]


@cache
def _common() -> Callable[..., Iterable[Any]]:
    """What finds a longest common subsequence, which a build that compares no articles does without."""
    from rapidfuzz.distance import LCSseq

    return LCSseq.opcodes


def counted(equals: Sequence[Equal]) -> int:
    """How many words *equals* hold; most often they are one stretch."""
    return equals[0][2] if len(equals) == 1 else sum([count for _, _, count in equals])


def last(equals: Sequence[Equal]) -> Pair:
    """The last pair of equal words."""
    base, witness, count = equals[-1]
    return base + count - 1, witness + count - 1


def forward(equals: Iterable[Equal]) -> Iterator[Pair]:
    """The pairs of equal words."""
    for base, witness, count in equals:
        yield from zip(range(base, base + count), range(witness, witness + count), strict=True)


def backward(equals: Sequence[Equal]) -> Iterator[Pair]:
    """The pairs of equal words, the last first."""
    for base, witness, count in reversed(equals):
        for offset in reversed(range(count)):
            yield base + offset, witness + offset


def joined(equals: Iterable[Equal]) -> list[Equal]:
    """*equals*, those that touch in both texts as one."""
    found: list[Equal] = []
    for base, witness, count in equals:
        if found and last(found) == (base - 1, witness - 1):
            before = found.pop()
            found.append((before[0], before[1], before[2] + count))
        else:
            found.append((base, witness, count))
    return found


def within(equals: Iterable[Equal], run: Run) -> list[Equal]:
    """What of *equals* lies in both stretches of *run*."""
    found: list[Equal] = []
    for base, witness, count in equals:
        first = max(0, run.base - base, run.witness - witness)
        end = min(count, run.base_end - base, run.witness_end - witness)
        if first < end:
            found.append((base + first, witness + first, end - first))
    return found
