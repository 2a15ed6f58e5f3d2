"""All quotations of an archive as columns, and who speaks in those that are looked at."""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import cached_property
from itertools import chain, repeat

import numpy as np
import numpy.typing as npt

from variorum.coverage.hashing import Hashes, distinct, stand_in
from variorum.coverage.quoted import Quoted
from variorum.model import Annotation, ArticleId, Kind, QuotationRef, SpeakerId

FOLLOWED = frozenset({Kind.DIRECT, Kind.FRAGMENT})
BITS = 16  # of a gram, by which most of those that are not looked for are told
SHIFT = np.uint64(64 - BITS)

Numbers = npt.NDArray[np.int64]
NONE: Numbers = np.zeros(0, np.int64)


class Said:
    """The quotations that hold words, earliest first; a quotation's number is its place.

    Who speaks in an article's, and which are followed, is known when one of them was looked at: of most nothing is asked.
    """

    def __init__(self, annotations: Sequence[Annotation], held: Sequence[Quoted]) -> None:
        self._annotations, self._held = annotations, held
        counts = [len(one.ids) for one in held]
        self._places = np.repeat(np.arange(len(held)), counts)
        """Of each quotation's article."""
        self._starts = np.cumsum([0, *counts])
        """The numbers of each article's first."""
        self.articles = list(chain.from_iterable(map(repeat, [one.article for one in annotations], counts)))
        self.ids = list(chain.from_iterable([one.ids for one in held]))
        self.words = list(chain.from_iterable([one.words for one in held]))
        """Digests: equal ones, equal words."""
        self.lengths = list(chain.from_iterable([one.lengths for one in held]))
        """Words."""
        self.sizes = np.fromiter(chain.from_iterable([one.sizes for one in held]), np.int64, len(self.ids))
        """Distinct grams."""
        self._grams = np.frombuffer(b"".join([one.grams for one in held]), np.uint64)
        self._owners = np.repeat(np.arange(len(self.ids)), self.sizes)
        self.speakers: list[SpeakerId | None] = [None] * len(self.ids)
        self._followed = np.zeros(len(self.ids), bool)
        self._looked_at = np.zeros(len(held), bool)

    def __len__(self) -> int:
        return len(self.ids)

    def look(self, numbers: Numbers) -> Numbers:
        """Those of *numbers* that are followed; who speaks in them, and in all of their articles, is known from now on."""
        asked = np.zeros(len(self._held), bool)
        asked[self._places[numbers]] = True
        for place in np.flatnonzero(asked & ~self._looked_at).tolist():
            self._look_at(place)
        self._looked_at |= asked
        followed: Numbers = numbers[self._followed[numbers]]
        return followed

    def _look_at(self, place: int) -> None:
        kept = {id: speaker for id, _, kind, speaker, _ in self._annotations[place].spoken if kind in FOLLOWED}
        start, end = self._starts[place : place + 2]
        ids = self._held[place].ids
        self.speakers[start:end] = [kept.get(id) for id in ids]
        self._followed[start:end] = [id in kept for id in ids]

    def of(self, articles: Container[ArticleId]) -> Numbers:
        """The quotations of *articles*."""
        places = [place for place, one in enumerate(self._annotations) if one.article in articles]
        return np.concatenate([NONE, *(np.arange(*self._starts[place : place + 2]) for place in places)])

    def grams(self, numbers: Numbers) -> Hashes:
        """The grams of quotations, sorted, each once."""
        chosen = np.zeros(len(self), bool)
        chosen[numbers] = True
        return distinct(self._grams[chosen[self._owners]])

    def holders(self, grams: Hashes | None = None) -> tuple[Hashes, Numbers]:
        """Each of *grams*, sorted, or every gram there is, and the quotation that it stands in; of those that are followed."""
        found, owners = self._grams, self._owners
        if grams is not None:
            places = self._places_of(grams)
            found, owners = found[places], owners[places]
        self.look(owners)
        followed = self._followed[owners]
        return (found, owners) if followed.all() else (found[followed], owners[followed])

    def _places_of(self, grams: Hashes) -> Numbers:
        """Where *grams*, sorted, stand: all but a few others are told by their first bits, in a tenth of the time."""
        rough = np.zeros(1 << BITS, bool)
        rough[grams >> SHIFT] = True
        places = np.flatnonzero(rough[self._first_bits])
        return places[stand_in(self._grams[places], grams)]

    @cached_property
    def _first_bits(self) -> npt.NDArray[np.uint16]:
        return (self._grams >> SHIFT).astype(np.uint16)

    def wording(self, words: set[bytes]) -> Numbers:
        """The quotations that are followed and hold any of these *words*."""
        return self.look(np.flatnonzero(np.fromiter(map(words.__contains__, self.words), bool, len(self))))

    def ref(self, number: int) -> QuotationRef:
        """The quotation's key."""
        return QuotationRef(self.articles[number], self.ids[number])
