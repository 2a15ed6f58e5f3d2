"""Compare two articles: their passages, the variants in them, and how much of each stands in the other. Pure and picklable."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from variorum.coverage.align import cells_of
from variorum.coverage.collate import cell_span, collate
from variorum.coverage.equals import Cell, counted
from variorum.coverage.prepare import Prepared, Source, prepare
from variorum.coverage.seeds import Runs, shared_runs
from variorum.coverage.tongue import tongue
from variorum.coverage.weigh import Shared, needed, weigh
from variorum.model import Passage, Span
from variorum.model.values import Value, dataclass
from variorum.text import WORD, trim

CARRIES = 0.5  # share of the weight needed that one passage must have alone: formulas add up, copy does not need to
FORMULA = 40  # words that both texts end with: a prompt, a writer's post, a house's standing background. Alone they are no copy
AFTER = 2  # words that may follow it: "Read more"
QUOTED = 8  # words of quotations two articles must share for that to be worth a line


@dataclass(frozen=True, slots=True)
class Comparison(Value):
    """What two articles share. Words are counted; those quoted in either text stand apart."""

    passages: tuple[Passage, ...]
    """In the base's order."""
    copied: bool
    """True where the passages weigh enough to be copy; see weigh.py."""
    own: int
    """Words in both texts that neither quotes."""
    quoted: int
    """Words in both texts that one of them quotes."""
    base_words: int
    """Words of the base outside quotations, furniture, and what the witness quotes."""
    witness_words: int
    dropped: tuple[Span, ...]
    added: tuple[Span, ...]


def compare(base: Source, witness: Source) -> Comparison | None:
    """Align and collate two articles; None where they share too little to be worth a line.

    The language of the base names the lexicon of changes.
    """
    left, right = prepare(base), prepare(witness)
    return compared_by(left, right, shared_runs((left, right), ((0, 1),))[0])


def compared_by(left: Prepared, right: Prepared, runs: Runs) -> Comparison | None:
    """What `compare` gives, of two articles made ready that share these *runs*."""
    words = tongue(left.source.language)
    cells = cells_of(left, right, runs)
    if not cells:
        return None
    shares = weigh(left, right, cells, words.light)
    quoted = sum(one.quoted for one in shares)
    base_words = left.unquoted - sum(one.witness_only for one in shares)
    witness_words = right.unquoted - sum(one.base_only for one in shares)
    copied = _copied(left, right, cells, shares, min(base_words, witness_words))
    if not copied and quoted < QUOTED:
        return None
    spans = [(cell_span(left, c.base, c.base_end), cell_span(right, c.witness, c.witness_end)) for c in cells]
    moved = _moved(cells)
    return Comparison(
        passages=tuple(
            Passage(one, two, at in moved, collate(left, right, cell, words))
            for at, (cell, (one, two)) in enumerate(zip(cells, spans, strict=True))
        ),
        copied=copied,
        own=sum(one.own for one in shares),
        quoted=quoted,
        base_words=base_words,
        witness_words=witness_words,
        dropped=_rest(left, [one for one, _ in spans]),
        added=_rest(right, sorted(two for _, two in spans)),
    )


def _copied(left: Prepared, right: Prepared, cells: Sequence[Cell], shares: Sequence[Shared], words: int) -> bool:
    """True where the passages weigh enough to be copy; the shorter text has *words* words of its own."""
    wanted = needed(words)
    weights = [one.weight for one in shares]
    if sum(weights) < wanted or max(weights) < CARRIES * wanted:
        return False
    for place, (cell, one) in enumerate(zip(cells, shares, strict=True)):
        whole = counted(cell.equals) == cell.base_end - cell.base == cell.witness_end - cell.witness <= FORMULA
        if whole and 2 * one.own < words and _last(left, cell.base_end) and _last(right, cell.witness_end):
            weights[place] = 0.0
    return sum(weights) >= wanted and max(weights) >= CARRIES * wanted


def _last(of: Prepared, end: int) -> bool:
    """True where the text ends at word *end*, furniture and the last words of a prompt aside."""
    return int(np.count_nonzero(of.matched[end:])) <= AFTER


def _moved(cells: Sequence[Cell]) -> set[int]:
    """Numbers of the cells outside the longest series that both texts have in the same order."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int] = {}
    for at, cell in enumerate(cells):
        place = bisect_left(tails, cell.witness)
        tails[place:], ends[place:] = [cell.witness, *tails[place + 1 :]], [at, *ends[place + 1 :]]
        before[at] = ends[place - 1] if place else -1
    in_order: set[int] = set()
    at = ends[-1]
    while at >= 0:
        in_order.add(at)
        at = before[at]
    return set(range(len(cells))) - in_order


def _rest(of: Prepared, taken: Sequence[Span]) -> tuple[Span, ...]:
    """Stretches of each block that lie in none of *taken*, in order, where they hold a word."""
    text = of.source.text
    found: list[Span] = []
    at = 0
    for block in of.source.blocks:
        start = block.start
        while at < len(taken) and taken[at].start < block.end:
            if WORD.search(text, start, taken[at].start):
                found.append(trim(text, Span(start, taken[at].start)))
            start, at = taken[at].end, at + 1
        if WORD.search(text, start, block.end):
            found.append(trim(text, Span(start, block.end)))
    return tuple(found)
