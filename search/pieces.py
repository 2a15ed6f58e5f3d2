"""The postings of some articles on their way from the process that gathers them to those that make shards of them.

A file for each part of the archive, in it a block for each range of terms, so that who makes the shards of a range reads no
other. Whoosh's segments are written from the same postings; to read them back from these would take as long again.
"""

from __future__ import annotations

import pickle
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from variorum.model.values import Value, dataclass

from .export import NONE, Column
from .fields import UNKNOWN, rounded
from .postings import column_of
from .ranges import EDGES
from .tokens import Arranged, Numbers, changes, cut, steps


class Piece(NamedTuple):
    """The postings of one field in one range of terms, of one part."""

    terms: list[str]
    counts: Numbers
    numbers: Numbers
    """Of the documents, in the shards."""
    frequencies: Numbers
    lengths: Numbers
    """As Whoosh rounds them."""
    places: str
    """As in a positions record, less the quotation marks at both ends; a line for each term."""


@dataclass(frozen=True, slots=True)
class Pieces(Value):
    """The file of one part."""

    file: Path
    extents: Sequence[tuple[int, int]]
    """Begin and end of the block of each range, then of that of the keys."""

    def range(self, number: int) -> tuple[Piece, ...]:
        """Titles, bodies and words of one range."""
        found: list[tuple[Any, ...]] = self._block(number)
        return tuple(Piece(*one) for one in found)

    def keys(self) -> dict[str, array[int]]:
        """Numbers by `field:value`."""
        found: dict[str, array[int]] = self._block(len(EDGES))
        return found

    def _block(self, number: int) -> Any:
        begin, end = self.extents[number]
        with self.file.open("rb") as stream:
            stream.seek(begin)
            return pickle.loads(stream.read(end - begin))


def write(file: Path, texts: Iterable[Arranged], numbers: Iterable[Sequence[int]], keys: Mapping[str, array[int]]) -> Pieces:
    """Write *file*. *texts*: titles, bodies and words; *numbers*, of each, those of its documents in the shards."""
    fields = [_pieces(text, np.array(these, np.uint32)) for text, these in zip(texts, numbers, strict=True)]
    ends = [0]
    with file.open("wb") as stream:
        for block in (*(tuple(map(tuple, pieces)) for pieces in zip(*fields, strict=True)), keys):
            ends.append(ends[-1] + stream.write(pickle.dumps(block, 5)))
    return Pieces(file, tuple(pairwise(ends)))


def _pieces(text: Arranged, numbers: Numbers) -> Iterator[Piece]:
    """Of each range."""
    ends = [0, *accumulate(text.counts.tolist())]
    known, at = np.unique(text.lengths, return_inverse=True)
    columns = (
        numbers[text.documents],
        text.frequencies.astype(np.uint32),
        np.array([*map(rounded, known.tolist())], np.uint32)[at],
    )
    borders = [*(bisect_left(text.terms, edge) for edge in EDGES), len(text.terms)]
    for begin, end in pairwise(borders):
        these, those = slice(begin, end), slice(ends[begin], ends[end])
        places = b"\n".join(text.places[these]).replace(UNKNOWN, b"").replace(b" ", b'","').decode()
        documents, frequencies, lengths = (column[those] for column in columns)
        yield Piece(text.terms[these], text.counts[these], documents, frequencies, lengths, places)


Grouped = tuple[str, Column]
"""A column of a terms record, and its numbers with what a positions record has."""
ABSENT: Grouped = ("0", NONE)


def fields(parts: Iterable[Sequence[Piece]]) -> list[dict[str, Grouped]]:
    """By term, what the records of a range have of titles, bodies and words. *parts*: in order of slots."""
    return [_joined([piece for piece in pieces if piece.terms]) for pieces in zip(*parts, strict=True)]


def taken(found: Sequence[dict[str, Grouped]]) -> Iterator[tuple[str, tuple[Grouped, ...]]]:
    """Each term of `fields`, in order, taken out of them: made into records they are not needed any more."""
    for term in sorted({term for field in found for term in field}):
        yield term, tuple(field.pop(term, ABSENT) for field in found)


def _joined(pieces: Sequence[Piece]) -> dict[str, Grouped]:
    """One field, put together from all parts."""
    if not pieces:
        return {}
    found = sorted({term for piece in pieces for term in piece.terms})
    ranks = {term: rank for rank, term in enumerate(found)}
    places: list[list[str]] = [[] for _ in found]
    for piece in pieces:
        for term, these in zip(piece.terms, piece.places.split("\n"), strict=True):
            places[ranks[term]].append(these)
    rank = np.concatenate([np.repeat([ranks[term] for term in piece.terms], piece.counts) for piece in pieces])
    order = np.argsort(rank.astype(np.min_scalar_type(len(found))), kind="stable")
    numbers = np.concatenate([piece.numbers for piece in pieces])[order]
    frequencies = np.concatenate([piece.frequencies for piece in pieces])[order]
    lengths = np.concatenate([piece.lengths for piece in pieces])[order]
    groups = _groups(rank[order], numbers, frequencies, lengths)
    all_numbers, ends = array("I", numbers.tobytes()), np.cumsum(np.bincount(rank)).tolist()
    columns = (
        Column(all_numbers[begin:end], column_of(these))
        for (begin, end), these in zip(pairwise((0, *ends)), places, strict=True)
    )
    return dict(zip(found, zip(groups, columns, strict=True), strict=True))


GROUP, TERM = -1, -2
"""Begin a group, and the first group of a term, among numbers that are never below 0."""


def _groups(term: Numbers, numbers: Numbers, frequencies: Numbers, lengths: Numbers) -> Iterator[str]:
    """The column of a terms record of each term: `[[frequency, length, number, step, …], …]`."""
    order = np.lexsort((lengths, frequencies, term))
    columns = [column[order].astype(np.int64) for column in (numbers, frequencies, lengths)]
    for begin, end in cut(changes(term)):
        yield from _written(term[begin:end], *(column[begin:end] for column in columns))


def _written(term: Numbers, numbers: Numbers, frequencies: Numbers, lengths: Numbers) -> list[str]:
    """Postings in order of terms, frequencies, lengths and numbers, made one list of numbers and that one text."""
    first_of_term = changes(term)
    first = first_of_term | changes(frequencies) | changes(lengths)
    at = np.arange(len(term)) + 3 * np.cumsum(first)
    heads = at[first]
    found = np.empty(at[-1] + 1, np.int64)
    found[at] = steps(numbers, first)
    found[heads - 1], found[heads - 2] = lengths[first], frequencies[first]
    found[heads - 3] = np.where(first_of_term[first], TERM, GROUP)
    text = repr(found.tolist()).replace(" ", "").replace(f",{GROUP},", "],[")
    return [f"[[{one}]]" for one in text[len(f"[{TERM},") : -1].split(f",{TERM},")]
