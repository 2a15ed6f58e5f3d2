"""The postings of a text field, gathered as whole numbers and put in order by numpy: a fifth of the time of dicts and lists."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from .fields import UNKNOWN
from .segments import Gathered, Postings

MOST = 100_000  # numbers that are made Python's own at once: 5 MB
Numbers = npt.NDArray[np.integer[Any]]
Flags = npt.NDArray[np.bool_]


class Ids(dict[str, int]):
    """Numbers terms in the order in which they come up."""

    def __missing__(self, term: str) -> int:
        self[term] = number = len(self)
        return number


class Arranged(NamedTuple):
    """Postings by term, and of each term by document."""

    terms: list[str]
    """In order of code points."""
    counts: Numbers
    """Of the postings of each term."""
    documents: Numbers
    """Of each posting."""
    frequencies: Numbers
    lengths: Numbers
    """Terms of its document."""
    places: list[bytes]
    """Of each term, `4,12,1 3`: the positions in each document, as steps."""


_NONE = np.zeros(0, np.int64)
NOTHING = Arranged([], _NONE, _NONE, _NONE, _NONE, [])


class Tokens:
    """A text field of a segment: takes the terms of one document after the other. A `segments.Gathering`."""

    def __init__(self) -> None:
        self._ids = Ids()
        self._flat = array("I")
        """The terms of all documents, one document behind the other."""
        self._documents = array("I")
        self._lengths = array("I")
        self._kept = array("B")
        """0 for documents whose positions may not be shown."""
        self._merged = Gathered()

    def take(self, terms: Sequence[str], document: int) -> int:
        """Take a document's terms, without their positions where they are a tuple; gives how many there are."""
        self._flat.extend(map(self._ids.__getitem__, terms))
        self._documents.append(document)
        self._lengths.append(len(terms))
        self._kept.append(isinstance(terms, list))
        return len(terms)

    def put(self, term: str, document: int, frequency: int, value: bytes) -> None:
        """Take a posting of another segment that becomes part of this one; its documents come last."""
        self._merged.put(term, document, frequency, value)

    def postings(self) -> Iterator[Postings]:
        """Of all terms, in order."""
        return self._with_merged() if self._merged else self._postings()

    def _postings(self) -> Iterator[Postings]:
        found, at = self.arranged, 0
        for term, count, places in zip(found.terms, found.counts.tolist(), found.places, strict=True):
            here = slice(at, at + count)
            yield term, found.documents[here].tolist(), found.frequencies[here].tolist(), places.split(b" ")
            at += count

    def _with_merged(self) -> Iterator[Postings]:
        both = Gathered()
        for postings in (self._postings(), self._merged.postings()):
            for term, *columns in postings:
                for posting in zip(*columns, strict=True):
                    both.put(term, *posting)
        return both.postings()

    @cached_property
    def arranged(self) -> Arranged:
        """Everything that was taken, in order of terms."""
        if not self._flat:
            return NOTHING
        lengths = _numbers(self._lengths)
        document = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
        place = np.arange(len(document), dtype=np.int32) - np.repeat(_numbers(np.cumsum(lengths) - lengths), lengths)
        terms = sorted(self._ids)
        rank = np.empty(len(terms), np.min_scalar_type(len(terms)))  # of two bytes numpy sorts many times faster
        rank[[*map(self._ids.__getitem__, terms)]] = np.arange(len(terms))
        term = rank[_numbers(self._flat)]
        order = np.argsort(term, kind="stable")
        term, document, place = term[order], document[order], place[order]
        first_of_term = changes(term)
        first = first_of_term | changes(document)
        starts = np.flatnonzero(first)
        places = [*_places(place, first, first_of_term, _numbers(self._kept)[document])]
        document = document[starts]
        return Arranged(
            terms=terms,
            counts=np.diff(np.flatnonzero(first_of_term[starts]), append=len(starts)),
            documents=_numbers(self._documents)[document],
            frequencies=np.diff(starts, append=len(term)),
            lengths=lengths[document],
            places=places,
        )


def _numbers(of: array[int] | Numbers) -> Numbers:
    return np.array(of, np.int32)


def changes(values: npt.NDArray[np.generic]) -> Flags:
    """True for the first and for each value that is another than the one before."""
    found = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=found[1:])
    return found


def steps(numbers: Numbers, first: Flags) -> Numbers:
    """Differences of numbers; where *first* says so, the number itself."""
    return np.where(first, numbers, np.diff(numbers, prepend=0))


def _places(place: Numbers, first: Flags, first_of_term: Flags, kept: Numbers) -> Iterator[bytes]:
    """`Arranged.places`: each step, and the sign before it, is looked up in a table of all that there can be."""
    most = int(place.max()) + 1
    table = [b"%b%d" % (sign, number) for sign in (b",", b" ", b"\n") for number in range(most)]
    table += [b"", b" " + UNKNOWN, b"\n" + UNKNOWN]
    sign = first.astype(np.int32) + first_of_term
    found = np.where(kept, steps(place, first) + most * sign, 3 * most + sign)
    for begin, end in cut(first_of_term):
        yield from b"".join(map(table.__getitem__, found[begin:end].tolist()))[1:].split(b"\n")


def cut(first_of_term: Flags) -> Iterator[tuple[int, int]]:
    """Begin and end of stretches of terms, of about MOST numbers each."""
    begins = np.flatnonzero(first_of_term)
    ends = [*begins[np.flatnonzero(changes(begins // MOST))].tolist(), len(first_of_term)]
    return pairwise(ends)
