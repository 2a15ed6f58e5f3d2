"""What the place of a mention in its sentence says for its bearer: a subject that begins one is what the text goes on about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from variorum.lexicon import Lexicon
from variorum.model import Span
from variorum.names.entries import Entry
from variorum.names.register import Named

SPOKE = 2.0  # weight of a mention that was followed: a subject that begins its sentence, and a little more
ATTRIBUTIVE = -1.5  # of "Clinton" in "Clinton aide Ann Lee"
NEW = 1.0  # of a name that is given in full for the first time, in the next sentence
WITH_ROLE = 0.6  # of one that is given with its role, likewise

_END = re.compile(r"[.!?…\n][.!?…]*[\"”’'»)\]]*\s*")
_OPENING = '"“‘„«(['
_APPOSITION = re.compile(r"(?: \([^)\n]{1,40}\))?(?:,[^.!?\n“”\",]{2,90}(?=,)){0,3},?")
_NEXT = re.compile(r"[ ]([^\W\d_]+)")
_LAST_WORD = re.compile(r"([^\W_][\w.]*)$")


class Spoken(NamedTuple):
    """Someone brought up by a mention that was followed to them."""

    start: int
    end: int
    entry: int


Event = Named | Spoken
"""Someone brought up."""


class Prominence:
    """The sentences of one article, and what places in them say."""

    def __init__(
        self, text: str, entries: Sequence[Entry], leads: Mapping[int, int], quoted: Sequence[Span], lexicon: Lexicon
    ) -> None:
        self._text, self._entries, self._leads, self._quoted, self._lexicon = text, entries, leads, quoted, lexicon
        self._quote_starts = [span.start for span in quoted]
        self._beginnings = sorted((lead, start) for start, lead in leads.items())
        self._weights: dict[int, tuple[float, float]] = {}
        self.ends = self._sentence_ends()
        """Where sentences end, in order."""

    def quoted(self, position: int) -> bool:
        """Whether *position* lies in a quotation."""
        place = bisect_right(self._quote_starts, position) - 1
        return place >= 0 and position < self._quoted[place].end

    def weighed(self, event: Event) -> tuple[float, float]:
        """What its place in the sentence says for an event: in all sentences that follow, and in the next one more."""
        if isinstance(event, Spoken):
            return SPOKE, 0.0
        known = self._weights.get(event.start)
        if known is None:
            known = self._weights[event.start] = (self._weight(event), self._new(event))
        return known

    def _sentence_ends(self) -> list[int]:
        """Where sentences end, quotations counting as part of the sentence they stand in."""
        ends: list[int] = []
        for match in _END.finditer(self._text):
            mark = match[0]
            if "\n" not in mark:
                following = self._text[match.end() : match.end() + 1]
                if not mark[-1].isspace() or not (following.isupper() or following in _OPENING):
                    continue
                if mark[0] == "." and self._abbreviated(match.start()):
                    continue
                if self.quoted(match.start()):
                    continue
            ends.append(match.end())
        return ends

    def _abbreviated(self, stop: int) -> bool:
        """Whether a full stop ends an abbreviation or an initial."""
        before = _LAST_WORD.search(self._text[max(0, stop - 12) : stop])
        return before is not None and (len(before[1]) == 1 or before[1].lower() in self._lexicon.abbreviations)

    def _weight(self, named: Named) -> float:
        """For a subject that begins its sentence; against standing after a preposition or with a possessive ending."""
        text = self._text
        place = bisect_right(self._beginnings, (named.start, len(text))) - 1
        if place >= 0 and named.start < self._beginnings[place][1]:
            return ATTRIBUTIVE
        begins = self._leads.get(named.start, named.outer)
        if text.startswith(("’s", "'s"), named.end):
            return -0.8 + 0.6 * self._initial(begins)
        if self._governed(begins):
            return -1.0
        initial = self._initial(begins)
        return 1.2 * (initial or self._subject(named) or self._inverted(begins)) + 0.6 * initial

    def _new(self, named: Named) -> float:
        entry = self._entries[named.entry]
        given = named.start in [place for place, _, _ in entry.roles]
        return NEW * (named.start == entry.first and entry.full) + WITH_ROLE * given

    def _subject(self, named: Named) -> bool:
        """Whether a verb seems to follow, an apposition allowed between."""
        apposition = _APPOSITION.match(self._text, named.end)
        end = apposition.end() if apposition and apposition.end() > named.end + 1 else named.end
        match = _NEXT.match(self._text, end)
        if not match or not match[1].islower():
            return False
        word = match[1]
        lexicon = self._lexicon
        if word in lexicon.auxiliaries or word in lexicon.cues:
            return True
        noun = word in lexicon.roles or word in lexicon.plural_roles or word in lexicon.bodies or word in lexicon.voices
        return not (noun or word in lexicon.openers)

    def _inverted(self, begins: int) -> bool:
        """Whether a verb of saying stands before it: "noted NBC's Dante Chinni"."""
        before = self._text[max(0, begins - 30) : begins].split()
        while before and before[-1].endswith(("’s", "'s")):
            before.pop()
        return bool(before) and before[-1] in self._lexicon.cues

    def _initial(self, begins: int) -> bool:
        """Whether it begins a sentence."""
        before = self._text[max(0, begins - 3) : begins]
        return not before.strip() or before.endswith("\n") or before.rstrip()[-1:] in '.!?”"'

    def _governed(self, begins: int) -> bool:
        """Whether a preposition stands before it."""
        before = self._text[max(0, begins - 14) : begins]
        words = before.split()
        while len(words) > 1 and words[-1] in self._lexicon.determiners:
            words.pop()
        return bool(words) and before[-1:] == " " and words[-1].lower() in self._lexicon.prepositions
