"""How much two passages weigh as evidence that one text was copied.

Two reports of one event share names, offices and formulas, but inside sentences of their own; copy takes sentences. So the
words two passages share count, and against them count the words of sense that were replaced between them, numbers above all
(two takes of a market report differ in nothing else), and the words of their sentences that the other text lacks. Words that
either text quotes count little: two reporters may quote one speech. How the weights were fitted: docs/coverage.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from operator import and_
from typing import NamedTuple

from variorum.coverage.equals import Cell, counted
from variorum.coverage.prepare import Prepared, any_quoted

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
    lacking = zip(
        _lacking(base, [[(one, count) for one, _, count in cell.equals] for cell in cells]),
        _lacking(witness, [[(two, count) for _, two, count in cell.equals] for cell in cells]),
        strict=True,
    )
    return [_shared(base, witness, cell, light, min(sides)) for cell, sides in zip(cells, lacking, strict=True)]


def _shared(base: Prepared, witness: Prepared, cell: Cell, light: Collection[str], lacking: int) -> Shared:
    in_base = in_witness = in_both = 0
    if any_quoted(base, cell.base, cell.base_end) or any_quoted(witness, cell.witness, cell.witness_end):
        in_base, in_witness, in_both = _quoted(base, witness, cell)
    quoted = in_base + in_witness - in_both
    own = counted(cell.equals) - quoted
    replaced = numbers = 0
    for before, after in _gaps(base, witness, cell, light) if len(cell.equals) > 1 else ():
        replaced += min(len(before), len(after))
        numbers += _numeric(before) and _numeric(after)
    off = CHANCE + REPLACED * replaced + NUMBER * numbers + LACKING * lacking
    weight = max(0.0, own + QUOTED * min(quoted, own) - off)
    return Shared(own, quoted, in_base - in_both, in_witness - in_both, weight)


def _quoted(base: Prepared, witness: Prepared, cell: Cell) -> tuple[int, int, int]:
    """How many of the equal words the base quotes, the witness, and both."""
    in_base = in_witness = in_both = 0
    for one, two, count in cell.equals:
        of_base = base.quoted_before[one + count] - base.quoted_before[one]
        of_witness = witness.quoted_before[two + count] - witness.quoted_before[two]
        if of_base and of_witness:
            in_both += sum(map(and_, base.quoted[one : one + count], witness.quoted[two : two + count]))
        in_base, in_witness = in_base + of_base, in_witness + of_witness
    return in_base, in_witness, in_both


def _gaps(base: Prepared, witness: Prepared, cell: Cell, light: Collection[str]) -> Iterator[tuple[list[str], list[str]]]:
    """The words of sense that stand in each text between words that agree."""
    for (one, two, count), (next_one, next_two, _) in pairwise(cell.equals):
        if next_one > one + count and next_two > two + count:
            yield (
                [word for word in base.words.folded[one + count : next_one] if word not in light],
                [word for word in witness.words.folded[two + count : next_two] if word not in light],
            )


def _numeric(words: list[str]) -> bool:
    return any(word.isdigit() for word in words)


def _lacking(of: Prepared, cells: Sequence[Sequence[tuple[int, int]]]) -> list[int]:
    """For each cell, the words of sense, unquoted and in no cell, of the sentences that it stands in.

    A cell is given as stretches of words: the first of each, and how many. A sentence goes by the word after its last.
    """
    before, ends, bearing = of.bearing_before, of.sentence_end, of.sentence_bearing
    taken: dict[int, int] = defaultdict(int)
    stood_in: list[dict[int, int]] = []
    for cell in cells:
        times: dict[int, int] = defaultdict(int)
        for first, count in cell:
            end, opens = first + count, first == 0 or ends[first - 1] == first
            while first < end:
                sentence = ends[first]
                stop = min(end, sentence)
                if not opens or stop < sentence:  # of a whole sentence nothing is lacking
                    times[sentence] += stop - first
                    taken[sentence] += before[stop] - before[first]
                first, opens = stop, True
        stood_in.append(times)
    return [
        sum([bearing[sentence - 1] - taken[sentence] for sentence, count in times.items() if count >= STANDS_IN])
        for times in stood_in
    ]
