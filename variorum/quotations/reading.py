"""An article as the attribution reads it: its quotations, and each paragraph made ready when it is first needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from variorum.model import Span
from variorum.quotations.clauses import sentence_numbers, subjects
from variorum.quotations.marks import Marked, marked, runs
from variorum.quotations.phrases import Items, items
from variorum.quotations.tokens import Vocabulary

LONGEST = 20_000  # characters; of a longer paragraph without a quotation no more is read, which keeps any input linear


class Place(NamedTuple):
    """An item of an article: the number of its paragraph and its own within that."""

    paragraph: int
    item: int


class Paragraph:
    """One block, read: its items, their sentences, its verbs' subjects."""

    __slots__ = ("items", "scores", "sentence", "subjects")

    def __init__(self, text: str, block: Span, pieces: Sequence[Marked], words: Vocabulary) -> None:
        self.items: Items = items(text, block, pieces, words)
        self.sentence = sentence_numbers(text, self.items)
        self.subjects = subjects(self.items, self.sentence, words)
        self.scores: dict[tuple[int, int], float] = {}
        """What a mention scores wherever the quotation stands; filled by the ranking."""


class Reading:
    """An article's text with its marks paired. Paragraphs are read on demand."""

    def __init__(self, text: str, blocks: Sequence[Span], headlines: int, words: Vocabulary) -> None:
        self.text = text
        self.blocks = blocks
        self.headlines = headlines
        """How many blocks at the beginning are title and dek."""
        self.words = words
        self.pieces = marked(text, blocks)
        self._paragraphs: dict[int, Paragraph] = {}

    def paragraph(self, number: int) -> Paragraph:
        """The paragraph of block *number*."""
        found = self._paragraphs.get(number)
        if found is None:
            block, pieces = self.blocks[number], self.pieces[number]
            if not pieces and len(block) > LONGEST:
                block = Span(block.end - LONGEST, block.end)
            found = self._paragraphs[number] = Paragraph(self.text, block, pieces, self.words)
        return found

    def quotations(self) -> Iterator[list[tuple[Place, Marked]]]:
        """The quotations in text order: of each the stretches it runs through. Nicknames inside names are left out."""
        for run in runs(self.text, self.blocks, self.pieces):
            placed = [(Place(number, item), piece) for number, piece in run if (item := self._item(number, piece)) is not None]
            if placed:
                yield placed

    def _item(self, number: int, piece: Marked) -> int | None:
        found = self.paragraph(number).items
        start = piece.words.start
        return next((item for item in found.quotations if found.start[item] == start), None)

    def span(self, place: Place) -> Span:
        """Where an item stands in the text."""
        return self.paragraph(place.paragraph).items.span(place.item)

    def symbol(self, place: Place) -> int:
        """What an item is."""
        return self.paragraph(place.paragraph).items.symbol[place.item]
