"""What the ranking sees of a quotation and of each mention that may be its speaker, as integers.

A feature is a number below 2**30: a constant for what is looked at, combined by exclusive or with what was seen there. No
name and no word outside the lexicon is ever part of one: a name is `NAME`, its letters are never looked at. The fitted
weights therefore cannot know who the speakers of their data were.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from zlib import crc32

from variorum.quotations.reading import Paragraph, Place, Reading
from variorum.quotations.tokens import (
    COLON,
    COMMA,
    CUE,
    EDGE,
    NAME,
    NOUN,
    POSSESSIVE,
    PRONOUN,
    QUOTATION,
    WEAK,
    code,
)

MASK = (1 << 30) - 1
TOLD = 3  # items between the quotation and its reporting verb
NONE = 31  # a distance or mention that is not there
_MENTIONS = (NAME, NOUN, PRONOUN)
_ENDS = frozenset(code(mark) for mark in ".?!")
_DASH, _HYPHEN = code("—"), code("-")
_PATTERN = frozenset((CUE, WEAK, QUOTATION, NAME, PRONOUN, NOUN, POSSESSIVE)) | {
    code(word) for word in (",", ".", ":", "—", "-", "that", "according", "to", "what", "and")
}
_CAPITAL_WORD = re.compile(r"[A-ZÀ-ÞА-ЯЁ][\w’'-]*\w")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_BUCKETS = (0, 1, 2, 3, 4, 4, 6, 6, 6, 6, *[10] * 10)


def _t(name: str) -> int:
    return crc32(name.encode()) & MASK


def bucket(count: int) -> int:
    """A distance in items, coarser the larger it is: 0 to 4, 6, 10, 20."""
    return _BUCKETS[count] if count < 20 else 20


# Of the quotation alone: is anybody quoted?
T_END, T_LOW, T_TITLE, T_CONTEXT, T_BEFORE, T_AFTER, T_CUE, T_SOLO, T_LEFT, T_RIGHT = (
    _t(f"quotation-{name}") for name in ("end", "low", "title", "context", "before", "after", "cue", "solo", "left", "right")
)
(
    T_LENGTH,
    T_WORD_BEFORE,
    T_WORD_AFTER,
    T_CLOSED,
    T_WORD_LOW,
    T_SUBJECTS,
    T_WORDS_BEFORE,
    T_VERB,
    T_VERB_LOW,
    T_FULL,
    T_PERSON,
) = (
    _t(f"quotation-{name}")
    for name in ("length", "wb", "wa", "closed", "wblow", "subjects", "wb2", "verb", "verblow", "full", "person")
)
T_EARLIER = _t("quotation-earlier")
_BY_LENGTH = 0x2A5F1C3B  # tells a feature that is combined with the length from the plain one


# Of a mention beside the quotation.
_OF_A_MENTION = """
    sentence between quotes verbs sb low context end ends pattern chain dash gl gl3 gr glr gk glverb glword grverb anchor
    anchorside para parasolo paracue parafirst paralow paractx parasame paramany paragl parasubj colon far farcue farkind
    farlow fargl prev prevctx prevverb prevkind entityprev kind before after around after2 before2 kindaround class
    headcode owned vs vl pronoun count length possessed subjecthood verbright verbnext
"""
N = {name: _t(f"mention-{name}") for name in _OF_A_MENTION.split()}


class Document:
    """What of an article the features need, beside the reading."""

    def __init__(self, reading: Reading, key: Callable[[Place], str]) -> None:
        self.reading = reading
        self.key = key
        """The entity a mention names, "" for none."""
        self.counts: dict[str, int] = {}
        for word in _CAPITAL_WORD.findall(reading.text):
            lower = word.lower()
            self.counts[lower] = self.counts.get(lower, 0) + 1


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

    def __init__(self, document: Document, place: Place, earlier: Earlier | None, closed: bool) -> None:
        self.document, self.place, self.earlier, self.closed = document, place, earlier, closed
        self.paragraph: Paragraph = document.reading.paragraph(place.paragraph)
        self._measure_words()
        self._measure_neighbours()
        self._measure_verbs()

    def _measure_words(self) -> None:
        found, at = self.paragraph.items, self.place.item
        inside = self.document.reading.text[found.start[at] : found.end[at]]
        self.words = _WORD.findall(inside)
        last = inside.rstrip()[-1:]
        self.end = {",": 0, ".": 1, "?": 2, "!": 3, "…": 1, "—": 1}.get(last, 4)
        self.low = int(inside[:1].islower() or inside[:1] in "…[")
        self.fragment = self.low * 3 + (0 if self.end == 0 else 2 if self.end == 4 else 1)
        openers = self.document.reading.words.lexicon.openers
        self.title = int(bool(self.words) and all(word[0].isupper() or word in openers for word in self.words))
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
        self.following = next((item for item in found.quotations if item > at), -1)

    def _measure_verbs(self) -> None:
        found, at = self.paragraph.items, self.place.item
        sentence, subjects = self.paragraph.sentence, self.paragraph.subjects
        here = sentence[at]
        self.cue = int(self.paragraph.cue)
        left = [verb for verb in found.verbs if verb < at and sentence[verb] == here]
        self.left = left[-1] if left else -1
        left2 = left[-2] if len(left) > 1 else -1
        right = next((verb for verb in found.verbs if verb > at), -1)
        if right >= 0 and (right - at > 14 or not (sentence[right] == here or right - at <= 3)):
            right = -1
        self.right = right
        self.left_subject, self.left2_subject = subjects.get(self.left, -1), subjects.get(left2, -1)
        self.right_subject = subjects.get(right, -1)
        self.crosses = int(right >= 0 and QUOTATION in found.symbol[at + 1 : right])
        self.left_distance = bucket(at - self.left - 1) if left else NONE
        self.right_distance = bucket(right - at - 1) if right >= 0 else NONE
        left_told = left and self.left_distance <= TOLD and self.left_subject >= 0 and found.symbol[self.left] == CUE
        right_told = self.right_distance <= TOLD and self.right_subject >= 0 and found.symbol[right] == CUE
        self.told = bool(left_told or (right_told and self.end != 1))
        """A reporting verb with its subject stands beside the quotation: no other paragraph is looked into."""
        self.anchor = -2
        if self.following >= 0:
            verb = next((verb for verb in found.verbs if verb > self.following), -1)
            self.anchor = subjects.get(verb, -1) if 0 <= verb <= self.following + 4 else -1

    # candidate "nobody" ----------------------------------------------------------------------------------------------

    def nobody(self) -> list[int]:
        """Features of the answer that the marks hold no speech."""
        size, low = bucket(self.length), self.low
        plain = [
            T_END ^ self.end, T_LOW ^ low, T_TITLE ^ self.title ^ (min(self.length, 5) << 1), T_CONTEXT ^ self.context,
            T_BEFORE ^ self.previous2 ^ (self.previous << 15), T_AFTER ^ self.next ^ (self.next2 << 15), T_CUE ^ self.cue,
            T_SOLO ^ self.solo, T_LEFT ^ self.left_distance ^ (self.fragment << 5),
            T_RIGHT ^ self.right_distance ^ (self.fragment << 5),
        ]  # fmt: skip
        sized = size << 20 ^ _BY_LENGTH
        found = plain + [feature ^ sized for feature in plain]
        no_left, no_right = self.left_subject < 0, self.right_subject < 0
        found += [
            T_LENGTH ^ size, T_WORD_BEFORE ^ self.word_before, T_WORD_AFTER ^ self.word_after, T_CLOSED ^ self.closed,
            T_WORD_LOW ^ self.word_before ^ (low << 16) ^ (self.title << 17),
            T_SUBJECTS ^ no_left ^ (no_right << 1) ^ (low << 2),
            T_WORDS_BEFORE ^ self.word_before2 ^ (self.word_before << 15),
            T_EARLIER ^ (self.earlier is not None) ^ (self.fragment << 1),
        ]  # fmt: skip
        if self.left >= 0:
            verb = self.paragraph.items.code[self.left]
            found += [T_VERB ^ verb, T_VERB_LOW ^ verb ^ (low << 16) ^ (self.left_distance << 17)]
        if not low and self.length > 7:
            found.append(T_FULL ^ self.end ^ ((self.earlier is not None) << 4) ^ (self.solo << 5))
        if any(word in ("I", "you", "we", "my", "our") for word in self.words):
            found.append(T_PERSON)
        return found

    # candidates in the quotation's paragraph -------------------------------------------------------------------------

    def near(self, item: int) -> list[int]:
        """Features of a mention in the quotation's own paragraph, those of `standing` aside."""
        paragraph, at = self.paragraph, self.place.item
        found = paragraph.items
        symbol, kind = found.symbol, found.symbol[item]
        right = int(item > at)
        between = symbol[at + 1 : item] if right else symbol[item + 1 : at]
        apart = min(3, abs(paragraph.sentence[item] - paragraph.sentence[at]))
        mentions = min(4, between.count(NAME) + between.count(PRONOUN) + between.count(NOUN))
        verbs = min(2, between.count(CUE) + between.count(WEAK))
        quotations = min(2, between.count(QUOTATION))
        distance = bucket(len(between))
        size, end, low = len(between), self.end, self.low
        features = [
            N["sentence"] ^ right ^ (apart << 1), N["between"] ^ right ^ (distance << 1) ^ (mentions << 7),
            N["quotes"] ^ right ^ (quotations << 1) ^ (distance << 3), N["verbs"] ^ right ^ (verbs << 1) ^ (quotations << 3),
            N["sb"] ^ right ^ (apart << 1) ^ (mentions << 3) ^ (self.fragment << 6), N["low"] ^ low ^ (right << 1),
            N["context"] ^ self.context ^ (kind << 4) ^ (right << 29), N["end"] ^ end ^ (right << 3),
            N["ends"] ^ end ^ (right << 3) ^ (apart << 4),
        ]  # fmt: skip
        if size <= 6:
            outer = item + 1 if right else item - 1
            pattern = kind ^ right << 4 ^ (symbol[outer] if 0 <= outer < len(symbol) else EDGE) << 5
            for one in between:
                pattern = (pattern * 31 + one) & MASK
            features.append(N["pattern"] ^ pattern)
        if size <= 12:
            chain = right
            for one in between:
                if one in _PATTERN:
                    chain = (chain * 31 + one) & MASK
            features.append(N["chain"] ^ chain)
        self._governed(item, right, apart, features)
        self._anchored(item, right, features)
        if right and (item == at + 2 and symbol[at + 1] in (_DASH, _HYPHEN)):
            features.append(N["dash"] ^ self.solo)
        self._carried(Place(self.place.paragraph, item), right, apart, features)
        return features

    def _governed(self, item: int, right: int, apart: int, features: list[int]) -> None:
        """Is the mention the subject of a verb beside the quotation?"""
        found = self.paragraph.items
        kind = found.symbol[item]
        first = 2 if self.left_subject == item else self.left_subject < 0
        second = 2 if self.left2_subject == item else self.left2_subject < 0
        third = 2 if self.right_subject == item else self.right_subject < 0
        previous = self.previous << 12
        features += [
            N["gl"] ^ first ^ (self.left_distance << 2) ^ (self.fragment << 8),
            N["gl3"] ^ first ^ (second << 2) ^ (third << 4) ^ (self.fragment << 6),
            N["gr"] ^ third ^ (self.right_distance << 2) ^ (self.crosses << 8) ^ (self.end << 9),
            N["glr"] ^ first ^ (third << 2) ^ (right << 4) ^ (apart << 5),
            N["gk"] ^ first ^ (second << 2) ^ (third << 4) ^ (kind << 6) ^ previous,
        ]  # fmt: skip
        if first == 2:
            features.append(N["glverb"] ^ found.code[self.left])
            features.append(N["glword"] ^ self.word_before ^ (self.left_distance << 15))
        if third == 2:
            features.append(N["grverb"] ^ found.code[self.right])

    def _anchored(self, item: int, right: int, features: list[int]) -> None:
        """Is the mention the speaker of the paragraph's next quotation, as far as its cue tells?"""
        if self.anchor < -1:
            return
        same = int(self.anchor == item)
        third = 2 if self.right_subject == item else self.right_subject < 0
        features.append(N["anchor"] ^ same ^ (self.end << 1) ^ (third << 4) ^ (self.next << 6))
        features.append(N["anchorside"] ^ same ^ (right << 1) ^ (self.low << 2))

    # candidates in other paragraphs ----------------------------------------------------------------------------------

    def away(self, place: Place, rank: int) -> list[int]:
        """Features of a mention in a paragraph beside, those of `standing` aside; *rank*: its place from the nearer end."""
        step = place.paragraph - self.place.paragraph
        paragraph = self.document.reading.paragraph(place.paragraph)
        found = paragraph.items
        item, base = place.item, 4 + step
        kind, own = found.symbol[item], min(len(self.paragraph.items.mentions), 2)
        is_subject = int(item in paragraph.spoken)
        features = [
            N["para"] ^ base ^ (rank << 3), N["parasolo"] ^ base ^ (self.solo << 3),
            N["paracue"] ^ base ^ (self.cue << 3) ^ (self.next << 4),
            N["parafirst"] ^ base ^ ((item == 0) << 3), N["paralow"] ^ base ^ (self.low << 3),
            N["paractx"] ^ self.context ^ (kind << 4) ^ (base << 26),
            N["parasame"] ^ base ^ (self.solo << 3) ^ (kind << 4) ^ (rank << 8), N["paramany"] ^ base ^ (own << 3),
            N["paragl"] ^ base ^ ((self.left < 0) << 3) ^ ((self.right < 0) << 4) ^ (self.low << 5),
            N["parasubj"] ^ base ^ (is_subject << 3) ^ (self.solo << 4),
            N["colon"] ^ base ^ ((found.symbol[-1] == COLON) << 3) ^ ((item + 1 == len(found)) << 4) ^ (is_subject << 5),
        ]  # fmt: skip
        self._carried(place, base, 3, features)
        return features

    def far(self, place: Place) -> list[int]:
        """Features of the speaker of the quotation before, where that stands further away than `away` looks."""
        kind = self.document.reading.symbol(place)
        return [
            N["far"] ^ self.solo, N["farcue"] ^ self.cue ^ (self.context << 1 & MASK), N["farkind"] ^ kind,
            N["farlow"] ^ self.low,
            N["fargl"] ^ (self.left < 0) ^ ((self.right < 0) << 1) ^ (self.low << 2), N["far"] ^ 64,
        ]  # fmt: skip

    # both ------------------------------------------------------------------------------------------------------------

    def _carried(self, place: Place, base: int, apart: int, features: list[int]) -> None:
        """Is the mention, or whom it names, the speaker of the quotation before?"""
        earlier = self.earlier
        if earlier is None:
            return
        found = self.document.reading.paragraph(place.paragraph).items
        kind = found.symbol[place.item]
        same = int(place == earlier.mention)
        key = self.document.key(place)
        alike = int(bool(key) and key == earlier.key) or 2 * (kind == PRONOUN and earlier.word == found.lower[place.item])
        here = int(earlier.quotation.paragraph == self.place.paragraph)
        either = int(same or alike == 1)
        features += [
            N["prev"] ^ same ^ (alike << 1) ^ (here << 3) ^ (base << 4),
            N["prevctx"] ^ either ^ (here << 1) ^ (self.context << 2 & MASK),
            N["prevverb"] ^ either ^ (self.cue << 1) ^ (self.solo << 2) ^ (here << 3),
            N["prevkind"] ^ same ^ (alike << 1) ^ (earlier.symbol << 3) ^ (kind << 6) ^ (here << 9) ^ (apart << 10),
            N["entityprev"] ^ either ^ (self.fragment << 1) ^ (here << 4) ^ (apart << 6)
            ^ ((self.left_subject == place.item) << 5),
        ]  # fmt: skip


def standing(paragraph: Paragraph, item: int, base: int, document: Document) -> list[int]:
    """Features of a mention among its neighbours."""
    found = paragraph.items
    symbol, count, kind = found.symbol, len(found), found.symbol[item]
    before, before2 = symbol[item - 1] if item else EDGE, symbol[item - 2] if item > 1 else EDGE
    after, after2 = symbol[item + 1] if item + 1 < count else EDGE, symbol[item + 2] if item + 2 < count else EDGE
    shift = base << 16 ^ base << 26
    around = before ^ (after << 15)
    head = found.head[item]
    features = [
        N["kind"] ^ kind ^ shift, N["before"] ^ before ^ shift, N["after"] ^ after ^ shift, N["around"] ^ around ^ base,
        N["after2"] ^ after ^ (after2 << 15) ^ base, N["before2"] ^ before2 ^ (before << 15) ^ base,
        N["kindaround"] ^ around ^ kind ^ (base << 5),
        N["class"] ^ head ^ (kind << 4) ^ shift,
    ]  # fmt: skip
    if kind == NOUN:
        features.append(N["headcode"] ^ found.code[item])
    if after == POSSESSIVE and item + 2 < count:
        features.append(N["owned"] ^ found.code[item + 2] ^ base << 16)
    _verb_after(paragraph, item, base, features)
    if before == CUE:
        features += [N["vs"] ^ base ^ (head << 4), N["vl"] ^ found.code[item - 1] ^ shift]
    if kind == PRONOUN:
        features.append(N["pronoun"] ^ found.code[item] ^ shift)
    elif kind == NAME:
        length = min(3, document.reading.text[found.start[item] : found.end[item]].count(" "))
        features += [
            N["count"] ^ min(document.counts.get(found.lower[item], 0), 4), N["length"] ^ length ^ (base << 3),
            N["possessed"] ^ (after == POSSESSIVE),
        ]  # fmt: skip
    features.append(N["subjecthood"] ^ (item in paragraph.spoken) ^ (kind << 1) ^ (base << 5))
    return features


def _verb_after(paragraph: Paragraph, item: int, base: int, features: list[int]) -> None:
    """The reporting verb that follows, if no quotation or sentence end comes first."""
    found = paragraph.items
    symbol = found.symbol
    for at in range(item + 1, min(len(symbol), item + 18)):
        one = symbol[at]
        if one == CUE:
            between = symbol[item + 1 : at]
            mentions = min(2, between.count(NAME) + between.count(PRONOUN) + between.count(NOUN))
            commas = min(2, between.count(COMMA))
            features.append(N["verbright"] ^ bucket(len(between)) ^ (base << 5) ^ (mentions << 8) ^ (commas << 10))
            if len(between) <= 2:
                features.append(N["verbnext"] ^ found.code[at] ^ (base << 15))
            return
        if one == QUOTATION or one in _ENDS:
            return
