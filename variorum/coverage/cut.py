"""Cut a text into words all at once: the words of `variorum.text`, and their hashes, by a dozen passes over an array.

Four times faster than matching word after word; a test holds both to the same words.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from variorum.coverage.hashing import Hashes, Longs, coded, coded_words
from variorum.text import Words, words

_Letters = npt.NDArray[np.uint32]
_Flags = npt.NDArray[np.bool_]
_TABLE = 1 << 16  # code points of which is remembered whether they are letters; the few beyond are asked for one by one
_APOSTROPHE = ord("'")
_SPACE = ord(" ")


def cut(text: str) -> tuple[Words, Hashes]:
    """What `variorum.text.words` gives, and a hash of each word."""
    folded = _folded(text)
    if folded is None:
        found = words(text)
        return found, coded_words(found.folded)
    letters, inside = _letters(folded)
    starts, ends = _edges(inside)
    spaced = np.where(inside, letters, np.uint32(_SPACE)).tobytes().decode("utf-32-le", "surrogatepass")
    return Words(spaced.split(), starts.tolist(), ends.tolist()), coded(letters, starts, ends)


def cut_in_numbers(text: str) -> tuple[Longs, Hashes]:
    """Where the words of *text* start, and a hash of each."""
    folded = _folded(text)
    if folded is None:
        found = words(text)
        return np.array(found.starts, np.int64), coded_words(found.folded)
    letters, inside = _letters(folded)
    starts, ends = _edges(inside)
    return starts, coded(letters, starts, ends)


def _folded(text: str) -> str | None:
    """*text* case folded, with plain apostrophes; None where letters stand at other places then, or are others."""
    plain = text.replace("’", "'")
    folded = plain.casefold()
    return folded if len(folded) == len(plain) and "\u0345" not in plain else None


def _letters(folded: str) -> tuple[_Letters, _Flags]:
    """The code points of *folded*, and which of them are in a word."""
    letters = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), np.uint32)
    inside = _lettered(letters)
    apostrophes = np.flatnonzero(letters[1:-1] == _APOSTROPHE) + 1
    inside[apostrophes[inside[apostrophes - 1] & inside[apostrophes + 1]]] = True
    return letters, inside


def _edges(inside: _Flags) -> tuple[Longs, Longs]:
    """Where words start and where they end."""
    padded = np.concatenate(([False], inside, [False]))
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    return edges[::2], edges[1::2]


def _lettered(letters: _Letters) -> _Flags:
    """Which of *letters* can stand in a word by themselves."""
    found = _table()[np.minimum(letters, _TABLE)]
    if (far := np.flatnonzero(letters >= _TABLE)).size:
        found[far] = [chr(letter).isalnum() for letter in letters[far].tolist()]
    return found


@cache
def _table() -> _Flags:
    return np.array([*map(str.isalnum, map(chr, range(_TABLE))), False])
