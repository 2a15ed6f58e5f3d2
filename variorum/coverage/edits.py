"""A change of words: the words of two texts that stand in each other's place, and what surrounds them."""

from __future__ import annotations

import re
from typing import NamedTuple

from variorum.coverage.prepare import Prepared

Edges = tuple[int, int]
"""Where something starts and ends in a text."""
Found = tuple[Edges, Edges, str]
"""A variant as it is found: where it starts and ends in the base and in the witness, and the change."""


class Side(NamedTuple):
    """The words of one text that an edit concerns, as half-open word numbers; none where it added or dropped."""

    of: Prepared
    first: int
    end: int
    folded: tuple[str, ...]
    """The words, folded."""

    @property
    def written(self) -> tuple[str, ...]:
        """The words as they stand."""
        return tuple(words_written(self.of, self.first, self.end))

    @property
    def quoted(self) -> bool:
        """True where all of it lies in quotation marks; of no words: where it lies between two quoted ones."""
        if self.first == self.end:
            return is_quoted(self.of, self.first - 1) and is_quoted(self.of, self.first)
        return self.of.quoted_before[self.end] - self.of.quoted_before[self.first] == self.end - self.first


def side(of: Prepared, first: int, end: int) -> Side:
    """Words *first* to *end* of a text."""
    return Side(of, first, end, tuple(of.words.folded[first:end]))


class Edit(NamedTuple):
    """Words of the base and the words of the witness that stand in their place."""

    base: Side
    witness: Side


def edges(of: Prepared, first: int, last: int) -> Edges:
    """Where words *first* to *last* start and end."""
    return of.words.starts[first], of.words.ends[last]


def crosses(side: Side) -> bool:
    """True of words of two sentences: then nothing can be told of what was done."""
    words = side.of.words
    if side.end - side.first < 2 or not STOP.search(side.of.source.text, words.ends[side.first], words.starts[side.end - 1]):
        return False
    folded = words.folded
    return any(len(folded[at - 1]) > 1 and BORDER.search(between(side.of, at)) for at in range(side.first + 1, side.end))


STOP = re.compile(r"[.!?…\n]")
BORDER = re.compile(r"[.!?…]\W*\s|\n")


def direction(edit: Edit, added: str = "added", dropped: str = "dropped", changed: str = "changed") -> str:
    """Whether words were added, dropped or replaced, by these names."""
    if edit.base.first == edit.base.end:
        return added
    return dropped if edit.witness.first == edit.witness.end else changed


def words_written(of: Prepared, first: int, end: int) -> list[str]:
    """Words *first* to *end* as they stand."""
    text = of.source.text
    return [text[start:stop] for start, stop in zip(of.words.starts[first:end], of.words.ends[first:end], strict=True)]


def is_quoted(of: Prepared, word: int) -> bool:
    """True of a word there is that stands in quotation marks."""
    return 0 <= word < len(of.quoted) and bool(of.quoted[word])


def between(of: Prepared, at: int) -> str:
    """What stands between word *at* and the one before it."""
    return of.source.text[of.words.ends[at - 1] if at else 0 : of.words.starts[at] if at < len(of.words) else None]


def holds(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """True where *phrase* stands among *words*."""
    return phrase[0] in words and any(words[at : at + len(phrase)] == phrase for at in range(len(words) - len(phrase) + 1))


def written_at(side: Side, at: int) -> str:
    """Word *at* of the side's text as it stands; "" where there is none."""
    words = side.of.words
    return side.of.source.text[words.starts[at] : words.ends[at]] if 0 <= at < len(words) else ""
