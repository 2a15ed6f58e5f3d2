"""What the ranking sees of a quotation and of each mention that may be its speaker, as integers.

A feature is a number below 2**30: a constant for what is looked at, combined by exclusive or with what was seen there. No
name and no word outside the lexicon is ever part of one: a name is `NAME`, its letters are never looked at. The fitted
weights therefore cannot know who the speakers of their data were.

Each function here makes the features of one *group* from a few small numbers, which `view.py` measures. The same numbers
come again and again, so what a group scores is worked out once and remembered (`Model.scored`). Groups about a mention alone
are in `standing.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from zlib import crc32

from variorum.quotations.tokens import CUE, NAME, NOUN, POSSESSIVE, PRONOUN, QUOTATION, WEAK, code

Group = tuple[Any, ...]
"""One of the functions below and what it is called with."""

MASK = (1 << 30) - 1
_PATTERN = frozenset((CUE, WEAK, QUOTATION, NAME, PRONOUN, NOUN, POSSESSIVE)) | {
    code(word) for word in (",", ".", ":", "—", "-", "that", "according", "to", "what", "and")
}
_IN_CHAIN = _PATTERN.__contains__
_BUCKETS = (0, 1, 2, 3, 4, 4, 6, 6, 6, 6, *[10] * 10)
CLOSE, NEAR = 6, 12  # items between quotation and mention that are seen one by one; that are seen if they matter


def bucket(count: int) -> int:
    """A distance in items, coarser the larger it is: 0 to 4, 6, 10, 20."""
    return _BUCKETS[count] if count < 20 else 20


def features(groups: Iterable[Group]) -> list[int]:
    """The features of some groups."""
    return [feature for group in groups for feature in group[0](*group[1:])]


def tag(name: str) -> int:
    """The constant of what is looked at, by its name."""
    return crc32(name.encode()) & MASK


# Of the quotation alone: is anybody quoted?
(
    T_END, T_LOW, T_TITLE, T_CONTEXT, T_BEFORE, T_AFTER, T_CUE, T_SOLO, T_LEFT, T_RIGHT, T_LENGTH, T_WORD_BEFORE,
    T_WORD_AFTER, T_CLOSED, T_WORD_LOW, T_SUBJECTS, T_WORDS_BEFORE, T_VERB, T_VERB_LOW, T_FULL, T_PERSON, T_EARLIER,
) = (
    tag(f"quotation-{name}")
    for name in """
        end low title context before after cue solo left right length wb wa closed wblow subjects wb2 verb verblow full
        person earlier
    """.split()
)  # fmt: skip
_BY_LENGTH = 0x2A5F1C3B  # tells a feature that is combined with the length from the plain one


# Of a mention and how it stands to the quotation.
(
    M_SENTENCE, M_BETWEEN, M_QUOTES, M_VERBS, M_SB, M_LOW, M_CONTEXT, M_END, M_ENDS, M_PATTERN, M_CHAIN, M_DASH, M_GL,
    M_GL3, M_GR, M_GLR, M_GK, M_GLVERB, M_GLWORD, M_GRVERB, M_ANCHOR, M_ANCHORSIDE, M_PARA, M_PARASOLO, M_PARACUE,
    M_PARAFIRST, M_PARALOW, M_PARACTX, M_PARASAME, M_PARAMANY, M_PARAGL, M_PARASUBJ, M_COLON, M_FAR, M_FARCUE, M_FARKIND,
    M_FARLOW, M_FARGL, M_PREV, M_PREVCTX, M_PREVVERB, M_PREVKIND, M_ENTITYPREV, M_GPRON, M_GLBEFORE, M_OPENS, M_OPENSFRAG,
) = (
    tag(f"mention-{name}")
    for name in """
        sentence between quotes verbs sb low context end ends pattern chain dash gl gl3 gr glr gk glverb glword grverb
        anchor anchorside para parasolo paracue parafirst paralow paractx parasame paramany paragl parasubj colon far
        farcue farkind farlow fargl prev prevctx prevverb prevkind entityprev gpron glbefore opens opensfrag
    """.split()
)  # fmt: skip


# candidate "nobody" --------------------------------------------------------------------------------------------------


def inside(end: int, low: int, title: int, length: int, cue: int, solo: int, left: int, right: int, fragment: int) -> list[int]:
    """Of the words between the marks, of *length* words, and how far reporting verbs are to their *left* and *right*."""
    return _sized(
        length,
        T_END ^ end, T_LOW ^ low, T_TITLE ^ title ^ (min(length, 5) << 1), T_CUE ^ cue, T_SOLO ^ solo,
        T_LEFT ^ left ^ (fragment << 5), T_RIGHT ^ right ^ (fragment << 5),
    )  # fmt: skip


def around(length: int, context: int, previous2: int, previous: int, following: int, following2: int) -> list[int]:
    """Of the two items before the marks and the two after them."""
    return _sized(
        length, T_CONTEXT ^ context, T_BEFORE ^ previous2 ^ (previous << 15), T_AFTER ^ following ^ (following2 << 15)
    )


def _sized(length: int, *plain: int) -> list[int]:
    sized = bucket(length) << 20 ^ _BY_LENGTH
    return [*plain, *[feature ^ sized for feature in plain]]


def worded(before2: int, before: int, after: int, low: int, title: int) -> list[int]:
    """Of the words before and after the marks."""
    return [
        T_WORD_BEFORE ^ before, T_WORD_AFTER ^ after, T_WORD_LOW ^ before ^ (low << 16) ^ (title << 17),
        T_WORDS_BEFORE ^ before2 ^ (before << 15),
    ]  # fmt: skip


def unled(length: int, closed: int, low: int, no_left: int, no_right: int, end: int, solo: int, earlier: int, fragment: int,
          person: int) -> list[int]:  # fmt: skip
    """Of the quotation as a whole: is a subject to be seen, was somebody quoted before, is a person spoken of?"""
    found = [
        T_LENGTH ^ bucket(length), T_CLOSED ^ closed, T_SUBJECTS ^ no_left ^ (no_right << 1) ^ (low << 2),
        T_EARLIER ^ earlier ^ (fragment << 1),
    ]  # fmt: skip
    if not low and length > 7:
        found.append(T_FULL ^ end ^ (earlier << 4) ^ (solo << 5))
    if person:
        found.append(T_PERSON)
    return found


def verb_before(verb: int, low: int, distance: int) -> list[int]:
    """Of the verb before the marks."""
    return [T_VERB ^ verb, T_VERB_LOW ^ verb ^ (low << 16) ^ (distance << 17)]


# mentions in the quotation's paragraph -------------------------------------------------------------------------------


def apart(right: int, sentences: int, distance: int, mentions: int, verbs: int, quotations: int, low: int, end: int,
          fragment: int) -> list[int]:  # fmt: skip
    """How far a mention stands from the quotation, and how much lies between."""
    return [
        M_SENTENCE ^ right ^ (sentences << 1), M_BETWEEN ^ right ^ (distance << 1) ^ (mentions << 7),
        M_QUOTES ^ right ^ (quotations << 1) ^ (distance << 3), M_VERBS ^ right ^ (verbs << 1) ^ (quotations << 3),
        M_SB ^ right ^ (sentences << 1) ^ (mentions << 3) ^ (fragment << 6), M_LOW ^ low ^ (right << 1),
        M_END ^ end ^ (right << 3), M_ENDS ^ end ^ (right << 3) ^ (sentences << 4),
    ]  # fmt: skip


def beside(context: int, kind: int, right: int) -> list[int]:
    """What stands before and after the quotation, for a mention in its paragraph."""
    return [M_CONTEXT ^ context ^ (kind << 4) ^ (right << 29)]


def path(kind: int, right: int, outer: int, between: Iterable[int]) -> list[int]:
    """The items between a mention and the quotation; *outer* the one beyond the mention, -1 where they are too many."""
    chain = right
    for one in filter(_IN_CHAIN, between):
        chain = chain * 31 + one & MASK
    if outer < 0:
        return [M_CHAIN ^ chain]
    pattern = kind ^ right << 4 ^ outer << 5
    for one in between:
        pattern = pattern * 31 + one
    return [M_CHAIN ^ chain, M_PATTERN ^ pattern & MASK]


def governed(kind: int, right: int, sentences: int, first: int, second: int, third: int, left_distance: int,
             right_distance: int, crosses: int, end: int, fragment: int, previous: int) -> list[int]:  # fmt: skip
    """Is the mention the subject of the verb before the quotation (*first*), the one before that, the next behind?

    Each 2 if it is, 1 if the verb has none.
    """
    return [
        M_GL ^ first ^ (left_distance << 2) ^ (fragment << 8),
        M_GL3 ^ first ^ (second << 2) ^ (third << 4) ^ (fragment << 6),
        M_GR ^ third ^ (right_distance << 2) ^ (crosses << 8) ^ (end << 9),
        M_GLR ^ first ^ (third << 2) ^ (right << 4) ^ (sentences << 5),
        M_GK ^ first ^ (second << 2) ^ (third << 4) ^ (kind << 6) ^ previous << 12,
    ]  # fmt: skip


def governs_left(verb: int, word_before: int, distance: int) -> list[int]:
    """Of the verb before the quotation whose subject the mention is."""
    return [M_GLVERB ^ verb, M_GLWORD ^ word_before ^ (distance << 15)]


def led(before: int, kind: int) -> list[int]:
    """Of the word before a mention that is the subject of the verb before the quotation: "as the crowd chanted"."""
    return [M_GLBEFORE ^ before ^ (kind << 16)]


def pronoun_governs(word: int, first: int, second: int, third: int) -> list[int]:
    """Of a pronoun, "who" among them: whose subject it is, as in `governed`."""
    return [M_GPRON ^ word ^ (first << 16) ^ (second << 18) ^ (third << 20)]


def opening(kind: int, opens: int, right: int, sentences: int, first: int, third: int, fragment: int) -> list[int]:
    """Is the mention the first of its sentence?"""
    return [
        M_OPENS ^ opens ^ (right << 1) ^ (sentences << 2) ^ (first << 4) ^ (third << 6),
        M_OPENSFRAG ^ opens ^ (sentences << 1) ^ (fragment << 3) ^ (kind << 7),
    ]  # fmt: skip


def governs_right(verb: int) -> list[int]:
    """Of the verb after the quotation whose subject the mention is."""
    return [M_GRVERB ^ verb]


def anchored(same: int, end: int, third: int, following: int, right: int, low: int) -> list[int]:
    """Is the mention the speaker of the paragraph's next quotation, as far as its cue tells?"""
    return [
        M_ANCHOR ^ same ^ (end << 1) ^ (third << 4) ^ (following << 6), M_ANCHORSIDE ^ same ^ (right << 1) ^ (low << 2),
    ]  # fmt: skip


def dashed(solo: int) -> list[int]:
    """Of a mention after the quotation and a dash."""
    return [M_DASH ^ solo]


# mentions in other paragraphs ----------------------------------------------------------------------------------------


def away(base: int, rank: int, kind: int, first: int, own: int, solo: int, cue: int, following: int, low: int, no_left: int,
         no_right: int, subject: int, colon: int, last: int) -> list[int]:  # fmt: skip
    """Of a mention in a paragraph beside, *rank* its place from the nearer end: is it the *first* item, the *last*, a verb's
    *subject*, does the paragraph end in a *colon*?"""
    return [
        M_PARA ^ base ^ (rank << 3), M_PARASOLO ^ base ^ (solo << 3), M_PARACUE ^ base ^ (cue << 3) ^ (following << 4),
        M_PARAFIRST ^ base ^ (first << 3), M_PARALOW ^ base ^ (low << 3),
        M_PARASAME ^ base ^ (solo << 3) ^ (kind << 4) ^ (rank << 8), M_PARAMANY ^ base ^ (own << 3),
        M_PARAGL ^ base ^ (no_left << 3) ^ (no_right << 4) ^ (low << 5),
        M_PARASUBJ ^ base ^ (subject << 3) ^ (solo << 4), M_COLON ^ base ^ (colon << 3) ^ (last << 4) ^ (subject << 5),
    ]  # fmt: skip


def away_context(context: int, kind: int, base: int) -> list[int]:
    """What stands before and after the quotation, for a mention in a paragraph beside."""
    return [M_PARACTX ^ context ^ (kind << 4) ^ (base << 26)]


def far(kind: int, solo: int, cue: int, context: int, low: int, no_left: int, no_right: int) -> list[int]:
    """Of the speaker of the quotation before, where that stands further away."""
    return [
        M_FAR ^ solo, M_FARCUE ^ cue ^ (context << 1 & MASK), M_FARKIND ^ kind, M_FARLOW ^ low,
        M_FARGL ^ no_left ^ (no_right << 1) ^ (low << 2), M_FAR ^ 64,
    ]  # fmt: skip


# mentions near and far -----------------------------------------------------------------------------------------------


def carried(same: int, alike: int, here: int, base: int, sentences: int, kind: int, before: int, context: int, cue: int,
            solo: int, fragment: int, governs: int) -> list[int]:  # fmt: skip
    """Is the mention the one (*same*), or does it name whom (*alike*) the quotation before was given to, in this paragraph
    (*here*)? *before*: the symbol of that one's mention."""
    either = int(same or alike == 1)
    return [
        M_PREV ^ same ^ (alike << 1) ^ (here << 3) ^ (base << 4),
        M_PREVCTX ^ either ^ (here << 1) ^ (context << 2 & MASK),
        M_PREVVERB ^ either ^ (cue << 1) ^ (solo << 2) ^ (here << 3),
        M_PREVKIND ^ same ^ (alike << 1) ^ (before << 3) ^ (kind << 6) ^ (here << 9) ^ (sentences << 10),
        M_ENTITYPREV ^ either ^ (fragment << 1) ^ (here << 4) ^ (sentences << 6) ^ (governs << 5),
    ]  # fmt: skip
