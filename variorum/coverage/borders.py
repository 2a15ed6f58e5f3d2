"""Draw a passage out to the borders of sentences, or back to them: a reader copies sentences, an alignment finds words."""

from __future__ import annotations

import re
from itertools import islice

from variorum.coverage.equals import Cell, Equal, Pair, Run, backward, counted, equal_words, forward, joined, last, within
from variorum.coverage.prepare import BLOCK, Prepared
from variorum.coverage.seeds import MIN_RUN

MARGIN = 3  # words to a sentence's border, in both texts, over which a passage is drawn out to it


def drawn_out(base: Prepared, witness: Prepared, equals: list[Equal]) -> Cell:
    """A cell of *equals* that begins and ends at sentence borders where those are near."""
    equals = _without_head(base, witness, _without_tail(base, witness, equals))
    (first, first_witness, _), (end, end_witness) = equals[0], last(equals)
    before = _back(base, first), _back(witness, first_witness)
    after = _on(base, end), _on(witness, end_witness)
    left, right = base.words.folded, witness.words.folded
    if 0 < max(before) <= MARGIN:
        head = Run(first - before[0], first, first_witness - before[1], first_witness)
        equals = joined([*equal_words(left, right, head), *equals])
        first, first_witness = head.base, head.witness
    if 0 < max(after) <= MARGIN:
        tail = Run(end + 1, end + 1 + after[0], end_witness + 1, end_witness + 1 + after[1])
        equals = joined([*equals, *equal_words(left, right, tail)])
        end, end_witness = tail.base_end - 1, tail.witness_end - 1
    return Cell(first, end + 1, first_witness, end_witness + 1, tuple(equals))


def _without_tail(base: Prepared, witness: Prepared, equals: list[Equal]) -> list[Equal]:
    """*equals* without the last words of the sentence before: "said. The mayor …" begins with The."""
    first, first_witness, _ = equals[0]
    if _begins(base, first) and _begins(witness, first_witness):
        return equals
    for pair in islice(forward(equals), max(0, min(MARGIN, counted(equals) - MIN_RUN))):
        if _both_end(base, witness, pair):
            end, end_witness = last(equals)
            return within(equals, Run(pair[0] + 1, end + 1, pair[1] + 1, end_witness + 1))
    return equals


def _without_head(base: Prepared, witness: Prepared, equals: list[Equal]) -> list[Equal]:
    """*equals* without the first words of the sentence after."""
    if _both_end(base, witness, last(equals)):
        return equals
    for pair in islice(backward(equals), 1, 1 + max(0, min(MARGIN, counted(equals) - MIN_RUN))):
        if _both_end(base, witness, pair):
            return within(equals, Run(equals[0][0], pair[0] + 1, equals[0][1], pair[1] + 1))
    return equals


def _both_end(base: Prepared, witness: Prepared, pair: Pair) -> bool:
    return ends_sentence(base, pair[0]) and ends_sentence(witness, pair[1])


def _begins(of: Prepared, word: int) -> bool:
    return word == 0 or ends_sentence(of, word - 1)


def ends_sentence(of: Prepared, word: int) -> bool:
    """True where a sentence's or a block's border follows *word*, or the text's end."""
    followed = of.followed[word]
    if not followed:
        return False
    if followed & BLOCK:
        return True
    initial = len(of.words.folded[word]) == 1 and of.words.folded[word].isalpha()
    stop = (_BREAK if initial else _STOP).match(of.source.text, of.words.ends[word], of.words.starts[word + 1])
    return stop is not None


_BREAK = re.compile(r"[^\w]*\n")
_STOP = re.compile(r"[^\w\s]*[.!?…][^\w\s]*\s|[^\w]*\n")


def _back(of: Prepared, word: int) -> int:
    """Words from *word* back to the border of its sentence or block, at most MARGIN + 1."""
    for count in range(MARGIN + 1):
        if word == count or (of.followed[word - count - 1] and ends_sentence(of, word - count - 1)):
            return count
    return MARGIN + 1


def _on(of: Prepared, word: int) -> int:
    """Words from *word* on to the border of its sentence or block, at most MARGIN + 1."""
    for count in range(MARGIN + 1):
        if of.followed[word + count] and ends_sentence(of, word + count):
            return count
    return MARGIN + 1
