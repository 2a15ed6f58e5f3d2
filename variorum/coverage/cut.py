"""Cut texts into words all at once: the words of `variorum.text`, and their hashes, by a dozen passes over an array.

More than four times faster than matching word after word; a test holds both to the same words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from variorum.coverage.hashing import Hashes, Longs, coded, coded_words
from variorum.text import words

_Letters = npt.NDArray[np.uint32]
Kinds = npt.NDArray[np.uint8]
_Flags = npt.NDArray[np.bool_]
_NEAR = 1 << 14  # code points of which is told what they are, of a text without others: a fifth of 20 ms, once a process
_TABLE = 1 << 16  # the same of any text; the few beyond are asked for one by one
_ODD = 0xFFFFFFFF  # in the place of a code point that is folded to several, or to a letter without being one
_APOSTROPHE = ord("'")
_SPACE = ord(" ")
LETTER, BLANK, STOP, CLOSING, LINE, UNDERSCORE = 1, 2, 4, 8, 16, 32
"""Kinds of code points: those of words, white space, stops, the marks that may follow a stop, the ends of lines, and what
is neither of a word nor between words."""
_KINDS = (
    (LETTER, re.compile(r"[^\W_]+")),
    (BLANK, re.compile(r"\s+")),
    (STOP, re.compile(r"[.!?…]")),
    (CLOSING, re.compile(r"[\"”’»')\]]")),
    (LINE, re.compile(r"\n")),
    (UNDERSCORE, re.compile("_")),
)


class Cut(NamedTuple):
    """The words of some texts, one after the other, as parallel lists and arrays."""

    folded: list[str]
    starts: Longs
    """Code points into the word's own text."""
    ends: Longs
    codes: Hashes
    sentences: Longs
    """The number of the sentence, from 0; all texts together. Some numbers have no word."""
    closes: Kinds
    """1 for each word that a sentence's end follows."""
    counts: Longs
    """By text: how many words it has."""


class InNumbers(NamedTuple):
    """The words of one text, as in `Cut`."""

    starts: Longs
    ends: Longs
    codes: Hashes
    kinds: Kinds
    """Of the code points of the text."""

    def sentences(self, first: int) -> Longs:
        """The numbers of the sentences of the words from *first* on."""
        start = self.starts[first]
        return _sentences(self.kinds[start:], self.starts[first:] - start)


def cut(texts: Sequence[str]) -> Cut:
    """The words of *texts*, what `variorum.text.words` gives of each."""
    letters = _folded("\n".join(texts))
    if not _odd(letters):
        return _together(letters, texts)
    parts: list[Cut] = []
    for odd, few in groupby(texts, lambda text: _odd(_folded(text))):
        waiting = list(few)
        parts += map(_singly, waiting) if odd else [_together(_folded("\n".join(waiting)), waiting)]
    firsts = np.cumsum([0, *(part.sentences[-1] + 1 if len(part.sentences) else 0 for part in parts)])
    return Cut(
        [word for part in parts for word in part.folded],
        np.concatenate([part.starts for part in parts]),
        np.concatenate([part.ends for part in parts]),
        np.concatenate([part.codes for part in parts]),
        np.concatenate([part.sentences + first for part, first in zip(parts, firsts[:-1], strict=True)]),
        np.concatenate([part.closes for part in parts]),
        np.concatenate([part.counts for part in parts]),
    )


def _together(letters: _Letters, texts: Sequence[str]) -> Cut:
    """What is found in texts of which the *letters*, folded, stand in one row, a line's end between each two."""
    kinds = _kinds(letters)
    inside = kinds & LETTER != 0
    starts, ends = _edges(inside)
    spaced = np.where(inside, letters, np.uint32(_SPACE)).tobytes().decode("utf-32-le", "surrogatepass")
    lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    opens = np.cumsum(lengths) - lengths
    counts = np.diff(np.searchsorted(starts, opens), append=len(starts))
    shift = np.repeat(opens, counts)
    folded, numbers = spaced.split(), _sentences(kinds, starts)
    closes = _closes(kinds, folded, starts, ends)
    return Cut(folded, starts - shift, ends - shift, coded(letters, starts, ends), numbers, closes, counts)


def _singly(text: str) -> Cut:
    """What is found in an odd text, in which letters stand at other places when they are folded."""
    found = words(text)
    starts, ends = np.array(found.starts, np.int64), np.array(found.ends, np.int64)
    kinds = _kinds(_letters(text))
    numbers, closes = _sentences(kinds, starts), _closes(kinds, found.folded, starts, ends)
    return Cut(found.folded, starts, ends, coded_words(found.folded), numbers, closes, np.array([len(found)]))


def cut_in_numbers(text: str) -> InNumbers:
    """What `cut` gives of one text, but for the words themselves and what only comparing asks: a third as dear."""
    letters = _folded(text)
    if _odd(letters):
        odd = _singly(text)
        return InNumbers(odd.starts, odd.ends, odd.codes, _kinds(_letters(text)))
    kinds = _kinds(letters)
    starts, ends = _edges(kinds & LETTER != 0)
    return InNumbers(starts, ends, coded(letters, starts, ends), kinds)


def _letters(text: str) -> _Letters:
    """The code points of *text*."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _folded(text: str) -> _Letters:
    """The code points of *text* case folded, with plain apostrophes; _ODD in the place of what is folded to several letters."""
    return _told(_letters(text), _folds)


def _odd(folded: _Letters) -> bool:
    return bool(folded.max(initial=0) == _ODD)


def _kinds(letters: _Letters) -> Kinds:
    """The kinds of *letters*; an apostrophe inside a word is a letter."""
    kinds = _told(letters, _kinds_of)
    apostrophes = np.flatnonzero(letters[1:-1] == _APOSTROPHE) + 1
    kinds[apostrophes[(kinds[apostrophes - 1] & kinds[apostrophes + 1] & LETTER) != 0]] |= LETTER
    return kinds


def _edges(inside: _Flags) -> tuple[Longs, Longs]:
    """Where words start and where they end."""
    padded = np.concatenate(([False], inside, [False]))
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    return edges[::2], edges[1::2]


def _sentences(kinds: Kinds, starts: Longs) -> Longs:
    """By word the number of its sentence."""
    opens = np.bincount(np.searchsorted(starts, _borders(kinds)), minlength=len(starts) + 1)
    return np.cumsum(opens)[:-1]


def _closes(kinds: Kinds, folded: Sequence[str], starts: Longs, ends: Longs) -> Kinds:
    """1 for each word after which a line ends, or a stop stands before the first white space; no initial goes by a stop."""
    padded = np.append(kinds, np.uint8(BLANK))
    following = np.append(starts[1:], len(kinds))
    marks = _places(kinds, STOP | LINE)
    marks = marks[marks >= starts[0]] if len(starts) else marks[:0]
    word = np.searchsorted(starts, marks) - 1
    underscores, blanks = (np.append(_places(kinds, kind), len(kinds)) for kind in (UNDERSCORE, UNDERSCORE | BLANK))
    underscore, blank = (places[np.searchsorted(places, ends[word])] for places in (underscores, blanks))
    line = (kinds[marks] & LINE != 0) & (marks < underscore)
    stop = (kinds[marks] & STOP != 0) & (marks < blank) & (blank < following[word]) & (padded[blank] & BLANK != 0)
    found = np.zeros(len(starts), np.uint8)
    found[[at for at in word[stop].tolist() if not (len(folded[at]) == 1 and folded[at].isalpha())]] = 1
    found[word[line]] = 1
    return found


def _places(kinds: Kinds, wanted: int) -> Longs:
    """Where one of the *wanted* kinds stands. Flags are counted in a tenth of the time that numbers are."""
    return np.flatnonzero((kinds & np.uint8(wanted)) != 0)


def _borders(kinds: Kinds) -> Longs:
    """Where sentences begin: after a line's end, and after a stop and the marks and the white space that follow it."""
    marks = _places(kinds, STOP | LINE)
    stops, lines = (marks[kinds[marks] & kind != 0] for kind in (STOP, LINE))
    padded = np.append(kinds, np.uint8(0))
    after = stops + 1
    closed = np.flatnonzero(padded[after] & CLOSING)
    while len(closed):
        after[closed] += 1
        closed = closed[padded[after[closed]] & CLOSING != 0]
    followed = padded[after] & BLANK != 0
    return np.concatenate((after[followed], lines)) + 1


def _told(letters: _Letters, tell: Callable[[str], npt.NDArray[Any]]) -> npt.NDArray[Any]:
    """What *tell* tells of each of *letters*."""
    most = letters.max(initial=0)
    found: npt.NDArray[Any] = _table(tell, _NEAR if most < _NEAR else _TABLE).take(letters, mode="clip")
    if most >= _TABLE:
        far = np.flatnonzero(letters >= _TABLE)
        found[far] = tell(letters[far].tobytes().decode("utf-32-le", "surrogatepass"))
    return found


@cache
def _table(tell: Callable[[str], npt.NDArray[Any]], count: int) -> npt.NDArray[Any]:
    return tell("".join(map(chr, range(count))))


def _folds(chars: str) -> _Letters:
    """What each of *chars* is folded to by itself; those that are folded to several are found by halving."""
    folded = (
        chars.replace("’", "'").replace("\u0345", "ß").casefold()
    )  # what U+0345 is folded to is a letter, itself it is none
    if len(folded) == len(chars):
        return _letters(folded)
    half = len(chars) // 2
    return np.concatenate((_folds(chars[:half]), _folds(chars[half:]))) if half else np.array([_ODD], np.uint32)


def _kinds_of(chars: str) -> Kinds:
    """The kinds of each of *chars*."""
    found = np.zeros(len(chars), np.uint8)
    for kind, pattern in _KINDS:
        for match in pattern.finditer(chars):
            found[match.start() : match.end()] |= kind
    return found
