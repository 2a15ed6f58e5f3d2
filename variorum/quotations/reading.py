"""An article as the attribution reads it: its quotations, and each paragraph made ready when it is first needed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from variorum.model import Span
from variorum.quotations.clauses import antecedent, sentence_numbers, subjects
from variorum.quotations.items import Items
from variorum.quotations.marks import Marked, marked, runs
from variorum.quotations.phrases import items
from variorum.quotations.tokens import CUE, PRONOUN, Class, Vocabulary

LONGEST = 3000  # characters of a paragraph that are read at once, which keeps any input linear; many files have no line breaks
_SOLO = frozenset((Class.PUNCTUATION, Class.QUOTATION))
_STOP = re.compile(r"[.?!…。][\"”’»')\]]*\s|\s")


class Place(NamedTuple):
    """An item of an article: the number of its paragraph and its own within that."""

    paragraph: int
    item: int


new_place = partial(tuple.__new__, Place)
"""`new_place((1, 2))` is `Place(1, 2)` in half the time: there are a hundred an article."""


class Paragraph:
    """One block, read: its items, their sentences, its verbs' subjects."""

    __slots__ = ("at", "cue", "items", "opening", "relatives", "scores", "sentence", "solo", "spoken", "subjects")

    def __init__(self, text: str, block: Span, pieces: Sequence[Marked], words: Vocabulary) -> None:
        self.items: Items = items(text, block, pieces, words)
        self.sentence = sentence_numbers(text, self.items)
        self.subjects = subjects(self.items, self.sentence, words)
        symbol, lower, relatives = self.items.symbol, self.items.lower, words.lexicon.relatives
        self.relatives = {
            item: antecedent(self.items, item)
            for item in self.items.mentions
            if symbol[item] == PRONOUN and lower[item] in relatives
        }
        """The relative pronouns, each with the phrase right before it that it takes up; -1 for none."""
        self.at = {self.items.start[item]: item for item in self.items.quotations}
        """The quotations' items by where their words start."""
        self.cue = CUE in symbol
        """True where any verb of it reports speech."""
        self.spoken = frozenset(self.subjects.values())
        """The mentions that are a verb's subject."""
        self.opening = frozenset({self.sentence[mention]: mention for mention in reversed(self.items.mentions)}.values())
        """The first mention of each sentence."""
        self.solo = _SOLO.issuperset(self.items.head)
        """True where it is all quotation."""
        self.scores: dict[tuple[int, int], float] = {}
        """What a mention scores wherever the quotation stands; filled by the ranking."""


def cut(text: str, block: Span, pieces: Sequence[Marked]) -> Iterator[Span]:
    """A block in parts of about LONGEST characters, cut where a sentence ends outside its quotations *pieces*."""
    start, nth = block.start, 0
    for match in _STOP.finditer(text, block.start + LONGEST, block.end):
        at = match.end()
        length = at - start
        if length < LONGEST or (len(match[0]) == 1 and length < 3 * LONGEST):
            continue
        while nth < len(pieces) and pieces[nth].span.end <= at:
            nth += 1
        if at < block.end and not (nth < len(pieces) and pieces[nth].span.start < at):
            yield Span(start, at)
            start = at
    yield Span(start, block.end)


class _Paragraphs(dict[int, Paragraph]):
    """The paragraphs of a text by the numbers of their *blocks*, each read when it is first asked for."""

    def __init__(self, text: str, blocks: Sequence[Span], pieces: Sequence[Sequence[Marked]], words: Vocabulary) -> None:
        self._text, self._blocks, self._pieces, self._words = text, blocks, pieces, words

    def __missing__(self, number: int) -> Paragraph:
        found = self[number] = Paragraph(self._text, self._blocks[number], self._pieces[number], self._words)
        return found


class Reading:
    """An article's text with its marks paired. Paragraphs are read on demand."""

    def __init__(self, text: str, blocks: Sequence[Span], headlines: int, words: Vocabulary) -> None:
        self.text = text
        self.words = words
        found = marked(text, blocks)
        self._runs = [[piece for _, piece in run] for run in runs(text, blocks, found)]
        self.blocks: list[Span] = []
        self.pieces: list[list[Marked]] = []
        self.headlines = 0
        """How many blocks at the beginning are title and dek."""
        for number, (block, pieces) in enumerate(zip(blocks, found, strict=True)):
            parts = list(cut(text, block, pieces)) if len(block) > 2 * LONGEST else [block]
            for part in parts:
                inside = pieces if part is block else [one for one in pieces if part.start <= one.words.start < part.end]
                self.blocks.append(part)
                self.pieces.append(inside)
                self.headlines += number < headlines
        self._starts = [block.start for block in self.blocks]
        self.paragraph = _Paragraphs(text, self.blocks, self.pieces, words).__getitem__
        """The paragraph of a block, by its number."""

    def quotations(self) -> Iterator[list[tuple[Place, Marked]]]:
        """The quotations in text order: of each the stretches it runs through. Nicknames inside names are left out."""
        for run in self._runs:
            placed = [(place, piece) for piece in run if (place := self._place(piece))]
            if placed:
                yield placed

    def _place(self, piece: Marked) -> Place | None:
        number = bisect_right(self._starts, piece.words.start) - 1
        item = self.paragraph(number).at.get(piece.words.start)
        return None if item is None else new_place((number, item))

    def span(self, place: Place) -> Span:
        """Where an item stands in the text."""
        return self.paragraph(place.paragraph).items.span(place.item)

    def symbol(self, place: Place) -> int:
        """What an item is."""
        return self.paragraph(place.paragraph).items.symbol[place.item]
