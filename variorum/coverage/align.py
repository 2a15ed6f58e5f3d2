"""Find the passages two articles share.

Method: seed and extend (PAN text alignment, Potthast et al. 2013; passim, Smith et al. 2015). Shared runs of words are
chained over small gaps where both texts move forward, the heavier chain wins where two claim the same words, and each
chain is cut at the paragraph borders of both texts.
"""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import LCSseq

from variorum.coverage.hashing import Longs
from variorum.coverage.prepare import SEED, Prepared

FREQUENT = 4  # a seed that stands more often than this in one article starts nothing: "the ministry said"
GAP = 12  # words that may be dropped, added or replaced between two runs of one chain
MIN_MATCH = 8  # words of a chain that stand in both
MIN_RUN = 4  # the longest run of a chain, in words
LOOK_BACK = 12  # chains that a run may still join
MARGIN = 3  # words to a sentence's border, in both texts, over which a passage is drawn out to it


class Run(NamedTuple):
    """Words that stand in both texts in the same order without a gap; half-open word numbers."""

    base: int
    base_end: int
    witness: int
    witness_end: int


class Cell(NamedTuple):
    """A shared stretch inside one block of each text, as half-open word numbers, and the pairs of equal words in it."""

    base: int
    base_end: int
    witness: int
    witness_end: int
    pairs: tuple[tuple[int, int], ...]


def align(base: Prepared, witness: Prepared) -> list[Cell]:
    """The cells that *base* and *witness* share, in the base's order; no word stands in two cells of one text."""
    chains = _heaviest(_chains(_runs(base, witness)))
    cells = [cell for chain in chains for cell in _cut(base, witness, chain)]
    return sorted(_apart(cells))


def _apart(cells: list[Cell]) -> list[Cell]:
    """*cells* less what heavier ones hold of their ends, and without those that lie in or around a heavier one."""
    kept: list[Cell] = []
    for cell in sorted(cells, key=lambda cell: (-len(cell.pairs), cell)):
        run = _without(Run(*cell[:4]), [Run(*other[:4]) for other in kept])
        pairs = cell.pairs if run == cell[:4] else _within(run, cell.pairs)
        if len(pairs) >= SEED and not any(_overlap(run, other) for other in kept):
            kept.append(Cell(*run, pairs))
    return kept


def _within(run: Run, pairs: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    return tuple(pair for pair in pairs if run.base <= pair[0] < run.base_end and run.witness <= pair[1] < run.witness_end)


def _overlap(run: Run, other: Cell) -> bool:
    in_base = run.base < other.base_end and other.base < run.base_end
    return in_base or (run.witness < other.witness_end and other.witness < run.witness_end)


def _seeds(base: Prepared, witness: Prepared) -> tuple[Longs, Longs]:
    """Places of runs of SEED equal words in both texts, furniture left out."""
    if not len(base.seeds):
        return base.seed_places, base.seed_places
    first = np.searchsorted(base.seeds, witness.seeds)
    shared = np.flatnonzero(base.seeds[np.minimum(first, len(base.seeds) - 1)] == witness.seeds)
    first = first[shared]
    times = np.searchsorted(base.seeds, witness.seeds[shared], side="right") - first
    times[times > FREQUENT] = 0
    within = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    return base.seed_places[np.repeat(first, times) + within], np.repeat(witness.seed_places[shared], times)


def _runs(base: Prepared, witness: Prepared) -> list[Run]:
    """Seeds that overlap on one diagonal joined to runs, by place in the witness."""
    left, right = _seeds(base, witness)
    if not len(left):
        return []
    order = np.lexsort((right, left - right))
    left, right = left[order], right[order]
    goes_on = (np.diff(left - right) == 0) & (np.diff(right) <= SEED)
    opens = np.concatenate(([True], ~goes_on))
    closes = np.concatenate((~goes_on, [True]))
    edges = np.stack((left[opens], left[closes] + SEED, right[opens], right[closes] + SEED), axis=1)
    return list(map(Run._make, edges[np.lexsort((edges[:, 0], edges[:, 2]))].tolist()))


def _chains(runs: list[Run]) -> list[list[Run]]:
    """Join each run to the nearest chain that it continues; keep the chains heavy enough to be copy."""
    chains: list[list[Run]] = []
    if all(run.base_end - run.base < MIN_RUN for run in runs):
        return chains
    for run in runs:
        nearest: tuple[int, list[Run]] | None = None
        for chain in chains[-LOOK_BACK:]:
            base_gap, witness_gap = run.base - chain[-1].base_end, run.witness - chain[-1].witness_end
            if -2 <= base_gap <= GAP and -2 <= witness_gap <= GAP:
                far = max(base_gap, 0) + max(witness_gap, 0)
                if nearest is None or far < nearest[0]:
                    nearest = far, chain
        if nearest:
            nearest[1].append(run)
        else:
            chains.append([run])
    return [chain for chain in chains if _weight(chain) >= MIN_MATCH and max(r.base_end - r.base for r in chain) >= MIN_RUN]


def _weight(chain: list[Run]) -> int:
    return sum(run.base_end - run.base for run in chain)


def _heaviest(chains: list[list[Run]]) -> list[Run]:
    """The hull of each chain, the heavier first; a lighter one that lies half inside another in one of the texts goes."""
    kept: list[Run] = []
    for chain in sorted(chains, key=lambda chain: (-_weight(chain), chain)):
        hull = Run(chain[0].base, max(r.base_end for r in chain), chain[0].witness, max(r.witness_end for r in chain))
        if all(not _contends(hull, other) for other in kept):
            kept.append(_without(hull, kept))
    return kept


def _contends(hull: Run, other: Run) -> bool:
    in_base = min(hull.base_end, other.base_end) - max(hull.base, other.base)
    in_witness = min(hull.witness_end, other.witness_end) - max(hull.witness, other.witness)
    return 2 * in_base > hull.base_end - hull.base or 2 * in_witness > hull.witness_end - hull.witness


def _without(hull: Run, kept: list[Run]) -> Run:
    """*hull* less what heavier hulls hold of its ends."""
    base, base_end, witness, witness_end = hull
    for other in kept:
        if other.base <= base < other.base_end:
            base = other.base_end
        if other.base < base_end <= other.base_end:
            base_end = other.base
        if other.witness <= witness < other.witness_end:
            witness = other.witness_end
        if other.witness < witness_end <= other.witness_end:
            witness_end = other.witness
    return Run(base, base_end, witness, witness_end)


def _cut(base: Prepared, witness: Prepared, hull: Run) -> list[Cell]:
    """The equal words of *hull*, grouped by the blocks of both texts, each group drawn out to near sentence borders."""
    pairs = equal_words(base, witness, hull)
    blocks = [(base.block[one], witness.block[two]) for one, two in pairs]
    groups = [[pair for pair, _ in group] for _, group in groupby(zip(pairs, blocks, strict=True), itemgetter(1))]
    return [_draw_out(base, witness, group) for group in groups if len(group) >= SEED]


def equal_words(base: Prepared, witness: Prepared, hull: Run) -> list[tuple[int, int]]:
    """Pairs of equal words of a longest common subsequence, in order."""
    left = base.words.folded[hull.base : hull.base_end]
    right = witness.words.folded[hull.witness : hull.witness_end]
    pairs: list[tuple[int, int]] = []
    for block in LCSseq.opcodes(left, right):
        if block.tag == "equal":
            base_words = range(hull.base + block.src_start, hull.base + block.src_end)
            pairs += zip(base_words, range(hull.witness + block.dest_start, hull.witness + block.dest_end), strict=True)
    return pairs


def _draw_out(base: Prepared, witness: Prepared, pairs: list[tuple[int, int]]) -> Cell:
    """A cell of *pairs* that begins and ends at sentence borders where those are near."""
    pairs = _trimmed(base, witness, pairs)
    (first, first_witness), (last, last_witness) = pairs[0], pairs[-1]
    before = _to_border(base, first, -1), _to_border(witness, first_witness, -1)
    after = _to_border(base, last, 1), _to_border(witness, last_witness, 1)
    if max(before) <= MARGIN:
        head = Run(first - before[0], first, first_witness - before[1], first_witness)
        pairs = [*equal_words(base, witness, head), *pairs]
        first, first_witness = head.base, head.witness
    if max(after) <= MARGIN:
        tail = Run(last + 1, last + 1 + after[0], last_witness + 1, last_witness + 1 + after[1])
        pairs = [*pairs, *equal_words(base, witness, tail)]
        last, last_witness = tail.base_end - 1, tail.witness_end - 1
    return Cell(first, last + 1, first_witness, last_witness + 1, tuple(pairs))


def _trimmed(base: Prepared, witness: Prepared, pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """*pairs* without the tail of a sentence before and the head of one after: "said. The mayor …" begins with The."""
    for count in range(1, min(MARGIN, len(pairs) - MIN_RUN) + 1):
        if _both_end(base, witness, pairs[count - 1]) and not _begins(base, witness, pairs[0]):
            pairs = pairs[count:]
            break
    for count in range(1, min(MARGIN, len(pairs) - MIN_RUN) + 1):
        if _both_end(base, witness, pairs[-count - 1]) and not _both_end(base, witness, pairs[-1]):
            return pairs[:-count]
    return pairs


def _both_end(base: Prepared, witness: Prepared, pair: tuple[int, int]) -> bool:
    return ends_sentence(base, pair[0]) and ends_sentence(witness, pair[1])


def _begins(base: Prepared, witness: Prepared, pair: tuple[int, int]) -> bool:
    return all(at == 0 or ends_sentence(of, at - 1) for of, at in zip((base, witness), pair, strict=True))


def ends_sentence(of: Prepared, word: int) -> bool:
    """True where a sentence's or a block's border follows *word*, or the text's end."""
    if word + 1 >= len(of.words) or of.block[word] != of.block[word + 1]:
        return True
    if of.words.starts[word + 1] - of.words.ends[word] == 1:
        return of.source.text[of.words.ends[word]] == "\n"
    initial = len(of.words.folded[word]) == 1 and of.words.folded[word].isalpha()
    stop = (_BREAK if initial else _STOP).match(of.source.text, of.words.ends[word], of.words.starts[word + 1])
    return stop is not None


_BREAK = re.compile(r"[^\w]*\n")
_STOP = re.compile(r"[^\w\s]*[.!?…][^\w\s]*\s|[^\w]*\n")


def _to_border(of: Prepared, word: int, step: int) -> int:
    """Words from *word* to the border of its sentence or block, at most MARGIN + 1."""
    for count in range(MARGIN + 1):
        here = word + step * count
        if (step < 0 and here == 0) or ends_sentence(of, here if step > 0 else here - 1):
            return count
    return MARGIN + 1
