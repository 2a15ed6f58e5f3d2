"""Draw a passage out to the borders of sentences, or back to them: a reader copies sentences, an alignment finds words."""

from __future__ import annotations

from itertools import islice

from variorum.coverage.equals import Cell, Equal, Pair, Run, backward, counted, equal_words, forward, joined, last, within
from variorum.coverage.prepare import Prepared
from variorum.coverage.seeds import MIN_RUN

MARGIN = 3  # words to a sentence's border, in both texts, over which a passage is drawn out to it


def drawn_out(base: Prepared, witness: Prepared, equals: list[Equal]) -> Cell:
    """A cell of *equals* that begins and ends at sentence borders where those are near."""
    begins, ends = _both_begin(base, witness, equals[0]), _both_end(base, witness, last(equals))
    if not begins:
        equals = _without_tail(base, witness, equals)
    if not ends:
        equals = _without_head(base, witness, equals)
    (first, first_witness, _), (end, end_witness) = equals[0], last(equals)
    if not begins and 0 < max(before := (_back(base, first), _back(witness, first_witness))) <= MARGIN:
        head = Run(first - before[0], first, first_witness - before[1], first_witness)
        equals = joined([*equal_words(base.words.folded, witness.words.folded, head), *equals])
        first, first_witness = head.base, head.witness
    if not ends and 0 < max(after := (_on(base, end), _on(witness, end_witness))) <= MARGIN:
        tail = Run(end + 1, end + 1 + after[0], end_witness + 1, end_witness + 1 + after[1])
        equals = joined([*equals, *equal_words(base.words.folded, witness.words.folded, tail)])
        end, end_witness = tail.base_end - 1, tail.witness_end - 1
    return Cell(first, end + 1, first_witness, end_witness + 1, tuple(equals))


def _without_tail(base: Prepared, witness: Prepared, equals: list[Equal]) -> list[Equal]:
    """*equals* without the last words of the sentence before: "said. The mayor …" begins with The."""
    for pair in islice(forward(equals), max(0, min(MARGIN, counted(equals) - MIN_RUN))):
        if _both_end(base, witness, pair):
            end, end_witness = last(equals)
            return within(equals, Run(pair[0] + 1, end + 1, pair[1] + 1, end_witness + 1))
    return equals


def _without_head(base: Prepared, witness: Prepared, equals: list[Equal]) -> list[Equal]:
    """*equals* without the first words of the sentence after."""
    for pair in islice(backward(equals), 1, 1 + max(0, min(MARGIN, counted(equals) - MIN_RUN))):
        if _both_end(base, witness, pair):
            return within(equals, Run(equals[0][0], pair[0] + 1, equals[0][1], pair[1] + 1))
    return equals


def _both_begin(base: Prepared, witness: Prepared, equal: Equal) -> bool:
    one, two, _ = equal
    return (one == 0 or bool(base.closes[one - 1])) and (two == 0 or bool(witness.closes[two - 1]))


def _both_end(base: Prepared, witness: Prepared, pair: Pair) -> bool:
    return bool(base.closes[pair[0]] and witness.closes[pair[1]])


def _back(of: Prepared, word: int) -> int:
    """Words from *word* back to the border of its sentence or block, at most MARGIN + 1."""
    for count in range(MARGIN + 1):
        if word == count or of.closes[word - count - 1]:
            return count
    return MARGIN + 1


def _on(of: Prepared, word: int) -> int:
    """Words from *word* on to the border of its sentence or block, at most MARGIN + 1."""
    for count in range(MARGIN + 1):
        if of.closes[word + count]:
            return count
    return MARGIN + 1
