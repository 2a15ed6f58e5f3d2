"""One quotation and its surroundings, measured: the small numbers that the features of its candidates are made of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection

from variorum.quotations import features as f
from variorum.quotations.features import Group, bucket
from variorum.quotations.reading import Paragraph, Place, Reading
from variorum.quotations.tokens import COLON, CUE, EDGE, NAME, NOUN, PRONOUN, QUOTATION, code

TOLD = 3  # items between the quotation and its reporting verb
NONE = 31  # a distance that is not there
_DASHES = (code("—"), code("-"))
_END = {",": 0, ".": 1, "?": 2, "!": 3, "…": 1, "—": 1}
_SPEAKERS = frozenset(("I", "you", "we", "my", "our"))
_CAPITAL_WORD = re.compile(r"[A-ZÀ-ÞА-ЯЁ](?:\w++(?:[’'-]++\w++)*+|(?:[’'-]++\w++)++)")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


class Document:
    """What of an article the features need, beside the reading."""

    def __init__(self, reading: Reading, key: Callable[[Place], str]) -> None:
        self.reading = reading
        self.key = key
        """The entity a mention names, "" for none."""
        self._counts: Counter[str] | None = None

    def count(self, word: str) -> int:
        """How often a word stands in the article with a capital; *word* is folded."""
        if self._counts is None:
            self._counts = Counter(map(str.lower, _CAPITAL_WORD.findall(self.reading.text)))
        return self._counts.get(word, 0)


class Earlier:
    """The decision for the quotation before: place of its mention, its entity."""

    __slots__ = ("key", "mention", "quotation", "symbol", "word")

    def __init__(self, document: Document, quotation: Place, mention: Place) -> None:
        items = document.reading.paragraph(mention.paragraph).items
        self.quotation, self.mention = quotation, mention
        self.key = document.key(mention)
        self.symbol = items.symbol[mention.item]
        self.word = items.lower[mention.item]


class View:
    """One quotation and its surroundings, measured once for all of its candidates."""

    __slots__ = (
        "_quotations_up_to", "_verbs_before", "anchor", "closed", "context", "crosses", "cue", "document", "earlier", "end",
        "fragment", "left", "left2_subject", "left_distance", "left_subject", "length", "low", "next", "next2", "paragraph",
        "person", "place", "previous", "previous2", "right", "right_distance", "right_subject", "solo", "title", "told",
        "word_after", "word_before", "word_before2",
    )  # fmt: skip

    def __init__(self, document: Document, place: Place, earlier: Earlier | None, closed: bool) -> None:
        self.document, self.place, self.earlier, self.closed = document, place, earlier, closed
        self.paragraph: Paragraph = document.reading.paragraph(place.paragraph)
        self._measure_words()
        self._measure_neighbours()
        self._measure_verbs()

    def _measure_words(self) -> None:
        found, at = self.paragraph.items, self.place.item
        inside = self.document.reading.text[found.start[at] : found.end[at]]
        self.end = _END.get(inside.rstrip()[-1:], 4)
        self.low = int(inside[:1].islower() or inside[:1] in "…[")
        self.fragment = self.low * 3 + (0 if self.end == 0 else 2 if self.end == 4 else 1)
        openers = self.document.reading.words.lexicon.openers
        self.title = _is_title(inside, openers)
        self.person = _is_personal(inside)
        self.length = inside.count(" ") + 1

    def _measure_neighbours(self) -> None:
        found, at = self.paragraph.items, self.place.item
        symbol, count = found.symbol, len(found)
        self.next = symbol[at + 1] if at + 1 < count else EDGE
        self.next2 = symbol[at + 2] if at + 2 < count else EDGE
        self.previous = symbol[at - 1] if at else EDGE
        self.previous2 = symbol[at - 2] if at > 1 else EDGE
        self.word_before = found.code[at - 1] if at and self.previous not in (QUOTATION, NAME) else self.previous
        self.word_before2 = found.code[at - 2] if at > 1 and self.previous2 not in (QUOTATION, NAME) else self.previous2
        self.word_after = found.code[at + 1] if at + 1 < count and self.next not in (QUOTATION, NAME) else self.next
        self.context = self.previous ^ (self.next << 15)
        self.solo = int(self.paragraph.solo)

    def _measure_verbs(self) -> None:
        found, at = self.paragraph.items, self.place.item
        sentence, subjects, verbs = self.paragraph.sentence, self.paragraph.subjects, found.verbs
        here, before = sentence[at], bisect_left(verbs, at)
        self.cue = int(self.paragraph.cue)
        self.left = verbs[before - 1] if before and sentence[verbs[before - 1]] == here else -1
        left2 = verbs[before - 2] if before > 1 and sentence[verbs[before - 2]] == here else -1
        right = verbs[before] if before < len(verbs) else -1
        if right >= 0 and (right - at > 14 or not (sentence[right] == here or right - at <= 3)):
            right = -1
        self.right = right
        self.left_subject, self.left2_subject = subjects.get(self.left, -1), subjects.get(left2, -1)
        self.right_subject = subjects.get(right, -1)
        self.crosses = int(right >= 0 and QUOTATION in found.symbol[at + 1 : right])
        self.left_distance = bucket(at - self.left - 1) if self.left >= 0 else NONE
        self.right_distance = bucket(right - at - 1) if right >= 0 else NONE
        left_told = self.left_distance <= TOLD and self.left_subject >= 0 and found.symbol[self.left] == CUE
        right_told = self.right_distance <= TOLD and self.right_subject >= 0 and found.symbol[right] == CUE
        self.told = left_told or (right_told and self.end != 1)
        """A reporting verb with its subject stands beside the quotation: no other paragraph is looked into."""
        self.anchor = -2
        """The subject of the next quotation's verb; -1 if there is none, -2 where no quotation follows."""
        self._verbs_before = before
        following = self._quotations_up_to = bisect_right(found.quotations, at)
        if following < len(found.quotations):
            quotation = found.quotations[following]
            after = bisect_right(verbs, quotation)
            beside = after < len(verbs) and verbs[after] <= quotation + 4
            self.anchor = subjects.get(verbs[after], -1) if beside else -1

    def nobody(self) -> list[Group]:
        """Of the answer that the marks hold no speech."""
        low, length, title, fragment = self.low, self.length, self.title, self.fragment
        no_left, no_right, earlier = self.left_subject < 0, self.right_subject < 0, self.earlier is not None
        found: list[Group] = [
            (f.inside, self.end, low, title, length, self.cue, self.solo, self.left_distance, self.right_distance, fragment),
            (f.around, length, self.context, self.previous2, self.previous, self.next, self.next2),
            (f.worded, self.word_before2, self.word_before, self.word_after, low, title),
            (f.unled, length, self.closed, low, no_left, no_right, self.end, self.solo, earlier, fragment, self.person),
        ]
        if self.left >= 0:
            found.append((f.verb_before, self.paragraph.items.code[self.left], low, self.left_distance))
        return found

    def near(self, place: Place, mentions: int, right: int) -> list[Group]:
        """Of a mention in the quotation's own paragraph, `standing` aside; *mentions*: those between it and the quotation;
        *right*: 1 if it stands behind that."""
        paragraph, at, item = self.paragraph, self.place.item, place.item
        items, sentence = paragraph.items, paragraph.sentence
        symbol = items.symbol
        kind = symbol[item]
        size = item - at - 1 if right else at - item - 1
        apart = abs(sentence[item] - sentence[at])
        sentences = apart if apart < 3 else 3
        verbs = abs(bisect_left(items.verbs, item) - self._verbs_before)
        quotations = abs(bisect_left(items.quotations, item) - self._quotations_up_to + 1 - right)
        found: list[Group] = [
            (f.apart, right, sentences, bucket(size), mentions if mentions < 4 else 4, verbs if verbs < 2 else 2,
             quotations if quotations < 2 else 2, self.low, self.end, self.fragment),
            (f.beside, self.context, kind, right),
        ]  # fmt: skip
        if size <= f.NEAR:
            outer = item + 1 if right else item - 1
            beyond = symbol[outer] if 0 <= outer < len(symbol) else EDGE
            between = symbol[at + 1 : item] if right else symbol[item + 1 : at]
            found.append((f.path, kind, right, beyond if size <= f.CLOSE else -1, between))
        third = self._governed(item, kind, right, sentences, found)
        if self.anchor >= -1:
            found.append((f.anchored, int(self.anchor == item), self.end, third, self.next, right, self.low))
        if right and (item == at + 2 and symbol[at + 1] in _DASHES):
            found.append((f.dashed, self.solo))
        if self.earlier is not None:
            self._carried(place, paragraph, self.earlier, right, sentences, found)
        return found

    def _governed(self, item: int, kind: int, right: int, sentences: int, found: list[Group]) -> int:
        """Is the mention the subject of a verb beside the quotation? Gives how it stands to the verb after it."""
        codes = self.paragraph.items.code
        first = 2 if self.left_subject == item else 1 if self.left_subject < 0 else 0
        second = 2 if self.left2_subject == item else 1 if self.left2_subject < 0 else 0
        third = 2 if self.right_subject == item else 1 if self.right_subject < 0 else 0
        found.append((
            f.governed, kind, right, sentences, first, second, third, self.left_distance, self.right_distance, self.crosses,
            self.end, self.fragment, self.previous,
        ))  # fmt: skip
        opens = item in self.paragraph.opening
        found.append((f.opening, kind, opens, right, sentences, first, third, self.fragment))
        if kind == PRONOUN:
            found.append((f.pronoun_governs, codes[item], first, second, third))
        if first == 2:
            found.append((f.governs_left, codes[self.left], self.word_before, self.left_distance))
            found.append((f.led, codes[item - 1] if item else EDGE, kind))
        if third == 2:
            found.append((f.governs_right, codes[self.right]))
        return third

    def away(self, place: Place, paragraph: Paragraph, rank: int) -> list[Group]:
        """Of a mention in a *paragraph* beside, `standing` aside; *rank*: its place from the nearer end."""
        base, item = 4 + place.paragraph - self.place.paragraph, place.item
        symbol = paragraph.items.symbol
        kind, own = symbol[item], min(len(self.paragraph.items.mentions), 2)
        found: list[Group] = [
            (f.away, base, rank, kind, item == 0, own, self.solo, self.cue, self.next, self.low, self.left < 0, self.right < 0,
             item in paragraph.spoken, symbol[-1] == COLON, item + 1 == len(symbol)),
            (f.away_context, self.context, kind, base),
        ]  # fmt: skip
        if self.earlier is not None:
            self._carried(place, paragraph, self.earlier, base, 3, found)
        return found

    def far(self, place: Place) -> list[Group]:
        """Of the speaker of the quotation before, where that stands further away than `away` looks."""
        kind = self.document.reading.symbol(place)
        return [(f.far, kind, self.solo, self.cue, self.context, self.low, self.left < 0, self.right < 0)]

    def _carried(
        self, place: Place, paragraph: Paragraph, earlier: Earlier, base: int, sentences: int, found: list[Group]
    ) -> None:
        """Is the mention, or whom it names, the speaker of the quotation before?"""
        items, item = paragraph.items, place.item
        kind = items.symbol[item]
        key = self.document.key(place) if kind != NOUN and earlier.key else ""
        alike = 1 if key and key == earlier.key else 2 if kind == PRONOUN and earlier.word == items.lower[item] else 0
        here = earlier.quotation.paragraph == self.place.paragraph
        found.append((
            f.carried, place == earlier.mention, alike, here, base, sentences, kind, earlier.symbol, self.context, self.cue,
            self.solo, self.fragment, self.left_subject == item,
        ))  # fmt: skip


def _is_title(inside: str, small: Collection[str]) -> int:
    """1 where all words have a capital but the *small* ones."""
    found = None
    for found in _WORD.finditer(inside):
        if not found[0][0].isupper() and found[0] not in small:
            return 0
    return int(found is not None)


def _is_personal(inside: str) -> int:
    """1 where the one who speaks or who is spoken to is named. Words that stand free are looked at first, the fastest."""
    if not any(map(inside.__contains__, _SPEAKERS)):
        return 0
    return int(not (_SPEAKERS.isdisjoint(inside.split()) and _SPEAKERS.isdisjoint(_WORD.findall(inside))))
