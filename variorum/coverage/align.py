"""Find the passages two articles share.

Method: seed and extend (PAN text alignment, Potthast et al. 2013; passim, Smith et al. 2015). Shared runs of words are
chained over small gaps where both texts move forward, the heavier chain wins where two claim the same words, and each
chain is cut at the paragraph borders of both texts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from variorum.coverage.borders import drawn_out
from variorum.coverage.equals import Cell, Equal, Pair, Run, counted, equal_words, within
from variorum.coverage.prepare import SEED, Prepared
from variorum.coverage.seeds import GAP, MIN_MATCH, MIN_RUN, OVERLAP, Runs, shared_runs

LOOK_BACK = 12  # chains that a run may still join, runs that are left out among them


def align(base: Prepared, witness: Prepared) -> list[Cell]:
    """The cells that *base* and *witness* share, in the base's order; no word stands in two cells of one text."""
    return cells_of(base, witness, shared_runs((base, witness), ((0, 1),))[0])


def cells_of(base: Prepared, witness: Prepared, runs: Runs) -> list[Cell]:
    """What `align` gives, of two texts that share these *runs*."""
    return sorted(_apart([cell for chain in _heaviest(_chains(runs)) for cell in _cut(base, witness, chain)]))


def _apart(cells: list[Cell]) -> list[Cell]:
    """*cells* less what heavier ones hold of their ends, and without those that lie in or around a heavier one."""
    if len(cells) < 2:
        return cells
    kept: list[Cell] = []
    for cell in sorted(cells, key=lambda cell: (-counted(cell.equals), cell)):
        run = _without(Run(*cell[:4]), kept)
        equals = cell.equals if run == cell[:4] else tuple(within(cell.equals, run))
        if counted(equals) >= SEED and not any(_overlap(run, other) for other in kept):
            kept.append(Cell(*run, equals))
    return kept


def _overlap(run: Run, other: Cell) -> bool:
    in_base = run.base < other.base_end and other.base < run.base_end
    return in_base or (run.witness < other.witness_end and other.witness < run.witness_end)


def _chains(runs: Runs) -> list[list[Run]]:
    """Join each run to the nearest chain that it continues; keep the chains heavy enough to be copy."""
    chains: list[list[Run]] = []
    places: list[int] = []
    for alone, run in runs:
        base, _, witness, _ = run
        here = alone + len(chains)
        nearest, least = -1, 2 * GAP
        for at in range(bisect_left(places, here - LOOK_BACK), len(chains)):
            _, base_end, _, witness_end = chains[at][-1]
            if -OVERLAP <= base - base_end <= GAP and -OVERLAP <= witness - witness_end <= GAP:
                far = max(base - base_end, 0) + max(witness - witness_end, 0)
                if far < least or nearest < 0:
                    nearest, least = at, far
        if nearest >= 0:
            chains[nearest].append(run)
        else:
            places.append(here)
            chains.append([run])
    return [chain for chain in chains if _heavy(chain)]


def _heavy(chain: list[Run]) -> bool:
    lengths = [run.base_end - run.base for run in chain]
    return sum(lengths) >= MIN_MATCH and max(lengths) >= MIN_RUN


def _weight(chain: list[Run]) -> int:
    return sum([run.base_end - run.base for run in chain])


def _heaviest(chains: list[list[Run]]) -> list[Run]:
    """The hull of each chain, the heavier first; a lighter one that lies half inside another in one of the texts goes."""
    kept: list[Run] = []
    for chain in sorted(chains, key=lambda chain: (-_weight(chain), chain)) if len(chains) > 1 else chains:
        hull = Run(chain[0].base, max([r.base_end for r in chain]), chain[0].witness, max([r.witness_end for r in chain]))
        if not any(_contends(hull, other) for other in kept):
            kept.append(_without(hull, kept))
    return kept


def _contends(hull: Run, other: Run) -> bool:
    base, base_end, witness, witness_end = hull
    other_base, other_base_end, other_witness, other_witness_end = other
    in_base = min(base_end, other_base_end) - max(base, other_base)
    in_witness = min(witness_end, other_witness_end) - max(witness, other_witness)
    return 2 * in_base > base_end - base or 2 * in_witness > witness_end - witness


def _without(hull: Run, kept: Iterable[Run | Cell]) -> Run:
    """*hull* less what heavier ones hold of its ends."""
    base, base_end, witness, witness_end = hull
    for other_base, other_base_end, other_witness, other_witness_end, *_ in kept:
        if other_base <= base < other_base_end:
            base = other_base_end
        if other_base < base_end <= other_base_end:
            base_end = other_base
        if other_witness <= witness < other_witness_end:
            witness = other_witness_end
        if other_witness < witness_end <= other_witness_end:
            witness_end = other_witness
    return Run(base, base_end, witness, witness_end)


def _cut(base: Prepared, witness: Prepared, hull: Run) -> Iterator[Cell]:
    """The equal words of *hull*, grouped by the blocks of both texts, each group drawn out to near sentence borders."""
    found = equal_words(base.words.folded, witness.words.folded, hull)
    for equals in _by_block(base, witness, hull, found) if found else ():
        if counted(equals) >= SEED:
            yield drawn_out(base, witness, equals)


def _by_block(base: Prepared, witness: Prepared, hull: Run, equals: list[Equal]) -> Iterator[list[Equal]]:
    """*equals*, all in *hull*, by the blocks in which they stand in both texts, cut where one ends."""
    if base.block_end[hull.base] >= hull.base_end and witness.block_end[hull.witness] >= hull.witness_end:
        yield equals
    else:
        for _, group in groupby(_pieces(base, witness, equals), itemgetter(0)):
            yield [equal for _, equal in group]


def _pieces(base: Prepared, witness: Prepared, equals: Iterable[Equal]) -> Iterator[tuple[Pair, Equal]]:
    """The blocks in which each of *equals* stands, cut where one ends."""
    for one, two, count in equals:
        while count:
            step = min(count, base.block_end[one] - one, witness.block_end[two] - two)
            yield (base.block[one], witness.block[two]), (one, two, step)
            one, two, count = one + step, two + step, count - step
