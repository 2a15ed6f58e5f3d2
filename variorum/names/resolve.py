"""Pronouns and roles followed to the entry they mean.

A pronoun goes to the person the last sentences are about: each name before it is weighed by how near it stands, whether
it is a subject, how prominent its bearer is and who spoke last; whoever the text calls by the other gender is out. No
table of first names is used. A role goes to whom the article gave that role. Weights were set by hand on labelled news:
docs/speakers.md.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from variorum.lexicon import Lexicon
from variorum.model import Span
from variorum.names.forms import folded
from variorum.names.register import Entry, Named, Register

REACH = 40  # names looked back at. Farther ones never won
LINES = 6  # line breaks looked back over; three paragraphs

_SENTENCE = re.compile(r"[.!?…][”\"’]?\s+[^\W\da-z]")
_APPOSITION = re.compile(r"(?:,[^.!?\n“”\"]{2,90},| \([^)\n]{1,40}\),?)")
_NEXT = re.compile(r" ([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who spoke last."""

    position: int
    """Of the quotation."""
    entry: int


class Follower:
    """Follows mentions in one article."""

    def __init__(self, text: str, register: Register, quoted: list[Span], lexicon: Lexicon) -> None:
        self._text = text
        self._register = register
        self._lexicon = lexicon
        starts = [span.start for span in quoted]
        self._outside: list[Named] = []
        for named in register.named:
            at = bisect_left(starts, named.start + 1) - 1
            if at < 0 or named.start >= quoted[at].end:
                self._outside.append(named)
        self._starts = [named.start for named in self._outside]

    def person(self, entry: Entry) -> bool:
        """Whether the text treats *entry* as a person."""
        if entry.organisation or entry.body > 1:
            return False
        return entry.full or sum(entry.votes) >= 3 or any(title in self._lexicon.titles for title in entry.titles)

    def pronoun(self, position: int, gender: str, last: Spoken | None) -> tuple[Named, float] | None:
        """Whom a pronoun of *gender* at *position* means, and how sure that is."""
        scores: dict[int, float] = {}
        best: dict[int, Named] = {}
        for named in self._near(position):
            entry = self._register.entries[named.entry]
            weight = self._weight(named, entry, position, gender)
            if weight > scores.get(entry.number, 0.0):
                scores[entry.number] = weight
            if entry.number in scores:
                best[entry.number] = named
        for number in scores:
            scores[number] += 0.15 * min(self._register.entries[number].count, 6)
        if last is not None and self._fits(self._register.entries[last.entry], gender):
            lines = self._text.count("\n", last.position, position)
            scores[last.entry] = scores.get(last.entry, 0.0) + (2.2 if lines <= 2 else 1.2 if lines <= 4 else 0.3)
            best.setdefault(last.entry, self._last_named(last.entry, position))
        return _winner(scores, best)

    def _near(self, position: int) -> list[Named]:
        end = bisect_left(self._starts, position)
        near = [named for named in self._outside[max(0, end - REACH) : end] if named.end <= position]
        return [named for named in near if self._text.count("\n", named.end, position) <= LINES]

    def _last_named(self, number: int, position: int) -> Named:
        before = [named for named in self._register.named if named.entry == number and named.start < position]
        return before[-1] if before else next(named for named in self._register.named if named.entry == number)

    def _fits(self, entry: Entry, gender: str) -> bool:
        if gender == "n":
            return not self.person(entry)
        his, hers = entry.votes
        if gender == "m":
            return hers <= his
        return gender != "f" or his <= hers

    def _weight(self, named: Named, entry: Entry, position: int, gender: str) -> float:
        """How much one name speaks for its bearer; nothing or less where it cannot be."""
        if not self._fits(entry, gender):
            return 0.0
        text = self._text
        lines = text.count("\n", named.end, position)
        sentences = 0 if lines else len(_SENTENCE.findall(text, named.end, position))
        weight = 1.6 - 0.25 * (lines - 2) if lines else 3.0 - 0.25 * min(sentences, 4)
        if weight <= 0:
            return 0.0
        if gender in ("m", "f"):
            weight += 1.0 if self.person(entry) else -2.5
            his, hers = entry.votes
            weight += 0.6 if (his, hers)[gender == "f"] > (his, hers)[gender == "m"] else 0.0
        elif gender == "n":
            weight += 1.0 if entry.organisation or entry.body else 0.0
        weight += 0.8 * self._subject(named) + 0.7 * self._initial(named)
        weight -= 1.2 * self._governed(named)
        if text[named.end : named.end + 2] in ("’s", "'s"):
            weight -= 0.8
        return weight

    def _subject(self, named: Named) -> bool:
        """Whether a verb seems to follow, an apposition allowed between."""
        end = named.end
        apposition = _APPOSITION.match(self._text, end)
        if apposition:
            end = apposition.end()
        match = _NEXT.match(self._text, end)
        if not match or not match[1].islower():
            return False
        word = match[1]
        lexicon = self._lexicon
        return word in lexicon.auxiliaries or word in lexicon.cues or word not in lexicon.openers

    def _initial(self, named: Named) -> bool:
        """Whether it begins a sentence."""
        before = self._text[max(0, named.outer - 3) : named.outer]
        return not before.strip() or before.endswith("\n") or before.rstrip()[-1:] in '.!?”"'

    def _governed(self, named: Named) -> bool:
        """Whether a preposition stands before it."""
        before = self._text[max(0, named.outer - 14) : named.outer]
        words = before.split()
        return bool(words) and before[-1:] == " " and words[-1] in self._lexicon.prepositions

    def role(self, words: list[str], position: int, last: Spoken | None) -> tuple[Named, float] | None:
        """Whom "the Kremlin spokesman" means: someone to whom the article gave a role of that noun."""
        heads = self._alike(words[-1])
        modifiers = {folded(re.sub(r"[’']s$", "", word)) for word in words[1:-1]}
        scores: dict[int, float] = {}
        best: dict[int, Named] = {}
        for entry in self._register.entries:
            given = [role for role in entry.roles if role[1] in heads]
            titled = any(long in heads for title in entry.titles for long in (title, *self._lexicon.long_titles.get(title, ())))
            if entry.organisation or not (given or titled) or entry.first > position:
                continue
            said = {folded(re.sub(r"[’']s$", "", word)) for _, _, role in given for word in role.split()}
            named = self._last_named(entry.number, position)
            scores[entry.number] = (
                1.0
                + 1.5 * len(modifiers & said)
                + 1.5 * (last is not None and last.entry == entry.number)
                - 0.2 * min(self._text.count("\n", named.end, position), 10)
                + 3.0
            )
            best[entry.number] = named
        return _winner(scores, best)

    def _alike(self, head: str) -> frozenset[str]:
        """The head noun of a role with those that say the same of another gender: spokesman, spokesperson."""
        stem = re.sub(r"(?:man|woman|person)$", "", head)
        if stem == head or not stem:
            return frozenset((head,))
        return frozenset((head, stem + "man", stem + "woman", stem + "person"))

    def organisation(self, words: list[str], position: int, last: Spoken | None) -> tuple[Named, float] | None:
        """Which organisation "the company" or "the ministry" means."""
        scores: dict[int, float] = {}
        best: dict[int, Named] = {}
        for named in self._near(position):
            entry = self._register.entries[named.entry]
            if self.person(entry):
                continue
            lines = self._text.count("\n", named.end, position)
            weight = 2.0 - 0.2 * lines + 0.8 * self._subject(named) - 0.8 * self._governed(named)
            weight += 2.0 * (words[-1] in entry.keys) + 1.0 * min(entry.body, 2)
            if weight > scores.get(entry.number, 0.0):
                scores[entry.number] = weight
                best[entry.number] = named
        if last is not None and last.entry in scores:
            scores[last.entry] += 1.0
        return _winner(scores, best)


def _winner(scores: dict[int, float], best: dict[int, Named]) -> tuple[Named, float] | None:
    """The best of *scores*, and how far it leads as a certainty between .4 and .97."""
    if not scores:
        return None
    order = sorted(scores, key=lambda number: (-scores[number], number))
    lead = scores[order[0]] - (scores[order[1]] if len(order) > 1 else 0.0)
    return best[order[0]], round(min(0.97, 0.5 + 0.16 * lead), 3)
