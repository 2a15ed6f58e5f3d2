"""How much two passages weigh as evidence that one text was copied.

Two reports of one event share names, offices and formulas, but inside sentences of their own; copy takes sentences. So the
words two passages share count, and against them count the words of sense that were replaced between them, numbers above all
(two takes of a market report differ in nothing else), and the words of their sentences that the other text lacks. Words that
either text quotes count little: two reporters may quote one speech. How the weights were fitted: docs/coverage.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from operator import and_
from typing import NamedTuple

from variorum.coverage.align import Cell
from variorum.coverage.prepare import Prepared

CHANCE = 5  # words that two texts share by chance, a formula or a name, taken off each passage
REPLACED = 1.0  # taken off for a word of sense replaced by another
NUMBER = 5.0  # taken off for a number replaced by another
LACKING = 0.25  # taken off for a word of sense that the passages' sentences have in one text only
QUOTED = 0.5  # what a quoted word counts, up to as many as there are own words around them
STANDS_IN = 3  # words of a passage in a sentence that make it one of the passage's sentences
LEAST, MOST = 190, 400  # words: a shorter article than the first is judged as one of so many, a longer than the second too
FREE, PER = 30, 20  # weight needed: one for every PER words of the shorter article after FREE; at MOST, 24 words copied clean


class Shared(NamedTuple):
    """What one passage shares."""

    own: int
    """Words in both texts that neither quotes."""
    quoted: int
    """Words in both texts that one of them quotes."""
    base_only: int
    """Those that the base quotes and the witness does not."""
    witness_only: int
    weight: float


def needed(words: int) -> float:
    """The weight from which an article of *words* words, the shorter of two, counts as sharing copy."""
    return (min(max(words, LEAST), MOST) - FREE) / PER


def weigh(base: Prepared, witness: Prepared, cells: Sequence[Cell], light: Collection[str]) -> list[Shared]:
    """What each of *cells* shares. Words of *light* (articles, prepositions, hedges, …) may come and go without weight."""
    lacking = [_lacking(of, [[pair[side] for pair in cell.pairs] for cell in cells]) for side, of in enumerate((base, witness))]
    return [_shared(base, witness, cell, light, min(sides)) for cell, *sides in zip(cells, *lacking, strict=True)]


def _shared(base: Prepared, witness: Prepared, cell: Cell, light: Collection[str], lacking: int) -> Shared:
    in_base, in_witness = [base.quoted[one] for one, _ in cell.pairs], [witness.quoted[two] for _, two in cell.pairs]
    in_both = sum(map(and_, in_base, in_witness))
    base_only, witness_only = sum(in_base) - in_both, sum(in_witness) - in_both
    own = len(cell.pairs) - in_both - base_only - witness_only
    quoted = len(cell.pairs) - own
    replaced = numbers = 0
    for before, after in _gaps(base, witness, cell, light):
        replaced += min(len(before), len(after))
        numbers += _numeric(before) and _numeric(after)
    off = CHANCE + REPLACED * replaced + NUMBER * numbers + LACKING * lacking
    weight = max(0.0, own + QUOTED * min(quoted, own) - off)
    return Shared(own, quoted, base_only, witness_only, weight)


def _gaps(base: Prepared, witness: Prepared, cell: Cell, light: Collection[str]) -> Iterator[tuple[list[str], list[str]]]:
    """The words of sense that stand in each text between words that agree."""
    for (one, two), (next_one, next_two) in pairwise(cell.pairs):
        if next_one - one > 1 and next_two - two > 1:
            yield (
                [word for word in base.words.folded[one + 1 : next_one] if word not in light],
                [word for word in witness.words.folded[two + 1 : next_two] if word not in light],
            )


def _numeric(words: list[str]) -> bool:
    return any(word.isdigit() for word in words)


def _lacking(of: Prepared, cells: Sequence[Sequence[int]]) -> list[int]:
    """For each cell, the words of sense, unquoted and in no cell, of the sentences that it stands in."""
    words = {word for cell in cells for word in cell}
    taken = Counter(map(of.sentence.__getitem__, filter(of.bearing.__getitem__, words)))
    return [
        sum(of.bearing_of[number] - taken[number] for number, times in _stood_in(of, cell) if times >= STANDS_IN)
        for cell in cells
    ]


def _stood_in(of: Prepared, cell: Sequence[int]) -> Iterable[tuple[int, int]]:
    return Counter(map(of.sentence.__getitem__, cell)).items()
