"""Pronouns and roles followed to the entry they mean.

A pronoun goes to the person whom the last sentences are about. Every name before it is weighed by its distance in
sentences, by whether it is a subject and begins its sentence, by how sure its bearer is a person, and by what the text calls
its bearer elsewhere; whoever is called by the other gender is out. A mention that was followed counts as a subject itself,
so whoever spoke last stays near. No table of first names is used. A role goes to whom the article gave that role, and
where it gave it to nobody, like a pronoun, with less certainty. The weights were set by hand on labelled news:
docs/speakers.md.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Mapping
from math import exp
from operator import attrgetter

from variorum.lexicon import Lexicon
from variorum.model import Span
from variorum.names.entries import Entry
from variorum.names.folding import folded
from variorum.names.prominence import Event, Prominence, Spoken
from variorum.names.register import Named, Register

REACH = 40  # names looked back at; farther ones never won
SENTENCES = 8  # looked back over
_NEARNESS = [3.0 * 0.8**far for far in range(SENTENCES + 1)]  # by sentences between

_RIGHT_BEFORE = re.compile(r"(?: \([^)\n]{1,40}\))?,? ")

ADJACENT = 0.97  # certainty of "who" right behind a name
THING = 0.6  # highest certainty of "it", which may take up a thing that has no name
UNSEEN = 0.5  # points for being a person up to which nothing but the form of its name says that an entry is one
DOUBTFUL = 0.65  # highest certainty of "he" for such a one
LEAST, EVEN, STEEP = 0.4, 0.65, 6.0
# The lowest certainty, the lead at which "he" is as likely wrong as right, and how fast that changes. Of 32 drawn from training
# articles and judged by reading, with a lead up to .73, 1, 1.43 points 1 of 5, 6 of 9, 17 of 18 were right.


_start = attrgetter("start")


class Follower:
    """Follows mentions in one article, in the order of the text."""

    def __init__(self, text: str, register: Register, leads: Mapping[int, int], quoted: list[Span], lexicon: Lexicon) -> None:
        self._text, self._register, self._lexicon = text, register, lexicon
        self._place = Prominence(text, register.entries, leads, quoted, lexicon)
        self._events: list[Event] = []
        self._of: defaultdict[int, list[Named]] = defaultdict(list)
        for named in register.named:
            if not self._place.quoted(named.start):
                self._events.append(named)
            self._of[named.entry].append(named)

    def spoke(self, position: int, entry: int) -> None:
        """Note that the mention at *position* was followed to *entry*."""
        insort(self._events, Spoken(position, position, entry), key=_start)

    def add(self, named: Named) -> None:
        """Take in a name that only a mention showed to be one."""
        self._of[named.entry].append(named)

    def pronoun(self, position: int, gender: str) -> tuple[Named, float] | None:
        """Whom a pronoun of *gender* (`m`, `f`, `n`) at *position* means, and how sure that is."""
        found = self._winner(self._scores(position, gender), position)
        if not found:
            return None
        entry = self._register.entries[found[0].entry]
        doubtful = gender != "n" and not any(entry.votes) and entry.person <= UNSEEN
        return found[0], min(found[1], THING if gender == "n" else DOUBTFUL if doubtful else 1.0)

    def relative(self, position: int) -> tuple[Named, float] | None:
        """Whom "who" at *position* means: the name right before it, else the last one named in its sentence before."""
        place = bisect_left(self._events, position, key=_start)
        if place:
            last = self._events[place - 1]
            if last.end < position and _RIGHT_BEFORE.fullmatch(self._text, last.end, position):
                return self.last_named(last.entry, position), ADJACENT
        while place:
            place -= 1
            event = self._events[place]
            if self._sentence(event.start) != self._sentence(position):
                return None
            if self._register.entries[event.entry].person > 0:
                return self.last_named(event.entry, position), 0.85
        return None

    def last_named(self, number: int, position: int) -> Named:
        """The last of an entry's names that begins before *position*, else its first."""
        names = self._of[number]
        return names[max(0, bisect_left(names, position, key=_start) - 1)]

    def _sentence(self, position: int) -> int:
        return bisect_right(self._place.ends, position)

    def _scores(self, position: int, gender: str) -> dict[int, float]:
        """How much speaks for each entry that *position* could take up."""
        scores: dict[int, float] = {}
        fits: dict[int, float | None] = {}
        ends, weighed, entries, text = self._place.ends, self._place.weighed, self._register.entries, self._text
        here = bisect_right(ends, position)
        end = bisect_left(self._events, position, key=_start)
        behind, breaks = position, 0
        for event in reversed(self._events[max(0, end - REACH) : end]):
            start, stop, number = event[:3]
            far = here - bisect_right(ends, start)
            if far > SENTENCES:
                break
            breaks += text.count("\n", start, behind)
            behind = start
            if number not in fits:
                fits[number] = self._fit(entries[number], gender)
            fit = fits[number]
            if fit is None or stop > position:
                continue
            weight, new = weighed(event)
            count = entries[number].count
            score = (
                _NEARNESS[far] - 0.35 * (breaks // 2) + weight + fit + 0.1 * (count if count < 6 else 6)
                + (new if far <= 1 else 0.0)
            )  # fmt: skip
            if score > scores.get(number, -9.0):
                scores[number] = score
            elif number not in scores:
                scores[number] = -9.0
        return scores

    def _fit(self, entry: Entry, gender: str) -> float | None:
        """How well *entry* goes with a pronoun of *gender*; None where it cannot."""
        if gender == "n":
            return -min(entry.person, 3.0) + min(entry.body, 2) + entry.organisation if entry.person < 3 else None
        person = entry.person
        person = (-3.0 if person < -3.0 else person if person < 1.0 else 1.0) - 3.0 * entry.organisation
        if not gender:
            return person
        lead = (entry.votes[0] - entry.votes[1]) * (1 if gender == "m" else -1)
        if lead <= -2:
            return None
        return person + (1.0 if lead >= 2 else 0.5 if lead == 1 else -1.5 if lead < 0 else 0.0)

    def role(self, words: list[str], position: int) -> tuple[Named, float] | None:
        """Whom "the Kremlin spokesman" means: someone the article gave a role of that noun, else whom "he" would mean.

        The latter only where more is said of them than the noun: "the judge" and "his wife" need not have a name.
        """
        heads = _alike(words[-1])
        modifiers = {_bare(word) for word in words[1:-1]}
        near = self._scores(position, self._lexicon.roles.get(words[-1], ""))
        scores: dict[int, float] = {}
        for entry in self._register.entries:
            given = [role for role in entry.roles if role[1] in heads]
            if not (given or self._titled(entry, heads)) or entry.organisation or self._of[entry.number][0].start > position:
                continue
            said = {_bare(word) for _, _, role in given for word in role.split()}
            scores[entry.number] = 3.0 + 1.5 * len(modifiers & said) + near.get(entry.number, -1.0)
        if scores:
            return self._winner(scores, position)
        if not modifiers or words[0].lower() in self._lexicon.possessives:
            return None
        found = self._winner(near, position)
        return None if found is None or near[found[0].entry] < 3.0 else (found[0], round(found[1] * 0.7, 3))

    def _titled(self, entry: Entry, heads: frozenset[str]) -> bool:
        return any(long in heads for title in entry.titles for long in (title, *self._lexicon.long_titles.get(title, ())))

    def organisation(self, words: list[str], position: int) -> tuple[Named, float] | None:
        """Which organisation "the company" or "the ministry" means."""
        scores = self._scores(position, "n")
        for number in scores:
            scores[number] += 2.0 * (words[-1] in self._register.entries[number].keys)
        return self._winner(scores, position)

    def _winner(self, scores: dict[int, float], position: int) -> tuple[Named, float] | None:
        """The best of *scores*, and as a certainty how far it leads."""
        if not scores:
            return None
        order = sorted(scores, key=lambda number: (-scores[number], number))
        lead = scores[order[0]] - (scores[order[1]] if len(order) > 1 else 0.0)
        return self.last_named(order[0], position), round(
            max(0.1, min(0.98, 1.0 / (1.0 + exp(STEEP * (EVEN - min(lead, 9.0)))))), 3
        )


def _bare(word: str) -> str:
    return folded(re.sub(r"[’']s$", "", word))


def _alike(head: str) -> frozenset[str]:
    """The head noun of a role with those that say the same of another gender: spokesman, spokesperson."""
    stem = re.sub(r"(?:man|woman|person)$", "", head)
    if stem == head or not stem:
        return frozenset((head,))
    return frozenset((head, stem + "man", stem + "woman", stem + "person"))
