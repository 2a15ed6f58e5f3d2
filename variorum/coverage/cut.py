"""Cut texts into words all at once: the words of `variorum.text`, and their hashes, by a dozen passes over an array.

Four times faster than matching word after word; a test holds both to the same words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from variorum.coverage.hashing import Hashes, Longs, coded, coded_words
from variorum.text import words

_Letters = npt.NDArray[np.uint32]
Kinds = npt.NDArray[np.uint8]
_Flags = npt.NDArray[np.bool_]
_TABLE = 1 << 16  # code points of which is remembered what they are; the few beyond are asked for one by one
_APOSTROPHE = ord("'")
_SPACE = ord(" ")
LETTER, BLANK, STOP, CLOSING, LINE = 1, 2, 4, 8, 16
"""Kinds of code points: those of words, white space, stops, the marks that may follow a stop, and the ends of lines."""


class Cut(NamedTuple):
    """The words of some texts, one after the other, as parallel lists and arrays."""

    folded: list[str]
    starts: Longs
    """Code points into the word's own text."""
    ends: Longs
    codes: Hashes
    sentences: Longs
    """The number of the sentence, from 0; all texts together. Some numbers have no word."""
    followed: Kinds
    """What stands between each word and the next: STOP and LINE, where there is one."""
    counts: Longs
    """By text: how many words it has."""


class InNumbers(NamedTuple):
    """The words of one text, as in `Cut`."""

    starts: Longs
    ends: Longs
    codes: Hashes
    sentences: Longs


def cut(texts: Sequence[str]) -> Cut:
    """The words of *texts*, what `variorum.text.words` gives of each."""
    parts = list(_cut(texts))
    if len(parts) == 1:
        return parts[0]
    firsts = np.cumsum([0, *(part.sentences[-1] + 1 if len(part.sentences) else 0 for part in parts)])
    return Cut(
        [word for part in parts for word in part.folded],
        np.concatenate([part.starts for part in parts]),
        np.concatenate([part.ends for part in parts]),
        np.concatenate([part.codes for part in parts]),
        np.concatenate([part.sentences + first for part, first in zip(parts, firsts[:-1], strict=True)]),
        np.concatenate([part.followed for part in parts]),
        np.concatenate([part.counts for part in parts]),
    )


def _cut(texts: Sequence[str]) -> Iterator[Cut]:
    """*texts* in parts: those that stand between two odd ones, and each odd one by itself."""
    waiting: list[str] = []
    for text in texts:
        folded = _folded(text)
        if folded is not None:
            waiting.append(folded)
            continue
        if waiting:
            yield _together(waiting)
        waiting = []
        yield _odd(text)
    if waiting or not texts:
        yield _together(waiting)


def _together(folded: Sequence[str]) -> Cut:
    """What is found in texts that are case folded, in one row."""
    whole = "\n".join(folded)
    letters, kinds = _letters(whole)
    starts, ends = _edges(kinds & LETTER != 0)
    spaced = np.where(kinds & LETTER, letters, np.uint32(_SPACE)).tobytes().decode("utf-32-le", "surrogatepass")
    lengths = np.fromiter(map(len, folded), np.int64, len(folded)) + 1
    opens = np.cumsum(lengths) - lengths
    counts = np.diff(np.searchsorted(starts, opens), append=len(starts))
    shift = np.repeat(opens, counts)
    sentences = np.searchsorted(_borders(kinds), starts, side="right")
    followed = _followed(kinds, starts)
    return Cut(spaced.split(), starts - shift, ends - shift, coded(letters, starts, ends), sentences, followed, counts)


def _odd(text: str) -> Cut:
    """A text in which letters stand at other places when they are folded."""
    found = words(text)
    starts, ends = np.array(found.starts, np.int64), np.array(found.ends, np.int64)
    _, kinds = _letters(text)
    sentences = np.searchsorted(_borders(kinds), starts, side="right")
    followed = _followed(kinds, starts)
    return Cut(found.folded, starts, ends, coded_words(found.folded), sentences, followed, np.array([len(found)]))


def cut_in_numbers(text: str) -> InNumbers:
    """What `cut` gives of one text, but for the words themselves: half as dear."""
    folded = _folded(text)
    if folded is None:
        odd = _odd(text)
        return InNumbers(odd.starts, odd.ends, odd.codes, odd.sentences)
    letters, kinds = _letters(folded)
    starts, ends = _edges(kinds & LETTER != 0)
    return InNumbers(starts, ends, coded(letters, starts, ends), np.searchsorted(_borders(kinds), starts, side="right"))


def _folded(text: str) -> str | None:
    """*text* case folded, with plain apostrophes; None where letters stand at other places then, or are others."""
    plain = text.replace("’", "'")
    folded = plain.casefold()
    return folded if len(folded) == len(plain) and "\u0345" not in plain else None


def _letters(folded: str) -> tuple[_Letters, Kinds]:
    """The code points of *folded*, and their kinds; an apostrophe inside a word is a letter."""
    letters = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _table()[np.minimum(letters, _TABLE)]
    if (far := np.flatnonzero(letters >= _TABLE)).size:
        kinds[far] = [_kind(chr(letter)) for letter in letters[far].tolist()]
    apostrophes = np.flatnonzero(letters[1:-1] == _APOSTROPHE) + 1
    kinds[apostrophes[(kinds[apostrophes - 1] & kinds[apostrophes + 1] & LETTER) != 0]] |= LETTER
    return letters, kinds


def _edges(inside: _Flags) -> tuple[Longs, Longs]:
    """Where words start and where they end."""
    padded = np.concatenate(([False], inside, [False]))
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    return edges[::2], edges[1::2]


def _borders(kinds: Kinds) -> Longs:
    """Where sentences begin: after a line's end, and after a stop and the marks and the white space that follow it."""
    padded = np.append(kinds, np.uint8(0))
    after = np.flatnonzero(kinds & STOP) + 1
    closed = np.flatnonzero(padded[after] & CLOSING)
    while len(closed):
        after[closed] += 1
        closed = closed[padded[after[closed]] & CLOSING != 0]
    followed = padded[after] & BLANK != 0
    return np.sort(np.concatenate((after[followed], np.flatnonzero(kinds & LINE)))) + 1


def _followed(kinds: Kinds, starts: Longs) -> Kinds:
    """Whether a stop, and whether a line's end, stands between each word and the next."""
    found = np.zeros(len(starts) + 1, np.uint8)
    for kind in (STOP, LINE):
        found[np.searchsorted(starts, np.flatnonzero(kinds & kind))] |= kind
    return found[1:]


def _kind(char: str) -> int:
    kinds = LETTER * char.isalnum() | BLANK * char.isspace() | LINE * (char == "\n")
    return kinds | STOP * (char in ".!?…") | CLOSING * (char in "\"”’»')]")


@cache
def _table() -> Kinds:
    return np.array([*map(_kind, map(chr, range(_TABLE))), 0], np.uint8)
